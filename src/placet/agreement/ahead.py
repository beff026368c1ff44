"""Signatures of many entries verified ahead, on two cores, before the door looks at the entries one by one.

Decides nothing. It guesses which keys will be in force; the door asks for exactly the key, the words and the signature
that its own rules name, and verifies itself whatever was guessed wrong or found bad here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from placet.agreement.acts import Sealing, sealing_of
from placet.agreement.cards import Card
from placet.agreement.entry import Entry, Kind
from placet.agreement.signing import NOTHING_AHEAD, Claim, Use, Verified, verified_ahead
from placet.errors import Refused

AT_ONCE = 1024
"""Entries whose signatures are verified before the first of them is looked at: what a batch that is bad from its first
entry on can cost."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was found out about an entry before the door looks at it; all of it follows from the entry's bytes."""

    verified: Verified
    sealing: Sealing | None = None


NOTHING_KNOWN = Ahead(NOTHING_AHEAD)


def looked_ahead(entries: Sequence[Entry], card: Callable[[], Card | None]) -> Iterator[tuple[Entry, Ahead]]:
    """The entries of one side in their order, each with what was found; `card` is asked anew as we go on."""
    for start in range(0, len(entries), AT_ONCE):
        some, known = entries[start : start + AT_ONCE], card()
        if known is None:
            yield from ((entry, NOTHING_KNOWN) for entry in some)
            continue
        sealings = [_sealing(entry) for entry in some]
        verified = verified_ahead(_claims(some, sealings, known))
        yield from ((entry, Ahead(verified, sealing)) for entry, sealing in zip(some, sealings, strict=True))


def _sealing(entry: Entry) -> Sealing | None:
    if entry.header.type == Kind.ASSENT:
        with suppress(Refused):  # the door will say what is wrong with the body
            return sealing_of(entry)
    return None


def _claims(entries: Sequence[Entry], sealings: Sequence[Sealing | None], card: Card) -> Iterator[Claim]:
    node = bytes.fromhex(card.node)
    for entry, sealing in zip(entries, sealings, strict=True):
        yield node, Use.ENTRY.value + entry.raw, entry.signature
        if sealing is not None:
            yield from sealing.claims(card)
