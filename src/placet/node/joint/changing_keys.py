"""New keys for a side: in good time, after a loss, or after a theft. One act for the three.

The new keys are written down first, then every joint file is told. After a crash in between nothing needs mending: a
file is written with the keys that its record last heard of.
"""

from __future__ import annotations

from collections.abc import Sequence

from placet.agreement.changed_keys import changing, key_change_fields
from placet.agreement.entry import FIRST_PREVIOUS, Entry, Kind
from placet.agreement.signing import SecretKey, Use
from placet.errors import Refused
from placet.node.joint.desk import Act, Desk
from placet.node.joint.keyring import Keyring, NewKeys


def change_keys(
    desks: Sequence[Desk], old_root: SecretKey, keys: NewKeys, new: Keyring, last_good: int | None = None
) -> list[Entry]:
    """Tell every joint file of the new keys, which are written down already; the entries that tell it.

    `last_good`: after a theft, the number of the last entry that is still ours; only for one file at a time, since
    numbers differ. Raises `Refused`, `StorageError`.
    """
    if last_good is not None and len(desks) != 1:
        raise Refused("one-file-at-a-time")
    for desk in desks:
        desk.refuse_writing()
    return [_tell(desk, old_root, keys, new, last_good) for desk in desks]


def _tell(desk: Desk, old_root: SecretKey, keys: NewKeys, new: Keyring, last_good: int | None) -> Entry:
    head = desk.record.chains[desk.side].head
    seq, prev = (head.seq + 1, head.hash) if head is not None else (1, FIRST_PREVIOUS)
    statement = changing(desk.visit, seq, prev, keys.card, last_good)
    signatures = sorted((key.public, key.sign(Use.KEYS, statement)) for key in (old_root, keys.root))
    desk.keyring = new  # the old machine key may be lost: the roots vouch for the new one
    return desk.write([Act(Kind.KEYS, key_change_fields(keys.card, last_good, signatures))])[0]
