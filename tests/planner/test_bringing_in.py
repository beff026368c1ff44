"""What would bring in what was left out: beside the programme that stands, and of the whole where that is easy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.planner.amending import applied, edited
from tests.planner.visits import engagement, planned, request_for, visit_file

from placet.model.ids import EngagementId
from placet.planner.clashes import bringing_in
from placet.planner.clashes.allowance import Allowance
from placet.planner.clashes.bringing_in import BringingIn, least_cost
from placet.planner.clashes.giving_up import Ways
from placet.planner.constraints.interpreters import Cuts
from placet.planner.first import first_programme
from placet.planner.outcome import Planned
from placet.planner.placing.around import around
from placet.planner.placing.standing_still import beside
from placet.planner.solve import plan
from placet.planner.tasks.translation import problem_of

HOUR = '[legs.city]\nday = "08:00–09:00"\n'
FULL = HOUR + engagement("x") + engagement("z", optional=True, value=5)
Z = EngagementId("z")


def brought_in(text: str, *, is_most: bool) -> Ways:
    """The ways for `z` into the first programme of a visit."""
    request = request_for(visit_file(text))
    problem = problem_of(request)
    placed = first_programme(request, problem)
    assert placed is not None
    assert "z" not in placed
    allowance = Allowance(request, 1.0, lambda: 60.0)
    return BringingIn(request, problem, Cuts(), (), placed, is_most).ways(2, Z, allowance)


def test_each_way_beside_brings_in_what_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing_in, "EASY", -1.0)
    file = visit_file(FULL)
    (left,) = planned(FULL).left_out
    assert len(left.ways_in) == 2
    for way in left.ways_in:
        visit = file.visit
        for change in way.changes:
            visit = applied(visit, change)
        assert isinstance(plan(request_for(replace(file, visit=edited(visit, "z", optional=False)))), Planned), way


@pytest.mark.parametrize("is_most", [True, False])
def test_beside_the_most_that_fits_what_costs_least_of_all_is_the_cheapest(
    monkeypatch: pytest.MonkeyPatch, is_most: bool
) -> None:
    # Two hours in an hour and a half: x or z is half an hour shorter, at 4 each, and nothing costs less.
    monkeypatch.setattr(bringing_in, "EASY", -1.0)
    ways = brought_in(FULL.replace("09:00", "09:30"), is_most=is_most)
    assert ([way.cost for way in ways.found], ways.is_settled) == ([4, 4], is_most)


def test_what_costs_more_than_the_least_is_not_said_to_be_the_cheapest(monkeypatch: pytest.MonkeyPatch) -> None:
    # Both at 10:00 to the minute: one of the two takes another hour (12).
    monkeypatch.setattr(bringing_in, "EASY", -1.0)
    text = engagement("x", "10:00") + engagement("z", "10:00", optional=True, value=5)
    ways = brought_in(text, is_most=True)
    assert [way.cost for way in ways.found] == [12, 12]
    assert not ways.is_settled


def test_what_is_easy_beside_is_asked_of_the_whole() -> None:
    text = engagement("x", "10:00") + engagement("z", "10:00", optional=True, value=5)
    ways = brought_in(text, is_most=True)
    assert ([way.cost for way in ways.found], ways.is_settled) == ([12, 12], True)


def test_where_the_whole_has_something_cheaper_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    # Two hours in an hour and a half, and beside x, which stays, z alone may change: it is half an hour shorter (4), or
    # something dearer gives way. Of the whole it is x that is shorter, at 4 too.
    monkeypatch.setattr(bringing_in, "NEAR", (0,))
    text = FULL.replace("09:00", "09:30")
    with monkeypatch.context() as patch:
        patch.setattr(bringing_in, "EASY", -1.0)
        beside_alone = brought_in(text, is_most=False)
    whole = brought_in(text, is_most=False)
    first, second = (way.cost for way in beside_alone.found)
    assert (first, second > 4) == (4, True)
    assert ([way.cost for way in whole.found], whole.is_settled) == ([4, 4], True)


def test_what_is_hard_beside_is_not_asked_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing_in, "EASY", -1.0)
    text = engagement("x", "10:00") + engagement("z", "10:00", optional=True, value=5)
    ways = brought_in(text, is_most=True)
    assert ([way.cost for way in ways.found], ways.is_settled) == ([12, 12], False)


@pytest.mark.parametrize(("margin", "expected"), [("", 4), ("margin", 2)])
def test_nothing_costs_less_than_a_length_but_a_margin(margin: str, expected: int) -> None:
    more = {"margin": "15m"} if margin else {}
    problem = problem_of(request_for(visit_file(engagement("x", "10:00", **more))))
    assert least_cost(problem) == expected


def test_what_is_held_has_one_start_and_one_place_and_what_else_was_left_out_is_not_there() -> None:
    # An hour's day: x is there, y and z are not. Only z may move.
    text = FULL + engagement("y", optional=True, value=3)
    request = request_for(visit_file(text))
    problem = problem_of(request)
    placed = first_programme(request, problem)
    assert placed is not None
    held = beside(problem, placed, around(placed, problem.tasks["z"], 0))
    assert "y" not in held.tasks
    assert held.tasks["z"] == problem.tasks["z"]
    start = placed["x"].start
    assert held.tasks["x"].starts() == ((start, start),)
    assert (held.tasks["x"].least, held.tasks["x"].most) == (60, 60)
