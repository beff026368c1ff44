"""Guests have nothing in the programme before they are received on arrival, nor after their departure.

Looks, in each leg, at the engagements of the guests who are at its arrival, or at its departure; those to which they
are only invited count where the programme says that they come. Whoever greets, and the hosts, may have something
before; so may an advance party, and a guest who is at two arrivals of a leg. After a departure the next arrival or
welcome begins another stay. A farewell is no departure: its place is the matter of `ceremony-order`. Flights are that
of `right-city` and `landing-margin`.

Source: default; none of the published programmes read for it lists a guest before an arrival or after a departure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from placet.model.attendance import required
from placet.model.declare import shared
from placet.model.engagements import Kind
from placet.model.ids import EngagementId, PartyId, Sort, engagement_ref, refs
from placet.rules.case import Case, Item
from placet.rules.comings import Bound, leg_of, meetings
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.in_order import Placed, surely_precedes
from placet.rules.who_is_there import placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What may lie outside the stay."""

    outside: tuple[Kind, ...] = shared("Kinds that guests may have before their arrival or after their departure.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """Verdicts for each arrival and departure with guests: one for each engagement on its wrong side."""
    for bound in meetings(case):
        item = case.item(bound.name)
        theirs = [one for one in placed(case) if one[0] is not item and _is_theirs(case, one, bound)]
        if item is not None:
            yield from _judged(bound, item, theirs, parameters)
        elif theirs and bound.name in case.programme.untimed:
            yield cannot_judge(engagement_ref(bound.name), missing=f"{bound.name}.at")


def _judged(bound: Bound, item: Item, theirs: Sequence[Placed], parameters: Parameters) -> Iterator[Verdict]:
    outside = _before(item, theirs) if bound.begins else _after(item, theirs)
    wrong = [one for one, wished in outside if wished.kind not in parameters.outside]
    for one in wrong:
        yield violated(
            one.id,
            item.id,
            certain=surely_precedes(one, item) if bound.begins else surely_precedes(item, one),
            case="before" if bound.begins else "after",
            parties=refs(Sort.ATTENDEE, bound.guests & (one.parties | _coming(one))),
            starts=one.starts_at,
        )
    if not wrong:
        yield satisfied(item.id)


def _is_theirs(case: Case, one: Placed, bound: Bound) -> bool:
    """Whether guests of a bound are at an engagement of its leg, and do not only interpret."""
    parties = required(case.visit, one[1]) | _coming(one[0])
    return leg_of(case, EngagementId(one[0].id)) == bound.leg and not parties.isdisjoint(bound.guests)


def _coming(item: Item) -> frozenset[PartyId]:
    """Who is only invited, and comes."""
    return frozenset(PartyId(name) for name in item.placement.attending) if item.placement is not None else frozenset()


def _before(arrival: Item, theirs: Sequence[Placed]) -> list[Placed]:
    return [one for one in theirs if one[0].starts_at < arrival.starts_at]


def _after(departure: Item, theirs: Sequence[Placed]) -> list[Placed]:
    """What follows, until they are received again."""
    later = [one for one in theirs if one[0].starts_at > departure.starts_at]
    return list(takewhile(lambda one: one[1].kind not in (Kind.ARRIVAL, Kind.WELCOME), later))
