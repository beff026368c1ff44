"""Sides with keys that envelopes can be sealed to, and envelopes of theirs: good ones, and ones broken in one place.

`Draft` builds an envelope frame by frame without the code that is tested, sealing and signing apart: whoever breaks
the format on purpose does so here.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.agreement.parties import MAIN_OFFICE, Keys, Party, secret, settle

from placet.agreement.cards import written as card_written
from placet.agreement.changed_keys import changing, key_change_fields
from placet.agreement.entry import Entry, Kind
from placet.agreement.envelopes.manifest import Manifest
from placet.agreement.envelopes.outstanding import Route, contents_for
from placet.agreement.envelopes.packing import Stamp, packed
from placet.agreement.envelopes.pouch import Addressee, Pouch, pouch_of
from placet.agreement.envelopes.sealing import PouchKey, key_id, sealed
from placet.agreement.opening import Opening, opened
from placet.agreement.record import Record
from placet.agreement.signing import SecretKey, Use
from placet.formats.canonical import canonical, parse_object


class SealingKeys(Keys):
    """The keys of one side, that for envelopes a real one."""

    def __init__(self, side: str, offices: Sequence[str] = (MAIN_OFFICE,), generation: int = 0) -> None:
        super().__init__(side, offices, generation)
        self.pouch = PouchKey(secret(side, generation, "pouch"))
        self.card = card_written(
            side=side,
            names={"en": f"Side {side}"},
            roots=[self.root.public],
            threshold=1,
            seals={key.public: office for office, key in self.seals.items()},
            node=self.node.public,
            pouch=self.pouch.public,
        )


class Office(Party):
    """A side's node that writes and reads envelopes; it remembers the last manifest of each other side."""

    keys: SealingKeys

    def __init__(self, keys: SealingKeys, opening: Opening) -> None:
        super().__init__(keys, opening)
        self.old: list[SealingKeys] = []
        self.told: dict[str, Manifest] = {}
        self.sent = 0

    @property
    def addressee(self) -> Addressee:
        found = {each.pouch.id: each.pouch for each in (self.keys, *self.old)}
        return Addressee(found, {self.opening.visit: self.record}.get)

    def write_to(self, other: Office) -> bytes:
        self.sent += 1
        contents = contents_for(self.record, Route(self.side, other.side), told=self.told.get(other.side))
        return packed(contents, self.stamp(), self.keys.node)

    def stamp(self) -> Stamp:
        return Stamp(secret(self.side, "envelope", self.sent)[:16], max(self.sent, 1))

    def read(self, raw: bytes) -> Pouch:
        """Verify an envelope and take in what it holds."""
        pouch = pouch_of(raw, self.addressee)
        self.record.admit_all(pouch.entries)
        self.told[pouch.manifest.sender] = pouch.manifest
        return pouch

    def change_keys(self, generation: int = 1) -> Entry:
        """New keys of every kind, signed by the old root and the new."""
        new = SealingKeys(self.side, tuple(self.keys.seals), generation)
        chain = self.record.chains[self.side]
        head = chain.entries[-1]
        statement = changing(self.opening.visit, head.header.seq + 1, head.hash, new.card, None)
        roots = [(keys.root.public, keys.root.sign(Use.KEYS, statement)) for keys in (self.keys, new)]
        entry = self.say(Kind.KEYS, dict(key_change_fields(new.card, None, roots)))
        self.old.append(self.keys)
        self.keys = new
        return entry


def offices(*sides: str) -> list[Office]:
    """Sides of a new joint file that have all joined and heard each other."""
    members = strangers(*sides)
    for member in members:
        member.join()
    settle(members)
    return members


def strangers(*sides: str) -> list[Office]:
    """Sides of a joint file of which none has written anything yet."""
    keys = [SealingKeys(side) for side in sides]
    opening = opened([each.card for each in keys], {"en": "A visit"}, secret("opening"))
    return [Office(each, opening) for each in keys]


def reader_without_record(office: Office) -> Addressee:
    """The office before it has heard of any joint file."""
    return Addressee({office.keys.pouch.id: office.keys.pouch}, lambda _: None)


