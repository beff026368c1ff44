"""Clashes and ways out without a model of the whole visit: asked of less than it, and of more.

Less: a few tasks alone. What clashes among them clashes in the whole, and no way out of the whole costs less than
theirs. More: everything else stays where it stands in some programme. What can be done beside that can be done in the
whole. Where the two say the same, it is so of the whole; where they do not, nothing is known yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from placet.planner.build import build
from placet.planner.clashes.allowance import Allowance
from placet.planner.clashes.clash import Clashes, Contradictions, is_there
from placet.planner.clashes.giving_up import Question, Ways
from placet.planner.clashes.stuck import Stuck
from placet.planner.constraints.interpreters import Cuts
from placet.planner.cp_sat import cp_model
from placet.planner.outcome import Clash, WayOut
from placet.planner.placing.standing_still import beside
from placet.planner.request import PlanRequest
from placet.planner.search import Found
from placet.planner.tasks.part import part_of
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem
from placet.planner.variables import Model

NEAREST = (8, 24)
"""How many tasks are looked at for a clash, what finds no room among them: first the nearest to it, then more."""


def clashes_around(
    request: PlanRequest, problem: Problem, cuts: Cuts, at: Stuck, allowance: Allowance
) -> Sequence[Clash]:
    """A clash about each task that finds no room; none at all where one is not found near every one of them."""
    found = [_clash_around(request, problem, cuts, (name, *at.near[name]), allowance) for name in at.aside]
    known = [clash for clash in found if clash is not None and clash.requirements]
    return known if len(known) == len(at.aside) else ()


def _clash_around(
    request: PlanRequest, problem: Problem, cuts: Cuts, names: Sequence[str], allowance: Allowance
) -> Clash | None:
    """A clash among the first few of these, or the first few more."""
    for many in NEAREST:
        part = part_of(problem, set(names[:many]))
        clash = Contradictions(request, part, cuts.among(part.tasks), is_part=True).first(allowance)
        if clash is not None or many >= len(names):
            return clash
    return None


@dataclass(frozen=True, slots=True)
class Between:
    """A few tasks alone, and the same tasks beside a programme of all others, each as a model that explains."""

    request: PlanRequest
    cuts: Cuts
    less: Model
    more: Model

    def clashes(self, first: Clash, most: int, allowance: Allowance) -> Clashes | None:
        """All clashes of the whole, or as many as were asked for; None where that is not known.

        Whether ways fit around what is placeless is not watched in a part, so that not each line of a clash that has
        something placeless in it need be needed; where all clashes are found, the whole has said so too.
        """
        part = self.less.problem
        contradictions = Contradictions(
            self.request, part, self.cuts, is_part=True, built=self.less.copied(), beside=self.more.copied()
        )
        clashes = contradictions.all(first, most, allowance)
        is_sure = not any(task.is_placeless for task in part.tasks.values())
        return clashes if clashes.are_all or (is_sure and len(clashes.found) == most) else None

    def ways(self, most: int, allowance: Allowance) -> Ways | None:
        """So many ways out of the whole, cheapest first, or all there are; None where they are not proven."""
        less = Question(self.request, self.less.problem, self.cuts, built=self.less.copied())
        more = Question(self.request, self.more.problem, self.cuts, built=self.more.copied())
        found: list[WayOut] = []
        while len(found) < most:
            least = less.cheapest(allowance)
            if least.status == cp_model.INFEASIBLE and found:
                break
            way = more.cheapest(allowance)
            if not (least.has_solution and way.has_solution) or _worth(less, least, way) != _worth(more, way, least):
                return None
            found.append(more.told(way))
            given_up = more.given_up(way)
            less.spare(given_up)
            more.spare(given_up)
        return Ways(tuple(found), is_settled=True)


def _worth(question: Question, found: Found, other: Found) -> int:
    """What a way costs, its hours counted in where of both it is known that none are better to propose."""
    return found.objective if found.is_proven and other.is_proven else question.cost(found)


def between(
    request: PlanRequest,
    problem: Problem,
    cuts: Cuts,
    clashes: Iterable[Clash],
    placed: Mapping[str, Placed],
    near: Collection[str] = (),
) -> Between:
    """What clashes, alone and beside what is placed; what is near may make room for it there."""
    wanted = {requirement for clash in clashes for requirement in clash.requirements}
    part = part_of(problem, {name for name, task in problem.tasks.items() if is_there(task, problem, wanted)})
    whole = beside(problem, placed, {*part.tasks, *near})
    less = build(request, part, cuts.among(part.tasks), explaining=True, broken=frozenset())
    return Between(request, cuts, less, build(request, whole, cuts.among(whole.tasks), explaining=True))
