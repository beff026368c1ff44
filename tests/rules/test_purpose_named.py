"""What it serves."""

from tests.rules.cases import broken, case, engagement, entry, said, verdicts

RULE = "purpose-named"
TREATY = entry("agreements", "treaty", title="Treaty")


def talks(**fields: object) -> str:
    return engagement("talks", "10:00", **({"kind": "talks"} | fields))


def test_talks_serve_something() -> None:
    assert broken(RULE, case(TREATY + talks(serves=["treaty"]))) == []


def test_talks_that_serve_nothing_are_found() -> None:
    assert said(RULE, case(TREATY + talks())) == ["Talks names nothing that it serves."]


def test_a_meal_need_not_serve_anything() -> None:
    assert broken(RULE, case(TREATY + talks(kind="meal"))) == []


def test_while_the_visit_names_no_agreement_nothing_is_judged() -> None:
    assert verdicts(RULE, case(talks())) == []
