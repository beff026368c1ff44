"""The ways that nobody stated: between engagements at different places, and to bed and back.

Parties that go the same way at the same time go together. A way to an engagement arrives just in time; a way to the
residence leaves at once. Guests sleep where the leg says, and come back there by day when time allows; hosts are at
home.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from placet.model.engagements import Kind
from placet.model.ids import EngagementId, MovementId, PartyId, VenueId
from placet.model.movements import Transport
from placet.model.programme import RESIDENCE, Basis, Journey, KeptBlock, Placement
from placet.model.residence import residence_from
from placet.model.spans import Window
from placet.planner.request import PlanRequest
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem

NIGHT = 5 * 60
"""Minutes between two days' engagements from which on people are taken to bed. Default."""
AT_LEAST = 45
"""Minutes at the residence by day that are worth the way there and back. Default."""
TAKES_LEAVE = frozenset({Kind.FAREWELL.value, Kind.DEPARTURE.value})
"""Engagements after which guests do not come back."""


@dataclass(frozen=True, slots=True)
class _Way:
    """Minutes from spot to spot; `before` and `after` name the tasks, or the rest, at its ends.

    `zone` is the clock at a spot of which nobody says in which city it is.
    """

    before: str
    after: str
    origin: str
    destination: str
    leaves: int
    minutes: int
    zone: str


def inserted(
    request: PlanRequest, problem: Problem, placed: Mapping[str, Placed], placements: Mapping[EngagementId, Placement]
) -> tuple[list[Journey], list[KeptBlock]]:
    """All of them, in order of their leaving, and the time by day that guests have at their residence between two."""
    going: dict[_Way, set[str]] = defaultdict(set)
    rested = []
    had, asked, spoken_for = _by_party(placed, placements)
    for party in sorted({party for it in placed.values() for party in it.task.parties}):
        own = sorted((*had[party], *asked[party]), key=lambda it: it.start)
        taken = [*(it for it in own if it.task.is_placeless and it.task.kind != "block"), *spoken_for[party]]
        beside = [it for it in (*own, *spoken_for[party]) if it.task.is_placeless]
        for first, second in pairwise([it for it in own if it.site.origin is not None or it.task.kind == "journey"]):
            rest = _rest(request, problem, party, (first, second), beside, taken)
            work = [it for it in spoken_for[party] if not it.task.is_placeless]
            for way in _direct(problem, first, second, beside, work) if rest is None else rest.ways:
                going[way].add(party)
            if rest is not None and rest.kept is not None:
                rested.append(KeptBlock(block=RESIDENCE, party=party, window=rest.kept))
    ends = Counter((way.before, way.after) for way in going)
    journeys = [
        _journey(request, way, sorted(group), apart=ends[way.before, way.after] > 1)
        for way, group in sorted(going.items(), key=lambda entry: (entry[0].leaves, entry[0].before, entry[0].after))
    ]
    return journeys, rested


def _by_party(
    placed: Mapping[str, Placed], placements: Mapping[EngagementId, Placement]
) -> tuple[Mapping[PartyId, list[Placed]], ...]:
    """What each party has in the programme, to what invited it comes, and where it interprets."""
    own: dict[PartyId, list[Placed]] = defaultdict(list)
    invited: dict[PartyId, list[Placed]] = defaultdict(list)
    interpreted: dict[PartyId, list[Placed]] = defaultdict(list)
    for it in placed.values():
        for party in it.task.parties:
            own[party].append(it)
    for name, placement in placements.items():
        for person in placement.attending:
            invited[PartyId(person)].append(placed[name])
        for person in placement.interpreters:
            interpreted[PartyId(person)].append(placed[name])
    return own, invited, interpreted


def _direct(
    problem: Problem, first: Placed, second: Placed, beside: Sequence[Placed], work: Sequence[Placed]
) -> Iterator[_Way]:
    """The way between two tasks, over nothing beside it; nor, where that can be, over work as an interpreter."""
    origin, destination = first.site.destination, second.site.origin
    minutes = problem.between(origin, destination)
    if origin is not None and destination is not None and minutes > 0:
        latest = second.start - second.task.lead - minutes
        opens, everything = first.end + first.task.tail, [*beside, *work]
        leaves = _last_free(opens, latest, minutes, everything)
        if not _is_free(leaves, minutes, everything):
            leaves = _last_free(opens, latest, minutes, beside)
        yield _Way(first.task.id, second.task.id, origin, destination, leaves, minutes, second.task.zone)


@dataclass(frozen=True, slots=True)
class _Rest:
    """The ways to the residence and back, and by day the time there, where a way leads to it."""

    ways: tuple[_Way, ...]
    kept: Window | None


