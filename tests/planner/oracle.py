"""An independent judge of programmes: the hard facts of a visit, in plain Python.

Shares nothing with `placet.planner`, `placet.rules` or `placet.model.roads`, not even the clock: local times become
minutes with `zoneinfo` alone. It is slow, literal and knows only what a file states for certain; estimates of length
are not judged, estimates of travel are. `broken` returns one sentence for each fact that a programme breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

from placet.model.engagements import Engagement, Mode
from placet.model.programme import NOMINAL_FIRST_DAY, Programme
from placet.model.spans import PARTS_OF_DAY, Hours, Precision, When
from placet.model.visit import Visit

OUTSIDE = "outside the hours of its leg"
"""The one fact that binds the planner and that no rule judges: an office may put an engagement where it likes."""

Minutes = int
Span = tuple[Minutes, Minutes]

LOADING, MAP_FACTOR, WALK, BETWEEN_CITIES = 7, 1.25, 5, 120
"""The neutral profile's margins and the estimates of the model's documentation, written down a second time."""


@dataclass(frozen=True)
class Thing:
    """Something that takes the time of its parties: minutes since the first day's midnight UTC, and where."""

    name: str
    kind: str
    parties: frozenset[str]
    starts: Minutes
    ends: Minutes
    origin: str | None
    destination: str | None


def broken(visit: Visit, programme: Programme, loading: int | None = None) -> list[str]:
    """Every hard fact that the programme breaks."""
    return list(Oracle(visit, programme, loading).judged())


