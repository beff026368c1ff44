"""A meal at midday."""

from tests.rules.cases import broken, case, certain, engagement, entry, missing, said

RULE = "midday-meal"


def day(ends: str | None, starts: str, more: str = "") -> str:
    return engagement("talks", "10:00", kind="talks", ends=ends) + engagement("signing", starts, length="3h") + more


def test_three_quarters_of_an_hour_are_enough() -> None:
    # 12:30 to 13:15
    assert broken(RULE, case(day("12:30", "13:15"))) == []


def test_a_minute_less_is_not() -> None:
    assert said(RULE, case(day("12:30", "13:14"))) == [
        (
            "Between D 11:30 and D 15:00 there is neither a meal for President of Arvandia nor 45 min free; "
            "44 min at the longest."
        )
    ]


def test_a_lunch_among_the_engagements_is_a_meal() -> None:
    lunch = engagement("lunch", "12:30", kind="meal", length="44m")
    assert broken(RULE, case(day("12:30", "13:14", lunch))) == []


def test_breakfast_is_none() -> None:
    breakfast = engagement("breakfast", "08:00", kind="meal", length="44m")
    assert broken(RULE, case(day("12:30", "13:14", breakfast))) == [("president-ar",)]


def test_people_eat_aboard() -> None:
    departs, arrives = {"venue": "airport", "day": 1, "at": "12:30"}, {"venue": "airport", "day": 1, "at": "13:15"}
    who = ["president-ar"]
    flight = entry("movements", "flight", title="Flight", by="plane", who=who, departs=departs, arrives=arrives)
    assert broken(RULE, case(day("12:30", "13:15", flight))) == []


def test_a_day_that_ends_at_midday_needs_no_meal_of_ours() -> None:
    assert broken(RULE, case(engagement("talks", "10:00", length="5h"))) == []
    assert broken(RULE, case(engagement("talks", "10:00", length="5h01"))) == [("president-ar",)]


def test_an_unstated_end_leaves_it_open_or_breaks_it_only_perhaps() -> None:
    # talks usually last 60 min, 30 at least. 13:45 + 30 = 14:15 leaves 45 min to 15:00, + 60 leaves 30
    def late(begins: str) -> str:
        first = engagement("opening", "09:00", ends=begins)
        return first + engagement("talks", begins, kind="talks") + engagement("press", "15:00", length="60m")

    assert missing(RULE, case(late("13:45"))) == ["talks.ends"]
    assert certain(RULE, case(late("13:46"))) == [False]


def test_a_lunch_without_an_hour_leaves_it_open() -> None:
    lunch = engagement("lunch", kind="meal")
    assert missing(RULE, case(day("12:30", "13:14", lunch))) == ["lunch.at"]


def test_nobody_eats_in_a_car() -> None:
    departs, arrives = {"venue": "airport", "day": 1, "at": "12:30"}, {"venue": "airport", "day": 1, "at": "13:15"}
    fields = {"title": "Drive", "by": "car", "who": ["president-ar"], "departs": departs, "arrives": arrives}
    assert broken(RULE, case(day("12:30", "13:15", entry("movements", "drive", **fields)))) == [("president-ar",)]


def test_a_meal_that_reaches_into_midday_is_one() -> None:
    # midday begins 11:30
    brunch = engagement("brunch", "10:30", kind="meal", length="{}m")
    assert broken(RULE, case(day("12:30", "13:14", brunch.replace("{}", "61")))) == []
    assert broken(RULE, case(day("12:30", "13:14", brunch.replace("{}", "60")))) == [("president-ar",)]


def test_a_day_that_begins_at_midday_needs_no_meal_of_ours() -> None:
    assert broken(RULE, case(engagement("talks", "11:30", length="5h"))) == []
    assert broken(RULE, case(engagement("talks", "11:29", length="5h"))) == [("president-ar",)]


def test_a_lunch_of_another_day_is_no_meal_of_this_one() -> None:
    lunch = engagement("lunch", kind="meal", day=2)
    assert broken(RULE, case(day("12:30", "13:14", lunch))) == [("president-ar",)]


def test_who_comes_or_goes_at_midday_has_eaten_elsewhere() -> None:
    # received at 11:30, nothing before; gone at 15:00, nothing after
    met = engagement("arrival", "11:30", kind="arrival", length="15m")
    assert broken(RULE, case(met + engagement("talks", "11:45", length="6h"))) == []
    left = engagement("departure", "14:45", kind="departure", length="15m")
    assert broken(RULE, case(left + engagement("talks", "10:00", ends="14:45"))) == []
