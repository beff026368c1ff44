"""A programme as a file: where each engagement was put, for a person to read and for Placet to compare and judge.

An instant is written as the day of the visit, its wall clock, its zone and the offset of that clock in numbers. The
offset is a promise that other time tables can be held to: a file whose offset disagrees with ours is refused, and both
are named. Reading reports every fault with file and line; reading what was written gives an equal programme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import tomli_w

from placet.almanac.reach import FIRST_DAY, LAST_DAY, is_within_reach
from placet.almanac.zones import NonexistentWallTime, UnknownZone, nominal_offset, resolve
from placet.errors import FormatError, UnsupportedVersion, VisitFileError, Word
from placet.formats import limits
from placet.formats.plain import Reading, write
from placet.formats.positions import Path
from placet.formats.programme_names import SORTS, Named, check_names
from placet.formats.toml import Tree, shown
from placet.model.declare import shared
from placet.model.ids import BlockId, EngagementId, MovementId, PersonId, VenueId
from placet.model.movements import Transport
from placet.model.programme import NOMINAL_FIRST_DAY, Basis, Journey, KeptBlock, Placement, Programme
from placet.model.spans import Clock, Window, length_between
from placet.model.visit import Visit

PROGRAMME_VERSION = 1
"""Version of the programme file that this Placet writes and reads."""

_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    day: int = shared("Day of the visit, 1 being the first.")
    at: Clock = shared("Wall clock.")
    zone: str | None = shared("IANA zone of that clock.", None)
    offset: str = shared("How far that clock is ahead of UTC: `+03:30`.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Put:
    day: int = shared("Day of the visit, 1 being the first.")
    at: Clock = shared("When it begins, wall clock.")
    ends: Clock | None = shared("When it ends, wall clock; `00:30 +1` on the day after.", None)
    zone: str | None = shared("IANA zone of that clock.", None)
    offset: str = shared("How far that clock is ahead of UTC: `+03:30`.")
    ends_offset: str | None = shared("The same at its end, where the clock changes in between.", None)
    venue: VenueId | None = shared("Where.", None)
    about: bool = shared("Whether its time is approximate.", False)
    interpreters: tuple[PersonId, ...] = shared("Who interprets.", ())
    attending: tuple[str, ...] = shared("Those invited who can be there.", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    id: str = shared("Its id; of one inserted between two items, made from theirs.")
    movement: MovementId | None = shared("The movement of the visit file; none for one that was inserted.", None)
    parties: tuple[str, ...] = shared("Who travels.", ())
    by: Transport = shared("How.")
    origin: str = shared("From.", "")
    destination: str = shared("To.", "")
    leaves: _Moment | None = shared("When it leaves.", None)
    arrives: _Moment | None = shared("When it arrives.", None)
    basis: Basis = shared("`stated`, `planned` or `estimated`.", Basis.PLANNED)
    about: bool = shared("Whether its times are approximate.", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    block: BlockId = shared(
        "The protected block of the visit file; `midday-meal` or `prayer-dhuhr` where a rule asked for it."
    )
    party: str = shared("For whom.")
    day: int = shared("Day of the visit.")
    at: Clock = shared("From, wall clock.")
    ends: Clock = shared("Until, wall clock.")
    zone: str | None = shared("IANA zone of that clock.", None)
    offset: str = shared("How far that clock is ahead of UTC.")
    ends_offset: str | None = shared("The same at its end, where the clock changes in between.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    format_version: int = shared("Version of this file format.", PROGRAMME_VERSION)
    dated: bool = shared("Whether the programme has a date.")
    starts_on: date | None = shared("The first day, if it has.", None)
    basis: Basis = shared("`planned`, or `stated` where the visit file's own times make it.", Basis.PLANNED)
    left_out: tuple[EngagementId, ...] = shared("Engagements that found no place.", ())
    untimed: tuple[str, ...] = shared("Engagements that are listed without a time.", ())
    placements: Mapping[str, _Put] = shared("Where each engagement was put.", factory=dict)
    journeys: tuple[_Way, ...] = shared("Movements, stated and inserted.", ())
    blocks: tuple[_Kept, ...] = shared("Protected time as it was kept.", ())


# ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_programme(programme: Programme, visit: Visit) -> str:
    """The file. Names of zones come from the instants or, while undated, from the clocks of the visit."""
    writer = _Writer(programme, visit)
    head: dict[str, Any] = {"format_version": PROGRAMME_VERSION, "dated": programme.starts_on is not None}
    head |= {"starts_on": programme.starts_on} if programme.starts_on is not None else {}
    head |= {"basis": programme.basis.value, "left_out": list(programme.left_out)}
    head |= {"untimed": list(programme.untimed)} if programme.untimed else {}
    head["placements"] = {name: write(writer.put(placement)) for name, placement in programme.placements.items()}
    head["journeys"] = [write(writer.way(journey)) for journey in programme.journeys]
    head["blocks"] = [write(writer.kept(block)) for block in programme.blocks]
    return tomli_w.dumps(head)


class _Writer:
    """Instants of one programme as wall clocks."""

    def __init__(self, programme: Programme, visit: Visit) -> None:
        """Fix the first day and the zones by which an undated instant may be named."""
        self._first = programme.starts_on or NOMINAL_FIRST_DAY
        self._dated = programme.starts_on is not None
        self._visit = visit
        clocks = [
            *(engagement.at.clock for engagement in visit.engagements.values()),
            *(end.at.clock for movement in visit.movements.values() for end in (movement.departs, movement.arrives)),
        ]
        named = [clock.zone for clock in clocks if clock is not None and clock.zone is not None]
        sides = [side.zone for side in visit.sides.values() if side.zone is not None]
        self._zones = tuple(dict.fromkeys([*(leg.zone for leg in visit.legs.values()), *named, *sides]))

    def put(self, placement: Placement) -> _Put:
        """One placement."""
        zone = self._zone(placement.starts_at, placement.venue)
        day, at, offset = self._moment(placement.starts_at)
        ends, ends_offset = self._end(placement.ends_at, placement.starts_at)
        return _Put(
            day=day,
            at=at,
            ends=ends,
            zone=zone,
            offset=offset,
            ends_offset=ends_offset,
            venue=placement.venue,
            about=placement.about,
            interpreters=placement.interpreters,
            attending=placement.attending,
        )

    def way(self, journey: Journey) -> _Way:
        """One journey."""
        return _Way(
            id=journey.id,
            movement=journey.movement,
            parties=journey.parties,
            by=journey.by,
            origin=journey.origin,
            destination=journey.destination,
            leaves=self._end_moment(journey.leaves_at, journey.origin),
            arrives=self._end_moment(journey.arrives_at, journey.destination),
            basis=journey.basis,
            about=journey.about,
        )

    def kept(self, block: KeptBlock) -> _Kept:
        """One protected block."""
        opens, closes = block.window.opens, block.window.closes
        day, at, offset = self._moment(opens)
        ends, ends_offset = self._end(closes, opens)
        if ends is None:
            raise ValueError("a window has an end")
        return _Kept(
            block=block.block,
            party=block.party,
            day=day,
            at=at,
            ends=ends,
            zone=self._zone(opens, None),
            offset=offset,
            ends_offset=ends_offset,
        )

    def _moment(self, instant: datetime) -> tuple[int, Clock, str]:
        if instant.second or instant.microsecond:
            raise ValueError(f"not a whole minute: {instant}")
        return (instant.date() - self._first).days + 1, Clock(_wall(instant)), _offset_of(instant)

    def _end(self, end: datetime | None, start: datetime) -> tuple[Clock | None, str | None]:
        """An end on the clock of its start."""
        if end is None:
            return None, None
        local = end.astimezone(start.tzinfo)
        self._moment(local)
        offset = _offset_of(local)
        clock = Clock(_wall(local), plus_days=(local.date() - start.date()).days)
        return clock, None if offset == _offset_of(start) else offset

    def _end_moment(self, instant: datetime | None, spot: str) -> _Moment | None:
        if instant is None:
            return None
        day, at, offset = self._moment(instant)
        return _Moment(day=day, at=at, zone=self._zone(instant, VenueId(spot)), offset=offset)

    def _zone(self, instant: datetime, venue: VenueId | None) -> str | None:
        key = getattr(instant.tzinfo, "key", None)
        if key is not None:
            return str(key)
        if self._dated:
            return None
        place = self._visit.venues.get(venue) if venue is not None else None
        own = (self._visit.legs[place.leg].zone,) if place is not None and place.leg is not None else ()
        return next((zone for zone in (*own, *self._zones) if nominal_offset(zone) == instant.utcoffset()), None)


def _wall(instant: datetime) -> Any:
    return instant.time().replace(fold=0)


def _offset_of(instant: datetime) -> str:
    minutes = round((instant.utcoffset() or timedelta(0)).total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_programme(tree: Tree, visit: Visit | None = None, starts_on: date | None = None) -> Programme:
    """The programme in a file. Raises `VisitFileError` with every fault, `FormatError` for a visit.

    With `visit`, every id must be one of its own; where most are not, that is the one fault told. `starts_on` lays an
    undated programme on a date; a dated one must already have it. A newer format raises `UnsupportedVersion`.
    """
    tree.refuse_empty()
    version = tree.data.get("format_version", PROGRAMME_VERSION)
    if isinstance(version, int) and version > PROGRAMME_VERSION:
        raise UnsupportedVersion(tree.file, "version", found=shown(version), most=PROGRAMME_VERSION)
    if "dated" not in tree.data and {"title", "legs", "engagements", "printed"} & tree.data.keys():
        raise FormatError(tree.file, "visit")

    def place(path: Path) -> tuple[str, int | None]:
        for length in range(len(path), 0, -1):
            if path[:length] in tree.lines:
                return tree.file, tree.lines[path[:length]]
        return tree.file, None

    reading = Reading(place)
    file: _File | None = reading.read_what_can_be(_File, tree.data)
    programme = None
    if file is not None:
        if visit is not None:
            check_names(reading, tuple(_named(reading, file)), visit)
        programme = _Reader(reading, file, starts_on).programme()
    if reading.faults or programme is None:
        unique = dict.fromkeys(reading.faults)
        raise VisitFileError(tuple(sorted(unique, key=lambda fault: (fault.line or 0, fault.field))))
    return programme


class _Reader:
    """One file's wall clocks as instants; goes on after every fault."""

    def __init__(self, reading: Reading, file: _File, starts_on: date | None) -> None:
        """Fix the first day, and whether numeric offsets can be held against our time tables."""
        self._reading = reading
        self._file = file
        if file.dated != (file.starts_on is not None):
            reading.fault(("dated",), "dated-without-day" if file.dated else "undated-with-day")
        if file.starts_on is not None and starts_on is not None and file.starts_on != starts_on:
            reading.fault(("starts_on",), "other-first-day", found=str(file.starts_on), asked=str(starts_on))
        if file.starts_on is not None and not is_within_reach(file.starts_on):
            reach = {"first": str(FIRST_DAY), "last": str(LAST_DAY)}
            reading.fault(("starts_on",), "date-beyond", found=str(file.starts_on), **reach)
        self.starts_on = file.starts_on or starts_on
        self._holds_offsets = (self.starts_on is not None) == (file.starts_on is not None)

    def programme(self) -> Programme | None:
        """Everything that can be read; None when the days make no sense at all."""
        if self._reading.faults and self.starts_on is not None and not is_within_reach(self.starts_on):
            return None
        placements = {}
        for name, put in self._file.placements.items():
            placement = self._placement(name, put)
            if placement is not None:
                placements[EngagementId(name)] = placement
        journeys = [self._journey(index, way) for index, way in enumerate(self._file.journeys)]
        blocks = [self._block(index, kept) for index, kept in enumerate(self._file.blocks)]
        return Programme(
            starts_on=self.starts_on,
            placements=placements,
            journeys=tuple(journeys),
            blocks=tuple(block for block in blocks if block is not None),
            left_out=self._file.left_out,
            basis=self._file.basis,
            untimed=self._file.untimed,
        )

    def _placement(self, name: str, put: _Put) -> Placement | None:
        window = self._span(("placements", name), put)
        if window is None:
            return None
        return Placement(
            engagement=EngagementId(name),
            starts_at=window[0],
            ends_at=window[1],
            venue=put.venue,
            about=put.about,
            interpreters=put.interpreters,
            attending=put.attending,
        )

    def _journey(self, index: int, way: _Way) -> Journey:
        path: Path = ("journeys", index)
        return Journey(
            id=MovementId(way.id),
            movement=way.movement,
            parties=way.parties,
            by=way.by,
            origin=way.origin,
            destination=way.destination,
            leaves_at=self._instant(
                (*path, "leaves"), way.leaves.day, way.leaves.at, way.leaves.zone, way.leaves.offset
            )
            if way.leaves is not None
            else None,
            arrives_at=self._instant(
                (*path, "arrives"), way.arrives.day, way.arrives.at, way.arrives.zone, way.arrives.offset
            )
            if way.arrives is not None
            else None,
            basis=way.basis,
            about=way.about,
        )

    def _moment(self, path: Path, moment: _Moment | None) -> datetime | None:
        if moment is None:
            return None
        return self._instant(path, moment.day, moment.at, moment.zone, moment.offset)

    def _block(self, index: int, kept: _Kept) -> KeptBlock | None:
        window = self._span(("blocks", index), kept)
        if window is None or window[1] is None:
            return None
        return KeptBlock(block=kept.block, party=kept.party, window=Window(window[0], window[1]))

    def _span(self, path: Path, span: _Put | _Kept) -> tuple[datetime, datetime | None] | None:
        starts = self._instant(path, span.day, span.at, span.zone, span.offset)
        ends = None
        if span.ends is not None:
            offset_field = "offset" if span.ends_offset is None else "ends_offset"
            offset = span.ends_offset or span.offset
            ends = self._instant(path, span.day, span.ends, span.zone, offset, ("ends", offset_field))
        if starts is not None and ends is not None and length_between(starts, ends) < timedelta(0):
            found = f"{span.ends.at:%H:%M}" if span.ends else ""
            self._reading.fault((*path, "ends"), "ends-before-start", found=found)
            return None
        return None if starts is None or (span.ends is not None and ends is None) else (starts, ends)

    def _instant(
        self,
        path: Path,
        day: int,
        clock: Clock,
        zone: str | None,
        offset: str,
        fields: tuple[str, str] = ("at", "offset"),
    ) -> datetime | None:
        """The instant of a wall clock; its signed offset must be the one that our time tables give."""
        at, offset_at = (*path, fields[0]), (*path, fields[1])
        if clock.zone is not None or clock.fold is not None:
            self._reading.fault(at, "clock-with-zone", found=clock.zone or Word("words", "fold"))
            return None
        match = _OFFSET.match(offset)
        if match is None or int(match[3]) > 59 or int(match[2]) > 24:  # minutes, and the widest offset
            self._reading.fault(offset_at, "no-offset", found=shown(offset))
            return None
        if abs(day) > limits.MAX_DAYS + 1:
            self._reading.fault((*path, "day"), "day-number", found=day, most=limits.MAX_DAYS)
            return None
        sign = -1 if match[1] == "-" else 1
        signed = sign * timedelta(hours=int(match[2]), minutes=int(match[3]))
        on = (self.starts_on or NOMINAL_FIRST_DAY) + timedelta(days=day - 1 + clock.plus_days)
        if zone is None:
            return datetime.combine(on, clock.at, tzinfo=timezone(signed) if abs(signed) < timedelta(days=1) else UTC)
        try:
            return self._in_zone(on, clock, zone, signed, offset_at, offset)
        except UnknownZone:
            self._reading.fault((*path, "zone"), "unknown-zone", found=shown(zone), meant="")
        except NonexistentWallTime as error:
            self._reading.fault(at, error.reason, found=f"{clock.at:%H:%M}", **error.facts)
        return None

    def _in_zone(
        self, on: date, clock: Clock, zone: str, signed: timedelta, path: Path, offset: str
    ) -> datetime | None:
        """The reading of a wall clock whose offset is the signed one; of a doubled hour either may be."""
        if self.starts_on is None:
            found = datetime.combine(on, clock.at, tzinfo=timezone(nominal_offset(zone)))
        else:
            readings = [resolve(on, clock.at, zone, fold) for fold in (0, 1)]
            found = next((reading for reading in readings if reading.utcoffset() == signed), readings[0])
        if self._holds_offsets and found.utcoffset() != signed:
            self._reading.fault(path, "other-offset", found=offset, ours=_offset_of(found), zone=zone)
        return found


def _named(reading: Reading, file: _File) -> Iterator[Named]:
    """Everything of a visit that the file names."""
    for reference in reading.references:
        if reference.target in SORTS:
            yield Named(reference.path, reference.id, SORTS[reference.target])
    for name, put in file.placements.items():
        yield Named(("placements", name), name, "engagement")
        yield from (Named(("placements", name, "attending"), who, "attendee") for who in put.attending)
    for index, way in enumerate(file.journeys):
        yield from (Named(("journeys", index, "parties"), who, "attendee") for who in way.parties)
        for field, spot in (("origin", way.origin), ("destination", way.destination)):
            if spot and not spot.startswith("place:"):
                yield Named(("journeys", index, field), spot, "venue")
    for index, kept in enumerate(file.blocks):
        yield Named(("blocks", index, "party"), kept.party, "attendee")
