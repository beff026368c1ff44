"""After a landing there is time for formalities and the drive; before take-off, for the drive and the farewell.

Looks at flights: from landing to the first engagement elsewhere, and from the end of the last engagement elsewhere to
take-off. What is held at the airport itself, a welcome or a farewell, lies inside these margins.

Source: practice 3.1: landing to residence 45 min (Rome 1979, S75), reception to next stop 35 min (Delhi 2010, S10),
airport to wheels up 15 min (Tehran 1975, S76); the figures are derived from these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from placet.model.declare import shared
from placet.model.engagements import Kind
from placet.model.ids import Sort, refs
from placet.model.movements import Transport
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Margins."""

    after_landing: timedelta = shared("From landing to the first engagement elsewhere, at least; the drive is in it.")
    before_take_off: timedelta = shared("At the airport before take-off; the drive comes on top.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each flight and what comes before or after it for those on board."""
    for flight in case.movements:
        if flight.journey is None or flight.journey.by is not Transport.PLANE:
            continue
        yield from _after_landing(case, flight, parameters)
        yield from _before_take_off(case, flight, parameters)


def _after_landing(case: Case, flight: Item, parameters: Parameters) -> Iterator[Verdict]:
    landed = flight.journey.arrives_at if flight.journey is not None else None
    if landed is None:
        yield cannot_judge(flight.id, missing=f"{flight.id}.arrives.at")
        return
    following = [item for item in _of_same(case, flight) if item.starts_at >= landed]
    first = next((item for item in following if not _is_at(item, flight.destination)), None)
    if first is None or first.engagement is None:
        return
    road = case.road(flight.destination, first.origin)
    if road is None:
        yield cannot_judge(flight.id, first.id, missing=f"{first.id}.venue")
        return
    yield _judged(flight, first, (landed, first.starts_at), max(parameters.after_landing, road.time), "landing")


def _before_take_off(case: Case, flight: Item, parameters: Parameters) -> Iterator[Verdict]:
    leaves = flight.journey.leaves_at if flight.journey is not None else None
    if leaves is None:
        yield cannot_judge(flight.id, missing=f"{flight.id}.departs.at")
        return
    earlier = [item for item in _of_same(case, flight) if item.starts_at < leaves]
    last = next((item for item in reversed(earlier) if not _is_at(item, flight.origin)), None)
    if last is None or last.engagement is None:
        return
    road = case.road(last.destination, flight.origin)
    if road is None:
        yield cannot_judge(last.id, flight.id, missing=f"{last.id}.venue")
        return
    needed = parameters.before_take_off + road.time
    if last.ends_at <= leaves - needed or last.end_is_certain or last.is_about:
        yield _judged(last, flight, (last.ends_at, leaves), needed, "take-off")
    elif last.earliest_end > leaves - needed:
        yield _judged(last, flight, (last.earliest_end, leaves), needed, "take-off")
    else:
        yield cannot_judge(last.id, flight.id, missing=f"{last.id}.ends")


def _is_at(item: Item, airport: str | None) -> bool:
    """Whether an item is held at the airport; a farewell whose place is no venue of the file is taken to be."""
    meets = item.kind in (Kind.ARRIVAL, Kind.FAREWELL, Kind.DEPARTURE)
    return item.origin == airport or (meets and item.placement is not None and item.placement.venue is None)


def _of_same(case: Case, flight: Item) -> Sequence[Item]:
    """Other items of anybody on board, in order."""
    return [item for item in case.items if item.id != flight.id and item.parties & flight.parties]


def _judged(first: Item, second: Item, span: tuple[datetime, datetime], needed: timedelta, which: str) -> Verdict:
    there_is = span[1] - span[0]
    if there_is >= needed:
        return satisfied(first.id, second.id)
    certain = there_is + first.slack + second.slack < needed
    parties = refs(Sort.ATTENDEE, first.parties & second.parties)
    return violated(
        first.id,
        second.id,
        certain=certain,
        case=which,
        parties=parties,
        there_is=max(there_is, timedelta(0)),
        needed=needed,
    )
