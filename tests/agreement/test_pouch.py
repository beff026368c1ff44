"""What is put into a sealed envelope comes out of it, and two sides agree by nothing but envelopes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.agreement.breaking import BODIES_ARE_LOOKED_AT_BY_THE_DOOR, draft, good, twin
from tests.agreement.parties import secret
from tests.agreement.pouches import Draft, copy_of, entry_frame, frame, offices, reader_without_record, strangers

from placet.agreement.envelopes.frames import Frame
from placet.agreement.envelopes.outstanding import Route, contents_for
from placet.agreement.envelopes.packing import Stamp, packed, plain_of
from placet.agreement.envelopes.pouch import pouch_of
from placet.agreement.record import Record
from placet.agreement.resumption import Resumption, SignedResumption
from placet.errors import Refused

TALKS = {"title": {"en": "Talks", "fa": "مذاکرات", "ru": "Переговоры"}}


def test_entries_come_out_byte_for_byte_with_their_bodies() -> None:
    ir, ru = strangers("IR", "RU")
    ir.join()
    ir.propose(TALKS)
    pouch = pouch_of(ir.write_to(ru), reader_without_record(ru))
    assert [(each.raw, each.signature, each.body) for each in pouch.entries] == [
        (each.raw, each.signature, each.body) for each in ir.record
    ]


def test_the_manifest_says_from_whom_to_whom_which_number_and_what_its_writer_holds() -> None:
    ir, ru = offices("IR", "RU")
    ir.propose(TALKS)
    ir.sent = 6
    manifest = pouch_of(ir.write_to(ru), ru.addressee).manifest
    assert (manifest.visit, manifest.sender, manifest.recipient) == (ir.opening.visit, "IR", "RU")
    assert (manifest.number, manifest.id) == (7, ir.stamp().id.hex())
    assert manifest.have == ir.record.heads() == manifest.heads
    assert dict(manifest.counts) == {"E": 2}
    assert manifest.forks == ()


def test_a_point_is_agreed_by_four_envelopes() -> None:
    ir, ru = strangers("IR", "RU")
    ir.join()
    text = ir.propose(TALKS)
    ir.assent(text)
    first = pouch_of(ir.write_to(ru), reader_without_record(ru))
    ru.record = Record(first.opening)
    ru.read(ir.write_to(ru))
    ru.join()
    ru.assent(text)
    ir.read(ru.write_to(ir))
    assert ir.agreed() == ru.agreed() == []
    ir.acknowledge()
    ru.read(ir.write_to(ru))
    assert ir.agreed() == ru.agreed() == [text]


def test_an_erased_body_stays_away_and_its_header_comes() -> None:
    ir, ru = offices("IR", "RU")
    ir.propose(TALKS)
    (*others, last) = contents_for(ir.record, Route("IR", "RU")).entries
    contents = replace(contents_for(ir.record, Route("IR", "RU")), entries=(*others, replace(last, body=None)))
    pouch = pouch_of(packed(contents, ir.stamp(), ir.keys.node), ru.addressee)
    assert [each.body is None for each in pouch.entries] == [False, True]
    assert pouch.entries[-1].hash == last.hash


def test_statements_and_what_is_not_understood_are_handed_on_as_they_came() -> None:
    ir, ru = offices("IR", "RU")
    statement = SignedResumption(Resumption(ir.opening.visit, "IR", 1, "1" * 64, (), ((1, "2" * 64),)), {"IR": ()})
    contents = replace(
        contents_for(ir.record, Route("IR", "RU")),
        statements=(statement,),
        others=(Frame("b", b"\0later"), Frame("q", b"")),
    )
    pouch = pouch_of(packed(contents, ir.stamp(), ir.keys.node), ru.addressee)
    assert pouch.statements == (statement,)
    assert pouch.others == (Frame("b", b"\0later"), Frame("q", b""))
    assert dict(pouch.manifest.counts)["b"] == 1


def test_what_is_not_understood_may_stand_anywhere_after_the_manifest() -> None:
    it = draft()
    it.frames = [frame("a"), it.frames[0], frame("e", b"small e is no entry"), *it.frames[1:], frame("z")]
    pouch = pouch_of(it.sealed(), reader_without_record(it.recipient))
    assert [each.letter for each in pouch.others] == ["a", "e", "z"]
    assert len(pouch.entries) == 4


def test_a_later_version_may_add_fields_to_the_manifest() -> None:
    it = draft(fields={"later": "field"})
    assert len(pouch_of(it.sealed(), reader_without_record(it.recipient)).entries) == 4


def test_a_proof_of_a_fork_comes_out_as_it_went_in() -> None:
    fr, ir, ru = offices("FR", "IR", "RU")
    join = fr.record.chains["FR"].entries[0]
    ir.record.admit(twin(join, fr.keys.node))
    pouch = pouch_of(ir.write_to(ru), ru.addressee)
    assert pouch.forks == (ir.record.chains["FR"].fork,)
    assert pouch.manifest.forks == (("FR", 1),)


def test_the_same_contents_give_the_same_frames_and_never_the_same_envelope() -> None:
    ir, _ = offices("IR", "RU")
    contents, stamp = contents_for(ir.record, Route("IR", "RU")), Stamp(secret("id")[:16], 1)
    assert plain_of(contents, stamp, ir.keys.node) == plain_of(contents, stamp, ir.keys.node)
    assert packed(contents, stamp, ir.keys.node) != packed(contents, stamp, ir.keys.node)


def test_what_is_written_is_what_the_page_of_the_format_says() -> None:
    # The other hand is `Draft`, which is written from the page and knows nothing of the code under test.
    ir, ru = offices("IR", "RU")
    ir.propose(TALKS)
    contents = contents_for(ir.record, Route("IR", "RU"))
    it = Draft(ir, ru, [entry_frame(entry) for entry in contents.entries], fill=lambda content: content)
    assert plain_of(contents, Stamp(bytes.fromhex(it.id), 1), ir.keys.node) == it.content()


def test_an_envelope_that_comes_twice_is_read_twice_and_changes_nothing_the_second_time() -> None:
    ir, ru = offices("IR", "RU")
    ir.propose(TALKS)
    raw = ir.write_to(ru)
    ru.read(raw)
    before = copy_of(ru.record)
    assert ru.read(raw).manifest == pouch_of(raw, ru.addressee).manifest
    assert copy_of(ru.record) == before


def test_signatures_and_bodies_are_looked_at_by_the_one_door() -> None:
    _, ru = offices("IR", "RU")
    for raw, code in BODIES_ARE_LOOKED_AT_BY_THE_DOOR:
        pouch = pouch_of(raw(), reader_without_record(ru))
        with pytest.raises(Refused) as refusal:
            Record(pouch.opening).admit_all(pouch.entries)
        assert refusal.value.code == code


def test_reading_leaves_the_record_alone() -> None:
    ir, ru = offices("IR", "RU")
    ir.propose(TALKS)
    before = copy_of(ru.record)
    pouch_of(ir.write_to(ru), ru.addressee)
    with pytest.raises(Refused):
        pouch_of(good()[:-1], ru.addressee)
    assert copy_of(ru.record) == before
