"""Estimates of an imported programme leave the printed one possible."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from placet.formats.estimates import estimated
from placet.formats.published import visit_file_of
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.model.lengths import UsualLengths
from placet.model.places import TravelBasis
from placet.model.spans import Length
from placet.model.visit import Visit


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


USUAL = UsualLengths({"talks": Length(minutes(30), minutes(60), minutes(120), stated=False)}, minutes(3))


def visit(*items: dict[str, Any]) -> Visit:
    days = [{"date": "2019-11-23", "city": "Rome", "items": [{"kind": "delegation_talks", **item} for item in items]}]
    read = read_visit(parse_toml("visit.toml", visit_file_of({"timezones": ["Europe/Rome"], "days": days})))
    return estimated(read.visit, USUAL)


def drives(of: Visit) -> list[int]:
    return [round(travel.time / minutes(1)) for travel in of.travel]


def typical(of: Visit) -> list[int | None]:
    lengths = [engagement.length for engagement in of.engagements.values()]
    return [round(length.typical / minutes(1)) if length is not None else None for length in lengths]


def test_a_drive_is_twenty_minutes_where_there_is_time():
    # 90 minutes from start to start: 20 for the drive, 60 for the talks fit
    one = visit({"time": "10:00", "place": "A"}, {"time": "11:30", "place": "B"})
    assert (drives(one), typical(one)) == ([20], [None, None])
    assert one.travel[0].basis is TravelBasis.ESTIMATED


def test_a_short_gap_halves_the_drive_and_cuts_the_length():
    # 25 minutes: half is 12.5, in steps of five 10; 25 - 10 = 15 for the talks
    one = visit({"time": "10:00", "place": "A"}, {"time": "10:25", "place": "B"})
    assert (drives(one), typical(one)) == ([10], [15, None])
    length = one.engagements["d1-01"].length
    assert length is not None
    assert not length.stated


def test_the_shortest_of_several_drives_between_two_places_counts():
    one = visit(
        {"time": "10:00", "place": "A"},
        {"time": "11:30", "place": "B"},
        {"time": "11:45", "place": "A"},
    )
    assert drives(one) == [5]


def test_in_one_place_nobody_drives():
    one = visit({"time": "10:00", "place": "A"}, {"time": "10:20", "place": "A"})
    assert (drives(one), typical(one)) == ([], [20, None])


def test_a_stated_end_leaves_only_what_follows_it():
    # the talks end at 11:20, ten minutes before the next start
    one = visit({"time": "10:00", "end": "11:20", "place": "A"}, {"time": "11:30", "place": "B"})
    assert (drives(one), typical(one)) == ([10], [None, None])


def test_beside_something_without_a_place_the_drive_lies_where_there_is_most_time():
    # 10 and 40 minutes from start to start: 20 for the drive in the second, which leaves 20 for the call
    call = {"time": "10:10", "kind": "telephone_call"}
    one = visit({"time": "10:00", "place": "A"}, call, {"time": "10:50", "place": "B"})
    assert (drives(one), typical(one)) == ([20], [10, 20, None])
    # 40 and 10 minutes: the drive in the first, half of it, and as long for the talks
    two = visit({"time": "10:00", "place": "A"}, call | {"time": "10:40"}, {"time": "10:50", "place": "B"})
    assert (drives(two), typical(two)) == ([20], [20, 10, None])


def test_a_journey_that_says_no_place_may_be_the_drive():
    ride = [
        {"time": "10:20", "kind": "departure", "movement": "ride"},
        {"time": "10:25", "kind": "arrival", "movement": "ride"},
    ]
    assert drives(visit({"time": "10:00", "place": "A"}, *ride, {"time": "11:00", "place": "B"})) == []


def test_tracks_do_not_press_one_another():
    one = visit({"time": "10:00", "place": "A"}, {"time": "10:10", "place": "B", "track": "spouse"})
    assert (drives(one), typical(one)) == ([], [None, None])


def test_a_cancelled_item_takes_no_time():
    one = visit({"time": "10:00", "place": "A"}, {"time": "10:10", "place": "B", "status": "cancelled"})
    assert (drives(one), typical(one)) == ([], [None, None])


def test_a_visit_that_was_not_imported_gets_none():
    read = read_visit(parse_toml("visit.toml", b'title = "T"\n[legs.a]\ncity = "A"\nzone = "Asia/Tehran"\n')).visit
    assert estimated(read, USUAL) is read
