"""A principal has a moment to freshen up at the start or the end of each longer stop.

A stop is what follows one another at one place in a principal's day. A free moment before, within or after it counts,
the ways there and on not counted in; so does private time in the stop. Short stops, the residence, and the first and
the last stop of the visit need none.

Source: practice B6: a stop at start or end of each venue (UK guidance, S81); how long and from which stay on is
default.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby, pairwise

from placet.model.declare import shared
from placet.model.engagements import Kind
from placet.model.ids import PartyId, Ref, Sort, attendee_ref
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.gaps import Fit, leisure_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How long, and where."""

    moment: timedelta = shared("How long it takes to freshen up.")
    longer_than: timedelta = shared("Stops longer than this need one.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each longer stop of each principal that lies between two others."""
    for party, items in case.by_party.items():
        if not case.is_principal(party):
            continue
        stops = [list(stop) for _, stop in groupby(items, key=_where)]
        for before, stop, after in zip(stops, stops[1:], stops[2:], strict=False):
            if stop[-1].ends_at - stop[0].starts_at > parameters.longer_than and not _needs_none(case, stop):
                yield _judged(case, party, [before[-1], *stop, after[0]], parameters)


def _where(item: Item) -> str:
    """The place of an engagement; a journey and an unknown place are stops of their own."""
    return item.origin if item.engagement is not None and item.origin is not None else f" {item.id}"


def _needs_none(case: Case, stop: Sequence[Item]) -> bool:
    venue = case.venue_of(stop[0])
    return stop[0].engagement is None or stop[0].origin is None or (venue is not None and venue.residence)


def _judged(case: Case, party: PartyId, items: Sequence[Item], parameters: Parameters) -> Verdict:
    """Of a stop with what comes before and after it."""
    stop = items[1:-1]
    names = [item.id for item in stop]
    around = [leisure_between(case, first, second, parameters.moment) for first, second in pairwise(items)]
    if any(each.fit is Fit.FITS for each in around) or any(item.kind is Kind.PRIVATE for item in stop):
        return satisfied(*names)
    unknown = [each.missing for each in around if each.fit is Fit.OPEN]
    if unknown:
        return cannot_judge(*names, missing=unknown[-1])
    certain = all(each.fit is Fit.SURELY_NOT for each in around)
    return violated(
        *names,
        certain=certain,
        party=attendee_ref(party),
        place=Ref(Sort.VENUE, stop[0].origin or ""),
        moment=parameters.moment,
    )
