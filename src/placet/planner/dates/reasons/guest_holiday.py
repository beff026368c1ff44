"""The side that travels keeps a public holiday at home: its principal may be wanted there.

Source: practice 2.3 (calendar traps); the weight is default.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.model.profile import Grade
from placet.planner.dates.candidate import Candidate, Reason
from placet.planner.dates.reasons.holidays import kept_holidays


def look(candidate: Candidate) -> Iterator[Reason]:
    """One reason for each holiday that falls, or may fall, on a day on which a side is away."""
    for name, side in candidate.with_country():
        yield from kept_holidays("guest-holiday", name, side, candidate.travelled_by(name), Grade.COURTESY)
