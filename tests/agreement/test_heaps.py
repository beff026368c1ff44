"""What the door refuses, with its code, and that a refusal changes nothing; and heaps, in any order."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, permutations

import pytest
from tests.agreement.parties import Party, keys_of, parties, secret

from placet.agreement.acts import joining
from placet.agreement.entry import Entry, Kind, body_of
from placet.agreement.entry import written as entry_written
from placet.agreement.header import Head, Header
from placet.agreement.record import Admission, Record
from placet.agreement.signing import Use, digest
from placet.errors import Refused


def two() -> tuple[Party, Party]:
    ir, ru = parties("IR", "RU")
    return ir, ru


def refused(record: Record, entry: Entry) -> tuple[str, dict[str, object]]:
    """The refusal; and that nothing has changed."""
    before = [(chain.entries[:], chain.fork, chain.cards[:], dict(chain.seen)) for chain in record.chains.values()]
    with pytest.raises(Refused) as found:
        record.admit(entry)
    assert before == [(chain.entries, chain.fork, chain.cards, chain.seen) for chain in record.chains.values()]
    return found.value.code, dict(found.value.facts)


def next_header(party: Party) -> Header:
    """Of the remark that a side would make next."""
    return party.twin().say(Kind.NOTE, {}).header


def signed(party: Party, header: Header, body: bytes | None = None) -> Entry:
    """What the machine's key signs, in form or not."""
    raw = body_of({}, secret("body")) if body is None else body
    return sealed(party, replace(header, body=digest(Use.BODY, raw), length=len(raw)), raw)


def sealed(party: Party, header: Header, body: bytes) -> Entry:
    raw = header.to_bytes()
    signature = bytes.fromhex(party.keys.node.sign(Use.ENTRY, raw))
    return Entry(header, raw, signature, body, digest(Use.ENTRY, raw))


def test_a_gap_is_named_with_what_is_there() -> None:
    ir, ru = two()
    entry = signed(ir, replace(next_header(ir), seq=4))
    assert refused(ru.record, entry) == ("gap", {"side": "IR", "seq": 4, "have": 1})


def test_an_entry_must_name_the_one_before_it() -> None:
    ir, ru = two()
    assert refused(ru.record, signed(ir, replace(next_header(ir), prev="1" * 64)))[0] == "broken-chain"


def test_a_side_joins_once_and_first() -> None:
    ir, ru = two()
    assert refused(ru.record, signed(ir, replace(next_header(ir), type=Kind.JOIN.value)))[0] == "not-joined"
    header = replace(next_header(ir), seq=1, prev="0" * 64, seen=())
    assert refused(Record(ir.opening), signed(ir, header))[0] == "not-joined"


@pytest.mark.parametrize("roots", [[], "none", ["of RU"]])
def test_only_its_roots_can_let_a_side_join(roots: object) -> None:
    ir, ru = two()
    statement = joining(ir.opening.visit, ir.keys.card)
    told = [[ru.keys.root.public, ru.keys.root.sign(Use.JOIN, statement)]] if roots == ["of RU"] else []
    header = replace(next_header(ir), type=Kind.JOIN.value, seq=1, prev="0" * 64, seen=())
    body = body_of({} if roots == "none" else {"roots": told}, secret("body"))
    code = refused(Record(ir.opening), signed(ir, header, body))[0]
    assert code == ("field" if roots == "none" else "not-joined-by-roots")


def test_a_stranger_is_refused_as_writer_and_as_seen() -> None:
    ir, ru = two()
    assert refused(ru.record, signed(ir, replace(next_header(ir), side="TM")))[0] == "unknown-side"
    seen = (*next_header(ir).seen, Head("TM", 1, "1" * 64))
    assert refused(ru.record, signed(ir, replace(next_header(ir), seen=seen)))[0] == "unknown-side"


def test_what_a_side_has_seen_never_falls() -> None:
    ir, ru, tm = parties("IR", "RU", "TM")
    ir.acknowledge()
    for lower in ((), tuple(head for head in next_header(ir).seen if head.side == "RU")):
        assert refused(ir.record, signed(ir, replace(next_header(ir), seen=lower)))[0] == "seen-falls"
    del ru, tm


def test_what_a_side_has_seen_must_be_here_and_be_the_same() -> None:
    ir, ru = two()
    said = ru.say(Kind.NOTE, {})
    missing = signed(ir, replace(next_header(ir), seen=(said.head,)))
    wants = {"side": "IR", "seq": 2, "wants": "RU 2"}
    assert refused(ir.record, missing) == ("seen-missing", wants)
    other = signed(ir, replace(next_header(ir), seen=(replace(said.head, hash="1" * 64),)))
    assert refused(ru.record, other) == ("seen-contradicts", wants)
    assert ru.record.admit(missing) is Admission.TAKEN


@pytest.mark.parametrize("body", [b'{"salt":"2"}', b"{}", b'{"salt":"1","n":1}'])
def test_a_body_must_be_the_one_in_the_header_and_canonical(body: bytes) -> None:
    ir, ru = two()
    entry = signed(ir, next_header(ir), b'{"salt":"1"}')
    assert refused(ru.record, replace(entry, body=body))[0] == "body-differs"
    crooked = signed(ir, next_header(ir), b'{ "salt":"1"}')
    assert refused(ru.record, crooked)[0] == "not-canonical"


