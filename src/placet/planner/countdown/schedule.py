"""A schedule of a preparation: what matters is settled first and held while the next is looked at.

1. as little as possible is finished too late to be of use (`closes`);
2. as little as possible is finished after it was due;
3. as little as possible is done in less than its usual time;
4. each as early as its needs and the hands allow, the more pressing first.

The critical path without limits of hands is a bound: a schedule found in a moment that reaches it is proven, and only
where hands stand in the way is the solver asked. Then, lengths held, everything is pushed as late as it may be, all
together, no later than it is due or than it is in the plan. One worker and a bound on work, never the clock: the same
file gives the same schedule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from placet.planner.countdown.crowd import Table
from placet.planner.countdown.evolving import Evolving
from placet.planner.countdown.model import Model
from placet.planner.countdown.passes import early, fits, late, pushed
from placet.planner.countdown.project import Activity, BeyondHorizon, Project, Put
from placet.planner.countdown.serial import Scheme, latest, quick, serial
from placet.planner.cp_sat import cp_model
from placet.planner.search import Effort, Recipe, solve

WORK = 0.5
"""Deterministic work of each level, of the order of seconds."""
SECONDS = 60.0
"""On the wall clock, after which something is wrong with the machine."""
ROUNDS = 12
SIZE, TOGETHER, STEPS = 100, 50, 7
"""Schedules that are kept, and crossed, where hands stand in the way: some tenths of a second."""
SETTLE: Recipe = {"subsolvers": ["core"], "core_minimization_level": 0, "cp_model_presolve": False}
"""Without presolve, which takes longer over the calendars than the search does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Where each activity is put, how late it may begin, and whether levels 1 to 3 are proven."""

    project: Project
    put: Mapping[str, Put]
    latest: Mapping[str, Put]
    is_proven: bool

    def slack(self, name: str) -> int:
        """By how many working days its beginning may slip, if everything else slips along."""
        days = self.project.working(self.project.by_name[name])
        return days.index(self.latest[name].starts) - days.index(self.put[name].starts)

    def late(self, name: str) -> int:
        """By how many days it is finished after it was due."""
        due = self.project.by_name[name].due_day(self.project.visit)
        return max(0, self.put[name].ends - 1 - due) if due is not None else 0

    def beyond(self, name: str) -> int:
        """By how many days it is finished after it is of no use any more."""
        return max(0, self.put[name].ends - 1 - self.project.by_name[name].last_day(self.project.visit))

    def is_met(self, name: str) -> bool:
        """Whether it is finished before it is too late."""
        return self.beyond(name) == 0


def schedule(project: Project) -> Schedule:
    """The best schedule. Raises `BeyondHorizon` where the calendars end before the work does."""
    put, proven = _settled(project)
    return Schedule(project=project, put=put, latest=_latest(project, put), is_proven=proven)


def lengths_of(project: Project, *, hurried: bool) -> dict[str, int]:
    """Least or usual lengths."""
    return {activity.name: activity.least if hurried else activity.usual for activity in project.activities}


def lateness(project: Project, put: Mapping[str, Put]) -> tuple[int, int]:
    """Days beyond what is too late, and days beyond what is due, of all activities together."""
    beyond = late_days = 0
    for activity in project.activities:
        last, due = put[activity.name].ends - 1, activity.due_day(project.visit)
        beyond += max(0, last - activity.last_day(project.visit))
        late_days += max(0, last - due) if due is not None else 0
    return beyond, late_days


def cost_in(project: Project) -> Callable[[Mapping[str, Put]], tuple[int, int]]:
    """What a schedule of a project costs: its lateness."""
    return lambda put: lateness(project, put)


def _settled(project: Project) -> tuple[dict[str, Put], bool]:
    bound = lateness(project, early(project, lengths_of(project, hurried=True)))
    unhurried = _quick(project, lengths_of(project, hurried=False))
    if lateness(project, unhurried) == bound:
        return unhurried, True
    first = _crossed(project, lengths_of(project, hurried=True), bound)
    reached = lateness(project, first)
    model = Model(project, windows=_windows(project, reached))
    settling = _Settling(model, first)
    settling.least(
        [model.beyond(a.name, a.last_day(project.visit)) for a in project.activities], is_known=reached[0] == bound[0]
    )
    timed = [model.beyond(a.name, due) for a in project.activities if (due := a.due_day(project.visit)) is not None]
    settling.least(timed, is_known=reached == bound)
    settling.put = _lengthened(project, settling.put)
    settling.least([a.usual - model.timed[a.name].length for a in project.activities if a.usual > a.least])
    lengths = {name: one.length for name, one in settling.put.items()}
    order = {name: float(one.starts) for name, one in settling.put.items()}
    pressing = serial(project, latest(project, lengths, project.horizon), lengths)
    is_as_good = lateness(project, pressing) <= lateness(project, settling.put)
    return pressing if is_as_good else serial(project, order, lengths), settling.is_proven


def _quick(project: Project, lengths: Mapping[str, int]) -> dict[str, Put]:
    return quick(project, lengths, cost_in(project), rounds=ROUNDS)


def _crossed(project: Project, lengths: Mapping[str, int], bound: tuple[int, int]) -> dict[str, Put]:
    """A schedule found in a moment; where it does not reach the bound, the best of many that are crossed if better."""
    best = _quick(project, lengths)
    if lateness(project, best) == bound:
        return best
    scheme = Scheme(project, lengths)
    many = Evolving(scheme, _costs(scheme), 0, size=SIZE, together=TOGETHER)
    for _ in range(STEPS):
        if many.best[0][:2] == bound:
            break
        many.step()
    return scheme.put(many.best[1]) if many.best[0][:2] < lateness(project, best) else best


def _costs(scheme: Scheme) -> Callable[[Table, Table], Table]:
    """The lateness of each schedule, then how early all is."""

    def costs(starts: Table, ends: Table) -> Table:
        placed = zip(starts.tolist(), ends.tolist(), strict=True)
        late = [(*lateness(scheme.project, scheme.put(one)), sum(one[1])) for one in placed]
        return np.array(late, np.int64).reshape(-1, 3)

    return costs


def _lengthened(project: Project, put: Mapping[str, Put]) -> dict[str, Put]:
    """The same with usual lengths wherever nothing gets later by it, what stands first in the project first."""
    reached = lateness(project, put)
    order = {name: float(one.starts) for name, one in put.items()}
    lengths = {name: one.length for name, one in put.items()}
    best = dict(put)
    for activity in project.activities:
        for length in range(activity.usual, lengths[activity.name], -1):
            longer = {**lengths, activity.name: length}
            try:
                found = serial(project, order, longer)
            except BeyondHorizon:
                continue
            if lateness(project, found) <= reached:
                lengths, best = longer, found
                break
    return best


def _windows(project: Project, reached: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """Where each must lie in a schedule that is no worse than a known one: nothing alone is later than all together."""
    least = lengths_of(project, hurried=True)
    first = early(project, least)
    beyond, late_days = reached
    limits: dict[str, int] = {}
    for activity in project.activities:
        due = activity.due_day(project.visit)
        limit = activity.last_day(project.visit) + 1 + beyond
        if beyond == 0 and due is not None:
            limit = min(limit, due + 1 + late_days)
        limits[activity.name] = min(max(limit, first[activity.name].ends), project.horizon)
    back = late(project, least, limits)
    ends = limits if back is None else {name: one.ends for name, one in back.items()}
    ends |= {
        a.name: limits[a.name] for a in project.activities if a.begun
    }  # there its beginning was asked, not its end
    return {name: (one.starts, max(ends[name], one.ends)) for name, one in first.items()}


class _Settling:
    """Levels settled one after the other on one model."""

    def __init__(self, model: Model, first: Mapping[str, Put]) -> None:
        self.model = model
        self.put = dict(first)
        self.is_proven = True

    def least(self, amounts: Sequence[cp_model.LinearExpr | int], *, is_known: bool = False) -> None:
        """Make a sum as small as can be, and hold it. `is_known`: what there is reaches a bound already."""
        if not amounts:
            return
        cp, total = self.model.cp, cp_model.LinearExpr.sum(amounts)
        self.model.hint(self.put)
        cp.minimize(total)
        found = solve(
            cp,
            {**SETTLE, "fix_variables_to_their_hinted_value": True} if is_known else SETTLE,
            Effort(SECONDS, WORK),
            0,
        )
        if found.has_solution:
            self.put = self.model.put(found.values)
            cp.clear_objective()  # type: ignore[no-untyped-call]  # the library forgot the annotation
            cp.add(total <= found.objective)
        self.is_proven = self.is_proven and (is_known or found.is_proven)


def _latest(project: Project, put: Mapping[str, Put]) -> dict[str, Put]:
    """Everything as late as it may be, all together: the way back where hands allow it, else one after the other."""
    limits = {a.name: max(limit_of(a, project.visit), put[a.name].ends) for a in project.activities}
    back = late(project, {name: one.length for name, one in put.items()}, limits)
    return back if back is not None and fits(project, back) else pushed(project, put, limits)


def limit_of(activity: Activity, visit: int) -> int:
    """The day after the last one on which it should be worked on."""
    due, last = activity.due_day(visit), activity.last_day(visit)
    return 1 + (last if due is None else min(due, last))
