"""Two or more sides in memory: each with its keys and its own record, handing entries to each other by hand.

Keys, salts and times come from counters, so that the same script gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any

from placet.agreement.acts import Consent, Level, Revision, Wording, assent_fields, joining, point_id
from placet.agreement.cards import Card
from placet.agreement.cards import written as card_written
from placet.agreement.changed_keys import changing, key_change_fields
from placet.agreement.entry import Entry, Kind, body_of
from placet.agreement.entry import written as entry_written
from placet.agreement.fold import Folded, fold
from placet.agreement.header import Header
from placet.agreement.opening import Opening, opened
from placet.agreement.record import Admission, Record
from placet.agreement.signing import SecretKey, Use, digest
from placet.agreement.tabling import Text

MAIN_OFFICE = "protocol"


def secret(*words: object) -> bytes:
    """32 bytes that are always the same for the same words."""
    return hashlib.sha256(repr(words).encode()).digest()


def pouch_key(*words: object) -> bytes:
    """An envelope key of the right form: 768 numbers below 3329, two in three bytes, a seed, and a point of X25519."""
    drawn = b"".join(secret(*words, "pouch", part) for part in range(48))
    numbers = [int.from_bytes(drawn[at : at + 2], "little") % 3329 for at in range(0, len(drawn), 2)]
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    packed = b"".join((low | high << 12).to_bytes(3, "little") for low, high in pairs)
    return packed + secret(*words, "seed") + secret(*words, "curve")[:31] + bytes(1)


@cache
def keys_of(side: str, offices: tuple[str, ...], generation: int) -> Keys:
    """The keys of a side, of one generation; made once, because making them is slow."""
    return Keys(side, offices, generation)


class Keys:
    """The four kinds of key of one side. The envelope key has the right length here, and nothing is sealed to it."""

    def __init__(self, side: str, offices: Sequence[str] = (MAIN_OFFICE,), generation: int = 0) -> None:
        self.side = side
        self.offices = tuple(offices)
        self.generation = generation
        self.root = SecretKey(secret(side, generation, "root"))
        self.node = SecretKey(secret(side, generation, "node"))
        self.seals = {office: SecretKey(secret(side, generation, "seal", office)) for office in offices}
        self.card: Card = card_written(
            side=side,
            names={"en": f"Side {side}"},
            roots=[self.root.public],
            threshold=1,
            seals={key.public: office for office, key in self.seals.items()},
            node=self.node.public,
            pouch=pouch_key(side, generation),
        )


class Party:
    """One side's node: what it has received, and its own pen."""

    def __init__(self, keys: Keys, opening: Opening, ticks: int = 1) -> None:
        self.keys = keys
        self.opening = opening
        self.record = Record(opening)
        self.hours = 0
        """By how much its clock is wrong."""
        self._ticks = count(ticks)

    @property
    def side(self) -> str:
        return self.keys.side

    def apart(self) -> Party:
        """The same so far; what either receives or writes from now on, the other does not."""
        other = copy(self)
        other.record, other._ticks = self.record.copy(), copy(self._ticks)
        return other

    def join(self) -> Entry:
        statement = joining(self.opening.visit, self.keys.card)
        roots = [[self.keys.root.public, self.keys.root.sign(Use.JOIN, statement)]]
        return self.say(Kind.JOIN, {"roots": roots})

    def propose(
        self,
        content: dict[str, Any],
        *,
        point: str | None = None,
        kind: str = "engagement",
        base: Sequence[str] = (),
        needs: Sequence[tuple[str, str]] = (),
    ) -> Text:
        """Put a text on the table, unsigned; returns it."""
        return self.table(Kind.PROPOSE, kind, content, point, base, needs)

    def package(self, *members: Text) -> Text:
        """Put several texts on the table as one."""
        content = {"members": [list(text) for text in sorted(members)]}
        return self.table(Kind.PACKAGE, Kind.PACKAGE.value, content)

    def table_again(self, tabled: Entry, **changes: Any) -> Entry:
        """Put a text on the table that already lies there, under its own body; `changes` tell lies about it."""
        told = tabled.header
        assert tabled.body is not None
        known = {"point": told.point, "revision": told.revision, "needs": told.needs, **changes}
        return self._finish(self._header(known.pop("kind", told.type), **known), tabled.body)

    def last(self) -> Entry:
        """What this side wrote last."""
        return self.record.chains[self.side].entries[-1]

    def assent(
        self,
        text: Text,
        level: Level = Level.FINAL,
        offices: Sequence[str] = (MAIN_OFFICE,),
        wording: Wording = Wording.AGREE,
    ) -> Entry:
        """Sign a text with the seals of some offices."""
        point, revision = text
        header = self._header(Kind.ASSENT, point=point, revision=revision)
        consent = Consent(self.opening.visit, self.side, point, revision, level, wording, header.at)
        seals = [(self.keys.seals[o].public, self.keys.seals[o].sign(Use.SEAL, consent.to_bytes())) for o in offices]
        return self._write(header, assent_fields(consent, seals))

    def forge(self, text: Text, other: Text, which: int) -> Entry:
        """An assent without a seal that holds: by the machine key, of another text, of another level, or none."""
        header = self._header(Kind.ASSENT, point=text[0], revision=text[1])
        consents = [
            Consent(self.opening.visit, self.side, *about, level, Wording.AGREE, header.at)
            for about, level in ((text, Level.FINAL), (other, Level.FINAL), (text, Level.AD_REFERENDUM))
        ]
        seal = next(iter(self.keys.seals.values()))
        signatures = [
            self.keys.node.sign(Use.SEAL, consents[0].to_bytes()),
            seal.sign(Use.SEAL, consents[1].to_bytes()),
            seal.sign(Use.SEAL, consents[2].to_bytes()),
        ][which : which + 1]
        return self._write(header, assent_fields(consents[0], [(seal.public, each) for each in signatures]))

    def change_keys(self, last_good: int | None = None, *, signed_by_new: bool = False) -> Entry:
        """Take new keys, the next generation; `signed_by_new` where the old machine key was lost."""
        old, new = self.keys, keys_of(self.side, self.keys.offices, self.keys.generation + 1)
        header = self._header(Kind.KEYS)
        statement = changing(self.opening.visit, header.seq, header.prev, new.card, last_good)
        roots = [(each.root.public, each.root.sign(Use.KEYS, statement)) for each in (old, new)]
        self.keys = new if signed_by_new else old
        entry = self._write(header, dict(key_change_fields(new.card, last_good, roots)))
        self.keys = new
        return entry

    def purge(self, *seqs: int) -> Entry:
        return self.say(Kind.PURGE, {"entries": list(seqs)})

    def withdraw(self, text: Text, reason: str = "withdrawn") -> Entry:
        return self.say(Kind.WITHDRAW, {"reason": reason}, point=text[0], revision=text[1])

    def acknowledge(self) -> Entry:
        return self.say(Kind.ACKNOWLEDGE, {})

    def say(self, kind: str, fields: dict[str, Any], **header: Any) -> Entry:
        return self._write(self._header(kind, **header), fields)

    def hear(self, other: Party, up_to: int | None = None) -> list[Entry]:
        """Take in what another has of all sides but this one; `up_to` bounds the entries of that other's own chain."""
        entries = [
            entry
            for entry in other.record
            if entry.header.side != self.side
            and not (entry.header.side == other.side and up_to and entry.header.seq > up_to)
        ]
        return self.record.admit_all(entries)

    def twin(self) -> Party:
        """A second node of the same side, from the same record: what must not be."""
        other = Party(self.keys, self.opening, ticks=10_000)
        other.record = self.record.copy()
        return other

    def fold(self) -> Folded:
        return fold(self.record)

    def agreed(self) -> list[Text]:
        return [each.bundle.key for each in self.fold().agreed]

    def table(
        self,
        entry: Kind,
        kind: str,
        content: dict[str, Any],
        point: str | None = None,
        base: Sequence[str] = (),
        needs: Sequence[tuple[str, str]] = (),
    ) -> Text:
        """Put a text on the table by an entry of some type."""
        salt = secret(self.side, "salt", next(self._ticks)).hex()
        point = point or point_id(self.opening.visit, self.side, kind, salt)
        wanted = tuple(sorted(needs))
        revision = Revision(self.opening.visit, point, kind, 1, tuple(base), content, wanted, salt)
        fields = {"base": list(base), "content": content, "kind": kind, "schema": 1}
        header = self._header(entry, point=point, revision=revision.hash, needs=wanted)
        self._write(header, fields, bytes.fromhex(salt))
        return point, revision.hash

    def _header(self, kind: str, **fields: Any) -> Header:
        head = self.record.chains[self.side].head
        seq = head.seq + 1 if head else 1
        return Header(
            visit=self.opening.visit,
            side=self.side,
            seq=seq,
            prev=self.record.chains[self.side].previous,
            seen=self.record.seen_by(self.side),
            type=str(kind),
            at=f"2027-03-04T{(seq // 3600 + self.hours) % 24:02d}:{seq // 60 % 60:02d}:{seq % 60:02d}Z",
            body="",
            length=0,
            **fields,
        )

    def _write(self, header: Header, fields: dict[str, Any], salt: bytes | None = None) -> Entry:
        return self._finish(header, body_of(fields, salt or secret(self.side, "body", next(self._ticks))))

    def _finish(self, header: Header, body: bytes) -> Entry:
        entry = entry_written(replace(header, body=digest(Use.BODY, body), length=len(body)), body, self.keys.node)
        assert self.record.admit(entry) is Admission.TAKEN
        return entry


def parties(*sides: str, offices: dict[str, Sequence[str]] | None = None) -> list[Party]:
    """Sides of a new joint file that have all joined and heard each other."""
    keys = [keys_of(side, tuple((offices or {}).get(side, (MAIN_OFFICE,))), 0) for side in sides]
    opening = opened([each.card for each in keys], {"en": "A visit"}, secret("opening"))
    members = [Party(each, opening) for each in keys]
    for member in members:
        member.join()
    settle(members)
    return members


def settle(members: Sequence[Party]) -> None:
    """Everybody hears everybody twice over: afterwards all hold the same record."""
    for _ in members:
        for one in members:
            for other in members:
                if one is not other:
                    one.hear(other)


def agree(text: Text, *members: Party, level: Level = Level.FINAL) -> None:
    """Everybody signs a text with all seals that it has, hears everybody, and says so."""
    settle(members)
    for member in members:
        member.assent(text, level, member.keys.offices)
    settle(members)
    for member in members:
        member.acknowledge()
    settle(members)
