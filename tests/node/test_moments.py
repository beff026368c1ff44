"""A moment as somebody types it, on the clock of the visit or on another."""

from __future__ import annotations

from datetime import UTC, date, datetime

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
