"""A buffer after each engagement."""

from tests.rules.cases import broken, case, engagement, missing, said, unjudged, verdicts


def two(second: str, kind: str = "talks", where: str = "palace", **more: object) -> str:
    first = {"kind": kind, "length": "60m", "venues": ["palace"]} | more
    return engagement("talks", "10:00", **first) + engagement("lunch", second, length="60m", venues=[where])


def test_ten_minutes_at_the_same_place() -> None:
    # 10:00 + 60 min + 10 min = 11:10
    assert broken("buffer-after", case(two("11:10"))) == []


def test_a_minute_less() -> None:
    assert said("buffer-after", case(two("11:09"))) == [
        "Between Talks and Lunch there is 9 min; 10 min would leave a buffer of 10 min. For: President of Arvandia."
    ]


def test_the_way_is_not_counted_in() -> None:
    # 20 min measured + 7 min loading + 10 min = 37 min after 11:00
    assert broken("buffer-after", case(two("11:37", where="ministry"))) == []
    assert broken("buffer-after", case(two("11:36", where="ministry"))) == [("talks", "lunch")]


def test_fifteen_minutes_after_press() -> None:
    assert broken("buffer-after", case(two("11:15", "press"))) == []
    assert broken("buffer-after", case(two("11:14", "press"))) == [("talks", "lunch")]


def test_a_welcome_runs_on_at_the_same_place_only() -> None:
    assert broken("buffer-after", case(two("11:00", "welcome"))) == []
    # 5 min on foot from the palace to the hall + 10 min
    assert broken("buffer-after", case(two("11:14", "welcome", "hall"))) == [("talks", "lunch")]
    assert broken("buffer-after", case(two("11:15", "welcome", "hall"))) == []


def test_what_is_stated_to_follow_at_once_may() -> None:
    after = [{"engagement": "talks", "most": "5m"}]
    text = engagement("talks", "10:00", length="60m", venues=["palace"]) + engagement(
        "signing", "11:00", length="20m", venues=["palace"], after=after
    )
    assert broken("buffer-after", case(text)) == []


def test_an_end_that_is_not_stated_is_asked_for() -> None:
    # talks last 30 min at least: 10:30 + 10 = 10:40
    assert missing("buffer-after", case(two("10:40", length=None))) == ["talks.ends"]
    assert broken("buffer-after", case(two("10:39", length=None))) == [("talks", "lunch")]


def test_an_unknown_place_is_asked_for() -> None:
    assert unjudged("buffer-after", case(two("11:30", venues=None))) == [("talks", "lunch")]


def test_only_principals_have_buffers() -> None:
    text = engagement("one", "10:00", length="60m", who=["minister-ar"]) + engagement(
        "two", "11:00", who=["minister-ar"]
    )
    assert verdicts("buffer-after", case(text)) == []
