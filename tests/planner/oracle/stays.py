"""Guests have something, and something is kept free for them, only between their coming and their going."""

from __future__ import annotations

from collections.abc import Iterator

from tests.planner.oracle.clock import Span
from tests.planner.oracle.people import parties
from tests.planner.oracle.scene import Scene, Thing

WITHIN_A_CITY = ("car", "motorcade", "carriage", "bus", "foot")


def before_coming_or_after_going(scene: Scene) -> Iterator[str]:
    for leg in scene.visit.legs:
        things = [thing for thing, engagement in scene.engagements() if scene.leg_of(engagement) == leg]
        for party in sorted({party for thing in things for party in thing.parties}):
            own = [thing for thing in things if party in _asked(scene, thing.name)]
            for arrival in _met(scene, party, leg, "arrival"):
                yield from (f"{t.name}: before {party} has come" for t in own if t.starts < arrival.starts)
            for departure in _met(scene, party, leg, "departure"):
                yield from (f"{t.name}: after {party} has left" for t in own if t.starts > departure.starts)


def attending_before_coming_or_after_going(scene: Scene) -> Iterator[str]:
    """Who is only invited is there as well, flights into the leg and out of it included."""
    for thing, engagement in scene.engagements():
        for party in scene.programme.placements[thing.name].attending:
            opens, closes = while_there(scene, party, scene.leg_of(engagement), (thing.starts, thing.ends))
            if (opens, closes) != (thing.starts, thing.ends):
                yield f"{thing.name}: {party} attends, and has not come or has left"


def after_flying_out(scene: Scene) -> Iterator[str]:
    """A guest whom a flight took out of the visit has nothing more in the city that it left, unless brought back."""
    for thing, engagement in scene.engagements():
        if engagement.place is not None:  # in words it may be where the flight landed
            continue
        for party in sorted(filter(lambda each: _is_guest(scene, each), thing.parties)):
            flown = [j for j in scene.journeys if party in j.parties and j.starts < thing.starts and _is_far(scene, j)]
            last = max(flown, key=lambda journey: journey.starts, default=None)
            if last is not None and _by_air(scene, last, (scene.leg_of(engagement), None)):
                yield f"{thing.name}: {party} has flown out with {last.name}"


def while_there(scene: Scene, party: str, leg: str | None, hours: Span) -> Span:
    """What of some hours in a leg lies between a guest's coming and going, flights into and out of it included."""
    comes = [thing.ends for thing in _met(scene, party, leg, "arrival")]
    goes = [thing.starts for thing in _met(scene, party, leg, "departure")]
    for flight in scene.journeys:
        if party in flight.parties and _role(scene, party) == "guest":
            comes += [flight.ends] if _by_air(scene, flight, (None, leg)) else []
            goes += [flight.starts] if _by_air(scene, flight, (leg, None)) else []
    return max([hours[0], *comes]), min([hours[1], *goes])


def _met(scene: Scene, party: str, leg: str | None, kind: str) -> list[Thing]:
    """The one arrival of a guest in a leg, or the one departure, if it is placed."""
    names = [
        name
        for name, engagement in scene.visit.engagements.items()
        if engagement.kind.value == kind
        and not engagement.is_cancelled
        and scene.leg_of(engagement) == leg
        and party in _asked(scene, name)
        and engagement.roles.get(party) != "greets"
    ]
    return [thing for thing in scene.placed if _is_guest(scene, party) and names == [thing.name]]


def _by_air(scene: Scene, journey: Thing, legs: tuple[str | None, str | None]) -> bool:
    """Whether it is a flight from the one leg to the other; None is outside of the visit."""
    movement = scene.visit.movements[journey.name]
    ends = (movement.departs.venue, movement.arrives.venue)
    flown = tuple(scene.visit.venues[venue].leg if venue is not None else None for venue in ends)
    return movement.by.value == "plane" and flown == legs


def _is_far(scene: Scene, journey: Thing) -> bool:
    """Whether it may bring somebody back: a ride through the city does not."""
    return scene.visit.movements[journey.name].by.value not in WITHIN_A_CITY


def _is_guest(scene: Scene, party: str) -> bool:
    """Of a track or a delegation nobody knows more than that it came."""
    return party not in scene.visit.people or _role(scene, party) == "guest"


def _asked(scene: Scene, name: str) -> frozenset[str]:
    """Who must be at an engagement, whoever interprets there."""
    engagement = scene.visit.engagements[name]
    return parties(scene.visit, engagement.who, engagement.track)


def _role(scene: Scene, person: str) -> str:
    return scene.visit.sides[scene.visit.people[person].side].role.value
