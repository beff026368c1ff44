"""Judge a programme by many simulated days, and give more weight to what breaks on most of them.

The level of buffers counts what would be missed if everything took longer at once. Of two programmes that come to as
much one may hold far more often: where one long row has all the delay, or many short ones have a little each. So what
is settled is lived through (`placing/lived.py`), what is missed there weighs more in the level, and that is settled
again from the programme that is there: each time what was too little guarded is guarded better, and the search leaves a
corner in which it had come to rest. What holds most often is kept.

The lengths that engagements have on those days are a default about people, not measured: how often a programme holds
is for choosing between two of them, and nobody is told it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from statistics import NormalDist

from placet.planner.cp_sat import cp_model
from placet.planner.interpreting.jobs import jobs_of
from placet.planner.interpreting.names import assign
from placet.planner.levels.objective import Goal
from placet.planner.levels.rearrange import rearrange, shift
from placet.planner.placing.lived import Item, course_of, missed
from placet.planner.programme import in_programme
from placet.planner.run import Search
from placet.planner.search import CORE, PLAIN
from placet.planner.variables import value_of

SPREAD = 0.12
"""Standard deviation of the logarithm of what an engagement lasts, by what it was planned to. Default, not measured."""
DAYS = 250
"""How often a programme is lived through: shares of one half are known to three in a hundred."""
ENOUGH = 0.9
"""The share of days that hold with which nothing more is tried. Default."""
ROUNDS = 8
"""How often at most what is missed is given more weight."""
IN_VAIN = 3
"""How many rounds in a row may lead to nothing better before the search goes back to the best."""
WORK = 0.15
"""Deterministic work for looking at the whole once: cores leave a corner soon, or not at all."""


@dataclass(frozen=True, slots=True)
class Judged:
    """On what share of the days everything held, and on how many each item was missed."""

    held: float
    missed: Counter[str]


def make_hold(search: Search, goal: Goal) -> int:
    """What the level comes to in the programme that holds most often of those met on the way.

    Where more than one was looked at, what it misses is held from here on. Every programme met keeps the levels before;
    the level itself may come to less than before, or to more.
    """
    cp = search.model.cp
    best, values = judged(search), search.best or []
    if best.held >= ENOUGH:
        return value_of(goal.expression, values)
    last, in_vain = best, 0
    weights: Counter[str] = Counter()
    for turn in range(ROUNDS):
        if best.held >= ENOUGH or search.is_over():
            break
        if in_vain == IN_VAIN:
            search.best, last, in_vain = values, best, 0
        weights.update(last.missed)
        is_least = _settle(search, _weighed(search, goal, weights), turn)
        before, last, in_vain = last, judged(search), in_vain + 1
        if is_least and last == before:  # more weight on the same would lead to the same
            break
        if last.held > best.held:
            best, values, in_vain = last, search.best or [], 0
    search.best = values
    for variable, _ in _counted(goal):
        cp.add(variable <= values[variable.index])
    search.hint_best()
    return value_of(goal.expression, values)


def _settle(search: Search, weighed: Goal, turn: int) -> bool:
    """Make the level small as it is weighed now: look at the whole, and where that finds nothing, piece by piece.

    Whether it is proven to be as small as can be.
    """
    search.model.cp.minimize(weighed.expression)
    search.hint_best()
    before = amount = value_of(weighed.expression, search.best or [])
    for recipe in (CORE, PLAIN):
        found = search.solve(recipe, WORK, weighed.name)
        if found.has_solution and found.objective <= amount:
            amount = found.objective
            search.keep(found)
        if found.is_proven:
            return True
    if amount < before:
        shift(search, weighed, amount)
    else:
        rearrange(search, weighed, amount, 0, turn)
    return False


def judged(search: Search) -> Judged:
    """The best answer so far, lived through. The same days for every programme, so that the better one is seen."""
    request, problem, placed = search.request, search.problem, search.placed() or {}
    names = assign(problem, jobs_of(problem, placed), fairly=False) or {}
    interpreting = {name: names.get(name, it.task.named) for name, it in placed.items()}
    course = course_of(request, problem, in_programme(request, placed), interpreting)
    found: Counter[str] = Counter()
    held = 0
    for lasts in _days(course):
        late = list(missed(course, lasts))
        found.update(late)
        held += not late
    return Judged(held / DAYS, found)


def _days(course: Sequence[Item]) -> Iterator[Callable[[Item], float]]:
    """What everything lasts, on one day after the other."""
    shares = {it.name: _shares(it.name) for it in course}
    for day in range(DAYS):
        yield lambda it, day=day: it.length * shares[it.name][day] / 1000  # type: ignore[misc]  # a default is typed


@cache
def _shares(name: str) -> tuple[int, ...]:
    """What something lasts on each of the days, in thousandths: each of so many quantiles once, in an order of its own.

    Whole numbers, so that the same file gives the same programme everywhere.
    """
    middles = ((day + 0.5) / DAYS for day in range(DAYS))
    found = [round(1000 * math.exp(SPREAD * NormalDist().inv_cdf(middle) - SPREAD**2 / 2)) for middle in middles]
    order = sorted(range(DAYS), key=lambda day: blake2b(f"{name} {day}".encode()).digest())
    return tuple(found[day] for day in order)


def _weighed(search: Search, goal: Goal, weights: Counter[str]) -> Goal:
    """The level, in which what is missed on one day in a hundred weighs twice as much, on two three times."""
    terms = []
    for variable, amount in _counted(goal):
        days = max((weights[name] for name in search.model.about.get(variable.index, ())), default=0)
        terms.append(round(amount * (1 + 100 * days / DAYS)) * variable)
    return replace(goal, expression=cp_model.LinearExpr.sum(terms))


def _counted(goal: Goal) -> list[tuple[cp_model.IntVar, int]]:
    """What a level counts, and how much it counts of each."""
    if isinstance(goal.expression, int):
        return []
    flat = cp_model.FlatIntExpr(goal.expression)
    return list(zip(flat.vars, flat.coeffs, strict=True))
