"""What a repair makes small, in three levels that are strictly above one another.

1. changed: the weight of everything that is changed and nobody asked to change (`weights`)
2. rules: violations of rules, four of a courtesy to one of what is advisable
3. shift: five-minute steps by which things move; beyond four hours it does not matter how far
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from placet.model.amendments import Aspects
from placet.planner.constraints.suitable_hours import keep_within
from placet.planner.cp_sat import cp_model
from placet.planner.levels.objective import advised
from placet.planner.repair.amended import LENGTH, TIME, VENUE
from placet.planner.repair.held import Position
from placet.planner.repair.weights import FAR, FURTHER, UNSUITED, WEIGHTS, Weight
from placet.planner.tasks.ground import GRID
from placet.planner.tasks.problem import Interval, Suits, Task
from placet.planner.variables import Linear, Literal, Model, TaskVars, value_of

COURTESIES = 4
"""How many courtesies weigh as much as one thing that is advisable. Default."""
FURTHEST = 4 * 60 // GRID
"""Steps from which on it does not matter how far something moves. Default."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that may be changed: what of an item, and what it weighs."""

    task: str
    kind: str
    literal: Literal
    weight: int
    parts: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Cost:
    """The levels of one model, as expressions, and how they are weighed against one another."""

    terms: list[Term] = field(default_factory=list)
    shifts: list[cp_model.IntVar] = field(default_factory=list)
    changed: Linear = 0
    rules: Linear = 0
    of_rules: int = 1

    def rest(self) -> Linear:
        """The two lower levels as one sum: the furthest that everything could move weighs less than one violation."""
        return self.of_rules * self.rules + cp_model.LinearExpr.sum(self.shifts)

    def levels(self, values: list[int]) -> tuple[int, int, int]:
        """What each level comes to in a solution."""
        changed = sum(term.weight for term in self.terms if _holds(term.literal, values))
        return changed, value_of(self.rules, values), sum(values[shift.index] for shift in self.shifts)

    def touched(self, values: list[int]) -> list[Term]:
        """What is changed in a solution."""
        return [term for term in self.terms if _holds(term.literal, values)]


def add_cost(model: Model, stands: Mapping[str, Position], weights: Mapping[str, Weight], aspects: Aspects) -> Cost:
    """Put what changes cost into the model. `stands` has what may be changed."""
    cost = add_weight(model, stands, weights, aspects, ())
    for name, old in stands.items():
        variables = model.tasks[name]
        may_shrink = variables.task.least < variables.task.most
        if TIME not in aspects.get(name, frozenset()) and (variables.task.kind != "block" or may_shrink):
            cost.shifts.append(_shift(model, variables, old))
    should, courtesy = advised(model)
    cost.rules = COURTESIES * should.expression + courtesy.expression
    cost.of_rules = 1 + FURTHEST * len(cost.shifts)
    return cost


def add_weight(
    model: Model,
    stands: Mapping[str, Position],
    weights: Mapping[str, Weight],
    aspects: Aspects,
    vanishing: Collection[str],
) -> Cost:
    """The first level alone. What may vanish costs then what moving it would: no change of it is cheaper."""
    cost = Cost()
    for name, old in stands.items():
        _add_terms(model, cost, model.tasks[name], old, weights[name], aspects.get(name, frozenset()))
    for name, kept in _suited(model, stands).items():
        if TIME not in aspects.get(name, frozenset()):
            _unsuited(model, cost, model.tasks[name], kept)
    gone = [weights[name].moving * ~model.tasks[name].present for name in vanishing]
    cost.changed = cp_model.LinearExpr.sum([*(term.weight * term.literal for term in cost.terms), *gone])
    return cost


def leave_alone(model: Model, cost: Cost, names: Sequence[str]) -> None:
    """At least one of these is left alone."""
    alone = []
    for name in names:
        untouched = model.cp.new_bool_var(f"{name} is left alone")
        for term in cost.terms:
            if term.task == name:
                model.cp.add_implication(untouched, ~term.literal)
        alone.append(untouched)
    model.cp.add_bool_or(alone)


