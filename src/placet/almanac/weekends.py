"""Which days of the week are free, since when, and who says so.

Decides the weekend of public offices in a country on a date, in this order of trust: what the user
states for the institution, what the user states for the side, our dated table
(`data/weekends.toml`), and last the `holidays` library, whose answer is marked as not certain, for
it gives Saturday and Sunday where it knows nothing. Does not know working Saturdays made by decree:
those are dates, not weekdays, and live in `public_holidays`.

Weekdays are Python's: Monday is 0. Validity is half-open, `[from_, until)`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

import holidays

from placet.almanac.certainty import Certainty

_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


class Basis(StrEnum):
    """On whose word a weekend is what it is."""

    INSTITUTION = "institution"  # stated by the user for one institution
    SIDE = "side"  # stated by the user for the whole side
    TABLE = "table"
    LIBRARY = "library"
    UNKNOWN = "unknown"  # no such country anywhere


@dataclass(frozen=True, slots=True)
class WeekendOverride:
    """A user's statement of a weekend, for one institution or, without one, for the whole side."""

    days: frozenset[int]
    from_: date | None = None
    until: date | None = None
    institution: str | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse weekdays that do not exist and a validity that never begins."""
        if not self.days <= frozenset(range(7)):
            raise ValueError(f"not weekdays, Monday being 0: {sorted(self.days)}")
        if self.from_ and self.until and self.from_ >= self.until:
            raise ValueError(f"never valid: from {self.from_} until {self.until}")


@dataclass(frozen=True, slots=True)
class WeekendJudgement:
    """A weekend. `days` are free by every report, `possibly` by some; if not `certain`, ask."""

    days: frozenset[int]
    possibly: frozenset[int]
    certain: bool
    basis: Basis
    note: str = ""

    def includes(self, weekday: int) -> Certainty:
        """Whether this weekday (Monday is 0) is free."""
        if self.basis is Basis.UNKNOWN:
            return Certainty.UNKNOWN
        if weekday in self.days:
            return Certainty.POSSIBLY if self.basis is Basis.LIBRARY else Certainty.YES
        return Certainty.POSSIBLY if weekday in self.possibly else Certainty.NO


@dataclass(frozen=True, slots=True)
class _Row:
    judgement: WeekendJudgement
    from_: date | None
    until: date | None


def weekend(
    country: str,
    on: date,
    overrides: Iterable[WeekendOverride] = (),
    institution: str | None = None,
) -> WeekendJudgement:
    """The weekend in force on a date.

    Args:
        country: ISO 3166-1 alpha-2, in capitals.
        on: The date; what was the weekend ten years ago may be another one today.
        overrides: What the user states. Of several that hold, the one that began last counts, and
            of those the last given.
        institution: Whose office is asked about; without it only the side's overrides count.
    """
    stated = _stated(on, tuple(overrides), institution)
    if stated is not None:
        return stated
    for row in _table().get(country, ()):
        if _holds(row.from_, row.until, on):
            return row.judgement
    return _from_library(country, on)


def _stated(on: date, overrides: tuple[WeekendOverride, ...], institution: str | None) -> WeekendJudgement | None:
    holding = [stated for stated in overrides if _holds(stated.from_, stated.until, on)]
    for basis, whose in ((Basis.INSTITUTION, institution), (Basis.SIDE, None)):
        if basis is Basis.INSTITUTION and whose is None:
            continue
        mine = [stated for stated in holding if stated.institution == whose]
        if mine:
            # Reversed, because `max` keeps the first of equals and the last given shall count.
            chosen = max(reversed(mine), key=lambda stated: stated.from_ or date.min)
            return WeekendJudgement(chosen.days, frozenset(), True, basis, chosen.reason)
    return None


def _holds(from_: date | None, until: date | None, on: date) -> bool:
    return (from_ is None or from_ <= on) and (until is None or on < until)


def _from_library(country: str, on: date) -> WeekendJudgement:
    if country not in holidays.list_supported_countries(include_aliases=False):
        return WeekendJudgement(frozenset(), frozenset(), False, Basis.UNKNOWN)
    known = holidays.country_holidays(country)
    # Asked of a fixed week of the year: the library answers for a date, and `on` may end the world.
    week = (date(on.year, 7, 1) + timedelta(days=shift) for shift in range(7))
    days = frozenset(day.weekday() for day in week if known.is_weekend(day))
    return WeekendJudgement(days, frozenset(), False, Basis.LIBRARY)


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[_Row, ...]]:
    text = files("placet.almanac").joinpath("data/weekends.toml").read_text(encoding="utf-8")
    table: dict[str, tuple[_Row, ...]] = {}
    for row in tomllib.loads(text)["row"]:
        judgement = WeekendJudgement(
            days=_weekdays(row["days"]),
            possibly=_weekdays(row.get("possibly", [])),
            certain=row["certain"],
            basis=Basis.TABLE,
            note=row["note"],
        )
        for country in row["countries"]:
            read = _Row(judgement, row.get("from"), row.get("until"))
            table[country] = (*table.get(country, ()), read)
    return table


def _weekdays(names: list[str]) -> frozenset[int]:
    return frozenset(_WEEKDAYS[name] for name in names)
