"""Open a file for a visit: alone, while the other side has no Placet, or with the key cards of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from placet.agreement.acts import joining
from placet.agreement.cards import SignedCard, signed_card_of
from placet.agreement.entry import Kind
from placet.agreement.opening import Opening, opened, opening_of
from placet.agreement.signing import SecretKey, Use
from placet.errors import NotFoundError, Refused
from placet.node.joint.desk import SALT_BYTES, Act, Desk, load
from placet.node.joint.office import EVERYWHERE, Document, File, Office
from placet.node.joint.our_visit import whereabouts


def open_alone(office: Office, title: Mapping[str, str], visit: Path | None = None) -> File:
    """A file without a counterpart. What is said in it lies in the private store until one joins.

    `visit`: where this office's visit file lies, to be remembered; so in the next two.
    """
    file = File(_next_name(office), title, "")
    office.keep_file(file, _visit_of(file, visit))
    return file


def open_with(
    office: Office, title: Mapping[str, str], cards: Sequence[SignedCard], root: SecretKey, visit: Path | None = None
) -> Desk:
    """A file with others, who join when they receive its first envelope; their cards are remembered.

    Raises `Refused` and `StorageError`, and then no file is open and no card remembered.
    """
    return _open(office, File(_next_name(office), title, ""), cards, root, visit)


def refuse_open_already(office: Office, title: Mapping[str, str], cards: Sequence[SignedCard]) -> None:
    """Raise `Refused` where a joint file of this title is open with just these cards: two are mistaken for each other.

    A side that has drawn new keys brings another card, and another file is what it needs.
    """
    given = {each.card.side: each.card for each in cards}
    for file in office.files():
        if not file.visit or dict(file.title) != dict(title):
            continue
        opening = opening_of(office.stores.shared.opening(file.visit))
        if {side: opening.cards[side] for side in opening.others(office.side)} == given:
            raise Refused("file-open-already", file=file.name)


def admit_counterpart(
    office: Office, file: File, cards: Sequence[SignedCard], root: SecretKey, visit: Path | None = None
) -> Desk:
    """Make a file that was opened alone a joint one: the counterpart has a Placet now. Raises as `open_with` does."""
    return _open(office, file, cards, root, visit)


def _open(office: Office, file: File, cards: Sequence[SignedCard], root: SecretKey, visit: Path | None) -> Desk:
    refuse_own_side(office, cards)
    own, salt = office.keyring.card.card, office.means.chance(SALT_BYTES)
    drawn = opened([own, *(each.card for each in cards)], file.title, salt)
    opening = _cut_short(office, drawn) or drawn
    beside = [*map(_remembered, cards), *_visit_of(file, visit)]
    return _join(office, replace(file, visit=opening.visit), opening, root, beside, is_drawn=opening is drawn)


def _cut_short(office: Office, drawn: Opening) -> Opening | None:
    """Such an opening that a full disk or a power cut stopped before its file was open: nobody has seen it yet.

    It is gone on with, so that the record keeps no file that is in no list.
    """
    shared, open_files = office.stores.shared, {file.visit for file in office.files()}
    for visit in shared.visits():
        if visit in open_files or not shared.footing(visit).may_write:
            continue
        begun = opening_of(shared.opening(visit))
        is_ours = not shared.envelopes(visit) and all(each.header.side == office.side for each in shared.entries(visit))
        if is_ours and begun.is_like(drawn):
            return begun
    return None


def join(office: Office, opening: Opening, root: SecretKey) -> Desk:
    """Join a file that another side has opened, after `refuse_strangers`. Raises `Refused`, `StorageError`."""
    return _join(office, File(_next_name(office), opening.title, opening.visit), opening, root)


def _next_name(office: Office) -> str:
    return f"file-{len(office.files()) + 1}"


def _visit_of(file: File, visit: Path | None) -> list[Document]:
    return [] if visit is None else [whereabouts(file.name, visit)]


def file_joined(office: Office, visit: str) -> File:
    """Our file of a record. Raises `NotFoundError`."""
    found = next((file for file in office.files() if file.visit == visit), None)
    if found is None:
        raise NotFoundError(visit, ())
    return found


def refuse_strangers(office: Office, opening: Opening, compared: Sequence[SignedCard] = ()) -> None:
    """Raise `Refused` unless the opening names us and those whose cards we have, each with just these keys.

    `compared`: cards whose fingerprints were compared just now, and that are not remembered yet.
    `not-our-file` where our card is not in it as we have it, `unknown-card` where another side's is not the one that
    was read to us.
    """
    own = office.keyring.card.card
    if opening.cards.get(own.side) != own:
        raise Refused("not-our-file", side=own.side)
    known = {**enrolled(office), **{card.card.side: card for card in compared}}
    for side in opening.others(own.side):
        card = known.get(side)
        if card is None or card.card != opening.cards[side]:
            raise Refused("unknown-card", side=side, fingerprint=opening.cards[side].fingerprint)


def enrol(office: Office, card: SignedCard) -> None:
    """Remember another side's card, once its fingerprint was compared. Raises `Refused` for our own side's name."""
    refuse_own_side(office, [card])
    office.stores.private.keep_all(EVERYWHERE, [_remembered(card)])


def _remembered(card: SignedCard) -> Document:
    return "card", {"card": card.to_bytes().decode(), "side": card.card.side}


def refuse_own_side(office: Office, cards: Sequence[SignedCard]) -> None:
    """Raise `Refused` for a card that bears our own side's name."""
    for card in cards:
        if card.card.side == office.keyring.side:
            raise Refused("own-side", side=card.card.side)


def enrolled(office: Office) -> dict[str, SignedCard]:
    """The cards of other sides, the last of each."""
    documents = office.stores.private.documents(EVERYWHERE, "card")
    cards = (signed_card_of(str(document["card"]).encode()) for _, document in documents)
    return {card.card.side: card for card in cards}


def _join(
    office: Office,
    file: File,
    opening: Opening,
    root: SecretKey,
    beside: Sequence[Document] = (),
    *,
    is_drawn: bool = False,
) -> Desk:
    """Write the first entry of our chain, signed by our root. Whatever is refused, is so before anything is kept.

    The file is open once its name is kept, and that is last: what a full disk has stopped before, nobody sees, and
    both opening and joining go on from there when they are tried again.
    """
    own, shared = opening.cards[office.keyring.side], office.stores.shared
    if root.public not in own.roots:
        raise Refused("keys-differ", side=own.side)
    if is_drawn or shared.is_new(opening.visit, own.hash):  # in a restored home too nothing of it has left before
        shared.vouch(opening.visit)
    if not shared.footing(opening.visit).may_write:  # perhaps it was joined after the copy was made
        raise Refused("restored-join", side=own.side)
    shared.open_file(opening.visit, opening.raw)
    desk = Desk(office.keyring, office.stores, office.means, file.name, load(shared, opening.visit))
    if desk.record.chains[own.side].head is None:
        signature = root.sign(Use.JOIN, joining(opening.visit, own))
        desk.write([Act(Kind.JOIN, {"roots": [[root.public, signature]]})])
    office.keep_file(file, beside)
    return desk
