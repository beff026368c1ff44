"""The visit file: `visit.toml` and beside it, if there is one, `private.toml`.

`visit.toml` holds what the sides may share; `private.toml` has the same shape, keyed by the same ids, and holds only
fields of the internal layer. The two are read as one tree in which every key still knows its file and line. All faults
of both files are reported at once.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from placet.errors import Cell, Fault, FormatError, Line, UnsupportedVersion, VisitFileError, Word
from placet.formats import limits
from placet.formats.jsontext import NotJson, value_of
from placet.formats.plain import Reading
from placet.formats.positions import Path
from placet.formats.printed import interpreted
from placet.formats.published import printed_tables
from placet.formats.toml import Tree, dotted, shown
from placet.model.engagements import Engagement
from placet.model.movements import End
from placet.model.spans import Precision, When
from placet.model.visit import FORMAT_VERSION, Visit

_ID_TABLES = {
    "SideId": ("sides",),
    "LegId": ("legs",),
    "VenueId": ("venues",),
    "PersonId": ("people",),
    "DelegationId": ("delegations",),
    "AttendeeId": ("people", "delegations"),
    "TrackId": ("tracks",),
    "EngagementId": ("engagements",),
    "MovementId": ("movements",),
    "ResourceId": ("resources",),
    "AgreementId": ("agreements",),
    "BlockId": ("blocks",),
    "PurposeId": ("agreements", "commitments", "milestones"),
}


@dataclass(frozen=True, slots=True)
class VisitFile:
    """A visit and where each of its fields stands."""

    visit: Visit
    lines: Mapping[Path, tuple[str, Line]]

    def place_of(self, *path: str) -> tuple[str, Line] | None:
        """File and line of the field at `path`, or of the nearest thing around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def read_visit(shared: Tree, private: Tree | None = None) -> VisitFile:
    """The visit in these trees. Raises `VisitFileError` with every fault, `UnsupportedVersion` for a newer format.

    Raises `FormatError` for a programme, which is no visit.
    """
    if private is None:
        shared.refuse_empty()
    refuse_newer(shared.file, shared.data)
    if "title" not in shared.data and {"dated", "placements"} & shared.data.keys():
        raise FormatError(shared.file, "programme")
    lines: dict[Path, tuple[str, Line]] = {path: (shared.file, line) for path, line in shared.lines.items()}
    data: Any = interpreted(shared.data)
    if private is not None:
        lines |= {path: (private.file, line) for path, line in private.lines.items() if path not in lines}

    def place(path: Path) -> tuple[str, Line | None]:
        for length in range(len(path), 0, -1):
            if path[:length] in lines:
                return lines[path[:length]]
        return shared.file, None

    def is_private(path: Path) -> bool:
        return private is not None and place(path)[0] == private.file

    language = shared.data.get("language")
    reading = Reading(place, language if isinstance(language, str) else "en", is_private)
    if private is not None:
        _said_twice(reading, shared.data, private)
        data = _merged(data, _without_strangers(reading, shared, private))
    return whole_visit(reading, data, lines)


def refuse_newer(file: str, data: Mapping[str, Any]) -> None:
    """Raises `UnsupportedVersion` for a tree in a format that this Placet does not know yet."""
    version = data.get("format_version", FORMAT_VERSION)
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise UnsupportedVersion(file, "version", found=shown(version), most=FORMAT_VERSION)


def whole_visit(reading: Reading, data: Mapping[str, Any], lines: Mapping[Path, tuple[str, Line]]) -> VisitFile:
    """The visit of a whole tree. Raises `VisitFileError` with every fault, also those that `reading` has already."""
    visit = reading.read_what_can_be(Visit, data)
    _check_references(reading, data)
    if isinstance(visit, Visit):
        _check_whole(reading, visit, data)
    if reading.faults or not isinstance(visit, Visit):
        raise VisitFileError(_in_order(reading.faults))
    return VisitFile(visit, lines)


def _in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    unique = dict.fromkeys(faults)
    return tuple(sorted(unique, key=lambda fault: (fault.file, _order(fault.line), fault.field)))


def _order(line: Line | None) -> tuple[int, ...]:
    """What names no place comes first."""
    return (line.number, line.row, line.column) if isinstance(line, Cell) else (line or 0,)


def _merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(first)
    for key, value in second.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _merged(merged[key], value)
        else:
            merged.setdefault(key, value)
    return merged


