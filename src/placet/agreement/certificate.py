"""Evidence for a third party that a text was agreed: every side's chain up to its receipt, and few bodies.

    opening   the sides and their keys
    chains    of each side all headers from its first entry to the last one that anybody's receipt rests on
    bodies    of changes of keys, of packages, of assents that touch a point of what was signed, and of the text

Why whole chains: that something is *not* there (a withdrawal before, an office that must sign besides, a counter-text)
is shown only by showing everything, and an entry outside its chain could have been written afterwards by the side that
shows it. Bodies of other points stay out: of those the third party sees a hash with a salt. The certificate is checked
by one small program that shares no code with this one (docs/formats/certificate.md).
"""

from __future__ import annotations

from collections.abc import Sequence

from placet.agreement.entry import FIRST_PREVIOUS, Entry, Kind
from placet.agreement.fold import Folded, Signed
from placet.agreement.record import Record
from placet.agreement.tabling import Text
from placet.errors import Refused
from placet.formats.canonical import canonical

VERSION = 1


def certificate(record: Record, folded: Folded, text: Text) -> bytes:
    """The certificate's bytes. Raises `Refused`.

    `not-agreed`; `contested` where the sides must settle it first; `certificate-beyond` where it would rest on entries
    that only a statement after a fork holds together, which the program that checks it does not read yet.
    """
    signed = next((each for each in reversed(folded.agreed) if text in each.bundle.texts), None)
    if signed is None:
        raise Refused("not-agreed")
    if signed.contested:
        raise Refused("contested")
    chains = {side: _up_to_receipts(record, signed, side) for side in folded.sides}
    for side, entries in chains.items():
        _refuse_beyond(record, side, entries)
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
                }
                for side, entries in chains.items()
            },
            "opening": record.opening.raw.decode(),
            "text": list(text),
            "v": VERSION,
        }
    )


def _up_to_receipts(record: Record, signed: Signed, side: str) -> list[Entry]:
    """A side's chain up to the last of its entries that anybody's receipt names; its own receipt counts itself."""
    receipts = [record.chains[other].entries[seq - 1] for other, seq in signed.receipts.items()]
    return record.chains[side].entries[: max(entry.header.seen_of(side) for entry in receipts)]


def _refuse_beyond(record: Record, side: str, entries: Sequence[Entry]) -> None:
    before = FIRST_PREVIOUS
    for entry in entries:
        if entry.header.prev != before or any(
            head.hash in record.chains[head.side].dropped for head in entry.header.seen
        ):
            raise Refused("certificate-beyond", side=side, seq=entry.header.seq)
        before = entry.hash


def _touching(folded: Folded, signed: Signed) -> tuple[set[str], set[Text]]:
    """The points of what was signed, and the packages on the table that hold one of them."""
    points = {point for point, _ in signed.bundle.texts}
    ways = (way for found in folded.table.values() for way in found)
    return points, {way.bundle.key for way in ways if any(point in points for point, _ in way.bundle.texts)}


def _is_needed(entry: Entry, text: Text, touching: tuple[set[str], set[Text]]) -> bool:
    """Whether the reader must know what an entry says."""
    header, (points, packages) = entry.header, touching
    about = (header.point or "", header.revision or "")
    if header.type == Kind.ASSENT:
        return about[0] in points or about in packages
    return header.type in (Kind.KEYS, Kind.PACKAGE) or (header.type == Kind.PROPOSE and about == text)
