"""Keys with which all sides signed that our chain goes on, and that were lost before they were in force.

Nothing may follow but the change to them, and by the rule a statement that takes them back wants their own root: else
whoever stole the older one, and another side, could take them back. Where they are lost nobody has that root. Then a
person says so at this home, of one statement by its name, and this home holds to that one without it. All others do not
ask for it in any case: they sign what was read to them by a voice that they know.

Keys that are in force already are never taken back so.
"""

from __future__ import annotations

from placet.agreement.cards import Card
from placet.agreement.resumption import Resumption, SignedResumption
from placet.errors import Refused
from placet.node.joint.desk import Desk

KIND = "lost-keys"
"""Documents that tell which statement a person meant, and the fingerprint of the keys that it takes back as lost."""


def superseding(desk: Desk) -> SignedResumption:
    """The statement that the keys that our chain waits for are not used; it brings none yet, and nobody signed it.

    Everything that counts goes on counting. Raises `Refused`: `no-keys-awaited`.
    """
    chain = desk.record.chains[desk.side]
    if chain.awaits is None:
        raise Refused("no-keys-awaited", side=desk.side)
    last, before = chain.entries[-1], chain.resumptions[-1].resumption
    statement = Resumption(
        visit=desk.record.opening.visit,
        side=desk.side,
        after=last.header.seq,
        prev=last.hash,
        counts=(),
        dropped=(),
        follows=before.hash,
    )
    return SignedResumption(statement, {})


def taken_back(desk: Desk, statement: Resumption) -> Card | None:
    """The keys that a chain waits for and that a statement takes back, whoever signed it; None where it takes none."""
    chain = desk.record.chains[statement.side]
    awaited = chain.awaits
    is_kept = statement.after > len(chain.entries) or statement.card == awaited
    return None if awaited is None or is_kept else awaited


def say_lost(desk: Desk, statement: Resumption) -> None:
    """Remember that a person here meant this statement. Raises `Refused` where it takes back no keys of ours."""
    card = taken_back(desk, statement) if statement.side == desk.side else None
    if card is None:
        raise Refused("no-keys-awaited", side=desk.side)
    if not is_said_lost(desk, statement, card):
        document = {"fingerprint": card.fingerprint, "statement": statement.hash}
        desk.stores.private.keep(desk.file, KIND, document)


def is_said_lost(desk: Desk, statement: Resumption, card: Card) -> bool:
    """Whether a person said of this very statement that these keys, which are not in force, are lost."""
    if taken_back(desk, statement) != card:
        return False
    said = (document for _, document in desk.stores.private.documents(desk.file, KIND))
    return any((each["statement"], each["fingerprint"]) == (statement.hash, card.fingerprint) for each in said)
