"""Journeys of the file as tasks, and what follows from them: which city a party is in, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from placet.model.attendance import invited, required
from placet.model.ids import EngagementId, MovementId, PartyId, Ref, Sort
from placet.model.movements import End, Movement, Transport
from placet.planner.tasks.engagements import presence_of
from placet.planner.tasks.ground import AGREED, COSTS, GRID, Ground, whole
from placet.planner.tasks.problem import Between, Order, Requirement, Restriction, Site, Stay, Task
from placet.rules.case import Item
from placet.rules.stated import day_of_arrival, spot_of

RIDES = frozenset({Transport.CAR, Transport.MOTORCADE, Transport.CARRIAGE, Transport.BUS, Transport.FOOT})
"""How people travel inside a city."""


def journey_task(ground: Ground, name: MovementId, movement: Movement) -> Task:
    """A journey as a task between two places."""
    leaves, arrives = (
        ground.end(movement.departs, movement.departs.day),
        ground.end(movement.arrives, day_of_arrival(ground.visit, ground.timeline, movement)),
    )
    length = movement.length
    least = whole(length.least) if length is not None else 0
    typical = whole(length.typical) if length is not None else _drive(ground, movement)
    most = whole(length.most) if length is not None else max(typical, 24 * 60)
    if leaves is not None and arrives is not None and leaves[0] == leaves[1] and arrives[0] == arrives[1]:
        least = typical = most = max(0, arrives[0] - leaves[0])
    ref, asked, agreed = Ref(Sort.MOVEMENT, name), movement.proposed_by, movement.agreed
    cost = COSTS["journey"] * (AGREED if agreed else 1)
    restrictions = []
    if leaves is not None:
        wanted = Requirement(
            "journey", (ref,), ("movements", name, "departs"), asked, agreed, cost, (("at", movement.departs.at),)
        )
        restrictions.append(Restriction((leaves,), wanted))
    if arrives is not None:
        wanted = Requirement(
            "journey", (ref,), ("movements", name, "arrives"), asked, agreed, cost, (("ends", movement.arrives.at),)
        )
        restrictions.append(Restriction((arrives,), wanted, of_end=True))
    end = movement.departs if movement.departs.day is not None else movement.arrives
    if not restrictions and end.day is not None:
        wanted = Requirement("day", (ref,), ("movements", name), asked, agreed, COSTS["day"])
        low, high = ground.day_interval(end.day, _zone_of_end(ground, end))
        restrictions.append(Restriction(((low, high),), wanted, of_end=end is movement.arrives))
    parties = required(ground.visit, movement)
    lead, tail = whole(movement.departs.buffer), whole(movement.arrives.buffer)
    restrictions += presence_of(ground, ref, parties, lead, tail)
    fixed = leaves[0] if leaves is not None and leaves[0] == leaves[1] else None
    return Task(
        id=name,
        kind="journey",
        parties=parties,
        sites=(Site(None, spot_of(movement.departs) or None, spot_of(movement.arrives) or None, None),),
        restrictions=tuple(restrictions),
        least=least,
        typical=max(least, typical),
        most=max(most, typical),
        grid=1 if leaves is not None or arrives is not None else GRID,
        horizon=ground.horizon,
        takes_place=Requirement("place", (ref,), ("movements", name), asked, agreed, cost),
        lasts=Requirement("length", (ref,), ("movements", name, "length"), asked, agreed, COSTS["length"]),
        fixed_start=fixed,
        zone=_zone_of_end(ground, movement.departs) or ground.first_zone(),
        lead=lead,
        tail=tail,
        uses=tuple(sorted(movement.uses.items())),
    )


def _zone_of_end(ground: Ground, end: End) -> str | None:
    """The zone of the city in which a journey begins or ends, where the file says which it is."""
    leg = ground.leg_of_end(end)
    return ground.visit.legs[leg].zone if leg is not None else None


def _drive(ground: Ground, movement: Movement) -> int:
    """A drive whose length nobody states takes as long as the road."""
    origin, destination = spot_of(movement.departs), spot_of(movement.arrives)
    return ground.travel(origin, destination) if origin and destination else 0


def _routes(ground: Ground, tasks: Mapping[str, Task]) -> dict[PartyId, list[str]]:
    """Each party's journeys from leg to leg, in the order of their times."""
    journeys = [
        name
        for name, movement in ground.visit.movements.items()
        if name in tasks and _leads_elsewhere(ground, movement)
    ]
    journeys.sort(key=lambda name: ((tasks[name].starts() or (tasks[name].horizon,))[0][0], name))
    routes: dict[PartyId, list[str]] = {}
    for name in journeys:
        for party in sorted(tasks[name].parties):
            routes.setdefault(party, []).append(name)
    return routes


