"""New keys for a side: in good time, after a loss, or after a theft. One act for the three.

The new keys are written down first, then every joint file is told. After a crash in between it is done again: what
signs for the new keys is the root that each record knows, not the newest there is. The old machine keys sign nothing
here, so they may be lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from placet.agreement.cards import Card
from placet.agreement.changed_keys import changing, key_change_fields
from placet.agreement.entry import Entry, Kind
from placet.agreement.signing import SecretKey, Use
from placet.errors import Refused
from placet.node.joint.desk import Act, Desk
from placet.node.joint.keyring import ROOT, Keyring, NewKeys, draw_keys, key_cards, next_folder, root_in
from placet.node.joint.means import Means


class Successor(Protocol):
    """Keys that are about to be put in force."""

    @property
    def card(self) -> Card:
        """What the others will know of them."""

    @property
    def root(self) -> SecretKey:
        """Signs that they succeed."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Keys that lie in the home already, since all sides signed that a chain goes on with them."""

    card: Card
    root: SecretKey
    folder: Path


def successors(home: Path, means: Means) -> tuple[NewKeys, Keyring]:
    """Keys to follow the newest there are, for the same offices, and where they will lie; nothing is written yet."""
    card = key_cards(home)[0][1].card
    keys = draw_keys(card.side, card.names, means, sorted(card.offices))
    return keys, Keyring(next_folder(home), keys.signed(), keys.node, keys.pouch)


def awaited_card(desks: Sequence[Desk]) -> Card | None:
    """The keys that all sides signed a chain of ours to go on with; None where no file waits for any.

    Raises `Refused` where files wait for different ones.
    """
    cards = {card for desk in desks if (card := desk.record.chains[desk.side].awaits) is not None}
    if len(cards) > 1:
        raise Refused("several-awaited-keys")
    return next(iter(cards), None)


def stated(home: Path, card: Card, passphrase: str) -> Stated:
    """The keys of a card that all sides signed. Raises as `root_in_force` does."""
    folder = next((folder for folder, each in key_cards(home) if each.card == card), None)
    if folder is None:
        raise Refused("awaited-keys-not-here", side=card.side, fingerprint=card.fingerprint)
    return Stated(card, root_of_card(home, card, passphrase), folder)


def root_in_force(home: Path, desk: Desk, passphrase: str, elsewhere: Path | None = None) -> SecretKey:
    """The root key that a record knows as ours. Raises `NotFoundError`, `Refused`."""
    return root_of_card(home, card_in_force(desk), passphrase, elsewhere)


def root_of_card(home: Path, card: Card, passphrase: str, elsewhere: Path | None = None) -> SecretKey:
    """The root key of one of our cards, from its folder or from where it was put away. Raises as `root_in_force`."""
    folder = next((folder for folder, each in key_cards(home) if each.card == card), None)
    path = elsewhere or (folder / ROOT if folder is not None else None)
    root = root_in(path, passphrase) if path is not None else None
    if root is None or root.public not in card.roots:
        raise Refused("keys-differ", side=card.side)
    return root


def card_in_force(desk: Desk) -> Card:
    """The keys that our next entry is written with, as the record knows."""
    chain = desk.record.chains[desk.side]
    return chain.card_at(len(chain.entries) + 1)


def change_keys(
    desks: Sequence[Desk],
    root_of: Callable[[Desk], SecretKey],
    keys: Successor,
    keep: Callable[[], Keyring],
    last_good: int | None = None,
) -> list[Entry]:
    """Tell every joint file of the new keys; the entries that tell it.

    `keep` writes the keys down, and is called once nothing can be refused any more. `last_good`: after a theft, the
    number of the last entry that is still ours; only for one file at a time, since numbers differ. Raises `Refused`,
    `NotFoundError`, `StorageError`.
    """
    if last_good is not None and len(desks) != 1:
        raise Refused("one-file-at-a-time")
    for desk in desks:
        desk.refuse_numbers()
        chain = desk.record.chains[desk.side]
        count = len(chain.entries)
        if chain.awaits not in (None, keys.card):
            raise Refused("keys-awaited", side=desk.side, seq=count + 1)
        if last_good is not None and last_good > count:
            raise Refused("last-good-beyond", number=last_good, count=count)
    roots = [root_of(desk) for desk in desks]
    new = keep()
    return [_tell(desk, root, keys, new, last_good) for desk, root in zip(desks, roots, strict=True)]


def _tell(desk: Desk, old_root: SecretKey, keys: Successor, new: Keyring, last_good: int | None) -> Entry:
    chain = desk.record.chains[desk.side]
    seq, prev = len(chain.entries) + 1, chain.previous
    statement = changing(desk.visit, seq, prev, keys.card, last_good)
    signatures = sorted((key.public, key.sign(Use.KEYS, statement)) for key in (old_root, keys.root))
    desk.keyring = new  # the old machine key may be lost: the roots vouch for the new one
    return desk.write([Act(Kind.KEYS, key_change_fields(keys.card, last_good, signatures))])[0]
