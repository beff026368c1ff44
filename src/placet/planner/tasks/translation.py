"""From a visit to a `Problem`: every engagement, journey, protected block and prior commitment as a task in minutes.

What the file states becomes a restriction that remembers where it stands. Estimates bind here: an engagement whose
length nobody stated gets the usual one of its kind, a drive nobody measured the estimate of `placet.model.roads`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations, product

from placet.model.ids import Ref, Sort, VenueId, engagement_ref
from placet.model.places import TravelBasis
from placet.model.roads import Road
from placet.planner.request import PlanRequest
from placet.planner.tasks.close_by import close_by
from placet.planner.tasks.engagements import engagement_task, presence_spans, withheld_task
from placet.planner.tasks.ground import AGREED, COSTS, Ground, whole
from placet.planner.tasks.guests_stay import orders_of_stays, stretches_of_blocks, stretches_of_invited
from placet.planner.tasks.journeys import journey_task, orders_beside_kept_journeys, stations_of_invited, stays_of
from placet.planner.tasks.problem import Interval, Order, Problem, Requirement, Task
from placet.planner.tasks.protected import block_tasks, commitment_tasks
from placet.planner.tasks.suitable_hours import suitable_hours
from placet.planner.tasks.wishes import asked_for, asked_orders


def problem_of(request: PlanRequest, also: Iterable[VenueId] = ()) -> Problem:
    """Everything to be planned. `also`: venues at which something stands, though nothing may be put there any more."""
    ground = Ground(request)
    tasks: dict[str, Task] = {}
    for engagement_id, engagement in ground.visit.engagements.items():
        if not engagement.is_cancelled:
            task = engagement_task(ground, engagement_id, engagement)
            tasks[engagement_id] = withheld_task(ground, task, engagement) if engagement.withheld is not None else task
    for movement_id, movement in ground.visit.movements.items():
        if not movement.is_cancelled:
            tasks[movement_id] = journey_task(ground, movement_id, movement)
    for task in (*block_tasks(ground), *commitment_tasks(ground)):
        tasks[task.id] = task
    tasks |= {task.id: task for task in asked_for(ground, tasks)}
    stays = tuple(stays_of(ground, tasks))
    beds = {leg.sleeps_at for leg in ground.visit.legs.values() if leg.sleeps_at is not None}
    orders = (
        *_orders(ground, tasks),
        *orders_beside_kept_journeys(ground, tasks),
        *orders_of_stays(ground, tasks),
        *asked_orders(ground, tasks),
    )
    indoors = [task.indoors for task in tasks.values() if task.indoors is not None]
    sites = [*indoors, *(site for task in tasks.values() for site in task.sites)]
    spots = sorted(beds | set(also) | {spot for site in sites for spot in (site.origin, site.destination) if spot})
    return Problem(
        tasks=tasks,
        orders=orders,
        stays=stays,
        close_by=tuple(close_by(tasks, orders, stays)),
        suits=tuple(suitable_hours(ground, tasks)),
        stretches=stretches_of_blocks(ground, tasks),
        stretches_of_invited=stretches_of_invited(ground, tasks),
        stations={(stay.task, stay.party): frozenset(stay.between) for stay in stays},
        stations_of_invited=stations_of_invited(ground, tasks),
        principals=ground.principals,
        travel={pair: ground.travel(*pair) for pair in product(spots, spots) if pair[0] != pair[1]},
        travel_requirements={**_assumed_ways(ground, spots), **_stated_ways(ground)},
        venues={
            name: (venue.simultaneous, whole(venue.turnover) if venue.turnover is not None else 0)
            for name, venue in ground.visit.venues.items()
        },
        resources={
            name: (
                resource.capacity,
                Requirement("resource", (Ref(Sort.RESOURCE, name),), ("resources", name), cost=COSTS["resource"]),
            )
            for name, resource in ground.visit.resources.items()
        },
        pools=_pools(ground, tasks.values()),
        presence=_presence_of_interpreters(ground),
        days={day: ground.day_interval(day) for day in ground.timeline.days()},
    )


def _orders(ground: Ground, tasks: Mapping[str, Task]) -> Iterator[Order]:
    for name, engagement in ground.visit.engagements.items():
        if name not in tasks:
            continue
        cost = COSTS["order"] * (AGREED if engagement.agreed else 1)
        for follow in engagement.after:
            if follow.engagement in tasks:
                wanted = Requirement(
                    "order",
                    (ground.visit.item_ref(follow.engagement), engagement_ref(name)),
                    ("engagements", name, "after"),
                    engagement.proposed_by,
                    engagement.agreed,
                    cost,
                    (("gap", follow.least), ("within", follow.most)),
                )
                most = whole(follow.most) if follow.most is not None else None
                yield Order(follow.engagement, name, whole(follow.least), most, wanted)
        for before in engagement.at.after:
            if before in tasks:
                wanted = Requirement(
                    "order",
                    (ground.visit.item_ref(before), engagement_ref(name)),
                    ("engagements", name, "at"),
                    engagement.proposed_by,
                    engagement.agreed,
                    cost,
                )
                yield Order(before, name, 0, None, wanted)


def _presence_of_interpreters(ground: Ground) -> dict[str, tuple[Interval, ...]]:
    """When those interpreters are there who are not there throughout."""
    return {
        name: presence_spans(ground, person.presence)
        for name, person in ground.visit.people.items()
        if person.interprets and person.presence
    }


def _pools(ground: Ground, tasks: Collection[Task]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The visit's interpreters by pair of languages, and nobody for one that is asked for and that none of them has.

    Where it names no interpreters at all, they are the matter of others.
    """
    pools: dict[tuple[str, str], set[str]] = {}
    for person_id, person in ground.visit.people.items():
        for pair in person.interprets:
            first, second = sorted(pair)
            pools.setdefault((first, second), set()).add(person_id)
    asked = {task.interpreters[0] for task in tasks if task.interpreters is not None}
    if pools or any(task.named for task in tasks):
        pools |= {pair: set() for pair in asked - pools.keys()}
    return {pair: tuple(sorted(members)) for pair, members in pools.items()}


