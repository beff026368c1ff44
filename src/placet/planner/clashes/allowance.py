"""What an explanation may take: deterministic work, the same on every machine, and never longer than the time left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from placet.planner.cp_sat import cp_model
from placet.planner.request import PlanRequest
from placet.planner.search import Effort, Found, Recipe, solve

IN_HASTE = 0.3
"""Deterministic work that is left to it once the user asked to stop."""
GRACE = 2.0
"""Seconds that one solve of an explanation has when the search has used up its own."""
LITTLE, GRACE_FOR_LITTLE = 0.3, 15.0
"""Deterministic work, half a second where nothing else runs, that is finished whatever the clock says; and the seconds
after which the machine is at fault. What is told of a clash then hangs on no load that anybody can work under."""


@dataclass(slots=True)
class Allowance:
    """`work` is what is left of it; `left` tells the seconds that are."""

    request: PlanRequest
    work: float
    left: Callable[[], float]

    def solve(self, cp: cp_model.CpModel, recipe: Recipe, most: float | None = None) -> Found:
        """Solve once, with at most so much of what is left."""
        asked = self.request.stop
        is_stopped = asked is not None and asked()
        if is_stopped:
            self.work = min(self.work, IN_HASTE)
        work = self.work if most is None else min(most, self.work)
        if work <= 0:
            return Found(cp_model.UNKNOWN)
        grace = GRACE_FOR_LITTLE if work <= LITTLE and not is_stopped else GRACE
        effort = Effort(max(self.left(), grace), self.request.work).at_most(work)
        stop = (lambda: False) if asked is None or is_stopped else asked
        found = solve(cp, recipe, effort, self.request.seed, stop=stop)
        self.work -= found.work
        return found
