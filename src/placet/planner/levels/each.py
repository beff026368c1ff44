"""Make smaller what a level counts, one thing after another: of many that are too hard together each is soon settled.

Together they may come to no more meanwhile. So what is missed by most is missed less before a little is gained in many
places, and the sum falls where minimising it finds nothing better. What was made small is not held so: held, it took
the time of what nothing is counted of yet, and of visits lived through fewer days held. Nothing is proven here.
"""

from __future__ import annotations

from collections.abc import Collection

from placet.planner.cp_sat import cp_model
from placet.planner.levels.objective import Goal
from placet.planner.run import Search
from placet.planner.search import PLAIN, Recipe
from placet.planner.variables import value_of

EACH: Recipe = {**PLAIN}
MOST = 10
"""How many are tried."""


def settle_each(search: Search, goal: Goal, amount: int, work: float) -> int:
    """What the level comes to when what it counts most of was made as small as it can be, after so much work each."""
    cp = search.model.cp
    cp.add(goal.expression <= amount)
    tried: set[int] = set()
    while len(tried) < MOST and not search.is_over():
        variable = _counts_most(search, goal, tried)
        if variable is None:
            break
        tried.add(variable.index)
        cp.minimize(variable)
        search.hint_best()
        found = search.solve(EACH, work, goal.name)
        if found.has_solution:
            search.keep(found)
    cp.minimize(goal.expression)
    return value_of(goal.expression, search.best or [])


def _counts_most(search: Search, goal: Goal, tried: Collection[int]) -> cp_model.IntVar | None:
    """What the level counts most of, of what was not tried; None where it counts nothing else."""
    if isinstance(goal.expression, int):
        return None
    counted, values = cp_model.FlatIntExpr(goal.expression), search.best or []
    amounts = [
        (factor * values[variable.index], variable)
        for variable, factor in zip(counted.vars, counted.coeffs, strict=True)
        if variable.index not in tried and factor * values[variable.index] > 0
    ]
    return max(amounts, key=lambda it: it[0], default=(0, None))[1]
