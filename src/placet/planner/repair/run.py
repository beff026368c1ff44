"""Repair: the least change that makes a programme sound again, and the next least ones that really differ.

One model, one worker: the least weight first, and held, then the rules and how far things move. After each answer a
clause asks for another that leaves at least one of the items alone which this one touches; when there is none, that is
known too. Where nothing helps, the clash machinery of planning says what cannot all be kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from ortools.sat.python import cp_model

from placet.model.amendments import Aspects
from placet.model.engagements import Engagement
from placet.model.ids import EngagementId, MovementId
from placet.model.programme import Placement, Programme
from placet.model.visit import Visit
from placet.planner import explain
from placet.planner.constraints.interpreters import Cuts
from placet.planner.outcome import Infeasible, Level, NoAnswer
from placet.planner.placed import placed_from
from placet.planner.problem import Problem
from placet.planner.programme import programme_from
from placet.planner.repair.consequences import with_consequences
from placet.planner.repair.held import Position, held, positions
from placet.planner.repair.objective import Cost, Term, add_cost
from placet.planner.repair.outcome import Answer, Reopened, Repaired, RepairOutcome, Touched
from placet.planner.repair.released import released, without_anchors
from placet.planner.repair.weights import AGREED, SOON, Freeze, Weight, is_agreed, weight_of
from placet.planner.request import PlanRequest
from placet.planner.run import CUT_ROUNDS, Search
from placet.planner.search import CORE, FIND, PLAIN, Found, Recipe, hint
from placet.planner.tasks import problem_of
from placet.planner.variables import Linear, Model

NEAR: Recipe = {**CORE, "linearization_level": 0, "symmetry_level": 0, "cp_model_probing_level": 0}
"""For an answer that is near: nothing pays that takes long before the search."""
STEPS = ((NEAR, 2.0), (FIND, 1.0), (CORE, 3.0))
RULES = ((NEAR, 0.3), (PLAIN, 0.3))
"""Recipes in turn, each with the deterministic work it may take: for the least weight, and for what comes after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairRequest:
    """A programme to be repaired.

    `plan` asks for the visit as it is wished now, its `remembered` is the visit before; `aspects` is what was asked for
    in so many words. `now` is the minute from which on anything may change, None while all of it may; `freeze` how far
    the programme is frozen. At most `answers` answers are looked for.
    """

    plan: PlanRequest
    before: Programme
    aspects: Aspects
    now: int | None = None
    freeze: Freeze = Freeze.F0
    answers: int = 3


def repair(request: RepairRequest) -> RepairOutcome:
    """The least changes, or why there is none."""
    visit, timeline = request.plan.visit, request.plan.timeline
    free = replace(
        request.plan,
        visit=released(visit, request.before, timeline, request.aspects),
        remembered=without_anchors(request.plan.remembered) if request.plan.remembered is not None else None,
    )
    began = free.clock()
    whole = problem_of(free)
    stands = positions(whole, request.before, timeline)
    weights = _weights(request, stands)
    for problem in (whole, whole.to_the_minute()):
        repairing = _Repairing(request, free, held(problem, stands, request.aspects, request.now), stands, weights)
        found, is_settled = repairing.answers(began)
        if found or not is_settled:
            break
    if found:
        took = timedelta(seconds=free.clock() - began)
        return Repaired(
            answers=tuple(found),
            is_settled=is_settled,
            freeze=request.freeze,
            reproducible=repairing.search.reproducible,
            took=took,
        )
    if not is_settled:
        return NoAnswer(("repair",))
    search = repairing.search
    clash = explain.infeasible(free, search.problem, search.cuts, search.left)
    return clash if isinstance(clash, Infeasible) else NoAnswer(("repair",))


def _weights(request: RepairRequest, stands: dict[str, Position]) -> dict[str, Weight]:
    """What changing each task weighs."""

    def is_soon(old: Position) -> bool:
        return request.now is not None and request.now <= old.start < request.now + SOON

    visit = request.plan.visit
    return {name: weight_of(visit, name, request.freeze, is_soon=is_soon(old)) for name, old in stands.items()}


