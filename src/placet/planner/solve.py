"""Plan a visit: build the model, settle one level of the objective after the other, read the programme back.

First any programme (within a second for real visits), with everything in it if that is possible; then each level is
made as small as can be and held there while the next is looked at, each solve starting from the last answer. A solution
counts only once its interpreters have names. There is always the best answer found so far: a limit, or a wish to stop,
ends the search with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from ortools.sat.python import cp_model

from placet.planner import explain
from placet.planner.build import build
from placet.planner.constraints.interpreters import Cuts, post_cuts
from placet.planner.objective import Goal, goals
from placet.planner.outcome import Level, NoAnswer, Outcome, Planned
from placet.planner.placed import placed_from
from placet.planner.problem import Problem
from placet.planner.programme import programme_from
from placet.planner.request import PlanRequest, Progress
from placet.planner.search import CORE, FIND, LEAP, PLAIN, QUICK, Effort, Found, Recipe, hint, solve
from placet.planner.tasks import problem_of
from placet.planner.variables import Model

CUT_ROUNDS = 12
"""How often one solve is repeated with what its interpreters have taught (prototype: one round nearly always)."""
SHARE = 0.4
"""Share of the time left that one solve may take on the wall clock."""
FIRST = ((QUICK, 0.3), (FIND, 4.0), (PLAIN, 4.0))
MINUTE_WORK = 1.0
"""The most work of one solve on which every minute may be a start, tried only where the grid has no programme."""
COUNTING = ((PLAIN, 0.1), (CORE, 0.5), (PLAIN, 1.0), (CORE, 1.0))
MEASURING = ((PLAIN, 0.6), (LEAP, 0.3))
"""Recipes in turn, each with the deterministic work it may take (a unit is of the order of a second). What is not
settled by then is reported with what is proven, and stays the same on every machine."""


class _CutOff(Exception):  # noqa: N818  # not an error: a signal that never leaves this module
    """What was learnt about interpreters contradicts a level that is held already: the levels begin again."""


@dataclass(slots=True)
class Search:
    """One planning run: what is asked, the model, the clock, and the best answer so far."""

    request: PlanRequest
    problem: Problem
    cuts: Cuts
    began: float
    model: Model = field(init=False)
    best: list[int] | None = None
    first_after: float | None = None
    reproducible: bool = True
    levels: list[Level] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Build the model with everything that is known about interpreters."""
        self.model = build(self.request, self.problem, self.cuts)

    def left(self) -> float:
        """Seconds left."""
        return self.request.seconds - (self.request.clock() - self.began)

    def stopped(self) -> bool:
        """Whether the user asked to stop."""
        return self.request.stop is not None and self.request.stop()

    def is_over(self) -> bool:
        """Whether nothing more may be tried."""
        return self.left() <= 0 or self.stopped()

    def keep(self, found: Found) -> None:
        """Remember a better answer; later solves start from it."""
        if self.first_after is None:
            self.first_after = self.request.clock() - self.began
        self.best = found.values
        hint(self.model.cp, found.values)

    def solve(self, recipe: Recipe, work: float, level: str) -> Found:
        """Solve once more for every solution whose interpreters cannot be named, with what that taught."""
        for _ in range(CUT_ROUNDS):
            effort = Effort(self.left() * SHARE, self.request.work).at_most(work)
            tell = lambda: self.tell(level)  # noqa: E731  # a callback of one line
            found = solve(self.model.cp, recipe, effort, self.request.seed, tell, self.stopped)
            self.reproducible = self.reproducible and not found.cut_by_clock
            learnt = Cuts()
            if not found.has_solution or not learnt.learn(self.problem, placed_from(self.model, found.values)):
                return found
            self.cuts.add(learnt)
            post_cuts(self.model, learnt)
        return Found(cp_model.UNKNOWN)

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
    """The best programme of a visit, or why there is none.

    That nothing lies on the grid does not mean that there is nothing: before a clash is told, the minute is tried.
    """
    search, proven_none = _search(Search(request, problem_of(request), Cuts(), request.clock()))
    if not proven_none:
        return _planned(search) if search.best is not None else NoAnswer(tuple(search.tried))
    short = replace(request, work=min(MINUTE_WORK, request.work or MINUTE_WORK))
    finer, proven_none = _search(Search(short, search.problem.to_the_minute(), search.cuts, search.began))
    if finer.best is not None:
        return _planned(finer)
    found = finer if proven_none else search
    return explain.infeasible(request, found.problem, found.cuts, found.left)


