"""The side that receives keeps a public holiday: its offices are shut, or it has its own ceremonies.

Source: practice 2.3 (calendar traps) and 6.1; the weight is default.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.model.profile import Grade
from placet.planner.dates.candidate import Candidate, Reason
from placet.planner.dates.reasons.holidays import kept_holidays


def look(candidate: Candidate) -> Iterator[Reason]:
    """One reason for each holiday that falls, or may fall, on a day on which a side receives."""
    for name, side in candidate.with_country():
        yield from kept_holidays("host-holiday", name, side, candidate.received_by(name), Grade.SHOULD)