class _Repairing:
    """One model, and the answers that are found in it."""

    def __init__(
        self,
        request: RepairRequest,
        free: PlanRequest,
        problem: Problem,
        stands: dict[str, Position],
        weights: dict[str, Weight],
    ) -> None:
        self.request, self.free, self.stands = request, free, stands
        self.search = Search(free, problem, Cuts(), free.clock())
        to_come = {name: old for name, old in stands.items() if request.now is None or old.start >= request.now}
        self.cost: Cost = add_cost(self.search.model, to_come, weights, request.aspects)

    def answers(self, began: float) -> tuple[list[Answer], bool]:
        """The answers, and whether they are all there are or as many as were asked for."""
        self.search.began = began
        answers: list[Answer] = []
        _hint_standing(self.search.model, self.stands)
        while len(answers) < self.request.answers:
            found, levels = self._solve()
            if not found.has_solution:
                return answers, found.status == cp_model.INFEASIBLE
            answers.append(self._answer(found, levels))
            spared = _items(self.cost.touched(found.values), self.search.model)
            if not spared:
                return answers, True
            self._ask_for_another(spared)
        return answers, True

    def _solve(self) -> tuple[Found, tuple[Level, ...]]:
        """The least weight, and among answers of that weight what keeps the rules best and moves by least."""
        cp, cost = self.search.model.cp, self.cost
        for _ in range(CUT_ROUNDS):
            cp.minimize(cost.changed)
            least = self._least(STEPS)
            if not least.has_solution:
                return least, ()
            changed = least.objective
            held = cp.new_bool_var("no more is changed")
            cp.add(cost.changed <= changed).only_enforce_if(held)
            cp.minimize(cost.rest())
            cp.add_assumptions([held])
            best = self._least(RULES)
            cp.clear_assumptions()
            if best.status != cp_model.INFEASIBLE:
                return self._told(least, best)
        return Found(cp_model.UNKNOWN), ()  # what was learnt about interpreters contradicts each weight in turn

    def _told(self, least: Found, best: Found) -> tuple[Found, tuple[Level, ...]]:
        """The better of the two solutions, and what is proven of each level."""
        chosen = best if best.has_solution else least
        changed, rules, shift = self.cost.levels(chosen.values)
        is_proven = best.has_solution and best.is_proven
        bounds = min(changed, max(0, least.bound)), rules if is_proven else 0, shift if is_proven else 0
        amounts = zip(("changed", "rules", "shift"), (changed, rules, shift), bounds, strict=True)
        return chosen, tuple(Level(name, amount, bound) for name, amount, bound in amounts)

    def _least(self, steps: Sequence[tuple[Recipe, float]]) -> Found:
        """The smallest that is found of what is to be made small."""
        best = Found(cp_model.UNKNOWN)
        for recipe, work in steps:
            found = self.search.solve(recipe, work, "repair")
            if found.has_solution and (not best.has_solution or found.objective <= best.objective):
                found.bound = max(found.bound, best.bound)
                best = found
            elif found.status == cp_model.INFEASIBLE:
                return best if best.has_solution else found
            if best.has_solution:
                hint(self.search.model.cp, best.values)
            if found.is_proven or self.search.is_over():
                break
        return best

    def _ask_for_another(self, spared: Sequence[str]) -> None:
        """At least one of these is left alone."""
        cp = self.search.model.cp
        alone = []
        for name in spared:
            untouched = cp.new_bool_var(f"{name} is left alone")
            for term in self.cost.terms:
                if term.task == name:
                    cp.add_implication(untouched, ~term.literal)
            alone.append(untouched)
        cp.add_bool_or(alone)

    def _answer(self, found: Found, levels: tuple[Level, ...]) -> Answer:
        placed = placed_from(self.search.model, found.values)
        named: dict[str, Sequence[str]] = {
            str(name): placement.interpreters for name, placement in self.request.before.placements.items()
        }
        programme = programme_from(self.free, self.search.problem, placed, named)
        visit = self.request.plan.visit
        touched = tuple(
            Touched(term.task, term.kind, term.weight, term.parts) for term in self.cost.touched(found.values)
        )
        moved = {it.item for it in touched if any(part == AGREED for part, _ in it.parts)}
        asked = {name for name in self.request.aspects if self._was_settled_otherwise(name, programme)}
        reopened = moved | asked
        stood = self.request.plan.remembered
        after = with_consequences(visit, stood, programme, self.free.timeline, reopened)
        reopens = tuple(Reopened(name, _agreed_by(visit, name)) for name in sorted(reopened))
        return Answer(programme=programme, visit=after, touched=touched, levels=levels, reopens=reopens)

    def _was_settled_otherwise(self, name: str, programme: Programme) -> bool:
        """Whether something that was to be changed is agreed, and goes beyond what the agreement leaves open."""
        visit = self.request.plan.visit
        item = visit.engagements.get(EngagementId(name)) or visit.movements.get(MovementId(name))
        if item is None or item.is_cancelled or not is_agreed(item):
            return False
        old = self.request.before.placements.get(EngagementId(name))
        new = programme.placements.get(EngagementId(name))
        if old is None or new is None or not isinstance(item, Engagement):
            return True
        return old.venue != new.venue or not _within(item.margin, old, new)


def _within(margin: timedelta, old: Placement, new: Placement) -> bool:
    """Whether neither its beginning nor its end moved further than both sides left open."""
    if abs(new.starts_at - old.starts_at) > margin:
        return False
    return old.ends_at == new.ends_at or (
        old.ends_at is not None and new.ends_at is not None and abs(new.ends_at - old.ends_at) <= margin
    )


def _agreed_by(visit: Visit, name: str) -> str:
    item = visit.engagements.get(EngagementId(name)) or visit.movements.get(MovementId(name))
    return (item.agreed or "") if item is not None else ""


def _items(terms: Sequence[Term], model: Model) -> list[str]:
    """The engagements and journeys among what is touched; protected time does not make another answer."""
    return list(dict.fromkeys(term.task for term in terms if model.tasks[term.task].task.kind != "block"))


def _hint_standing(model: Model, stands: dict[str, Position]) -> None:
    """Begin the search where everything stands."""
    model.cp.clear_hints()  # type: ignore[no-untyped-call]  # the library forgot the annotation
    for name, old in stands.items():
        variables = model.tasks[name]
        _hint(model, variables.start, old.start)
        _hint(model, variables.length, old.end - old.start)
        model.cp.add_hint(variables.present, 1)
        for site, literal in zip(variables.task.sites, variables.sites, strict=True):
            model.cp.add_hint(literal, int(site.venue == old.venue))


def _hint(model: Model, expression: Linear, wanted: int) -> None:
    """The value of the one variable of an expression on a grid."""
    if isinstance(expression, int):
        return
    flat = cp_model.FlatIntExpr(expression)
    if len(flat.vars) == 1 and flat.coeffs[0] and (wanted - flat.offset) % flat.coeffs[0] == 0:
        model.cp.add_hint(flat.vars[0], int((wanted - flat.offset) // flat.coeffs[0]))
