"""What the outline says: for each day its cities, and its engagements by morning, afternoon and evening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from placet.documents.imprint import Imprint, Issue, imprint_of
from placet.documents.programme_page.phrases import Phrases
from placet.model.ids import SideId
from placet.projections.programme import Day, EngagementRow, Projection
from placet.wording.dates import other_calendars

PARTS = (("morning", time(0)), ("afternoon", time(13)), ("evening", time(18)))
"""Parts of a day, and when each begins on the local clock. Default."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An engagement in a few words: when it begins, and its title."""

    time: str
    title: str


@dataclass(frozen=True, slots=True)
class OutlineDay:
    """A day; `parts` has one list of entries for each part of the day."""

    heading: str
    calendars: tuple[str, ...]
    cities: str
    clock: str
    parts: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything the paper says."""

    imprint: Imprint
    parts: tuple[str, ...]
    days: tuple[OutlineDay, ...]


def content(projection: Projection, reader: SideId | None, code: str, issue: Issue) -> Content:
    """What the outline says to a side in a language."""
    phrases = Phrases(projection, reader, code)
    words = phrases.spoken.words("papers")["programme"]
    return Content(
        imprint=imprint_of(phrases, "outline", issue),
        parts=tuple(words[part] for part, _ in PARTS),
        days=tuple(_day(phrases, day) for day in projection.days),
    )


def _day(phrases: Phrases, day: Day) -> OutlineDay:
    parts: list[list[Entry]] = [[] for _ in PARTS]
    for row in day.rows:
        if isinstance(row, EngagementRow):
            local = phrases.on(row.starts_at, row.zone).time()
            part = max(number for number, (_, begins) in enumerate(PARTS) if begins <= local)
            at = phrases.clock(row.starts_at, row.zone, day.number)
            at = phrases.local(at, row.starts_at, row.zone, day)
            parts[part].append(Entry(at, phrases.name(row.engagement.title)))
    return OutlineDay(
        heading=phrases.day(day.number),
        calendars=tuple(other_calendars(day.on, phrases.spoken)) if day.on is not None else (),
        cities=phrases.joined(map(phrases.name, day.cities), " – "),
        clock=phrases.clock_of(day),
        parts=tuple(tuple(part) for part in parts),
    )
