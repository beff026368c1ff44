"""The side that receives has its weekend: official engagements need offices that are open.

Source: practice 2.3: weekends are data with dates of validity (S61, S62, S63); the weight is default.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.model.profile import Grade
from placet.planner.dates.candidate import Candidate, Reason
from placet.planner.dates.reasons.weekends import weekends_in


def look(candidate: Candidate) -> Iterator[Reason]:
    """One reason for all days of a side's weekend on which it receives."""
    for name, side in candidate.with_country():
        yield from weekends_in("host-weekend", name, side, candidate.received_by(name), Grade.SHOULD)
