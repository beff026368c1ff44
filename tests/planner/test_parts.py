"""A level that falls apart into parts, and is settled part by part."""

import time

import pytest
from tests.planner.visits import engagement, request_for, visit_file
from tests.visits.toml import entry

from placet.formats.visitfile import VisitFile
from placet.planner.constraints.interpreters import Cuts
from placet.planner.levels.objective import Goal, advised
from placet.planner.levels.parts import parts, settle_parts
from placet.planner.run import Search
from placet.planner.search import INDEPENDENT, PLAIN, PROOF, Found, Recipe
from placet.planner.tasks.translation import problem_of
from placet.planner.variables import value_of

TWO_DAYS = entry("legs", "city", last_day=2)
SHORT = {"ends": "by 10:47", "length": {"least": "30m", "typical": "60m", "most": "60m"}}
"""60 minutes are usual, 45 fit on the grid: the level `should` comes to three steps at least, and to six with 30."""
BOTH = TWO_DAYS + engagement("x", "10:00", day=1, **SHORT) + engagement("y", "10:00", day=2, **SHORT)


def begun(file: VisitFile) -> tuple[Search, Goal, int]:
    """A visit, its level `should`, and a programme in which that comes to much, with what it comes to."""
    request = request_for(file)
    search = Search(request, problem_of(request), Cuts(), time.monotonic())
    should, _ = advised(search.model)
    search.model.cp.maximize(should.expression)
    search.keep(search.solve(PLAIN, 0.1, "first"))
    search.model.cp.minimize(should.expression)
    return search, should, value_of(should.expression, search.best or [])


def test_what_is_counted_of_two_days_is_two_parts() -> None:
    search, should, _ = begun(visit_file(BOTH))
    assert len(parts(search.model, should)) == 2


def test_an_order_binds_two_days_together() -> None:
    # When x ends is open, and now when y begins is, too.
    x = engagement("x", "10:00", day=1, **SHORT)
    y = engagement("y", "10:00–10:05", day=2, after=[{"engagement": "x", "least": "0m"}], **SHORT)
    search, should, _ = begun(visit_file(TWO_DAYS + x + y))
    assert len(parts(search.model, should)) == 1


def test_what_may_be_on_either_day_leaves_no_parts() -> None:
    search, should, _ = begun(visit_file(BOTH + engagement("z", days=[1, 2])))
    assert parts(search.model, should) == []


def test_each_part_is_settled_and_all_are_added_up() -> None:
    search, should, amount = begun(visit_file(BOTH))
    assert amount == 6 + 6
    assert settle_parts(search, should, PROOF, 1.0, amount, 0) == (3 + 3, 3 + 3)
    assert value_of(should.expression, search.best or []) == 6
    again = search.solve(INDEPENDENT, 1.0, "should")  # the level is what it was
    assert (again.is_proven, again.objective) == (True, 6)


def test_a_level_in_one_piece_is_left_to_others() -> None:
    search, should, amount = begun(visit_file(engagement("x", "10:00", **SHORT)))
    assert settle_parts(search, should, PROOF, 1.0, amount, 0) is None


def test_what_came_into_the_model_meanwhile_leaves_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    search, should, amount = begun(visit_file(BOTH))
    solve = Search.solve

    def learning(search: Search, recipe: Recipe, work: float, level: str) -> Found:
        search.model.cp.add_bool_or([True])
        return solve(search, recipe, work, level)

    monkeypatch.setattr(Search, "solve", learning)
    assert settle_parts(search, should, PROOF, 1.0, amount, 2) == (6, 2)
