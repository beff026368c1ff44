"""Plan a visit: build the model, settle one level of the objective after the other, read the programme back.

First any programme (within a second for real visits), with everything in it if that is possible; then each level is
made as small as can be and held there while the next is looked at, each solve starting from the last answer. There is
always the best answer found so far: a limit, or a wish to stop, ends the search with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from placet.planner import explain
from placet.planner.build import build
from placet.planner.constraints.interpreters import Cuts
from placet.planner.objective import Goal, goals
from placet.planner.outcome import Level, NoAnswer, Outcome, Planned
from placet.planner.placed import Placed, placed_from
from placet.planner.problem import Problem
from placet.planner.programme import programme_from
from placet.planner.request import PlanRequest, Progress
from placet.planner.search import CORE, FIND, IMPROVE, LEAP, PLAIN, Effort, Found, hint, solve
from placet.planner.tasks import problem_of
from placet.planner.variables import Model

CUT_ROUNDS = 6
"""How often interpreters are given names before a plan without them is reported (prototype.

One round nearly always).
"""
FIRST_SHARE = 0.4
"""Share of the time left that one solve may take on the wall clock."""
FIRST_WORK = 8.0
COUNTING = ((CORE, 20.0), (IMPROVE, 6.0))
MEASURING = ((PLAIN, 0.6), (LEAP, 0.3))
"""Recipes of a level in turn, each with the deterministic work it may take (a unit is of the order of a second).

What is not settled by then is reported with what is proven, and stays the same on every machine.
"""


@dataclass(slots=True)
class Search:
    """One planning run: what is asked, the model, the clock, and the best answer so far."""

    request: PlanRequest
    problem: Problem
    model: Model
    began: float
    best: list[int] | None = None
    first_after: float = 0.0
    reproducible: bool = True
    levels: list[Level] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)

    def left(self) -> float:
        """Seconds left."""
        return self.request.seconds - (self.request.clock() - self.began)

    def stopped(self) -> bool:
        """Whether the user asked to stop."""
        return self.request.stop is not None and self.request.stop()

    def effort(self, share: float = 1.0) -> Effort:
        """What one solve may take of what is left."""
        return Effort(self.left() * share, self.request.work)

    def keep(self, found: Found) -> None:
        """Remember a better answer; later solves start from it."""
        if self.best is None:
            self.first_after = self.request.clock() - self.began
        self.best = found.values
        hint(self.model.cp, found.values)

    def tell(self, level: str) -> None:
        """Report progress."""
        if self.request.on_progress is None:
            return
        wished = [
            v for v in self.model.tasks.values() if v.task.optional or v.task.kind not in ("busy", "block", "journey")
        ]
        kept = sum(1 for v in wished if self.best is None or self.best[v.present.index])
        self.request.on_progress(Progress(level, kept, len(wished), self.request.clock() - self.began))


def plan(request: PlanRequest) -> Outcome:
    """The best programme of a visit, or why there is none."""
    began = request.clock()
    problem = problem_of(request)
    cuts = Cuts()
    for _ in range(CUT_ROUNDS):
        search = _search(request, problem, began, cuts)
        if search.best is None:
            if search.reproducible:  # proven: there is none
                return explain.infeasible(request, problem, cuts, search.left)
            return NoAnswer(tuple(search.tried))
        placed = placed_from(search.model, search.best)
        if search.left() <= 0 or not cuts.learn(problem, placed):
            break
    return _planned(search, placed, cuts)


def _search(request: PlanRequest, problem: Problem, began: float, cuts: Cuts) -> Search:
    search = Search(request, problem, build(request, problem, cuts), began)
    levels = goals(search.model)
    everything = _first(search)
    if search.best is None:
        return search
    for number, goal in enumerate(levels):
        _settle(search, goal, proven=0 if number == 0 and everything else None)
        if not search.levels[-1].is_proven and (search.left() <= 0 or search.stopped()):
            break
    return search


def _first(search: Search) -> bool:
    """A first programme; True when it has every optional engagement in it."""
    cp = search.model.cp
    optional = [v.present for v in search.model.tasks.values() if v.task.optional]
    search.tell("first")
    cp.add_assumptions(optional)
    found = solve(cp, FIND, search.effort(FIRST_SHARE).at_most(FIRST_WORK), search.request.seed, stop=search.stopped)
    cp.clear_assumptions()
    if found.has_solution:
        search.keep(found)
        return True
    if optional:
        found = solve(
            cp, FIND, search.effort(FIRST_SHARE).at_most(FIRST_WORK), search.request.seed, stop=search.stopped
        )
        if found.has_solution:
            search.keep(found)
            return False
    if not found.is_proven:
        search.reproducible = False
        search.tried += ["everything that is wished", "without the optional engagements"][: 2 if optional else 1]
    return False


def _settle(search: Search, goal: Goal, proven: int | None) -> None:
    """Make one level as small as can be, and hold it there."""
    cp, stop = search.model.cp, search.stopped
    search.tell(goal.name)
    if isinstance(goal.expression, int):
        search.levels.append(Level(goal.name, goal.expression, goal.expression))
        return
    if proven is not None:
        cp.add(goal.expression <= proven)
        search.levels.append(Level(goal.name, proven, proven))
        return
    cp.minimize(goal.expression)
    best, bound = None, None
    for recipe, work in COUNTING if goal.counts else MEASURING:
        effort = search.effort(FIRST_SHARE).at_most(work)
        found = solve(cp, recipe, effort, search.request.seed, lambda: search.tell(goal.name), stop)
        if found.has_solution:
            bound = found.bound if bound is None else max(bound, found.bound)
            if best is None or found.objective < best:
                best = found.objective
                search.keep(found)
        search.reproducible = search.reproducible and not found.cut_by_clock
        if found.is_proven or search.left() <= 0 or search.stopped():
            break
    cp.clear_objective()  # type: ignore[no-untyped-call]  # the library forgot the annotation
    if best is None:
        best = _amount(search, goal)
    search.levels.append(Level(goal.name, best, min(best, bound if bound is not None else 0)))
    cp.add(goal.expression <= best)


def _amount(search: Search, goal: Goal) -> int:
    """What the best answer so far comes to on a level that no solve has improved."""
    cp = search.model.cp.clone()
    cp.clear_hints()  # type: ignore[no-untyped-call]  # the library forgot the annotation
    for index, value in enumerate(search.best or []):
        cp.add(cp.get_int_var_from_proto_index(index) == value)
    cp.minimize(goal.expression)
    return solve(cp, FIND, Effort(5.0), search.request.seed).objective


def _planned(search: Search, placed: Mapping[str, Placed], cuts: Cuts) -> Planned:
    programme = programme_from(search.request, search.problem, placed)
    optional = tuple(name for name in programme.placements if search.problem.tasks[name].optional)
    left_out = explain.left_out(search.request, search.problem, cuts, programme.left_out, optional, search.left)
    return Planned(
        programme=programme,
        levels=tuple(search.levels),
        left_out=left_out,
        reproducible=search.reproducible,
        first_after=timedelta(seconds=search.first_after),
        took=timedelta(seconds=search.request.clock() - search.began),
    )