def test_a_body_of_another_length_is_refused_although_its_hash_is_right() -> None:
    ir, ru = two()
    body = body_of({}, secret("body"))
    header = replace(next_header(ir), body=digest(Use.BODY, body), length=len(body) + 1)
    assert refused(ru.record, sealed(ir, header, body))[0] == "body-differs"


def test_another_key_than_the_machine_key_of_the_side_signs_nothing() -> None:
    ir, ru = two()
    header = next_header(ir)
    body = body_of({}, secret("body"))
    for key in (ir.keys.root, ir.keys.seals["protocol"], ru.keys.node, keys_of("IR", ("protocol",), 1).node):
        entry = entry_written(replace(header, body=digest(Use.BODY, body), length=len(body)), body, key)
        assert refused(ru.record, entry)[0] == "bad-signature"


def test_an_assent_without_a_good_seal_is_kept_and_signs_nothing() -> None:
    ir, ru = two()
    text = ir.propose({})
    good = ir.assent(text)
    twin = two()[0]
    twin.record.admit_all([e for e in ir.record if e.header.side == "IR" and e is not good])
    entry = twin.say(Kind.ASSENT, {"level": "final", "seals": [], "wording": "agree"}, point=text[0], revision=text[1])
    assert ru.record.admit_all([*(e for e in twin.record if e.header.side == "IR")])[-1] == entry
    assert ru.record.chains["IR"].sealed == {}
    assert ru.fold().any_level == {}


# --------------------------------------------------------------------------------------- the record


def test_an_entry_is_found_by_its_number() -> None:
    ir, _ = two()
    said = ir.say(Kind.NOTE, {})
    assert [ir.record.entry("IR", seq) for seq in (0, 2, 3)] == [None, said, None]
    assert ir.record.entry("IR", -1) is None


def test_the_last_entries_are_told_of_sides_that_have_one() -> None:
    ir, _ = two()
    empty = Record(ir.opening)
    assert (empty.heads(), len(empty)) == ((), 0)
    empty.admit(next(iter(ir.record)))
    assert [(head.side, head.seq) for head in empty.heads()] == [("IR", 1)]
    assert (empty.seen_by("IR"), empty.seen_by("RU"), len(empty)) == ((), empty.heads(), 1)


def test_the_first_entry_that_had_seen_another() -> None:
    ir, ru = two()
    said = ru.say(Kind.NOTE, {})
    ir.acknowledge()
    ir.hear(ru)
    ir.acknowledge()
    chain = ir.record.chains["IR"]
    assert [chain.first_that_saw("RU", seq) for seq in (1, said.header.seq, 3)] == [2, 3, None]
    assert [chain.first_that_saw("IR", seq) for seq in (1, 3, 4)] == [1, 3, None]
    assert chain.first_that_saw("TM", 1) is None


def test_a_copy_can_be_added_to_without_touching_the_first() -> None:
    ir, _ = two()
    copy = ir.record.copy()
    ir.say(Kind.PURGE, {"entries": [1]})
    ir.assent(ir.propose({}))
    ir.change_keys(last_good=1)
    untouched = copy.chains["IR"]
    assert (len(copy), untouched.purged, untouched.sealed, untouched.stolen) == (2, set(), {}, [])
    assert (len(untouched.cards), untouched.changes, untouched.seen) == (1, [], {"RU": [0]})


# --------------------------------------------------------------------------------------------- heaps


def woven() -> tuple[Record, list[Entry]]:
    """The record of somebody who knows only that all have joined, and a heap in which three sides wait in turns."""
    ir, ru, tm = parties("IR", "RU", "TM")
    known = ir.record.copy()
    for _ in range(2):
        for writer, reader in ((tm, ru), (ru, ir), (ir, tm)):
            writer.acknowledge()
            reader.hear(writer)
    return known, [entry for entry in tm.record if entry.header.seq > 1]


def test_a_heap_goes_in_whole_in_any_order() -> None:
    known, heap = woven()
    assert len(heap) == 6
    for order in islice(permutations(heap), 0, None, 7):  # 103 of the 720
        record = known.copy()
        taken = record.admit_all(order)
        assert sorted(e.hash for e in taken) == sorted(e.hash for e in heap)
        again = known.copy()
        assert [again.admit(entry) for entry in taken] == [Admission.TAKEN] * 6


def test_a_heap_in_which_something_is_missing_says_what() -> None:
    known, heap = woven()
    missing = next(e for e in heap if (e.header.side, e.header.seq) == ("TM", 2))
    with pytest.raises(Refused) as found:
        known.admit_all([e for e in heap if e is not missing])
    assert (found.value.code, found.value.facts["have"]) == ("gap", 1)
    with pytest.raises(Refused) as found:
        known.admit_all([e for e in heap if e.header.side != "TM"])
    assert (found.value.code, found.value.facts["wants"]) == ("seen-missing", "TM 2")


def test_a_heap_with_an_entry_that_can_never_be_taken_names_it() -> None:
    known, heap = woven()
    forged = [replace(e, signature=bytes(64)) if e.header.side == "RU" else e for e in heap]
    with pytest.raises(Refused) as found:
        known.admit_all(forged)
    assert (found.value.code, found.value.facts["side"]) == ("bad-signature", "RU")


def test_what_is_known_of_a_heap_is_passed_over() -> None:
    known, heap = woven()
    first = known.admit_all(heap)
    assert known.admit_all([*heap, *heap]) == []
    assert len(first) == 6


def test_an_empty_heap_takes_nothing() -> None:
    known, _ = woven()
    assert known.admit_all([]) == []
