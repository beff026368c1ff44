"""The small notations of the visit file: one entry per type, used for reading, writing, the schema and the reference.

Each `Scalar` says what people may write (`expected`, a word of the catalogue), how it is read (raising `ValueError` for
anything else), and how it is written back so that reading gives an equal value.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from placet.errors import Fact, Word
from placet.model.spans import UNKNOWN, Clock, Hours, PartialDate, Precision, When

LENGTH = re.compile(r"(?:(\d{1,3})\s*d\s*)?(?:(\d{1,3})\s*h\s*)?(?:(\d{1,4})\s*(?:m|min)?)?\Z")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:\s*\+(\d))?(?:\s+([A-Za-z][A-Za-z0-9_+/-]*))?(?:\s*\((first|second)\))?\Z")
SPAN = re.compile(r"(.+?)(?:–|—|-|to)\s*(\d{1,2}[:.]\d{2}.*)", re.DOTALL)
LONGEST = timedelta(days=999)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One notation."""

    expected: Word
    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    schema: dict[str, Any]
    meant: Callable[[Any], str] = lambda _: ""
    """What was probably meant by a value that is refused; nothing where that cannot be told."""


def notation(name: str, **facts: Fact) -> Word:
    """What people may write, as the catalogue has it."""
    return Word("notations", name, facts)


def read_length(raw: Any) -> timedelta:
    """Read `45m`, `1h`, `1h30`, `2d`; a bare number has no unit and is refused."""
    if not isinstance(raw, str) or not raw.strip() or raw.strip().isdigit():
        raise ValueError("no unit")
    match = LENGTH.match(raw.strip().lower())
    if match is None:
        raise ValueError("not a length of time")
    days, hours, minutes = (int(part) if part else 0 for part in match.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes)
    if length > LONGEST:
        raise ValueError("longer than can be written back")
    return length


def write_length(length: timedelta) -> str:
    """Write a length so that `read_length` gives it back.

    `45m`, `1h`, `1h30m`; days only where the hours have more than three digits. Seconds are not part of the notation.
    """
    minutes = round(length.total_seconds() / 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24) if hours > 999 else (0, hours)
    parts = [f"{number}{unit}" for number, unit in ((days, "d"), (hours, "h"), (minutes, "m")) if number]
    return "".join(parts) or "0m"


def read_time(raw: Any) -> time:
    """Read `11:40`, `24:00` (the day's end) or a TOML time of whole minutes."""
    if isinstance(raw, time):
        if raw.second or raw.microsecond:
            raise ValueError("not a whole minute")
        return raw
    match = CLOCK.match(raw.strip()) if isinstance(raw, str) else None
    if match is None or any(match.groups()[2:]):
        raise ValueError("not a time")
    if (match[1], match[2]) == ("24", "00"):
        return time(0)
    return time(int(match[1]), int(match[2]))


def read_clock(raw: Any) -> Clock:
    """Read `11:40`, `11:40 Asia/Tehran`, `00:30 +1`, `02:30 (second)`."""
    if isinstance(raw, time):
        return Clock(read_time(raw))
    match = CLOCK.match(raw.strip()) if isinstance(raw, str) else None
    if match is None:
        raise ValueError("not a time")
    hour, minute, plus, zone, fold = match.groups()
    days = int(plus or 0)
    if (hour, minute) == ("24", "00"):
        hour, days = "0", days + 1
    if days > 9:
        raise ValueError("more than nine days later")
    folds = {"first": 0, "second": 1}
    return Clock(time(int(hour), int(minute)), zone, folds[fold] if fold else None, days)


def write_clock(clock: Clock) -> str:
    """Write a clock as `read_clock` reads it."""
    words = [clock.at.strftime("%H:%M")]
    words += [f"+{clock.plus_days}"] if clock.plus_days else []
    words += [clock.zone] if clock.zone else []
    words += [("(first)", "(second)")[clock.fold]] if clock.fold is not None else []
    return " ".join(words)