def _search(search: Search) -> tuple[Search, bool]:
    """Search until the levels are settled; whether it is proven that there is no programme."""
    for _ in range(CUT_ROUNDS):
        try:
            return search, _levels(search)
        except _CutOff:
            if search.is_over():
                break
            search = Search(search.request, search.problem, search.cuts, search.began, first_after=search.first_after)
    return search, False


def _levels(search: Search) -> bool:
    """Settle the levels one by one; True when it is proven that there is no programme at all."""
    levels = goals(search.model)
    optional = [v.present for v in search.model.tasks.values() if v.task.optional]
    search.tell("first")
    search.model.cp.add_assumptions(optional)
    everything = _first(search, "everything that is wished")
    search.model.cp.clear_assumptions()
    if search.best is None and optional:
        everything = _first(search, "without the optional engagements")
    if search.best is None:
        return everything.status == cp_model.INFEASIBLE
    has_all = all(search.best[literal.index] for literal in optional)
    for number, goal in enumerate(levels):
        _settle(search, goal, is_known=number == 0 and has_all)
        if search.is_over():
            break
    return False


def _first(search: Search, what: str) -> Found:
    """A first programme, whatever it is worth."""
    found = Found(cp_model.UNKNOWN)
    for recipe, work in FIRST:
        found = search.solve(recipe, work, "first")
        if found.has_solution:
            search.keep(found)
        if found.has_solution or found.is_proven:
            return found
        if search.is_over():
            break
    search.tried.append(what)
    return found


def _settle(search: Search, goal: Goal, *, is_known: bool) -> None:
    """Make one level as small as can be, and hold it there. `is_known`: the best answer is at nought already."""
    cp = search.model.cp
    search.tell(goal.name)
    if isinstance(goal.expression, int) or is_known:
        amount = goal.expression if isinstance(goal.expression, int) else 0
        search.levels.append(Level(goal.name, amount, amount))
        cp.add(goal.expression <= amount)
        return
    cp.minimize(goal.expression)
    amount, bound = _amount(search, goal), None
    for recipe, work in COUNTING if goal.counts else MEASURING:
        found = search.solve(recipe, work, goal.name)
        if found.status == cp_model.INFEASIBLE:
            raise _CutOff
        if found.has_solution:
            bound = found.bound if bound is None else max(bound, found.bound)
            if found.objective < amount:
                amount = found.objective
                search.keep(found)
        if found.is_proven or search.is_over():
            break
    cp.clear_objective()  # type: ignore[no-untyped-call]  # the library forgot the annotation
    search.levels.append(Level(goal.name, amount, min(amount, bound if bound is not None else 0)))
    cp.add(goal.expression <= amount)


def _amount(search: Search, goal: Goal) -> int:
    """What the best answer so far comes to on a level."""
    if isinstance(goal.expression, int) or search.best is None:
        raise ValueError("nothing to evaluate")
    flat = cp_model.FlatIntExpr(goal.expression)
    weighted = zip(flat.vars, flat.coeffs, strict=True)
    return int(flat.offset + sum(weight * search.best[variable.index] for variable, weight in weighted))


def _planned(search: Search) -> Planned:
    placed = placed_from(search.model, search.best or [])
    programme = programme_from(search.request, search.problem, placed)
    optional = tuple(name for name in programme.placements if search.problem.tasks[name].optional)
    return Planned(
        programme=programme,
        levels=tuple(search.levels),
        left_out=explain.left_out(
            search.request, search.problem, search.cuts, programme.left_out, optional, search.left
        ),
        reproducible=search.reproducible,
        first_after=timedelta(seconds=search.first_after or 0.0),
        took=timedelta(seconds=search.request.clock() - search.began),
    )
