"""Whether a country's offices keep a public holiday on a date.

Decides from the library's table (`holiday_tables`) and from what the user states: holidays added,
removed, moved. A lunar holiday is uncertain by a day either way until the user moves it to its
stated day, so the days around it answer "possibly" too. Does not know half days, bank holidays or
strikes, and not which holidays will yet be decreed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

from placet.almanac.calendars import CalendarDate, to_lunar
from placet.almanac.certainty import Certainty
from placet.almanac.holiday_tables import (
    HolidayTable,
    NoTableReason,
    holiday_table,
    why_no_table,
)

_DAY = timedelta(days=1)
_LAST_OF_A_MONTH = 29


class HolidaySource(StrEnum):
    """On whose word a day is a holiday."""

    LIBRARY = "library"
    ADDED = "added"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    """A public holiday on its expected day; `reason` is the user's, where the user stated it."""

    name: str
    native_name: str | None
    expected: date
    lunar: bool
    source: HolidaySource = HolidaySource.LIBRARY
    reason: str = ""

    @property
    def is_uncertain(self) -> bool:
        """Whether it may fall a day earlier or later: lunar, and not stated by the user."""
        return self.lunar and self.source is HolidaySource.LIBRARY


@dataclass(frozen=True, slots=True)
class Added:
    """The user states a holiday that the table lacks."""

    on: date
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Removed:
    """The user states that a day is no holiday, or not that one (`name`, as the table gives it)."""

    on: date
    reason: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The user states the day on which a holiday is kept; `to` may equal `on`, to confirm it."""

    on: date
    to: date
    reason: str
    name: str | None = None


Correction = Added | Removed | Moved


@dataclass(frozen=True, slots=True)
class HolidayJudgement:
    """Whether a day is a public holiday, and the holidays for which it is or may be.

    `working_by_decree`: a day of the weekend that the state made a working day that year.
    `partial`: the library says that its list for this year is not complete.
    """

    country: str
    on: date
    answer: Certainty
    holidays: tuple[PublicHoliday, ...]
    working_by_decree: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class NoHolidayTable:
    """The almanac cannot tell the holidays of this country, region or year."""

    country: str
    region: str | None
    reason: NoTableReason


def public_holidays(
    country: str,
    on: date,
    corrections: Iterable[Correction] = (),
    region: str | None = None,
) -> HolidayJudgement | NoHolidayTable:
    """Whether the day is a public holiday.

    Args:
        country: ISO 3166-1 alpha-2, in capitals.
        on: The day.
        corrections: What the user states, applied in the order given; additions are certain.
        region: A part of the country, as ISO 3166-2 without the country's prefix.
    """
    missing = why_no_table(country, region, on)
    if missing is not None:
        return NoHolidayTable(country, region, missing)
    table = holiday_table(country, region, on.year)
    stated = tuple(corrections)
    kept = tuple(
        holiday
        for shift in (-1, 0, 1)
        for holiday in _kept_on(on + shift * _DAY, table, stated)
        if shift == 0 or holiday.is_uncertain
    )
    return HolidayJudgement(country, on, _answer(on, kept), kept, on in table.worked, table.partial)


def by_moon(holidays: Iterable[PublicHoliday]) -> tuple[tuple[PublicHoliday, ...], ...]:
    """Lunar holidays in the order of their days, those together that one sighting moves together.

    That are those of one lunar month, and those on days that follow each other: the sighting that ends Ramadan begins
    the month of the feast, and so decides its last day too.
    """
    moons: list[list[PublicHoliday]] = []
    for holiday in sorted(holidays, key=lambda one: (one.expected, one.name)):
        if moons and _of_one_moon(moons[-1][-1].expected, holiday.expected):
            moons[-1].append(holiday)
        else:
            moons.append([holiday])
    return tuple(map(tuple, moons))


def _of_one_moon(earlier: date, later: date) -> bool:
    if later - earlier <= _DAY:
        return True
    one, other = to_lunar(earlier), to_lunar(later)
    if not isinstance(one, CalendarDate) or not isinstance(other, CalendarDate):
        return False
    return (one.year, one.month) == (other.year, other.month) and other.day < _LAST_OF_A_MONTH


def _answer(on: date, kept: tuple[PublicHoliday, ...]) -> Certainty:
    """Yes if it is a holiday wherever the moon is sighted: in the middle of lunar days, say."""
    if any(not holiday.is_uncertain for holiday in kept):
        return Certainty.YES
    lunar = {holiday.expected for holiday in kept}
    if {on - _DAY, on, on + _DAY} <= lunar:
        return Certainty.YES
    return Certainty.POSSIBLY if lunar else Certainty.NO


def _kept_on(day: date, table: HolidayTable, corrections: tuple[Correction, ...]) -> tuple[PublicHoliday, ...]:
    """The holidays expected on one day once every correction is applied, in order."""
    kept = _listed(day, table)
    for correction in corrections:
        match correction:
            case Added(on, name, reason):
                if on == day:
                    kept += (PublicHoliday(name, None, day, False, HolidaySource.ADDED, reason),)
            case Removed(on, _, name):
                if on == day:
                    kept = _without(kept, name)
            case Moved(on, to, reason, name):
                if on == day:
                    kept = _without(kept, name)
                if to == day:
                    kept += tuple(
                        replace(holiday, expected=to, source=HolidaySource.MOVED, reason=reason)
                        for holiday in _listed(on, table)
                        if name in (None, holiday.name)
                    )
            case _:
                assert_never(correction)
    return kept


def _listed(day: date, table: HolidayTable) -> tuple[PublicHoliday, ...]:
    return tuple(
        PublicHoliday(listed.name, listed.native_name, day, listed.lunar) for listed in table.days.get(day, ())
    )


def _without(kept: tuple[PublicHoliday, ...], name: str | None) -> tuple[PublicHoliday, ...]:
    return tuple(holiday for holiday in kept if name not in (None, holiday.name))
