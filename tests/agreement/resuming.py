"""Chains that parted from themselves, and the statement by which all sides go on."""

from __future__ import annotations

import pytest
from tests.agreement.parties import Party, parties

from placet.agreement.entry import Entry, Kind
from placet.agreement.record import Record
from placet.agreement.resuming import resumed
from placet.agreement.resumption import Resumption, SignedResumption
from placet.agreement.signing import Use
from placet.errors import Refused


def own(party: Party) -> list[Entry]:
    return list(party.record.chains[party.side].entries)


def signed(statement: Resumption, *members: Party) -> SignedResumption:
    """The statement under the roots of these sides."""
    raw = statement.to_bytes()
    roots = {each.side: [(each.keys.root.public, each.keys.root.sign(Use.RESUME, raw))] for each in members}
    return SignedResumption(statement, roots)


def resume(statement: Resumption, *members: Party) -> None:
    """All sign, and hold to it."""
    for member in members:
        member.record = resumed(member.record, signed(statement, *members))


def code_of(record: Record, statement: SignedResumption) -> str:
    with pytest.raises(Refused) as refused:
        resumed(record, statement)
    return refused.value.code


def last_statement(party: Party, side: str = "IR") -> str:
    return party.record.chains[side].resumptions[-1].resumption.hash


def heads(party: Party) -> list[tuple[str, int]]:
    return [(head.side, head.seq) for head in party.record.heads()]


def forked() -> tuple[Party, Party, Party]:
    """IR wrote entries 2 and 3 to RU; its twin wrote another 2, and RU knows of both."""
    ir, ru = parties("IR", "RU")
    twin = ir.twin()
    for _ in range(2):
        ir.say(Kind.NOTE, {"from": "IR"})
    twin.say(Kind.NOTE, {"from": "its twin"})
    ru.hear(ir)
    ru.record.admit(twin.last())
    return ir, twin, ru
