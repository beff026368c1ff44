"""The envelope with which a side joins brings what all sides have settled before, like any other."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.node.joint.offices import root_of, two_offices

from placet.agreement.entry import Entry, body_of, written
from placet.agreement.envelopes.outstanding import Route, contents_for
from placet.agreement.envelopes.packing import Stamp, packed
from placet.agreement.header import Header
from placet.agreement.resuming import resumed
from placet.agreement.resumption import SignedResumption, settling
from placet.agreement.signing import Use, digest
from placet.node.joint.envelopes import receive
from placet.node.joint.opening_files import enrol
from placet.node.joint.rehearsal import Rehearsing


def remark(office: Rehearsing, seq: int, prev: str, word: str) -> Entry:
    body = body_of({"note": word}, hashlib.sha256(word.encode()).digest())
    desk = office.desk()
    header = Header(desk.visit, "IR", seq, prev, (), "note", "2027-03-04T09:00:00Z", digest(Use.BODY, body), len(body))
    return written(header, body, desk.keyring.node)


def test_a_chain_that_had_parted_and_went_on_is_joined(tmp_path: Path) -> None:
    """RU's root signed what counts before RU had the file; IR has gone on from it."""
    with two_offices(tmp_path) as play:
        host, guest = play.host, play.guest
        before = host.desk().record
        one, other = (remark(host, 2, before.chains["IR"].previous, word) for word in "ab")
        parted = before.copy()
        assert [parted.admit(each).value for each in (one, other)] == ["taken", "fork"]
        join = before.chains["IR"].entries
        statement = settling([*join, one], [[*join, other]])
        raw = statement.to_bytes()
        roots = {each.side: [(root_of(each).public, root_of(each).sign(Use.RESUME, raw))] for each in (host, guest)}
        settled = resumed(parted, SignedResumption(statement, roots))
        settled.admit(remark(host, 3, statement.hash, "c"))
        envelope = packed(contents_for(settled, Route("IR", "RU")), Stamp(bytes(16), 1), host.desk().keyring.node)
        enrol(guest.office, host.office.keyring.card)
        chains = receive(guest.office, envelope, lambda: root_of(guest)).desk.record.chains
        assert (len(chains["IR"].entries), [each.resumption for each in chains["IR"].resumptions]) == (3, [statement])
        assert chains["RU"].head is not None
