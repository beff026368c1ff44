"""A drive that the file states lies between two engagements, and no way besides: to the plan as to the rules.

From a to b it takes half an hour; x lasts from 09:00 to 10:00 at a, and y is at b.
"""

from __future__ import annotations

import pytest
from tests.planner.brute import least_value_lost
from tests.planner.visits import amounts, clash, engagement, kinds, planned, shown, unsound, visit_file

from placet.almanac.timeline import Timeline
from placet.rules.stated import stated_programme

X = engagement("x", "09:00")
CALL = engagement("call", "10:25", venues=None, length="5m")
PLACES = [("", ""), ("a", ""), ("", "b"), ("a", "b")]


def ride(leaves: str, arrives: str, places: tuple[str, str] = ("", ""), who: str = "p") -> str:
    start, end = (f', venue = "{place}"' if place else "" for place in places)
    return f"""
[movements.ride]
title = "Ride"
who = ["{who}"]
by = "motorcade"
departs = {{ day = 1, at = "{leaves}"{start} }}
arrives = {{ day = 1, at = "{arrives}"{end} }}
"""


def journey(name: str, leaves: str, arrives: str, start: str, end: str, by: str = "motorcade") -> str:
    """A journey of p at these times; an end without a place is nowhere that anybody says."""
    ends = [f', venue = "{place}"' if place else "" for place in (start, end)]
    return f"""
[movements.{name}]
title = "{name}"
who = ["p"]
by = "{by}"
departs = {{ day = 1, at = "{leaves}"{ends[0]} }}
arrives = {{ day = 1, at = "{arrives}"{ends[1]} }}
"""


def y(at: str, **more: object) -> str:
    return engagement("y", at, **{"venues": ["b"]} | more)


def drives(text: str) -> list[str]:
    """The ways that the plan puts in; it is sound, and the rules find the stated times of the file sound as well."""
    file = visit_file(text)
    assert unsound(file, stated_programme(file.visit, Timeline(file.visit))) == []
    return [
        f"{way.leaves_at:%H:%M}–{way.arrives_at:%H:%M}"
        for way in planned(text).programme.journeys
        if way.movement is None
    ]


@pytest.mark.parametrize("places", PLACES)
def test_a_ride_that_is_quicker_than_the_way_is_taken_at_its_word(places: tuple[str, str]) -> None:
    assert drives(X + ride("10:00", "10:20", places) + y("10:20")) == []


def test_nobody_is_driven_during_a_ride() -> None:
    # Half an hour from x to y, but the ride lies in the middle of it.
    assert drives(X + ride("10:05", "10:25") + y("10:30")) == []


def test_a_call_beside_a_ride_parts_no_way() -> None:
    assert drives(X + ride("10:00", "10:20") + CALL + y("10:40")) == []


def test_a_ride_says_from_where_one_has_to_come() -> None:
    # It leaves from b: half an hour from a, and from b to b it takes none.
    assert drives(X + ride("10:30", "10:40", ("b", "b")) + y("10:40")) == ["10:00–10:30"]
    found = clash(X + ride("10:29", "10:40", ("b", "b")) + y("10:40"))
    assert ("travel", "a", "b") in kinds(found)


def test_the_ride_of_somebody_else_is_no_way() -> None:
    found = clash(X + ride("10:00", "10:20", ("a", "b"), "q") + y("10:20"))
    assert ("travel", "a", "b") in kinds(found)


def test_a_ride_later_in_the_day_is_no_way_now() -> None:
    # Before the ride y needs the way there, and it is over when the ride begins.
    text = X + ride("12:00", "12:20", ("b", "b")) + y("10:00–10:30")
    assert shown(planned(text))["y"] == "10:30–11:30 b"
    assert drives(text) == ["10:00–10:30"]


def test_what_a_ride_makes_possible_is_not_left_out() -> None:
    # With the ride y can be at 10:20; without it half an hour later, when it may no longer begin.
    late = y("10:00–10:29", optional=True, value=7, length="30m")
    assert amounts(planned(X + ride("10:00", "10:20") + late))["value"] == 0
    assert amounts(planned(X + late))["value"] == 7 == least_value_lost(visit_file(X + late))


def test_a_journey_of_somebody_who_is_not_there_yet_is_told_as_a_clash() -> None:
    # The ride leaves at 10:00; p is with the visit from 10:01 on, or from 10:00 on and boards ten minutes before.
    there = '[[people.p.presence]]\nfrom_at = "{}"\n'
    boards = ride("10:00", "10:20").replace('at = "10:00"', 'at = "10:00", buffer = "10m"')
    assert planned(there.format("10:00") + ride("10:00", "10:20"))
    assert planned(there.format("09:50") + boards)
    for text in (there.format("10:01") + ride("10:00", "10:20"), there.format("09:51") + boards):
        file = visit_file(text)
        assert unsound(file, stated_programme(file.visit, Timeline(file.visit))) == ["presence ('ride',)"]
        assert ("presence", "p", "ride") in kinds(clash(text))


# From a to c it takes an hour, and from b to c too: no single drive of these is quicker, but both are.
TWO_DRIVES = journey("on", "10:00", "10:10", "a", "b") + journey("further", "10:10", "10:20", "b", "c")


@pytest.mark.parametrize(
    "text",
    [
        X + TWO_DRIVES + y("10:20", venues=["c"]),
        X + TWO_DRIVES + CALL.replace("10:25", "10:20") + y("10:25", venues=["c"]),
        journey("flight", "07:00", "10:00", "", "a", "plane")
        + journey("on", "10:00", "10:20", "a", "c")
        + y("10:20", venues=["c"]),
        journey("flight", "07:00", "10:00", "", "a", "plane")
        + journey("on", "10:05", "10:20", "", "c")
        + y("10:20", venues=["c"]),
        X + journey("on", "10:00", "10:20", "a", "c") + journey("flight", "10:20", "13:00", "c", "", "plane"),
    ],
    ids=["two drives", "two drives and a call", "from the airport", "from where nobody says", "to the airport"],
)
def test_drives_that_follow_one_another_are_the_way(text: str) -> None:
    assert drives(text) == []


def test_between_two_drives_there_is_a_way_all_the_same() -> None:
    # The second leaves from a, half an hour from b where the first has led: a minute less is not enough.
    text = X + journey("there", "10:00", "10:10", "a", "b")
    assert drives(text + journey("on", "10:40", "10:50", "a", "c") + y("10:50", venues=["c"])) == ["10:10–10:40"]
    found = clash(text + journey("on", "10:39", "10:49", "a", "c") + y("10:49", venues=["c"]))
    assert ("travel", "a", "b") in kinds(found)


def test_an_interpreter_who_is_driven_from_one_to_the_other_interprets_at_both() -> None:
    need = {"languages": ["fa", "ru"], "named": ["i1"]}
    x, at_b = engagement("x", "09:00", interpretation=need), y("10:20", interpretation=need)
    ride_of_both = ride("10:00", "10:20").replace('who = ["p"]', 'who = ["p", "i1"]')
    assert drives(x + ride_of_both + at_b) == []
    assert ("travel", "a", "b") in kinds(clash(x + ride("10:00", "10:20") + at_b))
