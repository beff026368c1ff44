"""The objective, in levels: each is settled, as far as it can be proven, before the next is looked at.

1. value: what the optional engagements left out were worth
2. should: violations of rules of that grade, and five-minute steps by which engagements are shorter than usual
3. courtesy: violations of rules of that grade, and venues that are not the first choice
4. waiting: minutes in which a principal is out and nothing happens, minutes until the last engagement begins, and
   minutes that guests are kept waiting when they have come or before they go
5. buffer: five-minute steps by which something stated would be missed if every engagement took a fifth longer, and
   engagements of principals that leave less than a quarter of an hour before the next; for it, waiting gives a little,
   and no day's last engagement comes much later. What is missed on many simulated days weighs more (`holding.py`)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from placet.model.profile import Grade
from placet.planner.constraints.together import lag
from placet.planner.cp_sat import cp_model
from placet.planner.levels.overruns import missed
from placet.planner.outcome import LEVEL_NAMES
from placet.planner.variables import Linear, Model

LEVELS = len(LEVEL_NAMES)
"""How many levels there are."""
STEP = 5
"""Minutes in one unit of the softer levels."""
LATE = 2
"""What a minute by which a day's last engagement begins later weighs against a minute of waiting. Default."""
GIVES = 5
"""Per cent of waiting that may be given for buffers. Default."""
SOON = 30
"""Minutes, the way not counted in, that a welcome may come after the arrival and a farewell before the flight. Default.
"""


class Weighs(Enum):
    """What a level weighs: each is settled best in another way."""

    VALUE = "value"
    """What is left out: of many engagements few can be, and cores say which cannot all take place."""
    RULES = "rules"
    """Violations of rules, which cores settle best too."""
    MINUTES = "minutes"
    BUFFERS = "buffers"
    """Much of the day has to move a little for it: then everything may, while orders and places stay."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One level: its name and the expression to be made small."""

    name: str
    expression: Linear
    weighs: Weighs = Weighs.RULES
    gives: int = 0
    """Per cent of what it comes to that the levels after it may add to it, where that makes them smaller. No day ends
    much later for it: else one day could give for all."""


def goals(model: Model) -> Iterator[Goal]:
    """The levels in order of weight. A level that nothing bears on is a constant and is proven at once.

    Each is put into the model when it is its turn: the last makes the model much larger.
    """
    yield Goal("value", _value_lost(model), Weighs.VALUE)
    yield from advised(model)
    yield Goal("waiting", _waiting(model), Weighs.MINUTES, gives=GIVES)
    yield Goal("buffer", _sum(missed(model, STEP)) + _slack(model), Weighs.BUFFERS)


def advised(model: Model) -> tuple[Goal, Goal]:
    """The two levels of what is advisable, and of what is courteous."""
    return (
        Goal("should", _violations(model, Grade.SHOULD) + _shortened(model)),
        Goal("courtesy", _violations(model, Grade.COURTESY) + _less_liked_venues(model)),
    )


def _value_lost(model: Model) -> Linear:
    optional = [variables for variables in model.tasks.values() if variables.task.optional]
    return _sum(variables.task.value * (1 - variables.present) for variables in optional)


def _violations(model: Model, grade: Grade) -> Linear:
    return _sum(penalty.weight * penalty.amount for penalty in model.penalties if penalty.grade is grade)


def _shortened(model: Model) -> Linear:
    """Steps below the typical length, for engagements that can be shortened."""
    short = []
    for variables in model.tasks.values():
        play = variables.task.typical - variables.task.least
        if play > 0:
            steps = model.cp.new_int_var(0, -(-play // STEP), f"shortened {variables.task.id}")
            model.cp.add(variables.length + STEP * steps >= variables.task.typical).only_enforce_if(variables.present)
            model.about[steps.index] = (variables.task.id,)
            short.append(steps)
    return _sum(short)


def _less_liked_venues(model: Model) -> Linear:
    """Alternates are in order of preference."""
    disliked = []
    for variables in model.tasks.values():
        for site, chosen in zip(variables.task.sites, variables.sites, strict=True):
            if site.preference:
                model.about[chosen.index] = (variables.task.id,)
                disliked.append(site.preference * chosen)
    return _sum(disliked)


def _waiting(model: Model) -> Linear:
    """Per principal and day: minutes out with nothing happening, and twice those until the last start.

    The second, counted from the day's midnight, keeps a day from being closed up around its evening or its flight.
    """
    return _sum(
        (day.last - day.first - _sum(variables.task.typical * there for variables, there in day.tasks))
        + LATE * (day.latest - day.opens)
        for day in model.days
    ) + _kept_waiting(model)


def _kept_waiting(model: Model) -> Linear:
    """Minutes beyond `SOON` between coming and welcome, farewell and going. No early end of a day is worth them."""
    waits = []
    for before, after in model.problem.close_by:
        first, second = model.tasks[before], model.tasks[after]
        soon = lag(model, first, second) + SOON
        most = second.latest - first.earliest - first.task.least - soon
        if most > 0:
            kept = model.cp.new_int_var(0, most, f"waits from {before} to {after}")
            model.cp.add(kept >= second.start - first.end - soon)
            model.about[kept.index] = (before, after)
            out = sum(1 for day in model.days for variables, _ in day.tasks if variables in (first, second))
            waits.append((LATE + 1) * (out + 1) * kept)
    return _sum(waits)


def _slack(model: Model) -> Linear:
    """Engagements of principals with too little before the next."""
    return _sum(penalty.weight * penalty.amount for penalty in model.penalties if penalty.grade is None)


def _sum(terms: object) -> Linear:
    return cp_model.LinearExpr.sum(list(terms))  # type: ignore[call-overload]  # any iterable of expressions