def _add_terms(
    model: Model, cost: Cost, variables: TaskVars, old: Position, weight: Weight, asked: frozenset[str]
) -> None:
    name = variables.task.id
    if TIME not in asked:
        moved = model.cp.new_bool_var(f"{name} moves")
        model.cp.add(variables.start == old.start).only_enforce_if([~moved, variables.present])
        if LENGTH not in asked:
            model.cp.add(variables.end == old.end).only_enforce_if([~moved, variables.present])
        parts = weight.parts
        if weight.agreed:
            margin = variables.task.margin
            if margin:
                _beyond(model, cost, variables, old, weight, margin)
            else:
                parts = (*parts, ("agreed", weight.agreed))
        cost.terms.append(Term(name, "moved", moved, sum(part for _, part in parts), parts))
        if variables.task.kind != "block":
            _far(model, cost, variables, old)
    here = [
        literal for site, literal in zip(variables.task.sites, variables.sites, strict=True) if site.venue == old.venue
    ]
    if VENUE not in asked and variables.task.kind != "block" and len(variables.sites) > 1:
        parts = (*weight.parts, *([("agreed", weight.agreed)] if weight.agreed else []))
        parts = (*parts, *([("names", weight.other_venue)] if weight.other_venue else []))
        elsewhere = ~here[0] if here else variables.present
        cost.terms.append(Term(name, "venue", elsewhere, sum(part for _, part in parts), parts))
    parts = (*weight.parts, *([("agreed", weight.agreed)] if weight.agreed else []))
    cost.terms.append(Term(name, "left-out", ~variables.present, weight.leaving_out, parts))


def _beyond(model: Model, cost: Cost, variables: TaskVars, old: Position, weight: Weight, margin: int) -> None:
    """What is agreed is reopened only where it moves further than it may without asking again."""
    beyond = model.cp.new_bool_var(f"{variables.task.id} moves beyond its margin")
    for moment, stood in ((variables.start, old.start), (variables.end, old.end)):
        within = model.cp.add_linear_constraint(moment, stood - margin, stood + margin)
        within.only_enforce_if([~beyond, variables.present])
    cost.terms.append(Term(variables.task.id, "reopened", beyond, weight.agreed, (("agreed", weight.agreed),)))


def _far(model: Model, cost: Cost, variables: TaskVars, old: Position) -> None:
    """What begins in another part of the day weighs more than what moves a little: people think of the day anew."""
    first, last = old.start - FURTHER, old.start + FURTHER
    if first <= variables.earliest and variables.latest <= last:
        return
    far = model.cp.new_bool_var(f"{variables.task.id} moves to another part of the day")
    model.cp.add_linear_constraint(variables.start, first, last).only_enforce_if([~far, variables.present])
    cost.terms.append(Term(variables.task.id, "far", far, WEIGHTS[FAR], ((FAR, WEIGHTS[FAR]),)))


def _suited(model: Model, stands: Mapping[str, Position]) -> Mapping[str, list[Suits]]:
    """By task, the hours of every rule that the hour suits at which it stands."""
    found: dict[str, list[Suits]] = defaultdict(list)
    for suits in model.problem.suits:
        if suits.task in stands:
            found[suits.task].append(suits)
    kept = {name: _kept(model.tasks[name].task, own, stands[name]) for name, own in found.items()}
    return {name: own for name, own in kept.items() if own}


def _kept(task: Task, own: Sequence[Suits], old: Position) -> list[Suits]:
    here = [suits for suits in own if task.sites[suits.site].venue == old.venue]
    rules = {
        suits.rule
        for suits in here
        if _is_in(old.start, suits.starts) and (suits.ends is None or _is_in(old.end, suits.ends))
    }
    return [suits for suits in own if suits.rule in rules]


def _is_in(minute: int, hours: Sequence[Interval]) -> bool:
    return any(opens <= minute <= closes for opens, closes in hours)


def _unsuited(model: Model, cost: Cost, variables: TaskVars, kept: Sequence[Suits]) -> None:
    """What stood at an hour that suits it comes to none that does not, or that weighs something."""
    unsuited = model.cp.new_bool_var(f"{variables.task.id} comes to an hour that does not suit it")
    for suits in kept:
        under: list[Literal] = [~unsuited, variables.present]
        under += [variables.sites[suits.site]] if len(variables.sites) > 1 else []
        keep_within(model, variables.start, suits.starts, under)
        if suits.ends is not None:
            keep_within(model, variables.end, suits.ends, under)
    parts = ((UNSUITED, WEIGHTS[UNSUITED]),)
    cost.terms.append(Term(variables.task.id, "unsuited", unsuited, WEIGHTS[UNSUITED], parts))


def _shift(model: Model, variables: TaskVars, old: Position) -> cp_model.IntVar:
    """Steps by which the beginning or the end moves, whichever moves further."""
    steps = model.cp.new_int_var(0, FURTHEST, f"{variables.task.id} moves by")
    far = model.cp.new_bool_var(f"{variables.task.id} moves far")
    model.cp.add(steps == FURTHEST).only_enforce_if(far)
    for moment, stood in ((variables.start, old.start), (variables.end, old.end)):
        under = [~far, variables.present]
        model.cp.add(GRID * steps >= moment - stood).only_enforce_if(under)
        model.cp.add(GRID * steps >= stood - moment).only_enforce_if(under)
    return steps


def _holds(literal: Literal, values: list[int]) -> bool:
    index = literal.index  # type: ignore[union-attr]  # never a plain Boolean here
    return bool(values[index]) if index >= 0 else not values[-index - 1]
