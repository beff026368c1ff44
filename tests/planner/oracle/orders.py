"""What comes after something else does, at least and at most so long after its end."""

from __future__ import annotations

from collections.abc import Iterator

from tests.planner.oracle.clock import whole
from tests.planner.oracle.scene import Scene


def out_of_order(scene: Scene) -> Iterator[str]:
    things = {thing.name: thing for thing in scene.moving}
    for thing, engagement in scene.engagements():
        lags = [(follow.engagement, whole(follow.least), follow.most) for follow in engagement.after]
        lags += [(name, 0, None) for name in engagement.at.after]
        for name, least, most in lags:
            if name not in things:
                continue
            gap = thing.starts - things[name].ends
            if gap < least or (most is not None and gap > whole(most)):
                yield f"{thing.name}: {gap} minutes after {name}"
