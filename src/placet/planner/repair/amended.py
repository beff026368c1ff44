"""A visit with what somebody says has changed laid over it.

What is asked for becomes what the file would state: an exact time, a length, a commitment elsewhere. So the planner
and the rules see it as they see everything else, and an office can write it into its file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from placet.almanac.timeline import Timeline
from placet.almanac.zones import UnclearWallTime
from placet.model.amendments import (
    Added,
    Amendment,
    Asked,
    Aspects,
    Away,
    Begins,
    Diverted,
    Dropped,
    Lasts,
    Lost,
    RunsOver,
    Shifted,
)
from placet.model.attendance import principals
from placet.model.engagements import Engagement, Follow, Kind, Status
from placet.model.ids import AttendeeId, EngagementId, MovementId, VenueId
from placet.model.movements import End, Movement
from placet.model.programme import Placement, Programme
from placet.model.spans import UNKNOWN, Clock, Hours, Length, Precision, When, length_between
from placet.model.text import Text
from placet.model.visit import Busy, Visit
from placet.planner.repair.closed import without_venue
from placet.rules.instants import later, with_offset
from placet.rules.stated import bounds_of, zone_of

ALL_DAY = Hours(time(0), time(0))
TIME, LENGTH, VENUE = "time", "length", "venue"
"""What of an item may be asked for."""


@dataclass(frozen=True, slots=True)
class Amended:
    """The visit as it is wished now, and what of each item was asked for.

    `unclear` is what could not be laid: what the clock shows of its hour is no time, or two.
    """

    visit: Visit
    aspects: Aspects
    unclear: tuple[tuple[Asked, UnclearWallTime], ...] = ()


def amended(visit: Visit, programme: Programme, timeline: Timeline, asked: Iterable[Asked]) -> Amended:
    """Lay every change over the visit, in the order in which they were given.

    Everything they name must be in the visit, and in the programme where they count from it.
    """
    laying = _Laying(visit, programme, timeline)
    unclear = []
    for one in asked:
        try:
            laying.lay(one.amendment, commitment_of(one))
        except UnclearWallTime as error:
            unclear.append((one, error))
    aspects = {name: frozenset(aspects) for name, aspects in laying.aspects.items()}
    return Amended(laying.visit, aspects, tuple(unclear))


def commitment_of(asked: Asked) -> str:
    """The id of the commitment that an absence asked for is laid down as."""
    return f"change-{asked.number}"


class _Laying:
    """Lays one change after another."""

    def __init__(self, visit: Visit, programme: Programme, timeline: Timeline) -> None:
        self.visit = visit
        self.aspects: dict[str, set[str]] = defaultdict(set)
        self._programme = programme
        self._timeline = timeline
        self._spans: dict[str, tuple[datetime, datetime]] = {}
        """Where what was changed already begins and ends now."""

    def lay(self, amendment: Amendment, name: str) -> None:
        """Lay one change; `name` is what a new commitment is called."""
        match amendment:
            case Shifted(item, by):
                begins, ends = self._span(item)
                self._put(item, later(begins, by), later(ends, by), TIME)
            case Begins(item, at, day):
                begins, ends = self._span(item)
                starts = self._on_clock(item, at, day)
                self._put(item, starts, later(starts, length_between(begins, ends)), TIME)
            case Lasts(item, length):
                self._lengthen(item, length)
            case RunsOver(item, by):
                begins, ends = self._span(item)
                self._put(item, begins, later(ends, by), TIME, LENGTH)
            case Away(who, day, between):
                busy = Busy(who=(AttendeeId(who),), day=day, between=between or ALL_DAY)
                self.visit = replace(self.visit, busy={**self.visit.busy, name: busy})
            case Lost():
                self.visit = without_venue(self.visit, self._programme, self._timeline, amendment)
            case Dropped(item):
                self._cancel(item)
            case Added():
                self._add(amendment)
            case Diverted(item, venue, at):
                self._divert(item, venue, at)

    def _span(self, item: str) -> tuple[datetime, datetime]:
        """When an item begins and ends now; one of which only an end is known is an instant."""
        if item in self._spans:
            return self._spans[item]
        placement = self._programme.placements.get(EngagementId(item))
        if placement is not None:
            return placement.starts_at, placement.ends_at or later(placement.starts_at, self._usual(item))
        journey = next(journey for journey in self._programme.journeys if journey.movement == item)
        known = journey.leaves_at or journey.arrives_at
        if known is None:
            raise ValueError("a journey without times is in no programme")
        return journey.leaves_at or known, journey.arrives_at or known

    def _usual(self, item: str) -> timedelta:
        length = self.visit.engagements[EngagementId(item)].length
        return length.typical if length is not None else timedelta(hours=1)

    def _put(self, item: str, begins: datetime, ends: datetime, *aspects: str) -> None:
        ends = max(begins, ends, key=with_offset)
        self._spans[item] = begins, ends
        self.aspects[item].update(aspects)
        if item in self.visit.engagements:
            engagement = self.visit.engagements[EngagementId(item)]
            before = self._programme.placements.get(EngagementId(item))
            self._keep(item, put_at(self.visit, self._timeline, engagement, before, begins, ends))
            return
        movement = self.visit.movements[MovementId(item)]
        put = replace(
            movement,
            departs=self._end_at(movement.departs, begins),
            arrives=self._end_at(movement.arrives, ends),
            length=Length.exactly(length_between(begins, ends)) if movement.length is not None else None,
        )
        self._keep_movement(item, put)

    def _keep(self, item: str, engagement: Engagement) -> None:
        self.visit = replace(self.visit, engagements={**self.visit.engagements, EngagementId(item): engagement})

    def _keep_movement(self, item: str, movement: Movement) -> None:
        self.visit = replace(self.visit, movements={**self.visit.movements, MovementId(item): movement})

    def _end_at(self, end: End, instant: datetime) -> End:
        zone = zone_of(self.visit, self._timeline, end.day or 1, end.at, end.venue, None)
        day, clock = clock_of(self._timeline, instant, zone, 0)
        if end.at.clock is not None and end.at.clock.zone is not None:
            clock = replace(clock, zone=zone)
        return replace(end, day=day, at=When(Precision.EXACT, clock))

    def _on_clock(self, item: str, at: Clock, day: int | None) -> datetime:
        begins, _ = self._span(item)
        if item in self.visit.engagements:
            engagement = self.visit.engagements[EngagementId(item)]
            venue = engagement.venues[0] if engagement.venues else None
            zone = zone_of(self.visit, self._timeline, day or engagement.day or 1, engagement.at, venue, engagement.leg)
        else:
            departs = self.visit.movements[MovementId(item)].departs
            zone = zone_of(self.visit, self._timeline, day or departs.day or 1, departs.at, departs.venue, None)
        on = day or self._timeline.day_of(begins, zone)
        return self._timeline.instant(on, at, zone)

    def _lengthen(self, item: EngagementId, length: timedelta) -> None:
        """Whatever time is stated for its beginning stays; a stated end goes."""
        self.aspects[item].add(LENGTH)
        engagement = replace(self.visit.engagements[item], length=Length.exactly(length), ends=UNKNOWN)
        self._keep(item, engagement)
        begins, _ = self._span(item)
        self._spans[item] = begins, later(begins, length)

    def _cancel(self, item: str) -> None:
        if item in self.visit.engagements:
            self._keep(item, replace(self.visit.engagements[EngagementId(item)], status=Status.CANCELLED))
        else:
            self._keep_movement(item, replace(self.visit.movements[MovementId(item)], status=Status.CANCELLED))

    def _add(self, added: Added) -> None:
        kinds = sorted((kind for kind in Kind if added.item.startswith(kind.value)), key=lambda kind: -len(kind.value))
        known = (*self.visit.people, *self.visit.delegations)
        who = added.who or tuple(name for name in principals(self.visit) if name in known)
        title = added.item.replace("-", " ").replace("_", " ").strip() or added.item
        engagement = Engagement(
            title=Text({self.visit.language: title[:1].upper() + title[1:]}),
            kind=kinds[0] if kinds else Kind.OTHER,
            status=Status.ADDED,
            day=added.day,
            at=added.at,
            length=Length.exactly(added.length),
            after=tuple(Follow(engagement=name) for name in added.after),
            who=tuple(AttendeeId(name) for name in who),
            venues=added.venues,
        )
        self._read_on_every_day(engagement)
        self.aspects[added.item].update((TIME, LENGTH, VENUE))
        self._keep(added.item, engagement)

    def _read_on_every_day(self, added: Engagement) -> None:
        """Which of them it will be is not known yet."""
        venue = added.venues[0] if added.venues else None
        for day in (added.day,) if added.day is not None else self._timeline.days():
            bounds_of(self._timeline, day, added.at, zone_of(self.visit, self._timeline, day, added.at, venue, None))

    def _divert(self, item: str, venue: VenueId, at: Clock | None) -> None:
        """A flight takes the arrival at its airport along, and the other way round."""
        together = {item} | (_met_by(self.visit, item) if item in self.visit.movements else set())
        if item in self.visit.engagements and self.visit.engagements[EngagementId(item)].kind is Kind.ARRIVAL:
            together |= {name for name in self.visit.movements if item in _met_by(self.visit, name)}
        for name in sorted(together):
            self.aspects[name].add(VENUE)
            if name in self.visit.engagements:
                self._keep(name, replace(self.visit.engagements[EngagementId(name)], venues=(venue,)))
                continue
            self._keep_movement(name, _landing(self.visit.movements[MovementId(name)], venue))
        if at is not None and item in self.visit.movements:
            begins, ends = self._span(item)
            # It lands by the clock of where it lands, not of where it came from.
            zone = zone_of(self.visit, self._timeline, self._timeline.day_of(ends, "UTC"), UNKNOWN, venue, None)
            instant = self._timeline.instant(self._timeline.day_of(ends, zone), at, zone)
            self._put(
                item, min(begins, instant, key=with_offset), instant.astimezone(self._timeline.zone(zone)), TIME, LENGTH
            )
        elif at is not None:
            self.lay(Begins(item, at), "")


def _landing(movement: Movement, venue: VenueId) -> Movement:
    return replace(movement, arrives=replace(movement.arrives, venue=venue, place=None))


def _met_by(visit: Visit, journey: str) -> set[str]:
    """The arrivals at the venue where a journey ends, on its day."""
    arrives = visit.movements[MovementId(journey)].arrives
    days = (None, arrives.day, visit.movements[MovementId(journey)].departs.day)
    return {
        name
        for name, engagement in visit.engagements.items()
        if engagement.kind is Kind.ARRIVAL and arrives.venue in engagement.venues and engagement.day in days
    }


def put_at(
    visit: Visit, timeline: Timeline, engagement: Engagement, before: Placement | None, begins: datetime, ends: datetime
) -> Engagement:
    """An engagement stated to begin and last exactly so, printed under the day under which it stood."""
    venue = engagement.venues[0] if engagement.venues else None
    zone = zone_of(visit, timeline, engagement.day or 1, engagement.at, venue, engagement.leg)
    stood = engagement.day
    beyond = timeline.day_of(before.starts_at, zone) - stood if before is not None and stood is not None else 0
    day, clock = clock_of(timeline, begins, zone, max(0, beyond))
    if engagement.at.clock is not None and engagement.at.clock.zone is not None:
        clock = replace(clock, zone=zone)
    return replace(
        engagement,
        day=day,
        days=(),
        at=When(Precision.EXACT, clock),
        ends=UNKNOWN,
        length=Length.exactly(length_between(begins, ends)),
    )


def clock_of(timeline: Timeline, instant: datetime, zone: str, plus_days: int) -> tuple[int, Clock]:
    """The day of the visit and the clock of an instant, printed under the day so many days before its own."""
    local = instant.astimezone(timeline.zone(zone))
    day = timeline.day_of(instant, zone) - plus_days
    clock = Clock(local.time().replace(fold=0), plus_days=plus_days)
    try:
        timeline.instant(day, replace(clock, zone=zone), zone)
    except ValueError:  # an hour that the clock shows twice
        return day, replace(clock, fold=local.fold)
    return day, clock
