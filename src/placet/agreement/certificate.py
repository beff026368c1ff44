"""Evidence for a third party that a text was agreed: as few entries as prove it, everything else withheld.

    opening     the sides and their keys
    keys        every change of keys that was in force for what follows, with its body
    segments    of each side's chain, whole: from its first seal under the text to the last entry that the others'
                receipts rest on. That no withdrawal and no counter-text lies between is what they prove
    bodies      of the assents, of the text, and of packages that were signed within the segments

Bodies of other points stay out: of those the third party sees a hash with a salt. The certificate is checked by one
small program that shares no code with this one (docs/formats/certificate.md).
"""

from __future__ import annotations

from typing import Any

from placet.agreement.entry import Entry, Kind
from placet.agreement.fold import Folded, Signed
from placet.agreement.record import Record
from placet.agreement.tabling import Text
from placet.errors import Refused
from placet.formats.canonical import canonical

VERSION = 1


def certificate(record: Record, folded: Folded, text: Text) -> bytes:
    """The certificate's bytes. Raises `Refused`: `not-agreed`, or `contested` where the sides must settle it first."""
    signed = next((each for each in reversed(folded.agreed) if text in each.bundle.texts), None)
    if signed is None:
        raise Refused("not-agreed")
    if signed.contested:
        raise Refused("contested")
    segments = {side: _segment(record, signed, side) for side in folded.sides}
    entries = {
        side: [_written(entry, with_body=_proves(entry, signed.bundle.key)) for entry in segment]
        for side, segment in segments.items()
    }
    keys = {
        side: [
            _written(_entry(record, side, seq), with_body=True)
            for seq, _ in record.chains[side].changes
            if seq < segment[0].header.seq
        ]
        for side, segment in segments.items()
    }
    tabled = [_entry(record, *place) for place in sorted(_tabled(folded, signed, segments))]
    return canonical(
        {
            "bundle": list(signed.bundle.key),
            "chains": {side: {"entries": entries[side], "keys": keys[side]} for side in folded.sides},
            "opening": record.opening.raw.decode(),
            "tabled": [
                _written(each, with_body=each.header.type == Kind.PACKAGE or _names(each, text)) for each in tabled
            ],
            "text": list(text),
            "v": VERSION,
        }
    )


def _segment(record: Record, signed: Signed, side: str) -> list[Entry]:
    """From the side's first seal under the text to the last of its entries that anybody's receipt names."""
    seals = [seq for seq in record.chains[side].sealed if _names(_entry(record, side, seq), signed.bundle.key)]
    receipts = [_entry(record, other, seq) for other, seq in signed.receipts.items()]
    return record.chains[side].entries[min(seals) - 1 : max(entry.header.seen_of(side) for entry in receipts)]


def _proves(entry: Entry, key: Text) -> bool:
    """Whether an entry's body is needed: a seal under the text, or a change of keys."""
    return entry.header.type == Kind.KEYS or (entry.header.type == Kind.ASSENT and _names(entry, key))


def _tabled(folded: Folded, signed: Signed, segments: dict[str, list[Entry]]) -> set[tuple[str, int]]:
    """Where the text and, of a package, each member was put on the table; and whatever was signed in the segments.

    Of these only packages show their bodies: that they hold no other text of the same point.
    """
    signed_meanwhile = {
        (str(entry.header.point), str(entry.header.revision))
        for segment in segments.values()
        for entry in segment
        if entry.header.type == Kind.ASSENT
    }
    texts = signed.bundle.texts | signed_meanwhile
    return {(way.side, way.seq) for text in texts for way in folded.table.get(text, ())}


def _entry(record: Record, side: str, seq: int) -> Entry:
    return record.chains[side].entries[seq - 1]


def _names(entry: Entry, text: Text) -> bool:
    return (entry.header.point, entry.header.revision) == text


def _written(entry: Entry, *, with_body: bool) -> dict[str, Any]:
    """An entry as the certificate has it; a body that was erased cannot be shown and is left out."""
    fields = {"header": entry.raw.decode(), "signature": entry.signature.hex()}
    return {**fields, "body": entry.body.decode()} if with_body and entry.body is not None else fields
