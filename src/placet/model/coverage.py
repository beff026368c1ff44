"""How the agenda covers what the visit serves: engagements by track of each agreement. No prose."""

from __future__ import annotations

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


def coverage(visit: Visit, programme: Programme) -> tuple[TrackCoverage, ...]:
    """Every track of every agreement, in the order of the file. A commitment counts for its track."""
    placed = [placement.engagement for placement in programme.in_order()]
    covered = []
    for agreement_id, agreement in visit.agreements.items():
        for track in agreement.tracks:
            promised = {
                name
                for name, commitment in visit.commitments.items()
                if commitment.agreement == agreement_id and commitment.track == track
            }
            serving = [name for name in placed if {track, *promised} & {*map(str, visit.engagements[name].serves)}]
            covered.append(TrackCoverage(agreement_id, track, tuple(serving)))
    return tuple(covered)
