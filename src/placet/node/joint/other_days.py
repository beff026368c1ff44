"""Other days for the visit: every reason for and against them, and our plan at the same hours on them.

What is looked at is what there is: calendars, diaries, the time that preparing takes, the last plan. Whether everything
could be planned anew on these days is another question, for `placet dates`. The answer stays in this office.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

from placet.almanac.reach import is_within_reach
from placet.almanac.timeline import Timeline
from placet.almanac.zones import nominal_offset
from placet.errors import PlacetError
from placet.formats.visitfile import VisitFile
from placet.model.points import Stay
from placet.model.programme import Programme
from placet.model.spans import Window
from placet.model.visit import Visit
from placet.node.rulebook import rulebook_for
from placet.planner.dates.asked import DatesRequest, scene_of
from placet.planner.dates.candidate import Candidate, Reason
from placet.planner.dates.reasons import reasons_on


@dataclass(frozen=True, slots=True)
class OtherDays:
    """What is known of some days. `own` is how many days our visit has, which may be others than are offered."""

    days: int
    own: int
    reasons: tuple[Reason, ...] = ()
    is_known: bool = True
    """Whether the calendars reach these days, and every hour that we state exists once on them."""


def days_of(visit_file: VisitFile, visit: Visit, stay: Stay, today: date) -> OtherDays:
    """What speaks for and against some days. `visit` is ours with what is agreed fixed in it."""
    if not is_within_reach(stay.arrival) or not is_within_reach(stay.arrival + timedelta(days=visit.last_day)):
        return OtherDays(stay.days, visit.last_day, is_known=False)
    request = DatesRequest(
        visit=visit,
        rulebook=rulebook_for(visit, visit_file),
        days=(stay.arrival,),
        today=today,
        length=max(stay.days, visit.last_day),
        counted=_counted(visit_file, today),
    )
    return OtherDays(stay.days, visit.last_day, reasons_on(Candidate(scene_of(request), stay.arrival)))


def _counted(visit_file: VisitFile, today: date) -> tuple[date, int] | None:
    """What the countdown finds; only where there are tasks its library is loaded, which takes longer than the rest."""
    if not (visit_file.visit.tasks or visit_file.visit.own_tasks):
        return None
    try:
        found: tuple[date, int] | None = import_module("placet.node.countdown").first_day(visit_file, today)
    except PlacetError:  # a task that names what there is not: `placet countdown` tells of it
        return None
    return found


def on_its_days(visit: Visit, planned: Programme) -> Programme:
    """A plan on the days of a visit: every clock as it was planned, on the same day of the visit."""
    old, new, elsewhere = Timeline(replace(visit, starts_on=None), planned.starts_on), Timeline(visit), _zones(visit)
    if old.starts_on == new.starts_on:
        return planned

    def moved(at: datetime) -> datetime:
        day = (at.date() - old.first_day).days + 1
        return new.wall(day, at.hour * 60 + at.minute, _zone((*old.zones_on(day), *elsewhere), at))

    def if_any(at: datetime | None) -> datetime | None:
        return moved(at) if at is not None else None

    placements = {
        name: replace(each, starts_at=moved(each.starts_at), ends_at=if_any(each.ends_at))
        for name, each in planned.placements.items()
    }
    journeys = (
        replace(each, leaves_at=if_any(each.leaves_at), arrives_at=if_any(each.arrives_at)) for each in planned.journeys
    )
    blocks = (
        replace(each, window=Window(moved(each.window.opens), moved(each.window.closes))) for each in planned.blocks
    )
    return replace(
        planned, starts_on=new.starts_on, placements=placements, journeys=tuple(journeys), blocks=tuple(blocks)
    )


def _zones(visit: Visit) -> tuple[str, ...]:
    """The zones that movements state for their clocks: a flight ends where the visit has no leg."""
    clocks = (end.at.clock for each in visit.movements.values() for end in (each.departs, each.arrives))
    return tuple(dict.fromkeys(clock.zone for clock in clocks if clock is not None and clock.zone is not None))


def _zone(zones: Sequence[str], at: datetime) -> str:
    """The zone of an instant: undated ones bear an offset alone, which is that of one of these, the likeliest first."""
    if isinstance(at.tzinfo, ZoneInfo):
        return at.tzinfo.key
    return next((zone for zone in zones if nominal_offset(zone) == at.utcoffset()), zones[0])
