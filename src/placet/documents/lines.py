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
    """One line of a day. `quiet` lines are ways and protected time; `who` has one text a side.

    `beside` are its times in the capitals whose clocks differ, where the issue tells them; `spans` tell who keeps
    protected time when, where not all keep it at once.
    """

    id: str
    quiet: bool
    time: str
    beside: tuple[str, ...]
    title: str
    details: tuple[str, ...]
    spans: tuple[str, ...]
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


def lines_of(phrases: Phrases, day: Day, *, other_clock: bool) -> DayLines:
    """A day as papers print it, with the capitals' time beside the local one where `other_clock` asks for it."""
    sheet = sheet_of(phrases, day, {})
    clocks = sheet.clocks[1:] if other_clock else ()
    return DayLines(
        heading=phrases.day(day.number),
        calendars=tuple(other_calendars(day.on, phrases.spoken)) if day.on is not None else (),
        cities=phrases.joined(map(phrases.name, day.cities), " – "),
        clock=phrases.clock_of(day),
        lines=tuple(_line(phrases, row, clocks) for row in sheet.rows),
    )


def _line(phrases: Phrases, row: SheetRow, clocks: tuple[str, ...]) -> Line:
    also, spans = ((), row.also) if row.kind == "block" else (row.also, ())
    return Line(
        id=row.id,
        quiet=row.kind != "engagement",
        time=row.times[0],
        beside=tuple(
            phrases.say("sheet", "elsewhere", time=time, city=city)
            for time, city in zip(row.times[1:], clocks, strict=False)  # none where nobody asked
        ),
        title=row.title,
        details=tuple(filter(None, (row.track, row.status, *row.running, *row.arrangements, *also))),
        spans=spans,
        place=phrases.spoken.joined(filter(None, (row.place, row.place_detail))),
        who=row.who,
        cues=tuple(Cue(cue.time, cue.what) for cue in row.cues),
    )
