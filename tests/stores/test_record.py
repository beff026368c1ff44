"""What every store of records does, whatever it is made of."""

from __future__ import annotations

import random  # noqa: TID251  # seeded
from dataclasses import replace

import pytest
from tests.stores.talks import Talks, bytes_of, envelope, fork, rival

from placet.errors import NotFoundError, Refused
from placet.node.joint.ports import Batch
from placet.stores.examining import flaws_of, record_of


@pytest.fixture
def shelf(place, talks):
    shelf = place.record()
    shelf.open_file(talks.visit, talks.opening)
    return shelf


def everything(shelf):
    """All that is kept, to be compared before and after."""
    return [
        (visit, shelf.opening(visit), bytes_of(shelf.entries(visit)), list(shelf.forks(visit)), shelf.envelopes(visit))
        for visit in shelf.visits()
    ]


def refused(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code, refusal.value.facts


def test_what_was_kept_comes_back_byte_for_byte_after_opening_again(place, shelf, talks):
    talks.say_oddly("IR")
    talks.heard()
    talks.say("RU", text="an answer")
    shelf.append(Batch(talks.visit, talks.log))
    again = place.record()
    assert again.visits() == (talks.visit,)
    assert again.opening(talks.visit) == talks.opening
    assert bytes_of(again.entries(talks.visit)) == bytes_of(talks.log)
    assert list(flaws_of(again)) == []


def test_files_are_listed_in_the_order_of_their_opening(place):
    shelf, several = place.record(), [Talks("IR", "RU"), Talks("FR", "IR"), Talks("DE", "IR")]
    for each in several:
        shelf.open_file(each.visit, each.opening)
    shelf.open_file(several[0].visit, several[0].opening)  # the same again
    assert shelf.visits() == tuple(each.visit for each in several)


def test_an_opening_is_kept_under_its_own_hash_only(place, talks):
    shelf, other = place.record(), Talks("FR", "IR")
    assert refused(lambda: shelf.open_file(talks.visit, other.opening)) == ("other-visit", {})
    assert shelf.visits() == ()


def test_a_file_that_was_never_opened_is_not_found(place, talks):
    shelf = place.record()
    for act in (
        lambda: shelf.opening(talks.visit),
        lambda: shelf.entries(talks.visit),
        lambda: shelf.forks(talks.visit),
        lambda: shelf.envelopes(talks.visit),
        lambda: shelf.append(Batch(talks.visit, talks.log)),
    ):
        with pytest.raises(NotFoundError):
            act()
    assert shelf.visits() == ()


def test_the_same_batch_again_changes_nothing(shelf, talks):
    batch = Batch(talks.visit, talks.spoken(20), envelope=envelope())
    shelf.append(Batch(talks.visit, talks.log[:2]))
    shelf.append(batch)
    once = everything(shelf)
    shelf.append(batch)
    shelf.append(Batch(talks.visit, talks.log))
    assert everything(shelf) == once
    assert len(once[0][2]) == 22  # two that join and twenty notes


def test_entries_come_back_in_causal_order_whatever_order_they_came_in(place, talks):
    talks.spoken(80)
    shuffled = talks.log[:]
    random.Random(7).shuffle(shuffled)
    assert shuffled != talks.log
    shelf = place.record()
    shelf.open_file(talks.visit, talks.opening)
    shelf.append(Batch(talks.visit, shuffled))
    loaded = list(shelf.entries(talks.visit))
    seen: dict[str, int] = {}
    for entry in loaded:
        assert entry.header.seq == seen.get(entry.header.side, 0) + 1
        assert all(seen.get(head.side, 0) >= head.seq for head in entry.header.seen)
        seen[entry.header.side] = entry.header.seq
    assert sorted(bytes_of(loaded)) == sorted(bytes_of(talks.log))
    assert len(record_of(shelf, talks.visit)) == 82


def test_entries_that_come_in_causal_order_keep_it(shelf, talks):
    talks.spoken(40)
    shelf.append(Batch(talks.visit, talks.log[:10]))
    shelf.append(Batch(talks.visit, talks.log[10:]))
    assert bytes_of(shelf.entries(talks.visit)) == bytes_of(talks.log)


def test_the_count_of_writers_rises_with_the_first_write_of_each(place, talks):
    shelf = place.record()
    assert shelf.epoch == 0
    shelf.open_file(talks.visit, talks.opening)
    shelf.append(Batch(talks.visit, talks.log))
    assert shelf.epoch == 1
    assert place.record().epoch == 1


def test_files_do_not_mix(shelf, talks):
    other = Talks("FR", "IR")
    shelf.open_file(other.visit, other.opening)
    shelf.append(Batch(talks.visit, talks.log))
    shelf.append(Batch(other.visit, other.log, envelope=envelope(other="FR")))
    assert bytes_of(shelf.entries(talks.visit)) == bytes_of(talks.log)
    assert bytes_of(shelf.entries(other.visit)) == bytes_of(other.log)
    assert shelf.envelopes(talks.visit) == ()
    before = everything(shelf)
    assert refused(lambda: shelf.append(Batch(talks.visit, [talks.say("IR"), other.say("IR")]))) == ("other-visit", {})
    assert everything(shelf) == before


def test_a_number_that_is_taken_by_other_bytes_is_refused_and_the_whole_batch_with_it(shelf, talks):
    talks.spoken(1_000)
    mine = [entry for entry in talks.log if entry.header.side == "IR"]
    shelf.append(Batch(talks.visit, talks.log[:902]))
    before = everything(shelf)
    used = mine[5]
    batch = [*talks.log[902:], rival(talks.parties["IR"], used)]
    assert refused(lambda: shelf.append(Batch(talks.visit, batch, envelope=envelope()))) == (
        "number-used",
        {"side": "IR", "seq": used.header.seq},
    )
    assert everything(shelf) == before
    shelf.append(Batch(talks.visit, talks.log))  # and what is right is taken afterwards
    assert bytes_of(shelf.entries(talks.visit)) == bytes_of(talks.log)


def test_two_entries_under_one_number_in_one_batch_are_refused(shelf, talks):
    entry = talks.say("IR")
    batch = [*talks.log, rival(talks.parties["IR"], entry)]
    assert refused(lambda: shelf.append(Batch(talks.visit, batch)))[0] == "number-used"
    assert bytes_of(shelf.entries(talks.visit)) == []


def test_a_gap_is_refused(shelf, talks):
    talks.say("IR")
    talks.say("IR")
    shelf.append(Batch(talks.visit, talks.log[:2]))
    without = [entry for entry in talks.log if (entry.header.side, entry.header.seq) != ("IR", 2)]
    assert refused(lambda: shelf.append(Batch(talks.visit, without))) == ("gap", {"side": "IR", "seq": 3, "have": 1})
    assert bytes_of(shelf.entries(talks.visit)) == bytes_of(talks.log[:2])


def test_types_of_a_later_version_are_kept(shelf, talks):
    unknown = talks.say("IR", "phase-of-the-moon", phase="full")
    shelf.append(Batch(talks.visit, talks.log))
    assert list(shelf.entries(talks.visit))[-1] == unknown
    assert list(flaws_of(shelf)) == []


def test_heads_and_hashes_are_found(shelf, talks):
    assert shelf.head(talks.visit, "IR") is None
    entry = talks.say("IR")
    shelf.append(Batch(talks.visit, talks.log))
    assert shelf.head(talks.visit, "IR") == entry.head
    assert shelf.knows(talks.visit, entry.head)
    assert not shelf.knows(talks.visit, replace(entry.head, seq=3))
    assert not shelf.knows(talks.visit, replace(entry.head, hash="1" * 64))
    assert not shelf.knows(talks.visit, replace(entry.head, side="RU"))


def test_entries_that_claim_to_have_seen_each_other_are_refused(shelf, talks):
    """Hashes make it impossible; should somebody find a way, nothing runs for ever."""
    first, second = talks.say("IR"), talks.say("RU")
    crossed = [
        replace(entry, header=replace(entry.header, seen=(other.head,)))
        for entry, other in ((first, second), (second, first))
    ]
    assert refused(lambda: shelf.append(Batch(talks.visit, [*talks.log[:2], *crossed])))[0] == "seen-missing"
    assert bytes_of(shelf.entries(talks.visit)) == []


def test_an_erased_body_is_gone_and_the_chain_still_verifies(place, shelf, talks):
    note, kept = talks.say("IR", text="health"), talks.say("IR", text="weather")
    shelf.append(Batch(talks.visit, talks.log))
    shelf.erase_bodies(talks.visit, [("IR", 2)])
    again = place.record()
    loaded = list(again.entries(talks.visit))
    assert [entry.body for entry in loaded] == [*(entry.body for entry in talks.log[:2]), None, kept.body]
    assert (loaded[2].raw, loaded[2].signature) == (note.raw, note.signature)
    assert list(flaws_of(again)) == []


def test_an_erased_body_does_not_come_back(shelf, talks):
    talks.say("IR", text="health")
    shelf.append(Batch(talks.visit, talks.log))
    shelf.erase_bodies(talks.visit, [("IR", 2)])
    shelf.erase_bodies(talks.visit, [("IR", 2)])  # twice does no harm
    shelf.append(Batch(talks.visit, talks.log, [fork(talks.parties["IR"], talks.log[2])]))
    assert list(shelf.entries(talks.visit))[2].body is None
    (proof,) = shelf.forks(talks.visit)
    assert (proof.kept.body, proof.other.body) == (None, None)


def test_erasing_reaches_the_proof_of_a_fork(shelf, talks):
    entry = talks.say("IR", text="health")
    proof = fork(talks.parties["IR"], entry)
    shelf.append(Batch(talks.visit, talks.log, [proof]))
    assert bytes_of([next(shelf.forks(talks.visit)).other]) == bytes_of([proof.other])
    shelf.erase_bodies(talks.visit, [("IR", 2)])
    (kept,) = shelf.forks(talks.visit)
    assert kept == proof  # headers
    assert (kept.kept.body, kept.other.body) == (None, None)
    assert list(flaws_of(shelf)) == []


def test_a_body_on_which_something_agreed_rests_is_not_erased_nor_is_any_beside_it(shelf, talks):
    talks.say("IR", text="health")
    seal = talks.assent("IR")
    shelf.append(Batch(talks.visit, talks.log))
    before = everything(shelf)
    wanted = [("IR", 2), ("IR", seal.header.seq)]
    assert refused(lambda: shelf.erase_bodies(talks.visit, wanted)) == (
        "body-needed",
        {"side": "IR", "seq": seal.header.seq},
    )
    with pytest.raises(NotFoundError):
        shelf.erase_bodies(talks.visit, [("IR", 2), ("IR", 99)])
    assert everything(shelf) == before


def test_proofs_of_forks_are_kept_once_each_in_their_order(place, shelf, talks):
    ir = talks.parties["IR"]
    entries = [talks.say("IR"), talks.say("IR")]
    proofs = [fork(ir, entries[1]), fork(ir, entries[0])]
    shelf.append(Batch(talks.visit, talks.log, [proofs[0], proofs[0]]))
    shelf.append(Batch(talks.visit, forks=proofs))
    assert list(place.record().forks(talks.visit)) == proofs


def test_envelopes_are_listed_and_an_id_counts_once(place, shelf, talks):
    ours, theirs = envelope(1, outgoing=True, id="0a"), envelope(1, id="0a")
    for each in (ours, theirs, envelope(2, id="0a"), envelope(2, id="0b")):
        shelf.append(Batch(talks.visit, envelope=each))
    assert place.record().envelopes(talks.visit) == (ours, theirs, envelope(2, id="0b"))


def test_a_number_of_our_own_envelopes_is_given_once(shelf, talks):
    shelf.append(Batch(talks.visit, envelope=envelope(1, outgoing=True, id="0a")))
    second = Batch(talks.visit, talks.log, envelope=envelope(1, outgoing=True, id="0b"))
    assert refused(lambda: shelf.append(second)) == ("envelope-number-used", {"other": "RU", "number": 1})
    assert bytes_of(shelf.entries(talks.visit)) == []
    shelf.append(Batch(talks.visit, envelope=envelope(1, outgoing=True, other="FR", id="0b")))


def test_numbers_that_another_side_gives_twice_are_its_own_affair(shelf, talks):
    several = (envelope(1, id="0a"), envelope(1, id="0b"))  # a side whose own store was restored
    for each in several:
        shelf.append(Batch(talks.visit, envelope=each))
    assert shelf.envelopes(talks.visit) == several


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800", "فا\udfff"])
def test_a_text_that_one_database_could_not_keep_is_refused_by_all(shelf, talks, text):
    batch = Batch(talks.visit, talks.log, envelope=envelope(id=text))
    assert refused(lambda: shelf.append(batch)) == ("text-not-kept", {})
    assert bytes_of(shelf.entries(talks.visit)) == []


@pytest.mark.slow
def test_ten_thousand_entries(place, long_talks):
    shelf = place.record()
    shelf.open_file(long_talks.visit, long_talks.opening)
    shelf.append(Batch(long_talks.visit, long_talks.log))
    again = place.record()
    assert bytes_of(again.entries(long_talks.visit)) == bytes_of(long_talks.log)
    # 10,000 notes and the two that join; the sides take turns by blocks of 1,250
    assert again.head(long_talks.visit, "IR").seq == again.head(long_talks.visit, "RU").seq == 5_001
