"""A case: one programme of one visit, laid out so that a rule can judge it.

Everything that takes a party's time is an `Item`: a placed engagement, or a journey that the file states. An item is
busy *for certain* in the span that stated facts (or our plan) leave no doubt about, and *likely* busy in the span that
estimates suggest; only the first can break a `must`. Spots are venues or places in words (see `placet.model.roads`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from placet.almanac.timeline import Timeline
from placet.model.attendance import parties_of, required
from placet.model.engagements import Engagement, Kind
from placet.model.ids import EngagementId, LegId, PartyId, Ref, Sort, VenueId, engagement_ref
from placet.model.lengths import UsualLengths
from placet.model.movements import Movement
from placet.model.places import Leg, Venue
from placet.model.programme import Basis, Journey, Placement, Programme
from placet.model.roads import Margins, Road, RoadMap, Roads, place_spot
from placet.model.spans import ABOUT_TOLERANCE, Window
from placet.model.visit import Visit
from placet.rules.commitments import commitments
from placet.rules.instants import with_offsets
from placet.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Item:
    """Something that takes the time of its parties.

    `certain` is the span in which they are busy beyond doubt (it may be empty: a start known only "about" and an
    unknown end); `likely` is the span as best known. `origin` and `destination` are the spots where it begins and ends.
    """

    id: Ref
    engagement: Engagement | None
    movement: Movement | None
    parties: frozenset[PartyId]
    certain: Window
    likely: Window
    origin: str | None
    destination: str | None
    zone: str
    placement: Placement | None = None
    journey: Journey | None = None

    @property
    def starts_at(self) -> datetime:
        """When it begins, as stated or planned."""
        return self.likely.opens

    @property
    def ends_at(self) -> datetime:
        """When it ends, as best known."""
        return self.likely.closes

    @property
    def kind(self) -> Kind | None:
        """Kind of the engagement; None for a journey."""
        return self.engagement.kind if self.engagement is not None else None

    @property
    def is_about(self) -> bool:
        """Whether its times are stated as approximate."""
        if self.placement is not None:
            return self.placement.about
        return self.journey is not None and self.journey.about

    @property
    def slack(self) -> timedelta:
        """How far a stated time may be off, either way."""
        return ABOUT_TOLERANCE if self.is_about else timedelta(0)

    @property
    def start_is_certain(self) -> bool:
        """Whether its start is stated or planned to the minute."""
        return not self.is_about and (self.journey is None or self.journey.leaves_at is not None)

    @property
    def end_is_certain(self) -> bool:
        """Whether its end is stated or planned to the minute, not estimated."""
        if self.placement is not None:
            return self.placement.ends_at is not None and not self.is_about
        return self.journey is not None and self.journey.arrives_at is not None and not self.is_about

    @property
    def latest_start(self) -> datetime:
        """It begins at this instant or before, beyond doubt."""
        return self.starts_at + self.slack

    @property
    def earliest_end(self) -> datetime:
        """It ends at this instant or after, beyond doubt: an unstated length may be nothing."""
        return self.certain.closes if self.certain.length > timedelta(0) else self.starts_at - self.slack

    @property
    def surely_goes_on(self) -> bool:
        """Whether there is an instant at which it goes on beyond doubt; a start to the minute is one."""
        return self.certain.length > timedelta(0) or self.start_is_certain

    def is_surely_outside(self, window: Window) -> bool:
        """Whether it cannot lie wholly inside a window, however its times fall."""
        return self.latest_start < window.opens or self.earliest_end > window.closes


class Taken(NamedTuple):
    """Time that is taken: where it begins and ends, as far as that is known. There are many, and short-lived."""

    opens: datetime
    closes: datetime
    origin: str | None = None
    destination: str | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """Two items that follow one another in the day of `parties`, with nothing of theirs between."""

    first: Item
    second: Item
    parties: tuple[PartyId, ...]


class Case:
    """One programme under judgement. `today` is None unless the user gave it: nothing here reads a clock."""

    def __init__(
        self,
        visit: Visit,
        programme: Programme,
        timeline: Timeline,
        rulebook: Rulebook,
        *,
        margins: Margins,
        usual: UsualLengths,
        today: date | None = None,
        road_map: RoadMap | None = None,
    ) -> None:
        """`margins` and `usual` are parameters of the rules `enough-travel` and `usual-length`.

        `road_map` is shared by the cases of one visit, where there are many.
        """
        self.visit = visit
        self.programme = with_offsets(programme)
        self.timeline = timeline
        self.rulebook = rulebook
        self.margins = margins
        self.usual = usual
        self.today = today
        self._road_map = road_map if road_map is not None else RoadMap(visit)
        self._ways: dict[tuple[str, str], Road] = {}

    @property
    def is_planned(self) -> bool:
        """Whether the programme is a plan of ours, in which estimates bind."""
        return self.programme.basis is Basis.PLANNED

    @cached_property
    def roads(self) -> Roads:
        """Travel between the spots of the visit."""
        legs: dict[str, set[LegId]] = {}
        for name, engagement in self.visit.engagements.items():
            leg = self.leg_of_engagement(name)
            if engagement.place is not None and leg is not None:
                legs.setdefault(place_spot(engagement.place), set()).add(leg)
        # The same words in two cities ("Apostolic Nunciature") tell nothing of where they are.
        return self._road_map.roads({spot: min(found) for spot, found in legs.items() if len(found) == 1})

    def road(self, origin: str | None, destination: str | None) -> Road | None:
        """The way between two spots, door to door; None when a spot is unknown."""
        if origin is None or destination is None:
            return None
        if (origin, destination) not in self._ways:
            self._ways[origin, destination] = self.roads.needed(origin, destination, self.margins)
        return self._ways[origin, destination]

    def leg_of_engagement(self, name: EngagementId) -> LegId | None:
        """The leg an engagement belongs to: its venue's, its own, or the only one of its day."""
        engagement = self.visit.engagements[name]
        placement = self.programme.placements.get(name)
        venue = (
            placement.venue
            if placement is not None and placement.venue is not None
            else next(iter(engagement.venues), None)
        )
        if venue is not None and self.visit.venues[venue].leg is not None:
            return self.visit.venues[venue].leg
        if engagement.leg is not None:
            return engagement.leg
        if engagement.day is not None:
            legs = self.timeline.legs_on(engagement.day)
            return legs[0] if len(legs) == 1 else None
        return next(iter(self.visit.legs), None) if len(self.visit.legs) == 1 else None

    def leg_name_of(self, item: Item) -> LegId | None:
        """The id of the leg an item begins in."""
        leg = self.roads.leg_of(item.origin) if item.origin is not None else None
        if leg is None and item.engagement is not None:
            return self.leg_of_engagement(EngagementId(item.id))
        return leg

    def leg_of(self, item: Item) -> Leg | None:
        """The leg an item begins in."""
        name = self.leg_name_of(item)
        return self.visit.legs[name] if name is not None else None

    def venue_of(self, item: Item) -> Venue | None:
        """The venue an engagement was put in, if it is one of the file."""
        if item.placement is None or item.placement.venue is None:
            return None
        return self.visit.venues[item.placement.venue]

    def day_of(self, item: Item) -> int:
        """The day of the visit an item begins on, by its own clock."""
        return self.timeline.day_of(item.starts_at, item.zone)

    @cached_property
    def engagements(self) -> tuple[Item, ...]:
        """Placed engagements, in order of their start."""
        return tuple(sorted((self._engagement(p) for p in self.programme.in_order()), key=in_order))

    @cached_property
    def movements(self) -> tuple[Item, ...]:
        """Journeys that the file states and that have at least one time."""
        journeys = (self._journey(journey) for journey in self.programme.journeys if journey.movement is not None)
        return tuple(sorted((item for item in journeys if item is not None), key=in_order))

    @cached_property
    def ways(self) -> tuple[tuple[Journey, Window], ...]:
        """Journeys that the programme itself put in, each with its time; what runs backwards takes none."""
        return tuple(
            (journey, _window(journey.leaves_at, journey.arrives_at))
            for journey in self.programme.journeys
            if journey.movement is None and journey.leaves_at is not None and journey.arrives_at is not None
        )

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Engagements and stated movements together, in order of their start."""
        return tuple(sorted((*self.engagements, *self.movements), key=in_order))

    @cached_property
    def by_party(self) -> Mapping[PartyId, tuple[Item, ...]]:
        """The items of each party that has any, in order of their start; parties in order of their id."""
        found: dict[PartyId, list[Item]] = {}
        for item in self.items:
            for party in item.parties:
                found.setdefault(party, []).append(item)
        return {party: tuple(found[party]) for party in sorted(found)}

    @cached_property
    def likely_taken(self) -> Mapping[PartyId, tuple[Taken, ...]]:
        """When and where the items of each party likely take it, in the order of `by_party`."""
        taken = {
            id(item): Taken(item.likely.opens, item.likely.closes, item.origin, item.destination) for item in self.items
        }
        return {party: tuple(taken[id(item)] for item in items) for party, items in self.by_party.items()}

    @cached_property
    def shared_commitments(self) -> Mapping[PartyId, tuple[Window, ...]]:
        """The time that commitments take which both sides know of, by party; this office's own diary is not in it."""
        found: dict[PartyId, list[Window]] = {}
        for commitment in commitments(self.visit, self.timeline):
            if commitment.entry.sort is Sort.BUSY:
                days = commitment.days
                spans = [
                    self.timeline.window(day, commitment.busy.between, self.timeline.zones_on(day)[0]) for day in days
                ]
                for party in parties_of(self.visit, commitment.busy.who):
                    found.setdefault(party, []).extend(spans)
        return {party: tuple(spans) for party, spans in found.items()}

    @cached_property
    def successions(self) -> tuple[Succession, ...]:
        """Each two items that follow one another for somebody, once, in order of their starts."""
        parties: dict[tuple[str, str], list[PartyId]] = {}
        pairs: dict[tuple[str, str], tuple[Item, Item]] = {}
        for party, items in self.by_party.items():
            for first, second in pairwise(items):
                key = (first.id, second.id)
                pairs[key] = (first, second)
                parties.setdefault(key, []).append(party)
        order = sorted(pairs, key=lambda key: (in_order(pairs[key][0]), in_order(pairs[key][1])))
        return tuple(Succession(*pairs[key], tuple(parties[key])) for key in order)

    def item(self, name: str) -> Item | None:
        """The item of an id, if it was placed."""
        return self._by_id.get(name)

    @cached_property
    def _by_id(self) -> Mapping[str, Item]:
        return {item.id: item for item in reversed(self.items)}

    def is_principal(self, party: PartyId) -> bool:
        """Whether the programme is built around this party: a principal, or the main track while nobody is named."""
        person = self.visit.people.get(party)  # type: ignore[call-overload]  # a party may be a person
        return person.principal if person is not None else party == "track:main"

    def zone_of_engagement(self, name: EngagementId) -> str:
        """The zone on whose clock an engagement is stated."""
        engagement = self.visit.engagements[name]
        if engagement.at.clock is not None and engagement.at.clock.zone is not None:
            return engagement.at.clock.zone
        leg = self.leg_of_engagement(name)
        if leg is None and engagement.day is not None:
            leg = next(iter(self.timeline.legs_on(engagement.day)), None)
        return self.visit.legs[leg].zone if leg is not None else next(iter(self.visit.legs.values())).zone

    def _engagement(self, placement: Placement) -> Item:
        engagement = self.visit.engagements[placement.engagement]
        spot: str | None = placement.venue
        if spot is None and engagement.place is not None:
            spot = place_spot(engagement.place)
        certain, likely = self._spans(placement, engagement)
        parties = required(self.visit, engagement) | frozenset(PartyId(name) for name in placement.interpreters)
        return Item(
            id=engagement_ref(placement.engagement),
            engagement=engagement,
            movement=None,
            parties=parties,
            certain=certain,
            likely=likely,
            origin=spot,
            destination=spot,
            zone=self.zone_of_engagement(placement.engagement),
            placement=placement,
        )

    def _spans(self, placement: Placement, engagement: Engagement) -> tuple[Window, Window]:
        starts = placement.starts_at
        surely_from = starts + (ABOUT_TOLERANCE if placement.about else timedelta(0))
        if placement.ends_at is not None:
            surely_until = placement.ends_at - (ABOUT_TOLERANCE if placement.about else timedelta(0))
            return _window(surely_from, surely_until), Window(starts, placement.ends_at)
        length = engagement.length
        least = length.least if length is not None and length.stated else timedelta(0)
        typical = self.usual.of(engagement).typical
        likely_until = max(starts + least, min(starts + typical, self._next_start(placement, engagement)))
        surely_until = starts + least - (ABOUT_TOLERANCE if placement.about else timedelta(0))
        return _window(surely_from, surely_until), Window(starts, likely_until)

    def _next_start(self, placement: Placement, engagement: Engagement) -> datetime:
        """The next stated start of the same track: an unstated end lies before it."""
        later = [
            other.starts_at
            for name, other in self.programme.placements.items()
            if other.starts_at > placement.starts_at and self.visit.engagements[name].track == engagement.track
        ]
        later += [
            journey.leaves_at
            for journey in self.programme.journeys
            if journey.movement is not None
            and journey.leaves_at is not None
            and journey.leaves_at > placement.starts_at
            and self.visit.movements[journey.movement].track == engagement.track
        ]
        return min(later, default=placement.starts_at + timedelta(days=1))

    def _journey(self, journey: Journey) -> Item | None:
        if journey.movement is None or (journey.leaves_at is None and journey.arrives_at is None):
            return None
        movement = self.visit.movements[journey.movement]
        leaves, arrives = journey.leaves_at, journey.arrives_at
        length = movement.length.typical if movement.length is not None else timedelta(0)
        if leaves is None and arrives is not None:
            leaves = arrives - length
        if arrives is None and leaves is not None:
            arrives = leaves + length
        if leaves is None or arrives is None:
            return None
        before, after = movement.departs.buffer, movement.arrives.buffer
        span = _window(leaves - before, max(leaves, arrives) + after)
        known = journey.leaves_at is not None and journey.arrives_at is not None
        certain = span if known or (movement.length is not None and movement.length.stated) else _window(leaves, leaves)
        slack = ABOUT_TOLERANCE if journey.about else timedelta(0)
        return Item(
            id=Ref(Sort.MOVEMENT, journey.movement),
            engagement=None,
            movement=movement,
            parties=frozenset(PartyId(party) for party in journey.parties),
            certain=_window(certain.opens + slack, certain.closes - slack),
            likely=span,
            origin=journey.origin or None,
            destination=journey.destination or None,
            zone=self._end_zone(journey),
            journey=journey,
        )

    def _end_zone(self, journey: Journey) -> str:
        leg = self.roads.leg_of(journey.origin)
        return self.visit.legs[leg].zone if leg is not None else next(iter(self.visit.legs.values())).zone


def _window(opens: datetime, closes: datetime) -> Window:
    """A window, empty where doubt leaves nothing of it."""
    return Window(opens, max(opens, closes))


def in_order(item: Item) -> tuple[datetime, datetime, str]:
    """The key by which items are put in order: by their start, then their end."""
    return (item.starts_at, item.ends_at, item.id)


def venue_id(item: Item) -> VenueId | None:
    """The id of the venue an engagement was put in, if it is one of the file."""
    return item.placement.venue if item.placement is not None else None
