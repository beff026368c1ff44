"""Calendars as iCalendar files (RFC 5545) that every calendar program imports: zones written out, lines folded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

PRODUCT = "-//Placet//Programme//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. `starts_at` and `ends_at` are aware, on the place's clock; `alarm` rings so long before it.

    An entry for whole days has dates instead, the last one not included.
    """

    uid: str
    starts_at: datetime | date
    ends_at: datetime | date
    summary: str
    location: str
    description: str
    tentative: bool
    alarm: timedelta | None
    sequence: int = 0
    cancelled: bool = False


def typeset(name: str, language: str, entries: Sequence[Entry], *, on: date) -> bytes:
    """A calendar. Same input, same bytes: `on` is the date stamped on every entry, no clock is read."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    stamp = datetime(on.year, on.month, on.day, tzinfo=UTC)
    for entry in entries:
        calendar.add_component(_event(entry, language, stamp))
    instants = (at for entry in entries for at in (entry.starts_at, entry.ends_at) if isinstance(at, datetime))
    for zone in sorted({_zone_of(at) for at in instants}):
        calendar.add_component(_written_out(zone, _first(entries, on), _last(entries, on)))
    return bytes(calendar.to_ical())


def _event(entry: Entry, language: str, stamp: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "TENTATIVE" if entry.tentative else "CONFIRMED")
    for name, said in (("summary", entry.summary), ("location", entry.location), ("description", entry.description)):
        if said:
            event.add(name, said, parameters={"LANGUAGE": language})
    if entry.alarm is not None:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.summary)
        alarm.add("trigger", -entry.alarm)
        event.add_component(alarm)
    return event


def _zone_of(at: datetime) -> str:
    """The name of an instant's zone; entries are always on the clock of a named one."""
    if not isinstance(at.tzinfo, ZoneInfo):
        raise TypeError(f"{at!r} is on the clock of no named zone")
    return at.tzinfo.key


@cache
def _written_out(zone: str, first: date, last: date) -> icalendar.Timezone:
    """The offsets of a zone between two dates: many calendars of one visit share them."""
    return icalendar.Timezone.from_tzid(zone, first_date=first, last_date=last)


def read_back(file: bytes) -> Mapping[str, Entry]:
    """The entries of a calendar that was made here, by their identity; none where somebody spoilt it."""
    try:
        events = icalendar.Calendar.from_ical(file).walk("VEVENT")
        entries = [_entry(event) for event in events]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return {}
    return {entry.uid: entry for entry in entries}


def _entry(event: Any) -> Entry:
    alarms = [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    rings = alarms[0] if alarms else None
    return Entry(
        uid=str(event["UID"]),
        starts_at=event["DTSTART"].dt,
        ends_at=event["DTEND"].dt,
        summary=str(event.get("SUMMARY", "")),
        location=str(event.get("LOCATION", "")),
        description=str(event.get("DESCRIPTION", "")),
        tentative=event.get("STATUS") == "TENTATIVE",
        alarm=-rings if isinstance(rings, timedelta) else None,
        sequence=int(event.get("SEQUENCE", 0)),
        cancelled=event.get("STATUS") == "CANCELLED",
    )


def _first(entries: Sequence[Entry], on: date) -> date:
    """A year's beginning: a zone then says which offset held before, too."""
    return date(min((entry.starts_at.year for entry in entries), default=on.year), 1, 1)


def _last(entries: Sequence[Entry], on: date) -> date:
    ends = (entry.ends_at for entry in entries)
    return max((at.date() if isinstance(at, datetime) else at for at in ends), default=on) + timedelta(days=1)
