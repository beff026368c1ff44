"""Two programmes of one visit side by side: what differs, what each is worth, and what each is like for everybody.

A pure function of the two and of what the rules found in them. The levels are those that planning makes small, counted
here by the programme alone; nothing is asked of the planner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from placet.model.attendance import principals, required
from placet.model.changes import Difference, difference
from placet.model.ids import EngagementId, PartyId
from placet.model.profile import Grade
from placet.model.programme import Programme
from placet.model.visit import Visit
from placet.rules.case import Case
from placet.rules.judge import Judgement

NONE = timedelta(0)
SHORT = timedelta(minutes=15)
"""A pause of a principal below this counts as short, as it does for the planner."""
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a programme is like for one person: time in engagements, under way, and waiting between first and last.

    `pause` is the shortest time left between two engagements of a day, the ways taken off; None without two.
    """

    engaged: timedelta = NONE
    under_way: timedelta = NONE
    waiting: timedelta = NONE
    pause: timedelta | None = None
    short_pauses: int = 0


@dataclass(frozen=True, slots=True)
class Levels:
    """What planning makes small, in its order: lower is better each time."""

    value: int
    should: int
    courtesy: int
    waiting: int
    """Minutes in which principals are out and nothing happens."""
    buffer: int
    """Pauses of principals of less than a quarter of an hour."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two side by side. `people` has everyone for whom the two differ, and the principals in any case."""

    difference: Difference
    levels: tuple[Levels, Levels]
    sound: tuple[bool, bool]
    people: Mapping[str, tuple[Figures, Figures]]


def comparison(first: Case, judged_first: Judgement, second: Case, judged_second: Judgement) -> Comparison:
    """Compare two programmes of one visit, or of one as it is and as it might be."""
    visit = first.visit
    figures = _figures(visit, first.programme), _figures(second.visit, second.programme)
    leaders = principals(visit)
    order = dict.fromkeys((*leaders, *visit.people, *figures[0], *figures[1]))
    sides = {who: (figures[0].get(who, Figures()), figures[1].get(who, Figures())) for who in map(str, order)}
    return Comparison(
        difference=difference(first.programme, second.programme),
        levels=(
            _levels(visit, first.programme, judged_first, figures[0]),
            _levels(second.visit, second.programme, judged_second, figures[1]),
        ),
        sound=(judged_first.is_sound, judged_second.is_sound),
        people={who: both for who, both in sides.items() if both[0] != both[1] or who in leaders},
    )


def _levels(visit: Visit, programme: Programme, judgement: Judgement, figures: Mapping[str, Figures]) -> Levels:
    missing = [
        engagement.value
        for name, engagement in visit.engagements.items()
        if name not in programme.placements and not engagement.is_cancelled
    ]
    grades = [finding.grade for finding in judgement.violations]
    leaders = [figures.get(party, Figures()) for party in principals(visit)]
    return Levels(
        value=sum(missing),
        should=grades.count(Grade.SHOULD),
        courtesy=grades.count(Grade.COURTESY),
        waiting=sum(_minutes(one.waiting) for one in leaders),
        buffer=sum(one.short_pauses for one in leaders),
    )


def _minutes(length: timedelta) -> int:
    return round(length.total_seconds() / 60)


def _figures(visit: Visit, programme: Programme) -> Mapping[str, Figures]:
    """Everybody's figures over all days."""
    items: dict[str, list[Span]] = defaultdict(list)
    ways: dict[str, list[Span]] = defaultdict(list)
    kept: dict[str, list[Span]] = defaultdict(list)
    for name, placement in programme.placements.items():
        if placement.ends_at is not None:
            own = required(visit, visit.engagements[EngagementId(name)])
            for who in {*own, *map(PartyId, (*placement.attending, *placement.interpreters))}:
                items[who].append((placement.starts_at, placement.ends_at))
    for journey in programme.journeys:
        if journey.leaves_at is not None and journey.arrives_at is not None:
            for party in journey.parties:
                ways[party].append((journey.leaves_at, journey.arrives_at))
    for block in programme.blocks:
        kept[block.party].append((block.window.opens, block.window.closes))
    everybody = dict.fromkeys((*sorted(items), *sorted(ways)))
    return {who: _of(items[who], ways[who], kept[who]) for who in everybody}


def _of(items: list[Span], ways: list[Span], kept: list[Span]) -> Figures:
    waiting, pauses = NONE, []
    for day in sorted({_day(span) for span in items}):
        own = sorted(span for span in items if _day(span) == day)
        opens, closes = own[0][0], max(ends for _, ends in own)
        waiting += (closes - opens) - _covered([*own, *ways, *kept], opens, closes)
        pauses += [
            max(NONE, later[0] - earlier[1] - _covered(ways, earlier[1], later[0]))
            for earlier, later in pairwise(own)
            if later[0] >= earlier[1]
        ]
    return Figures(
        engaged=sum((ends - starts for starts, ends in items), NONE),
        under_way=sum((arrives - leaves for leaves, arrives in ways), NONE),
        waiting=waiting,
        pause=min(pauses, default=None),
        short_pauses=sum(pause < SHORT for pause in pauses),
    )


def _day(span: Span) -> date:
    return span[0].date()


def _covered(spans: Iterable[Span], opens: datetime, closes: datetime) -> timedelta:
    """How much of a stretch is covered; what overlaps is counted once."""
    total, reached = NONE, opens
    for starts, ends in sorted(spans, key=lambda span: span[0]):
        since, until = max(starts, reached), min(ends, closes)
        if until > since:
            total += until - since
            reached = until
    return total
