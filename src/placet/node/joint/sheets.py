"""The sheet before a signature: everything that is signed, what it replaces, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from placet.agreement.acts import members_of
from placet.agreement.deceptive import Suspicion, suspicions
from placet.agreement.entry import Kind
from placet.errors import PlacetError, Refused
from placet.model.points import PointKind
from placet.node.joint.desk import Desk
from placet.node.joint.effects import Effect, OffsetDiffers, Setting, differing_offsets, effect_of
from placet.node.joint.initials import initials, missing
from placet.node.joint.needs import offices_there
from placet.node.joint.our_programme import our_programme, refuse_without_visit
from placet.node.joint.our_visit import our_visit, path_of_visit
from placet.node.joint.pins import links, with_agreed
from placet.node.joint.proposing import Tabling
from placet.node.joint.signing import signable
from placet.node.joint.texts import understood
from placet.projections.standing import PointStanding, TextStanding


@dataclass(frozen=True, slots=True)
class Sheet:
    """One point that is about to be signed. `effect` is None where we have no visit file to judge by."""

    point: PointStanding
    text: TextStanding
    covered: tuple[tuple[PointStanding, TextStanding], ...]
    """Everything that one signature covers: of a package its members, each in the very text that it binds."""
    is_last: bool
    """Whether all others have signed: then our word is given with this."""
    offsets: tuple[OffsetDiffers, ...]
    suspicions: tuple[Suspicion, ...]
    initialled: frozenset[str]
    missing_initials: frozenset[str]
    effect: Effect | None
    nowhere: frozenset[str]
    """Of the offices that must sign, those that no side has, as `side/office`."""
    awaited: frozenset[str]
    """The offices of ours that must sign and have not."""
    released: frozenset[str]
    """The offices that had to sign the texts before and need not sign these, as `side/office`.

    Of ours, every one that any text named since we last spoke: two texts in a row pass over nobody.
    """
    passed_over: frozenset[str]
    """Those of ours among them, without our side, that texts of others leave out and that we have not signed yet."""
    is_own: bool
    """Whether we put it on the table."""


def sheet_of(desk: Desk, point: PointStanding, programme: Path | None = None, *, judged: bool = True) -> Sheet:
    """The sheet of a point, judged by a plan that is named or was written last.

    Not `judged` where our own programme is proposed, and was judged when it was made. Raises `Refused` where there is
    nothing to sign or it cannot all be shown, and as `our_programme` does.
    """
    refuse_without_visit(desk, programme)
    text = signable(point)
    covered = _covered(desk, point, text)
    contents = [each.revision.content for _, each in covered if each.revision is not None]
    others = set(desk.opening.others(desk.side))
    return Sheet(
        point=point,
        text=text,
        covered=covered,
        is_last=others <= text.signed_by,
        offsets=tuple(dict.fromkeys(offset for _, each in covered for offset in differing_offsets(each))),
        suspicions=tuple(found for content in contents for found in suspicions(content)),
        initialled=frozenset.intersection(*(initials(desk, text) | initials(desk, each) for _, each in covered)),
        missing_initials=missing(desk, text, [(each.kind, exact) for each, exact in covered]),
        effect=_effect(desk, point, programme) if judged else None,
        nowhere=text.needs - {f"{side}/{office}" for side, office in offices_there(desk)},
        awaited=_awaited(desk, text),
        released=frozenset(office for each, exact in covered for office in _released(each, exact, desk.side)),
        passed_over=frozenset(
            office.removeprefix(f"{desk.side}/")
            for each, exact in covered
            if desk.side not in {exact.side, *exact.signed_by}
            for office in _released(each, exact, desk.side)
            if office.startswith(f"{desk.side}/")
        ),
        is_own=text.side == desk.side,
    )


def initials_awaited(desk: Desk, point: PointStanding) -> frozenset[str]:
    """The offices that must initial before our side signs what it is asked for; none where it cannot sign at all."""
    try:
        text = signable(point)
        covered = _covered(desk, point, text)
    except Refused:
        return frozenset()
    return missing(desk, text, [(each.kind, exact) for each, exact in covered])


def _released(point: PointStanding, text: TextStanding, side: str) -> frozenset[str]:
    before, others = point.before(text), [each for each in point.texts if each is not text]
    spoken = max((at for at, each in enumerate(others) if side in {each.side, *each.signed_by}), default=0)
    ours = (office for each in others[spoken:] for office in each.needs if office.startswith(f"{side}/"))
    return frozenset({*(before.needs if before is not None else ()), *ours}) - text.needs


def _covered(desk: Desk, point: PointStanding, text: TextStanding) -> tuple[tuple[PointStanding, TextStanding], ...]:
    """What a signature covers. Raises `Refused` where a text of a package is missing, or not all of it understood.

    A member may have a newer text on the table, which the package does not bind: that one is not shown.
    """
    if point.kind != Kind.PACKAGE.value:
        return ((point, text),)
    entry = desk.record.entry(text.side, text.seq)
    standings = {each.point: each for each in desk.standings()}
    found = []
    for key, name in (members_of(entry) if entry is not None else None) or ():
        member = standings.get(key)
        exact = next((each for each in member.texts if each.text[1] == name), None) if member is not None else None
        if member is None or exact is None or exact.revision is None:
            raise Refused("text-missing", point=point.label)
        if not understood(exact).is_whole:
            raise Refused("not-understood", point=member.label)
        found.append((member, exact))
    return tuple(sorted(found, key=lambda pair: pair[0].number))


def sheets_of(seen: Desk, tabled: Sequence[Tabling]) -> list[Sheet]:
    """The sheets of groups on a desk on which they lie already, one for each signature. Raises as `sheet_of` does."""
    standings = {each.point: each for each in seen.standings()}
    points = [standings[each.signed[0]] for each in tabled]
    return [sheet_of(seen, point, judged=bool(point.latest.base) or _is_of_days(point)) for point in points]


def _is_of_days(point: PointStanding) -> bool:
    """Whether it is about the days of the visit: those are typed, and no plan was made of them."""
    return point.kind == PointKind.WINDOW.value


def _awaited(desk: Desk, text: TextStanding) -> frozenset[str]:
    missing = [each for each in text.missing_offices if each.startswith(f"{desk.side}/")]
    return frozenset(missing or [each for each in text.needs if each.startswith(f"{desk.side}/")])


@dataclass(frozen=True, slots=True)
class Waived:
    """What an officer signs in spite of."""

    wall_time: bool = False
    initials: bool = False
    offices: bool = False


def refuse_unsound(sheet: Sheet, waived: Waived, offices: Sequence[str]) -> None:
    """Raise `Refused` where time tables differ, an initial is missing, or others release offices of ours.

    `offices` of ours sign; whoever signs now need not be asked for. Who must sign for a side is for that side to say.
    """
    if sheet.offsets and not waived.wall_time:
        first = sheet.offsets[0]
        raise Refused("offsets-differ", point=sheet.point.label, zone=first.zone, ours=first.ours, theirs=first.theirs)
    if sheet.missing_initials and not waived.initials:
        raise Refused(
            "initials-missing-yet" if sheet.is_own and not sheet.text.signed_by else "initials-missing",
            point=sheet.point.label,
            offices=", ".join(sorted(sheet.missing_initials)),
        )
    if (left := sheet.passed_over - set(offices)) and not waived.offices:
        raise Refused("offices-released", point=sheet.point.label, offices=", ".join(sorted(left)))


def _effect(desk: Desk, point: PointStanding, named: Path | None) -> Effect | None:
    """What the text would do to our own programme; None where there is no visit file, or it cannot be opened."""
    if path_of_visit(desk) is None:
        return None
    try:
        visit_file = our_visit(desk)
    except PlacetError:
        return None
    agreed, ours = with_agreed(visit_file.visit, desk).visit, our_programme(desk, visit_file, named)
    setting = Setting(visit_file, agreed, ours, desk.means.now().astimezone().date())
    return effect_of(setting, point, links(desk).get(point.point))
