"""A programme as rows of a table, day by day: what a terminal shows. Composed here, laid out elsewhere.

Engagements and stated journeys are rows; the movements that were inserted between them and the protected time are quiet
rows, for a reader who looks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from placet.almanac.timeline import Timeline
from placet.model.attendance import principals
from placet.model.ids import EngagementId, MovementId, Ref, Sort
from placet.model.programme import RESIDENCE, Journey, KeptBlock, Placement, Programme, kept_free
from placet.model.visit import Visit
from placet.wording.dates import hours
from placet.wording.sentences import Sentences

LONG = 36
"""Characters of an office beyond which only its first part is shown."""
NAMED = 2
"""How many of those who take part are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a day. `quiet` rows are movements and protected time; the others are the programme itself."""

    time: str
    what: str
    where: str = ""
    who: str = ""
    track: str = ""
    quiet: bool = False
    about: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its heading and its rows, in order of time."""

    number: int
    heading: str
    rows: tuple[Row, ...]


class Timetable:
    """The rows of one programme."""

    def __init__(self, visit: Visit, timeline: Timeline, programme: Programme, sentences: Sentences) -> None:
        """`sentences` gives the names, `timeline` the days."""
        self._visit = visit
        self._timeline = timeline
        self._programme = programme
        self._sentences = sentences
        self._words = sentences.words("outcome")["timetable"]
        self._principals: frozenset[str] = frozenset(principals(visit))
        tracks = {visit.engagements[name].track for name in programme.placements}
        self.has_tracks = len(tracks) > 1
        """Whether several parallel programmes have something in them."""
        self.left_aside = 0
        """How many movements of others were not shown, once the days were asked for."""

    def days(self, *, details: bool = False) -> tuple[Day, ...]:
        """All days that have something on them; with `details` also the movements of those who are no principals."""
        by_day: dict[int, list[tuple[datetime, int, Row]]] = {}
        self.left_aside = 0
        for on, at, weight, row in self._rows(details=details):
            by_day.setdefault((on - self._timeline.first_day).days + 1, []).append((at, weight, row))
        return tuple(
            Day(
                number,
                self._heading(number),
                tuple(row for _, _, row in sorted(rows, key=lambda it: (it[0], it[1], it[2].what))),
            )
            for number, rows in sorted(by_day.items())
        )

    def _heading(self, number: int) -> str:
        legs = self._timeline.legs_on(number)
        cities = [self._sentences.name(Ref(Sort.LEG, leg)) for leg in legs] if len(self._visit.legs) > 1 else []
        return self._sentences.spoken.joined([self._sentences.day(number), *cities], " · ")

    def _rows(self, *, details: bool) -> Iterator[tuple[date, datetime, int, Row]]:
        """The date a row is printed under, its minute, what comes first at the same minute, and the row."""
        for at, weight, row in self._stated_rows(details=details):
            yield at.date(), at, weight, row
        yield from self._inserted(details=details)

    def _stated_rows(self, *, details: bool) -> Iterator[tuple[datetime, int, Row]]:
        for placement in self._programme.placements.values():
            yield placement.starts_at, 1, self._engagement(placement)
            yield from self._withheld(placement)
        for journey in self._programme.journeys:
            if journey.movement is not None:
                yield from self._stated(journey, journey.movement)
        yield from self._blocks(details=details)

    def _engagement(self, placement: Placement) -> Row:
        engagement = self._visit.engagements[placement.engagement]
        where = self._sentences.where(placement.venue, engagement.place)
        title = self._sentences.engagement(placement.engagement)
        return Row(
            time=self._span(placement.starts_at, placement.ends_at),
            what=title if engagement.withheld is None else self._say("marked", title=title),
            where="" if where == title else where,
            who=self.who(placement.engagement),
            track=self._track(engagement.track),
            about=placement.about,
        )

    def _withheld(self, placement: Placement) -> Iterator[tuple[datetime, int, Row]]:
        """That the hour is ours alone, and what is kept free for it; the mark sorts it after its engagement."""
        hours = self._visit.engagements[placement.engagement].withheld
        if hours is not None:
            kept = kept_free(placement.starts_at, placement.ends_at, hours)
            said = str(self._words["withheld"])
            yield placement.starts_at, 1, Row(self._span(kept.opens, kept.closes), said, quiet=True)

    def _track(self, track: str) -> str:
        return self._sentences.name(Ref(Sort.TRACK, track)) if self.has_tracks and track in self._visit.tracks else ""

    def who(self, name: EngagementId) -> str:
        """Who takes part, short: the first two, and how many more."""
        engagement = self._visit.engagements[name]
        who: tuple[str, ...] = engagement.who
        if not who and engagement.track in self._visit.tracks:
            who = self._visit.tracks[engagement.track].members
        return self._some(who)

    def _some(self, who: Iterable[str], most: int = NAMED) -> str:
        """Delegations before people: they say more in fewer words."""
        visit: Any = self._visit
        ordered = sorted(who, key=lambda name: name not in visit.delegations)
        named = [self.short(name) for name in ordered]
        rest = len(named) - most
        if rest <= 0:
            return self._sentences.spoken.joined(named)
        return self._say("more", named=self._sentences.spoken.joined(named[:most]), n=rest)

    def short(self, name: str) -> str:
        """The short title of an office, the first part of a long one, or what else something is called."""
        person = self._visit.people.get(name)  # type: ignore[call-overload]  # a party may be a person
        if person is not None and person.office.short is not None:
            return str(person.office.short.in_language(self._sentences.language))
        said = self._sentences.attendee(name)
        return said.partition(", ")[0] if len(said) > LONG else said

    def _span(self, starts: datetime, ends: datetime | None) -> str:
        spoken, at = self._sentences.spoken, self._sentences.clock(starts)
        return hours(starts, ends, spoken) if ends is not None and ends != starts else at

    def _say(self, key: str, **facts: object) -> str:
        return self._sentences.fill(self._words[key], **facts)

    def _stated(self, journey: Journey, movement: MovementId) -> Iterator[tuple[datetime, int, Row]]:
        """A journey in one row; in two where it ends on another clock or another day, or one end is unknown."""
        title = self._sentences.name(Ref(Sort.MOVEMENT, movement))
        track = self._track(self._visit.movements[movement].track)
        who = self._some(self._visit.movements[movement].who)
        leaves = self._own_clock(journey.leaves_at, movement, "departs")
        arrives = self._own_clock(journey.arrives_at, movement, "arrives")
        origin, destination = self._place(movement, "departs"), self._place(movement, "arrives")
        if leaves is not None and arrives is not None and _same_clock(leaves, arrives):
            where = self._say("way", origin=origin, destination=destination).strip()
            yield leaves, 0, Row(self._span(leaves, arrives), title, where, who, track, about=journey.about)
            return
        both = leaves is not None and arrives is not None and leaves.utcoffset() != arrives.utcoffset()
        for at, place, key in ((leaves, origin, "leaves"), (arrives, destination, "arrives")):
            if at is not None:
                end = "departs" if key == "leaves" else "arrives"
                city = self._city(movement, end) or (self._leg_city(movement, end) if both else "")
                said = self._say(f"{key}-there" if city else key, journey=title, city=city)
                yield at, 0, Row(self._sentences.clock(at), said, place, who, track, about=journey.about)

    def _own_clock(self, instant: datetime | None, movement: MovementId, end: str) -> datetime | None:
        """An end on the clock on which the file states it."""
        clock = getattr(self._visit.movements[movement], end).at.clock
        if instant is None or clock is None or clock.zone is None:
            return instant
        return instant.astimezone(self._timeline.zone(clock.zone))

    def _city(self, movement: MovementId, end: str) -> str:
        """The city whose clock it is, where that is none of the visit's own."""
        clock = getattr(self._visit.movements[movement], end).at.clock
        own = {leg.zone for leg in self._visit.legs.values()}
        if clock is None or clock.zone is None or clock.zone in own:
            return ""
        return self._sentences.city(clock.zone)

    def _leg_city(self, movement: MovementId, end: str) -> str:
        """The city of the visit in which a journey begins or ends, where there are several."""
        venue = self._visit.venues.get(getattr(self._visit.movements[movement], end).venue)
        if venue is None or venue.leg is None or len(self._visit.legs) == 1:
            return ""
        return self._sentences.name(Ref(Sort.LEG, venue.leg))

    def _place(self, movement: MovementId, end: str) -> str:
        stated = getattr(self._visit.movements[movement], end)
        return self._sentences.where(stated.venue, stated.place)

    def _inserted(self, *, details: bool) -> Iterator[tuple[date, datetime, int, Row]]:
        """Those who leave and arrive together are one row, wherever they come from; the way home is of the evening."""
        together: dict[tuple[date, datetime, datetime, str, str], set[str]] = {}
        for journey in self._programme.journeys:
            if journey.movement is None and journey.leaves_at is not None and journey.arrives_at is not None:
                evening = self._programme.evening_of(journey)
                key = (
                    (evening.starts_at if evening is not None else journey.leaves_at).date(),
                    journey.leaves_at,
                    journey.arrives_at,
                    journey.by.value,
                    self._sentences.place(journey.destination),
                )
                together.setdefault(key, set()).update(journey.parties)
        for (on, leaves, arrives, by, destination), parties in together.items():
            if not details and parties.isdisjoint(self._principals):
                self.left_aside += 1
                continue
            said = self._sentences.fill(self._words["go"][by], length=self._sentences.length(arrives - leaves))
            clock = self._sentences.clock(leaves, printed_under=on)
            yield on, leaves, 2, Row(clock, said, destination, self._going(parties), quiet=True)

    def _going(self, parties: Iterable[str]) -> str:
        """Whole delegations by name where all their named members go, else people."""
        left = set(parties)
        named: list[str] = []
        for name, delegation in self._visit.delegations.items():
            if len(delegation.members) > 1 and left.issuperset(delegation.members):
                named.append(name)
                left -= set(delegation.members)
        people = [str(name) for name in self._visit.people if name in left]
        people.sort(key=lambda name: name not in self._principals)
        order = [*named, *people, *sorted(left - set(people))]
        return self._some(order, len(named) if 1 < len(named) <= NAMED == len(order) else 1)

    def _blocks(self, *, details: bool) -> Iterator[tuple[datetime, int, Row]]:
        together: dict[tuple[str, datetime, datetime], list[KeptBlock]] = {}
        for kept in self._programme.blocks:
            together.setdefault((kept.block, kept.window.opens, kept.window.closes), []).append(kept)
        for (block, opens, closes), all_kept in together.items():
            parties = {kept.party for kept in all_kept}
            said = self._say("kept-free", block=self._sentences.name(Ref(Sort.BLOCK, block)))
            if block == RESIDENCE and block not in self._visit.blocks:
                if not details and parties.isdisjoint(self._principals):
                    continue
                said = str(self._words["at-residence"])
            yield opens, 3, Row(self._span(opens, closes), said, who=self._going(parties), quiet=True)

    def said_of_left_aside(self) -> str:
        """How many movements were not shown."""
        return self._say("left-aside", n=self.left_aside)


def _same_clock(leaves: datetime, arrives: datetime) -> bool:
    return leaves.utcoffset() == arrives.utcoffset() and leaves.date() == arrives.date()
