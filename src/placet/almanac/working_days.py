"""On which days offices work: those of one side, or the days that several sides have in common.

Decides from weekends and public holidays, as the tables have them and as a side states them. A day that may be a feast,
for it hangs on the moon, is not counted on, and is remembered as unsure. A side whose country nobody states is taken to
rest on Saturday and Sunday, and is named.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from placet.almanac.certainty import Certainty
from placet.almanac.public_holidays import NoHolidayTable, public_holidays
from placet.almanac.side_days import corrections_of, weekends_of
from placet.almanac.weekends import weekend
from placet.model.people import Side
from placet.model.vocabulary import WEEKDAYS

ASSUMED_WEEKEND = frozenset({5, 6})
"""Saturday and Sunday, where nobody states a country. Default."""


@dataclass(frozen=True, slots=True)
class Bureau:
    """Whose days are asked about: a side, or one institution of it."""

    side: Side
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days between two dates, both included, in order; `unsure` are those that a feast may or may not take.

    The unsure ones are not among `days`.
    """

    days: tuple[date, ...]
    unsure: frozenset[date]

    def on_or_after(self, on: date) -> int:
        """The index of the first working day that is not before a date; the number of days where there is none."""
        return bisect_left(self.days, on)

    def on_or_before(self, on: date) -> int:
        """The index of the last working day that is not after a date; -1 where there is none."""
        return bisect_right(self.days, on) - 1

    def between(self, first: date, last: date) -> int:
        """How many working days lie between two dates, both included."""
        return max(0, bisect_right(self.days, last) - bisect_left(self.days, first))


def working_days(bureaus: Sequence[Bureau], first: date, last: date) -> WorkingDays:
    """The days on which all of them work."""
    working: list[date] = []
    unsure: set[date] = set()
    for shift in range((last - first).days + 1):
        on = first + timedelta(days=shift)
        closed = {closed_on(bureau, on) for bureau in bureaus}
        if Certainty.YES in closed:
            continue
        if Certainty.POSSIBLY in closed:
            unsure.add(on)
        else:
            working.append(on)
    return WorkingDays(tuple(working), frozenset(unsure))


def closed_on(bureau: Bureau, on: date) -> Certainty:
    """Whether an office is closed on a date. `UNKNOWN` of holidays, where there is no table, counts as open."""
    side = bureau.side
    if side.country is None:
        return Certainty.YES if on.weekday() in _stated_or_assumed(bureau, on) else Certainty.NO
    kept = public_holidays(side.country, on, corrections_of(side))
    free = weekend(side.country, on, weekends_of(side), bureau.institution).includes(on.weekday())
    if free is Certainty.UNKNOWN:
        free = Certainty.YES if on.weekday() in ASSUMED_WEEKEND else Certainty.NO
    if isinstance(kept, NoHolidayTable):
        return Certainty.YES if free is Certainty.POSSIBLY else free
    if kept.working_by_decree:
        free = Certainty.NO
    if Certainty.YES in (kept.answer, free) or free is Certainty.POSSIBLY:
        return Certainty.YES  # a weekend that reports differ on is no day to count on, and no moon will settle it
    return Certainty.POSSIBLY if kept.answer is Certainty.POSSIBLY else Certainty.NO


def doubtful_weekdays(side: Side, on: date) -> tuple[str, ...]:
    """Days of the week that may be a side's weekend, for reports differ; in order, as the visit file calls them."""
    if side.country is None:
        return ()
    return tuple(WEEKDAYS[day] for day in sorted(weekend(side.country, on, weekends_of(side)).possibly))


def _stated_or_assumed(bureau: Bureau, on: date) -> frozenset[int]:
    """The weekend of a side without a country: what it states, else the assumed one."""
    known = weekend("", on, weekends_of(bureau.side), bureau.institution)
    return known.days or ASSUMED_WEEKEND


def common(several: Iterable[WorkingDays]) -> WorkingDays:
    """The days that several calendars of the same stretch have in common."""
    calendars = tuple(several)
    days = frozenset.intersection(*(frozenset(calendar.days) for calendar in calendars))
    maybe = frozenset.intersection(*(frozenset(calendar.days) | calendar.unsure for calendar in calendars))
    return WorkingDays(tuple(sorted(days)), maybe - days)
