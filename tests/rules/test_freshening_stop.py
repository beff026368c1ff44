"""A moment to freshen up."""

from tests.rules.cases import broken, case, engagement, entry, missing, said, verdicts


def three(ends: str, onward: str, **more: object) -> str:
    """Talks at the palace until 10:00, the ministry from 10:27, then the palace again."""
    visit = {"kind": "talks", "venues": ["ministry"], "ends": ends} | more
    return (
        engagement("talks", "09:00", length="60m", venues=["palace"])
        + engagement("visit", "10:27", **visit)
        + engagement("lunch", onward, length="60m", venues=["palace"])
    )


def test_no_moment_at_either_end_of_a_long_stop() -> None:
    # 10:00 + 20 min + 7 min loading = 10:27, and 11:30 + 27 min = 11:57: no minute to spare at either end
    assert said("freshening-stop", case(three("11:30", "11:57"))) == [
        "At Ministry there is no 5 min for President of Arvandia, neither before, nor between, nor after: Visit."
    ]


def test_five_minutes_at_the_end_are_enough() -> None:
    # 11:30 + 27 min + 5 min = 12:02
    assert broken("freshening-stop", case(three("11:30", "12:02"))) == []
    assert broken("freshening-stop", case(three("11:30", "12:01"))) == [("visit",)]


def test_a_stop_of_an_hour_needs_none() -> None:
    # 10:27 + 60 min = 11:27; 11:27 + 27 min = 11:54
    assert verdicts("freshening-stop", case(three("11:27", "11:54"))) == []
    assert broken("freshening-stop", case(three("11:28", "11:55"))) == [("visit",)]


def test_private_time_in_the_stop_counts() -> None:
    more = engagement("pause", "11:30", length="10m", kind="private", venues=["ministry"])
    # 11:40 + 27 min = 12:07
    assert broken("freshening-stop", case(three("11:30", "12:07") + more)) == []


def test_the_residence_needs_none() -> None:
    assert (
        verdicts("freshening-stop", case(entry("venues", "ministry", residence=True) + three("11:30", "11:57"))) == []
    )


def test_the_first_and_the_last_stop_need_none() -> None:
    assert verdicts("freshening-stop", case(engagement("talks", "09:00", length="3h", venues=["palace"]))) == []


def test_an_end_that_is_not_stated_is_asked_for() -> None:
    # 30 min to 2 h from 10:27: ending 10:57 leaves more than 32 min before 12:30, ending 12:27 does not
    play = {"least": "30m", "typical": "2h", "most": "2h"}
    assert missing("freshening-stop", case(three("by 18:00", "12:30", length=play))) == ["visit.ends"]
