"""What the next envelope holds: always from what the other side has shown to hold, and of every side's chain."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.agreement.breaking import twin
from tests.agreement.parties import Party
from tests.agreement.pouches import Office, copy_of, offices, strangers

from placet.agreement import limits
from placet.agreement.entry import Entry, Kind
from placet.agreement.envelopes.frames import Frame, entry_bytes, entry_from
from placet.agreement.envelopes.manifest import Manifest
from placet.agreement.envelopes.outstanding import Contents, Route, contents_for, held_by, surplus
from placet.agreement.envelopes.packing import Stamp, packed
from placet.agreement.envelopes.pouch import pouch_of
from placet.agreement.header import Head
from placet.agreement.record import Admission
from placet.errors import Refused

TALKS = {"title": {"en": "Talks"}}
Numbers = list[tuple[str, int]]


def two() -> tuple[Office, Office]:
    """Both have joined and told each other so by envelopes, so each knows what the other holds."""
    ir, ru = offices("IR", "RU")
    greet(ir, ru)
    return ir, ru


def greet(*members: Office) -> None:
    for one in members:
        for other in members:
            if one is not other:
                other.read(one.write_to(other))


def of(contents: Contents) -> Numbers:
    return [(entry.header.side, entry.header.seq) for entry in contents.entries]


def next_for(one: Office, other: Office, most: int | None = None) -> Contents:
    route = Route(one.side, other.side)
    told = one.told.get(other.side)
    return contents_for(one.record, route, told=told, **({} if most is None else {"most": most}))


# what is acknowledged


def test_what_was_sent_and_not_acknowledged_is_sent_again() -> None:
    ir, ru = two()
    ir.propose(TALKS)
    lost = ir.write_to(ru)
    ir.propose({"title": {"en": "Dinner"}})
    assert of(next_for(ir, ru)) == [("IR", 2), ("IR", 3)]
    ru.read(ir.write_to(ru))
    before = copy_of(ru.record)
    ru.record.admit_all(pouch_of(lost, ru.addressee).entries)  # found after all
    assert copy_of(ru.record) == before


def test_what_the_other_side_says_it_holds_is_not_sent_again() -> None:
    ir, ru = two()
    ir.propose(TALKS)
    ru.read(ir.write_to(ru))
    assert of(next_for(ir, ru)) == [("IR", 2)]
    ir.read(ru.write_to(ir))
    assert of(next_for(ir, ru)) == []
    assert next_for(ir, ru).heads == ir.record.heads()


def test_before_its_first_envelope_an_entry_of_the_other_side_tells_what_it_had_seen() -> None:
    ir, ru = offices("IR", "RU")
    ir.propose(TALKS)
    ru.hear(ir)
    ru.acknowledge()
    ir.hear(ru)
    ir.propose({"title": {"en": "Dinner"}})
    assert of(next_for(ir, ru)) == [("IR", 3)]


def test_to_a_side_of_which_nothing_was_heard_everything_goes_with_the_opening() -> None:
    ir, ru = strangers("IR", "RU")
    ir.join()
    contents = next_for(ir, ru)
    assert contents.opening == ir.opening
    assert of(contents) == [("IR", 1)]
    assert next_for(*two()).opening is None


def test_envelopes_that_come_late_twice_and_in_any_order_lead_to_the_same_record() -> None:
    ir, ru = two()
    sent = []
    for title in ("Talks", "Dinner", "Wreath"):
        ir.propose({"title": {"en": title}})
        sent.append(ir.write_to(ru))
    for raw in (sent[1], sent[0], sent[1], sent[2], sent[0]):
        ru.record.admit_all(pouch_of(raw, ru.addressee).entries)
    assert copy_of(ru.record) == copy_of(ir.record)


# a step back to an old copy


def test_a_side_that_went_back_gets_its_own_entries_and_ours_again() -> None:
    ir, ru = two()
    old = ru.record.copy()
    ru.propose(TALKS)
    ir.read(ru.write_to(ir))
    ir.acknowledge()
    ru.read(ir.write_to(ru))
    ru.acknowledge()
    ir.read(ru.write_to(ir))
    ru.record = old
    ir.read(ru.write_to(ir))
    assert of(next_for(ir, ru)) == [("IR", 2), ("RU", 2), ("RU", 3)]
    ru.read(ir.write_to(ru))
    assert copy_of(ru.record) == copy_of(ir.record)


def test_what_the_other_holds_beyond_us_tells_that_we_went_back() -> None:
    ir, ru = two()
    old = ru.record.copy()
    lost = ru.acknowledge()
    ir.read(ru.write_to(ir))
    ru.record = old
    pouch = pouch_of(ir.write_to(ru), ru.addressee)
    assert surplus(ru.record, pouch.manifest.have) == (lost.head,)
    assert surplus(ir.record, pouch.manifest.have) == ()


def test_a_head_that_is_not_ours_under_its_number_is_surplus_too() -> None:
    ir, _ = two()
    other = Head("IR", 1, "a" * 64)
    assert surplus(ir.record, [other]) == (other,)


# three sides


def test_a_third_side_hears_through_us() -> None:
    fr, ir, ru = offices("FR", "IR", "RU")
    greet(fr, ir, ru)
    text = fr.propose(TALKS)
    ir.read(fr.write_to(ir))
    ir.assent(text)
    assert of(next_for(ir, ru)) == [("FR", 2), ("IR", 2)]
    ru.read(ir.write_to(ru))
    assert copy_of(ru.record) == copy_of(ir.record)
    # What RU now holds of FR, FR learns from RU's next envelope and does not send again.
    fr.read(ru.write_to(fr))
    assert of(next_for(fr, ru)) == []


def test_each_envelope_is_for_one_side_and_starts_from_what_that_one_holds() -> None:
    fr, ir, ru = offices("FR", "IR", "RU")
    greet(fr, ir, ru)
    ir.propose(TALKS)
    ru.read(ir.write_to(ru))
    ir.read(ru.write_to(ir))
    assert of(next_for(ir, fr)) == [("IR", 2)]
    assert of(next_for(ir, ru)) == []


# forks


def forked() -> tuple[Office, Office, Office]:
    """FR wrote two entries under number 2 and gave one to IR and the other to RU."""
    fr, ir, ru = offices("FR", "IR", "RU")
    greet(fr, ir, ru)
    entry = fr.acknowledge()
    ir.record.admit(entry)
    assert ru.record.admit(twin(entry, fr.keys.node)) is Admission.TAKEN
    return fr, ir, ru


def test_two_that_hold_different_entries_of_a_third_find_it_out() -> None:
    _, ir, ru = forked()
    assert surplus(ir.record, ru.record.heads()) == (ru.record.chains["FR"].head,)
    ir.read(ru.write_to(ir))  # RU names its head, and does not know yet that IR holds another
    ru.read(ir.write_to(ru))
    assert ir.record.chains["FR"].fork is not None
    assert ru.record.chains["FR"].fork is not None


def test_from_a_head_that_is_not_ours_it_goes_back_to_what_both_have_in_common() -> None:
    _, ir, ru = forked()
    ir.told["RU"] = pouch_of(ru.write_to(ir), ir.addressee).manifest
    assert held_by(ir.record, "RU", ir.told["RU"])["FR"] == 0  # RU's join had seen nothing of FR
    assert ("FR", 2) in of(next_for(ir, ru))


def test_a_proof_is_sent_until_the_other_side_says_that_it_has_it() -> None:
    fr, ir, ru = offices("FR", "IR", "RU")
    greet(fr, ir, ru)
    entry = fr.acknowledge()
    ir.record.admit(entry)
    ir.record.admit(twin(entry, fr.keys.node))
    for _ in range(2):  # not acknowledged: again
        assert [fork.seq for fork in next_for(ir, ru).forks] == [2]
    raw = ir.write_to(ru)
    pouch = ru.read(raw)
    assert pouch.forks == (ir.record.chains["FR"].fork,)
    for fork in pouch.forks:
        ru.record.admit(fork.other)
    assert ru.record.chains["FR"].fork is not None
    ir.read(ru.write_to(ir))
    assert next_for(ir, ru).forks == ()
    assert next_for(ir, ru).proven == (("FR", 2),)


# more than one envelope may hold


def test_what_is_too_much_is_cut_so_that_nothing_comes_before_what_its_writer_had_seen() -> None:
    ir, ru = two()
    for turn in range(6):
        for one, other in ((ir, ru), (ru, ir)):
            one.propose({"title": {"en": f"Turn {turn}"}, "text": "a" * 200_000})
            other.hear(one)
    reader = Party(ru.keys, ru.opening)
    told = manifest_of_nothing(ir, ru)
    seen = []
    for _ in range(10):
        contents = contents_for(ir.record, Route("IR", "RU"), told=told, most=600_000)
        seen.append(of(contents))
        reader.record.admit_all(contents.entries)  # raises where something is missing
        told = replace(told, have=reader.record.heads())
        if contents.is_all:
            break
    # Two joins and twelve texts of 200 kB, of which two go into 600,000 bytes: six envelopes.
    assert [len(each) for each in seen] == [4, 2, 2, 2, 2, 2]
    assert copy_of(reader.record) == copy_of(ir.record)


def test_no_envelope_holds_more_changes_of_keys_than_are_followed() -> None:
    ir, ru = two()
    for generation in range(1, limits.MAX_KEY_CHANGES + 3):
        ir.change_keys(generation)
    contents = next_for(ir, ru)
    assert [entry.header.type for entry in contents.entries] == [Kind.KEYS] * limits.MAX_KEY_CHANGES
    assert not contents.is_all
    left = [entry.hash for entry in own_of(ir)[-2:]]  # 34 were made; two are told ahead of their place
    assert [(frame.letter, entry_from(frame.content).hash) for frame in contents.others] == [("k", at) for at in left]
    pouch = pouch_of(ir.write_to(ru), ru.addressee)
    assert (len(pouch.entries), len(pouch.others)) == (limits.MAX_KEY_CHANGES, 2)


def test_no_more_changes_of_keys_are_followed_ahead_than_in_their_place() -> None:
    ir, ru = two()
    ir.change_keys(1)
    contents = next_for(ir, ru)
    assert contents.others == ()
    frame = Frame("k", entry_bytes(own_of(ir)[-1]))
    for many, code in ((limits.MAX_KEY_CHANGES, ""), (limits.MAX_KEY_CHANGES + 1, "pouch-too-many")):
        raw = packed(replace(contents, others=(frame,) * many), Stamp(bytes(16), 1), ir.keys.node)
        if not code:
            assert len(pouch_of(raw, ru.addressee).others) == many
            continue
        with pytest.raises(Refused) as refused:
            pouch_of(raw, ru.addressee)
        assert refused.value.code == code


def own_of(office: Office) -> list[Entry]:
    return list(office.record.chains[office.side].entries)


def test_an_envelope_must_have_room_for_the_largest_entry() -> None:
    ir, ru = two()
    with pytest.raises(ValueError, match="largest entry"):
        next_for(ir, ru, most=1000)


def manifest_of_nothing(ir: Office, ru: Office) -> Manifest:
    """RU says that it holds nothing."""
    return replace(pouch_of(ru.write_to(ir), ir.addressee).manifest, have=())
