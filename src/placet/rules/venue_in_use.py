"""A venue holds no more engagements at once than it can, and there is time to set it up again between two.

Looks at engagements placed in venues of the file; private hours at a residence are not counted, for there everybody has
a room. Where the venue's own turnover is not stated, a usual one is asked for between two engagements of different
people, and then it weighs `should` at most. Whoever only interprets makes no difference.

Source: practice B2: 15 minutes between bilaterals (APEC 2018, S25); that it holds outside forums too is default.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from placet.model.attendance import interpreting, required
from placet.model.declare import shared
from placet.model.engagements import Engagement, Kind
from placet.model.ids import PartyId, Ref, Sort, VenueId
from placet.model.places import Venue
from placet.model.visit import Visit
from placet.rules.at_once import too_many_at_once
from placet.rules.case import Case, Item, venue_id
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.gaps import Fit, gap_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How long it takes to set a room up again."""

    turnover: timedelta = shared("Time between two engagements of different people where the venue states none.")
    set_up: tuple[Kind, ...] = shared("Kinds for which a room is set up.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each crowd in a venue and for each two engagements that follow one another in it."""
    together: dict[VenueId | None, list[Item]] = defaultdict(list)
    for item in case.engagements:
        together[venue_id(item)].append(item)
    for name, venue in case.visit.venues.items():
        held = [item for item in together[name] if not _is_private(item, venue)]
        if held:
            yield from _crowds(name, venue, held)
            if venue.simultaneous == 1:
                for first, second in pairwise(held):
                    yield from _turned_over(case, venue, first, second, parameters)


def _is_private(item: Item, venue: Venue) -> bool:
    return venue.residence and item.kind is Kind.PRIVATE


def _crowds(name: VenueId, venue: Venue, held: Sequence[Item]) -> Iterator[Verdict]:
    sure = [item for item in held if item.surely_goes_on]
    certain = list(too_many_at_once(sure, venue.simultaneous, span=lambda item: item.certain, weight=lambda _: 1))
    likely = list(too_many_at_once(held, venue.simultaneous, span=lambda item: item.likely, weight=lambda _: 1))
    for crowd in certain:
        yield violated(*(item.id for item in crowd), venue=Ref(Sort.VENUE, name), limit=venue.simultaneous)
    for crowd in likely:
        if not any({item.id for item in crowd} <= {item.id for item in known} for known in certain):
            names = (item.id for item in crowd)
            yield violated(*names, certain=False, venue=Ref(Sort.VENUE, name), limit=venue.simultaneous)
    if not certain and not likely:
        yield satisfied(Ref(Sort.VENUE, name))


def is_set_up_between(visit: Visit, one: Engagement | None, other: Engagement | None, parameters: Parameters) -> bool:
    """Whether a room is usually set up between two engagements: both are of such a kind, for different people."""
    if one is None or other is None or not {one.kind, other.kind} <= set(parameters.set_up):
        return False
    return _company(visit, one) != _company(visit, other)


def _company(visit: Visit, engagement: Engagement) -> frozenset[PartyId]:
    return required(visit, engagement) - {PartyId(name) for name in interpreting(visit, engagement)}


def _turned_over(case: Case, venue: Venue, first: Item, second: Item, parameters: Parameters) -> Iterator[Verdict]:
    usual = is_set_up_between(case.visit, first.engagement, second.engagement, parameters)
    needed = venue.turnover if venue.turnover is not None else parameters.turnover if usual else timedelta(0)
    if not needed or second.starts_at < first.ends_at:
        return
    gap = gap_between(case, first, second)
    match gap.fit(needed):
        case Fit.FITS:
            yield satisfied(first.id, second.id)
        case Fit.OPEN:
            yield cannot_judge(first.id, second.id, missing=gap.missing)
        case Fit.HARDLY | Fit.SURELY_NOT as fit:
            surely = venue.turnover is not None and fit is Fit.SURELY_NOT
            where = Ref(Sort.VENUE, second.origin or "")
            yield violated(
                first.id, second.id, certain=surely, case="turnover", venue=where, needed=needed, there_is=gap.there_is
            )