def _without_strangers(reading: Reading, shared: Tree, private: Tree) -> dict[str, Any]:
    """The private file without things that only it speaks of, each of which is one fault whatever is said of it.

    Whole tables of the internal layer are its own; a table that no visit has is a fault of another kind.
    """
    internal = {"diary", "notes", "own_tasks", "past_visits", "date_weights"}
    tables = {declared.name for declared in fields(Visit)} - internal
    kept = dict(private.data)
    for table, entries in private.data.items():
        if table not in tables or not isinstance(entries, dict):
            continue
        known = shared.data.get(table)
        known = known if isinstance(known, dict) else {}
        for entry in entries:
            if entry not in known:
                meant = reading.nearest(entry, known)
                reading.fault((table, entry), "stranger", found=shown(entry), table=table, meant=meant)
        kept[table] = {name: entry for name, entry in entries.items() if name in known}
    return kept


def _said_twice(reading: Reading, shared: Mapping[str, Any], private: Tree) -> None:
    """A value that both files state: one of them would be dropped without a word."""
    waiting: list[tuple[Path, Any, Any]] = [((), shared, private.data)]
    while waiting:
        path, ours, theirs = waiting.pop()
        for key in theirs.keys() & ours.keys():
            at: Path = (*path, key)
            if isinstance(ours[key], dict) and isinstance(theirs[key], dict):
                waiting.append((at, ours[key], theirs[key]))
            elif at != ("format_version",):
                reading.faults.append(Fault(private.file, private.lines.get(at), dotted(at), "in-both-files"))


def _check_references(reading: Reading, data: Mapping[str, Any]) -> None:
    for reference in reading.references:
        known = set(_known_ids(reference.target, data))
        if reference.target not in _ID_TABLES or reference.id in known:
            continue
        if reference.target == "TrackId" and reference.id == "main":
            continue
        meant, tables = reading.nearest(reference.id, sorted(known)), _ID_TABLES[reference.target]
        reading.fault(reference.path, "unknown-id", found=shown(reference.id), tables=tables, meant=meant)


def _ids_under(table: str, data: Mapping[str, Any]) -> Iterator[str]:
    entries = data.get(table)
    yield from entries if isinstance(entries, dict) else ()


def _known_ids(target: str, data: Mapping[str, Any]) -> Iterator[str]:
    for table in _ID_TABLES.get(target, ()):
        entries = data.get(table)
        if isinstance(entries, dict):
            yield from entries
            if target == "PurposeId" and table == "agreements":
                for agreement in entries.values():
                    tracks = agreement.get("tracks") if isinstance(agreement, dict) else None
                    yield from tracks if isinstance(tracks, dict) else ()


def _check_whole(reading: Reading, visit: Visit, data: Mapping[str, Any]) -> None:
    """What only shows when the whole visit is seen. `visit` lacks what was refused, `data` does not."""
    ids = [*_ids_under("engagements", data), *_ids_under("movements", data)]
    for leg_id, leg in visit.legs.items():
        _check_zone(reading, ("legs", leg_id, "zone"), leg.zone)
        if not 1 <= leg.first_day <= leg.last_day <= limits.MAX_DAYS:
            days = {"first": leg.first_day, "last": leg.last_day, "most": limits.MAX_DAYS}
            reading.fault(("legs", leg_id, "last_day"), "leg-days", **days)
    for side_id, side in visit.sides.items():
        if side.zone is not None:
            _check_zone(reading, ("sides", side_id, "zone"), side.zone)
    for person_id, person in visit.people.items():
        if person.home_zone is not None:
            _check_zone(reading, ("people", person_id, "home_zone"), person.home_zone)
    _check_languages(reading, visit)
    if not data.get("legs"):
        reading.fault((), "no-leg")
    legs_are_known = bool(visit.legs) and not any(path[0] == "legs" for path in reading.refused if path)
    for engagement_id, engagement in visit.engagements.items():
        base: Path = ("engagements", engagement_id)
        for when, name in ((engagement.at, "at"), (engagement.ends, "ends")):
            _check_when(reading, ids, (*base, name), when)
        for day in (engagement.day, *engagement.days):
            if day is not None and day > visit.last_day and legs_are_known:
                field = "day" if engagement.days == () else "days"
                reading.fault((*base, field), "day-beyond", day=day, last=visit.last_day)
    _check_movements(reading, visit, ids)
    _check_commitments(reading, visit)
    _check_namesakes(reading, data)
    _check_circles(reading, visit)
    _check_printed(reading, visit, data)


def _check_movements(reading: Reading, visit: Visit, ids: list[str]) -> None:
    """What both ends of a journey name; an hour needs a day to be on, its own or that of the departure."""
    for movement_id, movement in visit.movements.items():
        for name, end in (("departs", movement.departs), ("arrives", movement.arrives)):
            _check_when(reading, ids, ("movements", movement_id, name, "at"), end.at)
            has_hour = end.at.precision not in (Precision.UNKNOWN, Precision.AFTER)
            if has_hour and end.day is None and (end is movement.departs or movement.departs.day is None):
                reading.fault(("movements", movement_id, name, "at"), "hour-without-day")


