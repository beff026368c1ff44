"""What the `holidays` library lists for a country and a year, with its lunar days told apart.

Decides which of the library's holidays are lunar; whether that makes them uncertain is
`public_holidays`' business. The library's own "estimated" marks are not trusted for a given year
(Saudi Arabia's are switched off, confirmed years differ by edition) but used to learn *names*: a
name that the library marks in any far year is lunar in every year. Where a country's list carries
no marks at all, a holiday within a day of a great feast, and not on the same date in the years
beside it, is taken to be lunar.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

import holidays
from holidays.groups.islamic import IslamicHolidays

from placet.almanac.feasts import Feast, feasts_on
from placet.almanac.reach import OutOfRange, is_within_reach

_ENGLISH = "en_US"
_MARKS = "islamic_show_estimated"  # the option of countries whose list has lunar days
_MARKING_YEARS = 12  # long enough for a substitute day on every weekday
_MARKING_UNTIL = 2041  # well past the years whose sightings an edition of the library has confirmed
_LETTERS = 2  # of an ISO 3166-1 alpha-2 code
_A_YEAR = tuple(timedelta(days=sign * days) for sign in (-1, 1) for days in (365, 366))
_GREAT_FEASTS = frozenset({Feast.ISLAMIC_NEW_YEAR, Feast.ASHURA, Feast.MAWLID, Feast.EID_AL_FITR, Feast.EID_AL_ADHA})


class NoTableReason(StrEnum):
    """Why there is no table."""

    UNKNOWN_COUNTRY = "unknown-country"
    UNKNOWN_REGION = "unknown-region"
    OUT_OF_RANGE = "out-of-range"


@dataclass(frozen=True, slots=True)
class ListedHoliday:
    """A holiday as the library lists it, its marks taken off.

    `name` is English where the library has English; `native_name` is None where the library has no
    second language or where two holidays share the day and cannot be paired.
    """

    name: str
    native_name: str | None
    lunar: bool


@dataclass(frozen=True, slots=True)
class HolidayTable:
    """A year, with the years beside it.

    `worked`: days of the weekend made working days by decree. `partial`: the library says that its
    list for this year is not complete.
    """

    days: Mapping[date, tuple[ListedHoliday, ...]]
    worked: frozenset[date]
    partial: bool


@cache
def countries() -> frozenset[str]:
    """The codes of all countries that the library knows: ISO 3166-1, two letters."""
    return frozenset(holidays.list_supported_countries(include_aliases=False))


def why_no_table(country: str, region: str | None, on: date) -> NoTableReason | None:
    """Why the library cannot answer, or None if it can."""
    known = holidays.list_supported_countries(include_aliases=False)
    if len(country) != _LETTERS or country not in known:
        return NoTableReason.UNKNOWN_COUNTRY
    if region is not None and region not in known[country]:
        return NoTableReason.UNKNOWN_REGION
    listed = getattr(holidays, country)
    if not (is_within_reach(on) and listed.start_year <= on.year <= listed.end_year):
        return NoTableReason.OUT_OF_RANGE
    return None


@lru_cache(maxsize=256)
def holiday_table(country: str, region: str | None, year: int) -> HolidayTable:
    """The holidays of a year and of the years beside it.

    Three years at a time, because a holiday may be kept on a substitute day over New Year. Ask
    `why_no_table` first.
    """
    years = range(year - 1, year + 2)
    english, _ = _ask(country, region, years)
    native, _ = _ask(country, region, years, native=True)
    _, partial = _ask(country, region, (year,))
    lunar = _lunar_names(country, region)
    unmarked = not lunar and issubclass(getattr(holidays, country), IslamicHolidays)
    days = {
        day: tuple(
            ListedHoliday(
                name,
                _paired(name, native.get_list(day)) if len(names) == 1 else None,
                name in lunar or (unmarked and _follows_the_moon(name, day, english)),
            )
            for name in names
        )
        for day in english
        for names in [english.get_list(day)]
    }
    return HolidayTable(MappingProxyType(days), frozenset(english.weekend_workdays), partial)


@lru_cache(maxsize=256)
def _lunar_names(country: str, region: str | None) -> frozenset[str]:
    """The names that the library marks as estimated when told to, in years yet unconfirmed."""
    listed = getattr(holidays, country)
    if _MARKS not in listed.get_supported_options():
        return frozenset()
    until = min(_MARKING_UNTIL, listed.end_year)
    years = range(until - _MARKING_YEARS + 1, until + 1)
    plain, _ = _ask(country, region, years)
    marked, _ = _ask(country, region, years, marks=True)
    return frozenset(name for day in plain for name in plain.get_list(day) if name not in marked.get_list(day))


def _paired(name: str, native: list[str]) -> str | None:
    return native[0] if len(native) == 1 and native[0] != name else None


def _follows_the_moon(name: str, day: date, listed: holidays.HolidayBase) -> bool:
    feasts = feasts_on(day)
    if isinstance(feasts, OutOfRange):
        return False
    if not any(feast.feast in _GREAT_FEASTS for feast in feasts):
        return False
    return not any(name in listed.get_list(day + shift) for shift in _A_YEAR)


def _ask(
    country: str,
    region: str | None,
    years: Iterable[int],
    *,
    native: bool = False,
    marks: bool = False,
) -> tuple[holidays.HolidayBase, bool]:
    """The library's answer, and whether it warned that the answer is incomplete.

    The language is always named: without one, or with one that a country lacks, the library takes
    that of the machine's environment.
    """
    listed_in = getattr(holidays, country)
    language = listed_in.default_language
    if not native and _ENGLISH in listed_in.supported_languages:
        language = _ENGLISH
    options = listed_in.get_supported_options()
    wanted: dict[str, Any] = {_MARKS: marks} if _MARKS in options else {}
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always", UserWarning)
        listed = holidays.country_holidays(
            country, subdiv=region, years=years, expand=False, language=language, **wanted
        )
    return listed, any(issubclass(warning.category, UserWarning) for warning in heard)
