"""Entries of a calendar file. Times, places and titles are already apart; a calendar knows no day headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from placet.formats.limits import MAX_DAYS
from placet.model.spans import UNKNOWN, Clock, Precision, When
from placet.reading.day import days_between
from placet.reading.engagement_kinds import format_of, kind_of
from placet.reading.findings import About, DayRead, Doubt, Entry, Left, Reading
from placet.reading.grid import Event
from placet.reading.letters import cleaned, language_of

UTC = "UTC"


def read_events(events: Sequence[Event]) -> Reading:
    """The calendar as a paper: its days are the days on the events' own clocks, its zone the one most of them name."""
    dated = [event for event in events if event.starts is not None]
    left = [Left(event.where, cleaned(event.title)) for event in events if event.starts is None]
    language = language_of(" ".join(event.title for event in events))
    zone = _zone(dated)
    first = min((_day(event.starts) for event in dated if event.starts is not None), default=None)
    entries: list[Entry] = []
    days: dict[int, DayRead] = {}
    for event in sorted(dated, key=lambda event: (_day(event.starts), _minute(event.starts))):
        if event.starts is None or first is None:
            continue
        on = _day(event.starts)
        number = days_between(first, on)
        if number > MAX_DAYS:
            left.append(Left(event.where, f"{on.isoformat()} {cleaned(event.title)}"))
            continue
        days.setdefault(number, DayRead(where=event.where, number=number, on=on, said=on.isoformat()))
        entries.append(_entry(event, number, zone, language))
    return Reading(
        title="",
        language=language,
        starts_on=first,
        days=tuple(days[number] for number in sorted(days)),
        entries=tuple(entries),
        doubts=_about_zone(dated, zone),
        left=tuple(left),
        zone=zone if zone != UTC else "",
    )


def _about_zone(events: Sequence[Event], zone: str) -> tuple[Doubt, ...]:
    """UTC is nobody's own clock, and a time without a zone is that of a city which is not named."""
    timed = next((event for event in events if isinstance(event.starts, datetime)), None)
    if timed is None or zone not in ("", UTC):
        return ()
    return (Doubt(where=timed.where, about=About.ZONE, case="no-zone", said=f"{timed.starts:%H:%M}", chosen=zone),)


def _entry(event: Event, number: int, zone: str, language: str) -> Entry:
    title = " ".join(cleaned(event.title).split())
    doubts = [] if title else [Doubt(where=event.where, about=About.TITLE, case="no-title", said="", chosen="…")]
    at = _when(event.starts, event.starts, zone)
    ends = _when(event.ends, event.starts, zone)
    note = " ".join(cleaned(event.text).split())
    return Entry(
        where=event.where,
        day=number,
        at=at,
        ends=UNKNOWN if ends == at else ends,
        title={language: title or "…"},
        place=" ".join(cleaned(event.place).split()),
        kind=kind_of(title),
        format=format_of(title),
        notes=(note,) if note else (),
        doubts=tuple(doubts),
    )


def _when(at: datetime | date | None, begins: datetime | date | None, zone: str) -> When:
    """A moment on the clock it is written on, counted from the day on which the event begins."""
    if not isinstance(at, datetime) or begins is None:
        return UNKNOWN
    own = _zone_name(at)
    plus = (at.date() - _day(begins)) // timedelta(days=1)
    if not 0 <= plus <= 9:
        return UNKNOWN
    clock = at.time().replace(second=0, microsecond=0, tzinfo=None, fold=0)
    return When(Precision.EXACT, Clock(clock, own if own not in ("", zone) else None, None, plus))


def _zone(events: Sequence[Event]) -> str:
    names = Counter(_zone_name(event.starts) for event in events if isinstance(event.starts, datetime))
    names.pop("", None)
    return names.most_common(1)[0][0] if names else ""


def _zone_name(at: datetime | date | None) -> str:
    zone = at.tzinfo if isinstance(at, datetime) else None
    name = zone.key if isinstance(zone, ZoneInfo) else ""
    return name if "/" in name or name == "UTC" else ""


def _day(at: datetime | date | None) -> date:
    return at.date() if isinstance(at, datetime) else at or date.max


def _minute(at: datetime | date | None) -> int:
    return at.hour * 60 + at.minute if isinstance(at, datetime) else -1
