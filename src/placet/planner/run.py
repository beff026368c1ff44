"""One planning run: the model, the clock, the best answer so far, and one solve of it.

A solution counts only once its interpreters have names. There is always the best answer found so far: a limit, or a
wish to stop, ends the search with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from placet.planner.build import build
from placet.planner.constraints.interpreters import Cuts, post_cuts
from placet.planner.constraints.ways_in_one_piece import add_broken
from placet.planner.cp_sat import cp_model
from placet.planner.outcome import Level
from placet.planner.request import PlanRequest, Progress
from placet.planner.search import HELD, Effort, Found, Recipe, hint, solve
from placet.planner.solved import placed_from
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Interval, Problem
from placet.planner.variables import Model

CUT_ROUNDS = 12
"""How often one solve is repeated with what its interpreters have taught (prototype: one round nearly always)."""
COMPLETING = 1.0
"""Deterministic work for it: a hundredth is enough for eighty engagements."""
SHARE = 0.4
"""Share of the time left that one solve may take on the wall clock."""


@dataclass(slots=True)
class Search:
    """One planning run: what is asked, the model, the clock, and the best answer so far."""

    request: PlanRequest
    problem: Problem
    cuts: Cuts
    began: float
    only_required: bool = False
    repairs: bool = False
    may_vanish: Mapping[str, tuple[Interval, ...]] = field(default_factory=dict)
    broken: frozenset[str] | None = None
    """What is asked of the model; see there."""
    first: Mapping[str, Placed] | None = None
    """A programme that is there before the model is; the solver has yet to say what it is worth."""
    model: Model = field(init=False)
    best: list[int] | None = None
    first_after: float | None = None
    reproducible: bool = True
    levels: list[Level] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Build the model with what is known about interpreters. A programme that is there already is told first."""
        if self.first is not None:
            self.tell("first")
        self.model = build(
            self.request,
            self.problem,
            self.cuts,
            only_required=self.only_required,
            repairs=self.repairs,
            may_vanish=self.may_vanish,
            broken=self.broken,
        )

    def again(self) -> Search:
        """The same search from its beginning, with what was learnt about interpreters."""
        known = (self.first, self.first_after)
        return Search(self.request, self.problem, self.cuts, self.began, first=known[0], first_after=known[1])

    def left(self) -> float:
        """Seconds left."""
        return self.request.seconds - (self.request.clock() - self.began)

    def stopped(self) -> bool:
        """Whether the user asked to stop."""
        return self.request.stop is not None and self.request.stop()

    def is_over(self) -> bool:
        """Whether nothing more may be tried."""
        return self.left() <= 0 or self.stopped()

    def placed(self) -> Mapping[str, Placed] | None:
        """The best answer, or else the programme that was there before the model; None where there is neither."""
        return placed_from(self.model, self.best) if self.best is not None else self.first

    def keep(self, found: Found) -> None:
        """Remember a better answer; later solves start from it."""
        if self.first_after is None:
            self.first_after = self.request.clock() - self.began
        self.best = found.values
        self.hint_best()

    def hint_best(self, of: Iterable[int] | None = None) -> None:
        """Start the next solve from the best answer, or from what it says of these variables alone."""
        hint(self.model.cp, self.best or [], of)

    def complete(self, level: str) -> bool:
        """Give the best answer values for what has come into the model since; whether there was time for that."""
        if self.best is None or len(self.best) == len(self.model.cp.proto.variables):
            return self.best is not None
        self.hint_best()
        found = self.solve(HELD, COMPLETING, level)
        if found.has_solution:
            self.keep(found)
        return found.has_solution

    def solve(
        self, recipe: Recipe, work: float, level: str, is_enough: Callable[[Found], object] = lambda _: False
    ) -> Found:
        """Solve once more for every solution whose interpreters cannot be named, with what that taught.

        So too for one in which a way does not fit between what is placeless beside it, where that is not watched yet.
        A solution that `is_enough` teaches the same, but is taken as it is.
        """
        rounds = 0
        while rounds < CUT_ROUNDS:
            effort = Effort(self.left() * SHARE, self.request.work).at_most(work)
            tell = lambda: self.tell(level)  # noqa: E731  # a callback of one line
            found = solve(self.model.cp, recipe, effort, self.request.seed, tell, self.stopped)
            self.reproducible = self.reproducible and not found.cut_by_clock
            if found.has_solution and self.broken is not None:
                new = add_broken(self.model, found.values)
                self.broken |= new
                if new and not is_enough(found):
                    if self.is_over():
                        break
                    continue
            rounds += 1
            learnt = Cuts()
            if not found.has_solution or not learnt.learn(self.problem, placed_from(self.model, found.values)):
                return found
            self.cuts.add(learnt)
            post_cuts(self.model, learnt)
            if is_enough(found):
                return found
        return Found(cp_model.UNKNOWN)

    def tell(self, level: str) -> None:
        """Report progress."""
        if self.request.on_progress is None:
            return
        tasks = self.problem.tasks.values()
        wished = [task.id for task in tasks if task.optional or task.kind not in ("busy", "block", "journey")]
        kept = sum(1 for name in wished if self._may_be_kept(name))
        self.request.on_progress(Progress(level, kept, len(wished), self.request.clock() - self.began))

    def _may_be_kept(self, name: str) -> bool:
        """Whether something is in the best programme so far, or there is none that is without it."""
        if self.best is not None:
            return bool(self.best[self.model.tasks[name].present.index])
        return self.first is None or name in self.first
