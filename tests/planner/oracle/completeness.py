"""Everything that was asked for is in the programme or left out of it, and nothing that was cancelled is."""

from __future__ import annotations

from collections.abc import Iterator

from tests.planner.oracle.scene import Scene


def not_accounted_for(scene: Scene) -> Iterator[str]:
    for name, engagement in scene.visit.engagements.items():
        placed, out = name in scene.programme.placements, name in scene.programme.left_out
        if engagement.is_cancelled:
            if placed or out:
                yield f"{name}: cancelled, and yet in the programme"
        elif placed == out:
            yield f"{name}: neither placed nor left out, or both"
        elif out and not engagement.optional:
            yield f"{name}: left out, but not optional"
    for name, movement in scene.visit.movements.items():
        if movement.is_cancelled == (name in scene.stated):
            yield f"{name}: a journey that is missing, or cancelled and there"
