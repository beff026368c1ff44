"""No more of anything is used at once than there is."""

from __future__ import annotations

from collections.abc import Iterator

from tests.planner.oracle.scene import Scene, Thing


def overdrawn(scene: Scene) -> Iterator[str]:
    for name, resource in scene.visit.resources.items():
        using = [(thing, _uses(scene, thing).get(name, 0)) for thing in scene.moving]
        for thing, amount in using:
            at_once = sum(more for other, more in using if other.starts <= thing.starts < other.ends)
            if amount and at_once > resource.capacity:
                yield f"{name}: {at_once} at once, there are {resource.capacity}"


def _uses(scene: Scene, thing: Thing) -> dict[str, int]:
    item = scene.visit.engagements.get(thing.name) or scene.visit.movements[thing.name]
    return dict(item.uses)
