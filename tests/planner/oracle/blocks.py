"""Rest, meals and prayers are kept for everybody they are for, on every day they are meant for."""

from __future__ import annotations

from collections.abc import Iterator

from tests.planner.oracle.clock import Span, whole
from tests.planner.oracle.people import people
from tests.planner.oracle.scene import Scene
from tests.planner.oracle.stays import while_there

from placet.model.visit import Block


def blocks_not_kept(scene: Scene) -> Iterator[str]:
    for name, block in scene.visit.blocks.items():
        if block.waived is not None:
            continue
        for day in (block.day,) if block.day is not None else scene.clock.days():
            zone = scene.clock.zone_at(block.venue) or scene.clock.zone_on(day)
            hours = scene.clock.hours(day, block.between, zone)
            leg = _leg(scene, block, day)
            for party in sorted(people(scene.visit, block.who)):
                there = while_there(scene, party, leg, hours)
                is_asked = there[1] - there[0] >= min(whole(block.length), hours[1] - hours[0])
                says_so = _is_kept(scene, name, party, hours)  # rest before an arrival is no rest, whoever says so
                if (is_asked or says_so) and not _is_kept(scene, name, party, there):
                    yield f"{name}: not kept for {party} on day {day}"


def _leg(scene: Scene, block: Block, day: int) -> str | None:
    """The leg of a block's venue; without one that of the day, if it has only one."""
    if block.venue is not None:
        return scene.visit.venues[block.venue].leg
    on_day = [name for name, leg in scene.visit.legs.items() if leg.first_day <= day <= leg.last_day]
    return on_day[0] if len(on_day) == 1 else None


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
