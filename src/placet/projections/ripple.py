"""Whom a change reaches: everyone whose own day reads otherwise in the later programme, and every room and drive.

Found by comparing what each of them has before and after, not by a list that somebody keeps. Who is not here need not
be told. People come in the order of the visit, then parties that have no name of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from placet.model.attendance import required
from placet.model.ids import EngagementId, PartyId, VenueId
from placet.model.programme import Journey, Placement, Programme
from placet.model.visit import Visit

Entry = tuple[str, str, datetime | None, datetime | None, str]
"""What somebody has: its sort and id, when it begins and ends, where it is."""


@dataclass(frozen=True, slots=True)
class News:
    """What somebody must be told: the items that read otherwise. Without any it is about their ways or their rest."""

    who: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drive:
    """A way that is driven at other hours, or by others; `before` or `after` is None for one that is new, or gone."""

    before: Journey | None
    after: Journey | None


@dataclass(frozen=True, slots=True)
class Ripple:
    """Everyone whom a change reaches. `interpreters` are those who interpret something that reads otherwise."""

    people: tuple[News, ...]
    venues: tuple[VenueId, ...]
    interpreters: tuple[str, ...]
    drives: tuple[Drive, ...]


def ripple(before_visit: Visit, before: Programme, after_visit: Visit, after: Programme) -> Ripple:
    """Whom the change from one programme to the next reaches; each programme is of its own visit."""
    old, new = _days(before_visit, before), _days(after_visit, after)
    reached = [who for who in {**old, **new} if old.get(who, frozenset()) != new.get(who, frozenset())]
    order = {name: number for number, name in enumerate((*after_visit.people, *after_visit.delegations))}
    reached.sort(key=lambda who: (order.get(who, len(order)), who))
    news = tuple(News(who, _items(old.get(who, frozenset()) ^ new.get(who, frozenset()), after)) for who in reached)
    halls = _halls(before), _halls(after)
    changed = [venue for venue in after_visit.venues if halls[0].get(venue) != halls[1].get(venue)]
    interpreting = {
        person
        for name in {**before.placements, **after.placements}
        if _entry(before.placements.get(name)) != _entry(after.placements.get(name))
        or _interpreters(before, name) != _interpreters(after, name)
        for person in (*_interpreters(before, name), *_interpreters(after, name))
    }
    return Ripple(
        people=news,
        venues=tuple(changed),
        interpreters=tuple(sorted(interpreting, key=lambda who: order.get(who, len(order)))),
        drives=tuple(_drives(before, after)),
    )


def _days(visit: Visit, programme: Programme) -> Mapping[str, frozenset[Entry]]:
    """What everybody has, whole."""
    found: dict[str, set[Entry]] = defaultdict(set)
    for name, placement in programme.placements.items():
        own = required(visit, visit.engagements[name])
        for who in {*own, *map(PartyId, (*placement.attending, *placement.interpreters))}:
            found[who].add(_entry(placement))
    for journey in programme.journeys:
        for party in journey.parties:
            way = f"{journey.origin}>{journey.destination}"
            found[party].add(("way", journey.movement or "", journey.leaves_at, journey.arrives_at, way))
    for block in programme.blocks:
        found[block.party].add(("block", block.block, block.window.opens, block.window.closes, ""))
    return {who: frozenset(entries) for who, entries in found.items()}


def _entry(placement: Placement | None) -> Entry:
    if placement is None:
        return ("", "", None, None, "")
    return ("item", placement.engagement, placement.starts_at, placement.ends_at, placement.venue or "")


def _items(entries: frozenset[Entry], after: Programme) -> tuple[str, ...]:
    """The engagements and stated journeys among entries, in the order of the later programme; those gone last."""
    named = {name for sort, name, *_ in entries if sort == "item" or (sort == "way" and name)}
    known = [*(placement.engagement for placement in after.in_order()), *(journey.id for journey in after.journeys)]
    return (*[name for name in known if name in named], *sorted(named - set(map(str, known))))


def _halls(programme: Programme) -> Mapping[VenueId, set[Entry]]:
    held: dict[VenueId, set[Entry]] = defaultdict(set)
    for placement in programme.placements.values():
        if placement.venue is not None:
            held[placement.venue].add(_entry(placement))
    return held


def _interpreters(programme: Programme, name: EngagementId) -> tuple[str, ...]:
    placement = programme.placements.get(name)
    return tuple(sorted(placement.interpreters)) if placement is not None else ()


def _drives(before: Programme, after: Programme) -> list[Drive]:
    """Ways that read otherwise, in the order of the later programme; one that is driven alike by any id is the same."""
    old, new = ({_driven(journey): journey for journey in programme.journeys} for programme in (before, after))
    gone = {journey.id: journey for key, journey in old.items() if key not in new}
    came = {journey.id: journey for key, journey in new.items() if key not in old}
    drives = [Drive(gone.pop(name, None), journey) for name, journey in came.items()]
    return [*drives, *(Drive(journey, None) for journey in gone.values())]


def _driven(journey: Journey) -> tuple[object, ...]:
    return journey.origin, journey.destination, journey.leaves_at, journey.arrives_at, tuple(sorted(journey.parties))
