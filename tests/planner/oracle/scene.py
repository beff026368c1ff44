"""What the judgements look at: a visit, a programme, and everything in it that takes somebody's time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tests.planner.oracle.clock import Clock, Minutes, whole
from tests.planner.oracle.people import parties, people
from tests.planner.oracle.ways import Ways

from placet.model.engagements import Engagement
from placet.model.programme import RESIDENCE, Journey, Programme
from placet.model.visit import Busy, Visit


@dataclass(frozen=True)
class Thing:
    """Something that takes the time of its parties: minutes since the first day's midnight UTC, and where."""

    name: str
    parties: frozenset[str]
    starts: Minutes
    ends: Minutes
    origin: str | None
    destination: str | None

    def meets(self, other: Thing) -> bool:
        """Whether the two share a moment; one that ends as the other begins does not."""
        return self.starts < other.ends and other.starts < self.ends


class Scene:
    """One visit and one programme.

    `placed` are the engagements, `journeys` the movements of the file with their buffers, `inserted` the drives that
    the plan put between, `blocks` the rest, meals and prayers that it keeps, `commitments` what takes people elsewhere.
    `asked` has those of an engagement who must be there, whoever interprets.
    """

    def __init__(self, visit: Visit, programme: Programme, loading: int | None = None) -> None:
        self.visit, self.programme = visit, programme
        self.clock = Clock(visit, programme.starts_on)
        self.ways = Ways(visit, loading)
        self.stated = {journey.id: journey for journey in programme.journeys if journey.movement is not None}
        self.inserted = [journey for journey in programme.journeys if journey.movement is None]
        self.placed = [self._placed(name) for name in programme.placements]
        self.journeys = [self._journey(journey) for journey in self.stated.values()]
        self.blocks = self._blocks()
        self.commitments = self._commitments()
        self.asked = {thing.name: self._asked(engagement) for thing, engagement in self.engagements()}

    @property
    def moving(self) -> list[Thing]:
        """Engagements and stated journeys."""
        return [*self.placed, *self.journeys]

    @property
    def everything(self) -> list[Thing]:
        return [*self.placed, *self.journeys, *self.blocks]

    def engagements(self) -> list[tuple[Thing, Engagement]]:
        """Each placed engagement with what was asked for."""
        return [(thing, self.visit.engagements[thing.name]) for thing in self.placed]

    def leg_of(self, engagement: Engagement) -> str | None:
        """The leg an engagement is held in, as far as that is known."""
        leg = self.visit.venues[engagement.venues[0]].leg if engagement.venues else None
        leg = leg or engagement.leg
        if leg is None and len(self.visit.legs) == 1:
            return next(iter(self.visit.legs))
        return leg

    def zone_of(self, engagement: Engagement) -> str:
        """The zone in which an engagement's times are stated."""
        if engagement.at.clock is not None and engagement.at.clock.zone is not None:
            return engagement.at.clock.zone
        leg = self.leg_of(engagement)
        return self.visit.legs[leg].zone if leg is not None else self.clock.zone_on(engagement.day or 1)

    def days_of(self, engagement: Engagement) -> tuple[int, ...]:
        """The days an engagement may be held on: those it states, or those of its leg."""
        stated = (engagement.day,) if engagement.day is not None else engagement.days
        leg = self.leg_of(engagement)
        if stated or leg is None:
            return stated or tuple(self.clock.days())
        return tuple(range(self.visit.legs[leg].first_day, self.visit.legs[leg].last_day + 1))

    def _placed(self, name: str) -> Thing:
        placement, engagement = self.programme.placements[name], self.visit.engagements[name]
        who = parties(self.visit, engagement.who, engagement.track) | frozenset(placement.interpreters)
        starts, ends = placement.starts_at, placement.ends_at or placement.starts_at
        return Thing(name, who, self.clock.at(starts), self.clock.at(ends), placement.venue, placement.venue)

    def _asked(self, engagement: Engagement) -> frozenset[str]:
        named = engagement.interpretation.named if engagement.interpretation is not None else ()
        return parties(self.visit, engagement.who, engagement.track) | set(named)

    def _commitments(self) -> list[Thing]:
        found = []
        for table in (self.visit.busy, self.visit.diary):
            for name, busy in table.items():
                for day in [busy.day] if busy.day is not None else _dated(self.clock, busy):
                    opens, closes = self.clock.hours(day, busy.between, self.clock.zone_on(max(day, 1)))
                    found.append(Thing(name, people(self.visit, busy.who), opens, closes, None, None))
        return found

    def _journey(self, journey: Journey) -> Thing:
        movement = self.visit.movements[journey.id]
        if journey.leaves_at is None or journey.arrives_at is None:
            raise ValueError(f"{journey.id} has no times")
        return Thing(
            journey.id,
            parties(self.visit, movement.who, movement.track),
            self.clock.at(journey.leaves_at) - whole(movement.departs.buffer),
            self.clock.at(journey.arrives_at) + whole(movement.arrives.buffer),
            movement.departs.venue,
            movement.arrives.venue,
        )

    def _blocks(self) -> list[Thing]:
        blocks = []
        for kept in self.programme.blocks:
            if kept.block == RESIDENCE:
                continue  # rest and prayers lie inside it
            block = self.visit.blocks.get(kept.block)
            venue = block.venue if block is not None else None
            opens, closes = self.clock.at(kept.window.opens), self.clock.at(kept.window.closes)
            blocks.append(Thing(kept.block, frozenset({kept.party}), opens, closes, venue, venue))
        return blocks


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
