"""The open points on paper: beside a sealed envelope, or alone for a side that has no Placet.

What is put on the paper is what the sides share; drafts only while there is no record at all, for then they are what
the office brings forward on paper. What was said by telephone is on none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from placet.agreement.acts import members_of
from placet.agreement.cards import Card
from placet.agreement.state import short
from placet.documents import open_points as paper
from placet.errors import NotFoundError, PlacetError, StorageError
from placet.model.evidence import Form
from placet.node.joint.desk import Desk
from placet.node.joint.digest import digest_of
from placet.node.joint.drafts import Draft
from placet.node.joint.envelopes import SealedEnvelope
from placet.node.joint.evidence import evidence, is_agreed_on_paper, is_handed_over
from placet.node.joint.our_visit import our_visit
from placet.node.joint.paper_codes import code_of_draft, code_of_text, is_about, open_drafts
from placet.node.joint.receipts import receipts_after
from placet.node.undrawn import Undrawn, undrawn_of
from placet.projections.standing import PointStanding, Standing
from placet.wording.catalogues import has_catalogue
from placet.wording.joint import JointWords
from placet.wording.language import FALLBACK, language

Contents = tuple[paper.Content, ...]
"""The sheet in one language after the other."""
PDF = ".pdf"
MAKERS: Mapping[str, Callable[[Contents, date], bytes]] = MappingProxyType(
    {
        PDF: lambda contents, on: paper.lay_out(contents, on=on),
        ".txt": lambda contents, _: paper.lay_out_text(contents),
    }
)
"""How each kind of file is made, by its ending."""


def made(contents: Contents, file: Path, on: date) -> bytes:
    """The sheet as the kind of file that its name says. Raises `StorageError` as `refuse_ending` does."""
    refuse_ending(file)
    return MAKERS[file.suffix.casefold()](contents, on)


def undrawn_on(contents: Contents, file: Path) -> tuple[Undrawn, ...]:
    """Letters that the sheet does not show; as plain text it has them all."""
    return undrawn_of(contents) if file.suffix.casefold() == PDF else ()


def refuse_ending(file: Path) -> None:
    """Raise `StorageError` for a kind of file that is not made."""
    if file.suffix.casefold() not in MAKERS:
        raise StorageError(str(file), "paper-ending", known=", ".join(MAKERS))


def languages_of(card: Card) -> tuple[str, ...]:
    """The languages in which a side calls itself something, as far as papers are made in them; its own before English.

    English where there is none.
    """
    own = [code for code in card.names if has_catalogue(code)]
    return tuple(sorted(own, key=lambda code: code == FALLBACK)) or (FALLBACK,)


def twin(desk: Desk, envelope: SealedEnvelope, spoken: Sequence[str] = ()) -> Contents:
    """The printed twin of an envelope: its open points, and those that still wait for its recipient."""
    to, entries = envelope.contents.route.recipient, envelope.contents.entries
    named = {entry.header.point for entry in entries}
    ours = [entry.header.seq for entry in entries if entry.header.side == desk.side]
    if ours:
        named |= {each.point for each in receipts_after(desk, to, min(ours) - 1)}
    shown = [each for each in desk.standings() if each.point in named or (each.on_table and to in each.turn)]
    return _of_record(desk, shown, to, spoken, envelope.number)


def sheet(desk: Desk, title: Mapping[str, str], to: str = "", spoken: Sequence[str] = ()) -> Contents:
    """All open points for another side, without an envelope. Raises `NotFoundError` for a side that there is not."""
    if desk.has_counterpart:
        others = desk.opening.others(desk.side)
        recipient = to or others[0]
        if recipient not in others:
            raise NotFoundError(to, others)
        return _of_record(desk, [each for each in desk.standings() if each.on_table], recipient, spoken, 0)
    card = desk.keyring.card.card
    points = [_of_draft(desk, draft) for draft in open_drafts(desk)]
    occasion = _occasion(desk, title, "", 0, card)
    return tuple(
        paper.content(points, (), occasion, JointWords(None, "", language(code), card), language(code))
        for code in spoken or _languages_of_others(desk) or languages_of(card)
    )


def _languages_of_others(desk: Desk) -> tuple[str, ...]:
    """The languages in which papers of the other sides are, by our visit file; none where that does not know our side.

    Whoever has no Placet has no card that would name them.
    """
    try:
        sides = our_visit(desk).visit.sides
    except PlacetError:
        return ()
    others = [side for name, side in sides.items() if name != desk.side] if desk.side in sides else []
    return tuple(dict.fromkeys(code for side in others for code in side.languages if has_catalogue(code)))


def _of_record(desk: Desk, shown: Sequence[PointStanding], to: str, spoken: Sequence[str], number: int) -> Contents:
    cards = desk.opening.cards
    points = _in_packages(desk, [each.asked_of(to) for each in shown if each.on_table], to)
    settled = [each for each in shown if not each.on_table]
    occasion = _occasion(desk, desk.opening.title, to, number, cards[desk.side])
    return tuple(
        paper.content(points, settled, occasion, JointWords(desk.opening, "", language(code)), language(code))
        for code in spoken or languages_of(cards[to])
    )


def _occasion(desk: Desk, title: Mapping[str, str], to: str, number: int, card: Card) -> paper.Occasion:
    state = digest_of(desk)
    return paper.Occasion(
        title=title,
        sender=desk.side,
        recipient=to,
        envelope=number,
        state=short(state) if state else "",
        fingerprint=card.fingerprint,
        on=desk.means.now().date(),
    )


def _in_packages(desk: Desk, points: Sequence[PointStanding], to: str) -> list[paper.OpenPoint]:
    """Points by number, members of a package after it: the reply to the package counts for them."""
    labels = {each.point: each.label for each in desk.standings()}
    packages = {each.latest.text: each for each in points if each.kind == "package"}
    found: list[paper.OpenPoint] = []
    for point in points:
        if point.latest.package in packages:
            continue
        bound = [each for each in points if each.latest.package == point.latest.text]
        found.append(_of_point(point, to, members=_members(desk, point, labels)))
        found += [_of_point(each, to, bound=point.label) for each in bound]
    return found


def _of_point(point: PointStanding, to: str, members: tuple[str, ...] = (), bound: str = "") -> paper.OpenPoint:
    revision = point.latest.revision
    awaited = to in point.turn and point.standing is not Standing.RECEIPT_OUTSTANDING
    return paper.OpenPoint(
        code=code_of_text(point, point.latest),
        kind=point.kind,
        content=None,
        fields=revision.content if revision is not None else {},
        point=point,
        awaited=awaited,
        members=members,
        bound=bound,
    )


def _members(desk: Desk, package: PointStanding, labels: Mapping[str, str]) -> tuple[str, ...]:
    entry = desk.record.entry(package.latest.side, package.latest.seq)
    members = members_of(entry) if entry is not None and package.kind == "package" else None
    return tuple(sorted(labels[point] for point, _ in members or () if point in labels))


def _of_draft(desk: Desk, draft: Draft) -> paper.OpenPoint:
    said = [each for each in evidence(desk) if is_about(each, draft)]
    written = [each for each in said if each.form is not Form.TELEPHONE]
    return paper.OpenPoint(
        code=code_of_draft(draft),
        kind=draft.kind,
        content=draft.understood.content,
        fields=draft.content,
        point=None,
        reply=written[-1] if written else None,
        awaited=not (is_agreed_on_paper(said) or is_handed_over(said)),
    )
