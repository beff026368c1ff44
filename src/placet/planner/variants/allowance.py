"""How much worse than the best programme another may be, level by level, so that people still call it good."""

from __future__ import annotations

from collections.abc import Mapping

from placet.planner.outcome import Planned
from placet.planner.problem import Task

COUNTED = frozenset({"courtesy", "buffer"})
"""Levels that count something about single engagements; often the best programme has none of it at all."""


def allowed(first: Planned, tasks: Mapping[str, Task], within: int) -> dict[str, int]:
    """What each level of another programme may come to at most, `within` so many per cent of the best one.

    Of value: so many per cent of what the optional engagements in the best programme are worth. Of courtesies and short
    pauses: one more for every so many of a hundred engagements. Of what is advisable, and of waiting: so many per cent
    more than the best one has. Rounded down: where the best keeps all that is advisable, another does too.
    """
    placed = first.programme.placements
    whole = {"value": sum(tasks[name].value for name in placed if tasks[name].optional)}
    whole |= dict.fromkeys(COUNTED, len(placed))
    return {level.name: level.amount + whole.get(level.name, level.amount) * within // 100 for level in first.levels}
