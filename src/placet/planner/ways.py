"""The ways that nobody stated: between engagements at different places, and to bed and back.

Parties that go the same way at the same time go together. A way to an engagement arrives just in time; a way to the
residence leaves at once. Guests sleep where the leg says; hosts are at home.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from placet.model.ids import MovementId, PartyId, VenueId
from placet.model.movements import Transport
from placet.model.programme import Basis, Journey
from placet.model.residence import residence_from
from placet.planner.placed import Placed
from placet.planner.problem import Problem
from placet.planner.request import PlanRequest

NIGHT = 5 * 60
"""Minutes between two days' engagements from which on people are taken to bed. Default."""


@dataclass(frozen=True, slots=True)
class _Way:
    """Minutes from spot to spot; `before` and `after` name the tasks, or the night, at its ends.

    `zone` is the clock at a spot of which nobody says in which city it is.
    """

    before: str
    after: str
    origin: str
    destination: str
    leaves: int
    minutes: int
    zone: str


def inserted_journeys(request: PlanRequest, problem: Problem, placed: Mapping[str, Placed]) -> list[Journey]:
    """All of them, in order of their leaving."""
    going: dict[_Way, set[str]] = defaultdict(set)
    for party in sorted({party for it in placed.values() for party in it.task.parties}):
        own = [it for it in placed.values() if party in it.task.parties and it.task.kind != "busy"]
        for first, second in pairwise([it for it in own if it.site.origin is not None]):
            for way in _between(request, problem, party, (first, second), own):
                going[way].add(party)
    ends = [(way.before, way.after) for way in going]
    return [
        _journey(request, way, sorted(group), apart=ends.count((way.before, way.after)) > 1)
        for way, group in sorted(going.items(), key=lambda entry: (entry[0].leaves, entry[0].before, entry[0].after))
    ]


def _between(
    request: PlanRequest, problem: Problem, party: PartyId, pair: tuple[Placed, Placed], own: Sequence[Placed]
) -> Iterator[_Way]:
    first, second = pair
    origin, destination = first.site.destination or "", second.site.origin or ""
    latest = second.start - second.task.lead
    bed = _bed(request, party, first, second)
    if bed is not None:
        there, back = problem.between(origin, bed), problem.between(bed, destination)
        leaves = first.end + first.task.tail
        if leaves + there + back <= latest:
            night = f"night-{_night(request, first)}"
            if there:
                yield _Way(first.task.id, night, origin, bed, leaves, there, first.task.zone)
            if back:
                yield _Way(night, second.task.id, bed, destination, latest - back, back, second.task.zone)
            return
    minutes = problem.between(origin, destination)
    if minutes > 0:
        leaves = _leaves(first, latest - minutes, minutes, own)
        yield _Way(first.task.id, second.task.id, origin, destination, leaves, minutes, second.task.zone)


def _bed(request: PlanRequest, party: PartyId, first: Placed, second: Placed) -> str | None:
    """Where a guest sleeps between two tasks, if a night lies between them and the file says where."""
    if _day(request, first) == _day(request, second) or second.start - first.end < NIGHT:
        return None
    return residence_from(request.visit, party, first.site.destination)


def _day(request: PlanRequest, it: Placed) -> int:
    return request.timeline.day_of(request.timeline.instant_of(it.start, it.task.zone), it.task.zone)


def _night(request: PlanRequest, it: Placed) -> int:
    """The day whose night follows: that of an engagement's evening, however late it ends, and of a flight's landing."""
    if it.task.kind != "journey":
        return _day(request, it)
    zone = _clock_at(request, it.site.destination or "", it.task.zone)
    return request.timeline.day_of(request.timeline.instant_of(it.end, zone), zone)


def _leaves(first: Placed, latest: int, minutes: int, own: Sequence[Placed]) -> int:
    """The last minute at which to leave so as to arrive in time, without breaking into protected time on the way."""
    blocks = [it for it in own if it.task.kind == "block" and it.site.origin is None]
    for leaves in (latest, *sorted((it.start - minutes for it in blocks), reverse=True)):
        free = all(leaves + minutes <= it.start or it.end <= leaves for it in blocks)
        if free and first.end + first.task.tail <= leaves <= latest:
            return leaves
    return latest


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
