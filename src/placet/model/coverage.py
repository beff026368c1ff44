"""How the agenda covers what the visit serves: engagements by track of each agreement. No prose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from placet.model.ids import AgreementId, EngagementId
from placet.model.programme import Programme
from placet.model.visit import Visit


@dataclass(frozen=True, slots=True)
class TrackCoverage:
    """The engagements of a programme that serve one track of one agreement; none is an answer too."""

    agreement: AgreementId
    track: str
    engagements: tuple[EngagementId, ...]
    left_out: tuple[EngagementId, ...] = ()
    """Those that would serve it and are not in the programme."""


def coverage(visit: Visit, programme: Programme) -> tuple[TrackCoverage, ...]:
    """Every track of every agreement, in the order of the file. A commitment counts for its track."""
    placed = [*(placement.engagement for placement in programme.in_order()), *map(EngagementId, programme.untimed)]
    covered = []
    for agreement_id, agreement in visit.agreements.items():
        for track in agreement.tracks:
            promised = {
                name
                for name, commitment in visit.commitments.items()
                if commitment.agreement in (None, agreement_id) and commitment.track == track
            }

            def serving(names: Iterable[EngagementId], purposes: frozenset[str]) -> tuple[EngagementId, ...]:
                return tuple(name for name in names if purposes.intersection(visit.engagements[name].serves))

            purposes = frozenset({track, *promised})
            left_out = serving(programme.left_out, purposes)
            covered.append(TrackCoverage(agreement_id, track, serving(placed, purposes), left_out))
    return tuple(covered)
