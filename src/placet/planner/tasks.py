"""From a visit to a `Problem`: every engagement, journey, protected block and prior commitment as a task in minutes.

What the file states becomes a restriction that remembers where it stands. Estimates bind here: an engagement whose length
nobody stated gets the usual one of its kind, a drive nobody measured the estimate of `placet.model.roads`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product

from placet.almanac.timeline import Timeline
from placet.model.attendance import parties_of, principals, required
from placet.model.engagements import Engagement, Mode
from placet.model.ids import EngagementId, LegId, MovementId, PartyId
from placet.model.lengths import UsualLengths
from placet.model.movements import End, Movement
from placet.model.places import Inspection
from placet.model.roads import Roads, place_spot
from placet.model.spans import Hours, Precision, When
from placet.model.visit import Block, Busy, Visit
from placet.planner.problem import Interval, Order, Problem, Requirement, Restriction, Site, Stay, Task
from placet.planner.request import PlanRequest
from placet.planner.wishes import asked_for, asked_orders
from placet.rules import enough_travel, interpretation_time, usual_length, venue_open
from placet.rules.case import Case
from placet.rules.stated import bounds_of, spot_of, stated_programme, zone_of

GRID = 5
"""Minutes on which free starts lie (practice T1)."""
AGREED = 10
"""How much more it costs to give up something agreed."""
COSTS = {
    "length": 4,
    "order": 6,
    "time": 12,
    "day": 20,
    "hours": 15,
    "open": 15,
    "presence": 25,
    "busy": 40,
    "block": 10,
    "place": 60,
    "travel": 60,
    "journey": 80,
    "pool": 60,
    "resource": 60,
}
"""What giving up a requirement of each kind costs, against the value of an engagement (1 to 100). Default."""


class Tasks:
    """Builds the problem of one request; kept as an object so that the parts can share what they look up."""

    def __init__(self, request: PlanRequest) -> None:
        """Look up what all parts need."""
        self.request = request
        self.visit: Visit = request.visit
        self.timeline: Timeline = request.timeline
        parameters = request.rulebook.parameters("usual-length", usual_length.Parameters)
        self.usual: UsualLengths = parameters.usual()
        self.margins = request.rulebook.parameters("enough-travel", enough_travel.Parameters).margins()
        self.interpretation = request.rulebook.parameters("interpretation-time", interpretation_time.Parameters)
        self.case = self._case(self.visit)
        self.roads: Roads = self.case.roads
        self.principals = principals(self.visit)
        self.horizon: Interval = (
            self._minute(1, 0, self._first_zone()) - 24 * 60,
            self._minute(self.timeline.last_day, 30 * 60, self._first_zone()) + 24 * 60,
        )

    def _case(self, visit: Visit) -> Case:
        """The stated programme as the rules see it: legs, zones and openings are looked up the same way."""
        return Case(
            visit,
            stated_programme(visit, self.timeline),
            self.timeline,
            self.request.rulebook,
            margins=self.margins,
            usual=self.usual,
        )

    def problem(self) -> Problem:
        """Everything to be planned."""
        tasks: dict[str, Task] = {}
        for engagement_id, engagement in self.visit.engagements.items():
            if not engagement.is_cancelled:
                task = self._engagement(engagement_id, engagement)
                tasks[engagement_id] = self._withheld(task, engagement) if engagement.withheld is not None else task
        for movement_id, movement in self.visit.movements.items():
            if not movement.is_cancelled:
                tasks[movement_id] = self._movement(movement_id, movement)
        for task in (*self._blocks(), *self._commitments()):
            tasks[task.id] = task
        tasks |= {task.id: task for task in asked_for(self, tasks)}
        stays = tuple(self._stays(tasks))
        spots = sorted(
            {spot for task in tasks.values() for site in task.sites for spot in (site.origin, site.destination) if spot}
        )
        return Problem(
            tasks=tasks,
            orders=(*self._orders(tasks), *self._anchored(tasks), *asked_orders(self, tasks)),
            stays=stays,
            stations={(stay.task, stay.party): frozenset(stay.between) for stay in stays},
            principals=self.principals,
            travel={pair: self._travel(*pair) for pair in product(spots, spots) if pair[0] != pair[1]},
            travel_requirements=self._travel_requirements(),
            venues={
                name: (venue.simultaneous, _whole(venue.turnover) if venue.turnover is not None else 0)
                for name, venue in self.visit.venues.items()
            },
            resources={
                name: (resource.capacity, Requirement("resource", (name,), ("resources", name), cost=COSTS["resource"]))
                for name, resource in self.visit.resources.items()
            },
            pools=self._pools(),
            days={day: self.day_interval(day) for day in self.timeline.days()},
        )

    # ── clocks ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _first_zone(self) -> str:
        return next(iter(self.visit.legs.values())).zone

    def _minute(self, day: int, minutes: int, zone: str) -> int:
        return self.timeline.minute_of(self.timeline.wall(day, minutes, zone))

    def zone_on(self, day: int) -> str:
        """The zone of the first leg of a day."""
        legs = self.timeline.legs_on(day)
        return self.visit.legs[legs[0]].zone if legs else self._first_zone()

    def day_interval(self, day: int) -> Interval:
        """Minutes of a day, from one local midnight to the next."""
        zone = self.zone_on(day)
        return self._minute(day, 0, zone), self._minute(day + 1, 0, zone)

    def hours_on(self, day: int, hours: Hours, zone: str) -> Interval:
        """Daily hours on one day, in minutes."""
        return self._minute(day, hours.opens_min(), zone), self._minute(day, hours.closes_min(), zone)

    # ── engagements ───────────────────────────────────────────────────────────────────────────────────────────────

    def _engagement(self, name: EngagementId, engagement: Engagement) -> Task:
        base = ("engagements", name)
        asked, agreed = engagement.proposed_by, engagement.agreed

        def wants(kind: str, field: str, *subjects: str, **facts: object) -> Requirement:
            cost = COSTS[kind] * (AGREED if agreed else 1)
            return Requirement(kind, subjects or (name,), (*base, field), asked, agreed, cost, tuple(facts.items()))

        zone = self.case.zone_of_engagement(name)
        days = self._days(name, engagement)
        at, ends = engagement.at, engagement.ends
        restrictions: list[Restriction] = []
        if at.precision in (Precision.UNKNOWN, Precision.AFTER, Precision.BY, Precision.FROM, Precision.PART):
            restrictions += self._day_hours(name, engagement, days, zone, wants)
        if at.precision not in (Precision.UNKNOWN, Precision.AFTER):
            allowed = tuple(self._bounds(day, at, zone) for day in days)
            restrictions.append(Restriction(allowed, wants("time", "at", at=at)))
        if ends.precision not in (Precision.UNKNOWN, Precision.AFTER):
            allowed = tuple(self._bounds(day, ends, zone) for day in days)
            restrictions.append(Restriction(allowed, wants("time", "ends", ends=ends), of_end=True))
        least, typical, most = self._length(engagement, ends, restrictions)
        parties = required(self.visit, engagement)
        restrictions += self._presence(name, parties)
        exact = at.precision is Precision.EXACT and len(days) == 1
        return Task(
            id=name,
            kind=engagement.kind.value,
            parties=parties,
            sites=self._sites(name, engagement),
            restrictions=tuple(restrictions),
            least=least,
            typical=typical,
            most=most,
            grid=1 if exact else GRID,
            optional=engagement.optional,
            value=engagement.value,
            takes_place=wants("place", "title", name),
            lasts=wants("length", "length", name, least=timedelta(minutes=least)),
            horizon=self.horizon,
            fixed_start=self._bounds(days[0], at, zone)[0] if exact else None,
            zone=zone,
            days=days,
            uses=tuple(sorted(engagement.uses.items())),
            interpreters=self._interpreters(engagement),
            named=engagement.interpretation.named if engagement.interpretation is not None else (),
        )

    def _withheld(self, task: Task, engagement: Engagement) -> Task:
        """One whose hour is told only on the day takes all the time that any of its hours could take."""
        if engagement.withheld is None:
            raise ValueError("nothing is withheld")
        opens, closes = self.hours_on(task.days[0], engagement.withheld, task.zone)
        wanted = Requirement("withheld", (task.id,), ("engagements", task.id, "withheld"), cost=COSTS["time"])
        length = closes - opens + task.typical
        others = tuple(r for r in task.restrictions if r.requirement is None or r.requirement.kind == "presence")
        return replace(
            task,
            restrictions=(Restriction(((opens, opens),), wanted), *others),
            least=length,
            typical=length,
            most=length,
            grid=1,
            fixed_start=opens,
            lasts=None,
            shown=task.typical,
        )

    def _days(self, name: EngagementId, engagement: Engagement) -> tuple[int, ...]:
        if engagement.day is not None:
            return (engagement.day,)
        if engagement.days:
            return engagement.days
        leg = self.case.leg_of_engagement(name)
        return tuple(self.timeline.days_of(leg)) if leg is not None else tuple(self.timeline.days())

    def _bounds(self, day: int, when: When, zone: str) -> Interval:
        bounds = bounds_of(self.timeline, day, when, zone)
        low, high = self.day_interval(day)
        earliest = self.timeline.minute_of(bounds.earliest) if bounds.earliest is not None else low
        latest = self.timeline.minute_of(bounds.latest) if bounds.latest is not None else high + 6 * 60
        return earliest, latest

    def _day_hours(
        self, name: EngagementId, engagement: Engagement, days: tuple[int, ...], zone: str, wants: object
    ) -> Iterator[Restriction]:
        """Within the hours of its leg, on its days; wider where something is stated to lie outside them."""
        leg_id = self.case.leg_of_engagement(name)
        leg = self.visit.legs[leg_id] if leg_id is not None else next(iter(self.visit.legs.values()))
        requirement = Requirement(
            "hours",
            (leg_id or next(iter(self.visit.legs)),),
            ("legs", leg_id or next(iter(self.visit.legs)), "day"),
            cost=COSTS["hours"],
        )
        hours = [self._widened(day, self.hours_on(day, leg.day, zone)) for day in days]
        stated_day = engagement.day is not None or bool(engagement.days)
        yield Restriction(tuple(hours), requirement)
        yield Restriction(tuple(hours), requirement, of_end=True)
        if stated_day:
            day_requirement = Requirement(
                "day",
                (name,),
                ("engagements", name, "day"),
                engagement.proposed_by,
                engagement.agreed,
                COSTS["day"] * (AGREED if engagement.agreed else 1),
                (("days", days),),
            )
            yield Restriction(
                tuple((self.day_interval(day)[0], self.day_interval(day)[1] + 360) for day in days), day_requirement
            )

    def _widened(self, day: int, hours: Interval) -> Interval:
        """A day's hours, reaching as far as anything stated on that day: who lands at 02:00 is met at 02:00."""
        low, high = self.day_interval(day)
        spans = [(item.starts_at, item.ends_at) for item in self.case.items]
        stated = [(self.timeline.minute_of(a), self.timeline.minute_of(b)) for a, b in spans]
        on_day = [(a, b) for a, b in stated if low <= a < high]
        return (
            min([hours[0], *(a for a, _ in on_day)]),
            max([hours[1], *(b for _, b in on_day)]),
        )

    def _length(self, engagement: Engagement, ends: When, restrictions: list[Restriction]) -> tuple[int, int, int]:
        length = self.usual.of(engagement)
        least, typical, most = (_whole(part) for part in (length.least, length.typical, length.most))
        spoken = self._spoken(engagement)
        if engagement.kind in self.interpretation.binding:
            least = max(least, spoken)
        typical, most = max(typical, least, spoken), max(most, least, spoken)
        if ends.precision is Precision.EXACT and engagement.at.precision is Precision.EXACT:
            start = next(r.allowed[0][0] for r in restrictions if not r.of_end)
            end = next((r.allowed[0][0] for r in restrictions if r.of_end), start + typical)
            span = end - start if end >= start else end - start + 1440
            return span, span, span
        return least, typical, most

    def _spoken(self, engagement: Engagement) -> int:
        """Minutes that what is said takes once it is interpreted."""
        wanted = engagement.interpretation
        if wanted is None or wanted.speech is None or engagement.kind in self.interpretation.on_paper:
            return 0
        factor = (
            self.interpretation.consecutive if wanted.mode is Mode.CONSECUTIVE else self.interpretation.simultaneous
        )
        return 0 if wanted.mode is Mode.NONE else _whole(wanted.speech * factor)

    def _sites(self, name: EngagementId, engagement: Engagement) -> tuple[Site, ...]:
        if not engagement.venues:
            spot = place_spot(engagement.place) if engagement.place is not None else None
            return (Site(None, spot, spot, None),)
        return tuple(
            Site(
                venue_id,
                venue_id,
                venue_id,
                self._open(venue_id, engagement),
                Requirement("open", (venue_id, name), ("venues", venue_id, "openings"), cost=COSTS["open"]),
                preference,
            )
            for preference, venue_id in enumerate(self._fitting(engagement))
        )

    def _fitting(self, engagement: Engagement) -> tuple[str, ...]:
        """Venues that hold the people and may be used; all of them when none does, so that the rules can say so."""
        people = engagement.people or len(required(self.visit, engagement))
        fitting = tuple(
            name
            for name in engagement.venues
            if (self.visit.venues[name].capacity or people) >= people
            and self.visit.venues[name].inspection in (None, Inspection.INSPECTED, Inspection.WAIVED)
        )
        return fitting or tuple(engagement.venues)

    def _open(self, venue_id: str, engagement: Engagement) -> tuple[Interval, ...] | None:
        venue = self.visit.venues[venue_id]  # type: ignore[index]  # checked when the file was read
        if not venue.openings:
            return None
        zone = self.visit.legs[venue.leg].zone if venue.leg is not None else self._first_zone()
        return tuple(
            sorted(
                self.hours_on(day, opening.hours, zone)
                for day in self.timeline.days()
                for opening in venue.openings
                if venue_open.is_open_on(self.case, opening, day)
            )
        )

    def _presence(self, name: str, parties: Iterable[PartyId]) -> Iterator[Restriction]:
        """Only while everyone who must be there is with the visit."""
        for party in sorted(parties):
            person = self.visit.people.get(party)  # type: ignore[call-overload]  # a party may be a person
            if person is None or not person.presence:
                continue
            allowed = []
            for presence in person.presence:
                last = presence.until_day or self.timeline.last_day
                opens = presence.from_at.hour * 60 + presence.from_at.minute if presence.from_at else 0
                closes = presence.until_at.hour * 60 + presence.until_at.minute if presence.until_at else 30 * 60
                zone, until_zone = self.zone_on(presence.from_day), self.zone_on(last)
                allowed.append((self._minute(presence.from_day, opens, zone), self._minute(last, closes, until_zone)))
            wanted = Requirement(
                "presence", (party, name), ("people", party, "presence"), person.side, cost=COSTS["presence"]
            )
            spans = tuple(sorted(allowed))
            yield Restriction(spans, wanted)
            yield Restriction(spans, wanted, of_end=True)

    def _interpreters(self, engagement: Engagement) -> tuple[tuple[str, str], int] | None:
        wanted = engagement.interpretation
        if wanted is None or wanted.mode is Mode.NONE:
            return None
        first, second = sorted(wanted.languages)
        return ((first, second), max(wanted.interpreters, len(wanted.named)))

    def _pools(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The visit's interpreters by pair of languages."""
        pools: dict[tuple[str, str], set[str]] = {}
        for person_id, person in self.visit.people.items():
            for pair in person.interprets:
                first, second = sorted(pair)
                pools.setdefault((first, second), set()).add(person_id)
        return {pair: tuple(sorted(members)) for pair, members in pools.items()}

    # ── journeys, blocks, commitments ─────────────────────────────────────────────────────────────────────────────

    def _movement(self, name: MovementId, movement: Movement) -> Task:
        leaves, arrives = (
            self._end(movement.departs, movement.departs.day),
            self._end(movement.arrives, movement.arrives.day or movement.departs.day),
        )
        length = movement.length
        least = _whole(length.least) if length is not None else 0
        typical = _whole(length.typical) if length is not None else self._drive(movement)
        most = _whole(length.most) if length is not None else max(typical, 24 * 60)
        if leaves is not None and arrives is not None and leaves[0] == leaves[1] and arrives[0] == arrives[1]:
            least = typical = most = max(0, arrives[0] - leaves[0])
        asked, agreed = movement.proposed_by, movement.agreed
        cost = COSTS["journey"] * (AGREED if agreed else 1)
        restrictions = []
        if leaves is not None:
            wanted = Requirement(
                "journey", (name,), ("movements", name, "departs"), asked, agreed, cost, (("at", movement.departs.at),)
            )
            restrictions.append(Restriction((leaves,), wanted))
        if arrives is not None:
            wanted = Requirement(
                "journey",
                (name,),
                ("movements", name, "arrives"),
                asked,
                agreed,
                cost,
                (("ends", movement.arrives.at),),
            )
            restrictions.append(Restriction((arrives,), wanted, of_end=True))
        day = movement.departs.day or movement.arrives.day
        if not restrictions and day is not None:
            low, high = self.day_interval(day)
            wanted = Requirement("day", (name,), ("movements", name), asked, agreed, COSTS["day"])
            restrictions.append(Restriction(((low, high),), wanted))
        fixed = leaves[0] if leaves is not None and leaves[0] == leaves[1] else None
        return Task(
            id=name,
            kind="journey",
            parties=required(self.visit, movement),
            sites=(Site(None, spot_of(movement.departs) or None, spot_of(movement.arrives) or None, None),),
            restrictions=tuple(restrictions),
            least=least,
            typical=max(least, typical),
            most=max(most, typical),
            grid=1 if leaves is not None or arrives is not None else GRID,
            horizon=self.horizon,
            takes_place=Requirement("place", (name,), ("movements", name), asked, agreed, cost),
            lasts=Requirement("length", (name,), ("movements", name, "length"), asked, agreed, COSTS["length"]),
            fixed_start=fixed,
            zone=self.case.visit.legs[leg].zone if (leg := self.leg_of_end(movement.departs)) else self._first_zone(),
            lead=_whole(movement.departs.buffer),
            tail=_whole(movement.arrives.buffer),
            uses=tuple(sorted(movement.uses.items())),
        )

    def _drive(self, movement: Movement) -> int:
        """A drive whose length nobody states takes as long as the road."""
        origin, destination = spot_of(movement.departs), spot_of(movement.arrives)
        return self._travel(origin, destination) if origin and destination else 0

    def _end(self, end: End, day: int | None) -> Interval | None:
        if end.at.precision in (Precision.UNKNOWN, Precision.AFTER) or day is None:
            return None
        zone = zone_of(self.visit, self.timeline, day, end.at, end.venue, None)
        return self._bounds(day, end.at, zone)

    def leg_of_end(self, end: End) -> LegId | None:
        """The leg in which a journey begins or ends, where the file says."""
        return self.visit.venues[end.venue].leg if end.venue is not None else None

    def _blocks(self) -> Iterator[Task]:
        for name, block in self.visit.blocks.items():
            if block.waived is not None:
                continue
            for day in (block.day,) if block.day is not None else tuple(self.timeline.days()):
                for party in sorted(parties_of(self.visit, block.who)):
                    yield self._block(name, block, day, party)

    def _block(self, name: str, block: Block, day: int, party: PartyId) -> Task:
        length = _whole(block.length)
        zone = self.zone_on(day)
        opens, closes = self.hours_on(day, block.between, zone)
        wanted = Requirement(
            "block", (name, party), ("blocks", name), block.asked_by, cost=COSTS["block"], facts=(("day", day),)
        )
        return Task(
            id=f"{name}@{day}@{party}",
            kind="block",
            parties=frozenset({party}),
            sites=(Site(block.venue, block.venue, block.venue, None),),
            restrictions=(Restriction(((opens, closes - length),), wanted),),
            least=length,
            typical=length,
            most=length,
            grid=GRID,
            takes_place=wanted,
            horizon=self.horizon,
            zone=zone,
            days=(day,),
        )

    def _commitments(self) -> Iterator[Task]:
        """Other commitments, and the hours in which a withheld time may fall: fixed, and somewhere unknown."""
        tables: tuple[tuple[str, Mapping[str, Busy]], ...] = (("busy", self.visit.busy), ("diary", self.visit.diary))
        for table, entries in tables:
            for name, busy in entries.items():
                zone = self.zone_on(busy.day)
                span = self.hours_on(busy.day, busy.between, zone)
                wanted = Requirement("busy", (name,), (table, name), cost=COSTS["busy"])
                yield self._fixed(f"{table}:{name}", parties_of(self.visit, busy.who), span, wanted, zone, (busy.day,))

    def _fixed(
        self,
        name: str,
        parties: frozenset[PartyId],
        span: Interval,
        wanted: Requirement,
        zone: str,
        days: tuple[int, ...],
    ) -> Task:
        length = span[1] - span[0]
        return Task(
            id=name,
            kind="busy",
            parties=parties,
            sites=(Site(None, None, None, None),),
            restrictions=(Restriction(((span[0], span[0]),), wanted),),
            least=length,
            typical=length,
            most=length,
            grid=1,
            takes_place=wanted,
            horizon=self.horizon,
            fixed_start=span[0],
            zone=zone,
            days=days,
        )

    # ── order and place ───────────────────────────────────────────────────────────────────────────────────────────

    def _orders(self, tasks: Mapping[str, Task]) -> Iterator[Order]:
        for name, engagement in self.visit.engagements.items():
            if name not in tasks:
                continue
            cost = COSTS["order"] * (AGREED if engagement.agreed else 1)
            for follow in engagement.after:
                if follow.engagement in tasks:
                    wanted = Requirement(
                        "order",
                        (follow.engagement, name),
                        ("engagements", name, "after"),
                        engagement.proposed_by,
                        engagement.agreed,
                        cost,
                    )
                    most = _whole(follow.most) if follow.most is not None else None
                    yield Order(follow.engagement, name, _whole(follow.least), most, wanted)
            for before in engagement.at.after:
                if before in tasks:
                    wanted = Requirement(
                        "order",
                        (before, name),
                        ("engagements", name, "at"),
                        engagement.proposed_by,
                        engagement.agreed,
                        cost,
                    )
                    yield Order(before, name, 0, None, wanted)

    def _anchored(self, tasks: Mapping[str, Task]) -> Iterator[Order]:
        """With times forgotten, an item stays on its side of every journey of its parties that keeps its times."""
        if self.request.remembered is None:
            return
        before = self._case(self.request.remembered)
        kept = [item for item in before.movements if item.movement is not None and item.movement.keeps_times]
        for item in before.items:
            if item.id not in tasks or any(item.id == journey.id for journey in kept):
                continue
            for journey in kept:
                if journey.id in tasks and item.parties & journey.parties:
                    earlier = item.starts_at < journey.starts_at
                    yield Order(item.id, journey.id) if earlier else Order(journey.id, item.id)

    def _routes(self, tasks: Mapping[str, Task]) -> dict[PartyId, list[str]]:
        """Each party's journeys from leg to leg, in the order of their times."""
        journeys = [
            name
            for name, movement in self.visit.movements.items()
            if name in tasks and self.leg_of_end(movement.departs) != self.leg_of_end(movement.arrives)
        ]
        journeys.sort(key=lambda name: ((tasks[name].starts() or (tasks[name].horizon,))[0][0], name))
        routes: dict[PartyId, list[str]] = {}
        for name in journeys:
            for party in sorted(tasks[name].parties):
                routes.setdefault(party, []).append(name)
        return routes

    def _stays(self, tasks: Mapping[str, Task]) -> Iterator[Stay]:
        """Where a party is between its journeys from leg to leg, and so between which of them a task can lie."""
        routes = self._routes(tasks)
        for name, task in tasks.items():
            leg = self._leg_of_task(task)
            for party in sorted(task.parties):
                route = routes.get(party)
                if route is None or (leg is None and name not in route):
                    continue
                ends = [self.visit.movements[MovementId(journey)] for journey in route]
                stations = [self.leg_of_end(ends[0].departs), *(self.leg_of_end(end.arrives) for end in ends)]
                names: list[str | None] = [None, *route, None]
                stays = [(names[i], names[i + 1]) for i in range(len(stations))]
                if name in route:
                    yield Stay(name, party, tuple(stay for stay in stays if name in stay))
                elif between := tuple(stay for stay, station in zip(stays, stations, strict=True) if station == leg):
                    yield Stay(name, party, between)

    def _leg_of_task(self, task: Task) -> str | None:
        if task.kind in ("journey", "busy", "block"):
            return None
        legs = {self.visit.venues[site.venue].leg for site in task.sites if site.venue is not None}  # type: ignore[index]
        return next(iter(legs)) if len(legs) == 1 else None

    def _travel(self, origin: str, destination: str) -> int:
        return _whole(self.roads.needed(origin, destination, self.margins).time)

    def _travel_requirements(self) -> dict[tuple[str, str], Requirement]:
        wanted: dict[tuple[str, str], Requirement] = {}
        for number, travel in enumerate(self.visit.travel):
            requirement = Requirement(
                "travel",
                (travel.origin, travel.destination),
                ("travel", str(number)),
                cost=COSTS["travel"],
                facts=(("time", travel.time), ("basis", travel.basis.value)),
            )
            wanted[(travel.origin, travel.destination)] = requirement
            if not travel.one_way:
                wanted.setdefault((travel.destination, travel.origin), requirement)
        return wanted


def _whole(length: timedelta) -> int:
    """Minutes, rounded up: a plan never gains a minute by rounding."""
    return math.ceil(length.total_seconds() / 60)
