"""A night's rest."""

from tests.rules.cases import broken, case, certain, engagement, entry, missing, said

RULE = "night-rest"


def night(ends: str | None, starts: str) -> str:
    return engagement("banquet", "20:00", kind="banquet", ends=ends) + engagement("talks", starts, kind="talks", day=2)


def test_eight_hours_are_a_night() -> None:
    # 23:00 to 07:00
    assert broken(RULE, case(night("23:00", "07:00"))) == []


def test_a_minute_less_is_none() -> None:
    assert said(RULE, case(night("23:01", "07:00"))) == [
        "President of Arvandia ends the day at D 23:01 with Banquet and begins the next at D+1 07:00 with Talks: "
        "7 h 59; 8 h 00 needed."
    ]


def test_the_shortest_banquet_decides_where_no_end_is_stated() -> None:
    # 20:00 + 90 min at least = 21:30, + 150 min usually = 22:30
    assert broken(RULE, case(night(None, "06:30"))) == []
    assert missing(RULE, case(night(None, "06:29"))) == ["banquet.ends"]
    assert missing(RULE, case(night(None, "05:30"))) == ["banquet.ends"]
    assert certain(RULE, case(night(None, "05:29"))) == [False]


def test_a_night_in_the_air_is_not_looked_at() -> None:
    departs, arrives = {"venue": "airport", "day": 1, "at": "23:30"}, {"venue": "airport", "day": 2, "at": "06:00"}
    who = ["president-ar"]
    flight = entry("movements", "flight", title="Flight", by="plane", who=who, departs=departs, arrives=arrives)
    assert broken(RULE, case(flight + night("22:00", "09:00"))) == []
