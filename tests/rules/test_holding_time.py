"""Time in the holding room."""

from tests.rules.cases import broken, case, engagement, missing, verdicts


def two(second: str, kind: str = "speech", where: str = "palace", **more: object) -> str:
    first = {"kind": "talks", "length": "60m", "venues": ["palace"]} | more
    return engagement("talks", "10:00", **first) + engagement("speech", second, kind=kind, venues=[where])


def test_five_minutes_before_the_entrance() -> None:
    # 11:00 + 5 min
    assert broken("holding-time", case(two("11:05"))) == []
    assert broken("holding-time", case(two("11:04"))) == [("talks", "speech")]


def test_the_way_is_not_counted_in() -> None:
    # 20 min + 7 min loading + 5 min = 32 min after 11:00
    assert broken("holding-time", case(two("11:32", where="ministry"))) == []
    assert broken("holding-time", case(two("11:31", where="ministry"))) == [("talks", "speech")]


def test_those_already_on_the_stage_need_none() -> None:
    first = {"length": "60m", "venues": ["palace"]}
    press = engagement("press", "11:00", kind="press", venues=["palace"])
    assert broken("holding-time", case(engagement("signing", "10:00", kind="signing", **first) + press)) == []
    assert broken("holding-time", case(engagement("talks", "10:00", kind="talks", **first) + press)) == [
        ("talks", "press")
    ]


def test_what_is_not_public_needs_none() -> None:
    assert verdicts("holding-time", case(two("11:00", kind="talks"))) == []


def test_an_end_that_is_not_stated_is_asked_for() -> None:
    assert missing("holding-time", case(two("10:04", length=None))) == ["talks.ends"]
    # elsewhere even talks of no length leave too little: 20 + 7 + 5 = 32 min
    assert missing("holding-time", case(two("10:32", length=None, where="ministry"))) == ["talks.ends"]
    assert broken("holding-time", case(two("10:31", length=None, where="ministry"))) == [("talks", "speech")]


def test_an_unknown_place_is_asked_for() -> None:
    assert missing("holding-time", case(two("11:30", venues=None))) == ["talks.venue"]


def test_those_on_a_stage_elsewhere_need_it() -> None:
    # 20 min + 7 min loading + 5 min = 32 min after 11:00
    signing = engagement("signing", "10:00", kind="signing", length="60m", venues=["palace"])
    press = engagement("press", "11:31", kind="press", venues=["ministry"])
    assert broken("holding-time", case(signing + press)) == [("signing", "press")]
