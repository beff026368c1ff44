"""Who greets the guest."""

from tests.rules.cases import broken, case, engagement, entry, missing, said

RULE = "greeter-level"


def arrival(*greeters: str, level: int = 3) -> str:
    return engagement("arrival", "10:00", greeter_level=level, roles=dict.fromkeys(greeters, "greets"))


def test_the_agreed_level_greets() -> None:
    assert broken(RULE, case(arrival("minister-ar"))) == []


def test_a_lower_one_does_not_do() -> None:
    assert said(RULE, case(arrival("minister-ar", level=2))) == [
        "Minister of Arvandia, of level 3, greets at Arrival; level 2 was agreed."
    ]


def test_the_highest_of_several_counts() -> None:
    assert broken(RULE, case(arrival("minister-ar", "president-ar", level=1))) == []


def test_a_delegation_greets_with_its_members() -> None:
    group = entry("delegations", "line", name="Line-up", members=["minister-ar"])
    assert broken(RULE, case(group + arrival("line"))) == []


def test_without_a_greeter_or_a_level_nobody_can_say() -> None:
    assert missing(RULE, case(arrival())) == ["arrival.roles"]
    assert missing(RULE, case(arrival("interpreter-1"))) == ["interpreter-1.level"]


def test_where_no_level_was_agreed_nothing_is_judged() -> None:
    text = engagement("arrival", "10:00", roles={"interpreter-1": "greets"})
    assert broken(RULE, case(text)) == []
    assert missing(RULE, case(text)) == []
