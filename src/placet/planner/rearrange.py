"""Make a level smaller by rearranging a few tasks at a time, while everything else stays where it is.

The few are around a task that the level counts something of: some share somebody with it, the others lie at the same
time. Such a piece is settled in no time where the whole visit is not; the pieces grow while they are settled and
shrink where they are not. Whose turn it is depends on the seed alone. Nothing is proven here: a bound comes from
looking at the whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from ortools.sat.python import cp_model

from placet.planner.objective import Goal
from placet.planner.run import Search
from placet.planner.search import CORE, PLAIN, Recipe
from placet.planner.variables import Linear, Model, value_of

HELD: Recipe = {"fix_variables_to_their_hinted_value": True}
PIECE: Recipe = {**CORE, **HELD}
MINUTES: Recipe = {**PLAIN, **HELD}
"""For a piece of a level that is about minutes: cores settle those badly."""
PIECES = 60
"""How many pieces are tried at most."""
IN_VAIN = 12
"""How many pieces that make the level no smaller are tried in a row."""
WORK = 0.03
"""Deterministic work for one piece."""
SIZE = (6.0, 24.0, 80.0)
"""Tasks in a piece: least, at first, most."""
GROWS, SHRINKS = 1.05, 0.93
SHARED = (2, 3, 2, 1)
"""The part of a piece that shares somebody with its middle, in turn: a half, a third, a half, all."""


def rearrange(search: Search, goal: Goal, amount: int, bound: int) -> int:
    """What the level comes to after so many pieces; fewer when it reaches its bound."""
    least, size, most = SIZE
    in_vain = 0
    for turn in range(search.request.seed, search.request.seed + PIECES):
        if amount <= bound or in_vain == IN_VAIN or search.is_over():
            break
        _hold(search, _piece(search, goal, turn, round(size)))
        found = search.solve(PIECE if goal.counts else MINUTES, WORK, goal.name)
        size = min(size * GROWS, most) if found.is_proven else max(size * SHRINKS, least)
        in_vain = 0 if found.has_solution and found.objective < amount else in_vain + 1
        if found.has_solution and found.objective <= amount:
            amount, search.best = found.objective, found.values
    search.hint_best()
    return amount


def _piece(search: Search, goal: Goal, turn: int, size: int) -> set[str]:
    """So many tasks around one that the level counts something of."""
    model, values = search.model, search.best or []
    starts = {name: value_of(variables.start, values) for name, variables in model.tasks.items()}
    blamed = _blamed(model, goal, values) or list(model.tasks)
    middle = blamed[turn % len(blamed)]
    nearest = sorted(starts, key=lambda name: (abs(starts[name] - starts[middle]), name))
    parties = model.tasks[middle].task.parties
    piece = [name for name in nearest if model.tasks[name].task.parties & parties][: size // SHARED[turn % len(SHARED)]]
    return {*piece, *[name for name in nearest if name not in piece][: size - len(piece)]}


def _blamed(model: Model, goal: Goal, values: list[int]) -> list[str]:
    """Tasks that the level counts something of."""
    if isinstance(goal.expression, int):
        return []
    counted = cp_model.FlatIntExpr(goal.expression)
    return [name for variable in counted.vars if values[variable.index] for name in model.about.get(variable.index, ())]


def _hold(search: Search, free: Iterable[str]) -> None:
    """Everything but the free tasks stays: as hints, which `PIECE` takes for facts."""
    model, values = search.model, search.best or []
    model.cp.clear_hints()  # type: ignore[no-untyped-call]  # the library forgot the annotation
    for name, variables in model.tasks.items():
        if name not in free:
            parts: tuple[Linear, ...] = (variables.present, *variables.sites, variables.start, variables.length)
            for part in parts:
                if not isinstance(part, int):
                    for variable in cp_model.FlatIntExpr(part).vars:
                        model.cp.add_hint(variable, values[variable.index])
