"""A visit and its programme, as one layer of readers sees them now.

The programme is judged here, on what those readers may see: a finding that rests on a private field cannot arise for
them. Later the verified record becomes a second source of the same projection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from placet.almanac.reach import OutOfRange
from placet.almanac.sun import Coordinates, PolarNight, sun_times
from placet.almanac.timeline import Timeline
from placet.model.coverage import coverage
from placet.model.decisions import decision_of
from placet.model.declare import Layer
from placet.model.ids import EngagementId, LegId, PartyId, PersonId, Sort, TrackId
from placet.model.movements import End
from placet.model.programme import Journey, KeptBlock, Programme
from placet.model.spans import Window
from placet.model.visit import Block, Visit
from placet.projections.programme import (
    BlockRow,
    Coverage,
    Day,
    Daylight,
    EngagementRow,
    Late,
    LeftOut,
    MovementRow,
    Projection,
    Row,
)
from placet.projections.seen import programme_seen_by, seen_by
from placet.rules.case import Case, Item
from placet.rules.finding import Finding
from placet.rules.judge import Judgement, judge

MAIN = TrackId("main")
NOBODY_JUDGED = Judgement((), 0, 0)


def project(
    case: Case,
    layer: Layer,
    ways_in: Mapping[EngagementId, tuple[str, ...]] | None = None,
    late: Mapping[EngagementId, Late] | None = None,
) -> Projection:
    """What readers of `layer` see of a case. `ways_in` are sentences, already fit for them, by engagement left out.

    `late`, how late each may run, stays in this office: what an engagement waits for may be a private appointment.

    Raises:
        ValueError: For the public, while the programme is not public.
    """
    seen = seen_by(case.visit, layer)
    programme = programme_seen_by(case.visit, case.programme, layer)
    timeline = Timeline(seen, case.timeline.starts_on)
    shown = Case(seen, programme, timeline, case.rulebook, margins=case.margins, usual=case.usual, today=case.today)
    judgement = NOBODY_JUDGED if layer is Layer.PUBLIC else judge(shown)
    noted = judgement if layer is Layer.INTERNAL else NOBODY_JUDGED
    rows = _Rows(shown, noted.violations, (late or {}) if layer is Layer.INTERNAL else {}).all()
    told = () if layer is Layer.PUBLIC else programme.left_out
    wished = [name for name, engagement in case.visit.engagements.items() if not engagement.is_cancelled]
    return Projection(
        layer=layer,
        seen=seen,
        timeline=timeline,
        days=tuple(_day(shown, number, rows) for number in timeline.days()),
        untimed=tuple(EngagementId(name) for name in programme.untimed),
        kept=len(wished) - len(programme.left_out),
        wished=len(wished) if layer is not Layer.PUBLIC else len(wished) - len(programme.left_out),
        left_out=tuple(
            LeftOut(id=name, engagement=seen.engagements[name], ways_in=(ways_in or {}).get(name, ())) for name in told
        ),
        coverage=tuple(_coverage(seen, programme)),
        items=_by_person(seen, rows),
        is_sound=judgement.is_sound,
        findings=noted.violations,
        unjudged=noted.unjudged,
        rules=judgement.rules,
        looked_at=judgement.looked_at,
    )


def with_ways_in(projection: Projection, ways_in: Mapping[EngagementId, tuple[str, ...]]) -> Projection:
    """The same with other sentences about what would bring in what was left out: those of another language."""
    left_out = tuple(replace(left, ways_in=ways_in.get(left.id, ())) for left in projection.left_out)
    return replace(projection, left_out=left_out)


class _Rows:
    """The rows of a case, each with the findings about it."""

    def __init__(self, case: Case, findings: Iterable[Finding], late: Mapping[EngagementId, Late]) -> None:
        self._case = case
        self._late = late
        self._findings: dict[tuple[Sort, str], list[Finding]] = defaultdict(list)
        for finding in findings:
            for about in dict.fromkeys((subject.sort, str(subject)) for subject in finding.verdict.subjects):
                self._findings[about].append(finding)
        self._engagements = [self._engagement(item) for item in case.engagements]

    def all(self) -> tuple[Row, ...]:
        """Every row, by start, then by end, then by id."""
        rows: list[Row] = [*self._engagements, *self._movements(), *self._blocks()]
        return tuple(sorted(rows, key=lambda row: (span_of(row).opens, span_of(row).closes, row.id)))

    def _engagement(self, item: Item) -> EngagementRow:
        if item.engagement is None or item.placement is None:
            raise TypeError(f"{item.id} is no engagement")
        placement = item.placement
        zone = self._case.timeline.zone(item.zone)
        return EngagementRow(
            id=placement.engagement,
            engagement=item.engagement,
            day=self._case.day_of(item),
            zone=item.zone,
            starts_at=placement.starts_at.astimezone(zone),
            ends_at=placement.ends_at.astimezone(zone) if placement.ends_at is not None else None,
            likely=item.likely,
            about=placement.about,
            venue=placement.venue,
            track=item.engagement.track,
            parties=tuple(sorted(item.parties)),
            interpreters=placement.interpreters,
            attending=placement.attending,
            findings=tuple(self._findings.get((Sort.ENGAGEMENT, item.id), ())),
            late=self._late.get(placement.engagement),
            decision=decision_of(self._case.visit, self._case.programme, placement.engagement),
        )

    def _movements(self) -> list[MovementRow]:
        """Stated journeys as they are; inserted ones that run alike together, each once."""
        alike: dict[object, list[Journey]] = defaultdict(list)
        for journey in self._case.programme.journeys:
            if journey.leaves_at is None and journey.arrives_at is None:
                continue
            key: object = journey.id
            if journey.movement is None:
                key = (journey.leaves_at, journey.arrives_at, journey.origin, journey.destination, journey.by)
            alike[key].append(journey)
        return [self._movement(journeys) for journeys in alike.values()]

    def _movement(self, journeys: list[Journey]) -> MovementRow:
        first = journeys[0]
        parties = tuple(sorted({PartyId(party) for journey in journeys for party in journey.parties}))
        movement = self._case.visit.movements[first.movement] if first.movement is not None else None
        if movement is not None:
            leaves_zone, arrives_zone = self._end_zone(movement.departs), self._end_zone(movement.arrives)
        else:
            leaves_zone, arrives_zone = self._spot_zone(first.origin), self._spot_zone(first.destination)
        leaves, arrives = self._on(first.leaves_at, leaves_zone), self._on(first.arrives_at, arrives_zone)
        moment = leaves or arrives
        if moment is None:
            raise TypeError(f"{first.id} has no time")
        home = arrives_zone if arrives is not None and leaves_zone not in self._leg_zones() else leaves_zone
        evening = self._case.programme.evening_of(first)
        return MovementRow(
            id=first.id,
            movement=movement,
            day=self._case.timeline.day_of(evening.starts_at if evening is not None else moment, home),
            by=first.by,
            origin=first.origin if movement is not None or self._was_out(moment, home, parties) else "",
            destination=first.destination,
            leaves_at=leaves,
            leaves_zone=leaves_zone,
            arrives_at=arrives,
            arrives_zone=arrives_zone,
            about=first.about,
            track=movement.track if movement is not None else self._leads_to(first, parties),
            parties=parties,
            findings=tuple(
                finding for journey in journeys for finding in self._findings.get((Sort.MOVEMENT, journey.id), ())
            ),
        )

    def _was_out(self, moment: datetime, zone: str, parties: tuple[PartyId, ...]) -> bool:
        """Whether these people had been anywhere that day. Where people come from after a night, nobody has said."""
        going, day = set(parties), self._case.timeline.day_of(moment, zone)
        ends = [row.likely.closes for row in self._engagements if going & set(row.parties)]
        ends += [kept.window.closes for kept in self._case.programme.blocks if kept.party in going]
        ends += [
            journey.arrives_at
            for journey in self._case.programme.journeys
            if journey.movement is not None and journey.arrives_at is not None and going & set(journey.parties)
        ]
        return any(end <= moment and self._case.timeline.day_of(end, zone) == day for end in ends)

    def _on(self, moment: datetime | None, zone: str) -> datetime | None:
        return moment.astimezone(self._case.timeline.zone(zone)) if moment is not None else None

    def _leg_zones(self) -> set[str]:
        return {leg.zone for leg in self._case.visit.legs.values()}

    def _end_zone(self, end: End) -> str:
        if end.at.clock is not None and end.at.clock.zone is not None:
            return end.at.clock.zone
        return self._spot_zone(end.venue or "")

    def _spot_zone(self, spot: str) -> str:
        leg = self._case.roads.leg_of(spot) or next(iter(self._case.visit.legs))
        return self._case.visit.legs[leg].zone

    def _leads_to(self, journey: Journey, parties: tuple[PartyId, ...]) -> TrackId:
        """The track of the engagement that an inserted journey leads to, else of the one it comes from."""
        going = set(parties)
        ahead = [
            r
            for r in self._engagements
            if going & set(r.parties) and r.starts_at >= (journey.arrives_at or r.starts_at)
        ]
        if ahead:
            return min(ahead, key=lambda row: (row.starts_at, row.id)).track
        past = [r for r in self._engagements if going & set(r.parties)]
        return max(past, key=lambda row: (row.starts_at, row.id)).track if past else MAIN

    def _blocks(self) -> list[BlockRow]:
        alike: dict[object, list[KeptBlock]] = defaultdict(list)
        for kept in self._case.programme.blocks:
            alike[(kept.block, kept.window)].append(kept)
        return [self._block(kept) for kept in alike.values()]

    def _block(self, kept: list[KeptBlock]) -> BlockRow:
        first, visit = kept[0], self._case.visit
        block = visit.blocks.get(first.block)
        parties = tuple(sorted({PartyId(one.party) for one in kept}))
        zone = self._zone_of(block, first.window, parties)
        tracks = {TrackId(name) for name, track in visit.tracks.items() if set(track.members) & set(parties)}
        tracks |= {TrackId(party.removeprefix("track:")) for party in parties if party.startswith("track:")}
        opens = first.window.opens.astimezone(self._case.timeline.zone(zone))
        closes = first.window.closes.astimezone(self._case.timeline.zone(zone))
        return BlockRow(
            id=first.block,
            block=block,
            day=self._case.timeline.day_of(opens, zone),
            zone=zone,
            window=Window(opens, closes),
            tracks=tuple(sorted(tracks)) or (MAIN,),
            parties=parties,
        )

    def _zone_of(self, block: Block | None, kept: Window, parties: tuple[PartyId, ...]) -> str:
        """The clock of its venue, else of where these people last were, else of the first city of its day."""
        visit, timeline = self._case.visit, self._case.timeline
        if block is not None and block.venue is not None and (leg := visit.venues[block.venue].leg) is not None:
            return visit.legs[leg].zone
        if last := self._last_zone(kept.opens, parties):
            return last
        asked = block.day if block is not None else None
        return timeline.zones_on(asked or timeline.day_of(kept.opens, timeline.zones_on(1)[0]))[0]

    def _last_zone(self, moment: datetime, parties: tuple[PartyId, ...]) -> str:
        """The clock of the last place that these people came to before a moment; empty where nobody says."""
        going = set(parties)
        ends = [(row.likely.closes, row.zone) for row in self._engagements if going & set(row.parties)]
        ends += [
            (journey.arrives_at, self._end_zone(self._case.visit.movements[journey.movement].arrives))
            for journey in self._case.programme.journeys
            if journey.movement is not None and journey.arrives_at is not None and going & set(journey.parties)
        ]
        return max((end for end in ends if end[0] <= moment), default=(moment, ""))[1]


def span_of(row: Row) -> Window:
    """The time a row takes, as best known; a journey of which one end is known takes none."""
    match row:
        case EngagementRow():
            return row.likely
        case BlockRow():
            return row.window
        case MovementRow():
            ends = [moment for moment in (row.leaves_at, row.arrives_at) if moment is not None]
            return Window(ends[0], max(ends))


def _day(case: Case, number: int, rows: tuple[Row, ...]) -> Day:
    own = tuple(row for row in rows if row.day == number)
    legs = [case.visit.legs[name] for name in case.timeline.legs_on(number)]
    zone = legs[0].zone if legs else next(iter(case.visit.legs.values())).zone
    used = {row.track for row in own if not isinstance(row, BlockRow)}
    named = [track for track in case.visit.tracks if track in used]
    # An engagement may name a track that the file does not declare: `main`, in a visit with one programme only.
    tracks = (*named, *sorted(used - set(named)))
    return Day(
        number=number,
        on=case.timeline.date_of(number) if case.timeline.is_dated else None,
        zone=zone,
        cities=tuple(leg.city for leg in legs),
        daylight=_daylight(case, number, case.timeline.legs_on(number)),
        rows=own,
        tracks=tracks,
    )


def _daylight(case: Case, number: int, legs: tuple[LegId, ...]) -> Daylight | None:
    """Known for a dated day in one city with a position."""
    if not case.timeline.is_dated or len(legs) != 1:
        return None
    leg = case.visit.legs[legs[0]]
    if leg.latitude is None or leg.longitude is None:
        return None
    sun = sun_times(case.timeline.date_of(number), Coordinates(leg.latitude, leg.longitude), leg.zone)
    return None if isinstance(sun, OutOfRange | PolarNight) else Daylight(sun.sunrise, sun.sunset)


def _coverage(seen: Visit, programme: Programme) -> Iterable[Coverage]:
    """Every track of every agreement, with its name."""
    for covered in coverage(seen, programme):
        yield Coverage(
            agreement=covered.agreement,
            track=covered.track,
            name=seen.agreements[covered.agreement].tracks[covered.track],
            engagements=covered.engagements,
            left_out=covered.left_out,
        )


def _by_person(seen: Visit, rows: tuple[Row, ...]) -> dict[PersonId, tuple[Row, ...]]:
    """The rows of everybody who has any, in the order of the file."""
    return {
        PersonId(person): own
        for person in seen.people
        if (own := tuple(row for row in rows if PartyId(person) in row.parties or person in _guests(row)))
    }


def _guests(row: Row) -> tuple[str, ...]:
    return row.attending if isinstance(row, EngagementRow) else ()
