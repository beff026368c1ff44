"""A principal's day is not too full and not too long.

Engagements that overlap count once; private time does not count. A day is counted from the first start to the last
end, journeys included, but not a flight at either end so long that people rest aboard. A person's own limit, where
there is one, is known to this office only: a finding that rests on it carries the fact `private`. An unstated end is
estimated.

Source: practice B8: nine hours of engagements, fourteen from door to door (default).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.engagements import Kind
from placet.model.ids import PartyId, attendee_ref
from placet.rules.case import Case, Item
from placet.rules.days import covered, days_of, is_long_flight
from placet.rules.finding import Verdict, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How full a day may be."""

    engagements: timedelta = shared("Most time in engagements.")
    door_to_door: timedelta = shared("Most time from the first start to the last end.")
    aboard: timedelta = shared("A flight at least this long, first or last, is no part of the day.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each day of each principal, and of whoever has a limit."""
    for party in case.by_party:
        person = case.visit.people.get(party)  # type: ignore[call-overload]  # a party may be a person
        own = person.day_limit if person is not None else None
        for _, items in days_of(case, party):
            if own is not None:
                yield _engaged(party, items, own, private=True)
            if case.is_principal(party):
                yield _engaged(party, items, parameters.engagements, private=False)
                yield _long(party, items, parameters)


def _engaged(party: PartyId, items: Sequence[Item], most: timedelta, *, private: bool) -> Verdict:
    engagements = [item for item in items if item.engagement is not None and item.kind is not Kind.PRIVATE]
    likely = covered(item.likely for item in engagements)
    if likely <= most:
        return satisfied(attendee_ref(party))
    surely = covered(item.certain for item in engagements) > most
    case = "private" if private else "full"
    on = items[0].starts_at
    return violated(attendee_ref(party), certain=surely, case=case, on=on, there_is=likely, most=most, private=private)


def _long(party: PartyId, items: Sequence[Item], parameters: Parameters) -> Verdict:
    most = parameters.door_to_door
    first, last = items[0], max(items, key=lambda item: item.ends_at)
    items = [item for item in items if item not in (first, last) or not is_long_flight(item, parameters.aboard)]
    if not items:
        return satisfied(attendee_ref(party))
    first, last = items[0], max(items, key=lambda item: item.ends_at)
    if last.ends_at - first.starts_at <= most:
        return satisfied(attendee_ref(party))
    surely = max(item.earliest_end for item in items) - first.latest_start > most
    return violated(
        attendee_ref(party),
        certain=surely,
        case="long",
        starts=first.starts_at,
        ends=last.ends_at,
        most=most,
        private=False,
    )
