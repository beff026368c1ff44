"""What a layer of readers may see of a visit and its programme, built up from an allow-list of fields.

A new visit is made out of the fields whose declared layer allows it; every other field keeps the default of its class.
So a private value is never taken away from what leaves: it has no path to it. A value of a type that is not known here
is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass, replace
from datetime import date, time, timedelta
from enum import Enum
from typing import Any

from placet.model.attendance import required
from placet.model.declare import Layer, layer_of
from placet.model.ids import EngagementId
from placet.model.programme import PRAYERS, RESIDENCE, Journey, KeptBlock, Placement, Programme
from placet.model.roads import place_spot
from placet.model.spans import Clock, Hours, PartialDate, When
from placet.model.text import Text
from placet.model.visit import Secrecy, Visit

_OPENNESS = {Layer.INTERNAL: 0, Layer.SHARED: 1, Layer.PUBLIC: 2}
_ATOMS = (str, int, float, Enum, timedelta, date, time, type(None), Text, When, Clock, Hours, PartialDate)


def is_seen(declared: Field[Any], layer: Layer) -> bool:
    """Whether readers of `layer` may see a field: a public one is also shared, and this office sees all."""
    return _OPENNESS[layer_of(declared)] >= _OPENNESS[layer]


def seen_by(visit: Visit, layer: Layer) -> Visit:
    """The visit as readers of `layer` may know it.

    Raises:
        ValueError: For the public, while the programme is not public.
    """
    if layer is Layer.PUBLIC and visit.secrecy is not Secrecy.PROGRAMME_PUBLIC:
        raise ValueError("nothing is public before the programme is")
    built: Visit = _built(visit, layer)
    return built


def _built(value: Any, layer: Layer) -> Any:
    if isinstance(value, _ATOMS):
        return value
    if isinstance(value, tuple | list):
        return tuple(_built(part, layer) for part in value)
    if isinstance(value, Mapping):
        return {key: _built(part, layer) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        allowed = (part for part in fields(value) if is_seen(part, layer))
        return type(value)(**{part.name: _built(getattr(value, part.name), layer) for part in allowed})
    raise TypeError(f"nobody said who may see a {type(value).__name__}")


def is_withheld(visit: Visit, name: EngagementId, layer: Layer) -> bool:
    """Whether readers of `layer` are told of an engagement but not yet when it is.

    Reads the private visit: that a time is withheld is what the other side is told; the hours themselves stay here.
    """
    if layer is Layer.INTERNAL:
        return False
    engagement = visit.engagements[name]
    return engagement.withheld is not None or (layer is Layer.PUBLIC and engagement.disclosed_on is not None)


def programme_seen_by(visit: Visit, programme: Programme, layer: Layer) -> Programme:
    """The programme as readers of `layer` may know it; withheld times, and the ways to and from them, are not in it."""
    seen = seen_by(visit, layer)
    hidden = {name for name in visit.engagements if is_withheld(visit, name, layer)}
    told = [placement for name, placement in programme.placements.items() if name not in hidden]
    untold = [
        journey
        for journey in programme.journeys
        if journey.movement is None and any(_touches(visit, programme, name, journey) for name in hidden)
    ]
    kept = [
        block
        for block in programme.blocks
        if _is_told(seen, block, layer) and _is_known(seen, block.party) and not _leads_to(block, untold)
    ]
    return Programme(
        starts_on=programme.starts_on,
        placements={placement.engagement: _placement(seen, placement) for placement in told},
        journeys=tuple(_journey(seen, journey) for journey in programme.journeys if journey not in untold),
        blocks=tuple(KeptBlock(block=block.block, party=block.party, window=block.window) for block in kept),
        left_out=programme.left_out,
        basis=programme.basis,
        untimed=(*programme.untimed, *(name for name in programme.placements if name in hidden)),
    )


def _placement(seen: Visit, placement: Placement) -> Placement:
    return replace(
        placement,
        interpreters=tuple(name for name in placement.interpreters if name in seen.people),
        attending=tuple(name for name in placement.attending if _is_known(seen, name)),
    )


def _journey(seen: Visit, journey: Journey) -> Journey:
    return replace(journey, parties=tuple(party for party in journey.parties if _is_known(seen, party)))


def _is_told(seen: Visit, block: KeptBlock, layer: Layer) -> bool:
    """Whether readers are told of kept time: a prayer only where they may know that the person asked for it."""
    if block.block in PRAYERS and block.block not in seen.blocks:
        person = seen.people.get(block.party)  # type: ignore[call-overload]  # a party may be a person
        return person is not None and person.prayer is not None
    return block.block in seen.blocks or layer is not Layer.PUBLIC


def _leads_to(block: KeptBlock, untold: list[Journey]) -> bool:
    """Whether time at the residence begins or ends with a way that readers are not told of."""
    return block.block == RESIDENCE and any(
        block.party in way.parties and (way.arrives_at == block.window.opens or way.leaves_at == block.window.closes)
        for way in untold
    )


def _is_known(seen: Visit, party: str) -> bool:
    return party in seen.people or party in seen.delegations or party.removeprefix("track:") in seen.tracks


def _touches(visit: Visit, programme: Programme, name: EngagementId, journey: Journey) -> bool:
    """Whether an inserted journey goes to, or comes from, where a withheld engagement was put, with its people."""
    placement, engagement = programme.placements.get(name), visit.engagements[name]
    if placement is None:
        return False
    spot = placement.venue or (place_spot(engagement.place) if engagement.place is not None else "")
    return spot in (journey.origin, journey.destination) and not required(visit, engagement).isdisjoint(journey.parties)