def read_when(raw: Any) -> When:
    """Read a stated time with its precision."""
    if isinstance(raw, time):
        return When(Precision.EXACT, Clock(read_time(raw)))
    if not isinstance(raw, str):
        raise ValueError("not a time")
    words = raw.strip()
    head, _, rest = words.partition(" ")
    head = head.lower()
    if head in ("about", "from", "by") and rest:
        return When(Precision(head), read_clock(rest))
    if head == "after" and rest:
        return When(Precision.AFTER, after=tuple(part.strip() for part in rest.split(",")))
    if head in ("morning", "afternoon", "evening", "midday", "forenoon", "night", "early-morning") and not rest:
        return When(Precision.PART, part=head)
    try:
        return When(Precision.EXACT, read_clock(words))
    except ValueError:
        pass
    span = SPAN.match(words)
    if span is None:
        raise ValueError("not a time")
    return When(Precision.WINDOW, read_clock(span[1]), read_clock(span[2]))


def write_when(when: When) -> str:
    """Write a stated time as `read_when` reads it."""
    if when.precision is Precision.PART:
        return str(when.part)
    if when.precision is Precision.AFTER:
        return "after " + ", ".join(when.after)
    if when.clock is None:
        raise ValueError("an unknown time is left out of the file")
    if when.precision is Precision.EXACT:
        return write_clock(when.clock)
    if when.precision is Precision.WINDOW and when.until is not None:
        return f"{write_clock(when.clock)}–{write_clock(when.until)}"
    return f"{when.precision.value} {write_clock(when.clock)}"


def read_hours(raw: Any) -> Hours:
    """Read `09:00–17:00`; a hyphen will do, and `22:00–02:00` crosses midnight."""
    span = SPAN.match(raw.strip()) if isinstance(raw, str) else None
    if span is None:
        raise ValueError("not hours")
    return Hours(read_time(span[1]), read_time(span[2]))


def write_hours(hours: Hours) -> str:
    """Write hours as `read_hours` reads them."""
    closes = "24:00" if hours.closes == time(0) else hours.closes.strftime("%H:%M")
    return f"{hours.opens:%H:%M}–{closes}"


def read_date(raw: Any) -> date:
    """Read a TOML date or the same in quotes."""
    if isinstance(raw, datetime):
        raise ValueError("a date without an hour")  # every notation refuses with ValueError
    return raw if isinstance(raw, date) else date.fromisoformat(_string(raw))


def read_partial_date(raw: Any) -> PartialDate:
    """Read a date known to the day, the month or the year."""
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return PartialDate(raw.year, raw.month, raw.day)
    return PartialDate.parse(_string(raw))


def _string(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError("not a string")  # every notation refuses with ValueError
    return raw


def _integer(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise ValueError("not a whole number")
    return raw


def _number(raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or raw != raw:
        raise ValueError("not a number")
    return float(raw)


def _boolean(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise ValueError("not true or false")  # every notation refuses with ValueError
    return raw


def read_octets(raw: Any) -> bytes:
    """Read bytes from base64. Only the one text that writes them back is taken."""
    if not isinstance(raw, str):
        raise ValueError("not a string")
    octets = b64decode(raw, validate=True)
    if write_octets(octets) != raw:
        raise ValueError("another text for the same bytes")
    return octets


def write_octets(octets: bytes) -> str:
    """Write bytes as base64, padded, in one line."""
    return b64encode(octets).decode("ascii")


def _as_is(value: Any) -> Any:
    return value


SCALARS: dict[type, Scalar] = {
    str: Scalar(notation("text"), _string, _as_is, {"type": "string"}),
    int: Scalar(notation("whole-number"), _integer, _as_is, {"type": "integer"}),
    float: Scalar(notation("number"), _number, _as_is, {"type": "number"}),
    bool: Scalar(notation("boolean"), _boolean, _as_is, {"type": "boolean"}),
    timedelta: Scalar(notation("length"), read_length, write_length, {"type": "string"}),
    time: Scalar(notation("time"), read_time, lambda value: value.strftime("%H:%M"), {"type": "string"}),
    date: Scalar(notation("date"), read_date, _as_is, {"type": "string", "format": "date"}),
    PartialDate: Scalar(notation("partial-date"), read_partial_date, str, {"type": "string"}),
    Clock: Scalar(notation("clock"), read_clock, write_clock, {"type": "string"}),
    When: Scalar(notation("when"), read_when, write_when, {"type": "string"}),
    Hours: Scalar(notation("hours"), read_hours, write_hours, {"type": "string"}),
    bytes: Scalar(notation("octets"), read_octets, write_octets, {"type": "string", "contentEncoding": "base64"}),
}

ABSENT = {UNKNOWN}
"""Values that are written by leaving the key out."""
