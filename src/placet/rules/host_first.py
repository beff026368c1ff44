"""The host is in place before the guest arrives.

Looks at people with the role `host` in an engagement with people of another side: whatever they had before has ended,
and they are there a little before the start. A host who comes from the same engagement as a guest principal comes
with the guest and is not looked at.

Source: practice P1: host principal in place before guest (default); five minutes as published for one state visit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.ids import PartyId, Sort, attendee_ref, refs
from placet.model.places import TravelBasis
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.gaps import Fit, gap_between
from placet.rules.who_is_there import by_side, people_at, placed, principals_at, with_role


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How early the host is there."""

    lead: timedelta = shared("How long before the start the host is in place.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each engagement and host with guests."""
    for item, engagement in placed(case):
        if len(by_side(people_at(case, engagement))) < 2:
            continue
        for name, host in with_role(case, engagement, "host").items():
            guests = {guest for guest, person in principals_at(case, engagement).items() if person.side != host.side}
            before = _before(case, item, PartyId(name))
            if before is None or guests & before.parties:
                yield satisfied(item.id, attendee_ref(name))
            else:
                yield _judged(case, PartyId(name), before, item, parameters)


def _before(case: Case, item: Item, party: PartyId) -> Item | None:
    """What a party has last before an item begins."""
    earlier = [one for one in case.by_party.get(party, ()) if one is not item and one.starts_at < item.starts_at]
    return max(earlier, key=lambda one: one.ends_at, default=None)


def _judged(case: Case, host: PartyId, before: Item, item: Item, parameters: Parameters) -> Verdict:
    road = case.road(before.destination, item.origin)
    gap = gap_between(case, before, item)
    if road is None:
        missing = before.id if before.destination is None else item.id
        return cannot_judge(item.id, attendee_ref(host), missing=f"{missing}.venue")
    match gap.fit(road.time + parameters.lead):
        case Fit.FITS:
            return satisfied(item.id, attendee_ref(host))
        case Fit.OPEN:
            return cannot_judge(item.id, attendee_ref(host), missing=gap.missing)
        case Fit.HARDLY | Fit.SURELY_NOT as fit:
            estimated = road.basis is TravelBasis.ESTIMATED and gap.most >= parameters.lead
            return violated(
                item.id,
                before.id,
                certain=case.is_planned or (fit is Fit.SURELY_NOT and not estimated),
                parties=refs(Sort.ATTENDEE, (host,)),
                there_is=gap.likely - road.time,
                needed=parameters.lead,
            )