class Oracle:
    """One visit and one programme."""

    def __init__(self, visit: Visit, programme: Programme, loading: int | None = None) -> None:
        self.visit, self.programme = visit, programme
        self.first = programme.starts_on or NOMINAL_FIRST_DAY
        self.dated = programme.starts_on is not None
        self.loading = _loading(visit) if loading is None else loading
        self.ways = self._ways()
        self.placed = [self._placed(name) for name in programme.placements]
        self.journeys = [self._journey(name) for name in self._stated_journeys()]
        self.blocks = [
            Thing(k.block, "block", frozenset({k.party}), self.at(k.window.opens), self.at(k.window.closes), v, v)
            for k in programme.blocks
            for v in [visit.blocks[k.block].venue if k.block in visit.blocks else None]
        ]

    # ── clocks ────────────────────────────────────────────────────────────────────────────────────────────────────

    def at(self, instant: datetime) -> Minutes:
        """Minutes since 00:00 UTC of the first day."""
        return int((instant - datetime.combine(self.first, time(0), tzinfo=UTC)).total_seconds() // 60)

    def wall(self, day: int, minutes: int, zone: str) -> Minutes:
        """A wall clock so many minutes after the local midnight of a day."""
        days, rest = divmod(minutes, 1440)
        on = self.first + timedelta(days=day - 1 + days)
        if not self.dated:
            offsets = [datetime(2026, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7)]
            midnight = datetime.combine(on, time(0), tzinfo=UTC) - min(o for o in offsets if o is not None)
            return self.at(midnight) + rest
        return self.at(datetime.combine(on, time(rest // 60, rest % 60), tzinfo=ZoneInfo(zone)))

    def hours(self, day: int, hours: Hours, zone: str) -> Span:
        """Daily hours on one day."""
        opens = hours.opens.hour * 60 + hours.opens.minute
        closes = hours.closes.hour * 60 + hours.closes.minute
        return self.wall(day, opens, zone), self.wall(day, closes if closes > opens else closes + 1440, zone)

    def days(self) -> range:
        return range(1, max(leg.last_day for leg in self.visit.legs.values()) + 1)

    def zone_on(self, day: int) -> str:
        legs = [leg for leg in self.visit.legs.values() if leg.first_day <= day <= leg.last_day]
        return (legs or list(self.visit.legs.values()))[0].zone

    def zone_of(self, engagement: Engagement) -> str:
        """The zone in which an engagement's times are stated."""
        if engagement.at.clock is not None and engagement.at.clock.zone is not None:
            return engagement.at.clock.zone
        leg = self._leg(engagement)
        return self.visit.legs[leg].zone if leg is not None else self.zone_on(engagement.day or 1)

    def _leg(self, engagement: Engagement) -> str | None:
        leg = self.visit.venues[engagement.venues[0]].leg if engagement.venues else None
        leg = leg or engagement.leg
        if leg is None and len(self.visit.legs) == 1:
            return next(iter(self.visit.legs))
        return leg

    # ── people and ways ───────────────────────────────────────────────────────────────────────────────────────────

    def people(self, names: tuple[str, ...]) -> frozenset[str]:
        """Invitations as parties: a delegation's members, or itself where nobody in it is counted or named."""
        found: set[str] = set()
        for name in names:
            group = self.visit.delegations.get(name)
            if group is None:
                found.add(name)
            elif group.members:
                found |= set(group.members)
            elif group.count is None:
                found.add(name)
        return frozenset(found)

    def parties(self, who: tuple[str, ...], track: str) -> frozenset[str]:
        if who:
            return self.people(who)
        known = self.visit.tracks.get(track)
        return (self.people(known.members) if known is not None else frozenset()) or frozenset({f"track:{track}"})

    def _ways(self) -> dict[tuple[str, str], Minutes]:
        """Door to door between every two venues; stated ways may be chained, estimates never."""
        stated: dict[tuple[str, str], Minutes] = {}
        for travel in self.visit.travel:
            minutes = travel.time.total_seconds() / 60
            if travel.basis.value == "map":
                minutes = -(-minutes * MAP_FACTOR // 1)
            minutes = int(minutes) + (0 if travel.basis.value == "estimated" else self.loading)
            stated[(travel.origin, travel.destination)] = minutes
        for travel in self.visit.travel:
            if not travel.one_way:
                stated.setdefault((travel.destination, travel.origin), stated[(travel.origin, travel.destination)])
        names = list(self.visit.venues)
        far = 10**6
        chained = {(a, b): 0 if a == b else stated.get((a, b), far) for a in names for b in names}
        for through in names:
            for a in names:
                for b in names:
                    chained[(a, b)] = min(chained[(a, b)], chained[(a, through)] + chained[(through, b)])
        return {(a, b): min(chained[(a, b)], stated.get((a, b), self._estimate(a, b))) for a in names for b in names}

    def _estimate(self, a: str, b: str) -> Minutes:
        first, second = self.visit.venues[a], self.visit.venues[b]
        if a == b:
            return 0
        if first.compound is not None and first.compound == second.compound:
            return WALK
        if first.leg is not None and second.leg is not None and first.leg != second.leg:
            return BETWEEN_CITIES
        leg = self.visit.legs.get(first.leg or second.leg or next(iter(self.visit.legs)))
        return int(leg.transfer.total_seconds() // 60) if leg is not None else 20

    def way(self, origin: str | None, destination: str | None) -> Minutes:
        """Minutes between two venues; nothing where one is unknown."""
        return self.ways.get((origin or "", destination or ""), 0)

    # ── what is placed ────────────────────────────────────────────────────────────────────────────────────────────

    def _placed(self, name: str) -> Thing:
        placement, engagement = self.programme.placements[name], self.visit.engagements[name]
        parties = self.parties(engagement.who, engagement.track) | frozenset(placement.interpreters)
        ends = placement.ends_at or placement.starts_at
        spot = placement.venue
        return Thing(name, "engagement", parties, self.at(placement.starts_at), self.at(ends), spot, spot)

    def _stated_journeys(self) -> list[str]:
        return [journey.id for journey in self.programme.journeys if journey.movement is not None]

    def _journey(self, name: str) -> Thing:
        journey = next(journey for journey in self.programme.journeys if journey.id == name)
        movement = self.visit.movements[name]
        if journey.leaves_at is None or journey.arrives_at is None:
            raise ValueError(f"{name} has no times")
        lead, tail = (int(end.buffer.total_seconds() // 60) for end in (movement.departs, movement.arrives))
        return Thing(
            name,
            "journey",
            self.parties(movement.who, movement.track),
            self.at(journey.leaves_at) - lead,
            self.at(journey.arrives_at) + tail,
            movement.departs.venue,
            movement.arrives.venue,
        )

    # ── the facts ─────────────────────────────────────────────────────────────────────────────────────────────────

    def judged(self) -> Iterator[str]:
        """Everything, one fact after the other."""
        yield from self._complete()
        for thing in self.placed:
            yield from self._times(thing)
            yield from self._place(thing)
            yield from self._withheld(thing)
        for thing in [*self.placed, *self.journeys]:
            yield from self._presence(thing)
        yield from self._stays()
        yield from self._flights()
        yield from self._orders()
        yield from self._days_of_people()
        yield from self._busy()
        yield from self._kept_blocks()
        yield from self._venues()
        yield from self._interpreters()
        yield from self._resources()
        yield from self._inserted()
        yield from self._attending()

    def _complete(self) -> Iterator[str]:
        for name, engagement in self.visit.engagements.items():
            placed, out = name in self.programme.placements, name in self.programme.left_out
            if engagement.is_cancelled:
                if placed or out:
                    yield f"{name}: cancelled, and yet in the programme"
            elif placed == out:
                yield f"{name}: neither placed nor left out, or both"
            elif out and not engagement.optional:
                yield f"{name}: left out, but not optional"
        for name, movement in self.visit.movements.items():
            if movement.is_cancelled == (name in self._stated_journeys()):
                yield f"{name}: a journey that is missing, or cancelled and there"

    def _times(self, thing: Thing) -> Iterator[str]:
        engagement = self.visit.engagements[thing.name]
        zone = self.zone_of(engagement)
        stated = (engagement.day,) if engagement.day is not None else engagement.days
        days = stated or self._leg_days(engagement)
        if not any(self._fits_day(thing, engagement, day, zone) for day in days):
            yield f"{thing.name}: not at its stated times"
        is_free = engagement.at.precision in (Precision.UNKNOWN, Precision.AFTER)
        if is_free and not any(self._in_leg_hours(thing, engagement, day, zone) for day in days):
            yield f"{thing.name}: {OUTSIDE}"
        length = engagement.length
        lasted = thing.ends - thing.starts
        both = engagement.at.precision is Precision.EXACT and engagement.ends.precision is Precision.EXACT
        if length is not None and not both and not _m(length.least) <= lasted <= _m(length.most):
            yield f"{thing.name}: lasts {lasted} minutes"
        # A stated length is a required fact; that more is said than fits into it is only worth a remark.
        spoken = _spoken(engagement) if length is None else min(_spoken(engagement), _m(length.most))
        if lasted < spoken and not both:
            yield f"{thing.name}: too short to be interpreted"

    def _leg_days(self, engagement: Engagement) -> tuple[int, ...]:
        leg = self._leg(engagement)
        if leg is None:
            return tuple(self.days())
        return tuple(range(self.visit.legs[leg].first_day, self.visit.legs[leg].last_day + 1))

    def _fits_day(self, thing: Thing, engagement: Engagement, day: int, zone: str) -> bool:
        starts, ends = self._bounds(day, engagement.at, zone), self._bounds(day, engagement.ends, zone)
        low, high = self.wall(day, 0, zone), self.wall(day + 1, 360, zone)
        on_day = low <= thing.starts < high
        return on_day and starts[0] <= thing.starts <= starts[1] and ends[0] <= thing.ends <= ends[1]

    def _in_leg_hours(self, thing: Thing, engagement: Engagement, day: int, zone: str) -> bool:
        leg = self.visit.legs[self._leg(engagement) or next(iter(self.visit.legs))]
        opens, closes = self.hours(day, leg.day, zone)
        return opens <= thing.starts and thing.ends <= closes

    def _bounds(self, day: int, when: When, zone: str) -> Span:
        far = 10**7
        if when.part is not None:
            opens, closes = PARTS_OF_DAY[when.part]
            return self.wall(day, opens.hour * 60 + opens.minute, zone), self.wall(
                day, closes.hour * 60 + closes.minute, zone
            )
        if when.clock is None:
            return -far, far
        clock = when.clock
        at = self.wall(day + clock.plus_days, clock.at.hour * 60 + clock.at.minute, clock.zone or zone)
        match when.precision:
            case Precision.EXACT:
                return at, at
            case Precision.ABOUT:
                return at - 15, at + 15
            case Precision.FROM:
                return at, far
            case Precision.BY:
                return -far, at
            case _:
                until = when.until or clock
                end = self.wall(day + until.plus_days, until.at.hour * 60 + until.at.minute, until.zone or zone)
                return at, end if end >= at else end + 1440

    def _place(self, thing: Thing) -> Iterator[str]:
        engagement = self.visit.engagements[thing.name]
        if engagement.venues and thing.origin not in engagement.venues:
            yield f"{thing.name}: at {thing.origin}, which is none of its venues"
            return
        if thing.origin is None:
            return
        venue = self.visit.venues[thing.origin]
        if engagement.people is not None and venue.capacity is not None and engagement.people > venue.capacity:
            roomy = [self.visit.venues[name].capacity or 10**6 for name in engagement.venues]
            if max(roomy) >= engagement.people:
                yield f"{thing.name}: {venue.name} is too small"
        if venue.openings and not any(
            opens <= thing.starts and thing.ends <= closes for opens, closes in self.openings(thing.origin)
        ):
            yield f"{thing.name}: {thing.origin} is closed"

    def openings(self, name: str) -> list[Span]:
        """When a venue is open, on every day of the visit."""
        venue = self.visit.venues[name]
        zone = self.visit.legs[venue.leg].zone if venue.leg is not None else next(iter(self.visit.legs.values())).zone
        return [
            self.hours(day, opening.hours, zone)
            for day in self.days()
            for opening in venue.openings
            if (not opening.days or day in opening.days) and (not self.dated or self._on_weekday(opening.weekdays, day))
        ]

    def _on_weekday(self, weekdays: tuple[str, ...], day: int) -> bool:
        on: date = self.first + timedelta(days=day - 1)
        return not weekdays or on.strftime("%A").lower() in weekdays

    def _withheld(self, thing: Thing) -> Iterator[str]:
        """Whatever hour is chosen on the day, everybody is free."""
        engagement = self.visit.engagements[thing.name]
        if engagement.withheld is None or engagement.length is None:
            return
        zone = self.zone_of(engagement)
        spans = [self.hours(day, engagement.withheld, zone) for day in self.days()]
        on_day = [span for span in spans if span[0] <= thing.starts <= span[1]]
        if not on_day:
            yield f"{thing.name}: outside the hours in which its time is withheld"
            return
        first, last = on_day[0][0], on_day[0][1] + _m(engagement.length.typical)
        for other in [*self.placed, *self.journeys]:
            if other.name == thing.name or not other.parties & thing.parties:
                continue
            there, on = self.way(other.destination, thing.origin), self.way(thing.origin, other.origin)
            if other.starts < last + on and first - there < other.ends:
                yield f"{thing.name}: {other.name} lies in the hours in which its time is withheld"

    def _presence(self, thing: Thing) -> Iterator[str]:
        for party in sorted(thing.parties):
            person = self.visit.people.get(party)
            if person is None or not person.presence:
                continue
            spans = []
            for presence in person.presence:
                last = presence.until_day or self.days()[-1]
                opens = presence.from_at.hour * 60 + presence.from_at.minute if presence.from_at else 0
                closes = presence.until_at.hour * 60 + presence.until_at.minute if presence.until_at else 30 * 60
                spans.append(
                    (
                        self.wall(presence.from_day, opens, self.zone_on(presence.from_day)),
                        self.wall(last, closes, self.zone_on(last)),
                    )
                )
            if not any(opens <= thing.starts and thing.ends <= closes for opens, closes in spans):
                yield f"{thing.name}: {party} is not with the visit"

    def _stays(self) -> Iterator[str]:
        """Nothing of a guest before the arrival in a leg, and nothing after the departure."""
        for leg in self.visit.legs:
            things = [t for t in self.placed if self._leg(self.visit.engagements[t.name]) == leg]
            for party in sorted({party for thing in things for party in thing.parties}):
                own = [t for t in things if party in self._asked(t.name)]
                for arrival in self._met(party, leg, "arrival"):
                    yield from (f"{t.name}: before {party} has come" for t in own if t.starts < arrival.starts)
                for departure in self._met(party, leg, "departure"):
                    yield from (f"{t.name}: after {party} has left" for t in own if t.starts > departure.starts)

    def _met(self, party: str, leg: str, kind: str) -> list[Thing]:
        """The one arrival of a guest in a leg, or the one departure, if it is placed."""
        names = [
            name
            for name, engagement in self.visit.engagements.items()
            if engagement.kind.value == kind
            and not engagement.is_cancelled
            and self._leg(engagement) == leg
            and party in self._asked(name)
            and engagement.roles.get(party) != "greets"
        ]
        is_guest = party not in self.visit.people or self._side(party) == "guest"
        return [t for t in self.placed if is_guest and names == [t.name]]

    def _asked(self, name: str) -> frozenset[str]:
        """Who must be at an engagement, whoever interprets there."""
        engagement = self.visit.engagements[name]
        return self.parties(engagement.who, engagement.track)

    def _side(self, person: str) -> str:
        return self.visit.sides[self.visit.people[person].side].role.value

    def _while_there(self, party: str, leg: str | None, hours: Span) -> Span:
        """What of some hours in a leg lies between a guest's coming and going, flights into and out of it included."""
        comes = [t.ends for t in self._met(party, leg or "", "arrival")]
        goes = [t.starts for t in self._met(party, leg or "", "departure")]
        for flight in self.journeys:
            movement = self.visit.movements[flight.name]
            legs = [self.visit.venues[v].leg if v else None for v in (movement.departs.venue, movement.arrives.venue)]
            if party in flight.parties and movement.by.value == "plane" and self._side(party) == "guest":
                comes += [flight.ends] if legs == [None, leg] else []
                goes += [flight.starts] if legs == [leg, None] else []
        return max([hours[0], *comes]), min([hours[1], *goes])

    def _flights(self) -> Iterator[str]:
        for name in self._stated_journeys():
            movement = self.visit.movements[name]
            journey = next(journey for journey in self.programme.journeys if journey.id == name)
            ends = ((movement.departs, journey.leaves_at), (movement.arrives, journey.arrives_at))
            for end, instant in ends:
                day = end.day or movement.departs.day
                if end.at.clock is None or instant is None or day is None:
                    continue
                leg = self.visit.venues[end.venue].leg if end.venue is not None else None
                zone = self.visit.legs[leg].zone if leg is not None else self.zone_on(day)
                low, high = self._bounds(day, end.at, zone)
                if not low <= self.at(instant) <= high:
                    yield f"{name}: a journey not at its stated time"

    def _orders(self) -> Iterator[str]:
        things = {thing.name: thing for thing in [*self.placed, *self.journeys]}
        for thing in self.placed:
            engagement = self.visit.engagements[thing.name]
            lags = [(follow.engagement, _m(follow.least), follow.most) for follow in engagement.after]
            lags += [(name, 0, None) for name in engagement.at.after]
            for name, least, most in lags:
                if name not in things:
                    continue
                gap = thing.starts - things[name].ends
                if gap < least or (most is not None and gap > _m(most)):
                    yield f"{thing.name}: {gap} minutes after {name}"

    def _days_of_people(self) -> Iterator[str]:
        """One place at a time, and the way from one to the next, which nothing interrupts."""
        things = [*self.placed, *self.journeys, *self.blocks]
        for party in sorted({party for thing in things for party in thing.parties}):
            own = sorted((t for t in things if party in t.parties), key=lambda t: (t.starts, t.ends, t.name))
            for first, second in combinations(own, 2):
                if first.starts < second.ends and second.starts < first.ends:
                    yield f"{party}: {first.name} and {second.name} at once"
            located = [index for index, thing in enumerate(own) if thing.origin is not None]
            for a, b in pairwise(located):
                needed = self.way(own[a].destination, own[b].origin)
                gaps = [own[i + 1].starts - own[i].ends for i in range(a, b)]
                if max(gaps) < needed:
                    yield f"{party}: {needed} minutes from {own[a].name} to {own[b].name}, there are {gaps}"

    def _busy(self) -> Iterator[str]:
        for table in (self.visit.busy, self.visit.diary):
            for name, busy in table.items():
                opens, closes = self.hours(busy.day, busy.between, self.zone_on(busy.day))
                who = self.people(busy.who)
                for thing in [*self.placed, *self.journeys]:
                    if thing.parties & who and thing.starts < closes and opens < thing.ends:
                        yield f"{thing.name}: somebody is taken by {name}"

    def _kept_blocks(self) -> Iterator[str]:
        for name, block in self.visit.blocks.items():
            if block.waived is not None:
                continue
            for day in (block.day,) if block.day is not None else self.days():
                leg = self.visit.venues[block.venue].leg if block.venue is not None else None
                zone = self.visit.legs[leg].zone if leg is not None else self.zone_on(day)
                hours = self.hours(day, block.between, zone)
                on_day = [name for name, leg in self.visit.legs.items() if leg.first_day <= day <= leg.last_day]
                there = leg if block.venue is not None else on_day[0] if len(on_day) == 1 else None
                for party in sorted(self.people(block.who)):
                    opens, closes = self._while_there(party, there, hours)
                    if closes - opens < min(_m(block.length), hours[1] - hours[0]):
                        continue
                    kept = [
                        thing
                        for thing in self.blocks
                        if thing.name == name
                        and party in thing.parties
                        and opens <= thing.starts
                        and thing.ends <= closes
                        and thing.ends - thing.starts >= _m(block.length)
                    ]
                    if not kept:
                        yield f"{name}: not kept for {party} on day {day}"

    def _venues(self) -> Iterator[str]:
        for name, venue in self.visit.venues.items():
            held = sorted((t for t in self.placed if t.origin == name), key=lambda t: (t.starts, t.ends))
            for thing in held:
                if sum(1 for other in held if other.starts <= thing.starts < other.ends) > venue.simultaneous:
                    yield f"{name}: too many at {thing.starts}"
            if venue.simultaneous == 1 and venue.turnover is not None:
                for first, second in pairwise(held):
                    if second.starts - first.ends < _m(venue.turnover):
                        yield f"{name}: no time to set it up between {first.name} and {second.name}"

    def _interpreters(self) -> Iterator[str]:
        """Enough of them, of the right languages; that nobody is in two places is looked at with everybody else."""
        for thing in self.placed:
            wanted = self.visit.engagements[thing.name].interpretation
            if wanted is None or wanted.mode is Mode.NONE:
                continue
            assigned = self.programme.placements[thing.name].interpreters
            able = [name for name in assigned if self._works_between(name, wanted.languages) or name in wanted.named]
            if len(set(able)) < wanted.interpreters and self._anybody_works_between(wanted.languages):
                yield f"{thing.name}: interpreters {assigned}, wanted {wanted.interpreters}"
            if not set(wanted.named) <= set(assigned):
                yield f"{thing.name}: not the interpreters that were asked for"

    def _works_between(self, name: str, languages: tuple[str, str]) -> bool:
        person = self.visit.people.get(name)
        return person is not None and any(set(pair) == set(languages) for pair in person.interprets)

    def _anybody_works_between(self, languages: tuple[str, str]) -> bool:
        return any(self._works_between(name, languages) for name in self.visit.people)

    def _resources(self) -> Iterator[str]:
        things = [*self.placed, *self.journeys]
        for name, resource in self.visit.resources.items():
            using = [(thing, self._uses(thing).get(name, 0)) for thing in things]
            for thing, amount in using:
                at_once = sum(more for other, more in using if other.starts <= thing.starts < other.ends)
                if amount and at_once > resource.capacity:
                    yield f"{name}: {at_once} at once, there are {resource.capacity}"

    def _uses(self, thing: Thing) -> dict[str, int]:
        item = self.visit.engagements.get(thing.name) or self.visit.movements[thing.name]
        return dict(item.uses)

    def _inserted(self) -> Iterator[str]:
        """The drives that the plan put between: long enough, and while nothing else takes those who drive."""
        things = [*self.placed, *self.journeys, *self.blocks]
        for journey in self.programme.journeys:
            if journey.movement is not None or journey.leaves_at is None or journey.arrives_at is None:
                continue
            leaves, arrives = self.at(journey.leaves_at), self.at(journey.arrives_at)
            if arrives - leaves < self.way(journey.origin, journey.destination):
                yield f"{journey.id}: too short a drive"
            for thing in things:
                if thing.parties & set(journey.parties) and leaves < thing.ends and thing.starts < arrives:
                    yield f"{journey.id}: drives during {thing.name}"

    def _attending(self) -> Iterator[str]:
        """Those who are only invited, and come, are nowhere else."""
        guests = [(thing, set(self.programme.placements[thing.name].attending)) for thing in self.placed]
        for thing, attending in guests:
            for other, more in guests:
                there = attending & (set(other.parties) | more)
                if other is not thing and there and thing.starts < other.ends and other.starts < thing.ends:
                    yield f"{thing.name}: {sorted(there)} attend, and are in {other.name}"


def _m(length: timedelta) -> Minutes:
    return int(length.total_seconds() // 60)


def _spoken(engagement: Engagement) -> Minutes:
    """Consecutive interpreting says everything twice."""
    wanted = engagement.interpretation
    if wanted is None or wanted.mode is not Mode.CONSECUTIVE or wanted.speech is None:
        return 0
    return 2 * _m(wanted.speech)


def _loading(visit: Visit) -> int:
    override = visit.rules.get("enough-travel")
    loading = override.parameters.get("loading") if override is not None else None
    return int(str(loading).removesuffix("m")) if loading is not None else LOADING
