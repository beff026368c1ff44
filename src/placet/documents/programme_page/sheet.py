"""The sheet of a day: a table row for each engagement, way and protected time, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeGuard

from placet.documents.programme_page.details import (
    arrangements_of,
    block_facts,
    block_name,
    is_agreed,
    lines_of,
    movement_facts,
    private_lines,
    running_lines,
    status_of,
)
from placet.documents.programme_page.phrases import Phrases
from placet.model.engagements import Engagement
from placet.model.ids import Sort, TrackId
from placet.model.profile import Grade
from placet.model.programme import kept_free
from placet.projections.current import span_of
from placet.projections.programme import BlockRow, Day, EngagementRow, MovementRow, Row
from placet.rules.finding import Finding

NOTED_AT_ITS_ROW = 3
"""A finding about more engagements than this is told once, under the programme."""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding in words: its grade as a style knows it and as a reader does, the sentence, and what to do."""

    grade: str
    word: str
    sentence: str
    advice: str


@dataclass(frozen=True, slots=True)
class CueLine:
    """A moment inside an engagement, to the minute."""

    time: str
    what: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row. `kind` is `engagement`, `movement` or `block`; `who` has one text a side, the reader's own first.

    `asked_by` is `ours`, `theirs` or empty; `times` has the day's own clock first. `details` are lines of an engagement
    and parts of one line elsewhere; `private` stays in this office, and is empty for all other readers.
    """

    id: str
    kind: str
    number: str = ""
    times: tuple[str, ...]
    title: str
    track: str = ""
    status: str = ""
    details: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    """Of the details, what whoever runs the day needs: papers have room for no more."""
    place: str = ""
    place_detail: str = ""
    who: tuple[str, ...] = ()
    arrangements: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    cues: tuple[CueLine, ...] = ()
    also: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    asked_by: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table of a day. `clocks` heads the columns of time, `sides` those of people; none where nobody is named."""

    clocks: tuple[str, ...]
    sides: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def sheet_of(phrases: Phrases, day: Day, numbers: dict[str, str], *, apart: bool = False) -> Sheet:
    """The sheet of a day; `numbers` are those of the engagements in the drawing.

    Protected time is one row, with everybody's own hours; `apart` gives each of them a row.
    """
    writer = _Writer(phrases, day, numbers)
    return Sheet(
        tuple(phrases.city(zone) for zone in writer.zones),
        tuple(phrases.side(side) for side in phrases.sides) if phrases.names_people else (),
        tuple(writer.rows(apart=apart)),
    )


def note_of(phrases: Phrases, finding: Finding) -> Note:
    """A finding in words."""
    grade = finding.grade.value
    return Note(
        grade, phrases.word("grades", grade), phrases.sentences.finding(finding), phrases.sentences.advice(finding)
    )


