"""A published programme does not contradict itself.

Looks at the hours a source prints, as long as nobody has replaced them in the visit file: on each track they go forward
under one heading, whatever zones they are printed in; a journey arrives after it leaves; nothing ends before it begins;
a heading has a date, and later headings have later ones; a place lies in a city of its day. Of a contradiction the
fewest items are named that would resolve it. An item named here is in doubt itself: other rules break no `must` by it.

Source: default; published programmes contain misprints, and two sources of one programme often disagree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from placet.almanac.timeline import Timeline
from placet.model.engagements import Engagement
from placet.model.ids import Ref, Sort, engagement_ref
from placet.model.movements import End, Movement
from placet.model.roads import names_city
from placet.model.spans import Precision, When
from placet.model.visit import Visit
from placet.rules.case import Case
from placet.rules.finding import Answer, Fact, Verdict, satisfied
from placet.rules.stated import zone_of

LONGEST_JOURNEY = timedelta(hours=20)
"""A journey printed longer than this is a misprint: the longest flights take 19 hours."""
LONGEST_ENGAGEMENT = timedelta(hours=8)
"""An end printed before the start is past midnight if that makes no more than this; else it is a misprint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """One contradiction in a source: the ids of what is in doubt, its kind, and the facts that show it."""

    subjects: tuple[Ref, ...]
    reason: str
    facts: Mapping[str, Fact]


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each contradiction, or one in all when there is none. Looks only at imported visits."""
    if case.visit.printed is None:
        return
    found = inconsistencies(case.visit, case.timeline)
    for one in found:
        yield Verdict(Answer.VIOLATED, one.subjects, one.facts, case=one.reason)
    if not found:
        yield satisfied()


def inconsistencies(visit: Visit, timeline: Timeline) -> tuple[Inconsistency, ...]:
    """Every contradiction of an imported programme with itself; none for a visit that was not imported."""
    if visit.printed is None:
        return ()
    printed = tuple(_printed(visit, timeline))
    return (
        *_headings(visit),
        *_journeys(visit, timeline, printed),
        *_ends(visit, timeline, printed),
        *_backwards(printed),
        *_elsewhere(visit),
    )


def in_doubt(visit: Visit, timeline: Timeline) -> frozenset[str]:
    """The ids of all items whose printed times contradict others."""
    return frozenset(subject for one in inconsistencies(visit, timeline) for subject in one.subjects)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed hour that still counts, as an instant."""

    id: Ref
    track: str
    heading: str
    number: int
    at: datetime
    end: str = ""


def _printed(visit: Visit, timeline: Timeline) -> Iterator[_Printed]:
    for name, engagement in visit.engagements.items():
        if not engagement.is_cancelled:
            yield from _one(visit, timeline, engagement_ref(name), engagement.track, engagement, engagement.leg)
    for movement_name, movement in visit.movements.items():
        if not movement.is_cancelled:
            yield from _one(
                visit, timeline, Ref(Sort.MOVEMENT, movement_name), movement.track, movement.departs, None, "departs"
            )
            yield from _one(
                visit, timeline, Ref(Sort.MOVEMENT, movement_name), movement.track, movement.arrives, None, "arrives"
            )


def _one(
    visit: Visit, timeline: Timeline, name: Ref, track: str, item: Engagement | End, leg: str | None, end: str = ""
) -> Iterator[_Printed]:
    day = item.day
    if day is None or item.printed_day is None or not _is_the_sources(item.printed, "time", item.at):
        return
    if item.at.precision is Precision.BY:
        return  # "no later than" may stand anywhere before its hour
    at = _instant(visit, timeline, day, item.at, leg)
    if at is not None:
        yield _Printed(name, track, item.printed_day, item.printed_no or 0, at, end)


def _is_the_sources(printed: Mapping[str, Any] | None, key: str, when: When) -> bool:
    """Whether a stated time is the one that is printed, not one that an officer wrote beside it."""
    hour = printed.get(key) if printed is not None else None
    return isinstance(hour, str) and when.clock is not None and hour.zfill(5) == f"{when.clock.at:%H:%M}"


def _instant(visit: Visit, timeline: Timeline, day: int, when: When, leg: str | None) -> datetime | None:
    if when.clock is None:
        return None
    try:
        return timeline.instant(day, when.clock, zone_of(visit, timeline, day, when, None, leg))
    except ValueError:  # a wall time that does not exist is reported by others
        return None


