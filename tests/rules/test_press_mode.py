"""Which cameras may see it."""

from tests.rules.cases import broken, case, engagement, said

RULE = "press-mode"
BOTH = ["president-ar", "president-se"]


def test_where_principals_of_two_sides_meet_the_mode_is_stated() -> None:
    assert broken(RULE, case(engagement("talks", "10:00", who=BOTH, press="closed"))) == []


def test_silence_is_no_mode() -> None:
    assert said(RULE, case(engagement("talks", "10:00", who=BOTH))) == ["Nobody says which cameras may see Talks."]


def test_it_is_asked_of_an_engagement_without_an_hour_too() -> None:
    assert broken(RULE, case(engagement("talks", who=BOTH))) == [("talks",)]


def test_one_side_alone_needs_none() -> None:
    assert broken(RULE, case(engagement("cabinet", "10:00"))) == []
    assert broken(RULE, case(engagement("ministers", "10:00", who=["minister-ar", "minister-se"]))) == []
