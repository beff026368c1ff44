"""The Solar Hijri date of a Gregorian one, by the arithmetic of the 33-year cycle."""

from __future__ import annotations

from datetime import date

_CYCLE = 33 * 365 + 8  # eight leap years in a cycle
_FOUR = 4 * 365 + 1
_FIRST_HALF = 6 * 31  # the first six months have 31 days, the others 30


def solar_hijri(day: date) -> tuple[int, int, int]:
    """Year, month and day."""
    # 1 Farvardin 979 was 79 days after 1 January 1600.
    left = (day - date(1600, 1, 1)).days - 79
    year = 979 + 33 * (left // _CYCLE)
    left %= _CYCLE
    year += 4 * (left // _FOUR)
    left %= _FOUR
    if left >= 366:
        year += (left - 1) // 365
        left = (left - 1) % 365
    if left < _FIRST_HALF:
        return year, 1 + left // 31, 1 + left % 31
    left -= _FIRST_HALF
    return year, 7 + left // 30, 1 + left % 30
