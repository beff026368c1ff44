"""A moment as somebody types it, on the clock of the visit or on another."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from tests.planner.visits import visit_file

from placet.almanac.timeline import Timeline
from placet.errors import Fault
from placet.node.moments import Moment, moment_in

DATED = Timeline(visit_file().visit, date(2030, 1, 31))


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("2030-01-31 10:20", 6, 50),  # three hours and a half before that clock
        ("day 1 10:20", 6, 50),
        ("2030-01-31 10:20 Asia/Tehran", 6, 50),
        ("2030-01-31 10:20 Europe/Moscow", 7, 20),
        ("2030-01-31T10:20  UTC", 10, 20),
        ("2030-01-31 10:20 +03:30", 6, 50),
        ("2030-01-31T10:20+04:00", 6, 20),
        ("day 1 10:20 -01:00", 11, 20),
    ],
)
def test_it_is_read_by_the_clock_of_the_place_or_of_the_zone_named(typed: str, hour: int, minute: int) -> None:
    found = moment_in(DATED, typed)
    assert isinstance(found, Moment)
    instant = found.instant_in(DATED)
    assert instant is not None
    assert instant.astimezone(UTC) == datetime(2030, 1, 31, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["EST", "Asia/Nowhere", "+0330"])
def test_a_zone_that_is_none_is_told(zone: str) -> None:
    found = moment_in(DATED, f"day 1 10:20 {zone}")
    assert isinstance(found, Fault)
    assert found.reason == "now-zone"


@pytest.mark.parametrize("typed", ["day 1 10:20 Asia/Tehran or so", "day 1 10:20 +15:00", "day 1 10:20 +03:60"])
def test_what_is_no_moment_is_told(typed: str) -> None:
    found = moment_in(DATED, typed)
    assert isinstance(found, Fault)
    assert found.reason == "now"


BERLIN = visit_file('[legs.city]\nzone = "Europe/Berlin"').visit


def test_an_hour_that_the_clock_skips_is_told_with_those_around_it() -> None:
    # On 30 March 2031 in Berlin 02:00 becomes 03:00.
    found = moment_in(Timeline(BERLIN, date(2031, 3, 30)), "day 1 02:30")
    assert isinstance(found, Fault)
    assert (found.reason, found.facts["starts"], found.facts["ends"]) == ("no-such-time", time(2), time(3))


def test_an_hour_that_comes_twice_is_told_with_both_offsets_and_either_is_taken() -> None:
    # On 26 October 2031 in Berlin 03:00 at +2 becomes 02:00 at +1.
    timeline = Timeline(BERLIN, date(2031, 10, 26))
    found = moment_in(timeline, "2031-10-26 02:30")
    assert isinstance(found, Fault)
    assert (found.reason, found.facts["first"], found.facts["second"]) == ("now-twice", "+02:00", "+01:00")
    said = [moment_in(timeline, f"2031-10-26 02:30 {ahead}") for ahead in ("+02:00", "+01:00")]
    instants = [it.instant_in(timeline) for it in said if isinstance(it, Moment)]
    assert [f"{it.astimezone(UTC):%H:%M}" for it in instants if it is not None] == ["00:30", "01:30"]
