"""How late days may end in a programme that is changed for what matters least: hardly later than they did before.

It is about what begins last, of each principal and of all together. What lies before that may move as it likes: what
is in the way of something stated may change places with it, where no day ends later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from placet.planner.constraints.principal_days import EMPTY
from placet.planner.cp_sat import cp_model
from placet.planner.run import Search
from placet.planner.variables import Model, TaskVars, value_of

PUT_OFF = 30
"""Minutes by which a day's last engagement may begin later. Default."""
NO_ENGAGEMENT = frozenset({"busy", "block", "journey"})
"""Kinds of tasks that say nothing of when a day ends: they have hours of their own."""
EVERYBODY = ""
"""Whose day it is that ends with the last engagement of all."""


def hold_ends(model: Model, values: list[int]) -> None:
    """No day may end later, by more than so much, than it does with these values."""
    engagements = [it for it in model.tasks.values() if it.task.kind not in NO_ENGAGEMENT]
    opens = sorted(opens for opens, _ in model.problem.days.values())
    last = _last(model, engagements, opens, values)
    for variables in engagements:
        spans = []
        for day, following in pairwise([*opens, variables.latest + 1]):
            begins = variables.earliest if day == opens[0] else day
            until = min(last.get((who, day), day + EMPTY) for who in _whose(model, variables)) + PUT_OFF
            spans += [[begins, min(until, following - 1)]] if begins <= min(until, following - 1) else []
        held = model.cp.add_linear_expression_in_domain(variables.start, cp_model.Domain.from_intervals(spans))
        held.only_enforce_if(*variables.there)


@contextmanager
def others_near(search: Search) -> Iterator[None]:
    """Meanwhile nothing at which no principal is begins later than in the best answer by more than so much.

    Where so much stays near there is less to look through. It proves nothing of what lies further off.
    """
    cp, values = search.model.cp, search.best or []
    near = cp.new_bool_var("others near")
    led = {variables.task.id for day in search.model.days for variables, _ in day.tasks}
    for name, variables in search.model.tasks.items():
        if name not in led:
            cp.add(variables.start <= value_of(variables.start, values) + PUT_OFF).only_enforce_if(near)
    search.best = [*values, 1]
    domain = cp.proto.variables[near.index].domain
    domain[0] = 1
    search.hint_best()
    try:
        yield
    finally:
        domain[0] = 0
    search.hint_best()


def _last(
    model: Model, engagements: Sequence[TaskVars], opens: Sequence[int], values: list[int]
) -> dict[tuple[str, int], int]:
    """When the last engagement of a day begins, by whose day it is and its first minute.

    A day ends where the next begins, the first began any time before: zones change between days, and no minute is lost.
    """
    last: dict[tuple[str, int], int] = {}
    for variables in engagements:
        if values[variables.present.index]:
            start = value_of(variables.start, values)
            day = max((day for day in opens if day <= start), default=opens[0])
            for who in _whose(model, variables):
                last[who, day] = max(start, last.get((who, day), start))
    return last


def _whose(model: Model, variables: TaskVars) -> Iterator[str]:
    """Whose days a task is on. Of all others nothing counts how late their days end, so those end as it happens."""
    yield EVERYBODY
    yield from (party for party in model.problem.principals if party in variables.task.parties)
