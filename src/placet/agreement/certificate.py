"""Evidence for a third party that a text was agreed: every side's chain up to its receipt, and few bodies.

    opening   the sides and their keys
    chains    of each side all headers from its first entry to the last one that anybody's receipt rests on
    statements by which a chain went on after it had parted from itself, where what is shown rests on one
    bodies    of changes of keys, of packages, of assents that have to do with what was signed, and of the text

Why whole chains: that something is *not* there (a withdrawal before, an office that must sign besides, a counter-text)
is shown only by showing everything, and an entry outside its chain could have been written afterwards by the side that
shows it. Bodies of other points stay out: of those the third party sees a hash with a salt. The certificate is checked
by one small program that shares no code with this one (docs/formats/certificate.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from placet.agreement.cards import Card, is_signed_by_roots
from placet.agreement.entry import FIRST_PREVIOUS, Entry, Kind
from placet.agreement.fold import Folded, Signed
from placet.agreement.record import Chain, Record
from placet.agreement.resumption import SignedResumption
from placet.agreement.signing import Use
from placet.agreement.tabling import Bundle, Text
from placet.errors import Refused
from placet.formats.canonical import canonical

VERSION = 1
MOST_STATEMENTS = 64
"""Of one chain. A reader bounds what a hostile file makes it do."""

Shown = Mapping[str, Sequence[Entry]]
"""Of each side the first entries of its chain."""


def certificate(record: Record, folded: Folded, text: Text) -> bytes:
    """The certificate's bytes. Raises `Refused`.

    `not-agreed`; `contested` where the sides must settle it first; `certificate-beyond` and `certificate-taken-back`
    where it would rest on statements after a fork that a reader cannot check.
    """
    signed = next((each for each in reversed(folded.agreed) if text in each.bundle.texts), None)
    if signed is None:
        raise Refused("not-agreed")
    if signed.contested:
        raise Refused("contested")
    shown, statements = _shown(record, signed)
    touching = _touching(folded, signed)
    return canonical(
        {
            "bundle": list(signed.bundle.key),
            "chains": {
                side: {
                    "bodies": [
                        [entry.header.seq, entry.body.decode()]
                        for entry in entries
                        if entry.body is not None and _is_needed(entry, text, touching)
                    ],
                    "headers": [entry.raw.decode() for entry in entries],
                    "signature": entries[-1].signature.hex(),
                    **_resumptions(statements[side]),
                }
                for side, entries in shown.items()
            },
            "opening": record.opening.raw.decode(),
            "text": list(text),
            "v": VERSION,
        }
    )


def _shown(record: Record, signed: Signed) -> tuple[Shown, Mapping[str, Sequence[SignedResumption]]]:
    """What is shown of each chain, and the statements that hold it together. Raises `Refused`.

    No more than the receipts rest on; but where keys were replaced since a statement was signed, the whole chains, in
    which its sides may be seen to have gone on from it.
    """
    ends = {side: max(_seen(record, of, seq, side) for of, seq in signed.receipts.items()) for side in record.chains}
    shown = {side: chain.entries[: ends[side]] for side, chain in record.chains.items()}
    try:
        return shown, _statements(record, shown)
    except Refused as refusal:
        if refusal.code != "certificate-beyond":
            raise
    whole = {side: chain.entries for side, chain in record.chains.items()}
    return whole, _statements(record, whole)


def _seen(record: Record, of: str, seq: int, side: str) -> int:
    """How many entries of a side the writer of an entry had received, of those that count."""
    return seq if of == side else record.chains[of].seen[side][seq - 1]


def _statements(record: Record, shown: Shown) -> Mapping[str, Sequence[SignedResumption]]:
    found = {side: _resting_on(record.chains[side], shown) for side in shown}
    for side, statements in found.items():
        if statements:
            _refuse_unreadable(record.chains[side], statements, shown)
            _refuse_unsigned(record, statements[-1], shown)
    return found


def _resting_on(chain: Chain, shown: Shown) -> Sequence[SignedResumption]:
    """The statements about a chain that what is shown rests on, from the first on; none where nothing does."""
    entries, seen = shown[chain.side], {name for name, _ in _seen_of_dropped(chain, shown)}
    befores = (FIRST_PREVIOUS, *(entry.hash for entry in entries))
    if not seen and all(entry.header.prev == before for entry, before in zip(entries, befores, strict=False)):
        return ()
    told = ((at, each.resumption) for at, each in enumerate(chain.resumptions, start=1))
    meant = (at for at, it in told if it.after < len(entries) or not seen.isdisjoint(name for _, name in it.dropped))
    return chain.resumptions[: max(meant)]


def _seen_of_dropped(chain: Chain, shown: Shown) -> Iterator[tuple[str, Entry]]:
    """The dropped entries of a chain that the writers of what is shown had received, and who had."""
    heads = ((head, entry) for entries in shown.values() for entry in entries for head in entry.header.seen)
    return ((head.hash, entry) for head, entry in heads if head.side == chain.side and head.hash in chain.dropped)


def _refuse_unreadable(chain: Chain, statements: Sequence[SignedResumption], shown: Shown) -> None:
    """Refuse what a reader cannot work out, who holds no entries that a later statement has taken away.

    How much a branch shares with what counts is told by the statement that drops it. Where a later one begins before
    that, it depends on entries that are not shown.
    """
    starts = [each.resumption.after for each in statements]
    if starts[-1] > len(shown[chain.side]):
        raise Refused("certificate-beyond", side=chain.side, by=chain.side)
    for name, entry in _seen_of_dropped(chain, shown):
        named = max(at for at, each in enumerate(statements) if name in {it for _, it in each.resumption.dropped})
        if min(starts[named:]) < starts[named]:
            raise Refused("certificate-taken-back", side=entry.header.side, seq=entry.header.seq, by=chain.side)
    if len(statements) > MOST_STATEMENTS:
        raise Refused("certificate-taken-back", side=chain.side, seq=starts[-1] + 1, by=chain.side)


def _refuse_unsigned(record: Record, last: SignedResumption, shown: Shown) -> None:
    """Refuse a statement that a reader cannot tell to be signed by every side: the last one speaks for those before."""
    statement = last.resumption
    for side, chain in record.chains.items():
        if not any(
            is_signed_by_roots(card, Use.RESUME, statement.to_bytes(), last.roots.get(side, ()))
            for card in _cards_by_then(chain, last, shown)
        ):
            raise Refused("certificate-beyond", side=statement.side, by=side)


def _cards_by_then(chain: Chain, last: SignedResumption, shown: Shown) -> list[Card]:
    """The cards with which a side may have signed: any that it had until it is seen to have gone on, else its last."""
    statement, end = last.resumption, len(shown[last.resumption.side])
    if chain.side == statement.side:
        return [chain.card_at(statement.after + 1)]
    went_on = chain.first_that_saw(statement.side, statement.last + 1)
    if went_on is None or went_on > len(shown[chain.side]) or chain.seen[statement.side][went_on - 1] > end:
        return [chain.card_at(len(shown[chain.side]) + 1)]
    return [card for since, card in chain.cards if since <= went_on]


def _resumptions(statements: Sequence[SignedResumption]) -> dict[str, Any]:
    if not statements:
        return {}
    roots = {side: [list(pair) for pair in pairs] for side, pairs in statements[-1].roots.items()}
    said = [each.resumption.to_bytes().decode() for each in statements]
    return {"resumptions": {"roots": roots, "statements": said}}


def _touching(folded: Folded, signed: Signed) -> tuple[set[str], set[Text]]:
    """Every point and package that has a point in common with what was signed, or with one that has.

    What a side signed of one such text can decide whether its signature under another has an effect.
    """
    holding: dict[str, list[Bundle]] = defaultdict(list)
    for bundle in (way.bundle for ways in folded.table.values() for way in ways[:1]):
        for point, _ in bundle.texts:
            holding[point].append(bundle)
    points, packages = set[str](), set[Text]()
    wait = [signed.bundle]
    while wait:
        bundle = wait.pop()
        packages.add(bundle.key)
        new = {point for point, _ in bundle.texts} - points
        points |= new
        wait += [each for point in new for each in holding[point]]
    return points, packages


def _is_needed(entry: Entry, text: Text, touching: tuple[set[str], set[Text]]) -> bool:
    """Whether the reader must know what an entry says."""
    header, (points, packages) = entry.header, touching
    about = (header.point or "", header.revision or "")
    if header.type == Kind.ASSENT:
        return about[0] in points or about in packages
    return header.type in (Kind.KEYS, Kind.PACKAGE) or (header.type == Kind.PROPOSE and about == text)
