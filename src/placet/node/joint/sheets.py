"""The sheet before a signature: everything that is signed, what it replaces, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from placet.agreement.deceptive import Suspicion, suspicions
from placet.errors import PlacetError, Refused
from placet.node.joint.desk import Desk
from placet.node.joint.effects import Effect, OffsetDiffers, differing_offsets, effect_of
from placet.node.joint.initials import initials, missing
from placet.node.joint.our_programme import our_programme, refuse_without_visit
from placet.node.joint.our_visit import our_visit, path_of_visit
from placet.node.joint.pins import links, with_agreed
from placet.node.joint.signing import signable
from placet.projections.standing import PointStanding, TextStanding


@dataclass(frozen=True, slots=True)
class Sheet:
    """One point that is about to be signed. `effect` is None where we have no visit file to judge by."""

    point: PointStanding
    text: TextStanding
    is_last: bool
    """Whether all others have signed: then our word is given with this."""
    offsets: tuple[OffsetDiffers, ...]
    suspicions: tuple[Suspicion, ...]
    initialled: frozenset[str]
    missing_initials: frozenset[str]
    effect: Effect | None


def sheet_of(desk: Desk, point: PointStanding, programme: Path | None = None) -> Sheet:
    """The sheet of a point, judged by a plan that is named or was written last.

    Raises `Refused` where there is nothing to sign or it cannot all be shown, and as `our_programme` does.
    """
    refuse_without_visit(desk, programme)
    text = signable(point)
    others = set(desk.opening.others(desk.side))
    return Sheet(
        point=point,
        text=text,
        is_last=others <= text.signed_by,
        offsets=tuple(differing_offsets(text)),
        suspicions=tuple(suspicions(text.revision.content)) if text.revision is not None else (),
        initialled=frozenset(each.office for each in initials(desk, text.text)),
        missing_initials=missing(desk, text.text, point.kind),
        effect=_effect(desk, point, programme),
    )


def refuse_unsound(sheet: Sheet, *, confirmed: bool, without_initials: bool) -> None:
    """Raise `Refused` where the sides' time tables differ and nobody confirmed, or an initial is missing."""
    if sheet.offsets and not confirmed:
        first = sheet.offsets[0]
        raise Refused("offsets-differ", point=sheet.point.label, zone=first.zone, ours=first.ours, theirs=first.theirs)
    if sheet.missing_initials and not without_initials:
        raise Refused("initials-missing", point=sheet.point.label, offices=", ".join(sorted(sheet.missing_initials)))


def _effect(desk: Desk, point: PointStanding, named: Path | None) -> Effect | None:
    """What the text would do to our own programme; None where there is no visit file, or it cannot be opened."""
    if path_of_visit(desk) is None:
        return None
    try:
        visit_file = our_visit(desk)
    except PlacetError:
        return None
    agreed, ours = with_agreed(visit_file.visit, desk).visit, our_programme(desk, visit_file, named)
    return effect_of(visit_file, agreed, ours, point, links(desk).get(point.point))
