"""Nobody is in two places, on two ways, away from the visit, or taken by something else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from tests.planner.oracle.clock import Clock, Span, of_day
from tests.planner.oracle.scene import Scene

from placet.model.people import Person

IN_ONE_PIECE = " in one piece from "
SMALL_HOURS = 30 * 60
"""Somebody who is there until a day without an hour is there until 06:00 of the next."""


def away_from_the_visit(scene: Scene) -> Iterator[str]:
    for thing in scene.moving:
        for party in sorted(thing.parties):
            person = scene.visit.people.get(party)
            if person is None or not person.presence:
                continue
            if not any(opens <= thing.starts and thing.ends <= closes for opens, closes in _there(scene.clock, person)):
                yield f"{thing.name}: {party} is not with the visit"


def _there(clock: Clock, person: Person) -> Iterator[Span]:
    for presence in person.presence:
        last = presence.until_day or clock.days()[-1]
        opens = of_day(presence.from_at) if presence.from_at else 0
        closes = of_day(presence.until_at) if presence.until_at else SMALL_HOURS
        yield (
            clock.wall(presence.from_day, opens, clock.zone_on(presence.from_day)),
            clock.wall(last, closes, clock.zone_on(last)),
        )


def in_two_places(scene: Scene) -> Iterator[str]:
    """One place at a time, and the way from one to the next."""
    for party in sorted({party for thing in scene.everything for party in thing.parties}):
        own = sorted((t for t in scene.everything if party in t.parties), key=lambda t: (t.starts, t.ends, t.name))
        for first, second in combinations(own, 2):
            if first.meets(second):
                yield f"{party}: {first.name} and {second.name} at once"
        for first, second in pairwise([t for t in own if t.origin is not None or t.name in scene.visit.movements]):
            needed, there_is = scene.ways.between(first.destination, second.origin), second.starts - first.ends
            if there_is < needed:
                yield f"{party}: {needed} minutes from {first.name} to {second.name}, there are {there_is}"


def on_the_way_meanwhile(scene: Scene) -> Iterator[str]:
    """No way is interrupted by what has no place: it takes one stretch in which nothing else does.

    How those who only interpret get to their work is left to them.
    """
    for party in sorted({party for thing in scene.everything for party in thing.parties}):
        own = [t for t in scene.everything if party in t.parties and party in scene.asked.get(t.name, t.parties)]
        own += [taken for taken in scene.commitments if party in taken.parties]
        first, reached, longest = None, 0, 0
        for thing in sorted(own, key=lambda t: (t.starts, t.ends, t.name)):
            longest = max(longest, thing.starts - reached)
            if thing.origin is None and thing.name not in scene.visit.movements:  # a journey may be the way itself
                reached = max(reached, thing.ends)
                continue
            needed = scene.ways.between(first.destination, thing.origin) if first is not None else 0
            if first is not None and longest < needed:
                yield f"{party}: {needed} minutes{IN_ONE_PIECE}{first.name} to {thing.name}, there are {longest}"
            first, reached, longest = thing, thing.ends, 0


def otherwise_engaged(scene: Scene) -> Iterator[str]:
    for taken in scene.commitments:
        for thing in scene.moving:
            if thing.parties & taken.parties and thing.meets(taken):
                yield f"{thing.name}: somebody is taken by {taken.name}"


def attending_elsewhere(scene: Scene) -> Iterator[str]:
    """Those who are only invited, and come, are nowhere else."""
    guests = [(thing, set(scene.programme.placements[thing.name].attending)) for thing in scene.placed]
    for thing, attending in guests:
        for other, more in guests:
            there = attending & (set(other.parties) | more)
            if other is not thing and there and thing.meets(other):
                yield f"{thing.name}: {sorted(there)} attend, and are in {other.name}"
