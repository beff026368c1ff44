"""What a level counts, made small one thing after another."""

import time

import pytest
from tests.planner.visits import engagement, planned, request_for, visit_file

from placet.planner import solve as solving
from placet.planner.constraints.interpreters import Cuts
from placet.planner.cp_sat import cp_model
from placet.planner.levels.each import MOST, settle_each
from placet.planner.levels.objective import Goal, goals
from placet.planner.run import Search
from placet.planner.search import PLAIN
from placet.planner.tasks.translation import problem_of
from placet.planner.variables import value_of

# From 10:50 x would end at 11:58 if it took an eighth longer, in time for y; from 10:55 at 12:03. So with z, for r.
TWO = "".join(
    engagement(first, "10:50–10:55", who=[who], venues=[venue]) + engagement(second, "12:00", who=[who], venues=[venue])
    for first, second, who, venue in (("x", "y", "q", "a"), ("z", "u", "r", "b"))
)


def begun() -> tuple[Search, Goal, int]:
    """A visit, its level `buffer`, and the worst programme for it, with what that comes to."""
    request = request_for(visit_file(TWO))
    search = Search(request, problem_of(request), Cuts(), time.monotonic())
    buffer = tuple(goals(search.model))[-1]
    search.model.cp.maximize(buffer.expression)
    search.keep(search.solve(PLAIN, 0.1, "first"))
    search.model.cp.minimize(buffer.expression)
    return search, buffer, value_of(buffer.expression, search.best or [])


def test_each_is_made_as_small_as_it_can_be_and_all_come_to_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    search, buffer, amount = begun()
    assert amount >= 2  # a five each, or more where the worst programme leaves more
    solve, found = Search.solve, []
    monkeypatch.setattr(Search, "solve", lambda *asked: found.append(solve(*asked)) or found[-1])
    assert settle_each(search, buffer, amount, 1.0) <= amount
    assert {(it.is_proven, it.objective) for it in found} == {(True, 0)}  # from 10:50 nothing is missed


def test_where_nothing_is_counted_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    search, buffer, _ = begun()
    search.keep(search.solve(PLAIN, 1.0, "buffer"))  # at nought, as above
    monkeypatch.setattr(Search, "solve", None)
    assert settle_each(search, buffer, 0, 1.0) == 0


def test_so_many_are_tried_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    search, buffer, amount = begun()
    asked: list[str] = []
    found = search.solve(PLAIN, 0.1, "buffer")  # at nought
    worst = search.best or []
    monkeypatch.setattr(Search, "solve", lambda *_: asked.append("once") or found)
    monkeypatch.setattr(Search, "keep", lambda it, _: setattr(it, "best", worst))  # as if nothing were better
    settle_each(search, buffer, amount, 1.0)
    assert 2 <= len(asked) <= MOST  # each that is counted once
    assert len(asked) == len(set(_counted(search, buffer, worst)))


def _counted(search: Search, buffer: Goal, values: list[int]) -> list[int]:
    flat = cp_model.FlatIntExpr(buffer.expression)
    return [it.index for it in flat.vars if values[it.index]]


def test_the_level_is_what_is_made_small_afterwards() -> None:
    search, buffer, amount = begun()
    settle_each(search, buffer, amount, 1.0)
    found = search.solve(PLAIN, 1.0, "buffer")
    assert (found.is_proven, found.objective) == (True, 0)


def test_a_plan_asks_it_where_the_sum_is_not_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def told(_search: Search, goal: Goal, amount: int, _work: float) -> int:
        asked.append(goal.name)
        return amount

    monkeypatch.setattr(solving, "settle_each", told)
    # x ends at 11:00 and y begins then: 8 minutes are missed whatever is done, and that no programme misses less
    # no search without work can prove.
    monkeypatch.setattr(solving, "RECIPES", {**solving.RECIPES, solving.Weighs.BUFFERS: ((solving.EACH, 0.1),)})
    planned(engagement("x", "10:00", who=["q"]) + engagement("y", "11:00", who=["q"]))
    assert asked == ["buffer"]
