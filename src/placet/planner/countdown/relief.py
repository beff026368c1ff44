"""Offices whose hands are full, and what one more pair of hands would save there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from placet.model.countdown import Relief
from placet.model.ids import OfficeId
from placet.planner.countdown.project import Project, Put
from placet.planner.countdown.schedule import Schedule, cost_in, lateness
from placet.planner.countdown.serial import quick


def reliefs_of(found: Schedule) -> tuple[Relief, ...]:
    """Offices where one more pair of hands would make fewer days late, the most helpful first."""
    project = found.project
    days = sum(lateness(project, found.put))
    reliefs = []
    for office in sorted(busy(project, found.put)):
        more = replace(project, capacity={**project.capacity, office: project.capacity[office] + 1})
        lengths = {name: put.length for name, put in found.put.items()}
        again = quick(more, lengths, cost_in(more), rounds=4)
        saved = days - sum(lateness(more, again))
        if saved > 0:
            reliefs.append(Relief(OfficeId(office), saved))
    return tuple(sorted(reliefs, key=lambda relief: (-relief.days, relief.office)))


def busy(project: Project, put: Mapping[str, Put]) -> set[str]:
    """Offices all of whose hands are full on some day of the schedule."""
    full: set[str] = set()
    for office, most in project.capacity.items():
        load: dict[int, int] = {}
        for name, one in put.items():
            hands = project.by_name[name].uses.get(office, 0)
            for day in range(one.starts, one.ends if hands else one.starts):
                load[day] = load.get(day, 0) + hands
        if any(held >= most for held in load.values()):
            full.add(office)
    return full
