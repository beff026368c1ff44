"""Calendars as iCalendar files (RFC 5545) that every calendar program imports: zones written out, lines folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar

PRODUCT = "-//Placet//Programme//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. `starts_at` and `ends_at` are aware, on the place's clock; `alarm` rings so long before it."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str
    description: str
    sequence: int
    tentative: bool
    alarm: timedelta | None


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
    calendar.add_missing_timezones(first_date=_first(entries, on), last_date=_last(entries, on))
    return bytes(calendar.to_ical())


def _event(entry: Entry, language: str, stamp: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("sequence", entry.sequence)
    event.add("status", "TENTATIVE" if entry.tentative else "CONFIRMED")
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


def _first(entries: Sequence[Entry], on: date) -> date:
    """A year's beginning: a zone then says which offset held before, too."""
    return date(min((entry.starts_at.year for entry in entries), default=on.year), 1, 1)


def _last(entries: Sequence[Entry], on: date) -> date:
    return max((entry.ends_at.date() for entry in entries), default=on) + timedelta(days=1)
