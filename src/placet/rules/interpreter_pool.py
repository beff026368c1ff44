"""No more interpreters are needed at once than the visit has.

Engagements that one interpreter cannot do one after the other, the way between them included where it is known, are
needed at once; a stated journey of whoever does both is that way. Whoever is asked for by name is needed in person, and
who must be there anyway and interprets that pair of languages does it; everybody else may be any of the visit's
interpreters for the pair who is with the visit then and has nothing else. Not looked at: this office's own diary, and
whether they are rested (`interpreter-day`).

Source: practice 3.3 (interpreters are a hard resource) and Z4; default.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from placet.model.engagements import Interpretation
from placet.model.ids import PartyId, PersonId, Sort, refs
from placet.model.places import TravelBasis
from placet.model.spans import Window
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.interpreting import are_enough, assigned, interpreted, interpreters
from placet.rules.presence import presence


class _Span(NamedTuple):
    """The time and the way of one interpreted engagement; each is compared with all before it."""

    starts: datetime
    reached: datetime
    latest: datetime
    """Nothing that begins later can collide with this one or with any before it, however long the way."""
    origin: str | None
    destination: str | None
    does: frozenset[PersonId]
    """Who it is known that they interpret there."""
    needs_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each placed engagement that is interpreted; one in all if the visit names no interpreter."""
    work = tuple(interpreted(case))
    if work and not interpreters(case) and not any(assigned(case, one[0]) for one in work):
        yield cannot_judge(*(item.id for item, _ in work), missing="people.interprets")
        return
    readings = (True,) if case.is_planned else (True, False)  # nothing in a plan is a guess
    spans = {certain: _spans(case, work, certain=certain) for certain in readings}
    for index, one in enumerate(work):
        for certain in readings:
            together = [work[other] for other in _together(case, spans[certain], index, certain=certain)]
            if not are_enough(case, together, partial(_is_free, case, certain=certain)):
                others = [item.id for item, _ in together if item is not one[0]]
                yield violated(
                    one[0].id,
                    certain=certain,
                    case="violated" if others else "taken" if _would_do(case, one) else "alone",
                    languages=refs(Sort.LANGUAGE, one[1].languages),
                    others=refs(Sort.ENGAGEMENT, others),
                    starts=one[0].starts_at,
                )
                break
        else:
            yield satisfied(one[0].id)


def _would_do(case: Case, one: tuple[Item, Interpretation]) -> bool:
    """Whether the visit's interpreters are enough for an engagement, if only they were free."""
    return are_enough(case, [one], lambda _name, _item: True)


def _spans(case: Case, work: Sequence[tuple[Item, Interpretation]], *, certain: bool) -> list[_Span]:
    """When interpreters are needed, for certain or as things likely are, and from where to where."""
    origins, destinations = ({item.origin for item, _ in work}, {item.destination for item, _ in work})
    ways = [case.road(start, end) for start in destinations for end in origins]
    longest = max((way.time for way in ways if way is not None), default=timedelta(0))
    spans: list[_Span] = []
    for item, need in work:
        starts, reached = _busy(case, item, certain=certain)
        does = frozenset(assigned(case, item))
        latest = max(spans[-1].latest, reached + longest) if spans else reached + longest
        needs_more = len(does) < need.interpreters
        spans.append(_Span(starts, reached, latest, item.origin, item.destination, does, needs_more))
    return spans


def _busy(case: Case, item: Item, *, certain: bool) -> tuple[datetime, datetime]:
    """From when until when an item takes somebody, beyond doubt or as things likely are."""
    sure = certain and not case.is_planned
    return (item.latest_start, item.earliest_end) if sure else (item.starts_at, item.ends_at)


def _together(case: Case, spans: Sequence[_Span], last: int, *, certain: bool) -> list[int]:
    """One of the spans, and those before it such that nobody can do two of them."""
    together = [last]
    for index in range(last - 1, -1, -1):
        if spans[last].starts >= spans[index].latest:
            break
        if all(_collide(case, spans[index], spans[other], certain=certain) for other in together):
            together.append(index)
    return together


def _collide(case: Case, first: _Span, second: _Span, *, certain: bool) -> bool:
    """Whether nobody can do both; `first` begins first."""
    if second.starts >= first.reached + _way(case, first, second, certain=certain):
        return False
    return (first.needs_more and second.needs_more) or not any(
        _rides_between(case, name, first, second) for name in first.does & second.does
    )


def _rides_between(case: Case, name: PersonId, first: _Span, second: _Span) -> bool:
    """Whether a journey takes somebody from one to the other: whether in time is the matter of `enough-travel`."""
    return any(
        item.engagement is None and first.reached <= item.starts_at and item.ends_at <= second.starts
        for item in case.by_party.get(PartyId(name), ())
    )


def _way(case: Case, first: _Span | Item, second: _Span | Item, *, certain: bool) -> timedelta:
    """How long it takes from one to the other, as far as that counts."""
    road = case.road(first.destination, second.origin)
    counts = road is not None and (not certain or case.is_planned or road.basis is not TravelBasis.ESTIMATED)
    return road.time if road is not None and counts else timedelta(0)


def _is_free(case: Case, name: PersonId, item: Item, *, certain: bool) -> bool:
    """Whether an interpreter is with the visit during an item, and neither has anything else nor is taken.

    Where they interpret besides is compared engagement by engagement.
    """
    starts, reached = _busy(case, item, certain=certain)
    sure = certain and not case.is_planned
    there = presence(case, PartyId(name))
    if there and (
        all(map(item.is_surely_outside, there)) if sure else not any(one.contains(item.likely) for one in there)
    ):
        return False
    taken = Window(starts, max(starts, reached))
    if any(window.overlaps(taken) for window in case.shared_commitments.get(PartyId(name), ())):
        return False
    for other in case.by_party.get(PartyId(name), ()):
        begins, ends = _busy(case, other, certain=certain)
        if begins >= reached + _way(case, item, other, certain=certain):
            continue
        if starts >= ends + _way(case, other, item, certain=certain):
            continue
        if other is not item and name not in assigned(case, other):
            return False
    return True
