"""What a schedule means for a visit: dates, what is late and what waits for it, what decides, and ways out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from placet.almanac.reach import LAST_DAY
from placet.almanac.working_days import doubtful_weekdays
from placet.model.countdown import Countdown, Duty, Line
from placet.model.ids import EngagementId, OfficeId, TaskId
from placet.model.preparation import Office, Preparation
from placet.model.visit import Visit
from placet.planner.countdown.chain import chain_of
from placet.planner.countdown.duties import duties_of, gates_of, offices_of
from placet.planner.countdown.earliest import earliest_visit
from placet.planner.countdown.levers import Levers
from placet.planner.countdown.project import BeyondHorizon
from placet.planner.countdown.relief import reliefs_of
from placet.planner.countdown.schedule import Schedule, schedule
from placet.planner.countdown.setting import Setting, setting_of
from placet.planner.countdown.ways import wall_of, ways_out

BEYOND = 150
"""Days after the first day of the visit that are looked at first, in case the work ends so late."""
FAR = 600
"""Days from today within which the earliest first day is looked for."""
_DAY = timedelta(days=1)


def countdown(visit: Visit, preparation: Preparation, starts_on: date, today: date) -> Countdown:
    """The preparation of a visit that begins on a date, as it stands today.

    Whoever shows it to others hands in the visit as they may see it: what a private task takes is then not in it.
    """
    duties, offices = duties_of(visit, preparation), offices_of(visit, preparation)
    setting, found = _scheduled(visit, duties, offices, starts_on, today)
    chain = chain_of(found) if found is not None else ()
    lines = tuple(_line(setting, found, duty, starts_on, gates_of(duties), duties, chain) for duty in duties)
    late = any(not line.is_ready for line in lines)
    levers = None
    if found is not None and any(not line.is_met for line in lines):
        levers = Levers(
            visit=visit, preparation=preparation, duties=duties, offices=offices, setting=setting, put=found.put
        )
    ways = ways_out(levers) if levers is not None else ()
    return Countdown(
        today=today,
        starts_on=starts_on,
        lines=lines,
        offices={name: offices[name] for name in dict.fromkeys(_concerned(duties))},
        critical=chain,
        chain_slack=min((found.slack(name) for name in chain), default=0) if found is not None else 0,
        kept=_earliest(setting, hurried=False) if late else None,
        hurried=_earliest(setting, hurried=True) if late else None,
        unsure=tuple(sorted({on for days in setting.calendars for on in days.unsure if today <= on < starts_on})),
        assumed=tuple(name for name, side in visit.sides.items() if side.country is None),
        doubtful={name: days for name, side in visit.sides.items() if (days := doubtful_weekdays(side, starts_on))},
        reliefs=reliefs_of(found) if late and found is not None else (),
        ways=ways,
        wall=wall_of(levers) if levers is not None and not ways else (),
        is_proven=found is None or found.is_proven,
    )


def _concerned(duties: Sequence[Duty]) -> Iterator[OfficeId]:
    """The offices of all duties, then those that could stand in for them."""
    for duty in duties:
        yield from duty.owners
    for duty in duties:
        if duty.stand_in is not None:
            yield duty.stand_in


def earliest_start(visit: Visit, preparation: Preparation, today: date, *, hurried: bool = False) -> date | None:
    """The earliest first day that the preparation can keep when it goes on today; None where none is found.

    In its usual lengths, all that counts back from the visit in time; or `hurried`, in its least lengths, and in time
    only where it would be too late afterwards.
    """
    duties, offices = duties_of(visit, preparation), offices_of(visit, preparation)
    setting = setting_of(visit, duties, offices, today + _DAY, today, FAR)
    return _earliest(setting, hurried=hurried)


def _scheduled(
    visit: Visit, duties: Sequence[Duty], offices: Mapping[OfficeId, Office], starts_on: date, today: date
) -> tuple[Setting, Schedule | None]:
    """A schedule on a horizon that reaches; None where calendars never do, or where nothing is left to do."""
    beyond = BEYOND
    while True:
        setting = setting_of(visit, duties, offices, starts_on, today, beyond)
        try:
            return setting, schedule(setting.project) if setting.project.activities else None
        except BeyondHorizon:
            beyond *= 4
            if today + timedelta(days=beyond) >= LAST_DAY:
                return setting, None


def _line(
    setting: Setting,
    found: Schedule | None,
    duty: Duty,
    starts_on: date,
    gates: Mapping[TaskId, tuple[EngagementId, ...]],
    duties: Sequence[Duty],
    chain: Sequence[str],
) -> Line:
    due_on = duty.due_on or (starts_on - timedelta(days=duty.due) if duty.due is not None else None)
    closes_on = starts_on - timedelta(days=duty.closes)
    line = Line(
        duty=duty,
        due_on=due_on,
        closes_on=closes_on,
        blocks=gates[duty.id],
        holds_up=tuple(other.id for other in duties if duty.id in other.needs and not other.is_settled),
        is_overdue=due_on is not None and due_on < setting.today and not duty.is_settled,
    )
    if found is None or duty.is_settled:
        return line
    put, latest = found.put[duty.id], found.latest[duty.id]
    return replace(
        line,
        begins=setting.today + timedelta(days=put.starts),
        ends=setting.today + timedelta(days=put.ends - 1),
        latest=setting.today + timedelta(days=latest.starts),
        until=setting.today + timedelta(days=latest.ends - 1),
        length=put.length,
        usual=found.project.by_name[duty.id].usual,
        slack=found.slack(duty.id),
        late=found.late(duty.id),
        is_met=found.is_met(duty.id),
        is_critical=duty.id in chain,
    )


def _earliest(setting: Setting, *, hurried: bool) -> date | None:
    found = earliest_visit(setting.project, hurried=hurried)
    return setting.today + timedelta(days=found) if found is not None else None
