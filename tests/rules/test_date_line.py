"""Over the date line the same date comes twice, or never; no rule takes that for a mistake."""

from datetime import date

import pytest
from tests.rules.cases import broken, case, engagement, entry, said

from placet.rules.case import Case

DATES = [None, date(2026, 6, 10)]
EASTWARDS = entry("legs", "city", city="Auckland", zone="Pacific/Auckland", first_day=2, last_day=2) + entry(
    "legs", "islands", city="Honolulu", zone="Pacific/Honolulu", first_day=1, last_day=3
)
WESTWARDS = entry("legs", "city", city="Honolulu", zone="Pacific/Honolulu", first_day=1, last_day=1) + entry(
    "legs", "islands", city="Auckland", zone="Pacific/Auckland", first_day=2, last_day=3
)
LAGOON = entry("venues", "lagoon", name="Lagoon", leg="islands")


def flight(departs: str, arrives: str, day: int, lands: int | None) -> str:
    first = {"venue": "airport", "day": day, "at": departs}
    second = {"venue": "lagoon", "at": arrives} | ({"day": lands} if lands is not None else {})
    fields = {"title": "Flight", "by": "plane", "who": ["president-ar"], "departs": first, "arrives": second}
    return entry("movements", "flight", **fields)


def eastwards(on: date | None, lands: int | None = 1) -> Case:
    """Tea and a flight on day 2; dinner after landing on day 1; talks on day 2 once more."""
    tea = engagement("tea", "07:00", day=2, length="30m", venues=["palace"])
    # Auckland is 12 h ahead of UTC in winter, Honolulu 10 h behind: 10:00 to 06:30 UTC of the next day, 8 h 30
    flown = flight("10:00", "20:30", 2, lands)
    dinner = engagement("dinner", "21:30", day=1, ends="22:45", venues=["lagoon"])
    talks = engagement("talks", "10:00", day=2, length="60m", venues=["lagoon"])
    return case(EASTWARDS + LAGOON + tea + flown + dinner + talks, on)


def westwards(on: date | None, lands: int | None = 2) -> Case:
    """A flight on day 1 that lands on day 2 in the evening, and talks on day 3."""
    # 14:00 is 00:00 UTC of day 2, 21:00 is 09:00 UTC: 9 h
    flown = flight("14:00", "21:00", 1, lands)
    talks = engagement("talks", "10:00", day=3, length="60m", venues=["lagoon"])
    return case(WESTWARDS + LAGOON + flown + talks, on)


@pytest.mark.parametrize("on", DATES)
@pytest.mark.parametrize("lands", [1, None])
@pytest.mark.parametrize(
    "rule", ["right-city", "journey-times", "stated-time", "one-place-at-a-time", "night-rest", "day-load"]
)
def test_eastwards_a_date_comes_twice(rule: str, lands: int | None, on: date | None) -> None:
    assert broken(rule, eastwards(on, lands)) == []


@pytest.mark.parametrize("on", DATES)
@pytest.mark.parametrize("lands", [2, None])
@pytest.mark.parametrize(
    "rule", ["right-city", "journey-times", "stated-time", "one-place-at-a-time", "night-rest", "day-load"]
)
def test_westwards_a_date_is_left_out(rule: str, lands: int | None, on: date | None) -> None:
    assert broken(rule, westwards(on, lands)) == []


@pytest.mark.parametrize("on", DATES)
def test_a_landing_before_the_take_off_is_still_one(on: date | None) -> None:
    # 20:30 of the day before in Honolulu is 06:30 UTC of day 1, 15 h 30 before the take-off
    assert broken("journey-times", eastwards(on, lands=0)) == [("flight",)]


@pytest.mark.parametrize("on", DATES)
def test_a_night_after_the_date_line_is_still_a_night(on: date | None) -> None:
    # dinner ends 22:45, talks begin 06:00: 7 h 15
    subject = eastwards(on)
    assert broken("night-rest", subject) == []
    early = EASTWARDS + LAGOON + flight("10:00", "20:30", 2, 1)
    early += engagement("dinner", "21:30", day=1, ends="22:45", venues=["lagoon"])
    early += engagement("talks", "06:00", day=2, length="60m", venues=["lagoon"])
    assert broken("night-rest", case(early, on)) == [("president-ar", "dinner", "talks")]


def test_who_is_there_for_a_day_of_two_cities_is_there_in_both() -> None:
    # day 2 ends in Auckland at 06:00 of the next morning, 18:00 UTC; 10:00 in Honolulu is 20:00 UTC
    present = "[[people.president-ar.presence]]\nfrom_day = 1\nuntil_day = 2\n"
    talks = engagement("talks", "10:00", day=2, length="60m", venues=["lagoon"])
    assert broken("presence", case(EASTWARDS + LAGOON + talks + present)) == []
    away = engagement("talks", "10:00", day=3, length="60m", venues=["lagoon"])
    assert broken("presence", case(EASTWARDS + LAGOON + away + present)) == [("talks",)]


def test_times_on_two_clocks_are_told_with_their_cities() -> None:
    # tea at 18:00 in Auckland (06:00 UTC), talks until 14:00 in Honolulu (00:00 UTC of the next day): 18 h
    long = EASTWARDS + LAGOON + flight("22:00", "11:30", 2, 2)
    long += engagement("tea", "18:00", day=2, ends="19:00", venues=["palace"])
    long += engagement("talks", "13:00", day=2, ends="14:00", venues=["lagoon"])
    assert said("day-load", case(long)) == [
        "The day of President of Arvandia lasts from D+1 18:00 (Auckland) to D+1 14:00 (Honolulu); at most 14 h 00."
    ]
