"""New keys that a statement brings a chain after a fork, as an office states, signs and puts them in force."""

from __future__ import annotations

from contextlib import suppress

import pytest
from tests.node.joint.forked import take_in
from tests.node.joint.homes import PASSPHRASE, SideHome, carry

from placet.agreement.cards import Card
from placet.agreement.entry import Entry
from placet.agreement.resumption import SignedResumption
from placet.errors import Refused
from placet.node.joint.changing_keys import awaited_card, change_keys, root_in_force, root_of_card, stated, successors
from placet.node.joint.going_on import drafted, our_cards, sign
from placet.node.joint.keyring import keep_keys, open_keyring
from placet.node.joint.means import REAL
from placet.node.joint.safe import LIGHT
from placet.node.joint.stating_keys import with_new_keys


def drawn(home: SideHome) -> Card:
    """New keys in a home, as a statement is to bring them."""
    keys, keyring = successors(home.folder, REAL)
    keep_keys(keyring.folder, keys, PASSPHRASE, REAL, LIGHT)
    return keys.card


def drafted_with_keys(home: SideHome, number: int = 1) -> SignedResumption:
    with home.desk() as desk:
        return with_new_keys(desk, drafted(desk, number, home.side), lambda: drawn(home))


def drafted_without(home: SideHome, number: int = 1) -> SignedResumption:
    with home.desk() as desk:
        return drafted(desk, number, "IR")


def signed_with_all(home: SideHome, signed: SignedResumption) -> SignedResumption:
    """Signed with every root of a home that is to sign."""
    with home.desk() as desk:
        for card in our_cards(desk, signed):
            signed = sign(desk, signed, root_of_card(home.folder, card, PASSPHRASE))
    return signed


def put_in_force(home: SideHome, last_good: int | None = None) -> Entry:
    """The change to the keys with which all sides signed that the chain goes on."""
    with home.office() as office:
        desk = office.desk()
        card = awaited_card([desk])
        assert card is not None
        keys = stated(home.folder, card, PASSPHRASE)
        place = lambda desk: root_in_force(home.folder, desk, PASSPHRASE)  # noqa: E731 (as short as its use)
        return change_keys([desk], place, keys, lambda: open_keyring(keys.folder), last_good)[0]


def code_of_taking(home: SideHome, signed: SignedResumption) -> str:
    with pytest.raises(Refused) as refused:
        take_in(home, signed)
    return refused.value.code


def gone_on_with_new_keys(everybody: tuple[SideHome, ...]) -> tuple[SideHome, ...]:
    """All sign that the own branch of the first counts and goes on with new keys, and hold to it."""
    signed = drafted_with_keys(everybody[0])
    for home in everybody:
        signed = signed_with_all(home, signed)
    for home in everybody:
        take_in(home, signed)
    return everybody


def talk(everybody: tuple[SideHome, ...]) -> None:
    """An envelope from each to each; one that rests on what has not come yet comes again."""
    for sender in everybody:
        for receiver in everybody:
            if sender is not receiver:
                with suppress(Refused):
                    carry(sender, receiver)
