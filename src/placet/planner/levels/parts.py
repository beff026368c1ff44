"""A level in parts that say nothing to each other, as the days of a visit often are: each is settled by itself.

Two variables belong together where a constraint names both. With all other parts held where they are, nothing that
bears on a part is held; so the least that each comes to, added up, is the least that the level comes to, and so are the
bounds. A search of the whole would prove anew in every part what it has settled in another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from placet.planner.constraints.bunches import bunches
from placet.planner.constraints.together import longest_way
from placet.planner.cp_sat import cp_model, cp_model_helper
from placet.planner.levels.objective import Goal
from placet.planner.run import Search
from placet.planner.search import HELD, Recipe
from placet.planner.variables import Linear, Model, value_of


@dataclass(frozen=True, slots=True)
class Part:
    """What a level counts there, and by index the variables of all other parts."""

    expression: Linear
    others: Sequence[int]


def settle_parts(
    search: Search, goal: Goal, recipe: Recipe, work: float, amount: int, bound: int
) -> tuple[int, int] | None:
    """What the level comes to and its bound after so much work on each part; None where it is in one piece.

    What plans teach about interpreters meanwhile may bind parts together: then what was proven of each says nothing of
    the level.
    """
    found = parts(search.model, goal)
    if len(found) < 2:
        return None
    cp, proven = search.model.cp, 0
    constraints = len(cp.proto.constraints)
    for part in found:
        if search.is_over():
            break
        cp.minimize(part.expression)
        search.hint_best(part.others)
        solved = search.solve({**recipe, **HELD}, work, goal.name)
        if solved.has_solution:
            proven += solved.bound
            if solved.objective < value_of(part.expression, search.best or []):
                search.keep(solved)
    cp.minimize(goal.expression)
    search.hint_best()
    is_apart = len(cp.proto.constraints) == constraints
    return min(amount, value_of(goal.expression, search.best or [])), max(bound, proven) if is_apart else bound


def parts(model: Model, goal: Goal) -> list[Part]:
    """The parts that a level counts something in. Looked for only where a night, or as much, lies between tasks."""
    if isinstance(goal.expression, int) or not _has_gaps(model):
        return []
    counted = cp_model.FlatIntExpr(goal.expression)
    if counted.offset or any(weight < 0 for weight in counted.coeffs):
        return []
    belongs = _belonging(model.cp.proto)
    terms: dict[int, list[Linear]] = defaultdict(list)
    for variable, weight in zip(counted.vars, counted.coeffs, strict=True):
        terms[belongs[variable.index]].append(weight * variable)
    return [
        Part(cp_model.LinearExpr.sum(own), [index for index, root in enumerate(belongs) if root != part])
        for part, own in terms.items()
    ]


def _has_gaps(model: Model) -> bool:
    tasks = [(variables, None) for variables in model.tasks.values()]
    return len(list(bunches(tasks, longest_way(model)))) > 1


def _belonging(proto: cp_model_helper.CpModelProto) -> list[int]:
    """For each variable one that stands for all that it is bound to, be it by way of others."""
    variables, constraints = proto.variables, proto.constraints
    stands_for = list(range(len(variables) + len(constraints)))
    is_fixed = [len(it.domain) == 2 and it.domain[0] == it.domain[1] for it in variables]

    def root(node: int) -> int:
        while stands_for[node] != node:
            stands_for[node] = node = stands_for[stands_for[node]]
        return node

    for number, constraint in enumerate(constraints, len(variables)):
        for index in _named(constraint, len(variables)):
            if index >= len(variables) or not is_fixed[index]:
                stands_for[root(index)] = root(number)
    return [root(index) for index in range(len(variables))]


def _named(it: cp_model_helper.ConstraintProto, variables: int) -> Iterator[int]:
    """The variables that a constraint names, and after their number the intervals, which are constraints too.

    Of what a constraint is not, nothing is read: asking for it would make it just that.
    """
    literals, expressions, intervals = [*it.enforcement_literal], [], []
    if it.has_linear():
        literals += it.linear.vars
    elif it.has_bool_or():
        literals += it.bool_or.literals
    elif it.has_bool_and():
        literals += it.bool_and.literals
    elif it.has_exactly_one():
        literals += it.exactly_one.literals
    elif it.has_at_most_one():
        literals += it.at_most_one.literals
    elif it.has_interval():
        expressions = [it.interval.start, it.interval.size, it.interval.end]
    elif it.has_no_overlap():
        intervals = [*it.no_overlap.intervals]
    elif it.has_cumulative():
        intervals, expressions = [*it.cumulative.intervals], [it.cumulative.capacity, *it.cumulative.demands]
    elif it.has_lin_max():
        expressions = [it.lin_max.target, *it.lin_max.exprs]
    elif it.has_element():
        expressions = [it.element.linear_index, it.element.linear_target, *it.element.exprs]
    else:
        raise TypeError(f"what does this bind together? {it}")
    literals += [index for expression in expressions for index in expression.vars]
    yield from (index if index >= 0 else -index - 1 for index in literals)
    yield from (variables + index for index in intervals)
