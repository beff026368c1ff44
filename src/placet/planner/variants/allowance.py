"""How much worse than the best programme another may be, level by level, so that people still call it good."""

from __future__ import annotations

from collections.abc import Mapping

from placet.planner.levels.objective import STEP
from placet.planner.levels.overruns import overrun
from placet.planner.outcome import Planned
from placet.planner.tasks.problem import Task


def allowed(first: Planned, tasks: Mapping[str, Task], within: int) -> dict[str, int]:
    """What each level of another programme may come to at most, `within` so many per cent of the best one.

    Of value: so many per cent of what the optional engagements in the best programme are worth. Of courtesies: one more
    for every so many of a hundred engagements. Of buffers: as many more as if so many per cent of the engagements had a
    short pause after them, and so many of the steps by which all together take a fifth longer were missed. Of what is
    advisable, and of waiting: so many per cent more than the best one has. Rounded down: where the best keeps all that
    is advisable, another does too.
    """
    placed = first.programme.placements
    whole = {"value": sum(tasks[name].value for name in placed if tasks[name].optional)}
    whole["courtesy"] = len(placed)
    whole["buffer"] = len(placed) + -(-sum(overrun(tasks[name]) for name in placed) // STEP)
    return {
        level.name: level.amount + level.given + whole.get(level.name, level.amount) * within // 100
        for level in first.levels
    }
