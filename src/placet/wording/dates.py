"""Dates, times of day and lengths as a language says them: three calendars, the language's own digits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from babel.dates import format_date

from placet.almanac.calendars import CalendarDate, in_three_calendars
from placet.model.spans import LEAP_YEAR, PartialDate
from placet.wording.isolates import Said
from placet.wording.language import Language

WallTime = datetime | time
"""What a clock on the wall shows: that of an instant, or of any day."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""As the visit file writes them."""
_RAISED = str.maketrans("+-0123456789", "⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def long_date(on: date, language: Language) -> str:
    """`Tuesday 12 May 2026`."""
    return _gregorian(on, "long", language)


def short_date(on: date, language: Language) -> str:
    """`Tue 12 May`."""
    return _gregorian(on, "short", language)


def plain_date(on: date, language: Language) -> str:
    """`12 May 2026`."""
    return _gregorian(on, "plain", language)


def column_date(on: date, language: Language) -> str:
    """`2026-05-12`: as a column of days has it."""
    return _gregorian(on, "column", language)


def partial_date(on: PartialDate, language: Language) -> str:
    """As much of a date as is known: `2045`, `May 2045`, `12 May 2045`; without a year `May`, `12 May`."""
    if on.month is None:
        return language.in_digits(str(on.year))
    day = date(on.year or LEAP_YEAR, on.month, on.day or 1)
    if on.year is None:
        return _gregorian(day, "month_alone" if on.day is None else "day_month", language)
    return _gregorian(day, "month" if on.day is None else "plain", language)


def hijri_date(on: CalendarDate, language: Language) -> str:
    """`22 Ordibehesht 1405`; a lunar date says that it is computed, for a sighting may move it by a day."""
    words = _words(language)
    facts = {"day": on.day, "month": words[on.calendar.value][on.month - 1], "year": on.year}
    said = language.fill(words["hijri"], facts)
    return language.fill(words["computed"], {"date": said}) if on.tentative else said


def other_calendars(on: date, language: Language) -> Iterator[str]:
    """The same day in the other calendars that readers of the language expect, where these reach so far."""
    three = in_three_calendars(on)
    for other in (three.solar, three.lunar):
        if isinstance(other, CalendarDate) and other.calendar.value in language.calendars:
            yield hijri_date(other, language)


def undated_day(number: int, language: Language) -> str:
    """`D` for the first day of a visit without a date, `D+1` for the next, `D-1` for the one before."""
    key = "first_day" if number == 1 else "later_day" if number > 1 else "earlier_day"
    facts = {"number": number, "after": number - 1, "before": 1 - number}
    return language.fill(_words(language)[key], facts)


def moment(day: str, at: str, language: Language) -> str:
    """`Tue 12 May 11:40`: a day as it is called, and a time on it."""
    return language.fill(_words(language)["moment"], {"day": Said(day), "time": Said(at)})


def weekday(name: str, language: Language) -> str:
    """A day of the week by its English name, as the visit file has it; any other name as it is written."""
    names = language.locale.days["stand-alone"]["wide"]
    return str(names[WEEKDAYS.index(name)]) if name in WEEKDAYS else name


def length(lasts: timedelta, language: Language) -> str:
    """`45 min`, `1 h 05`, to the minute."""
    words = language.words("language")["lengths"]
    hours, minutes = divmod(abs(round(lasts.total_seconds() / 60)), 60)
    facts = {"hours": hours, "minutes": minutes, "two_digits": language.in_digits(f"{minutes:02d}")}
    said = language.fill(words["minutes" if not hours else "hours" if minutes else "hours_alone"], facts)
    return language.fill(words["negative"], {"length": said}) if lasts < timedelta(0) else said


def clock(at: WallTime, language: Language, *, printed_under: date | None = None) -> str:
    """`11:40` on the instant's own clock; `00:30⁺¹` for the day after the one it is printed under."""
    beyond = (at.date() - printed_under).days if isinstance(at, datetime) and printed_under is not None else 0
    return language.in_digits(f"{at:%H:%M}") + days_beyond(beyond)


def days_beyond(days: int) -> str:
    """`⁺¹`: so many days after the one an hour is printed under; nothing on the day itself. No script raises others."""
    return f"{days:+d}".translate(_RAISED) if days else ""


def hours(opens: WallTime, closes: WallTime, language: Language) -> str:
    """`11:40–12:25`, and `23:00–00:40⁺¹` between instants: the end is printed under the day of the beginning.

    In a right-to-left line a reader finds the beginning on the right, as it should be.
    """
    under = opens.date() if isinstance(opens, datetime) else None
    return f"{clock(opens, language)}–{clock(closes, language, printed_under=under)}"


def offset_of(at: datetime) -> str:
    """`+03:30`: how far the instant's clock is ahead of UTC."""
    minutes = round((at.utcoffset() or timedelta(0)).total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _gregorian(on: date, pattern: str, language: Language) -> str:
    return language.in_digits(format_date(on, format=_words(language)[pattern], locale=language.locale))


def _words(language: Language) -> Any:
    return language.words("language")["dates"]