def _assumed_ways(ground: Ground, spots: Iterable[str]) -> dict[tuple[str, str], Requirement]:
    """The ways between venues that nobody states: as long there as back, they are one."""
    wanted: dict[tuple[str, str], Requirement] = {}
    for start, end in combinations([spot for spot in spots if spot in ground.visit.venues], 2):
        there, back = (ground.roads.needed(*way, ground.margins) for way in ((start, end), (end, start)))
        wanted[start, end] = _assumed(ground, start, end, there)
        wanted[end, start] = wanted[start, end] if there == back else _assumed(ground, end, start, back)
    return wanted


def _assumed(ground: Ground, start: str, end: str, road: Road) -> Requirement:
    """A way that comes of other statements: the usual drive of its city, positions on a map, ways by a third place."""
    paths = {
        TravelBasis.ESTIMATED: ("legs", ground.roads.leg_of(start) or "", "transfer"),
        TravelBasis.MAP: ("venues", start),
    }
    return Requirement(
        "travel",
        (Ref(Sort.VENUE, start), Ref(Sort.VENUE, end)),
        paths.get(road.basis, ("travel",)),
        cost=COSTS["travel"],
        facts=(("time", road.time), ("basis", road.basis.value)),
    )


def _stated_ways(ground: Ground) -> dict[tuple[str, str], Requirement]:
    """Where each way is stated; one that leads there by another door of a compound stands where that one does."""
    wanted: dict[tuple[str, str], Requirement] = {}
    by_doors: dict[tuple[str, str], Requirement] = {}
    for number, travel in enumerate(ground.visit.travel):
        needed = ground.roads.needed(travel.origin, travel.destination, ground.margins).time
        requirement = Requirement(
            "travel",
            (Ref(Sort.VENUE, travel.origin), Ref(Sort.VENUE, travel.destination)),
            ("travel", str(number)),
            cost=COSTS["travel"],
            facts=(
                ("time", travel.time),
                ("basis", travel.basis.value),
                *((("door_to_door", needed),) if needed > travel.time else ()),
            ),
        )
        ends = (str(travel.origin), str(travel.destination))
        for start, end in (ends,) if travel.one_way else (ends, ends[::-1]):
            wanted[start, end] = requirement if (start, end) == ends else wanted.get((start, end), requirement)
            for way in product(ground.roads.doors_of(start), ground.roads.doors_of(end)):
                by_doors.setdefault(way, requirement)
    return by_doors | wanted
