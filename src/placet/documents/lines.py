"""The lines of a day in one language: what every paper that shows the programme is made of."""

from __future__ import annotations

from dataclasses import dataclass

from placet.documents.programme_page.phrases import Phrases
from placet.documents.programme_page.sheet import SheetRow, sheet_of
from placet.projections.programme import Day
from placet.wording.dates import other_calendars


@dataclass(frozen=True, slots=True)
class Cue:
    """A moment inside an engagement."""

    time: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a day. `quiet` lines are ways and protected time; `who` has one text a side."""

    id: str
    quiet: bool
    time: str
    title: str
    details: tuple[str, ...]
    place: str
    who: tuple[str, ...]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class DayLines:
    """A day: its date in the calendars of the language, where it is, the clock its times are on, and its lines."""

    heading: str
    calendars: tuple[str, ...]
    cities: str
    clock: str
    lines: tuple[Line, ...]


def lines_of(phrases: Phrases, day: Day) -> DayLines:
    """A day as papers print it."""
    return DayLines(
        heading=phrases.day(day.number),
        calendars=tuple(other_calendars(day.on, phrases.spoken)) if day.on is not None else (),
        cities=" – ".join(phrases.name(city) for city in day.cities),
        clock=phrases.clock_of(day),
        lines=tuple(_line(phrases, row) for row in sheet_of(phrases, day, {}).rows),
    )


def _line(phrases: Phrases, row: SheetRow) -> Line:
    return Line(
        id=row.id,
        quiet=row.kind != "engagement",
        time=row.times[0],
        title=row.title,
        details=tuple(filter(None, (row.track, row.status, *row.running, *row.arrangements, *row.also))),
        place=phrases.spoken.joined(filter(None, (row.place, row.place_detail))),
        who=row.who,
        cues=tuple(Cue(cue.time, cue.what) for cue in row.cues),
    )