def _headings(visit: Visit) -> Iterator[Inconsistency]:
    dates = {name: _date(heading.printed.get("date")) for name, heading in visit.printed_days.items()}
    first = next((on for on in dates.values() if on is not None), None)
    latest = first
    for name, on in dates.items():
        day = visit.printed_days[name].day
        if on is None or first is None or latest is None:
            yield Inconsistency((Ref(Sort.PRINTED_DAY, name),), "no-date", {"day": day})
        elif on < latest or on != first + timedelta(days=day - 1):
            yield Inconsistency((Ref(Sort.PRINTED_DAY, name),), "date", {"on": on, "before": latest})
        else:
            latest = on


def _date(printed: object) -> date | None:
    try:
        return date.fromisoformat(printed) if isinstance(printed, str) and len(printed) == len("2001-01-01") else None
    except ValueError:
        return None


def _journeys(visit: Visit, timeline: Timeline, printed: tuple[_Printed, ...]) -> Iterator[Inconsistency]:
    by_end = {(one.id, one.end): one for one in printed}
    for name in visit.movements:
        ref = Ref(Sort.MOVEMENT, name)
        leaves, arrives = by_end.get((ref, "departs")), by_end.get((ref, "arrives"))
        if leaves is None or arrives is None or timedelta(0) <= arrives.at - leaves.at <= LONGEST_JOURNEY:
            continue
        backwards = arrives.at < leaves.at or _is_next_day(visit.movements[name])
        reason = "arrives-first" if backwards else "long-journey"
        yield Inconsistency((leaves.id,), reason, {"leaves": leaves.at, "arrives": arrives.at})


def _is_next_day(movement: Movement) -> bool:
    """Whether the arrival had to be read as one on the day after its heading."""
    clock = movement.arrives.at.clock
    return clock is not None and clock.plus_days > 0


def _ends(visit: Visit, timeline: Timeline, printed: tuple[_Printed, ...]) -> Iterator[Inconsistency]:
    starts: dict[str, datetime] = {one.id: one.at for one in printed if not one.end}
    for name, engagement in visit.engagements.items():
        if (
            engagement.day is None
            or name not in starts
            or not _is_the_sources(engagement.printed, "end", engagement.ends)
        ):
            continue
        ends = _instant(visit, timeline, engagement.day, engagement.ends, engagement.leg)
        if ends is None or ends >= starts[name] or ends + timedelta(days=1) - starts[name] <= LONGEST_ENGAGEMENT:
            continue
        yield Inconsistency((engagement_ref(name),), "ends-first", {"starts": starts[name], "ends": ends})


def _backwards(printed: tuple[_Printed, ...]) -> Iterator[Inconsistency]:
    """Items that stand after a later one: the fewest whose removal puts the rest in order."""
    lists: dict[tuple[str, str], list[_Printed]] = {}
    for one in sorted(printed, key=lambda one: one.number):
        lists.setdefault((one.heading, one.track), []).append(one)
    for stands in lists.values():
        kept = _longest_in_order([one.at for one in stands])
        for index, one in enumerate(stands):
            if index not in kept:
                others = [stands[other].at for other in sorted(kept)]
                before = [stands[other].at for other in sorted(kept) if other < index]
                against = max(before, default=one.at)
                against = against if against > one.at else min(at for at in others if at < one.at)
                yield Inconsistency((one.id,), "backwards", {"at": one.at, "other": against})


def _longest_in_order(instants: list[datetime]) -> frozenset[int]:
    """Indices of a longest run that never goes back (patience sorting; of several the one that ends first)."""
    ends: list[datetime] = []
    at: list[int] = []
    before: list[int | None] = []
    for index, instant in enumerate(instants):
        place = bisect_right(ends, instant)
        before.append(at[place - 1] if place else None)
        ends[place:] = [instant, *ends[place + 1 :]]
        at[place:] = [index, *at[place + 1 :]]
    run: set[int] = set()
    index_or_none = at[-1] if at else None
    while index_or_none is not None:
        run.add(index_or_none)
        index_or_none = before[index_or_none]
    return frozenset(run)


def _elsewhere(visit: Visit) -> Iterator[Inconsistency]:
    """A place that names a city of another day, and none of its own."""
    cities = {name: leg.city.in_language(visit.language) for name, leg in visit.legs.items()}
    for name, engagement in visit.engagements.items():
        if engagement.printed is None or engagement.day is None or engagement.is_cancelled:
            continue
        if engagement.place is None:
            continue
        day, where = engagement.day, engagement.place.in_language(visit.language)
        if where != engagement.printed.get("place"):
            continue
        named = [leg for leg, city in cities.items() if names_city(where, city)]
        here = [leg for leg in named if visit.legs[leg].first_day <= day <= visit.legs[leg].last_day]
        if named and not here:
            yield Inconsistency((engagement_ref(name),), "elsewhere", {"place": where, "day": day})
