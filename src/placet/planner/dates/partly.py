"""Dates that are known in part: whether a day is meant by them, surely or perhaps."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from placet.model.spans import PartialDate


def days_meant(first: PartialDate, last: PartialDate, on: date) -> bool | None:
    """Whether a day lies between two dates, both included: True surely, False perhaps, None not."""
    for year in (on.year - 1, on.year):
        begins = _earliest(first, year)
        ends = _latest(last, last.year or begins.year)
        if last.year is None and ends < begins:
            ends = _latest(last, begins.year + 1)
        if begins <= on <= ends:
            known = None not in (first.year, first.month, last.year, last.month)
            inside = _latest(first, begins.year) <= on <= _earliest(last, ends.year)
            return known and (inside or None not in (first.day, last.day))
    return None


def _earliest(one: PartialDate, year: int) -> date:
    return date(one.year or year, one.month or 1, _day(one, one.year or year, one.month or 1, 1))


def _latest(one: PartialDate, year: int) -> date:
    year, month = one.year or year, one.month or 12
    return date(year, month, _day(one, year, month, monthrange(year, month)[1]))


def _day(one: PartialDate, year: int, month: int, without: int) -> int:
    """Its day; the last of February stands for the 29th in a year that has none."""
    return min(one.day or without, monthrange(year, month)[1])
