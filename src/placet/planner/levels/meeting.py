"""Ask whether a level comes to its bound exactly: often there is such a programme long before minimising finds it.

Cores show soon what a level must come to at least, and late with what programme. Told that it comes to no more, the
solver knows of nearly everything the level counts that it cannot be, and looks for a programme with what is left. Where
there is none, the bound is one more.
"""

from __future__ import annotations

from placet.planner.levels.objective import Goal
from placet.planner.run import Search
from placet.planner.search import CORE, HELD, PLAIN, Recipe

MEET: Recipe = {**PLAIN, **HELD, "inprocessing_minimization_dtime": CORE["inprocessing_minimization_dtime"]}
TIMES = 3
"""How often the bound may be one more before the question is given up."""


def meet(search: Search, goal: Goal, amount: int, bound: int, work: float) -> tuple[int, int]:
    """What the level comes to and its bound, after so much work on every question at most."""
    cp = search.model.cp
    for exactly in range(bound, min(bound + TIMES, amount)):
        meets = cp.new_bool_var(f"{goal.name} is {exactly}")
        cp.add(goal.expression == exactly).only_enforce_if(meets)
        cp.clear_objective()  # type: ignore[no-untyped-call]  # the library forgot the annotation
        cp.clear_hints()  # type: ignore[no-untyped-call]  # the same
        cp.add_hint(meets, True)
        found = search.solve(MEET, work, goal.name)
        cp.minimize(goal.expression)
        if found.has_solution:
            search.keep(found)
            return exactly, exactly
        if not found.is_proven:
            break
        bound = exactly + 1
    search.hint_best()
    return amount, bound
