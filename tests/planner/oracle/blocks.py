"""Rest, meals and prayers are kept for everybody they are for, on every day they are meant for."""

from __future__ import annotations

from collections.abc import Iterator

from tests.planner.oracle.clock import Span, whole
from tests.planner.oracle.people import people
from tests.planner.oracle.scene import Scene


def blocks_not_kept(scene: Scene) -> Iterator[str]:
    for name, block in scene.visit.blocks.items():
        if block.waived is not None:
            continue
        for day in (block.day,) if block.day is not None else scene.clock.days():
            zone = scene.clock.zone_at(block.venue) or scene.clock.zone_on(day)
            hours = scene.clock.hours(day, block.between, zone)
            for party in sorted(people(scene.visit, block.who)):
                if not _is_kept(scene, name, party, hours):
                    yield f"{name}: not kept for {party} on day {day}"


def _is_kept(scene: Scene, name: str, party: str, hours: Span) -> bool:
    opens, closes = hours
    return any(
        thing.name == name
        and party in thing.parties
        and opens <= thing.starts
        and thing.ends <= closes
        and thing.ends - thing.starts >= whole(scene.visit.blocks[name].length)
        for thing in scene.blocks
    )
