"""When lunar feasts and fasts fall: a day early, as computed, a day late.

Computed from the Umm al-Qura tables. Everything computed is uncertain by a day either way, in the
past too: what a country kept is not what the table says. A user who knows states the day observed;
it fixes the whole lunar month it lies in, and then the month's feasts are certain. Who keeps which
feast is not decided here, and nobody's faith is inferred: a feast is a fact of the calendar.

Days are whole civil days; that a lunar day begins at the sunset before is for the reader to know.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from placet.almanac.calendars import (
    LUNAR_FIRST,
    LUNAR_LAST,
    CalendarDate,
    LunarReading,
    from_lunar,
    to_lunar,
)
from placet.almanac.certainty import Certainty
from placet.almanac.reach import OutOfRange

_DAY = timedelta(days=1)
_SANE = timedelta(days=3)  # no country has kept a feast further from the computed day


class Feast(Enum):
    """A feast or fast and its place in the lunar year: month and day.

    Day 0 of Shawwal is the last of Ramadan, whether that month has 29 days or 30.
    """

    ISLAMIC_NEW_YEAR = (1, 1)
    TASUA = (1, 9)
    ASHURA = (1, 10)
    ARBAEEN = (2, 20)
    DEATH_OF_THE_PROPHET = (2, 28)
    MAWLID = (3, 12)  # as most Sunni communities keep it
    MAWLID_SHIA = (3, 17)
    ISRA_AND_MIRAJ = (7, 27)
    MID_SHABAN = (8, 15)
    RAMADAN_FIRST = (9, 1)
    MARTYRDOM_OF_ALI = (9, 21)
    RAMADAN_LAST = (10, 0)
    EID_AL_FITR = (10, 1)
    ARAFAH = (12, 9)
    EID_AL_ADHA = (12, 10)
    EID_AL_GHADIR = (12, 18)

    @property
    def month(self) -> int:
        """The lunar month whose beginning decides the day."""
        return self.value[0]

    @property
    def day(self) -> int:
        """Counted from the first of that month, which is 1."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class ObservedFeast:
    """A user's statement: in this lunar year the feast was, or by decree will be, on this day."""

    feast: Feast
    lunar_year: int
    on: date

    def __post_init__(self) -> None:
        """Refuse a day that belongs to another year or feast."""
        begins = _computed_month(self.lunar_year, self.feast.month)
        if isinstance(begins, OutOfRange):
            raise ValueError(f"no lunar table for the year {self.lunar_year}")
        if abs(self.month_begins - begins) > _SANE:
            raise ValueError(f"{self.on} is not near {self.feast.name} of {self.lunar_year}")

    @property
    def month_begins(self) -> date:
        """The first of the lunar month that follows from the observation."""
        return self.on - _DAY * (self.feast.day - 1)


@dataclass(frozen=True, slots=True)
class FeastDay:
    """A feast in one lunar year. Where observed, the three days are one."""

    feast: Feast
    lunar_year: int
    earliest: date
    expected: date
    latest: date

    @property
    def is_certain(self) -> bool:
        """Whether the day is stated, not computed."""
        return self.earliest == self.latest

    def falls_on(self, day: date) -> Certainty:
        """Whether the feast is on that day."""
        if not self.earliest <= day <= self.latest:
            return Certainty.NO
        return Certainty.YES if self.is_certain else Certainty.POSSIBLY


def feast_day(feast: Feast, lunar_year: int, observed: Iterable[ObservedFeast] = ()) -> FeastDay | OutOfRange:
    """The days on which the feast may fall in a lunar year.

    Of several observations in one lunar month, the last given counts.
    """
    computed = _computed_month(lunar_year, feast.month)
    if isinstance(computed, OutOfRange):
        return computed
    stated = [
        seen.month_begins for seen in observed if (seen.lunar_year, seen.feast.month) == (lunar_year, feast.month)
    ]
    doubt = timedelta(0) if stated else _DAY
    expected = (stated[-1] if stated else computed) + _DAY * (feast.day - 1)
    return FeastDay(feast, lunar_year, expected - doubt, expected, expected + doubt)


def feasts_of_year(lunar_year: int, observed: Iterable[ObservedFeast] = ()) -> tuple[FeastDay, ...] | OutOfRange:
    """Every feast of a lunar year, in the order of their expected days."""
    stated = tuple(observed)
    if isinstance(_computed_month(lunar_year, 1), OutOfRange):
        return OutOfRange(LUNAR_FIRST, LUNAR_LAST)
    days = (feast_day(feast, lunar_year, stated) for feast in Feast)
    return tuple(sorted((day for day in days if isinstance(day, FeastDay)), key=lambda day: day.expected))


def feasts_on(day: date, observed: Iterable[ObservedFeast] = ()) -> tuple[FeastDay, ...] | OutOfRange:
    """The feasts that fall, or may fall, on a day; in the order of their expected days."""
    lunar = to_lunar(day)
    if not isinstance(lunar, CalendarDate):
        return OutOfRange(LUNAR_FIRST, LUNAR_LAST)
    stated = tuple(observed)
    found: list[FeastDay] = []
    for year in (lunar.year - 1, lunar.year, lunar.year + 1):
        feasts = feasts_of_year(year, stated)
        if not isinstance(feasts, OutOfRange):
            found += (feast for feast in feasts if feast.falls_on(day) is not Certainty.NO)
    return tuple(found)


def ramadan(day: date, observed: Iterable[ObservedFeast] = ()) -> Certainty:
    """Whether the day is in Ramadan; possibly so at both ends of the month."""
    lunar = to_lunar(day)
    if not isinstance(lunar, CalendarDate):
        return Certainty.UNKNOWN
    stated = tuple(observed)
    first = feast_day(Feast.RAMADAN_FIRST, lunar.year, stated)
    last = feast_day(Feast.RAMADAN_LAST, lunar.year, stated)
    assert isinstance(first, FeastDay)  # noqa: S101 - for the type checker: the year is in the table
    assert isinstance(last, FeastDay)  # noqa: S101 - as above
    if first.latest <= day <= last.earliest:
        return Certainty.YES
    return Certainty.POSSIBLY if first.earliest <= day <= last.latest else Certainty.NO


def _computed_month(lunar_year: int, month: int) -> date | OutOfRange:
    read = from_lunar(lunar_year, month, 1)
    return read.expected if isinstance(read, LunarReading) else OutOfRange(LUNAR_FIRST, LUNAR_LAST)
