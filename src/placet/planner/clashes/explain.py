"""Why there is no programme, and what would bring something in.

The same model, with every requirement under a literal of its own: `clash` looks for those that cannot all be kept,
`giving_up` for those whose loss makes room. Here it is decided how much work each may take.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from placet.model.ids import EngagementId
from placet.planner.build import build
from placet.planner.clashes.allowance import IN_HASTE, Allowance
from placet.planner.clashes.between import between, clashes_around
from placet.planner.clashes.bringing_in import BringingIn
from placet.planner.clashes.clash import Contradictions
from placet.planner.clashes.giving_up import Question
from placet.planner.clashes.stuck import stuck
from placet.planner.constraints.interpreters import Cuts
from placet.planner.outcome import Clash, Infeasible, LeftOut, NoAnswer, Outcome
from placet.planner.request import PlanRequest
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem

CLASHES = 8
"""How many clashes are looked for."""
WAYS = 3
"""How many different ways out are looked for."""
WAYS_IN = 2
"""How many different ways to bring in something that was left out."""
SPARE = 5.0
"""Seconds in which ways in may be looked for when the search has used up its own."""
WAY_IN_WORK = 0.15
"""Deterministic work that every engagement has for its ways in, however many there are: a way beside takes 0.05."""
CLASH_WORK, CLASHES_WORK, WAYS_WORK, WAYS_IN_WORK = 8.0, 2.0, 3.0, 1.2
"""Deterministic work (a unit is of the order of a second) for a clash, for all others, their ways out, and all ways in
of a plan."""


def infeasible(request: PlanRequest, problem: Problem, cuts: Cuts, left: Callable[[], float]) -> Outcome:
    """The clashes and the ways out; `NoAnswer` when time ran out before a clash was found.

    First around what finds no room, where that is enough to know all of them.
    """
    at = stuck(request, problem)
    if at is not None:
        near = clashes_around(request, problem, cuts, at, Allowance(request, CLASH_WORK, left))
        for room in ((), at.nearest()):
            known = infeasible_beside(request, problem, cuts, near, at.placed, left, room)
            if known is not None:
                return known
    model = build(request, problem, cuts, explaining=True)
    question = Question(request, problem, cuts, built=model.copied())
    contradictions = Contradictions(request, problem, cuts, built=model)
    clash = contradictions.first(Allowance(request, CLASH_WORK, left))
    if clash is None:
        return NoAnswer(("which requirements clash",))
    ways = question.ways(WAYS, Allowance(request, WAYS_WORK, left))
    clashes = contradictions.all(clash, CLASHES, Allowance(request, CLASHES_WORK, left))
    return Infeasible(clashes.found, ways.found, are_all=clashes.are_all, is_searched=ways.is_settled)


def infeasible_beside(
    request: PlanRequest,
    problem: Problem,
    cuts: Cuts,
    clashes: Sequence[Clash],
    placed: Mapping[str, Placed],
    left: Callable[[], float],
    near: Collection[str] = (),
) -> Infeasible | None:
    """All clashes, of which some are known, and the cheapest ways out; None where what is placed does not show them.

    What is near may make room.
    """
    if not clashes:
        return None
    both = between(request, problem, cuts, clashes, placed, near)
    ways = both.ways(WAYS, Allowance(request, WAYS_WORK, left))
    if ways is None:
        return None
    found = both.clashes(clashes[0], CLASHES, Allowance(request, CLASHES_WORK, left))
    return Infeasible(found.found, ways.found, are_all=found.are_all, is_searched=True) if found is not None else None


def infeasible_in_part(
    request: PlanRequest,
    problem: Problem,
    part: Problem,
    cuts: Cuts,
    placed: Mapping[str, Placed],
    left: Callable[[], float],
) -> Infeasible | None:
    """Clashes among some of the tasks, which the whole has too; None where there are none.

    With ways out where those are known beside what is placed, and else without.
    """
    contradictions = Contradictions(request, part, cuts.among(part.tasks), is_part=True)
    clash = contradictions.first(Allowance(request, CLASH_WORK, left))
    if clash is None:
        return None
    known = infeasible_beside(request, problem, cuts, (clash,) if clash.requirements else (), placed, left)
    if known is not None:
        return known
    clashes = contradictions.all(clash, CLASHES, Allowance(request, CLASHES_WORK, left))
    return Infeasible(clashes.found, (), are_all=False, is_searched=False)


def left_out(
    bringing_in: BringingIn, names: tuple[EngagementId, ...], left: Callable[[], float]
) -> tuple[LeftOut, ...]:
    """For each engagement that was left out, the two cheapest ways to bring it in, as far as time allows.

    Time is for what is worth most first. Once the user asked to stop there is little of it for all together.
    """
    request, spare = bringing_in.request, SPARE + max(0.0, -left())
    in_haste = Allowance(request, IN_HASTE, left)
    told: dict[EngagementId, LeftOut] = {}
    for name in sorted(names, key=lambda name: -bringing_in.problem.tasks[name].value):
        told[name] = LeftOut(name, (), is_searched=False)
        is_stopped = request.stop is not None and request.stop()
        if left() + spare > 0 and (in_haste.work > 0 or not is_stopped):
            ample = Allowance(request, max(WAYS_IN_WORK / len(names), WAY_IN_WORK), left)
            allowance = in_haste if is_stopped else ample
            ways = bringing_in.ways(WAYS_IN, name, allowance)
            told[name] = LeftOut(name, ways.found, is_searched=ways.is_settled)
    return tuple(told[name] for name in names)
