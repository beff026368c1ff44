"""What the visit serves: agreements and their tracks, what was promised, the steps on the way, and events outside."""

from __future__ import annotations

from collections.abc import Iterator

from placet.documents.programme_page.entries import Entry, Group
from placet.documents.programme_page.phrases import Phrases
from placet.model.ids import AgreementId
from placet.model.spine import Bearing, Commitment
from placet.projections.programme import Coverage


def purposes_of(phrases: Phrases) -> Iterator[Group]:
    """A group for each agreement with its tracks, then promises, steps and events."""
    p, visit = phrases, phrases.visit
    for name, agreement in visit.agreements.items():
        yield Group(
            heading=p.name(agreement.title),
            facts=p.facts(
                signatories=agreement.signatories,
                signed_on=agreement.signed_on,
                term_years=agreement.term_years,
                source=agreement.source,
            ),
            entries=tuple(_track(p, covered) for covered in p.projection.coverage if covered.agreement == name),
        )
    yield Group(
        heading=p.word("annexes", "commitments"),
        entries=tuple(_commitment(p, commitment) for commitment in visit.commitments.values()),
    )
    yield Group(
        heading=p.word("annexes", "milestones"),
        entries=tuple(
            Entry(
                name=p.name(step.title),
                facts=p.facts(on=step.on, under=_agreement(p, step.agreement), source=step.source),
            )
            for step in visit.milestones.values()
        ),
    )
    yield Group(
        heading=p.word("annexes", "events"),
        entries=tuple(
            Entry(
                name=p.name(event.title),
                facts=p.facts(
                    on_place=event.place,
                    since=event.first,
                    until=event.last,
                    bearing=p.word("bearings", event.bearing.value) if event.bearing is not Bearing.NOTED else "",
                    source=event.source,
                ),
            )
            for event in visit.events.values()
        ),
    )


def _track(p: Phrases, covered: Coverage) -> Entry:
    """A track with the engagements that serve it; that none does is what a reader looks for."""
    titles = tuple(p.name(p.visit.engagements[name].title) for name in covered.engagements)
    missed = tuple(p.name(p.visit.engagements[name].title) for name in covered.left_out)
    return Entry(
        name=p.name(covered.name),
        facts=(p.joined(titles) or p.word("summary", "none"), *p.facts(left_out=missed)),
    )


def _commitment(p: Phrases, commitment: Commitment) -> Entry:
    owners = tuple(
        p.say("facts", "owned_by", side=p.side(side), office=office)
        for side, office in commitment.owners.items()
        if side in p.visit.sides
    )
    return Entry(
        name=p.name(commitment.title),
        facts=(
            *p.facts(
                under=_agreement(p, commitment.agreement),
                in_track=p.purpose(commitment.track) if commitment.track is not None else "",
                due=commitment.due,
            ),
            *owners,
            *p.facts(evidence=commitment.evidence),
        ),
        private=p.facts(assessment=commitment.assessment),
    )


def _agreement(p: Phrases, agreement: AgreementId | None) -> str:
    return p.name(p.visit.agreements[agreement].title) if agreement is not None else ""
