"""What lands elsewhere lands by the clock of where it lands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.planner.repair.repairs import programme_of
from tests.planner.visits import visit_file

from placet.almanac.timeline import Timeline
from placet.formats.change_lines import read_changes
from placet.model.ids import MovementId
from placet.model.programme import Journey
from placet.model.visit import Visit
from placet.planner.repair.amended import amended
from placet.rules.stated import stated_journey

FLIGHT_ID = MovementId("flight")
FLIGHT = """
[movements.flight]
title = "Flight"
by = "plane"
departs = { place = "Moscow", day = 1, at = "06:40 Europe/Moscow" }
arrives = { venue = "a", day = 1, at = "11:00" }
who = ["p"]
"""


@pytest.mark.parametrize(
    ("change", "lands"),
    [
        # Tehran is at +3:30, Moscow at +3: 12:10 in Tehran is 08:40 in Greenwich.
        ("flight diverted to c at 12:10", "08:40"),
        ("flight diverted to c", "07:30"),
    ],
)
def test_the_clock_of_a_landing_is_the_one_there(change: str, lands: str) -> None:
    file = visit_file(FLIGHT)
    timeline = Timeline(file.visit)
    before = replace(programme_of(file), journeys=(stated(file.visit, timeline),))
    asked = read_changes([(1, change)], "--change", file.visit, before, 1)
    visit = amended(file.visit, before, timeline, asked).visit
    assert visit.movements[FLIGHT_ID].arrives.venue == "c"
    arrives = stated(visit, timeline).arrives_at
    assert arrives is not None
    assert f"{arrives.astimezone(timeline.zone('UTC')):%H:%M}" == lands


def stated(visit: Visit, timeline: Timeline) -> Journey:
    """The flight as the visit has it."""
    return stated_journey(visit, timeline, FLIGHT_ID, visit.movements[FLIGHT_ID])
