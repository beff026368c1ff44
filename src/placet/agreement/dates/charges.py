"""A charge: proof for anybody that a side signed a message of a round that is not as it must be.

It holds the terms, the messages of the round and the false one, all as they were signed. Whoever trusts the keys of
the two sides needs nothing else: no secret, no record, no word of ours. A message that was only out of turn is no
matter for a charge; that is seen in the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placet.agreement.acts import revision_of
from placet.agreement.dates.letters import Letter, letter_of
from placet.agreement.dates.meeting import Meeting, Message, fault_in
from placet.agreement.dates.rounds import PROVABLE, Fault
from placet.agreement.dates.search import Search, terms_of
from placet.agreement.entry import Entry, Kind, entry_of
from placet.agreement.record import Record
from placet.agreement.shape import Shape
from placet.agreement.signing import Use, digest, verifies
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object


@dataclass(frozen=True, slots=True)
class Charge:
    """The last of the messages is the false one; `code` says what is wrong with it."""

    code: str
    sides: tuple[str, str]
    terms: Entry
    """The entry that proposed the terms: the false message names their hash."""
    messages: tuple[Entry, ...]

    @property
    def against(self) -> str:
        """The side that signed the false message."""
        return self.messages[-1].header.side

    def to_bytes(self) -> bytes:
        """The file that is handed over."""
        return canonical(
            {
                "code": self.code,
                "messages": [_pair(entry) for entry in self.messages],
                "sides": list(self.sides),
                "terms": _pair(self.terms),
                "v": 1,
            }
        )


def charge_of(record: Record, fault: Fault) -> Charge | None:
    """The charge for a fault, or None where the fault is not within the message, or the terms' body was erased."""
    search = fault.round.meeting.search
    named = (entry for entry in record if (entry.header.point, entry.header.revision) == search.text)
    terms = next((entry for entry in named if entry.header.type == Kind.PROPOSE and revision_of(entry)), None)
    if fault.code not in PROVABLE or terms is None:
        return None
    return Charge(fault.code, search.sides, terms, (*fault.round.entries, fault.entry))


def parsed(raw: bytes) -> Charge:
    """The charge in a file, its form looked at and nothing verified. Raises `Refused`."""
    shape = Shape(parse_object(raw), "charge")
    shape.number("v", 1, 1)
    sides = shape.items("sides", 2, lambda side: Shape({"sides": side}, "charge").side("sides"), least=2)
    return Charge(
        code=shape.text("code"),
        sides=(sides[0], sides[1]),
        terms=_entry(shape.raw("terms")),
        messages=shape.items("messages", 3, _entry, least=1),
    )


def is_proven(charge: Charge, nodes: Mapping[str, str]) -> bool:
    """Whether a charge holds against whoever has the node keys `nodes` (side to key in hex, enrolled)."""
    try:
        meeting = _meeting(charge)
        messages = tuple(_message(charge, place, nodes) for place in range(len(charge.messages)))
    except Refused:
        return False
    turns = (meeting.first, meeting.second, meeting.first)
    is_in_turn = all(entry.header.side == side for entry, side in zip(charge.messages, turns, strict=False))
    found = [fault_in(meeting, messages[:count]) for count in range(1, len(messages) + 1)]
    return is_in_turn and charge.code in PROVABLE and found == [None] * (len(found) - 1) + [charge.code]


def _meeting(charge: Charge) -> Meeting:
    revision = revision_of(charge.terms)
    if revision is None or revision.kind != Kind.DATES or len(set(charge.sides)) != 2:
        raise Refused("dates-terms-missing")
    terms = terms_of(revision.content)
    if terms.first not in charge.sides:
        raise Refused("field", field="terms.first")
    search = Search(
        visit=revision.visit,
        sides=charge.sides,
        point=revision.point,
        revision=revision.hash,
        terms=terms,
        needs=revision.needs,
        since=(),
        ends=(),
        is_contested=False,
    )
    return Meeting(search, _letter(charge.messages[-1]).round)


def _message(charge: Charge, place: int, nodes: Mapping[str, str]) -> Message:
    """A message of the charge, once its signature, its body and its place are what they claim to be."""
    entry, last = charge.messages[place], charge.messages[-1]
    key = nodes.get(entry.header.side)
    if key is None or not verifies(bytes.fromhex(key), Use.ENTRY + entry.raw, entry.signature):
        raise Refused("bad-signature", side=entry.header.side, seq=entry.header.seq)
    if _names(entry) != (*_names(charge.terms)[:3], Kind.DATES):
        raise Refused("other-visit")
    letter = _letter(entry)
    answered = charge.messages[place - 1].hash if place else None
    if letter.answers != answered or letter.round != _letter(last).round:
        raise Refused("dates-answers-other")
    return letter.message


def _names(entry: Entry) -> tuple[str, str | None, str | None, str]:
    header = entry.header
    return header.visit, header.point, header.revision, header.type


def _letter(entry: Entry) -> Letter:
    body, header = entry.body or b"", entry.header
    if len(body) != header.length or digest(Use.BODY, body) != header.body:
        raise Refused("body-differs", side=header.side, seq=header.seq)
    return letter_of(parse_object(body))


def _pair(entry: Entry) -> list[str]:
    return [entry.raw.decode(), entry.signature.hex(), (entry.body or b"").decode()]


def _entry(value: object) -> Entry:
    if not isinstance(value, list) or len(value) != 3 or not all(isinstance(part, str) for part in value):
        raise Refused("field", field="charge.entry")
    raw, signature, body = value
    return entry_of(raw.encode(), bytes.fromhex(Shape({"s": signature}, "charge").signature("s")), body.encode())
