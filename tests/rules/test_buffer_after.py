"""A buffer after each engagement."""

from tests.rules.cases import broken, case, engagement, entry, missing, plan, said, unjudged, verdicts


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
    # 5 min on foot from the palace to the hall + 10 min: 11:15; the way is an estimate, which binds in a plan
    text = two("", "welcome", "hall", length=None)
    assert broken("buffer-after", plan(text, talks="10:00-11:00", lunch="11:15-12:00")) == []
    assert broken("buffer-after", plan(text, talks="10:00-11:00", lunch="11:14-12:00")) == [("talks", "lunch")]


def test_an_estimated_way_leaves_it_open_while_the_buffer_itself_fits() -> None:
    assert missing("buffer-after", case(two("11:10", where="hall"))) == ["travel.time"]
    assert broken("buffer-after", case(two("11:09", where="hall"))) == [("talks", "lunch")]


def test_a_farewell_runs_on_into_the_journey() -> None:
    drive = {"departs": {"venue": "airport", "day": 1, "at": "11:00"}, "arrives": {"venue": "hall", "at": "11:30"}}
    text = two("18:00", "farewell") + entry("movements", "drive", title="Drive", who=["president-ar"], **drive)
    assert broken("buffer-after", case(text)) == []


def test_what_is_stated_to_follow_at_once_may() -> None:
    after = [{"engagement": "talks", "most": "5m"}]
    text = engagement("talks", "10:00", length="60m", venues=["palace"]) + engagement(
        "signing", "11:00", length="20m", venues=["palace"], after=after
    )
    assert broken("buffer-after", case(text)) == []


def test_an_end_that_is_not_stated_is_asked_for() -> None:
    assert missing("buffer-after", case(two("10:05", length=None))) == ["talks.ends"]
    # elsewhere even talks of no length leave too little: 20 + 7 + 10 = 37 min
    assert missing("buffer-after", case(two("10:37", length=None, where="ministry"))) == ["talks.ends"]
    assert broken("buffer-after", case(two("10:36", length=None, where="ministry"))) == [("talks", "lunch")]


def test_an_unknown_place_is_asked_for() -> None:
    assert unjudged("buffer-after", case(two("11:30", venues=None))) == [("talks", "lunch")]


def test_only_principals_have_buffers() -> None:
    text = engagement("one", "10:00", length="60m", who=["minister-ar"]) + engagement(
        "two", "11:00", who=["minister-ar"]
    )
    assert verdicts("buffer-after", case(text)) == []


def test_a_farewell_runs_on_into_nothing_but_a_journey() -> None:
    # 11:00 + 20 min measured + 7 min loading + 10 min = 11:37
    assert broken("buffer-after", case(two("11:36", "farewell", "ministry"))) == [("talks", "lunch")]


def test_what_may_follow_as_late_as_the_buffer_is_not_stated_to_follow_at_once() -> None:
    # at most 9 min after is less than the 10 of the buffer; at most 10 leaves room for all of it
    text = engagement("talks", "10:00", length="60m", venues=["palace"])
    signing = {"length": "20m", "venues": ["palace"]}
    near, far = ([{"engagement": "talks", "most": most}] for most in ("9m", "10m"))
    assert broken("buffer-after", case(text + engagement("signing", "11:00", after=near, **signing))) == []
    assert broken("buffer-after", case(text + engagement("signing", "11:00", after=far, **signing))) == [
        ("talks", "signing")
    ]
