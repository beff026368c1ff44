"""A level asked whether it comes to its bound exactly."""

import time

import pytest
from benchmarks.generator import synthetic
from ortools.sat.python import cp_model
from tests.planner.fresh import fresh_seeds
from tests.planner.visits import engagement, planned, request_for, visit_file

from placet.formats.visitfile import VisitFile
from placet.planner import solve as solving
from placet.planner.constraints.interpreters import Cuts
from placet.planner.levels import meeting
from placet.planner.levels.meeting import meet
from placet.planner.levels.objective import Goal, goals
from placet.planner.run import Search
from placet.planner.search import CORE, INDEPENDENT, PLAIN, Found, Recipe
from placet.planner.tasks.translation import problem_of
from placet.planner.variables import value_of

SHORT = engagement("x", "10:00", ends="by 10:47", length={"least": "30m", "typical": "60m", "most": "60m"})
"""60 minutes are usual, 45 fit on the grid: the level `should` comes to three steps at least, and to six with 30."""


def begun(file: VisitFile) -> tuple[Search, Goal, int]:
    """A visit, its level `should`, and a programme in which that comes to much, with what it comes to."""
    request = request_for(file)
    search = Search(request, problem_of(request), Cuts(), time.monotonic())
    should = tuple(goals(search.model))[1]
    search.model.cp.maximize(should.expression)
    search.keep(search.solve(PLAIN, 0.1, "first"))
    search.model.cp.clear_objective()
    search.model.cp.minimize(should.expression)
    return search, should, value_of(should.expression, search.best or [])


def test_a_level_meets_its_bound() -> None:
    search, should, amount = begun(visit_file(SHORT))
    assert amount == 6
    assert meet(search, should, amount, 3, 1.0) == (3, 3)
    assert value_of(should.expression, search.best or []) == 3


def test_where_there_is_no_such_programme_the_bound_is_one_more() -> None:
    search, should, amount = begun(visit_file(SHORT))
    assert meet(search, should, amount, 1, 1.0) == (3, 3)  # none of 1, none of 2, one of 3


def test_a_bound_far_below_is_left_alone_soon() -> None:
    search, should, amount = begun(visit_file(SHORT))
    assert meet(search, should, amount, 0, 1.0) == (6, 3)  # asked of 0, 1 and 2, three times in all


def test_what_is_met_from_below_is_proven() -> None:
    search, should, _ = begun(visit_file(SHORT))
    assert meet(search, should, 3, 2, 1.0) == (3, 3)  # a programme of 3 is there, and none of 2


def test_nothing_is_asked_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    search, should, amount = begun(visit_file(SHORT))
    monkeypatch.setattr(Search, "solve", None)
    assert meet(search, should, amount, amount, 1.0) == (amount, amount)


def test_a_question_leaves_the_level_as_it_was() -> None:
    search, should, amount = begun(visit_file(SHORT))
    meet(search, should, amount, 0, 1.0)
    found = search.solve(INDEPENDENT, 1.0, "should")
    assert (found.is_proven, found.objective) == (True, 3)


def test_a_plan_asks_it_where_cores_do_not_settle_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    solve = Search.solve

    def without_cores(search: Search, recipe: Recipe, work: float, level: str) -> Found:
        return Found(cp_model.UNKNOWN) if recipe is CORE and level == "should" else solve(search, recipe, work, level)

    def told(search: Search, goal: Goal, amount: int, bound: int, work: float) -> tuple[int, int]:
        asked.append(goal.name)
        return meet(search, goal, amount, bound, work)

    monkeypatch.setattr(Search, "solve", without_cores)
    monkeypatch.setattr(solving, "meet", told)
    plan = planned(SHORT)
    assert asked[:1] == ["should"]
    assert next(level.amount for level in plan.levels if level.name == "should") == 3


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 13, *fresh_seeds(2)])
def test_another_configuration_proves_what_was_met(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    search, should, amount = begun(synthetic(8, 1, seed, blocks=("meal",)).read())
    monkeypatch.setattr(meeting, "TIMES", amount)
    met, bound = meet(search, should, amount, 0, 4.0)
    again = search.solve(INDEPENDENT, 4.0, "should")
    assert again.is_proven
    assert (met, bound) == (again.objective, again.objective)
