"""A programme as rows of a table, day by day: what a terminal shows. Composed here, laid out elsewhere.

Engagements and stated journeys are rows; the movements that were inserted between them and the protected time are quiet
rows, for a reader who looks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from placet.almanac.timeline import Timeline
from placet.model.attendance import label_of
from placet.model.ids import EngagementId, MovementId
from placet.model.programme import Basis, Journey, KeptBlock, Placement, Programme
from placet.model.visit import Visit
from placet.wording.catalogues import catalogue, filled
from placet.wording.sentences import Sentences

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
        self._words = catalogue(sentences.language, "outcome")["timetable"]
        tracks = {visit.engagements[name].track for name in programme.placements}
        self.has_tracks = len(tracks) > 1
        """Whether several parallel programmes have something in them."""

    def days(self) -> tuple[Day, ...]:
        """All days that have something on them."""
        by_day: dict[int, list[tuple[datetime, int, Row]]] = {}
        for at, weight, row in self._rows():
            by_day.setdefault((at.date() - self._timeline.first_day).days + 1, []).append((at, weight, row))
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
        cities = [self._sentences.name(leg) for leg in legs] if len(self._visit.legs) > 1 else []
        return " · ".join([self._sentences.day(number), *cities])

    def _rows(self) -> Iterator[tuple[datetime, int, Row]]:
        for placement in self._programme.placements.values():
            yield placement.starts_at, 1, self._engagement(placement)
        for journey in self._programme.journeys:
            if journey.movement is not None:
                yield from self._stated(journey, journey.movement)
        yield from self._inserted()
        yield from self._blocks()

    def _engagement(self, placement: Placement) -> Row:
        engagement = self._visit.engagements[placement.engagement]
        where = self._sentences.name(placement.venue) if placement.venue is not None else engagement.place or ""
        title = self._sentences.name(placement.engagement)
        return Row(
            time=self._span(placement.starts_at, placement.ends_at),
            what=title,
            where="" if where == title else where,
            who=self.who(placement.engagement),
            track=self._track(engagement.track),
            about=placement.about,
        )

    def _track(self, track: str) -> str:
        return self._sentences.name(f"track:{track}") if self.has_tracks and track in self._visit.tracks else ""

    def who(self, name: EngagementId) -> str:
        """Who takes part, short: the first two, and how many more."""
        engagement = self._visit.engagements[name]
        who: tuple[str, ...] = engagement.who
        if not who and engagement.track in self._visit.tracks:
            who = self._visit.tracks[engagement.track].members
        return self._some(who)

    def _some(self, who: Iterable[str]) -> str:
        """Delegations before people: they say more in fewer words."""
        visit: Any = self._visit
        ordered = sorted(who, key=lambda name: name not in visit.delegations)
        named = [self.short(name) for name in ordered]
        rest = len(named) - NAMED
        if rest <= 0:
            return ", ".join(named)
        return filled(self._words["more"], {"named": ", ".join(named[:NAMED]), "rest": rest})

    def short(self, name: str) -> str:
        """The short title of an office, or what else something is called."""
        person = self._visit.people.get(name)  # type: ignore[call-overload]  # a party may be a person
        if person is not None and person.office.short is not None:
            return str(person.office.short.in_language(self._sentences.language))
        return self._sentences.name(name)

    def _span(self, starts: datetime, ends: datetime | None) -> str:
        return f"{starts:%H:%M}–{ends:%H:%M}" if ends is not None and ends != starts else f"{starts:%H:%M}"

    def _stated(self, journey: Journey, movement: MovementId) -> Iterator[tuple[datetime, int, Row]]:
        """A journey in one row; in two where it ends on another clock or another day, or one end is unknown."""
        title = self._sentences.name(movement)
        track = self._track(self._visit.movements[movement].track)
        who = self._some(self._visit.movements[movement].who)
        leaves, arrives = journey.leaves_at, journey.arrives_at
        origin, destination = self._place(movement, "departs"), self._place(movement, "arrives")
        if leaves is not None and arrives is not None and _same_clock(leaves, arrives):
            where = f"{origin} → {destination}".strip()
            yield leaves, 0, Row(self._span(leaves, arrives), title, where, who, track, about=journey.about)
            return
        for at, place, key in ((leaves, origin, "leaves"), (arrives, destination, "arrives")):
            if at is not None:
                said = filled(self._words[key], {"journey": title})
                yield at, 0, Row(f"{at:%H:%M}", said, place, who, track, about=journey.about)

    def _place(self, movement: MovementId, end: str) -> str:
        stated = getattr(self._visit.movements[movement], end)
        return self._sentences.name(stated.venue) if stated.venue is not None else stated.place or ""

    def _inserted(self) -> Iterator[tuple[datetime, int, Row]]:
        """Those who go the same way at the same time go together."""
        together: dict[tuple[datetime, datetime, str, str, str], set[str]] = {}
        for journey in self._programme.journeys:
            if journey.movement is None and journey.leaves_at is not None and journey.arrives_at is not None:
                key = (
                    journey.leaves_at,
                    journey.arrives_at,
                    journey.by.value,
                    self._sentences.name(journey.origin),
                    self._sentences.name(journey.destination),
                )
                together.setdefault(key, set()).update(journey.parties)
        for (leaves, arrives, by, _, destination), parties in together.items():
            said = {"to": destination, "length": self._sentences.length(arrives - leaves)}
            yield (
                leaves,
                2,
                Row(f"{leaves:%H:%M}", filled(self._words["go"][by], said), who=self._going(parties), quiet=True),
            )

    def _going(self, parties: Iterable[str]) -> str:
        """Whole delegations by name where all their named members go, else people."""
        left = {label_of(party) for party in parties}
        named: list[str] = []
        for name, delegation in self._visit.delegations.items():
            if len(delegation.members) > 1 and left.issuperset(delegation.members):
                named.append(name)
                left -= set(delegation.members)
        order = [*named, *(name for name in self._visit.people if name in left)]
        order += sorted(left - set(order))
        return self._some(order)

    def _blocks(self) -> Iterator[tuple[datetime, int, Row]]:
        together: dict[tuple[str, datetime, datetime], list[KeptBlock]] = {}
        for kept in self._programme.blocks:
            together.setdefault((kept.block, kept.window.opens, kept.window.closes), []).append(kept)
        for (block, opens, closes), all_kept in together.items():
            stated = self._visit.blocks.get(all_kept[0].block)
            title = self._sentences.name(block)
            if stated is not None and stated.title is None:
                title = str(catalogue(self._sentences.language, "requirements")["blocks"][stated.kind.value])
            said = filled(self._words["kept-free"], {"block": title})
            yield opens, 3, Row(self._span(opens, closes), said, who=self._going(k.party for k in all_kept), quiet=True)

    @property
    def is_stated(self) -> bool:
        """Whether these are the file's own times, not a plan."""
        return self._programme.basis is Basis.STATED


def _same_clock(leaves: datetime, arrives: datetime) -> bool:
    return leaves.utcoffset() == arrives.utcoffset() and leaves.date() == arrives.date()
