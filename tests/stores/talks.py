"""Sides that write to each other, for the stores to keep. The same script gives the same bytes."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import Any

from tests.agreement.parties import Party, parties, secret, settle

from placet.agreement.entry import Entry, Kind, body_of
from placet.agreement.entry import written as entry_written
from placet.agreement.record import Fork
from placet.agreement.signing import Use, digest
from placet.formats.canonical import canonical
from placet.node.joint.ports import KeptEnvelope

ODD = "nul \0, mark \ufeff, turned \u202e, pair \U0001f54a, last \U0010ffff, فارسی"
"""Characters that one database or another has trouble with."""


class Talks:
    """A joint file, the pens of its sides, and everything written so far in the order of writing, which is causal."""

    def __init__(self, *sides: str) -> None:
        self.parties = {party.side: party for party in parties(*(sides or ("IR", "RU")))}
        self.log: list[Entry] = [party.record.chains[side].entries[0] for side, party in self.parties.items()]

    def apart(self) -> Talks:
        """The same so far; what is said in either from now on is not in the other."""
        other = copy(self)
        other.parties = {side: party.apart() for side, party in self.parties.items()}
        other.log = [*self.log]
        return other

    @property
    def visit(self) -> str:
        return next(iter(self.parties.values())).opening.visit

    @property
    def opening(self) -> bytes:
        return next(iter(self.parties.values())).opening.raw

    def say(self, side: str, kind: Kind | str = Kind.NOTE, **fields: Any) -> Entry:
        return self._logged(self.parties[side].say(kind, fields or {"text": "a word"}))

    def say_oddly(self, side: str) -> Entry:
        """A note in odd characters, one of them not composed: our own hand writes none such, another program may."""
        party = self.parties[side]
        body = canonical({"salt": secret(side, "odd").hex(), "text": ODD})
        header = replace(party._header(Kind.NOTE), body=digest(Use.BODY, body), length=len(body))
        entry = entry_written(header, body, party.keys.node)
        party.record.admit(entry)
        return self._logged(entry)

    def assent(self, side: str) -> Entry:
        """A text is put on the table and sealed; the seal's entry."""
        party = self.parties[side]
        text = party.propose({"title": {"en": "Talks"}})
        self._logged(party.record.chains[side].entries[-1])
        return self._logged(party.assent(text))

    def heard(self) -> None:
        """Everybody receives what the others wrote."""
        settle(list(self.parties.values()))

    def spoken(self, count: int) -> list[Entry]:
        """That many notes, the sides taking turns and hearing each other in between."""
        turns = list(self.parties)
        block = max(1, count // 8)  # hearing everything again takes longer, the more there is
        for number in range(count):
            self.say(turns[number // block % len(turns)], text=f"note {number}")
            if number % block == block - 1:
                self.heard()
        return self.log[-count:]

    def _logged(self, entry: Entry) -> Entry:
        self.log.append(entry)
        return entry


def rival(party: Party, entry: Entry) -> Entry:
    """Another entry that the same side signs under the same number."""
    body = body_of({"text": "another word"}, bytes(32))
    header = replace(entry.header, body=digest(Use.BODY, body), length=len(body), type=Kind.NOTE.value)
    return entry_written(header, body, party.keys.node)


def fork(party: Party, entry: Entry) -> Fork:
    return Fork(entry, rival(party, entry))


def envelope(number: int = 1, *, outgoing: bool = False, other: str = "RU", id: str = "") -> KeptEnvelope:  # noqa: A002  # its name in the port
    return KeptEnvelope(other, outgoing, number, id or f"{number:032x}", "2027-03-04T12:00:00Z", "[]")


def bytes_of(entries: Any) -> list[tuple[bytes, bytes, bytes | None]]:
    """What must come back as it went in; entries themselves are compared by their headers only."""
    return [(entry.raw, entry.signature, entry.body) for entry in entries]
