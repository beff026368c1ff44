"""Engagements last as long as they are stated to, and long enough for everything to be said twice."""

from __future__ import annotations

from collections.abc import Iterator

from tests.planner.oracle.clock import Minutes, whole
from tests.planner.oracle.scene import Scene

from placet.model.engagements import Engagement, Mode
from placet.model.spans import Precision


def wrong_lengths(scene: Scene) -> Iterator[str]:
    for thing, engagement in scene.engagements():
        if engagement.at.precision is Precision.EXACT and engagement.ends.precision is Precision.EXACT:
            continue  # its two times say how long it is, whatever else is stated
        lasts, length = thing.ends - thing.starts, engagement.length
        if length is not None and not whole(length.least) <= lasts <= whole(length.most):
            yield f"{thing.name}: lasts {lasts} minutes"
        # A stated length is a required fact; that more is said than fits into it is only worth a remark.
        spoken = _spoken(engagement) if length is None else min(_spoken(engagement), whole(length.most))
        if lasts < spoken:
            yield f"{thing.name}: too short to be interpreted"


def _spoken(engagement: Engagement) -> Minutes:
    """Consecutive interpreting says everything twice."""
    wanted = engagement.interpretation
    if wanted is None or wanted.mode is not Mode.CONSECUTIVE or wanted.speech is None:
        return 0
    return 2 * whole(wanted.speech)
