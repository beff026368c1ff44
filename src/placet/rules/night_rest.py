"""Between the end of a principal's day and the start of the next lies a night.

Looks at nights between two days that both have items. Where the file says where a guest sleeps (`sleeps_at`), the ways
there and back are no rest; hosts are at home, and nobody says where that is. A night that is spent on a journey, or
before or after a flight so long that people rest aboard, is not looked at. An unstated end is estimated: where nobody
states it, the shortest usual length decides, and breaks no `must`. So is a way that nobody states: it settles a night
in a plan of ours only.

Source: practice B8: at least eight hours (default).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from placet.model.declare import shared
from placet.model.ids import PartyId, attendee_ref
from placet.model.places import TravelBasis
from placet.model.residence import residence_in
from placet.model.roads import Road
from placet.rules.case import Case, Item
from placet.rules.days import days_of, is_long_flight
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.gaps import Fit, gap_between

NOTHING = timedelta(0)
SMALL_HOURS = 5 * 60
"""Minutes from midnight within which a journey makes a night one that is spent travelling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How long a night is."""

    night: timedelta = shared("Least time between the end of a day and the start of the next.")
    aboard: timedelta = shared("A flight at least this long gives rest of its own.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each night of each principal."""
    for party in case.by_party:
        if case.is_principal(party):
            for (day, items), (following, first) in pairwise(days_of(case, party)):
                if following == day + 1:
                    last = max(items, key=lambda item: item.ends_at)
                    yield from _judged(case, party, last, first[0], parameters)


def _judged(case: Case, party: PartyId, last: Item, first: Item, parameters: Parameters) -> Iterator[Verdict]:
    if any(_is_by_night(case, item) or is_long_flight(item, parameters.aboard) for item in (last, first)):
        return
    gap = gap_between(case, last, first)
    ways = (_way(case, party, last, last.destination), _way(case, party, first, first.origin))
    surely, likely = (sum((length(way) for way in ways), NOTHING) for length in (_surely, _likely))
    match gap.fit(parameters.night + surely):
        case Fit.FITS if missing := _unsettled(ways, (last, first), gap.fit(parameters.night + likely)):
            yield cannot_judge(attendee_ref(party), last.id, first.id, missing=missing)
        case Fit.FITS:
            yield satisfied(attendee_ref(party), last.id, first.id)
        case Fit.OPEN:
            yield cannot_judge(attendee_ref(party), last.id, first.id, missing=gap.missing)
        case Fit.HARDLY | Fit.SURELY_NOT as fit:
            yield violated(
                attendee_ref(party),
                last.id,
                first.id,
                certain=fit is Fit.SURELY_NOT,
                case="ways" if likely else "violated",
                ends=last.ends_at,
                starts=first.starts_at,
                there_is=max(gap.there_is - likely, NOTHING),
                ways=likely,
                needed=parameters.night,
            )


@dataclass(frozen=True, slots=True)
class _Way:
    """The way between an item and the bed: none for who sleeps where nobody says, and of no length known if `open`."""

    road: Road | None = None
    binds: bool = True
    open: bool = False


def _way(case: Case, party: PartyId, item: Item, spot: str | None) -> _Way:
    leg = case.leg_name_of(item) if item.engagement is not None else case.roads.leg_of(spot or "")
    bed = residence_in(case.visit, party, leg)
    if bed is None:
        return _Way()
    if spot not in case.visit.venues:
        return _Way(open=True)
    road = case.road(spot, bed)
    return _Way(road, binds=road is not None and (case.is_planned or road.basis is not TravelBasis.ESTIMATED))


def _surely(way: _Way) -> timedelta:
    return way.road.time if way.road is not None and way.binds else NOTHING


def _likely(way: _Way) -> timedelta:
    return way.road.time if way.road is not None else NOTHING


def _unsettled(ways: tuple[_Way, _Way], items: tuple[Item, Item], likely: Fit) -> str:
    """What must be known of the ways before a night that is long enough without them is called one."""
    unknown = next((item for way, item in zip(ways, items, strict=True) if way.open), None)
    if unknown is not None:
        return f"{unknown.id}.venue"
    return "" if likely is Fit.FITS else "travel.time"


def _is_by_night(case: Case, item: Item) -> bool:
    """Whether a journey is under way in the small hours."""
    if item.movement is None:
        return False
    day = case.timeline.day_of(item.ends_at, item.zone)
    midnight, dawn = (case.timeline.wall(day, minutes, item.zone) for minutes in (0, SMALL_HOURS))
    return item.starts_at < dawn and item.ends_at > midnight
