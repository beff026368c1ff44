"""A visit with one requirement taken out of it, or changed as a way out says: what an office would do to its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from placet.model.engagements import Kind, Status
from placet.model.ids import VenueId
from placet.model.places import Travel, TravelBasis
from placet.model.spans import UNKNOWN, Clock, Hours, Length, Precision, When
from placet.model.visit import Visit
from placet.planner.outcome import Change
from placet.planner.tasks.problem import Requirement


def without(visit: Visit, wanted: Requirement) -> Visit:
    """The visit in which a requirement is not asked for any more."""
    return TAKEN_OUT[wanted.kind](visit, wanted)


def applied(visit: Visit, change: Change) -> Visit:
    """The visit as a way out leaves it: at the times and with the lengths it names, else without the requirement."""
    wanted, becomes = change.requirement, dict(change.becomes)
    name = wanted.subjects[-1]
    engagement = visit.engagements.get(name)
    if engagement is None or "starts" not in becomes or wanted.kind not in ("time", "margin", "day", "length"):
        return without(visit, wanted)
    starts, ends = becomes["starts"], becomes["ends"]
    if wanted.kind == "length":
        return edited(visit, name, length=Length.exactly(ends - starts))
    at = When(Precision.EXACT, Clock(starts.time()))
    length = engagement.length or Length.exactly(ends - starts)
    return edited(visit, name, day=starts.day, days=(), at=at, ends=UNKNOWN, length=length)


def edited(visit: Visit, name: str, **fields: object) -> Visit:
    """The visit with other fields in one engagement."""
    return _in(visit, "engagements", name, **fields)


def _in(visit: Visit, table: str, name: str, **fields: object) -> Visit:
    entries: Mapping[str, Any] = getattr(visit, table)
    return replace(visit, **{table: {**entries, name: replace(entries[name], **fields)}})


def _time(visit: Visit, wanted: Requirement) -> Visit:
    return edited(visit, wanted.subjects[-1], **{wanted.path[-1]: UNKNOWN})


def _place(visit: Visit, wanted: Requirement) -> Visit:
    name = wanted.subjects[-1]
    return _in(visit, "movements" if name in visit.movements else "engagements", name, status=Status.CANCELLED)


def _length(visit: Visit, wanted: Requirement) -> Visit:
    name = wanted.subjects[-1]
    length = visit.engagements[name].length or Length.exactly(timedelta(hours=1))
    return edited(visit, name, length=replace(length, least=timedelta(0)))


def _order(visit: Visit, wanted: Requirement) -> Visit:
    before, name = wanted.subjects
    engagement = visit.engagements[name]
    kept = tuple(follow for follow in engagement.after if follow.engagement != before)
    at = UNKNOWN if engagement.at.precision is Precision.AFTER else engagement.at
    return edited(visit, name, after=kept, at=at)


def _busy(visit: Visit, wanted: Requirement) -> Visit:
    gone = wanted.subjects[0]
    busy = {name: entry for name, entry in visit.busy.items() if name != gone}
    return replace(visit, busy=busy, diary={name: entry for name, entry in visit.diary.items() if name != gone})


def _pool(visit: Visit, wanted: Requirement) -> Visit:
    """Nine more interpreters."""
    able = next(p for p in visit.people.values() if any(set(pair) == set(wanted.subjects[:2]) for pair in p.interprets))
    more = {f"helper-{number}": replace(able, presence=()) for number in range(9)}
    return replace(visit, people={**visit.people, **more})


def _travel(visit: Visit, wanted: Requirement) -> Visit:
    ends = set(wanted.subjects)
    nothing = timedelta(0)
    if wanted.path[0] != "travel":  # nobody states it: now somebody does
        start, end = (VenueId(spot) for spot in wanted.subjects)
        stated = Travel(origin=start, destination=end, time=nothing, basis=TravelBasis.MEASURED)
        return replace(visit, travel=(*visit.travel, stated))
    ways = (replace(t, time=nothing) if {t.origin, t.destination} == ends else t for t in visit.travel)
    return replace(visit, travel=tuple(ways))


def _met(visit: Visit, wanted: Requirement) -> Visit:
    return edited(visit, wanted.subjects[0], kind=Kind.OTHER)


TAKEN_OUT: dict[str, Callable[[Visit, Requirement], Visit]] = {
    "time": _time,
    "place": _place,
    "length": _length,
    "order": _order,
    "busy": _busy,
    "pool": _pool,
    "travel": _travel,
    "arrival": _met,
    "departure": _met,
    "day": lambda visit, wanted: edited(visit, wanted.subjects[-1], day=None, days=()),
    "hours": lambda visit, wanted: _in(visit, "legs", wanted.subjects[0], day=Hours(time(0), time(0))),
    "open": lambda visit, wanted: _in(visit, "venues", wanted.subjects[0], openings=()),
    "presence": lambda visit, wanted: _in(visit, "people", wanted.subjects[0], presence=()),
    "block": lambda visit, wanted: _in(visit, "blocks", wanted.subjects[0], waived="given up"),
    "resource": lambda visit, wanted: _in(visit, "resources", wanted.subjects[0], capacity=99),
}
"""How each kind of requirement is taken out of a file."""
