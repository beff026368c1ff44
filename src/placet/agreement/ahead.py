"""Signatures of many entries verified ahead, on two cores, before the door looks at the entries one by one.

Decides nothing. It guesses which keys will be in force; the door asks for exactly the key, the words and the signature
that its own rules name, and verifies itself whatever was guessed wrong or found bad here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from placet.agreement.acts import Sealed, Sealing, sealing_in
from placet.agreement.cards import Card
from placet.agreement.entry import Entry, Kind
from placet.agreement.signing import Claim, Use, verified_ahead
from placet.agreement.values import value
from placet.errors import PlacetError, Refused

AT_ONCE = 1024
"""Entries whose signatures are verified before the first of them is looked at: what a batch that is bad from its first
entry on can cost."""


@value(frozen=True, slots=True)
class Ahead:
    """What was found out about an entry before the door looks at it; all of it follows from the entry's bytes."""

    entry: Entry
    sealing: Sealing | None = None
    """Of an assent; then nothing is wrong with the body."""
    card: Card | None = None
    """The keys with which its signatures were verified; None: they were not."""
    is_signed: bool = False
    """By the machine key of that card."""
    sealed: Sealed | None = None
    """What the sealing amounts to under that card."""


def looked_ahead(entries: Iterable[Entry], card: Callable[[str], Card | None]) -> Iterator[Ahead]:
    """What was found of each entry, in the order given; `card` is asked anew as we go on.

    What the source of the entries raises comes after the entries that stood before it.
    """
    for some in _parts(entries):
        cards = {side: card(side) for side in {entry.header.side for entry in some}}
        looked = [(entry, _sealing(entry), cards[entry.header.side]) for entry in some]
        claims = [claim for entry, sealing, known in looked if known for claim in _claims(entry, sealing, known)]
        good = iter(verified_ahead(claims))
        for entry, sealing, known in looked:
            if known is None:
                yield Ahead(entry, sealing)
                continue
            is_signed = next(good)
            yield Ahead(entry, sealing, known, is_signed, None if sealing is None else sealing.amounts_to(known, good))


def _parts(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    part: list[Entry] = []
    try:
        for entry in entries:
            part.append(entry)
            if len(part) == AT_ONCE:
                yield part
                part = []
    except PlacetError:
        yield part
        raise
    yield part


def _sealing(entry: Entry) -> Sealing | None:
    if entry.header.type == Kind.ASSENT:
        with suppress(Refused):  # the door will say what is wrong with the body
            return sealing_in(entry)
    return None


def _claims(entry: Entry, sealing: Sealing | None, card: Card) -> list[Claim]:
    """That the entry is signed, and then what its sealing claims."""
    signed = (bytes.fromhex(card.node), Use.ENTRY + entry.raw, entry.signature)
    return [signed] if sealing is None else [signed, *sealing.claims(card)]
