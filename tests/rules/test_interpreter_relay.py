"""Simultaneous interpreters take turns."""

from tests.rules.cases import broken, case, certain, engagement, said

RULE = "interpreter-relay"


def talks(length: str | None, **need: object) -> str:
    need = {"languages": ["fa", "ru"], "mode": "simultaneous"} | need
    return engagement("talks", "10:00", kind="talks", length=length, interpretation=need)


def test_twenty_five_minutes_alone_are_allowed() -> None:
    assert broken(RULE, case(talks("25m"))) == []


def test_a_minute_more_needs_a_team() -> None:
    assert said(RULE, case(talks("26m"))) == ["Talks lasts 26 min with 1 simultaneous interpreter; 2 take turns."]


def test_a_team_may_go_on() -> None:
    assert broken(RULE, case(talks("26m", interpreters=2))) == []


def test_consecutive_interpreting_is_not_looked_at() -> None:
    assert broken(RULE, case(talks("90m", mode="consecutive"))) == []


def test_a_usual_length_breaks_it_only_perhaps() -> None:
    # talks usually last 60 min
    assert certain(RULE, case(talks(None))) == [False]
