"""A preparation as a project: duties and offices become activities, calendars and hands, and day 0 is today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from placet.almanac.reach import LAST_DAY
from placet.almanac.working_days import Bureau, WorkingDays, common, working_days
from placet.model.countdown import Duty
from placet.model.ids import OfficeId, SideId
from placet.model.preparation import Office, TaskState
from placet.model.visit import Visit
from placet.planner.countdown.project import Activity, Project

_DAY = timedelta(days=1)
Whose = tuple[tuple[SideId, str | None], ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """A project with what its numbers mean."""

    project: Project
    calendars: tuple[WorkingDays, ...]
    today: date


def setting_of(
    visit: Visit,
    duties: Sequence[Duty],
    offices: Mapping[OfficeId, Office],
    starts_on: date,
    today: date,
    beyond: int,
) -> Setting:
    """Everything that is left to do, on a horizon of so many days beyond the first day of the visit."""
    first_day = (starts_on - today).days
    horizon = min(max(first_day, 0) + beyond, (LAST_DAY - today).days)
    left = [duty for duty in duties if not duty.is_settled]
    since = min([today, *(duty.begun_on for duty in left if duty.begun_on is not None)])
    everyone = tuple((name, None) for name in visit.sides)
    whose = {duty.id: _whose(duty, offices) or everyone for duty in left}
    single = {
        (side, institution): working_days(
            [Bureau(visit.sides[side], institution)], since, today + timedelta(days=horizon - 1)
        )
        for side, institution in dict.fromkeys(part for parts in whose.values() for part in parts)
    }
    calendars = {parts: common(single[part] for part in parts) for parts in dict.fromkeys(whose.values())}
    places = {parts: number for number, parts in enumerate(calendars)}
    activities = tuple(_activity(duty, left, calendars[whose[duty.id]], places[whose[duty.id]], today) for duty in left)
    numbers = tuple(tuple((on - today).days for on in days.days if on >= today) for days in calendars.values())
    project = Project(activities, numbers, _capacity(activities, offices), first_day, horizon)
    return Setting(project, tuple(calendars.values()), today)


def _whose(duty: Duty, offices: Mapping[OfficeId, Office]) -> Whose:
    """Whose days it takes: sides, with an institution where that has its own."""
    return tuple(dict.fromkeys((offices[owner].side, offices[owner].institution) for owner in duty.owners))


def _activity(duty: Duty, left: Sequence[Duty], days: WorkingDays, calendar: int, today: date) -> Activity:
    begun = duty.state is TaskState.UNDER_WAY
    gone = days.between(duty.begun_on, today - _DAY) if begun and duty.begun_on is not None else 0
    known = {other.id for other in left}
    return Activity(
        name=duty.id,
        usual=max(1, duty.usual - gone),
        least=max(1, duty.least - gone),
        calendar=calendar,
        needs=() if begun else tuple((need, duty.wait) for need in duty.needs if need in known),
        uses=dict.fromkeys(duty.owners, duty.hands) if duty.hands else {},
        opens=duty.opens,
        due=duty.due,
        due_at=(duty.due_on - today).days if duty.due_on is not None else None,
        closes=duty.closes,
        begun=begun,
    )


def _capacity(activities: Sequence[Activity], offices: Mapping[OfficeId, Office]) -> dict[str, int]:
    """Hands of each office; as many at least as are at work already, and as the largest of its tasks takes."""
    found: dict[str, int] = {}
    for name, office in offices.items():
        taken = [activity.uses.get(name, 0) for activity in activities]
        begun = sum(activity.uses.get(name, 0) for activity in activities if activity.begun)
        found[name] = max(office.hands, begun, *taken) if taken else office.hands
    return found
