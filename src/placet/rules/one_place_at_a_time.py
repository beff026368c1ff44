"""Nobody is in two engagements, or in an engagement and on a journey, at once.

People, tracks and interpreters count alike. Two items that begin in the same minute at two different places collide
even if nobody says how long they last. An unstated end is estimated and can break no `must`. A way that a plan has put
in takes the time of those who go it, interpreters at work aside: their own ways are nobody's plan. What has no place
is the matter of `way-in-one-piece`.

Source: practice Z4 (default).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.model.ids import PartyId, Ref, Sort, attendee_ref, refs
from placet.model.programme import Journey
from placet.model.roads import are_apart
from placet.model.spans import Window
from placet.rules.case import Case, Item, in_order
from placet.rules.finding import Verdict, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each two items that collide, with everybody who is in both; one for each party in none."""
    clashing: set[str] = set()
    for first, second in _that_may_meet(case):
        shared = first.parties & second.parties
        certain = first.certain.overlaps(second.certain) or _same_minute_elsewhere(first, second)
        if certain or first.likely.overlaps(second.likely):
            clashing |= shared
            yield violated(
                first.id,
                second.id,
                certain=certain,
                parties=refs(Sort.ATTENDEE, shared),
                until=first.ends_at,
                starts=second.starts_at,
            )
    for journey, way in case.ways:
        for item in _during(case, journey, way):
            shared = (item.parties - _interpreters(item)) & frozenset(map(PartyId, journey.parties))
            if shared and item.origin is not None and item.certain.overlaps(way):
                clashing |= shared
                yield violated(
                    item.id,
                    case="way",
                    parties=refs(Sort.ATTENDEE, shared),
                    place=Ref(Sort.VENUE, journey.destination),
                    leaves=way.opens,
                    arrives=way.closes,
                    starts=item.starts_at,
                    ends=item.ends_at,
                )
    for party in case.by_party:
        if party not in clashing:
            yield satisfied(attendee_ref(party))


def _that_may_meet(case: Case) -> Iterator[tuple[Item, Item]]:
    """Each two items of somebody of which the second begins with the first, or before that is over; in their order."""
    place = {id(item): number for number, item in enumerate(case.items)}
    found: set[tuple[int, int]] = set()
    for own in case.by_party.values():
        for number, first in enumerate(own):
            until = max(first.certain.closes, first.likely.closes)
            for second in own[number + 1 :]:
                if second.starts_at > first.starts_at and second.starts_at >= until:
                    break  # whatever follows begins later still
                found.add((place[id(first)], place[id(second)]))
    return ((case.items[one], case.items[other]) for one, other in sorted(found))


def _during(case: Case, journey: Journey, way: Window) -> Iterator[Item]:
    """The items of those who go a way that may lie in its time, in their order."""
    found: dict[int, Item] = {}
    for party in journey.parties:
        for item in case.by_party.get(PartyId(party), ()):
            if item.starts_at >= way.closes:
                break  # whatever follows begins later still
            if item.certain.closes > way.opens:
                found[id(item)] = item
    return iter(sorted(found.values(), key=in_order))


def _interpreters(item: Item) -> frozenset[PartyId]:
    """Those who work there."""
    return frozenset(map(PartyId, item.placement.interpreters)) if item.placement is not None else frozenset()


def _same_minute_elsewhere(first: Item, second: Item) -> bool:
    """Both begin in the same minute, for certain, at two spots that are known to differ."""
    if first.engagement is None or second.engagement is None or first.is_about or second.is_about:
        return False
    known = first.origin is not None and second.origin is not None and are_apart(first.origin, second.origin)
    return known and first.starts_at == second.starts_at
