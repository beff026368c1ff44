"""The drives that the plan put between: long enough, and while nothing else takes those who drive."""

from __future__ import annotations

from collections.abc import Iterator

from tests.planner.oracle.scene import Scene


def drives_cut_short(scene: Scene) -> Iterator[str]:
    for journey in scene.inserted:
        if journey.leaves_at is None or journey.arrives_at is None:
            continue
        leaves, arrives = scene.clock.at(journey.leaves_at), scene.clock.at(journey.arrives_at)
        if arrives - leaves < scene.ways.between(journey.origin, journey.destination):
            yield f"{journey.id}: too short a drive"
        for thing in (*scene.everything, *scene.commitments):
            if thing.parties & set(journey.parties) and leaves < thing.ends and thing.starts < arrives:
                yield f"{journey.id}: drives during {thing.name}"