def ways_of(rows: Iterable[Row], principals: frozenset[str]) -> list[list[MovementRow]]:
    """Journeys that arrive together, in one group: the one with a principal, or most people, first."""
    groups: dict[object, list[MovementRow]] = defaultdict(list)
    for row in rows:
        if isinstance(row, MovementRow):
            alone = row.movement is not None or row.arrives_at is None
            groups[row.id if alone else (row.destination, row.arrives_at)].append(row)
    return [
        sorted(group, key=lambda row: (principals.isdisjoint(row.parties), -len(row.parties), row.id))
        for group in groups.values()
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    """A row and what puts it in its place: at the same minute a way comes first, protected time last."""

    at: datetime
    rank: int
    id: str
    row: SheetRow


def _is_meeting(row: Row) -> TypeGuard[EngagementRow]:
    return isinstance(row, EngagementRow)


class _Writer:
    def __init__(self, phrases: Phrases, day: Day, numbers: dict[str, str]) -> None:
        self._p = phrases
        self._day = day
        self._numbers = numbers
        self._placed: set[str] = {row.id for day in phrases.projection.days for row in day.rows if _is_meeting(row)}
        self.zones = self._zones()

    def _zones(self) -> tuple[str, ...]:
        """The day's own clock, then the capitals' whose hour differs from it on this day."""
        moments = [span_of(row).opens for row in self._day.rows]
        zones = [self._day.zone]
        for side in self._p.sides:
            zone = self._p.visit.sides[side].zone
            if zone is None or zone in zones or not moments:
                continue
            if any(self._offset(moment, zone) != self._offset(moment, self._day.zone) for moment in moments):
                zones.append(zone)
        return tuple(zones)

    def _offset(self, moment: datetime, zone: str) -> object:
        return self._p.on(moment, zone).utcoffset()

    def _times(self, row: EngagementRow | MovementRow, zone: str) -> tuple[str, ...]:
        """On the clock of where it is, which is named where it is not the day's own; then on the capitals'."""
        p, others = self._p, self.zones[1:]
        first = p.local(p.time_of(row, zone), span_of(row).opens, zone, self._day)
        return (first, *(p.time_of(row, other) for other in others))

    def rows(self, *, apart: bool) -> list[SheetRow]:
        """All rows, by the start of what they tell."""
        people = self._p.visit.people
        principals = frozenset(name for name, person in people.items() if person.principal)
        told = [_Told(row.starts_at, 1, row.id, self._engagement(row)) for row in self._day.rows if _is_meeting(row)]
        told += [
            _Told(span_of(group[0]).opens, 0, group[0].id, self._movement(group))
            for group in ways_of(self._day.rows, principals)
        ]
        blocks: dict[object, list[BlockRow]] = defaultdict(list)
        for row in self._day.rows:
            if isinstance(row, BlockRow):
                blocks[(row.id, row.window) if apart else row.id].append(row)
        told += [_Told(kept[0].window.opens, 2, kept[0].id, self._block(kept)) for kept in blocks.values()]
        return [one.row for one in sorted(told, key=lambda one: (one.at, one.rank, one.id))]

    # ------------------------------------------------------------------------------------------ engagements

    def _engagement(self, row: EngagementRow) -> SheetRow:
        p, engagement = self._p, row.engagement
        notes = [finding for finding in row.findings if self._is_told_at(row, finding)]
        place, place_detail = self._place(row)
        return SheetRow(
            id=row.id,
            kind="engagement",
            number=self._numbers.get(row.id, ""),
            times=self._times(row, row.zone),
            title=engagement.title.in_language(p.language),
            track=self._track(row.track),
            status=status_of(p, engagement),
            details=(*self._withheld(row), *lines_of(p, engagement, row)),
            running=running_lines(p, row),
            place=place,
            place_detail=place_detail,
            who=self._who(engagement),
            arrangements=tuple(arrangements_of(p, row)),
            private=(*private_lines(p, engagement), *self._late(row)),
            cues=tuple(self._cues(row)),
            also=tuple(self._guests(row)),
            notes=tuple(note_of(p, finding) for finding in notes),
            asked_by=self.asked_by(engagement.proposed_by),
            agreed=is_agreed(engagement),
        )

    def _withheld(self, row: EngagementRow) -> Iterable[str]:
        """On this office's own page, that others do not read the hour; on theirs there is no such row."""
        if row.engagement.withheld is not None:
            kept = kept_free(row.starts_at, row.ends_at, row.engagement.withheld)
            opens, closes = (self._p.clock(at, row.zone, row.day) for at in (kept.opens, kept.closes))
            yield self._p.say("sheet", "withheld", opens=opens, closes=closes)

    def _is_told_at(self, row: EngagementRow, finding: Finding) -> bool:
        """A finding stands at the first row it speaks of, unless it speaks of many."""
        subjects = finding.verdict.subjects
        first = next(
            (subject for subject in subjects if subject.sort is Sort.ENGAGEMENT and subject in self._placed), row.id
        )
        return first == row.id and len(subjects) <= NOTED_AT_ITS_ROW and finding.grade is not Grade.OFF

    def asked_by(self, side: str | None) -> str:
        """Whose wish something is, seen from the reader."""
        if side is None:
            return ""
        return "ours" if side == self._p.sides[0] else "theirs"

    def _track(self, track: TrackId) -> str:
        """The track's name, where it is not the first one: that is the programme itself."""
        tracks = list(self._p.visit.tracks)
        return self._p.track(track) if track in tracks[1:] else ""

    def _place(self, row: EngagementRow) -> tuple[str, str]:
        p = self._p
        venue = p.visit.venues[row.venue] if row.venue is not None else None
        words = p.where(row)
        outdoor = row.engagement.outdoor or (venue is not None and venue.outdoor)
        address = venue.address.in_language(p.language) if venue is not None and venue.address is not None else ""
        others = tuple(p.venue(other) for other in row.engagement.venues if other != row.venue)
        leg = row.engagement.leg
        city = p.visit.legs[leg].city if leg is not None and len(self._day.cities) > 1 else None
        return words, p.joined(p.facts(address=address, outdoors=outdoor, or_at=others, city=city), " · ")

    def _who(self, engagement: Engagement) -> tuple[str, ...]:
        names: Sequence[str] = engagement.who
        if not names:
            track = self._p.visit.tracks.get(engagement.track)
            names = track.members if track is not None else ()
        sorted_ = self._p.by_side(names)
        return tuple(
            self._p.joined(self._in_role(engagement, name) for name in sorted_.get(side, ())) for side in self._p.sides
        )

    def _in_role(self, engagement: Engagement, name: str) -> str:
        said, role = self._counted(name), engagement.roles.get(name)  # type: ignore[call-overload]  # by id
        return self._p.say("sheet", "role", name=said, role=self._p.word("roles", role)) if role else said

    def _counted(self, name: str) -> str:
        delegation = self._p.visit.delegations.get(name)  # type: ignore[call-overload]  # a person has another id
        if delegation is not None and delegation.count is not None:
            return self._p.say("sheet", "counted", name=self._p.name(delegation.name), n=delegation.count)
        return self._p.attendee(name)

    def _guests(self, row: EngagementRow) -> Iterable[str]:
        """Those of no side, and those who are only invited."""
        p, engagement = self._p, row.engagement
        none = [self._counted(name) for name in engagement.who if p.side_of(name) is None]
        if none:
            yield p.say("sheet", "with", names=p.joined(none))
        if engagement.optional_who:
            yield p.say("sheet", "invited", names=p.joined(map(self._counted, engagement.optional_who)))

    def _cues(self, row: EngagementRow) -> Iterable[CueLine]:
        for cue in sorted(row.engagement.cues, key=lambda cue: cue.after):
            at = self._p.clock(row.starts_at + cue.after, row.zone, row.day)
            what = self._p.joined((self._p.name(cue.what), *self._p.facts(lasts=cue.length)))
            yield CueLine(at, what, self._p.joined(self._p.everybody(cue.who)))

    def _late(self, row: EngagementRow) -> Iterable[str]:
        """On this office's own page, how late it may run."""
        if row.late is not None:
            yield self._p.say("sheet", "late", late=row.late.said)

    # ------------------------------------------------------------------------------------- ways and blocks

    def _movement(self, group: list[MovementRow]) -> SheetRow:
        p, row = self._p, group[0]
        way = p.say(
            "sheet", "way" if row.origin else "way_to", origin=p.spot(row.origin), destination=p.spot(row.destination)
        )
        own = row.movement
        title = own.title.in_language(p.language) if own is not None else p.journey(row.by, way)
        who = p.by_side(row.parties)
        return SheetRow(
            id=row.id,
            kind="movement",
            times=self._times(row, row.leaves_zone if row.leaves_zone == row.arrives_zone else self._day.zone),
            title=title,
            track=self._track(row.track),
            status=status_of(p, own) if own is not None else "",
            details=(*self._ends(row), *movement_facts(p, own)) if own is not None else (),
            running=(*self._ends(row), *p.facts(flight=own.flight)) if own is not None else (),
            place=way if own is not None else "",
            who=tuple(p.travellers(who.get(side, ())) for side in p.sides),
            also=tuple(self._also(other) for other in group[1:]),
            notes=tuple(note_of(p, finding) for finding in row.findings),
            private=p.facts(note=own.note) if own is not None else (),
            asked_by=self.asked_by(own.proposed_by) if own is not None else "",
            agreed=own is not None and is_agreed(own),
        )

    def _ends(self, row: MovementRow) -> Iterable[str]:
        """Each end on its own clock, where that is not the day's."""
        p = self._p
        if {row.leaves_zone, row.arrives_zone} != {self._day.zone}:
            if row.leaves_at is not None:
                at = p.clock(row.leaves_at, row.leaves_zone, row.day)
                yield p.say("sheet", "leaves", at=at, city=p.city(row.leaves_zone))
            if row.arrives_at is not None:
                at = p.clock(row.arrives_at, row.arrives_zone, row.day)
                yield p.say("sheet", "arrives", at=at, city=p.city(row.arrives_zone))

    def _also(self, row: MovementRow) -> str:
        leaves = span_of(row).opens
        at = self._p.clock(leaves, row.leaves_zone, row.day)
        return self._p.say(
            "sheet",
            "also" if row.origin else "also_at",
            at=self._p.local(at, leaves, row.leaves_zone, self._day),
            origin=self._p.spot(row.origin),
            who=self._p.travellers(row.parties),
        )

    def _block(self, kept: list[BlockRow]) -> SheetRow:
        p, first = self._p, kept[0]
        block, ends = first.block, (first.window.opens, first.window.closes)
        parties = tuple(dict.fromkeys(party for row in kept for party in row.parties))
        sorted_ = p.by_side(parties)
        row = SheetRow(
            id=first.id,
            kind="block",
            times=(self._kept(first), *(p.span(*ends, zone, first.day) for zone in self.zones[1:])),
            title=block_name(p, first),
            details=block_facts(p, block) if block is not None else (),
            place=p.venue(block.venue) if block is not None and block.venue is not None else "",
            private=p.facts(note=block.note) if block is not None else (),
            who=tuple(p.travellers(sorted_.get(side, ())) for side in p.sides),
            asked_by=self.asked_by(block.asked_by) if block is not None else "",
        )
        if len(kept) == 1:
            return row
        return replace(row, also=tuple(p.aside(p.travellers(one.parties), (self._kept(one),)) for one in kept))

    def _kept(self, row: BlockRow) -> str:
        said = self._p.span(row.window.opens, row.window.closes, row.zone, row.day)
        return self._p.local(said, row.window.opens, row.zone, self._day)
