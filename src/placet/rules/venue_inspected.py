"""Every venue in use was inspected, or both sides waived that in writing.

Looks at the venues in which engagements were placed and at those of their plan B. Nothing stated means that nobody
knows, not that the venue was left out.

Source: practice Z3: a venue marked "not inspected" stays a red item (Ankara 2021, S11; S2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.model.ids import Ref, Sort, VenueId, refs
from placet.model.places import Inspection
from placet.rules.case import Case, venue_id
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each venue in use, with the engagements held in it."""
    for name, engagements in _in_use(case).items():
        match case.visit.venues[name].inspection:
            case None:
                yield cannot_judge(Ref(Sort.VENUE, name), missing=f"{name}.inspection")
            case Inspection.INSPECTED | Inspection.WAIVED:
                yield satisfied(Ref(Sort.VENUE, name))
            case Inspection.NOT_INSPECTED:
                yield violated(Ref(Sort.VENUE, name), engagements=refs(Sort.ENGAGEMENT, engagements))
            case Inspection.REFUSED:
                yield violated(Ref(Sort.VENUE, name), case="refused", engagements=refs(Sort.ENGAGEMENT, engagements))


def _in_use(case: Case) -> dict[VenueId, list[str]]:
    """Engagements by venue, venues in the order of the file."""
    used: dict[VenueId, list[str]] = {name: [] for name in case.visit.venues}
    for item in case.engagements:
        venue = venue_id(item)
        if venue is not None:
            used[venue].append(item.id)
        if item.engagement is not None and item.engagement.plan_b is not None:
            used[item.engagement.plan_b.venue].append(item.id)
    return {name: engagements for name, engagements in used.items() if engagements}
