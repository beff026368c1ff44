"""The problem of some of the tasks alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from placet.planner.tasks.problem import Problem


def part_of(problem: Problem, names: Collection[str]) -> Problem:
    """The problem of these tasks alone, and of what brings their people and takes them away."""
    beside = {name for stay in problem.stays if stay.task in names for way in stay.between for name in way if name}
    spans = [stretch for name, stretch in problem.stretches.items() if name in names]
    beside |= {name for stretch in spans for name in (*stretch.comes, *stretch.goes)}
    own = {name: task for name, task in problem.tasks.items() if name in names or name in beside}
    if len(own) > len(names):
        return part_of(problem, own)
    return replace(
        problem,
        tasks=own,
        orders=tuple(order for order in problem.orders if order.before in own and order.after in own),
        stays=tuple(stay for stay in problem.stays if stay.task in own),
        close_by=tuple(pair for pair in problem.close_by if own.keys() >= set(pair)),
        suits=tuple(suits for suits in problem.suits if suits.task in own),
        stretches={name: stretch for name, stretch in problem.stretches.items() if name in own},
    )
