"""Never a number twice: a store that is older than what has left the office is recognised, and does not write."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace

import pytest
from tests.stores.asking import answer, ask
from tests.stores.talks import Talks, bytes_of, envelope, rival

from placet.agreement.header import Head
from placet.errors import Refused, StorageError
from placet.node.joint.ports import Answer, Batch, Footing
from placet.stores.home import SHARED, begin_home, open_home
from placet.stores.own_heads import IN_FOLDER, OWN_HEADS, OwnHeads, Question, own_heads_of, read_own_heads

FRESH, IN_STEP, RESTORED, UNKNOWN = Footing.FRESH, Footing.IN_STEP, Footing.RESTORED, Footing.UNKNOWN


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def home(folder, talks):
    """A home of IR with a joint file in which nothing was written."""
    home = begin_home(folder, "IR")
    home.record.open_file(talks.visit, talks.opening)
    yield home
    home.close()


def told(folder):
    return own_heads_of((folder / OWN_HEADS).read_bytes())


def aged(home, folder, talks, then):
    """The home again, with the database as it is now after `then` has gone on writing."""
    home.close()
    shutil.copy(folder / SHARED, folder.parent / "old.db")
    with open_home(folder, "IR") as later:
        then(later)
    shutil.copy(folder.parent / "old.db", folder / SHARED)
    return open_home(folder, "IR")


def test_a_new_home_is_fresh_and_in_step_once_something_was_written(home, folder, talks):
    assert (home.record.found, home.record.footing(talks.visit)) == (FRESH, FRESH)
    home.record.append(Batch(talks.visit, talks.log))
    assert (home.record.found, home.record.footing(talks.visit)) == (IN_STEP, IN_STEP)
    home.close()
    with open_home(folder, "IR") as again:
        assert (again.record.found, again.record.footing(talks.visit)) == (IN_STEP, IN_STEP)


def test_the_file_tells_our_last_entry_and_nobody_elses(home, folder, talks):
    ours, theirs = talks.log[0], talks.say("RU")
    home.record.append(Batch(talks.visit, talks.log))
    assert told(folder) == OwnHeads("IR", 1, {talks.visit: ours.head})
    home.record.append(Batch(talks.visit, [talks.say("RU")]))
    assert told(folder).heads == {talks.visit: ours.head}
    assert theirs.hash.encode() not in (folder / OWN_HEADS).read_bytes()


def test_the_file_tells_where_the_database_is_and_an_earlier_one_need_not(home, folder):
    home.close()
    assert told(folder).store == IN_FOLDER
    line, _, _ = (folder / OWN_HEADS).read_bytes().partition(b"\n")
    fields = {**json.loads(line), "store": "somewhere"}
    for store, is_told in (("", True), ("postgresql:///db", True), ("somewhere", False), (1, False)):
        fields["store"] = store
        assert (read_of(folder, fields) is not None) is is_told
    del fields["store"]
    assert read_of(folder, fields).store == ""
    open_home(folder, "IR").close()
    assert told(folder).store == IN_FOLDER


def read_of(folder, fields):
    line = json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()
    (folder / OWN_HEADS).write_bytes(line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n")
    return read_own_heads(folder, "IR")


def test_a_database_that_is_further_than_the_file_is_in_step_and_the_file_is_brought_up(home, folder, talks):
    """A power cut between the database and the file; nothing had left."""
    home.record.append(Batch(talks.visit, talks.log))
    before = (folder / OWN_HEADS).read_bytes()
    last = talks.say("IR")
    home.record.append(Batch(talks.visit, [last]))
    home.close()
    (folder / OWN_HEADS).write_bytes(before)
    with open_home(folder, "IR") as again:
        assert again.record.found is IN_STEP
        assert told(folder).heads == {talks.visit: last.head}


def test_a_database_that_is_older_than_the_file_does_not_write_until_our_head_was_shown(home, folder, talks):
    home.record.append(Batch(talks.visit, talks.log))
    later = [talks.say("IR"), talks.say("IR")]
    old = aged(home, folder, talks, lambda home: home.record.append(Batch(talks.visit, later)))
    record = old.record
    assert (record.found, record.footing(talks.visit)) == (RESTORED, RESTORED)
    with pytest.raises(Refused) as refusal:
        record.append(Batch(talks.visit, [rival(talks.parties["IR"], later[0])]))
    assert (refusal.value.code, refusal.value.facts) == ("restored", {"side": "IR", "seq": 2})
    record.append(Batch(talks.visit, [talks.say("RU")]))  # what others write is kept
    assert answer(record, talks.visit, later[0].head) is RESTORED  # shown, but we do not have it
    assert answer(record, talks.visit, talks.log[0].head) is RESTORED  # shown, but the file tells of more
    record.append(Batch(talks.visit, later, envelope=envelope()))  # our own, brought back by an envelope
    assert record.footing(talks.visit) is RESTORED  # nobody has shown yet that this is all
    assert answer(record, talks.visit, later[1].head) is IN_STEP
    record.append(Batch(talks.visit, [talks.say("IR")]))
    old.close()
    with open_home(folder, "IR") as again:
        assert again.record.found is IN_STEP


def test_it_is_remembered_from_one_opening_to_the_next(home, folder, talks):
    home.record.append(Batch(talks.visit, talks.log))
    later = [talks.say("IR"), talks.say("IR")]
    old = aged(home, folder, talks, lambda home: home.record.append(Batch(talks.visit, later)))
    old.record.append(Batch(talks.visit, later[:1], envelope=envelope()))
    old.close()
    with open_home(folder, "IR") as again:
        assert again.record.footing(talks.visit) is RESTORED
        again.record.append(Batch(talks.visit, later[1:], envelope=envelope(2)))
    with open_home(folder, "IR") as again:  # all is there now, and still nobody has shown that it is
        assert again.record.footing(talks.visit) is RESTORED


def test_a_database_that_went_another_way_under_the_same_number_does_not_write(home, folder, talks):
    home.record.append(Batch(talks.visit, talks.log))
    entry = talks.say("IR")
    old = aged(home, folder, talks, lambda home: home.record.append(Batch(talks.visit, [entry])))
    old.close()
    (folder / OWN_HEADS).unlink()  # without which nothing is known, and so the other way can be gone
    other = rival(talks.parties["IR"], entry)
    with open_home(folder, "IR") as lost:
        assert answer(lost.record, talks.visit, talks.log[0].head) is IN_STEP
        lost.record.append(Batch(talks.visit, [other]))
    (folder / OWN_HEADS).write_bytes(OwnHeads("IR", 1, {talks.visit: entry.head}).to_bytes())
    with open_home(folder, "IR") as again:
        assert again.record.footing(talks.visit) is RESTORED


def test_an_older_database_is_recognised_even_where_our_own_chain_had_come_no_further(home, folder, talks):
    home.record.append(Batch(talks.visit, talks.log))
    old = aged(home, folder, talks, lambda home: home.record.append(Batch(talks.visit, [talks.say("RU")])))
    assert old.record.footing(talks.visit) is RESTORED
    assert answer(old.record, talks.visit, talks.log[0].head) is IN_STEP
    old.close()
    with open_home(folder, "IR") as again:
        assert again.record.found is IN_STEP


def test_a_joint_file_that_the_database_has_lost_altogether_is_restored_when_it_comes_back(home, folder, talks):
    other = Talks("FR", "IR")

    def go_on(home):
        home.record.open_file(other.visit, other.opening)
        home.record.append(Batch(other.visit, other.log))

    old = aged(home, folder, talks, go_on)
    assert old.record.visits() == (talks.visit,)
    assert old.record.found is RESTORED
    assert old.record.footing(talks.visit) is FRESH  # nothing of ours was ever written there
    old.record.open_file(other.visit, other.opening)
    with pytest.raises(Refused, match="restored"):
        old.record.append(Batch(other.visit, other.log))
    old.record.append(Batch(other.visit, other.log, envelope=envelope(other="FR")))
    assert answer(old.record, other.visit, other.log[1].head, "FR") is IN_STEP
    old.close()


def test_without_the_file_nothing_is_known_until_our_head_was_shown(home, folder, talks):
    home.record.append(Batch(talks.visit, talks.log))
    home.close()
    (folder / OWN_HEADS).unlink()
    with open_home(folder, "IR") as lost:
        assert (lost.record.found, lost.record.footing(talks.visit)) == (UNKNOWN, UNKNOWN)
        with pytest.raises(Refused, match="restored"):
            lost.record.append(Batch(talks.visit, [talks.say("IR")]))
    with open_home(folder, "IR") as again:  # the file is there again, and tells that it was not
        assert again.record.footing(talks.visit) is RESTORED
        assert answer(again.record, talks.visit, Head("IR", 1, talks.log[0].hash)) is IN_STEP
        again.record.append(Batch(talks.visit, talks.log[2:], envelope=envelope()))


def test_without_the_file_a_joint_file_that_comes_anew_is_not_trusted_either(home, folder):
    """Its other sides may hold entries of ours that went with the database."""
    home.close()
    (folder / OWN_HEADS).unlink()
    other = Talks("FR", "IR")
    with open_home(folder, "IR") as lost:
        lost.record.open_file(other.visit, other.opening)
        assert lost.record.footing(other.visit) is UNKNOWN
        assert answer(lost.record, other.visit, None, "FR") is FRESH  # its other side has nothing of ours
        lost.record.append(Batch(other.visit, other.log))
        assert lost.record.footing(other.visit) is IN_STEP


def test_a_home_in_which_nothing_was_ever_written_needs_no_file(folder):
    begin_home(folder, "IR").close()
    (folder / OWN_HEADS).unlink()
    with open_home(folder, "IR") as again:
        assert again.record.found is FRESH


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw + b"\n",
        lambda raw: raw.replace(b'"epoch":1', b'"epoch":0'),
        lambda _: b"\xff" * 200,
    ],
    ids=["empty", "cut", "longer", "changed", "noise"],
)
def test_a_damaged_file_tells_nothing(home, folder, talks, damage):
    home.record.append(Batch(talks.visit, talks.log))
    home.close()
    path = folder / OWN_HEADS
    path.write_bytes(damage(path.read_bytes()))
    with open_home(folder, "IR") as again:
        assert again.record.found is UNKNOWN


@pytest.mark.parametrize(
    "fields",
    [
        {"v": 2},
        {"side": "ir"},
        {"epoch": -1},
        {"heads": [["0" * 64, 0, "0" * 64]]},
        {"heads": [["0" * 64, 1]]},
        {"heads": [["0" * 63, 1, "0" * 64]]},
        {"confirmed": ["x"]},
        {"doubted": "x"},
        {"asked": [["0" * 64, "RU"]]},
        {"asked": [["0" * 64, "RU", "0" * 31]]},
        {"asked": [["0" * 64, "ru", "0" * 32]]},
        {"answered": [["0" * 64, "RU", "RU"]]},
        {"answered": [["0" * 63, "RU"]]},
    ],
)
def test_a_file_whose_sum_is_right_is_still_looked_at(fields):
    right = json.loads(OwnHeads("IR").to_bytes().splitlines()[0])
    line = json.dumps(right | fields, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(Refused):
        own_heads_of(line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n")
    assert own_heads_of(OwnHeads("IR").to_bytes()) == OwnHeads("IR")


def test_the_folder_of_another_side_is_refused(home, folder):
    home.close()
    with pytest.raises(StorageError, match="of-another-side"):
        open_home(folder, "RU")


def test_a_person_may_say_that_nothing_later_ever_left(home, folder, talks):
    home.record.append(Batch(talks.visit, talks.log))
    never_sent = talks.say("IR")
    old = aged(home, folder, talks, lambda home: home.record.append(Batch(talks.visit, [never_sent])))
    assert answer(old.record, talks.visit, talks.log[0].head) is RESTORED
    assert old.record.unanswered(talks.visit) == ()  # all have answered, and the file tells of one that nobody showed
    assert old.record.vouch(talks.visit) is IN_STEP
    old.record.append(Batch(talks.visit, [rival(talks.parties["IR"], never_sent)]))
    old.close()


def test_only_an_answer_to_an_envelope_that_was_sealed_since_is_believed(home, folder, talks):
    home.record.append(Batch(talks.visit, talks.log))
    ours = talks.log[0].head
    before = ask(home.record, talks.visit)
    home.record.doubt(talks.visit)
    first = ask(home.record, talks.visit)
    home.record.append(Batch(talks.visit, envelope=replace(envelope(2), id="f" * 32)))  # what comes in asks nothing
    for by, to in (("RU", ""), ("RU", before.id), ("FR", first.id), ("RU", "f" * 32)):
        assert home.record.confirm(talks.visit, Answer(by, to, ours)) is RESTORED
    assert home.record.unanswered(talks.visit) == ("RU",)
    home.close()
    with open_home(folder, "IR") as again:
        assert told(folder).asked == (Question(talks.visit, "RU", first.id),)
        assert again.record.confirm(talks.visit, Answer("RU", first.id, ours)) is IN_STEP
        assert (told(folder).asked, told(folder).answered) == ((), frozenset())
        again.record.doubt(talks.visit)  # whoever doubts anew asks anew
        assert again.record.confirm(talks.visit, Answer("RU", first.id, ours)) is RESTORED


def test_a_new_doubt_forgets_what_was_asked_and_answered_before(home, folder):
    talks = Talks("FR", "IR", "RU")
    home.record.open_file(talks.visit, talks.opening)
    home.record.append(Batch(talks.visit, talks.log))
    ours = talks.log[1].head
    home.record.doubt(talks.visit)
    assert answer(home.record, talks.visit, ours, "FR") is RESTORED
    assert home.record.unanswered(talks.visit) == ("RU",)
    home.record.doubt(talks.visit)
    assert home.record.unanswered(talks.visit) == ("FR", "RU")
    assert answer(home.record, talks.visit, ours, "RU") is RESTORED
    assert answer(home.record, talks.visit, ours, "FR") is IN_STEP


def test_of_many_questions_the_newest_are_remembered(home, folder, talks):
    home.record.append(Batch(talks.visit, talks.log))
    home.record.doubt(talks.visit)
    asked = [ask(home.record, talks.visit) for _ in range(66)]
    # 64 are kept, of 66: the first two are forgotten.
    assert [each.id for each in told(folder).asked] == [each.id for each in asked[2:]]
    assert home.record.confirm(talks.visit, Answer("RU", asked[1].id, talks.log[0].head)) is RESTORED
    assert home.record.confirm(talks.visit, Answer("RU", asked[2].id, talks.log[0].head)) is IN_STEP


def test_a_head_of_another_side_confirms_nothing(home, talks):
    home.record.append(Batch(talks.visit, talks.log))
    home.record.doubt(talks.visit)
    assert answer(home.record, talks.visit, talks.log[1].head) is RESTORED


def test_a_person_or_an_entry_that_came_back_can_raise_a_doubt(home, folder, talks):
    home.record.append(Batch(talks.visit, talks.log))
    home.record.doubt(talks.visit)
    assert home.record.footing(talks.visit) is RESTORED
    with pytest.raises(Refused, match="restored"):
        home.record.append(Batch(talks.visit, [talks.say("IR")]))
    home.close()
    with open_home(folder, "IR") as again:
        assert again.record.footing(talks.visit) is RESTORED
        assert answer(again.record, talks.visit, talks.log[0].head) is IN_STEP


def test_confirming_what_is_not_in_doubt_changes_nothing(home, folder, talks):
    home.record.append(Batch(talks.visit, talks.log))
    before = (folder / OWN_HEADS).read_bytes()
    assert home.record.confirm(talks.visit, Answer("RU", "", None)) is IN_STEP
    assert home.record.vouch(talks.visit) is IN_STEP
    assert (folder / OWN_HEADS).read_bytes() == before


def test_an_entry_that_was_kept_is_told_by_the_file_before_append_returns_or_append_fails(home, folder, talks):
    """The file cannot be written: what was kept is not told as kept, and the same batch again mends it."""
    blocked = folder / f"{OWN_HEADS}.part"
    blocked.mkdir()
    (blocked / "in the way").touch()
    with pytest.raises(StorageError):
        home.record.append(Batch(talks.visit, talks.log))
    assert told(folder).heads == {}
    assert bytes_of(home.record.entries(talks.visit)) == bytes_of(talks.log)
    shutil.rmtree(blocked)
    home.record.append(Batch(talks.visit, talks.log))
    assert told(folder).heads == {talks.visit: talks.log[0].head}


def test_who_only_reads_changes_nothing_that_is_kept(home, folder, talks):
    home.record.append(Batch(talks.visit, talks.log))
    home.close()
    (folder / OWN_HEADS).unlink()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with open_home(folder, "IR", writing=False) as reading:
        assert reading.record.found is UNKNOWN
        assert bytes_of(reading.record.entries(talks.visit)) == bytes_of(talks.log)
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    logs = {f"{name}.db-{part}" for name in ("shared", "private") for part in ("wal", "shm")}  # SQLite's own; empty
    assert {name: content for name, content in after.items() if name not in logs} == before
