"""Look for other programmes, one by one: each as far from all that are known as the allowance lets it be.

For each the least distance to those before it is made as large as can be, and held; then the levels are settled as in
planning, so that of all programmes that differ so much it is a good one. Where nothing is left that stands apart by one
item at least, that is known too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from placet.model.programme import Programme
from placet.planner.constraints.interpreters import Cuts
from placet.planner.cp_sat import cp_model
from placet.planner.levels.objective import Goal, goals
from placet.planner.outcome import Planned
from placet.planner.request import PlanRequest
from placet.planner.run import CUT_ROUNDS, Search
from placet.planner.search import CORE, FIND, PLAIN, Found
from placet.planner.solve import CutOff, planned, settle_all
from placet.planner.tasks.problem import Problem
from placet.planner.tasks.translation import problem_of
from placet.planner.variables import value_of
from placet.planner.variants.allowance import allowed
from placet.planner.variants.distance import Known, distance_to, known_places

APART = ((FIND, 1.0), (PLAIN, 0.5), (CORE, 1.0), (PLAIN, 1.5))
"""Recipes in turn, each with the deterministic work it may take: for the largest distance."""


class Ended(Enum):
    """Why no more were looked for."""

    ENOUGH = "enough"
    NO_OTHER = "no-other"
    """It is proven that nothing else within the allowance stands apart by one item."""
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Variant:
    """Another programme. `distance` is the least to those before it; none within the allowance is beyond `most`."""

    planned: Planned
    distance: int
    most: int

    @property
    def is_furthest(self) -> bool:
        """Whether it is proven that none stands further apart from those before it."""
        return self.distance >= self.most


@dataclass(frozen=True, slots=True)
class Variants:
    """Other programmes in the order in which they were found, and why there are no more."""

    found: tuple[Variant, ...]
    ended: Ended


def variants(request: PlanRequest, first: Planned, count: int, within: int, began: float) -> Variants:
    """At most so many programmes besides the first, each at most `within` per cent worse (`allowance`).

    `began` is when planning the first began, on the request's clock: the seconds of the request are for all together.
    """
    problem = problem_of(request)
    if first.to_the_minute:
        problem = problem.to_the_minute()
    looking = _Looking(request, problem, allowed(first, problem.tasks, within), began)
    known: list[Programme] = [first.programme]
    found: list[Variant] = []
    while len(found) < count:
        another = looking.another(known)
        if not isinstance(another, Variant):
            return Variants(tuple(found), another)
        found.append(another)
        known.append(another.planned.programme)
    return Variants(tuple(found), Ended.ENOUGH)


class _Looking:
    """What stays the same from one variant to the next."""

    def __init__(self, request: PlanRequest, problem: Problem, caps: Mapping[str, int], began: float) -> None:
        self.request, self.problem, self.caps, self.began = request, problem, caps, began
        self.cuts = Cuts()

    def another(self, known: list[Programme]) -> Variant | Ended:
        """The programme furthest from those that are known; why there is none where there is none."""
        places = [known_places(programme, self.request.timeline) for programme in known]
        for _ in range(CUT_ROUNDS):
            search = Search(self.request, self.problem, self.cuts, self.began)
            if search.is_over():
                return Ended.TIME
            try:
                return self._furthest(search, places)
            except CutOff:
                continue
        return Ended.TIME

    def _furthest(self, search: Search, places: list[Mapping[str, Known]]) -> Variant | Ended:
        """The furthest, and of those as far the best."""
        cp = search.model.cp
        levels = tuple(goals(search.model))
        self._hold(search, levels)
        distances = [distance_to(search.model, self.request.visit, it, number) for number, it in enumerate(places)]
        most = len(self.problem.tasks) ** 2
        least = cp.new_int_var(1, most, "least distance")
        for distance in distances:
            cp.add(least <= distance)
        cp.maximize(least)
        bound, proven_none = self._apart(search, most)
        if search.best is None:
            return Ended.NO_OTHER if proven_none else Ended.TIME
        reached = min(value_of(distance, search.best) for distance in distances)
        cp.clear_objective()  # type: ignore[no-untyped-call]  # the library forgot the annotation
        for distance in distances:
            cp.add(distance >= reached)
        settle_all(search, levels)
        return Variant(planned(search, is_bound=True), reached, bound)

    def _hold(self, search: Search, levels: tuple[Goal, ...]) -> None:
        for goal in levels:
            if goal.name in self.caps:
                search.model.cp.add(goal.expression <= self.caps[goal.name])

    def _apart(self, search: Search, most: int) -> tuple[int, bool]:
        """The most that any could be apart, and whether none is at all; the best is kept in the search."""
        furthest = 0
        for recipe, work in APART:
            found: Found = search.solve(recipe, work, "variants")
            if found.status == cp_model.INFEASIBLE:
                if search.best is None:
                    return 0, True
                raise CutOff
            if found.has_solution:
                most = min(most, found.bound)
                if found.objective > furthest:
                    furthest = found.objective
                    search.keep(found)
            if furthest >= most or search.is_over():
                break
        return most, False
