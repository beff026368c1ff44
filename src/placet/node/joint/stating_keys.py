"""New keys that a statement brings a chain of ours: drawn before anybody signs, in force with the entry that follows.

They are remembered from the moment at which they are drawn for a place in the chain. From then on this home signs no
statement about that place which does without them, and holds to none, unless a person says here that it is meant so:
whoever stole the roots that they are to replace could else have all go on with those. No other home can tell whose keys
are whose; there an officer hears the fingerprint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from placet.agreement.cards import Card
from placet.agreement.resumption import Resumption, SignedResumption
from placet.errors import Refused
from placet.node.joint.desk import Desk
from placet.node.joint.keyring import key_cards

KIND = "stated-keys"
"""Documents that tell which keys a statement was to bring, by their fingerprint, and at which place in which chain."""


def with_new_keys(desk: Desk, signed: SignedResumption, draw: Callable[[], Card]) -> SignedResumption:
    """A statement that nobody has signed, with new keys for our chain: those drawn for this place before, or others.

    `draw` writes new keys down and is called once nothing can be refused any more. Raises `Refused` for the chain of
    another side.
    """
    statement = signed.resumption
    if statement.side != desk.side:
        raise Refused("keys-for-own-chain", side=statement.side)
    told = stated_at(desk, _place_of(statement))
    drawn = next((card for card in _cards_here(desk) if card.fingerprint in told), None)
    stated = replace(statement, card=drawn or draw())
    keep_in_mind(desk, stated)
    return SignedResumption(stated, {})


def keep_in_mind(desk: Desk, statement: Resumption) -> None:
    """Remember which keys a statement brings, where it brings any."""
    if statement.card is None or statement.card.fingerprint in stated_at(desk, _place_of(statement)):
        return
    place = {"follows": statement.follows, "side": statement.side}
    desk.stores.private.keep(desk.file, KIND, {**place, "fingerprint": statement.card.fingerprint})


def left_out(desk: Desk, statement: Resumption) -> tuple[str, ...]:
    """The fingerprints of keys that were drawn, or signed for, at a statement's place, and that it does not bring."""
    brings = statement.card.fingerprint if statement.card is not None else ""
    return tuple(each for each in stated_at(desk, _place_of(statement)) if each != brings)


def left_behind(desk: Desk) -> tuple[str, ...]:
    """The fingerprints of keys that were drawn for our chain, and without which it went on and still stands."""
    chain = desk.record.chains[desk.side] if desk.has_counterpart else None
    if chain is None or chain.fork is not None or chain.awaits is not None:
        return ()
    changed = max((seq for seq, _ in chain.changes), default=0)
    since = [each.resumption for each in chain.resumptions if each.resumption.last >= changed]
    return tuple(dict.fromkeys(fingerprint for statement in since for fingerprint in left_out(desk, statement)))


def refuse_strange_keys(desk: Desk, statement: Resumption) -> None:
    """Raise `Refused` for a statement that brings our own chain keys which are not in this home."""
    card = statement.card
    if statement.side == desk.side and card is not None and card not in _cards_here(desk):
        raise Refused("keys-not-here", side=desk.side, fingerprint=card.fingerprint)


def stated_at(desk: Desk, place: tuple[str, str]) -> tuple[str, ...]:
    """The fingerprints of keys that were drawn, or signed for, at a place: a side, and the statement before it."""
    documents = (document for _, document in desk.stores.private.documents(desk.file, KIND))
    return tuple(str(each["fingerprint"]) for each in documents if (each["side"], each["follows"]) == place)


def _place_of(statement: Resumption) -> tuple[str, str]:
    return statement.side, statement.follows


def _cards_here(desk: Desk) -> tuple[Card, ...]:
    """Every card of this home, the newest first."""
    return tuple(each.card for _, each in key_cards(home_of(desk)))


def home_of(desk: Desk) -> Path:
    """The folder in which the keys of a desk lie with all others of its side."""
    return desk.keyring.folder.parent.parent
