"""A visit in which every id is also that of a decoy in each other table.

What is said of the visit must not change by it: a reference is looked up in its own table only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.model.visit import Visit

TABLES = (
    "sides", "legs", "venues", "resources", "people", "delegations", "tracks",
    "engagements", "movements", "blocks", "busy", "diary",
)  # fmt: skip
"""Every table whose entries have a name."""
ATTENDEES = {"people": "delegations", "delegations": "people"}
"""Two tables with ids in common are refused where one field may name an entry of either."""
DECOYS = read_visit(
    parse_toml(
        "visit.toml",
        b"""
format_version = 1
title = "Decoys"
sides.x = { name = "Decoy side", role = "host" }
legs.x = { city = "Decoy city", zone = "Pacific/Apia" }
venues.x = { name = "Decoy venue" }
resources.x = { name = "Decoy resource", capacity = 1 }
people.x = { side = "x", office = "Decoy office" }
delegations.y = { side = "x", name = "Decoy delegation" }
tracks.x = { name = "Decoy track" }
engagements.x = { title = "Decoy engagement" }
movements.y = { title = "Decoy movement", by = "car", departs = {}, arrives = {} }
blocks.x = { kind = "rest", title = "Decoy block", who = ["x"], between = "10:00-12:00", length = "1h" }
busy.x = { title = "Decoy commitment", who = ["x"], day = 1, between = "10:00-12:00" }
""",
    ),
    parse_toml("private.toml", b'diary.x = { title = "Decoy entry", who = ["x"], day = 1, between = "10:00-12:00" }'),
).visit


def with_decoys(visit: Visit, ids: Iterable[str]) -> Visit:
    """The visit with a decoy under each of `ids` in every table that has no entry of that id."""
    ids = tuple(ids)
    crowded = {}
    for table in TABLES:
        own, (decoy,) = getattr(visit, table), getattr(DECOYS, table).values()
        taken = getattr(visit, ATTENDEES[table]) if table in ATTENDEES else ()
        crowded[table] = {**{name: decoy for name in ids if name not in taken}, **own}
    return replace(visit, **crowded)
