"""The side that travels has its weekend: those at home who should be reached are not at their desks.

Source: practice 2.3; default.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.model.profile import Grade
from placet.planner.dates.candidate import Candidate, Reason
from placet.planner.dates.reasons.weekends import weekends_in


def look(candidate: Candidate) -> Iterator[Reason]:
    """One reason for all days of a side's weekend on which it is away."""
    for name, side in candidate.with_country():
        yield from weekends_in("guest-weekend", name, side, candidate.travelled_by(name), Grade.COURTESY)