def _leads_elsewhere(ground: Ground, movement: Movement) -> bool:
    """Whether a journey leads from leg to leg, into the visit or out of it; a ride to nobody says where does not."""
    here, there = ground.leg_of_end(movement.departs), ground.leg_of_end(movement.arrives)
    is_ride = movement.by in RIDES
    says_nothing = any(end.venue is None and end.place is None for end in (movement.departs, movement.arrives))
    return here != there and not (is_ride and says_nothing)


def stays_of(ground: Ground, tasks: Mapping[str, Task]) -> Iterator[Stay]:
    """Where a party is between its journeys from leg to leg, and so between which of them a task can lie."""
    routes = _routes(ground, tasks)
    for name, task in tasks.items():
        legs = _legs_of_task(ground, task)
        for party in sorted(task.parties):
            route = routes.get(party)
            if route is None or (not legs and name not in route):
                continue
            if name in route:
                yield Stay(name, party, tuple(stay for stay, _ in _stays(ground, route) if name in stay))
            elif between := tuple(stay for stay, station in _stays(ground, route) if station in legs):
                yield Stay(name, party, between)


def stations_of_invited(ground: Ground, tasks: Mapping[str, Task]) -> dict[tuple[str, PartyId], frozenset[Between]]:
    """The same for those who are only invited; nothing where their journeys never bring them to that leg."""
    if not ground.visit.movements:
        return {}
    routes = _routes(ground, tasks)
    found: dict[tuple[str, PartyId], frozenset[Between]] = {}
    for name, engagement in ground.visit.engagements.items():
        legs = _legs_of_task(ground, tasks[name]) if name in tasks else frozenset()
        for party in invited(ground.visit, engagement) if legs else ():
            if party in routes:
                stays = _stays(ground, routes[party])
                found[name, party] = frozenset(stay for stay, station in stays if station in legs)
    return found


def _stays(ground: Ground, route: Sequence[str]) -> list[tuple[Between, str | None]]:
    """A party's stays before, between and after its journeys, each with the leg in which it is then."""
    ends = [ground.visit.movements[MovementId(journey)] for journey in route]
    stations = [ground.leg_of_end(ends[0].departs), *(ground.leg_of_end(end.arrives) for end in ends)]
    names: list[str | None] = [None, *route, None]
    return [((names[i], names[i + 1]), station) for i, station in enumerate(stations)]


def _legs_of_task(ground: Ground, task: Task) -> frozenset[str]:
    """The legs in one of which a task lies: nothing for what nobody can tell, as where its place is given in words.

    An engagement that states no place lies in the leg of its day; where the day has none of its own, in any.
    """
    if task.kind in ("journey", "busy"):
        return frozenset()
    legs = {ground.visit.venues[site.venue].leg for site in task.sites if site.venue is not None}  # type: ignore[index]
    if not legs and task.id in ground.visit.engagements and all(site.origin is None for site in task.sites):
        own = ground.case.leg_of_engagement(EngagementId(task.id))
        return frozenset(ground.visit.legs) if own is None else frozenset({own})
    return frozenset(leg for leg in legs if leg is not None) if len(legs) == 1 else frozenset()


def _keeps_its_time(item: Item) -> bool:
    if item.movement is not None:
        return item.movement.keeps_times
    return item.engagement is not None and item.engagement.anchor


def orders_beside_kept_journeys(ground: Ground, tasks: Mapping[str, Task]) -> Iterator[Order]:
    """With times forgotten, an item stays on its side of every journey of its parties that keeps its times."""
    if ground.request.remembered is None:
        return
    kept = [item for item in ground.before.items if _keeps_its_time(item)]
    for item in ground.before.items:
        if item.id not in tasks or any(item.id == journey.id for journey in kept):
            continue
        for journey in kept:
            if journey.id in tasks and item.parties & journey.parties:
                earlier = item.starts_at < journey.starts_at
                yield Order(item.id, journey.id) if earlier else Order(journey.id, item.id)
