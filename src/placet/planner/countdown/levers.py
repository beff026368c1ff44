"""What could be given so that a first day can be kept, and the project that there is once it is given.

Duties and engagements as the sides see them; nothing here is scheduled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from placet.model.countdown import Duty
from placet.model.engagements import Engagement, Kind
from placet.model.ids import EngagementId, OfficeId, TaskId
from placet.model.preparation import Office, Preparation
from placet.model.visit import Visit
from placet.planner.countdown.duties import has_occasion
from placet.planner.countdown.project import Activity, Project, Put
from placet.planner.countdown.relief import busy
from placet.planner.countdown.setting import Setting

MORE_HANDS = 2
"""How many people more an office may be asked for. Default."""
ALWAYS = frozenset({Kind.ARRIVAL, Kind.DEPARTURE})
"""Without these it is no visit."""


class Give(Enum):
    """Kinds of what is given, the cheapest first. The order is a default."""

    STAND_IN = "stand-in"
    DAY_OFF = "day-off"
    HANDS = "hands"
    TASK = "task"
    ENGAGEMENT = "engagement"


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing that is given; `turn` tells apart several people of one office."""

    give: Give
    what: TaskId | OfficeId | EngagementId | date
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Levers:
    """Everything that could be given in one preparation. `put` is a schedule of it that comes too late."""

    visit: Visit
    preparation: Preparation
    duties: Sequence[Duty]
    offices: Mapping[OfficeId, Office]
    setting: Setting
    put: Mapping[str, Put]

    def of(self, give: Give) -> tuple[Lever, ...]:
        """All of one kind, the cheapest first: days soon, while others are left; tasks towards the end. Default."""
        match give:
            case Give.STAND_IN:
                return tuple(Lever(give, duty.id) for duty in self._left() if self._can_be_stood_in(duty))
            case Give.DAY_OFF:
                return tuple(Lever(give, self.setting.today + timedelta(days=day)) for day in self._days_off())
            case Give.HANDS:
                offices = sorted(busy(self.setting.project, self.put))
                return tuple(Lever(give, OfficeId(o), turn) for turn in range(MORE_HANDS) for o in offices)
            case Give.TASK:
                return tuple(Lever(give, duty.id) for duty in reversed([*self._left()]) if duty.dispensable)
            case Give.ENGAGEMENT:
                return tuple(Lever(give, name) for name in self._engagements())

    def project(self, given: Collection[Lever], resting: Collection[str] = ()) -> Project:
        """What is to be scheduled once all this is given. Tasks that are `resting` keep their days off."""
        project = self.setting.project
        out = {*self.dispensed(given), *self.fallen(given)}
        activities = tuple(self._with_stand_in(activity, given) for activity in _without(project.activities, out))
        capacity = dict(project.capacity)
        for lever in given:
            if lever.give is Give.HANDS:
                capacity[str(lever.what)] += 1
        moved = replace(project, activities=activities, capacity=capacity)
        days = {(on - self.setting.today).days for on in days_off(given)}
        return _with_days(moved, days, resting) if days else moved

    def dispensed(self, given: Iterable[Lever]) -> tuple[TaskId, ...]:
        """The tasks that are left out: each with those that need it and can be dispensed with as well."""
        out = {lever.what for lever in given if lever.give is Give.TASK}
        for duty in self._left():
            if duty.dispensable and not out.isdisjoint(duty.needs):
                out.add(duty.id)
        return tuple(duty.id for duty in self.duties if duty.id in out)

    def fallen(self, given: Iterable[Lever]) -> tuple[TaskId, ...]:
        """The tasks that nothing asks for once engagements are left out: their occasion is gone, or all they gate."""
        out = {lever.what for lever in given if lever.give is Give.ENGAGEMENT}
        if not out:
            return ()
        left = {name: e for name, e in self.visit.engagements.items() if name not in out}
        visit = replace(self.visit, engagements=left)
        return tuple(duty.id for duty in self._left() if self._is_idle(duty, visit))

    def _is_idle(self, duty: Duty, without: Visit) -> bool:
        step = self.preparation.steps.get(duty.step or "")
        if step is not None:
            return has_occasion(self.visit, step.occasion) and not has_occasion(without, step.occasion)
        return bool(duty.gates) and without.engagements.keys().isdisjoint(duty.gates)

    def _left(self) -> Iterator[Duty]:
        return (duty for duty in self.duties if not duty.is_settled)

    def _can_be_stood_in(self, duty: Duty) -> bool:
        """Whether another office can do it, on the same days."""
        if duty.stand_in is None or duty.hands == 0:
            return False
        other = self.offices[duty.stand_in]
        owners = [self.offices[owner] for owner in duty.owners if self.offices[owner].side == other.side]
        return bool(owners) and all(owner.institution == other.institution for owner in owners)

    def _with_stand_in(self, activity: Activity, given: Collection[Lever]) -> Activity:
        if Lever(Give.STAND_IN, TaskId(activity.name)) not in given:
            return activity
        duty = next(duty for duty in self.duties if duty.id == activity.name)
        if duty.stand_in is None:
            raise ValueError(f"nobody stands in for {activity.name}")
        side = self.offices[duty.stand_in].side
        kept = {name: hands for name, hands in activity.uses.items() if self.offices[OfficeId(name)].side != side}
        return replace(activity, uses={**kept, str(duty.stand_in): duty.hands})

    def _days_off(self) -> list[int]:
        """Days before the visit on which not everybody who has something to do works, the earliest first."""
        project = self.setting.project
        working = [set(project.working(activity)) for activity in project.activities]
        return [day for day in range(project.visit) if any(day not in days for days in working)]

    def _engagements(self) -> list[EngagementId]:
        """What a task that comes too late gates: the least missed first, what is agreed last."""
        late = {name for name, one in self.put.items() if one.ends - 1 > self._last_day(name)}
        gated = dict.fromkeys(name for duty in self.duties if duty.id in late for name in duty.gates)
        wished = self.visit.engagements
        return sorted((n for n in gated if wished[n].kind not in ALWAYS), key=lambda name: _dearness(wished[name]))

    def _last_day(self, name: str) -> int:
        return self.setting.project.by_name[name].last_day(self.setting.project.visit)


def days_off(given: Iterable[Lever]) -> tuple[date, ...]:
    """The days off that are worked on, in order."""
    return tuple(sorted(lever.what for lever in given if isinstance(lever.what, date)))


def _dearness(engagement: Engagement) -> tuple[bool, bool, int]:
    return engagement.agreed is not None, not engagement.optional, engagement.value


def _without(activities: Sequence[Activity], out: Collection[str]) -> Iterator[Activity]:
    """The others; what needed one that is left out waits for what that one needed."""
    needs: dict[str, tuple[tuple[str, int], ...]] = {}
    for activity in activities:
        through: dict[str, int] = {}
        for name, wait in activity.needs:
            for before, days in needs[name] if name in out else ((name, 0),):
                through[before] = max(through.get(before, 0), wait + days)
        needs[activity.name] = tuple(through.items())
        if activity.name not in out:
            yield replace(activity, needs=needs[activity.name])


def _with_days(project: Project, days: Collection[int], resting: Collection[str]) -> Project:
    """All the others are worked on in these days as well."""
    size = len(project.calendars)
    more = tuple(calendar and tuple(sorted({*calendar, *days})) for calendar in project.calendars)
    activities = (a if a.name in resting else replace(a, calendar=a.calendar + size) for a in project.activities)
    return replace(project, activities=tuple(activities), calendars=project.calendars + more)