def _rest(
    request: PlanRequest,
    problem: Problem,
    party: PartyId,
    pair: tuple[Placed, Placed],
    beside: Sequence[Placed],
    taken: Sequence[Placed],
) -> _Rest | None:
    """A guest's night between two tasks, or some time at the residence by day, where the file says where that is."""
    first, second = pair
    origin, destination = first.site.destination, second.site.origin
    bed, by_night = residence_from(request.visit, party, origin), _is_night(request, first, second)
    if origin is None or bed is None or not (by_night or _may_return(request, party, bed, pair, taken)):
        return None
    there, back = problem.between(origin, bed), problem.between(bed, destination)
    sets_out = _first_free(first.end + first.task.tail, there, beside)
    returns = _last_free(sets_out + there, second.start - second.task.lead - back, back, beside)
    is_too_short = returns - sets_out - there < (0 if by_night else AT_LEAST)
    if is_too_short or not _is_free(returns, back, beside):
        return None
    label = f"night-{_night(request, first)}" if by_night else "residence"
    to_bed = _Way(first.task.id, label, origin, bed, sets_out, there, first.task.zone)
    from_bed = _Way(label, second.task.id, bed, destination or bed, returns, back, second.task.zone)
    ways = tuple(way for way in (to_bed, from_bed) if way.minutes)
    zone = _clock_at(request, bed, first.task.zone)
    opens, closes = (request.timeline.instant_of(minute, zone) for minute in (sets_out + there, returns))
    return _Rest(ways, Window(opens, closes) if ways and not by_night else None)


def _is_night(request: PlanRequest, first: Placed, second: Placed) -> bool:
    return second.start - first.end >= NIGHT and _day(request, first) != _day(request, second)


def _may_return(
    request: PlanRequest, party: PartyId, bed: VenueId, pair: tuple[Placed, Placed], taken: Sequence[Placed]
) -> bool:
    """Whether a guest with nothing else to do comes back to the residence by day; who has taken leave does not."""
    first, second = pair
    return (
        residence_from(request.visit, party, second.site.origin) == bed
        and first.task.kind not in TAKES_LEAVE
        and not any(it.start < second.start and first.end < it.end for it in taken)
    )


def _day(request: PlanRequest, it: Placed) -> int:
    return request.timeline.day_of(request.timeline.instant_of(it.start, it.task.zone), it.task.zone)


def _night(request: PlanRequest, it: Placed) -> int:
    """The day whose night follows: that of an engagement's evening, however late it ends, and of a flight's landing."""
    if it.task.kind != "journey":
        return _day(request, it)
    zone = _clock_at(request, it.site.destination or "", it.task.zone)
    return request.timeline.day_of(request.timeline.instant_of(it.end, zone), zone)


def _first_free(opens: int, minutes: int, beside: Sequence[Placed]) -> int:
    """The first minute from which a way does not lie over anything placeless."""
    ends = sorted(it.end for it in beside if it.end > opens)
    return next(leaves for leaves in (opens, *ends) if _is_free(leaves, minutes, beside))


def _last_free(opens: int, latest: int, minutes: int, beside: Sequence[Placed]) -> int:
    """The last minute at which to leave so as to arrive in time, and not to be on the way during anything placeless.

    The very last where there is none.
    """
    if _is_free(latest, minutes, beside):
        return latest
    starts = sorted((it.start - minutes for it in beside), reverse=True)
    within = (leaves for leaves in starts if opens <= leaves <= latest)
    return next((leaves for leaves in within if _is_free(leaves, minutes, beside)), latest)


def _is_free(leaves: int, minutes: int, beside: Sequence[Placed]) -> bool:
    return all(leaves + minutes <= it.start or it.end <= leaves for it in beside)


def _journey(request: PlanRequest, way: _Way, group: Sequence[str], *, apart: bool) -> Journey:
    """`apart`: not everybody goes then, so the id names who does."""
    return Journey(
        id=MovementId(f"go:{way.before}>{way.after}" + (f"@{min(group)}" if apart else "")),
        movement=None,
        parties=tuple(group),
        by=Transport.FOOT if _is_walk(request, way.origin, way.destination) else Transport.CAR,
        origin=way.origin,
        destination=way.destination,
        leaves_at=request.timeline.instant_of(way.leaves, _clock_at(request, way.origin, way.zone)),
        arrives_at=request.timeline.instant_of(way.leaves + way.minutes, _clock_at(request, way.destination, way.zone)),
        basis=Basis.PLANNED,
    )


def _clock_at(request: PlanRequest, spot: str, otherwise: str) -> str:
    """The zone of the city a spot is in: people read the clock of where they are, not of where they flew from."""
    venue = request.visit.venues.get(VenueId(spot))
    return request.visit.legs[venue.leg].zone if venue is not None and venue.leg is not None else otherwise


def _is_walk(request: PlanRequest, origin: str, destination: str) -> bool:
    venues = request.visit.venues
    first, second = venues.get(VenueId(origin)), venues.get(VenueId(destination))
    return first is not None and second is not None and first.compound is not None and first.compound == second.compound
