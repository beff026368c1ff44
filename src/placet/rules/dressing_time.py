"""Before a banquet there is time to change.

Looks at each principal who has something else earlier that day: between its end and the banquet, the way taken out,
lies the time to dress. What directly precedes the banquet in the same dress (a reception, gifts, a photograph)
belongs to it. Where the file protects time for dressing, `protected-block` judges that instead.

Source: published programmes leave two to five hours before a state banquet; the figure is default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.attendance import parties_of
from placet.model.declare import shared
from placet.model.engagements import Kind
from placet.model.ids import PartyId, Sort, attendee_ref, refs
from placet.model.places import TravelBasis
from placet.model.visit import BlockKind
from placet.rules.case import Case, Item
from placet.rules.days import days_of
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.gaps import Fit, gap_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How long people dress."""

    length: timedelta = shared("Least free time before a banquet.")
    belongs: tuple[Kind, ...] = shared("Kinds that belong to the banquet they directly precede.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each banquet and principal with something before it that day."""
    for party in case.by_party:
        if not case.is_principal(party) or _is_protected(case, party):
            continue
        for _, items in days_of(case, party):
            for index, item in enumerate(items):
                if item.kind is not Kind.BANQUET:
                    continue
                earlier = list(items[:index])
                first = item
                while earlier and _belongs(earlier[-1], first, parameters):
                    first = earlier.pop()
                if earlier:
                    yield _judged(case, party, earlier[-1], first, item, parameters)


def _judged(case: Case, party: PartyId, before: Item, first: Item, banquet: Item, parameters: Parameters) -> Verdict:
    road = case.road(before.destination, first.origin)
    way = road.time if road is not None else timedelta(0)
    gap = gap_between(case, before, first)
    match gap.fit(parameters.length + way):
        case Fit.FITS:
            return satisfied(banquet.id, attendee_ref(party))
        case Fit.OPEN:
            return cannot_judge(banquet.id, attendee_ref(party), missing=gap.missing)
        case Fit.HARDLY | Fit.SURELY_NOT as fit:
            sure_way = case.is_planned or (road is not None and road.basis is not TravelBasis.ESTIMATED)
            return violated(
                banquet.id,
                certain=fit is Fit.SURELY_NOT and sure_way,
                parties=refs(Sort.ATTENDEE, (party,)),
                there_is=max(gap.likely - way, timedelta(0)),
                needed=parameters.length,
            )


def _belongs(before: Item, after: Item, parameters: Parameters) -> bool:
    """Whether `before` is part of the same evening as what follows it."""
    return before.kind in parameters.belongs and after.starts_at - before.ends_at < parameters.length


def _is_protected(case: Case, party: PartyId) -> bool:
    blocks = [block for block in case.visit.blocks.values() if block.kind is BlockKind.DRESSING]
    return any(party in parties_of(case.visit, block.who) for block in blocks)
