"""Never more interpreted engagements at once than there are interpreters. Judged by the rule `interpreter-pool`.

Interchangeable interpreters have no names in the model: one cumulative for each pair of languages. That leaves out
their way from one engagement to the next; `solve.py` gives them names afterwards and, where the ways make that
impossible, posts a cut for the offending engagements and solves again.
"""

from __future__ import annotations

from placet.planner.constraints.together import site_lags
from placet.planner.ground import COSTS
from placet.planner.problem import Requirement
from placet.planner.variables import Literal, Model


def post(model: Model) -> None:
    """One cumulative for each pair of languages that somebody in the file interprets."""
    for pair, members in model.problem.pools.items():
        users = [
            (variables, variables.task.interpreters[1])
            for variables in model.tasks.values()
            if variables.task.interpreters is not None and variables.task.interpreters[0] == pair
        ]
        if not users:
            continue
        limit: object = len(members)
        if model.explaining:
            wanted = Requirement("pool", pair, ("people",), cost=COSTS["pool"], facts=(("count", len(members)),))
            limit = model.cp.new_int_var(0, len(members) + sum(count for _, count in users), f"interpreters {pair}")
            model.require(wanted, model.cp.add(limit <= len(members)))
        model.cp.add_cumulative(
            [variables.interval for variables, _ in users],
            [count for _, count in users],
            limit,  # type: ignore[arg-type]  # int or variable
        )


def cut_antichain(model: Model, tasks: tuple[str, ...]) -> None:
    """Of these engagements one is left out, or two of them can be done by one interpreter, the way included."""
    allowed: list[Literal] = [~model.tasks[name].present for name in tasks]
    for first in tasks:
        for second in tasks:
            if first == second:
                continue
            before, after = model.tasks[first], model.tasks[second]
            literal = model.cp.new_bool_var(f"one interpreter from {first} to {second}")
            for (i, j), minutes in site_lags(model, before, after).items():
                chosen = [before.sites[i]] if len(before.sites) > 1 else []
                chosen += [after.sites[j]] if len(after.sites) > 1 else []
                model.cp.add(after.start >= before.end + minutes).only_enforce_if([literal, *chosen])
            allowed.append(literal)
    model.cp.add_bool_or(allowed)


def keep_named_apart(model: Model, pair: tuple[str, str]) -> None:
    """Whoever is asked for by name somewhere does nothing else: enough when the names of a plan cannot be settled."""
    named = {person for variables in model.tasks.values() for person in variables.task.named}
    free = [person for person in model.problem.pools[pair] if person not in named]
    users = [
        (variables, variables.task.interpreters[1] - len(variables.task.named))
        for variables in model.tasks.values()
        if variables.task.interpreters is not None and variables.task.interpreters[0] == pair
    ]
    users = [(variables, count) for variables, count in users if count > 0]
    model.cp.add_cumulative([v.interval for v, _ in users], [count for _, count in users], len(free))
