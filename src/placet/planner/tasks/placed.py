"""A task as a solution has it."""

from __future__ import annotations

from dataclasses import dataclass

from placet.planner.tasks.problem import Site, Task


@dataclass(frozen=True, slots=True)
class Placed:
    """A task as a solution has it, in minutes."""

    task: Task
    start: int
    end: int
    site: Site
