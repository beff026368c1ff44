"""From whom an envelope is, and to whom: by our record of their keys, at its place in the chain."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.agreement.parties import secret
from tests.agreement.pouches import (
    Draft,
    Office,
    SealingKeys,
    copy_of,
    entry_frame,
    frame,
    offices,
    reader_without_record,
    strangers,
)

from placet.agreement.entry import Kind, body_of
from placet.agreement.entry import written as entry_written
from placet.agreement.envelopes.outstanding import Route, contents_for
from placet.agreement.envelopes.packing import Stamp, packed
from placet.agreement.envelopes.pouch import Addressee, pouch_of
from placet.agreement.envelopes.sealing import key_id
from placet.agreement.opening import opened
from placet.agreement.record import Record
from placet.agreement.signing import Use, digest
from placet.errors import Refused

TALKS = {"title": {"en": "Talks"}}


def refusal_of(raw: bytes, addressee: Addressee) -> str:
    with pytest.raises(Refused) as refusal:
        pouch_of(raw, addressee)
    return refusal.value.code


def two() -> tuple[Office, Office]:
    ir, ru = offices("IR", "RU")
    return ir, ru


# the first envelope


def test_the_first_envelope_brings_the_opening_and_says_that_all_rests_on_it() -> None:
    ir, ru = strangers("IR", "RU")
    ir.join()
    pouch = pouch_of(ir.write_to(ru), reader_without_record(ru))
    assert pouch.is_first
    assert pouch.opening == ir.opening
    record = Record(pouch.opening)
    assert [entry.header.type for entry in record.admit_all(pouch.entries)] == ["join"]


def test_an_opening_that_gives_us_another_key_is_none_of_ours() -> None:
    ir, ru = strangers("IR", "RU")
    stranger = SealingKeys("RU", generation=7)
    it = Office(ir.keys, opened([ir.keys.card, stranger.card], {"en": "A visit"}, secret("opening")))
    it.join()
    contents = contents_for(it.record, Route("IR", "RU"))
    raw = packed(replace(contents, to=ru.keys.card), it.stamp(), it.keys.node)
    assert refusal_of(raw, reader_without_record(ru)) == "pouch-recipient"


def test_a_known_file_needs_no_opening_and_another_one_is_not_taken_for_it() -> None:
    ir, ru = two()
    assert not pouch_of(Draft(ir, ru).sealed(), ru.addressee).is_first
    other = opened([ir.keys.card, ru.keys.card], {"en": "Another visit"}, secret("another")).raw
    assert refusal_of(Draft(ir, ru, [frame("O", other)]).sealed(), ru.addressee) == "other-visit"


def test_an_envelope_of_a_file_that_we_have_not_is_refused_where_the_opening_is_missing() -> None:
    ir, ru = two()
    assert refusal_of(Draft(ir, ru).sealed(), reader_without_record(ru)) == "pouch-unknown-visit"


def test_a_side_of_the_file_cannot_write_in_another_s_name() -> None:
    ir, ru = two()
    assert refusal_of(Draft(ir, ru, signer=ru.keys.node).sealed(), ru.addressee) == "pouch-signature"


# keys that change


def test_an_envelope_that_brings_the_change_of_keys_is_signed_with_the_new_ones() -> None:
    ir, ru = two()
    ir.change_keys()
    ir.propose(TALKS)
    pouch = ru.read(ir.write_to(ru))
    # RU has said nothing since it joined, and then it had not heard of IR yet: so the join comes once more
    assert [entry.header.type for entry in pouch.entries] == ["join", "keys", "propose"]
    assert ru.record.chains["IR"].card_at(4) == ir.keys.card


def test_several_changes_in_one_envelope_are_followed_one_after_the_other() -> None:
    ir, ru = two()
    ir.change_keys(1)
    ir.change_keys(2)
    ru.read(ir.write_to(ru))
    assert ru.record.chains["IR"].card_at(4) == ir.keys.card


def test_a_change_that_we_have_received_is_not_followed_twice() -> None:
    ir, ru = two()
    ir.change_keys(1)
    ru.read(ir.write_to(ru))
    ir.change_keys(2)  # RU has acknowledged nothing, so both changes are in the next envelope
    pouch = ru.read(ir.write_to(ru))
    assert [entry.header.type for entry in pouch.entries] == ["join", "keys", "keys"]
    assert ru.record.chains["IR"].card_at(4) == ir.keys.card


def test_the_old_key_signs_no_envelope_from_a_place_after_the_change() -> None:
    ir, ru = two()
    old = ir.keys.node
    ir.change_keys()
    ir.propose(TALKS)
    frames = [entry_frame(entry) for entry in ir.record.chains["IR"].entries[1:]]
    heads = [[ir.record.heads()[0].side, 3, ir.record.heads()[0].hash]]
    raw = Draft(ir, ru, frames, signer=old, fields={"heads": heads}).sealed()
    assert refusal_of(raw, ru.addressee) == "pouch-signature"


def test_an_envelope_that_was_under_way_when_keys_changed_is_good_at_its_place() -> None:
    ir, ru = two()
    ir.propose(TALKS)
    late = ir.write_to(ru)
    ir.change_keys()
    ru.read(ir.write_to(ru))
    before = copy_of(ru.record)
    assert pouch_of(late, ru.addressee).manifest.position == 3  # after the join and the text
    ru.record.admit_all(pouch_of(late, ru.addressee).entries)
    assert copy_of(ru.record) == before


def test_the_new_key_signs_no_envelope_from_a_place_before_the_change() -> None:
    ir, ru = two()
    late = contents_for(ir.record, Route("IR", "RU"))
    ir.change_keys()
    ru.read(ir.write_to(ru))
    raw = packed(late, ir.stamp(), ir.keys.node)
    assert refusal_of(raw, ru.addressee) == "pouch-signature"


def test_a_change_of_keys_that_the_old_root_did_not_sign_leads_nowhere() -> None:
    ir, ru = two()
    thief = SealingKeys("IR", generation=9)
    body = body_of({"card": thief.card.raw.decode(), "roots": []}, secret("body"))
    header = replace(ir._header(Kind.KEYS), body=digest(Use.BODY, body), length=len(body))
    entry = entry_written(header, body, thief.node)
    heads = [[each.side, each.seq, each.hash] for each in (entry.head, *ru.record.heads()[1:])]
    it = Draft(ir, ru, [entry_frame(entry)], signer=thief.node, fields={"have": heads, "heads": heads})
    assert refusal_of(it.sealed(), ru.addressee) == "bad-root-signature"


def test_more_changes_of_keys_than_anybody_makes_are_not_followed() -> None:
    ir, ru = two()
    entry = ir.change_keys()
    heads = [["IR", 99, "a" * 64]]
    raw = Draft(ir, ru, [entry_frame(entry)] * 33, fields={"have": heads}).sealed()
    assert refusal_of(raw, ru.addressee) == "pouch-too-many"


def test_what_was_sealed_to_our_old_key_is_read_as_long_as_we_keep_it() -> None:
    ir, ru = two()
    raw = ir.write_to(ru)
    ru.change_keys()
    assert pouch_of(raw, ru.addressee).manifest.kem == ru.old[0].pouch.id
    ru.old.clear()
    assert refusal_of(raw, ru.addressee) == "pouch-other-key"


def test_after_a_step_back_to_an_old_copy_our_newest_key_still_opens() -> None:
    ir, ru = two()
    old_copy = ru.record.copy()
    ru.change_keys()
    ir.read(ru.write_to(ir))
    raw = ir.write_to(ru)
    ru.record = old_copy  # knows nothing of the change
    pouch = pouch_of(raw, ru.addressee)
    assert pouch.manifest.kem == ru.keys.pouch.id
    assert key_id(ru.record.chains["RU"].cards[-1][1].pouch) != pouch.manifest.kem


# to whom


def test_what_we_wrote_to_one_side_cannot_be_sealed_anew_to_another() -> None:
    fr, ir, ru = offices("FR", "IR", "RU")
    it = Draft(ir, ru)
    content = it.content()  # RU opens it,
    raw = it.seal(content, fr.keys.pouch.public)  # and seals it to FR
    assert refusal_of(raw, fr.addressee) == "pouch-forwarded"


def test_what_was_written_to_another_side_is_not_for_us_even_under_our_key() -> None:
    _, ir, ru = offices("FR", "IR", "RU")
    raw = Draft(ir, ru, fields={"to": "FR"}).sealed()
    assert refusal_of(raw, ru.addressee) == "pouch-recipient"


def test_our_own_envelope_that_comes_back_is_not_ours_to_open() -> None:
    ir, ru = two()
    assert refusal_of(ir.write_to(ru), ir.addressee) == "pouch-other-key"


def test_an_envelope_needs_an_id_of_16_bytes() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        Stamp(b"short", 1)


def test_a_card_whose_key_nothing_can_be_sealed_to_is_found_out_when_sealing() -> None:
    ir, ru = two()
    unfit = replace(ru.keys.card, pouch=bytes([255]) * 1216)  # no card is read with it: put in by hand
    contents = replace(contents_for(ir.record, Route("IR", "RU")), to=unfit)
    with pytest.raises(Refused, match="pouch-key-unfit"):
        packed(contents, ir.stamp(), ir.keys.node)
