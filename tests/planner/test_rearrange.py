"""A level made smaller a piece at a time."""

import time
from dataclasses import replace

import pytest
from benchmarks.generator import synthetic

from placet.almanac.timeline import Timeline
from placet.node.rulebook import rulebook_for
from placet.planner.constraints.interpreters import Cuts
from placet.planner.levels import rearrange as pieces
from placet.planner.levels.objective import Goal, Weighs, goals
from placet.planner.levels.rearrange import rearrange
from placet.planner.request import PlanRequest
from placet.planner.run import Search
from placet.planner.search import FIND
from placet.planner.tasks.translation import problem_of
from placet.planner.variables import value_of


def begun(engagements: int, seed: int) -> tuple[Search, Goal, int]:
    """A generated visit with its first programme, its level `should`, and what that comes to."""
    file = synthetic(engagements, 1, seed).read()
    request = PlanRequest(
        visit=file.visit,
        timeline=Timeline(file.visit),
        rulebook=rulebook_for(file.visit, file),
        clock=time.monotonic,
    )
    search = Search(request, problem_of(request), Cuts(), request.clock())
    should = tuple(goals(search.model))[1]
    search.keep(search.solve(FIND, 4.0, "first"))
    search.model.cp.minimize(should.expression)
    return search, should, value_of(should.expression, search.best or [])


def test_pieces_make_a_level_smaller() -> None:
    search, should, amount = begun(20, 1)
    assert amount > 0
    smaller = rearrange(search, should, amount, 0)
    assert smaller < amount
    assert smaller == value_of(should.expression, search.best or [])


def test_what_is_not_in_the_piece_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pieces.PACES, Weighs.RULES, replace(pieces.PACES[Weighs.RULES], size=2.0, pieces=1))
    search, should, amount = begun(20, 1)
    before = list(search.best or [])
    rearrange(search, should, amount, 0)
    moved = [
        name
        for name, variables in search.model.tasks.items()
        if value_of(variables.start, before) != value_of(variables.start, search.best or [])
    ]
    assert len(moved) <= 2


def test_nothing_is_tried_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    search, should, amount = begun(12, 5)
    monkeypatch.setattr(Search, "solve", None)
    assert rearrange(search, should, amount, amount) == amount


def test_pieces_in_vain_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    # Less than nothing is never reached: after the last gain come so many pieces in vain, and no more.
    search, should, _ = begun(12, 5)
    best = rearrange(search, should, value_of(should.expression, search.best or []), 0)
    monkeypatch.setitem(pieces.PACES, Weighs.RULES, replace(pieces.PACES[Weighs.RULES], in_vain=3))
    tried = []
    solve = search.solve
    monkeypatch.setattr(Search, "solve", lambda _, *asked: tried.append(asked) or solve(*asked))
    assert rearrange(search, should, best, -1) == best
    assert len(tried) == 3
