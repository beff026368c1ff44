"""Nobody is in two places, on two ways, away from the visit, or taken by something else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations, pairwise

from tests.planner.oracle.clock import Clock, Span, of_day
from tests.planner.oracle.people import people
from tests.planner.oracle.scene import Scene

from placet.model.people import Person
from placet.model.visit import Busy

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
    """One place at a time, and the way from one to the next, which nothing interrupts."""
    for party in sorted({party for thing in scene.everything for party in thing.parties}):
        own = sorted((t for t in scene.everything if party in t.parties), key=lambda t: (t.starts, t.ends, t.name))
        for first, second in combinations(own, 2):
            if first.meets(second):
                yield f"{party}: {first.name} and {second.name} at once"
        located = [index for index, thing in enumerate(own) if thing.origin is not None]
        for a, b in pairwise(located):
            needed = scene.ways.between(own[a].destination, own[b].origin)
            gaps = [own[i + 1].starts - own[i].ends for i in range(a, b)]
            if max(gaps) < needed:
                yield f"{party}: {needed} minutes from {own[a].name} to {own[b].name}, there are {gaps}"


def otherwise_engaged(scene: Scene) -> Iterator[str]:
    for table in (scene.visit.busy, scene.visit.diary):
        for name, busy in table.items():
            who = people(scene.visit, busy.who)
            for day in [busy.day] if busy.day is not None else _dated(scene.clock, busy):
                opens, closes = scene.clock.hours(day, busy.between, scene.clock.zone_on(max(day, 1)))
                for thing in scene.moving:
                    if thing.parties & who and thing.starts < closes and opens < thing.ends:
                        yield f"{thing.name}: somebody is taken by {name}"


def _dated(clock: Clock, busy: Busy) -> list[int]:
    """The days of the visit on which a commitment begins that is stated for dates, and the eve of it."""
    if not clock.dated:
        return []
    dates = {day: clock.first + timedelta(days=day - 1) for day in (0, *clock.days())}
    return [
        day
        for day, on in dates.items()
        if busy.on is not None and busy.on <= on <= (busy.until or busy.on) and clock.is_on(busy.weekdays, day)
    ]


def attending_elsewhere(scene: Scene) -> Iterator[str]:
    """Those who are only invited, and come, are nowhere else."""
    guests = [(thing, set(scene.programme.placements[thing.name].attending)) for thing in scene.placed]
    for thing, attending in guests:
        for other, more in guests:
            there = attending & (set(other.parties) | more)
            if other is not thing and there and thing.meets(other):
                yield f"{thing.name}: {sorted(there)} attend, and are in {other.name}"
