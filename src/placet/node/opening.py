"""Open a visit for the day it is to begin on: every stated clock must exist there, and only once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from placet.almanac.reach import FIRST_DAY, LAST_DAY, is_within_reach
from placet.almanac.timeline import Timeline
from placet.almanac.zones import UnclearWallTime
from placet.errors import Fact, Fault, VisitFileError
from placet.formats.scalars import write_clock
from placet.formats.visitfile import VisitFile
from placet.model.spans import When
from placet.model.visit import Visit
from placet.node.files import open_visit
from placet.rules.stated import day_of_arrival, zone_of

FIRST_DATE, LAST_DATE = FIRST_DAY, LAST_DAY
"""The dates that calendars reach."""


def open_dated(path: Path, starts_on: date | None = None) -> VisitFile:
    """The visit at `path`. Raises `VisitFileError` also for clocks that do not exist, or exist twice, on its days."""
    visit_file = open_visit(path)
    refuse_impossible_times(visit_file, starts_on)
    return visit_file


def refuse_impossible_times(visit_file: VisitFile, starts_on: date | None = None) -> None:
    """Look at every stated clock of a dated visit. Raises `VisitFileError` with all that no clock will show."""
    visit = visit_file.visit
    own = visit.starts_on
    if own is not None and not is_within_reach(own):
        reach = {"first": str(FIRST_DAY), "last": str(LAST_DAY)}
        raise VisitFileError((_fault(visit_file, ("starts_on",), "date-beyond", found=str(own), **reach),))
    timeline = Timeline(visit, starts_on)
    if not timeline.is_dated:
        return
    faults = []
    for path, day, when, zone in _stated(visit, timeline):
        for clock in (when.clock, when.until):
            if clock is None:
                continue
            try:
                timeline.instant(day, clock, zone)
            except UnclearWallTime as error:
                faults.append(_fault(visit_file, path, error.reason, found=write_clock(clock), **error.facts))
    if faults:
        raise VisitFileError(tuple(dict.fromkeys(faults)))


def _stated(visit: Visit, timeline: Timeline) -> Iterator[tuple[tuple[str, ...], int, When, str]]:
    for name, engagement in visit.engagements.items():
        days = (engagement.day,) if engagement.day is not None else engagement.days or tuple(timeline.days())
        venue = engagement.venues[0] if engagement.venues else None
        for field, when in (("at", engagement.at), ("ends", engagement.ends)):
            if when.clock is not None and not engagement.is_cancelled:
                for day in days:
                    zone = zone_of(visit, timeline, day, when, venue, engagement.leg)
                    on = day if field == "at" else timeline.day_of_end(day, engagement.at, when, zone)
                    yield ("engagements", name, field), on, when, zone
    for movement_id, movement in visit.movements.items():
        for field, end in (("departs", movement.departs), ("arrives", movement.arrives)):
            end_day = end.day if field == "departs" else day_of_arrival(visit, timeline, movement)
            if end.at.clock is not None and end_day is not None and not movement.is_cancelled:
                zone = zone_of(visit, timeline, end_day, end.at, end.venue, None)
                yield ("movements", movement_id, field, "at"), end_day, end.at, zone


def _fault(visit_file: VisitFile, path: tuple[str, ...], reason: str, **facts: Fact) -> Fault:
    file, line = visit_file.place_of(*path) or ("visit.toml", None)
    return Fault(file, line, ".".join(path), reason, facts)
