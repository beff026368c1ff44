"""New keys at the end of our branch of a chain that parted from itself: who stole the old ones cannot go on from it.

The entry is no part of the record yet. It lies beside it, as entries of other branches do, and goes along with our
branch in every envelope, so that the others can read it and all can sign a statement that ends with it. One is enough:
two would be two entries under one number.
"""

from __future__ import annotations

from collections.abc import Callable

from placet.agreement.branches import beside
from placet.agreement.cards import Card
from placet.agreement.changed_keys import key_change_of
from placet.agreement.entry import Entry
from placet.agreement.signing import SecretKey
from placet.errors import Refused
from placet.node.joint.changing_keys import key_change
from placet.node.joint.desk import Desk
from placet.node.joint.keyring import Keyring, NewKeys
from placet.node.joint.ports import Batch

KIND = "ending"
"""Documents that name what we wrote: the others may send us changes of keys that somebody else has written."""


def end_with_keys(
    desk: Desk,
    root: Callable[[Desk], SecretKey],
    keys: NewKeys,
    keep: Callable[[], Keyring],
    last_good: int | None = None,
) -> Entry:
    """Write new keys at the end of the branch that is held here. Raises as `change_keys` does.

    `nothing-frozen` where our chain is not suspended, `branch-ends-with-keys` where it was done before.
    """
    chain = desk.record.chains[desk.side]
    if desk.is_read_only:
        raise Refused("restored", side=desk.side)
    if chain.fork is None:
        raise Refused("nothing-frozen")
    if ending(desk) is not None:
        raise Refused("branch-ends-with-keys", side=desk.side)
    if last_good is not None and last_good > len(chain.entries):
        raise Refused("last-good-beyond", number=last_good, count=len(chain.entries))
    old = root(desk)
    desk.keyring = keep()
    entry = desk.prepared(desk.record, key_change(desk, old, keys, last_good))
    desk.stores.private.keep(desk.file, KIND, {"entry": entry.hash})
    desk.stores.shared.append(Batch(desk.visit, beside=[entry]))
    return entry


def ending(desk: Desk) -> Entry | None:
    """The change of keys that we wrote at the end of the branch that is held here, while our chain is suspended."""
    chain = desk.record.chains[desk.side]
    if chain.fork is None or not chain.entries:
        return None
    ours = {str(each["entry"]) for _, each in desk.stores.private.documents(desk.file, KIND)}
    found = beside(chain, desk.stores.shared.beside(desk.visit)) if ours else []
    return next((each for each in found if each.hash in ours and each.header.prev == chain.entries[-1].hash), None)


def card_at_end(desk: Desk) -> tuple[Entry, Card] | None:
    """That entry, and the keys that it brings."""
    entry = ending(desk)
    if entry is None:
        return None
    return entry, key_change_of(entry, desk.record.chains[desk.side].card_at(entry.header.seq)).card
