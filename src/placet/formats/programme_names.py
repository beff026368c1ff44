"""What a programme file names of a visit: each unknown id is told, or once that the programme is of another visit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from placet.errors import Fact, Fault, VisitFileError, Word
from placet.formats.plain import Reading
from placet.formats.positions import Path
from placet.formats.toml import shown
from placet.model.programme import PUT_IN
from placet.model.visit import Visit

SORTS = {
    "EngagementId": "engagement",
    "VenueId": "venue",
    "PersonId": "person",
    "MovementId": "movement",
    "BlockId": "block",
}
"""What the id types of the model name."""
TOLD = 3
"""Engagements by which somebody recognises a programme."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of a visit by its id: where it is named, and what sort of thing it is."""

    path: Path
    name: str
    sort: str


def check_names(reading: Reading, named: Sequence[Named], visit: Visit) -> None:
    """Report what is not in the visit; raises `VisitFileError` with one fault where that is most of it."""
    known = _known(visit)
    strange = [one for one in named if one.name not in known[one.sort]]
    if _is_most(strange, named):
        raise VisitFileError((_of_another_visit(reading, strange, named, visit),))
    for one in strange:
        meant = reading.nearest(one.name, map(str, known[one.sort]))
        facts: dict[str, Fact] = {"found": shown(one.name), "expected": Word("ids", one.sort), "meant": meant}
        reading.fault(one.path, "of-other-visit", **facts)


def _known(visit: Visit) -> Mapping[str, Mapping[Any, Any]]:
    tracks = (f"track:{track}" for track in ("main", *visit.tracks))
    return {
        "engagement": visit.engagements,
        "venue": visit.venues,
        "person": visit.people,
        "movement": visit.movements,
        "block": {**visit.blocks, **dict.fromkeys(PUT_IN)},
        "attendee": {**visit.people, **visit.delegations, **dict.fromkeys(tracks)},
    }


def _is_most(strange: Sequence[Named], named: Sequence[Named]) -> bool:
    """Visits of one kind share some ids, and a visit that was worked on has lost a few: neither is half of them."""
    return 2 * len(_ids(strange)) > len(_ids(named))


def _ids(named: Iterable[Named]) -> tuple[str, ...]:
    """However often it is named, a thing counts once."""
    return tuple(dict.fromkeys(one.name for one in named))


def _of_another_visit(reading: Reading, strange: Sequence[Named], named: Sequence[Named], visit: Visit) -> Fault:
    engagements = _ids(one for one in strange if one.sort == "engagement")
    count = len(_ids(named))
    facts: dict[str, Fact] = {
        "items": tuple(map(shown, (engagements or _ids(strange))[:TOLD])),
        "known": count - len(_ids(strange)),
        "count": count,
        "title": shown(visit.title.in_language(visit.language)),
    }
    file, _ = reading.place(())
    return Fault(file, None, "", "of-another-visit", facts)
