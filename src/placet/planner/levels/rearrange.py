"""Make a level smaller by rearranging a few tasks at a time, while everything else stays where it is.

The few are around a task that the level counts something of: some share somebody with it, the others lie at the same
time. Where time has to be made for what runs over, everything else keeps its order and its place, and may shift: what
lies around the few would leave them nowhere to go. Such a piece is settled in no time where the whole visit is not; the
pieces grow while they are settled and shrink where they are not. Whose turn it is depends on the seed alone. Nothing is
proven here: a bound comes from looking at the whole.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from placet.planner.cp_sat import cp_model
from placet.planner.levels.objective import Goal, Weighs
from placet.planner.run import Search
from placet.planner.search import CORE, HELD, PLAIN, Recipe
from placet.planner.variables import Linear, Model, value_of

PIECE: Recipe = {**CORE, **HELD}
MINUTES: Recipe = {**PLAIN, **HELD}
"""For a piece of a level that is about minutes: cores settle those badly."""
WORK = 0.03
"""Deterministic work for one piece."""
LEAST, MOST = 6.0, 80.0
"""Tasks in a piece."""
GROWS, SHRINKS = 1.05, 0.93
SHARED = (2, 3, 2, 1)
"""The part of a piece that shares somebody with its middle, in turn: a half, a third, a half, all."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How the pieces of a level are settled."""

    recipe: Recipe
    work: float = WORK
    size: float = 24.0
    """Tasks in the first."""
    pieces: int = 60
    """How many are tried at most."""
    in_vain: int = 12
    """How many that make the level no smaller are tried in a row."""


PACES = {
    Weighs.VALUE: Pace(PIECE),
    Weighs.RULES: Pace(PIECE),
    Weighs.MINUTES: Pace(MINUTES),
    Weighs.BUFFERS: Pace(MINUTES, work=0.1, size=12.0, pieces=30, in_vain=8),
}
"""Each piece of a level of buffers frees the hours of the whole visit, so it takes longer and there are fewer."""


def rearrange(search: Search, goal: Goal, amount: int, bound: int, begins: int = 0) -> int:
    """What the level comes to after so many pieces; fewer when it reaches its bound. `begins`: whose turn is first."""
    if goal.weighs is Weighs.BUFFERS:
        amount = shift(search, goal, amount)
    pace = PACES[goal.weighs]
    size, in_vain = pace.size, 0
    begins += search.request.seed
    for turn in range(begins, begins + pace.pieces):
        if amount <= bound or in_vain == pace.in_vain or search.is_over():
            break
        piece = _piece(search, goal, turn, round(size))
        _hold(search, _orders(search.model, piece) if goal.weighs is Weighs.BUFFERS else _places(search.model, piece))
        found = search.solve(pace.recipe, pace.work, goal.name)
        size = min(size * GROWS, MOST) if found.is_proven else max(size * SHRINKS, LEAST)
        in_vain = 0 if found.has_solution and found.objective < amount else in_vain + 1
        if found.has_solution and found.objective <= amount:
            amount, search.best = found.objective, found.values
    search.hint_best()
    return amount


def shift(search: Search, goal: Goal, amount: int) -> int:
    """What the level comes to when everything moves in time as is best for it, in its order and where it is."""
    _hold(search, _orders(search.model, ()))
    found = search.solve(MINUTES, PACES[Weighs.BUFFERS].work, goal.name)
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


def _places(model: Model, free: Container[str]) -> Iterator[Linear]:
    """What says where and when all but the free tasks are."""
    for name, variables in model.tasks.items():
        if name not in free:
            yield from (variables.present, *variables.sites, variables.start, variables.length)


def _orders(model: Model, free: Container[str]) -> Iterator[Linear]:
    """What says where all but the free tasks are, for how long, and in which order."""
    for name, variables in model.tasks.items():
        if name not in free:
            yield from (variables.present, *variables.sites, variables.length)
    for (before, after), literal in model.before.items():
        if isinstance(literal, cp_model.IntVar) and before not in free and after not in free:
            yield literal


def _hold(search: Search, parts: Iterable[Linear]) -> None:
    """These stay as they are: as hints, which `PIECE` takes for facts."""
    flat = (cp_model.FlatIntExpr(part) for part in parts if not isinstance(part, int))
    search.hint_best(dict.fromkeys(variable.index for part in flat for variable in part.vars))
