"""The pool can follow."""

from tests.rules.cases import broken, case, certain, engagement, entry, missing, said

RULE = "press-follow"


def two(second: str, *, mode: str = "pool", length: str | None = "45m", place: str = "ministry", **then: str) -> str:
    return engagement("talks", "10:00", length=length, venues=["palace"], press=mode) + engagement(
        "visit", second, **({"length": "60m", "venues": [place], "press": "pool"} | then)
    )


def test_the_way_and_the_setting_up_fit() -> None:
    # 10:45 + 20 min measured + 7 min loading + 10 min setting up = 11:22
    assert broken(RULE, case(two("11:22"))) == []


def test_a_minute_less_is_too_little() -> None:
    assert said(RULE, case(two("11:21"))) == [
        "From Talks to Visit the pool has 36 min; it needs 37 min to move and set up."
    ]
    assert certain(RULE, case(two("11:21"))) == [True]


def test_a_pool_that_sees_only_the_start_leaves_early() -> None:
    # 10:00 + 5 min + 27 + 10 = 10:42
    assert broken(RULE, case(two("10:42", mode="pool-at-start"))) == []
    assert broken(RULE, case(two("10:41", mode="pool-at-start"))) == [("talks", "visit")]


def test_a_pool_that_sees_only_the_end_comes_later() -> None:
    # 10:45 + 27 = 11:12 = 10:12 + 60 min
    assert broken(RULE, case(two("10:12", press="pool-at-end"))) == []
    assert broken(RULE, case(two("10:11", press="pool-at-end"))) == [("talks", "visit")]


def test_in_the_same_place_it_stays() -> None:
    assert broken(RULE, case(two("10:45", place="palace"))) == []


def test_what_no_pool_sees_is_not_looked_at() -> None:
    assert broken(RULE, case(two("10:45", mode="agencies"))) == []


def test_another_track_has_its_own_pool() -> None:
    assert broken(RULE, case(entry("tracks", "spouse", name="Spouse") + two("10:45", track="spouse"))) == []


def test_without_the_end_nobody_can_say() -> None:
    # talks usually last 30 min; they end at the latest with the next start
    assert missing(RULE, case(two("11:00", length=None))) == ["talks.ends"]


def test_only_what_is_stated_breaks_it_for_certain() -> None:
    # to the hall about 5 min on foot: 10:45 + 5 + 10 = 11:00; that the talks last at all: 10:00 + 27 + 10 = 10:37
    assert certain(RULE, case(two("10:59", place="hall"))) == [False]
    assert missing(RULE, case(two("10:37", length=None))) == ["talks.ends"]
    assert certain(RULE, case(two("10:36", length=None))) == [False]
