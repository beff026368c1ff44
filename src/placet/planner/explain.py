"""Why there is no programme, and what would bring something in.

The same model, with every requirement under a literal of its own. A clash is an unsatisfiable core of those literals,
with everything deleted that the rest does not need: nothing can be left out of it. A way out gives up the requirements
that cost least, and tells what takes their place in a programme that then exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ortools.sat.python import cp_model

from placet.model.ids import EngagementId
from placet.planner.build import build
from placet.planner.constraints.interpreters import Cuts, post_cuts
from placet.planner.outcome import Change, Infeasible, LeftOut, NoAnswer, Outcome, WayOut
from placet.planner.placed import placed_from
from placet.planner.problem import Problem, Requirement
from placet.planner.request import PlanRequest
from placet.planner.search import CORE, FIND, Effort, solve
from placet.planner.variables import Linear, Model, TaskVars, value_of

WAYS = 3
"""How many different ways out are looked for."""
FIXED_FACTS = frozenset({"travel"})
"""Requirements that nobody can give up: a road is as long as it is."""
CUT_ROUNDS = 6
"""How often interpreters are given names before a way out is given up."""
SECONDS = 10.0
"""Most that one question of an explanation may take."""
COST_UNIT = 10_000
"""One unit of cost against minutes of shift: costs come first, minutes settle ties. Sums stay far below 2**53."""


def infeasible(request: PlanRequest, problem: Problem, cuts: Cuts, left: Callable[[], float]) -> Outcome:
    """The clash and its ways out; `NoAnswer` when time ran out before the clash was found."""
    clash = minimal_clash(request, problem, cuts, left)
    if clash is None:
        return NoAnswer(("which requirements clash",))
    return Infeasible(clash, ways_out(request, problem, cuts, left))


def minimal_clash(
    request: PlanRequest, problem: Problem, cuts: Cuts, left: Callable[[], float]
) -> tuple[Requirement, ...] | None:
    """Requirements that cannot all be kept and of which none can be left out; None when time runs out."""
    model = build(request, problem, cuts, explaining=True)
    kept = list(model.groups)
    core = _core(model, kept, request, left)
    if core is None:
        return None
    needed: list[Requirement] = []
    while core:
        candidate = core.pop()
        smaller = _core(model, [*core, *needed], request, left)
        if smaller is None:
            needed.append(candidate)
        else:
            core = [requirement for requirement in core if requirement in smaller]
    order = {requirement: number for number, requirement in enumerate(model.groups)}
    return tuple(sorted(needed, key=order.__getitem__))


def _core(
    model: Model, kept: Iterable[Requirement], request: PlanRequest, left: Callable[[], float]
) -> list[Requirement] | None:
    """Requirements among `kept` that already clash, in their order; None when they do not (or it is not known)."""
    kept = list(kept)
    model.cp.clear_assumptions()
    model.cp.add_assumptions([model.groups[requirement] for requirement in kept])
    found = solve(model.cp, FIND, Effort(min(SECONDS, max(left(), 1.0)), request.work), request.seed)
    if found.status != cp_model.INFEASIBLE:
        return None
    named = set(found.core)
    return [requirement for requirement in kept if model.groups[requirement].index in named]


def ways_out(
    request: PlanRequest,
    problem: Problem,
    cuts: Cuts,
    left: Callable[[], float],
    *,
    wanted: EngagementId | None = None,
    kept: tuple[EngagementId, ...] = (),
    ways: int = WAYS,
) -> tuple[WayOut, ...]:
    """The cheapest sets of changes that make a programme possible, each different from those before.

    `wanted` must be in it; the optional engagements in `kept` stay unless one of the changes is to leave them out.
    """
    model = build(request, problem, cuts, explaining=True)
    _ask_for(model, wanted, kept)
    found_ways: list[WayOut] = []
    for _ in range(ways):
        values = _cheapest(model, request, left)
        broken = [r for r, literal in model.groups.items() if values and not values[literal.index]]
        if not broken:
            break
        broken.sort(key=lambda r: (r.cost, r.path))
        changes = tuple(Change(r, _becomes(request, model, r, values)) for r in broken)
        found_ways.append(WayOut(changes, sum(r.cost for r in broken)))
        model.cp.add_bool_or([model.groups[r] for r in broken])
    return tuple(found_ways)


def _ask_for(model: Model, wanted: EngagementId | None, kept: tuple[EngagementId, ...]) -> None:
    """Ask for the cheapest set of requirements to give up, and among those for the smallest shifts."""
    cp = model.cp
    if wanted is not None:
        cp.add(model.tasks[wanted].present == 1)
    for name in kept:
        takes_place = model.tasks[name].task.takes_place
        if takes_place is not None:
            cp.add_implication(model.literal(takes_place), model.tasks[name].present)
    for requirement, literal in model.groups.items():
        if requirement.kind in FIXED_FACTS:
            cp.add(literal == 1)
    given_up = [requirement.cost * COST_UNIT * (1 - literal) for requirement, literal in model.groups.items()]
    shifts = [_shift(model, variables) for variables in model.tasks.values()]
    cp.minimize(cp_model.LinearExpr.sum([*given_up, *shifts]))


def _cheapest(model: Model, request: PlanRequest, left: Callable[[], float]) -> list[int]:
    """The cheapest programme there is, also for its interpreters; empty when there is none or time runs out."""
    for _ in range(CUT_ROUNDS):
        found = solve(model.cp, CORE, Effort(min(SECONDS, max(left(), 1.0)), request.work), request.seed)
        if not found.has_solution:
            break
        more_interpreters = any(r.kind == "pool" and not found.values[x.index] for r, x in model.groups.items())
        learnt = Cuts()
        if more_interpreters or not learnt.learn(model.problem, placed_from(model, found.values)):
            return found.values
        post_cuts(model, learnt)
    return []


def _shift(model: Model, variables: TaskVars) -> Linear:
    """Minutes by which a task lies outside what was allowed, and by which it is shortened."""
    task = variables.task
    parts: list[Linear] = []
    for restriction in task.restrictions:
        moment = variables.end if restriction.of_end else variables.start
        low, high = restriction.allowed[0][0], restriction.allowed[-1][1]
        outside = model.cp.new_int_var(0, 7 * 1440, "")
        model.cp.add(outside >= low - moment).only_enforce_if(variables.present)
        model.cp.add(outside >= moment - high).only_enforce_if(variables.present)
        parts.append(outside)
    if task.lasts is not None:
        short = model.cp.new_int_var(0, max(task.least, 0), "")
        model.cp.add(short >= task.least - variables.length).only_enforce_if(variables.present)
        parts.append(short)
    return cp_model.LinearExpr.sum(parts)


def _becomes(
    request: PlanRequest, model: Model, requirement: Requirement, values: list[int]
) -> tuple[tuple[str, object], ...]:
    """What takes the place of a requirement that was given up: the new start, end and length of what it speaks of."""
    variables = model.tasks.get(requirement.subjects[-1])
    if variables is None or not values[variables.present.index]:
        return ()
    start = value_of(variables.start, values)
    end = start + value_of(variables.length, values)
    zone = variables.task.zone
    return (
        ("starts", request.timeline.instant_of(start, zone)),
        ("ends", request.timeline.instant_of(end, zone)),
        ("shorter_by", max(0, variables.task.least - (end - start))),
    )


def left_out(
    request: PlanRequest,
    problem: Problem,
    cuts: Cuts,
    names: tuple[EngagementId, ...],
    kept: tuple[EngagementId, ...],
    left: Callable[[], float],
) -> tuple[LeftOut, ...]:
    """For each engagement that was left out, the two cheapest ways to bring it in."""
    return tuple(
        LeftOut(name, ways_out(request, problem, cuts, left, wanted=name, kept=kept, ways=2)) for name in names
    )
