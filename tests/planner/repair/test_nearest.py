"""What may vanish excuses whatever might need it somewhere else."""

from __future__ import annotations

from typing import Any

import pytest
from ortools.sat.python import cp_model
from tests.planner.repair.repairs import outcome_for, touched
from tests.planner.test_rides import ride
from tests.planner.visits import engagement, planned, visit_file

from placet.almanac.timeline import Timeline
from placet.model.ids import EngagementId, VenueId
from placet.model.programme import KeptBlock, Placement, Programme
from placet.model.spans import Window
from placet.planner.constraints import ways_in_one_piece
from placet.planner.repair import nearest, run
from placet.planner.repair.nearest import Nearest
from placet.planner.repair.outcome import Repaired
from placet.planner.repair.weights import Freeze
from placet.planner.search import INDEPENDENT, Effort, solve

VISIT = (
    engagement("first", who=["p"], venues=["a"], length="60m")
    + engagement("middle", who=["p"], venues=["b"], length="15m")
    + engagement("last", who=["p"], venues=["e"], length="60m")
    + '[venues.e]\nname = "E"\nleg = "city"\nturnover = "0m"\n'
    + '[blocks.rest]\nkind = "rest"\nwho = ["p"]\nday = 1\nbetween = "09:00–12:00"\nlength = "45m"\n'
    + '[[travel]]\norigin = "a"\ndestination = "b"\ntime = "30m"\nbasis = "measured"\n'
    + '[[travel]]\norigin = "b"\ndestination = "e"\ntime = "30m"\nbasis = "measured"\n'
    + '[[travel]]\norigin = "a"\ndestination = "e"\ntime = "60m"\nbasis = "measured"\n'
)
HOURS = {"first": ("08:00", "09:00", "a"), "middle": ("09:30", "09:45", "b"), "last": ("11:15", "12:15", "e")}


def without_the_middle(
    monkeypatch: pytest.MonkeyPatch, visit: str, hours: dict[str, tuple[str, str, str]]
) -> cp_model.CpSolverStatus:
    """Whether all but the middle can stay where it stands, while the middle vanishes and p rests 9:45–10:30."""
    file = visit_file(visit)
    timeline = Timeline(file.visit)
    wall = lambda clock: timeline.wall(1, int(clock[:2]) * 60 + int(clock[3:]), "Asia/Tehran")  # noqa: E731  # a word
    before = Programme(
        starts_on=file.visit.starts_on,
        placements={
            EngagementId(name): Placement(
                engagement=EngagementId(name), starts_at=wall(begins), ends_at=wall(ends), venue=VenueId(venue)
            )
            for name, (begins, ends, venue) in hours.items()
        },
        blocks=(KeptBlock(block="rest", party="p", window=Window(wall("09:45"), wall("10:30"))),),
    )
    made: list[dict[str, Any]] = []
    monkeypatch.setattr(run, "Nearest", lambda **asked: made.append(asked) or Nearest(**asked))
    outcome_for(file, before, "first lasts 60m")
    growing = Nearest(**made[0], broken=None)
    assert sorted(growing.staying) == ["last", "middle", "rest@1@p"]
    growing.open()
    cp, tasks = growing._search.model.cp, growing._search.model.tasks
    cp.add(tasks["first"].start == growing.stands["first"].start)
    for name in growing.staying:
        cp.add(tasks[name].present == (name != "middle"))
    return solve(cp, INDEPENDENT, Effort(30.0), 0).status


def test_rest_may_lie_where_something_that_vanishes_would_be(monkeypatch: pytest.MonkeyPatch) -> None:
    # p rests at `b`, 9:45–10:30. Without the middle the way of 60 minutes fits neither between 9:00 and 9:45 nor
    # between 10:30 and 11:15; with it at 10:30–10:45, elsewhere than it stands, two ways of 30 minutes do. The first is
    # asked for and let go, so that the way from it to the last is looked at at all.
    assert without_the_middle(monkeypatch, VISIT, HOURS) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def test_what_vanishes_excuses_nothing_where_it_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    # The same, but that the middle does not begin before 13:00: it is never between the first and the last, so that
    # nothing changes the way of 60 minutes, which fits into neither gap of 45.
    later = VISIT.replace('length = "15m"', 'length = "15m"\nat = "from 13:00"')
    assert later != VISIT
    hours = {**HOURS, "middle": ("13:00", "13:15", "b")}
    assert without_the_middle(monkeypatch, later, hours) == cp_model.INFEASIBLE


def test_what_a_copy_learns_of_a_ride_leaves_the_model_its_own_literals(monkeypatch: pytest.MonkeyPatch) -> None:
    # p's rest waits between x and y until an answer breaks the way, and the ride may be that way: both models post it,
    # the copy first, and the literal that the ride lies between the two is another in each.
    visit = (
        engagement("x", "09:00")
        + engagement("y", "from 12:10", venues=["b"])
        + '[blocks.rest]\nkind = "rest"\nwho = ["p"]\nday = 1\nbetween = "09:00–15:00"\nlength = "45m"\n'
        + ride("12:00", "12:10")
    )
    made: list[dict[str, Any]] = []
    monkeypatch.setattr(run, "Nearest", lambda **asked: made.append(asked) or Nearest(**asked))
    outcome_for(visit_file(visit), planned(visit).programme, "x +60")
    growing = Nearest(**made[0])
    growing.open()
    for model in (nearest._aside(growing._search).model, growing._search.model):
        for stretch in model.waiting:
            ways_in_one_piece._post(model, stretch)
        ((_, literal),) = model.ridden.items()
        assert model.cp.proto.variables[literal.index].name == literal.name == "ride between x and y"


def test_a_ride_that_vanishes_may_be_just_where_one_needs_it() -> None:
    # From a to c it takes an hour, and the ride twenty minutes. x takes half an hour longer: either the ride begins at
    # 10:30, and y is reached at 10:50, or x begins at 08:30. At 07:30 people are on their way to x (100), not to the
    # ride (50), and y is agreed (150): a ride that is nowhere must not ask for the hour there and take y with it.
    text = (
        engagement("x", "08:00–10:30")
        + engagement("y", venues=["c"], agreed="P-1")
        + """
[movements.ride]
title = "Ride"
who = ["p"]
by = "motorcade"
length = "20m"
departs = { day = 1, at = "09:00–15:00", venue = "a" }
arrives = { day = 1, venue = "c" }
"""
    )
    stated = text.replace('title = "Y"', 'title = "Y"\nat = "11:00"')
    stated = stated.replace("08:00–10:30", "09:00").replace("09:00–15:00", "10:00")
    outcome = outcome_for(
        visit_file(text), planned(stated).programme, "x lasts 90m", now="07:30", freeze=Freeze.F4, answers=1
    )
    assert isinstance(outcome, Repaired)
    assert touched(outcome.answers[0]) == {"ride moved": 50}
    assert outcome.answers[0].is_least
