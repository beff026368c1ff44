"""Those who share something, in bunches of whom one may have it while another has.

What holds only so many at once is asked of each bunch by itself: a room used on three days says nothing from one day
to the next, so that the days of a visit stay as apart in the model as they are (`parts.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from placet.planner.variables import TaskVars

Share = TypeVar("Share")
"""What of it a task has, or under which literal."""


def bunches(users: Iterable[tuple[TaskVars, Share]], after: int = 0) -> Iterator[list[tuple[TaskVars, Share]]]:
    """In order of time, split where everything before is over before anything after it may begin.

    Each keeps it `after` minutes longer than it lasts.
    """
    bunch: list[tuple[TaskVars, Share]] = []
    until = 0
    for variables, share in sorted(users, key=lambda user: user[0].earliest):
        if bunch and variables.earliest >= until:
            yield bunch
            bunch = []
        over = variables.latest + variables.task.most + after
        until = max(until, over) if bunch else over
        bunch.append((variables, share))
    if bunch:
        yield bunch
