"""What would bring something that was left out into a programme that stands.

It is looked for beside the programme: what is near may move, everything else stays as it is and costs the solver next
to nothing. Of the whole it is asked only where that was easy beside; for what is hard beside is hopeless there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from placet.model.ids import EngagementId
from placet.planner.build import build
from placet.planner.clashes.allowance import Allowance
from placet.planner.clashes.giving_up import CHEAPEST, Question, Steps, Ways
from placet.planner.constraints.interpreters import Cuts
from placet.planner.outcome import WayOut
from placet.planner.placing.around import around
from placet.planner.placing.standing_still import beside
from placet.planner.request import PlanRequest
from placet.planner.search import BARE, CORE
from placet.planner.tasks.ground import COSTS
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem, Requirement

BESIDE: Steps = (({**CORE, **BARE, "use_sat_inprocessing": False}, 0.1),)
"""Nearly all is held: to make the rest smaller in the pauses of the search takes up to ten times as long as the search.
"""
NEAR = (24, 12)
"""How many tasks may move; fewer where with so many nothing is found. Twice as many take ten times as long."""
EASY = 0.03
"""Deterministic work that a way beside takes where it is worth asking the whole."""
WHOLE = CHEAPEST[:2]
"""What is not proven of the whole so soon is left open: the ways beside are told."""


@dataclass(slots=True)
class BringingIn:
    """One programme, for as many questions as are asked of it.

    The optional engagements in `kept` stay, unless one of the changes is to leave one of them out. `is_most` says that
    it is proven that no programme has more: then nothing comes in unless something is given up.
    """

    request: PlanRequest
    problem: Problem
    cuts: Cuts
    kept: tuple[EngagementId, ...]
    placed: Mapping[str, Placed]
    is_most: bool
    _whole: Question | None = field(default=None, init=False)

    def ways(self, most: int, wanted: EngagementId, allowance: Allowance) -> Ways:
        """The cheapest ways, at most so many."""
        before = allowance.work
        ways = self._beside(most, wanted, allowance)
        if self._are_cheapest(ways.found, most):
            return Ways(ways.found, is_settled=True)
        if before - allowance.work > EASY * max(1, len(ways.found)):
            return Ways(ways.found, is_settled=False)
        if self._whole is None:
            self._whole = Question(self.request, self.problem, self.cuts, self.kept, cheapest=WHOLE)
        if len(ways.found) == most and self._whole.has_cheaper(wanted, ways.found, allowance) is False:
            return Ways(ways.found, is_settled=True)
        of_all = self._whole.ways_in(wanted, most, allowance)
        if of_all.is_settled:
            return of_all
        return Ways(_merged(most, of_all.found, ways.found), is_settled=False)

    def _are_cheapest(self, ways: Sequence[WayOut], most: int) -> bool:
        """Whether nothing that can be given up costs less than each of these."""
        least = least_cost(self.problem)
        return self.is_most and len(ways) == most and all(way.cost <= least for way in ways)

    def _beside(self, most: int, wanted: EngagementId, allowance: Allowance) -> Ways:
        """The cheapest ways with everything but what is nearest where it stands."""
        ways = Ways((), is_settled=False)
        for number in NEAR:
            problem = beside(self.problem, self.placed, around(self.placed, self.problem.tasks[wanted], number))
            model = build(self.request, problem, self.cuts, explaining=True, only_required=True)
            kept = tuple(name for name in self.kept if problem.tasks[name].optional)
            question = Question(self.request, problem, self.cuts, kept, built=model, cheapest=BESIDE)
            ways = question.ways_in(wanted, most, allowance)
            if ways.found or ways.is_settled:
                break
        return ways


def least_cost(problem: Problem) -> int:
    """What giving up anything at all costs at least."""
    has_margin = any(task.margin for task in problem.tasks.values())
    return min(cost for kind, cost in COSTS.items() if has_margin or kind != "margin")


def _merged(most: int, *several: Sequence[WayOut]) -> tuple[WayOut, ...]:
    """The first ways of all, the cheapest first, none of which has all the changes of another."""
    ways: list[WayOut] = []
    for way in (way for found in several for way in found):
        if not any(_given_up(other) <= _given_up(way) for other in ways):
            ways.append(way)
    return tuple(sorted(ways[:most], key=lambda way: way.cost))


def _given_up(way: WayOut) -> frozenset[Requirement]:
    return frozenset(change.requirement for change in way.changes)
