"""Another side is asked how far it holds our chain, and answers."""

from __future__ import annotations

from typing import Any

from tests.stores.talks import envelope

from placet.agreement.header import Head
from placet.node.joint.ports import Answer, Batch, Footing, KeptEnvelope


def ask(record: Any, visit: str, side: str = "RU") -> KeptEnvelope:
    """Seal an envelope to a side; its id is its number, written twice."""
    number = sum(kept.outgoing for kept in record.envelopes(visit)) + 1
    sealed = envelope(number, outgoing=True, other=side, id=f"{number:016x}{number:016x}")
    record.append(Batch(visit, envelope=sealed))
    return sealed


def answer(record: Any, visit: str, shown: Head | None, by: str = "RU") -> Footing:
    """A side is asked, and its answer shows this entry of ours: how we stand then."""
    return record.confirm(visit, Answer(by, ask(record, visit, by).id, shown))
