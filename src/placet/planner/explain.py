"""Why there is no programme, and what would bring something in.

The same model, with every requirement under a literal of its own. A clash is an unsatisfiable core of those literals,
with everything deleted that the rest does not need: nothing can be left out of it. A way out gives up the requirements
that cost least, and tells what takes their place in a programme that then exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ortools.sat.python import cp_model

from placet.model.ids import EngagementId, Sort
from placet.planner.build import build
from placet.planner.constraints.interpreters import Cuts, post_cuts
from placet.planner.in_common import in_common
from placet.planner.outcome import Change, Infeasible, LeftOut, NoAnswer, Outcome, WayOut
from placet.planner.placed import placed_from
from placet.planner.problem import Problem, Requirement
from placet.planner.proposals import drawbacks
from placet.planner.request import PlanRequest
from placet.planner.search import CORE, FIND, Effort, solve
from placet.planner.variables import Model, value_of

WAYS = 3
"""How many different ways out are looked for."""
WAYS_IN = 2
"""How many different ways to bring in something that was left out."""
GRACE = 2.0
"""Seconds that a clash may be explained in when the search has used up its own."""
FIXED_FACTS = frozenset({"travel", "arrival", "departure"})
"""Requirements that nobody can give up: a road is as long as it is, and who has not come is not there."""
CUT_ROUNDS = 6
"""How often interpreters are given names before a way out is given up."""
SECONDS = 10.0
"""Most that one question of an explanation may take."""
COST_UNIT = 10_000
"""One unit of cost against minutes: costs come first, what is better to propose settles ties. Sums stay below 2**53."""


def infeasible(request: PlanRequest, problem: Problem, cuts: Cuts, left: Callable[[], float]) -> Outcome:
    """The clash and its ways out; `NoAnswer` when time ran out before the clash was found."""
    clash = minimal_clash(request, problem, cuts, left)
    if clash is None:
        return NoAnswer(("which requirements clash",))
    return Infeasible(clash, ways_out(request, problem, cuts, left), in_common(problem, clash))


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


def ways_out(request: PlanRequest, problem: Problem, cuts: Cuts, left: Callable[[], float]) -> tuple[WayOut, ...]:
    """The cheapest sets of changes that make a programme possible, each different from those before."""
    return Question(request, problem, cuts, left).ways(WAYS)


def left_out(
    request: PlanRequest,
    problem: Problem,
    cuts: Cuts,
    names: tuple[EngagementId, ...],
    kept: tuple[EngagementId, ...],
    left: Callable[[], float],
) -> tuple[LeftOut, ...]:
    """For each engagement that was left out, the two cheapest ways to bring it in, as far as time allows.

    The optional engagements in `kept` stay, unless one of the changes is to leave one of them out.
    """
    if not names or left() <= 0:
        return tuple(LeftOut(name, ()) for name in names)
    question = Question(request, problem, cuts, left, kept)
    return tuple(LeftOut(name, question.ways(WAYS_IN, name) if left() > 0 else ()) for name in names)


class Question:
    """One model in which every requirement can be given up, for as many questions as are asked of it."""

    def __init__(
        self,
        request: PlanRequest,
        problem: Problem,
        cuts: Cuts,
        left: Callable[[], float],
        kept: tuple[EngagementId, ...] = (),
    ) -> None:
        """Ask for the cheapest set of requirements to give up, and among those for the best proposals."""
        self._request = request
        self._left = left
        self._model = model = build(request, problem, cuts, explaining=True)
        for name in kept:
            takes_place = model.tasks[name].task.takes_place
            if takes_place is not None:
                model.cp.add_implication(model.literal(takes_place), model.tasks[name].present)
        for requirement, literal in model.groups.items():
            if requirement.kind in FIXED_FACTS:
                model.cp.add(literal == 1)
        given_up = [requirement.cost * COST_UNIT * (1 - literal) for requirement, literal in model.groups.items()]
        model.cp.minimize(cp_model.LinearExpr.sum([*given_up, *drawbacks(model)]))

    def ways(self, most: int, wanted: EngagementId | None = None) -> tuple[WayOut, ...]:
        """At most so many ways, cheapest first; with `wanted`, ways to a programme that has it."""
        cp = self._model.cp
        this = cp.new_bool_var(f"question about {wanted}")
        cp.clear_assumptions()
        cp.add_assumptions([this, *([self._model.tasks[wanted].present] if wanted is not None else [])])
        found: list[WayOut] = []
        for _ in range(most):
            values = self._cheapest()
            broken = [r for r, literal in self._model.groups.items() if values and not values[literal.index]]
            if not broken:
                break
            broken.sort(key=lambda r: (r.cost, r.path))
            changes = tuple(Change(r, _becomes(self._request, self._model, r, values)) for r in broken)
            found.append(WayOut(changes, sum(r.cost for r in broken)))
            cp.add_bool_or([self._model.groups[r] for r in broken]).only_enforce_if(this)
        return tuple(found)

    def _cheapest(self) -> list[int]:
        """The cheapest programme there is, also for its interpreters; empty when there is none or time runs out."""
        model = self._model
        for _ in range(CUT_ROUNDS):
            effort = Effort(min(SECONDS, max(self._left(), GRACE)), self._request.work)
            found = solve(model.cp, CORE, effort, self._request.seed)
            if not found.has_solution:
                break
            more_interpreters = any(r.kind == "pool" and not found.values[x.index] for r, x in model.groups.items())
            learnt = Cuts()
            if more_interpreters or not learnt.learn(model.problem, placed_from(model, found.values)):
                return found.values
            post_cuts(model, learnt)
        return []


def _becomes(
    request: PlanRequest, model: Model, requirement: Requirement, values: list[int]
) -> tuple[tuple[str, object], ...]:
    """What takes the place of a requirement that was given up: the new start, end and length of what it speaks of."""
    last = requirement.subjects[-1]
    variables = model.tasks.get(last) if last.sort in (Sort.ENGAGEMENT, Sort.MOVEMENT) else None
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
