"""What the offices of a side keep: its weekends and its holidays, as it states them and as the tables have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from placet.almanac.certainty import Certainty
from placet.almanac.public_holidays import HolidayJudgement, NoHolidayTable, PublicHoliday, public_holidays
from placet.almanac.side_days import corrections_of, weekends_of
from placet.almanac.weekends import weekend
from placet.model.people import Side

REMEMBERED = 8192
"""Days of a side that are looked up once, though each is in several visits."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A holiday that falls, or may fall, on a day. `elsewhere`: it is computed for a day beside this one."""

    on: date
    holiday: PublicHoliday
    certain: bool

    @property
    def elsewhere(self) -> bool:
        """Whether it is computed for a day beside this one."""
        return self.holiday.expected != self.on


def holidays_on(side: Side, on: date) -> Iterator[Kept]:
    """The holidays of a side on a day: those that are certain, or else those that may be."""
    found = _looked_up(side, on)
    if found is None or found.answer is Certainty.NO:
        return
    certain = found.answer is Certainty.YES
    names: set[str] = set()
    for holiday in sorted(found.holidays, key=lambda one: one.expected != on):
        if holiday.name not in names and (not certain or holiday.expected == on):
            names.add(holiday.name)
            yield Kept(on, holiday, certain)


def is_weekend(side: Side, on: date) -> Certainty:
    """Whether a day of the week is free for a side's offices; a working day by decree is not."""
    if side.country is None:
        return Certainty.UNKNOWN
    found = _looked_up(side, on)
    if found is not None and found.working_by_decree:
        return Certainty.NO
    return weekend(side.country, on, weekends_of(side)).includes(on.weekday())


def is_working(side: Side, on: date) -> bool:
    """Whether a side's offices surely work on a day."""
    if is_weekend(side, on) in (Certainty.YES, Certainty.POSSIBLY):
        return False
    return not any(kept.certain for kept in holidays_on(side, on))


@lru_cache(maxsize=REMEMBERED)
def _looked_up(side: Side, on: date) -> HolidayJudgement | None:
    if side.country is None:
        return None
    found = public_holidays(side.country, on, corrections_of(side))
    return None if isinstance(found, NoHolidayTable) else found
