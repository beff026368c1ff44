"""Times as offices state them, and windows of aware instants.

Three forms of time are kept apart: *local* (a leg-day, a wall clock, a zone), *instant* (aware datetime) and *printed*
(what a source shows, with its precision). This module has the first and the last; instants are plain aware `datetime`s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from placet.errors import Contradiction
from placet.model.declare import public


class Precision(Enum):
    """How exactly a time is stated, and what it means to the planner."""

    EXACT = "exact"  # pinned
    ABOUT = "about"  # within ABOUT_TOLERANCE
    FROM = "from"  # not before
    BY = "by"  # not after
    WINDOW = "window"  # begins between the two
    PART = "part"  # within a part of the day
    AFTER = "after"  # after another engagement
    UNKNOWN = "unknown"  # free


ABOUT_TOLERANCE = timedelta(minutes=15)

LEAP_YEAR = 2000
"""Stands in where a day of a month has no year."""

PARTS_OF_DAY = {
    "early-morning": (time(5), time(9)),
    "morning": (time(6), time(12, 30)),
    "forenoon": (time(8), time(12, 30)),
    "midday": (time(11, 30), time(14, 30)),
    "afternoon": (time(12), time(18, 30)),
    "evening": (time(17), time(23, 59)),
    "night": (time(20), time(23, 59)),
}
"""When an engagement of a part of the day may begin, local time. Default; generous on purpose: parts overlap."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A wall clock, optionally with its own zone, the fold of a doubled hour, and days after the leg-day.

    `plus_days` is 1 for `00:30 +1`: the wall clock of the day after the one under which it is printed.
    """

    at: time
    zone: str | None = None
    fold: int | None = None
    plus_days: int = 0


@dataclass(frozen=True, slots=True)
class When:
    """A stated time: its precision and as much of a clock, a second clock, a part or a predecessor as that needs."""

    precision: Precision
    clock: Clock | None = None
    until: Clock | None = None
    part: str | None = None
    after: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a precision without what it needs."""
        clocked = {Precision.EXACT, Precision.ABOUT, Precision.FROM, Precision.BY, Precision.WINDOW}
        if (self.precision in clocked) != (self.clock is not None):
            raise ValueError(f"{self.precision.value}: a clock is missing or too much")
        if (self.precision is Precision.WINDOW) != (self.until is not None):
            raise ValueError("a window, and only a window, has two clocks")
        if (self.precision is Precision.PART) != (self.part is not None):
            raise ValueError("a part of the day needs its name, and nothing else has one")
        if self.part is not None and self.part not in PARTS_OF_DAY:
            raise ValueError(f"not a part of the day: {self.part!r}")

    @property
    def is_placed(self) -> bool:
        """Whether this states a start that a programme can show (exact or about)."""
        return self.precision in (Precision.EXACT, Precision.ABOUT)


UNKNOWN = When(Precision.UNKNOWN)


def length_between(first: datetime, second: datetime) -> timedelta:
    """How long it is from one instant to another, also over a change of the clock; negative where that comes first."""
    return second.astimezone(UTC) - first.astimezone(UTC)


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A half-open span of aware instants: `opens` is inside, `closes` is not."""

    opens: datetime
    closes: datetime

    def __post_init__(self) -> None:
        """Refuse naive instants and a window that closes before it opens."""
        if self.opens.tzinfo is None or self.closes.tzinfo is None:
            raise ValueError("a window is made of aware instants")
        if self.length < timedelta(0):
            raise ValueError("a window closes before it opens")

    @property
    def length(self) -> timedelta:
        """How long the window lasts, also over a night in which the clock changes."""
        return length_between(self.opens, self.closes)

    def overlaps(self, other: Window) -> bool:
        """Whether the two share an instant. Windows that only touch do not, and an empty one shares none."""
        return self.opens < other.closes and other.opens < self.closes and self.length > timedelta(0) < other.length

    def contains(self, other: Window) -> bool:
        """Whether `other` lies wholly inside."""
        return self.opens <= other.opens and other.closes <= self.closes


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A daily span of wall clock, half-open; `closes` of 24:00 is written as midnight and means the day's end."""

    opens: time
    closes: time

    @property
    def crosses_midnight(self) -> bool:
        """Whether the span runs into the next day, as a banquet's does."""
        return self.closes != time(0) and self.closes <= self.opens

    def opens_min(self) -> int:
        """Minutes from the day's start to opening."""
        return self.opens.hour * 60 + self.opens.minute

    def closes_min(self) -> int:
        """Minutes from the day's start to closing; over 1440 when the span crosses midnight."""
        minutes = self.closes.hour * 60 + self.closes.minute
        return minutes + 1440 if minutes <= self.opens_min() else minutes


PARTIAL_DATE = re.compile(r"(?:(\d{4})|-)(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known. A missing part is missing, never assumed: a report may give a month and no year."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse a date that is in no calendar; a day of a month without a year may be 29 February."""
        if self.day is not None and self.month is None:
            raise ValueError("a day without a month")
        if self.year is None and self.month is None:
            raise ValueError("neither a year nor a month")
        date(self.year or LEAP_YEAR, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        """ISO 8601, as much of it as is known: `2025-01`, `--05-13` without a year."""
        parts = [f"{self.year:04d}" if self.year is not None else "-"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2025`, `2025-01`, `2025-01-17`, `--01` or `--05-13`; raises ValueError for anything else."""
        match = PARTIAL_DATE.match(text)
        if match is None:
            raise ValueError(f"not a date: {text!r}")
        return cls(*(int(part) if part else None for part in match.groups()))


@dataclass(frozen=True, slots=True)
class Length:
    """How long an engagement lasts: at least, typically, at most. `stated` is False for an estimate."""

    least: timedelta = public("At least.")
    typical: timedelta = public("Usually.")
    most: timedelta = public("At most.")
    stated: bool = public("False for an estimate, which breaks no rule that must be kept.", True)

    def __post_init__(self) -> None:
        """Refuse lengths out of order or negative."""
        if not timedelta(0) <= self.least <= self.typical <= self.most:
            raise Contradiction("length-order")

    @classmethod
    def exactly(cls, length: timedelta) -> Length:
        """A length with no play in it."""
        return cls(length, length, length)
