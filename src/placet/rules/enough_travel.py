"""Between two engagements at different places there is time for the journey, both ends' margins in it.

A measured or stated drive gets the time it takes to load and unload; a drive read from a map also the factor for
traffic; an estimate is taken as it is and can break no `must`. Where nobody says when the first ends, it is judged only
if even the shortest usual length leaves too little.

Source: practice B3 and B4: transfer = max(measured at the same weekday and hour, map time x 1.25) + loading and
unloading (test drives are real practice; the figures are default).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.ids import Sort, refs
from placet.model.places import TravelBasis
from placet.model.roads import Margins
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.gaps import Fit, gap_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What doors and traffic add."""

    loading: timedelta = shared("Time to load and unload the party, both ends together.")
    map_factor: float = shared("What a drive read from a map is multiplied by.")

    def margins(self) -> Margins:
        """The same, as the roads of a visit take them."""
        return Margins(self.loading, self.map_factor)


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each two items that follow one another, with everybody for whom they do."""
    for succession in case.successions:
        first, second = succession.first, succession.second
        if first.destination == second.origin and first.destination is not None:
            yield satisfied(first.id, second.id)
            continue
        road = case.road(first.destination, second.origin)
        if road is None:
            missing = second.id if second.origin is None else first.id
            yield cannot_judge(first.id, second.id, missing=f"{missing}.venue")
            continue
        gap = gap_between(case, first, second)
        match gap.fit(road.time):
            case Fit.FITS:
                yield satisfied(first.id, second.id)
            case Fit.OPEN:
                yield cannot_judge(first.id, second.id, missing=gap.missing)
            case Fit.HARDLY if road.basis is TravelBasis.ESTIMATED and not first.end_is_certain:
                # Neither the end nor the way is known: two estimates together prove nothing.
                yield cannot_judge(first.id, second.id, missing=gap.missing)
            case Fit.HARDLY | Fit.SURELY_NOT as fit:
                surely = fit is Fit.SURELY_NOT and road.basis is not TravelBasis.ESTIMATED
                yield violated(
                    first.id,
                    second.id,
                    certain=surely or case.is_planned,
                    parties=refs(Sort.ATTENDEE, succession.parties),
                    needed=road.time,
                    there_is=gap.there_is,
                    basis=road.basis.value,
                )
