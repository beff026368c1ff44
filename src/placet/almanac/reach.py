"""The years the almanac answers for.

Outside them the formulae still return numbers, but nobody has checked them, and the ends of
Python's own calendar would overflow. Every module says "out of range" beyond these years, or
beyond the narrower ones of its own table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """The table or formula asked does not cover this day; it covers `first` to `last`, both included."""

    first: date
    last: date


def is_within_reach(day: date) -> bool:
    """Whether the almanac answers for this day at all."""
    return FIRST_DAY <= day <= LAST_DAY
