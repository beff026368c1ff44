"""Signatures of many entries verified ahead, on two cores, before the door looks at the entries one by one.

Decides nothing. It guesses which keys will be in force; the door asks for exactly the key, the words and the signature
that its own rules name, and verifies itself whatever was guessed wrong or found bad here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from placet.agreement.acts import Sealing, sealing_in
from placet.agreement.cards import Card
from placet.agreement.entry import Entry, Kind
from placet.agreement.signing import NOTHING_AHEAD, Claim, Use, Verified, verified_ahead
from placet.errors import PlacetError, Refused

AT_ONCE = 1024
"""Entries whose signatures are verified before the first of them is looked at: what a batch that is bad from its first
entry on can cost."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was found out about an entry before the door looks at it; all of it follows from the entry's bytes."""

    verified: Verified
    sealing: Sealing | None = None
    """Of an assent; then nothing is wrong with the body."""


NOTHING_KNOWN = Ahead(NOTHING_AHEAD)


def looked_ahead(entries: Iterable[Entry], card: Callable[[str], Card | None]) -> Iterator[tuple[Entry, Ahead]]:
    """The entries in the order given, each with what was found; `card` is asked anew as we go on.

    What the source of the entries raises comes after the entries that stood before it.
    """
    for some in _parts(entries):
        cards = {side: card(side) for side in {entry.header.side for entry in some}}
        sealings = [_sealing(entry) for entry in some]
        verified = verified_ahead(_claims(some, sealings, cards))
        yield from ((entry, Ahead(verified, sealing)) for entry, sealing in zip(some, sealings, strict=True))


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


def _claims(
    entries: Sequence[Entry], sealings: Sequence[Sealing | None], cards: Mapping[str, Card | None]
) -> Iterator[Claim]:
    for entry, sealing in zip(entries, sealings, strict=True):
        card = cards[entry.header.side]
        if card is not None:
            yield bytes.fromhex(card.node), Use.ENTRY + entry.raw, entry.signature
            if sealing is not None:
                yield from sealing.claims(card)
