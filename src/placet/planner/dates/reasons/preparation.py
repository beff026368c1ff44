"""The visit can, or cannot, be prepared by that day.

A day that is too soon is never refused: deadlines are pressed together, and somebody has to say so.

Source: practice 2.1 and 2.2: lead times by type of visit.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.model.profile import Grade
from placet.planner.dates.candidate import Candidate, Reason, Speaks


def look(candidate: Candidate) -> Iterator[Reason]:
    """Against a day before the first by which everything can be done; nothing where that is not known."""
    scene = candidate.scene
    if scene.prepared is not None and candidate.on < scene.prepared:
        facts = {**scene.lead, "prepared": scene.prepared, "short": (scene.prepared - candidate.on).days}
        yield Reason("preparation", "too-soon", Speaks.AGAINST, Grade.SHOULD, (), facts=facts)