def padme(size: int) -> int:
    """Padmé as its authors write it (Nikitin and others, PETS 2019), and never less than 32 KiB."""
    exponent = math.floor(math.log2(size))
    mask = (1 << (exponent - math.floor(math.log2(exponent)) - 1)) - 1
    return max(32 * 1024, (size + mask) & ~mask)


def padded(content: bytes, size: int | None = None) -> bytes:
    return content + bytes((size or padme(len(content))) - len(content))


def frame(letter: bytes | str, content: bytes = b"") -> bytes:
    return (letter.encode() if isinstance(letter, str) else letter) + len(content).to_bytes(4) + content


def entry_frame(entry: Entry, body: bytes | None = b"") -> bytes:
    """An entry as the format's page says, with its own body unless another is given."""
    held = entry.body if body == b"" else body
    tail = b"\0" if held is None else b"\1" + held
    return frame("E", len(entry.raw).to_bytes(2) + entry.raw + entry.signature + tail)


@dataclass
class Draft:
    """An envelope in parts. Whatever is set here goes out as it is."""

    sender: Office
    recipient: Office
    frames: list[bytes] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    """Of the manifest, in place of what belongs there; None leaves a field out."""
    clear: dict[str, Any] = field(default_factory=dict)
    """Of the clear line, likewise."""
    first_line: bytes = b"PLACET-POUCH/1\n"
    end: bytes = b"Z\0\0\0\0"
    signer: SecretKey | None = None
    fill: Callable[[bytes], bytes] = padded
    id: str = secret("draft").hex()[:32]

    def manifest(self) -> bytes:
        record = self.sender.record
        heads = [[head.side, head.seq, head.hash] for head in record.heads()]
        fields: dict[str, Any] = {
            "answers": "",
            "asks": False,
            "counts": self.counts(),
            "forks": [],
            "frames": hashlib.sha256(b"".join(self.frames) + self.end).hexdigest(),
            "from": self.sender.side,
            "have": heads,
            "heads": heads,
            "id": self.id,
            "kem": key_id(self.recipient.keys.pouch.public),
            "number": 1,
            "suite": "X1",
            "to": self.recipient.side,
            "v": 1,
            "visit": self.sender.opening.visit,
        }
        fields.update(self.fields)
        return canonical({name: value for name, value in fields.items() if value is not None})

    def counts(self) -> dict[str, int]:
        letters = [each[:1].decode("latin-1") for each in self.frames]
        return {letter: letters.count(letter) for letter in set(letters) if letter.isalpha() and letter.isascii()}

    def content(self) -> bytes:
        raw = self.manifest()
        signature = bytes.fromhex((self.signer or self.sender.keys.node).sign(Use.POUCH, raw))
        return self.fill(frame("M", signature + raw) + b"".join(self.frames) + self.end)

    def sealed(self) -> bytes:
        return self.seal(self.content())

    def seal(self, content: bytes, public: bytes | None = None) -> bytes:
        public = public or self.recipient.keys.pouch.public
        parts = [content[at : at + 2**23] for at in range(0, len(content), 2**23)]
        clear: dict[str, Any] = {"id": self.id, "kem": key_id(public), "n": len(parts), "suite": "X1"}
        clear.update(self.clear)
        lines = self.first_line + canonical({name: each for name, each in clear.items() if each is not None}) + b"\n"
        return lines + b"".join(
            len(segment).to_bytes(4) + segment
            for segment in (
                sealed(part, public, segment_info(lines, index, index == len(parts) - 1))
                for index, part in enumerate(parts)
            )
        )


def segment_info(lines: bytes, index: int, is_last: bool) -> bytes:
    return b"placet/pouch/v1\n" + hashlib.sha256(lines).digest() + index.to_bytes(4) + bytes([is_last])


def lines_of(raw: bytes) -> tuple[bytes, bytes]:
    """The two lines in clear, and all the rest."""
    end = raw.index(b"\n", raw.index(b"\n") + 1) + 1
    return raw[:end], raw[end:]


def clear_fields(raw: bytes) -> dict[str, Any]:
    return parse_object(lines_of(raw)[0].splitlines()[1])


def copy_of(record: Record) -> list[str]:
    """Everything that a record holds, to be compared before and after."""
    return [f"{each.hash} {each.signature.hex()} {each.body!r}" for each in record] + [
        str((chain.side, chain.fork, chain.cards, chain.changes)) for chain in record.chains.values()
    ]
