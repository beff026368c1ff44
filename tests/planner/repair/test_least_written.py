"""An answer writes into the file the least that makes it true: a length nobody asked for stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.planner.repair.repairs import outcome_for, programme_of
from tests.planner.visits import engagement, visit_file

from placet.almanac.timeline import Timeline
from placet.formats.field_changes import field_changes
from placet.model.ids import MovementId
from placet.planner.repair.outcome import Repaired
from placet.rules.stated import stated_journey

FLIGHT_ID = MovementId("flight")

RANGE = {"least": "45m", "typical": "60m", "most": "75m"}


@pytest.mark.parametrize(
    ("fields", "change", "written"),
    [
        # An hour at ten, in each of the ways in which a file can say so.
        ({"length": "60m"}, "talks +10", {"at": "10:10"}),
        ({"length": RANGE}, "talks +10", {"at": "10:10"}),
        ({"length": None, "ends": "11:00"}, "talks +10", {"at": "10:10", "ends": "11:10"}),
        ({"length": RANGE, "ends": "11:00"}, "talks +10", {"at": "10:10", "ends": "11:10"}),
        ({"length": RANGE, "ends": "by 11:30"}, "talks +10", {"at": "10:10"}),
        # Moved by 40 minutes it ends at 11:40.
        ({"length": RANGE, "ends": "by 11:30"}, "talks +40", {"at": "10:40", "ends": ""}),
        ({"length": RANGE}, "talks ends +5", {"length": "1h5m"}),
        ({"length": RANGE}, "talks lasts 1h", {"length": "1h"}),
        ({"length": None, "ends": "11:00"}, "talks ends +5", {"ends": "11:05"}),
        ({"length": None, "ends": "11:00"}, "talks lasts 40m", {"ends": "10:40"}),
        ({"length": RANGE, "ends": "about 11:00"}, "talks ends +5", {"length": "1h5m"}),
        # 80 minutes are more than the file allows.
        ({"length": RANGE, "ends": "11:00"}, "talks ends +20", {"ends": "11:20", "length": "1h20m"}),
    ],
)  # fmt: skip
def test_only_what_an_answer_changes_is_written(
    fields: dict[str, object], change: str, written: dict[str, str]
) -> None:
    file = visit_file(engagement("talks", "10:00", day=1, **fields))
    outcome = outcome_for(file, programme_of(file, talks="10:00–11:00 a"), change)
    assert isinstance(outcome, Repaired)
    found = {it.path[-1]: it.after.strip('"') for it in field_changes(file.visit, outcome.answers[0].visit)}
    assert found == written


def test_what_has_to_give_way_keeps_its_length_and_moves_its_end() -> None:
    # Talks until eleven run over by half an hour; the call at the same place begins and ends as much later.
    talks = engagement("talks", "10:00", day=1)
    call = engagement("call", "11:00", day=1, length=None, ends="12:00")
    file = visit_file(talks + call)
    outcome = outcome_for(file, programme_of(file, talks="10:00–11:00 a", call="11:00–12:00 a"), "talks ends +30")
    assert isinstance(outcome, Repaired)
    found = {it.key: it.after.strip('"') for it in field_changes(file.visit, outcome.answers[0].visit)}
    assert found == {
        "engagements.talks.length": "1h30m",
        "engagements.call.at": "11:30",
        "engagements.call.ends": "12:30",
    }


FLIGHT = """
[movements.flight]
title = "Flight"
by = "plane"
departs = {{ place = "Moscow", day = 1, at = "08:00" }}
arrives = {arrives}
length = {length}
who = ["p"]
"""
EXACT, WIDE = '"2h"', '{ least = "1h", typical = "2h", most = "3h" }'


@pytest.mark.parametrize(
    ("arrives", "length", "change", "written"),
    [
        # It departs at 08:00 and is two hours on its way.
        ('{ venue = "a" }', EXACT, "flight +10", {"departs"}),
        ('{ venue = "a" }', EXACT, "flight ends +10", {"length"}),
        ('{ venue = "a", at = "10:00" }', WIDE, "flight +10", {"departs", "arrives"}),
        ('{ venue = "a", at = "10:00" }', WIDE, "flight ends +10", {"arrives"}),
        # 130 minutes are more than two hours.
        ('{ venue = "a", at = "10:00" }', EXACT, "flight ends +10", {"arrives", "length"}),
    ],
)
def test_of_a_journey_too(arrives: str, length: str, change: str, written: set[str]) -> None:
    file = visit_file(FLIGHT.format(arrives=arrives, length=length))
    timeline = Timeline(file.visit)
    flight = stated_journey(file.visit, timeline, FLIGHT_ID, file.visit.movements[FLIGHT_ID])
    outcome = outcome_for(file, replace(programme_of(file), journeys=(flight,)), change)
    assert isinstance(outcome, Repaired)
    found = field_changes(file.visit, outcome.answers[0].visit)
    assert {it.path[-1] for it in found} == written
    assert not any("day" in it.after for it in found if it.path[-1] == "arrives")
