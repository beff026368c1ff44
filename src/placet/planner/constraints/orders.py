"""What must come after what: stated orders, orders that rules ask for, and sides of journeys that keep their times.

Judged by the rules `stated-order`, `while-here` and `ceremony-order`.
"""

from __future__ import annotations

from placet.model.profile import Grade
from placet.planner.tasks.problem import Order
from placet.planner.variables import Literal, Model
from placet.rules.rulebook import Rulebook


def post(model: Model, rulebook: Rulebook) -> None:
    """Post every order between tasks of the problem."""
    for order in model.problem.orders:
        _post(model, order, rulebook)


def _post(model: Model, order: Order, rulebook: Rulebook) -> None:
    before, after = model.tasks[order.before], model.tasks[order.after]
    enforced: list[Literal] = [*before.there, *after.there]
    if order.rule is not None:
        grade = order.at_most or rulebook.grade(order.rule)
        if grade is Grade.OFF or model.explaining:
            return
        violated = model.wish(grade, order.rule, (order.before, order.after), weight=2)
        enforced += [~violated] if violated is not None else []
    constraint = model.cp.add(after.start >= before.end + order.least)
    constraint.only_enforce_if(*enforced)
    model.require(order.requirement, constraint)
    if order.most is not None:
        constraint = model.cp.add(after.start <= before.end + order.most)
        constraint.only_enforce_if(*enforced)
        model.require(order.requirement, constraint)
