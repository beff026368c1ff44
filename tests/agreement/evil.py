"""A counterpart that keeps every rule but one: it has honest keys and an honest pen, and may put anything on the wire.

`Wire` is what travels: bytes that nobody has looked at. `offer` brings them to a side by the doors that the code has,
and `snapshot` holds what must be the same after a refusal as before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tests.agreement.parties import Keys, Party, parties, secret

from placet.agreement.acts import Consent, Level, Wording, assent_fields
from placet.agreement.changed_keys import changing, key_change_fields
from placet.agreement.entry import Entry, Kind, entry_of
from placet.agreement.record import Admission, Record
from placet.agreement.signing import SecretKey, Use, digest
from placet.agreement.state import state_digest
from placet.agreement.tabling import Text
from placet.formats.canonical import canonical, parse_object

GONE: Any = object()
"""Instead of a value: the field is left out."""


@dataclass(frozen=True, slots=True)
class Wire:
    """An entry on its way."""

    raw: bytes
    signature: bytes
    body: bytes | None

    @classmethod
    def of(cls, entry: Entry) -> Wire:
        return cls(entry.raw, entry.signature, entry.body)

    def but(self, **change: Any) -> Wire:
        return replace(self, **change)


class EvilParty(Party):
    """A side that breaks one rule at a time."""

    @classmethod
    def among(cls, *sides: str, offices: Any = None) -> tuple[EvilParty, Party]:
        """The first of the sides as an evil party, and the second, who is honest; all have joined."""
        evil, honest = parties(*sides, offices=offices)[:2]
        return cls.in_place_of(evil), honest

    @classmethod
    def in_place_of(cls, party: Party) -> EvilParty:
        evil = cls(party.keys, party.opening)
        evil.record, evil._ticks = party.record, party._ticks
        return evil

    def wire(
        self,
        kind: str,
        body: Mapping[str, Any] | bytes | None = None,
        *,
        header: Mapping[str, Any] | None = None,
        key: SecretKey | None = None,
        use: Use = Use.ENTRY,
    ) -> Wire:
        """The next entry as an honest pen would write it, but for the fields of the header, the body, key or tag."""
        if not isinstance(body, bytes):
            body = canonical({"salt": secret(self.side, "evil", next(self._ticks)).hex(), **(body or {})})
        fields = parse_object(self._header_bytes(kind, body))
        fields = {name: value for name, value in {**fields, **(header or {})}.items() if value is not GONE}
        return self.signed(canonical(fields), body, key=key, use=use)

    def signed(self, raw: bytes, body: bytes | None, *, key: SecretKey | None = None, use: Use = Use.ENTRY) -> Wire:
        return Wire(raw, bytes.fromhex((key or self.keys.node).sign(use, raw)), body)

    def write(self, kind: str, body: Mapping[str, Any] | None = None, **header: Any) -> Entry:
        """The same, taken into its own record."""
        wire = self.wire(kind, body, header=header)
        entry = entry_of(wire.raw, wire.signature, wire.body)
        assert self.record.admit(entry) is Admission.TAKEN
        return entry

    def seal(self, text: Text, *, key: SecretKey | None = None, **change: Any) -> dict[str, Any]:
        """The body of an assent under a seal: the next one, or with another visit, side, text, level, wording, time."""
        fields: dict[str, Any] = {
            "visit": self.opening.visit, "side": self.side, "point": text[0], "revision": text[1],
            "level": Level.FINAL, "wording": Wording.AGREE, "at": self.next_at(),
        }  # fmt: skip
        said, sealed = Consent(**fields), Consent(**{**fields, **change})
        key = key or self.keys.seals["protocol"]
        return assent_fields(said, [(key.public, key.sign(Use.SEAL, sealed.to_bytes()))])

    def change_keys(self, new: Keys, last_good: int | None = None, *, roots: tuple[Keys, ...] = ()) -> dict[str, Any]:
        """The body of a change of keys, signed by the roots of `roots`; by those of both cards if none is named."""
        seq, prev = self.next_place()
        statement = changing(self.opening.visit, seq, prev, new.card, last_good)
        signatures = [(each.root.public, each.root.sign(Use.KEYS, statement)) for each in roots or (self.keys, new)]
        return dict(key_change_fields(new.card, last_good, signatures))

    def next_place(self) -> tuple[int, str]:
        head = self.record.chains[self.side].head
        return (head.seq + 1, head.hash) if head else (1, "0" * 64)

    def next_at(self) -> str:
        return str(parse_object(self._header_bytes("note", b"{}"))["at"])

    def _header_bytes(self, kind: str, body: bytes) -> bytes:
        return replace(
            self._header(Kind.NOTE), type=kind, body=digest(Use.BODY, body), length=max(2, len(body))
        ).to_bytes()


def offer(wire: Wire, record: Record) -> Admission:
    """Bring it to the door."""
    return record.admit(entry_of(wire.raw, wire.signature, wire.body))


def offer_in_a_heap(wire: Wire, record: Record) -> None:
    """The other door: as one of a heap of entries, into a copy, which is then thrown away."""
    record.copy().admit_all([entry_of(wire.raw, wire.signature, wire.body)])


def snapshot(record: Record) -> tuple[Any, ...]:
    """The state's digest, and beside it everything that a record holds, bodies and signatures too."""
    chains = [
        (
            chain.side,
            tuple((entry.raw, entry.signature, entry.body) for entry in chain.entries),
            tuple((since, card.raw) for since, card in chain.cards),
            tuple((seq, change.card.raw, change.last_good) for seq, change in chain.changes),
            tuple(sorted((seq, sealed.level, sealed.wording, sealed.offices) for seq, sealed in chain.sealed.items())),
            {side: tuple(counts) for side, counts in chain.seen.items()},
            chain.fork and (Wire.of(chain.fork.kept), Wire.of(chain.fork.other)),
        )
        for chain in record.chains.values()
    ]
    return state_digest(record), *chains
