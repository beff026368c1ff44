"""Before a principal is seen in public there are a few minutes in a holding room.

Looks at what comes before a public entrance in a principal's day, the way there not counted in. Somebody who is in
public already, at the same place, needs no second entrance.

Source: practice B5: derived from the 3 and 7 minutes of "personal time" in a published schedule (S77).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.engagements import Kind
from placet.model.ids import Sort, refs
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.gaps import Fit, leisure_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Holding."""

    holding: timedelta = shared("Time in the holding room.")
    public: tuple[Kind, ...] = shared("Kinds that begin with a public entrance.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each public entrance of a principal that something comes before."""
    for succession in case.successions:
        first, second = succession.first, succession.second
        parties = [party for party in succession.parties if case.is_principal(party)]
        if not parties or second.kind not in parameters.public:
            continue
        here = first.destination == second.origin and first.destination is not None
        leisure = leisure_between(case, first, second, parameters.holding)
        if leisure.fit is Fit.FITS or (here and first.kind in parameters.public):
            yield satisfied(first.id, second.id)
        elif leisure.fit is Fit.OPEN:
            yield cannot_judge(first.id, second.id, missing=leisure.missing)
        else:
            yield violated(
                first.id,
                second.id,
                certain=leisure.fit is Fit.SURELY_NOT,
                parties=refs(Sort.ATTENDEE, parties),
                there_is=leisure.there_is,
                needed=leisure.needed,
            )
