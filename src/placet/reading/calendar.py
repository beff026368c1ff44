"""Calendars (iCalendar): entries, and their repetitions where those come to an end.

A zone that is not known is not guessed. A cancelled entry is left out and noted.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice
from typing import Any

import icalendar
from dateutil import rrule
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from placet.reading import limits
from placet.reading.grid import Event, FileKind, Grid, Note, Where
from placet.reading.refusal import Refused

_FOLDED = re.compile(rb"\r?\n[ \t]")
_ZONE = re.compile(rb';TZID="?([^":;]+)', re.IGNORECASE)
_EXPANDED = frozenset({"FREQ", "COUNT", "UNTIL", "INTERVAL", "BYDAY", "WKST"})
"""Parts of a rule that visits need: days and weeks. One with others is told, not followed."""
_MOVED = "RECURRENCE-ID"
"""What an entry has that takes the place of one in a repetition."""
_FREQUENCIES = {"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY}


_SAMPLE = (
    b"BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nEND:VTIMEZONE\r\n"
    b"BEGIN:VEVENT\r\nDTSTART;TZID=Etc/UTC:20260101T120000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def all_zones() -> dict[str, zoneinfo.ZoneInfo]:
    """Every zone there is. Whoever holds them need not open a file when a calendar names one."""
    read(_SAMPLE)  # icalendar makes a list of its own of all zones, at the first that it meets
    return {name: zoneinfo.ZoneInfo(name) for name in _known_zones() & zoneinfo.available_timezones()}


def read(content: bytes) -> Grid:
    """The entries of a calendar, in the order of the file."""
    _check(content)
    notes: list[Note] = []
    events: list[Event] = []
    for calendar in icalendar.Calendar.from_ical(content, multiple=True):
        cancels = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        entries = calendar.walk("VEVENT")
        moved = {(_said(entry, "UID"), _instant(entry, _MOVED)) for entry in entries if _MOVED in entry}
        for entry in entries:
            where = (("entry", len(events) + 1),)
            if cancels or str(entry.get("STATUS", "")).upper() == "CANCELLED":
                notes.append(Note(what="cancelled", found=_said(entry, "SUMMARY")))
                continue
            events.extend(_events(entry, where, moved, notes))
            if len(events) > limits.MAX_EVENTS:
                raise Refused("too-many-events", most=limits.MAX_EVENTS)
    return Grid(kind=FileKind.CALENDAR, rows=(), events=tuple(events), notes=tuple(notes))


def _check(content: bytes) -> None:
    """Look before anything is parsed: count entries and parts inside one another, know every zone."""
    depth = entries = 0
    written_out, named = set(), set()
    for line in _FOLDED.sub(b"", content).splitlines():
        if len(line) > limits.MAX_TEXT_CHARS * 4:  # bytes of the longest text in UTF-8
            raise Refused("too-long", where=(("entry", entries),), most=limits.MAX_TEXT_CHARS)
        word = line[:16].upper()
        depth += word.startswith(b"BEGIN:") - word.startswith(b"END:")
        entries += word.startswith(b"BEGIN:VEVENT")
        named.update(_ZONE.findall(line))
        if word.startswith(b"TZID:"):
            written_out.add(line[5:].strip())
        if depth > limits.MAX_NESTED:
            raise Refused("too-deep", most=limits.MAX_NESTED)
    if entries > limits.MAX_EVENTS:
        raise Refused("too-many-events", most=limits.MAX_EVENTS)
    if depth != 0:
        raise Refused("broken")
    for zone in sorted(named - written_out):
        if zone.decode("utf-8", "replace") not in _known_zones():
            raise Refused("unknown-zone", found=zone[:60].decode("utf-8", "replace"))


@cache
def _known_zones() -> frozenset[str]:
    """The names of zones, also those that Windows gives them."""
    return frozenset(zoneinfo.available_timezones() | WINDOWS_TO_OLSON.keys())


def _events(
    entry: icalendar.Component, where: Where, moved: set[tuple[str, datetime | date | None]], notes: list[Note]
) -> Iterator[Event]:
    title = _said(entry, "SUMMARY")
    if entry.errors:
        notes.append(Note(what="unclear", where=where, found=title))
    starts, ends = _ends(entry)
    uid = _said(entry, "UID")
    place, text = _said(entry, "LOCATION"), _said(entry, "DESCRIPTION")
    for start in _starts(entry, starts, where, notes):
        if _MOVED not in entry and (uid, start) in moved:
            continue  # it stands in an entry of its own
        end = ends if start == starts or ends is None else start + (ends - starts)
        yield Event(where=where, starts=start, ends=end, title=title, place=place, text=text, uid=uid)


def _said(entry: icalendar.Component, name: str) -> str:
    """A text. One that stands several times is told line by line."""
    found = entry.get(name)
    texts = found if isinstance(found, list) else [found]
    return "\n".join(str(text).strip() for text in texts if text is not None)


def _ends(entry: icalendar.Component) -> tuple[Any, Any]:
    """Both ends, of one kind: two dates, two aware times or two naive ones. Any: the kind is checked here, once."""
    starts, ends = _instant(entry, "DTSTART"), _instant(entry, "DTEND")
    length = entry.get("DURATION")
    if ends is None and starts is not None and length is not None and isinstance(length.dt, timedelta):
        ends = starts + length.dt
    if starts is None or ends is None:
        return starts, ends
    if type(starts) is not type(ends) or _is_naive(starts) != _is_naive(ends):
        raise Refused("broken")
    return starts, ends


def _is_naive(moment: date) -> bool:
    return not isinstance(moment, datetime) or moment.tzinfo is None


def _instant(entry: icalendar.Component, name: str) -> datetime | date | None:
    """A time or a date, if it is one."""
    found = entry.get(name)
    if found is None or isinstance(found, icalendar.vBroken):
        return None
    moment = getattr(found, "dt", None)
    if not isinstance(moment, date):
        return None
    return moment


def _starts(entry: icalendar.Component, first: Any, where: Where, notes: list[Note]) -> list[Any]:
    """When an entry begins, each time that it does."""
    rule = entry.get("RRULE")
    if rule is None or first is None or _MOVED in entry:
        return [first]
    found = None if isinstance(rule, list) else _repeated(rule, first)
    if found is None:
        notes.append(Note(what="repeats", where=where, found=_said(entry, "SUMMARY")))
        return [first]
    left_out = set(_left_out(entry))
    return [start for start in found if start not in left_out]


def _repeated(rule: icalendar.vRecur, first: Any) -> list[Any] | None:
    """All beginnings by a rule of days or weeks that comes to an end; None for any other rule."""
    known = {str(key).upper(): values for key, values in rule.items()}
    frequency = _FREQUENCIES.get(str(known.get("FREQ", [""])[0]).upper())
    interval = int(known.get("INTERVAL", [1])[0])
    if frequency is None or not known.keys() <= _EXPANDED or not 0 < interval <= limits.MAX_REPEATS:
        return None
    if "COUNT" not in known and "UNTIL" not in known:
        return None
    zone = first.tzinfo if isinstance(first, datetime) else None
    start = first.replace(tzinfo=None) if isinstance(first, datetime) else datetime.combine(first, time())
    days = [str(day).upper() for day in known.get("BYDAY", [])]
    if any(day not in _DAYS for day in days):
        return None
    found = rrule.rrule(
        frequency,
        dtstart=start,
        interval=interval,
        count=int(known["COUNT"][0]) if "COUNT" in known else None,
        until=_until(known["UNTIL"][0], zone) if "UNTIL" in known else None,
        byweekday=[_DAYS.index(day) for day in days] or None,
        wkst=_DAYS.index(str(known.get("WKST", ["MO"])[0]).upper()),
    )
    moments = list(islice(found, limits.MAX_REPEATS + 1))
    if not moments or len(moments) > limits.MAX_REPEATS:
        return None
    if isinstance(first, datetime):
        return [moment.replace(tzinfo=zone) for moment in moments]
    return [moment.date() for moment in moments]


_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _until(until: datetime | date, zone: Any) -> datetime:
    """The last moment that counts, on the clock on which the entry is repeated."""
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max)
    if until.tzinfo is None:
        return until
    return until.astimezone(zone or UTC).replace(tzinfo=None)


def _left_out(entry: icalendar.Component) -> Iterator[datetime | date]:
    found = entry.get("EXDATE", [])
    for group in found if isinstance(found, list) else [found]:
        yield from (moment.dt for moment in group.dts)
