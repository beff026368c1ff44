"""Pace of a walkabout."""

from tests.rules.cases import broken, case, engagement, missing, said, verdicts


def walk(people: int | None, length: str | None) -> str:
    return engagement("walk", "10:00", kind="walkabout", people_met=people, length=length)


def test_a_hundred_an_hour() -> None:
    # 50 people at 100 an hour: 30 min
    assert broken("walkabout-pace", case(walk(50, "30m"))) == []
    assert said("walkabout-pace", case(walk(50, "29m"))) == ["Walk lasts 29 min; to meet 50 people takes 30 min."]


def test_what_is_missing_is_asked_for() -> None:
    assert missing("walkabout-pace", case(walk(None, "30m"))) == ["walk.people_met"]
    assert missing("walkabout-pace", case(walk(50, None))) == ["walk.ends"]


def test_only_a_walkabout_has_a_pace() -> None:
    assert verdicts("walkabout-pace", case(engagement("talks", "10:00", kind="talks", length="60m"))) == []
