"""Other commitments of people, each on the days of the visit that it takes.

What is stated for a day of the visit is on that day, dated or not. What is stated for dates falls on whatever days of
the visit these are; nobody can say of it while the visit is undated. Here both are read, for rules and planner alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from placet.almanac.timeline import Timeline
from placet.model.ids import Ref, Sort
from placet.model.visit import Busy, Visit
from placet.model.vocabulary import WEEKDAYS


@dataclass(frozen=True, slots=True)
class Commitment:
    """An entry of `busy` or `diary`, and the days of the visit on which it takes its people.

    Day 0 is the day before the visit: what begins then in the evening may end after midnight.
    """

    entry: Ref
    busy: Busy
    days: tuple[int, ...]


def commitments(visit: Visit, timeline: Timeline) -> Iterator[Commitment]:
    """Every entry of `busy`, then every one of `diary`, also those that fall on no day of the visit."""
    tables: tuple[tuple[Sort, Mapping[str, Busy]], ...] = ((Sort.BUSY, visit.busy), (Sort.DIARY, visit.diary))
    for sort, table in tables:
        for name, busy in table.items():
            yield Commitment(Ref(sort, name), busy, _days(busy, timeline))


def is_on(busy: Busy, on: date) -> bool:
    """Whether a commitment that is stated for dates is on this one."""
    if busy.on is None or not busy.on <= on <= (busy.until or busy.on):
        return False
    return not busy.weekdays or WEEKDAYS[on.weekday()] in busy.weekdays


def _days(busy: Busy, timeline: Timeline) -> tuple[int, ...]:
    if busy.day is not None:
        return (busy.day,)
    if not timeline.is_dated:
        return ()
    eve = (0,) if busy.between.crosses_midnight else ()
    return tuple(day for day in (*eve, *timeline.days()) if is_on(busy, timeline.date_of(day)))
