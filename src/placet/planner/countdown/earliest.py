"""Whether a preparation can be kept, and from which first day on it can.

Earlier days are excluded by the critical path, or by the solver as far as its work allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from placet.planner.countdown.model import Model
from placet.planner.countdown.passes import early, late
from placet.planner.countdown.project import BeyondHorizon, Project
from placet.planner.countdown.schedule import (
    SECONDS,
    SETTLE,
    WORK,
    cost_in,
    lateness,
    lengths_of,
    limit_of,
)
from placet.planner.countdown.serial import quick
from placet.planner.search import Effort, solve

IN_TIME = (0, 0)


def earliest_visit(project: Project, *, hurried: bool) -> int | None:
    """The earliest first day, as a number of days from today, for which a schedule is in time; None on no horizon.

    `hurried`: in the least lengths, and in time where it would be too late afterwards; else in the usual lengths, and
    when everything is due. Days that are fixed in themselves are left out of account.
    """
    lengths = lengths_of(project, hurried=hurried)
    asked = _hurried(project) if hurried else _without_fixed_days(project)
    for day in range(project.horizon):
        try:
            if _can_be_kept(replace(asked, visit=day), lengths):
                return day
        except BeyondHorizon:
            return None
    return None


def is_in_time_in_a_hurry(project: Project) -> bool:
    """Whether, in the least lengths, nothing need come too late to be of use."""
    try:
        return _can_be_kept(_hurried(project), lengths_of(project, hurried=True))
    except BeyondHorizon:
        return False


def _hurried(project: Project) -> Project:
    """Due is only what would be of no use afterwards."""
    asked = (replace(a, due_at=None, due=a.closes if a.closes is not None else 1) for a in project.activities)
    return replace(project, activities=tuple(asked))


def _without_fixed_days(project: Project) -> Project:
    return replace(project, activities=tuple(replace(a, due_at=None) for a in project.activities))


def _can_be_kept(project: Project, lengths: Mapping[str, int]) -> bool:
    """Whether a schedule is in time: none by the critical path, one found in a moment, else one of the solver's."""
    first = early(project, lengths)
    if lateness(project, first) != IN_TIME:
        return False
    if lateness(project, quick(project, lengths, cost_in(project), rounds=2)) == IN_TIME:
        return True
    back = late(project, lengths, {a.name: limit_of(a, project.visit) for a in project.activities})
    if back is None:
        return False
    windows = {name: (one.starts, back[name].ends) for name, one in first.items()}
    return solve(Model(project, lengths=lengths, windows=windows).cp, SETTLE, Effort(SECONDS, WORK), 0).has_solution