def _check_commitments(reading: Reading, visit: Visit) -> None:
    """Somebody is taken on a day of the visit or on dates, never on both; dates are in their order."""
    for table, entries in (("busy", visit.busy), ("diary", visit.diary)):
        for name, busy in entries.items():
            if busy.on is None and (busy.until is not None or busy.weekdays):
                reading.fault((table, name), "busy-dates")
            elif (busy.day is None) == (busy.on is None):
                both = Word("words", "day-and-date" if busy.on is not None else "nothing")
                reading.fault((table, name), "busy-day", found=both)
            elif busy.until is not None and busy.on is not None and busy.until < busy.on:
                reading.fault((table, name, "until"), "busy-until", found=str(busy.until), first=str(busy.on))


def _check_namesakes(reading: Reading, data: Mapping[str, Any]) -> None:
    """Ids of two tables that one field may name an entry of: `after` and `who` could not say which is meant."""
    for first, second, field in (("engagements", "movements", "after"), ("people", "delegations", "who")):
        others = set(_ids_under(first, data))
        for name in _ids_under(second, data):
            if name in others:
                reading.fault((second, name), "namesake", found=shown(name), table=first, by=field)


def _check_printed(reading: Reading, visit: Visit, data: Mapping[str, Any]) -> None:
    """What an imported programme prints is JSON, and stands under a day heading."""
    for path, printed in printed_tables(visit):
        try:
            value_of(printed)
        except NotJson as error:
            reading.fault(path, "no-json", cause=error.cause)
    standing: list[tuple[Path, Engagement | End]] = [
        *((("engagements", name), engagement) for name, engagement in visit.engagements.items()),
        *((("movements", name, "departs"), movement.departs) for name, movement in visit.movements.items()),
        *((("movements", name, "arrives"), movement.arrives) for name, movement in visit.movements.items()),
    ]
    headings = set(_ids_under("printed_days", data))
    for base, item in standing:
        day = item.printed_day
        if (item.printed is not None and day is None) or (day is not None and day not in headings):
            found = shown(day) if day else Word("words", "nothing")
            reading.fault((*base, "printed_day"), "no-printed-day", found=found)


def _check_when(reading: Reading, ids: list[str], path: Path, when: When) -> None:
    for clock in (when.clock, when.until):
        if clock is not None and clock.zone is not None:
            _check_zone(reading, path, clock.zone)
    if when.precision is Precision.AFTER:
        for name in when.after:
            if name not in ids:
                reading.fault(path, "no-item", found=shown(name), meant=reading.nearest(name, ids))


def _check_languages(reading: Reading, visit: Visit) -> None:
    """A language names a page, and so a file."""
    spoken: set[str] = set()
    for side_id, side in visit.sides.items():
        for index, language in enumerate(side.languages):
            if language not in spoken and len(spoken) == limits.MAX_LANGUAGES:
                path: Path = ("sides", side_id, "languages", index)
                reading.fault(path, "too-many-languages", found=shown(language), most=limits.MAX_LANGUAGES)
                return
            spoken.add(language)


@cache
def _zones() -> frozenset[str]:
    """Every zone of this machine; finding them reads many folders."""
    return frozenset(zoneinfo.available_timezones())


def is_zone(name: str) -> bool:
    """Whether this is a zone by place, or UTC: an abbreviation means several."""
    return name in _zones() and ("/" in name or name == "UTC")


def _check_zone(reading: Reading, path: Path, zone: str) -> None:
    if not is_zone(zone):
        places = sorted(name for name in _zones() if "/" in name)
        reading.fault(path, "unknown-zone", found=shown(zone), meant=reading.nearest(zone, places))


def _check_circles(reading: Reading, visit: Visit) -> None:
    """Engagements that each wait for the other can never be put in order."""
    before: dict[str, set[str]] = {
        name: {*(follow.engagement for follow in engagement.after), *engagement.at.after}
        for name, engagement in visit.engagements.items()
    }
    done: set[str] = set()
    for start in before:
        trail: list[str] = [start]
        while trail:
            waiting = [name for name in sorted(before.get(trail[-1], set())) if name not in done]
            if not waiting:
                done.add(trail.pop())
            elif waiting[0] in trail:
                circle = [*trail[trail.index(waiting[0]) :], waiting[0]]
                reading.fault(("engagements", trail[-1], "after"), "circle", engagements=tuple(circle))
                done.add(trail.pop())
            else:
                trail.append(waiting[0])
