"""What moves indoors in bad weather can be held there: the roof is open and free then, and everybody gets there and on.

Looks at plans B that are a roof (`plan-b`), as if it rained for one engagement or for several at once: another venue is
kept free for them beside what is held in it. Ways are those of `enough-travel`. Whether the weather turns is not known.

Source: default; practice A1 asks the same of aircraft (S13).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.engagements import Kind
from placet.model.ids import Ref, Sort, VenueId
from placet.model.places import TravelBasis
from placet.rules.case import Case, Item, venue_id
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.gaps import Fit, gap_between
from placet.rules.venue_open import is_open_during


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """For each plan B up to three verdicts: that it is closed, taken, or too far; else that it holds."""
    for item in case.engagements:
        venue = roof_of(case, item)
        if venue is None:
            continue
        found = [*_closed(case, item, venue), *_taken(case, item, venue), *_too_far(case, item, venue)]
        yield from found or [satisfied(item.id)]


def roof_of(case: Case, item: Item) -> VenueId | None:
    """Where an engagement moves to; None without a plan B that is another place with a roof."""
    plan = item.engagement.plan_b if item.engagement is not None else None
    if plan is None or case.visit.venues[plan.venue].outdoor or plan.venue == item.origin:
        return None
    return plan.venue


def _closed(case: Case, item: Item, name: VenueId) -> Iterator[Verdict]:
    venue = case.visit.venues[name]
    if not case.timeline.is_dated and any(opening.weekdays for opening in venue.openings):
        yield cannot_judge(item.id, missing="visit.starts_on")
    elif not is_open_during(case, venue, item.likely):
        yield violated(item.id, case="closed", venue=Ref(Sort.VENUE, name), starts=item.starts_at, ends=item.ends_at)


def _taken(case: Case, item: Item, name: VenueId) -> Iterator[Verdict]:
    """Too much at once in the other venue, the time to set it up again counted in."""
    venue = case.visit.venues[name]
    turnover = venue.turnover or timedelta(0)
    others = [
        other
        for other in case.engagements
        if other is not item
        and not (venue.residence and other.kind is Kind.PRIVATE)
        and name in (venue_id(other), roof_of(case, other))
    ]
    starts = [item.starts_at, *(other.starts_at for other in others)]
    crowds = [
        [other for other in others if other.starts_at <= at < other.ends_at + turnover]
        for at in starts
        if item.starts_at <= at < item.ends_at + turnover
    ]
    crowd = max(crowds, key=len)
    if len(crowd) >= venue.simultaneous:
        yield violated(item.id, crowd[0].id, case="taken", venue=Ref(Sort.VENUE, name))


def _too_far(case: Case, item: Item, name: VenueId) -> Iterator[Verdict]:
    """The way there from what comes before, and from there to what comes after; the first that has too little time."""
    for succession in case.successions:
        first, second = succession.first, succession.second
        if item not in (first, second):
            continue
        gap = gap_between(case, first, second)
        roads = [case.road(*ends) for ends in _ends(case, first, second, item, name) if ends[0] != ends[1]]
        road = max((road for road in roads if road is not None), key=lambda road: road.time, default=None)
        if road is None or gap.fit(road.time) in (Fit.FITS, Fit.OPEN) or not _fits_dry(case, first, second):
            continue
        surely = gap.fit(road.time) is Fit.SURELY_NOT and road.basis is not TravelBasis.ESTIMATED
        yield violated(
            item.id,
            (first if item is second else second).id,
            case="way-there" if item is second else "way-on",
            certain=surely or case.is_planned,
            venue=Ref(Sort.VENUE, name),
            needed=road.time,
            there_is=gap.there_is,
        )
        return


def _ends(case: Case, first: Item, second: Item, item: Item, name: VenueId) -> Iterator[tuple[str | None, str | None]]:
    """From where to where people go if this one moves indoors; the other may move too."""
    if item is first:
        yield from ((name, end) for end in dict.fromkeys((second.origin, roof_of(case, second))) if end is not None)
    else:
        yield from ((end, name) for end in dict.fromkeys((first.destination, roof_of(case, first))) if end is not None)


def _fits_dry(case: Case, first: Item, second: Item) -> bool:
    """Whether there is time in good weather; else `enough-travel` says so."""
    if first.destination == second.origin:
        return True
    road = case.road(first.destination, second.origin)
    return road is None or gap_between(case, first, second).fit(road.time) in (Fit.FITS, Fit.OPEN)
