"""A home that went back joins only a file whose opening names keys that it drew since: no word of others is enough.

What it must never do is give one number to two entries. In a file of which nothing is here, another side may hide an
entry of ours, or not have received it yet; only an opening that could not have been made before proves that there is
none.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from tests.node.joint.homes import CHEAP, PASSPHRASE, SideHome, homes

from placet.agreement.cards import SignedCard
from placet.agreement.header import Head
from placet.errors import Refused
from placet.node.joint.changing_keys import successors
from placet.node.joint.envelopes import receive, seal
from placet.node.joint.footing import doubt
from placet.node.joint.keyring import keep_keys, open_keyrings
from placet.node.joint.means import REAL
from placet.node.joint.opening_files import enrol, open_with
from placet.node.joint.safe import LIGHT
from placet.stores.backup import Backup, back_up
from placet.stores.own_heads import OWN_HEADS, OwnHeads


@pytest.fixture
def three(tmp_path: Path) -> list[SideHome]:
    """They have a file together, which FR opened; each knows the others' cards."""
    return homes(tmp_path, "FR", "IR", "RU")


def card(home: SideHome) -> SignedCard:
    return open_keyrings(home.folder)[0].card


def invited(opener: SideHome, *others: SideHome) -> bytes:
    """A further file, and the first envelope of it to the first of the others."""
    with opener.office() as office:
        root = office.keyring.root(PASSPHRASE)
        desk = open_with(office, {"en": "Another visit"}, [card(each) for each in others], root)
        return seal(desk, others[0].side).raw


def joined(home: SideHome, raw: bytes) -> str | None:
    """Take a first envelope in; with which code that was refused, or None."""
    try:
        home.receive(raw)
    except Refused as refusal:
        return refusal.code
    return None


def drawn(home: SideHome) -> None:
    """New keys for new files, as `placet keys draw` makes them."""
    keys, keyring = successors(home.folder, REAL)
    with home.office() as office:
        keep_keys(keyring.folder, keys, PASSPHRASE, REAL, LIGHT)
        office.stores.shared.note_drawn(keys.card.hash)


def told(home: SideHome, *others: SideHome) -> None:
    """The others compare our newest card."""
    for other in others:
        with other.office() as office:
            enrol(office, card(home))


def own_entries(home: SideHome) -> dict[tuple[str, int], str]:
    """Every entry of ours that a home holds, by file and number."""
    with home.office() as office:
        shared = office.stores.shared
        kept = [entry for visit in shared.visits() for entry in shared.entries(visit)]
        return {(each.header.visit, each.header.seq): each.hash for each in kept if each.header.side == home.side}


def went_back(home: SideHome, folder: Path) -> SideHome:
    """The home out of a sealed copy of itself."""
    return home.restored(home.back_up(folder / f"copy-{home.folder.name}"), folder / "again")


def test_what_was_joined_after_the_copy_is_not_joined_again_whatever_the_others_say(
    tmp_path: Path, three: list[SideHome]
) -> None:
    """RU keeps its first envelope and sends it again; it shows nothing of ours, and FR and RU answer every question."""
    fr, ir, ru = three
    backup = ir.back_up(tmp_path / "copy")
    raw = invited(ru, ir, fr)
    assert joined(ir, raw) is None
    again = ir.restored(backup, tmp_path / "again")
    with again.office() as office:
        old = office.files()[0].name
        for other in (fr, ru):
            question = seal(office.desk(old), other.side).raw
            with other.office() as theirs:
                received = receive(theirs, question)
                answer = seal(theirs.desk(received.desk.file), "IR").raw
            receive(office, answer)
        assert office.stores.shared.footing(office.files()[0].visit).may_write
    before = own_entries(again)
    assert joined(again, raw) == "restored-join"
    assert own_entries(again) == before


def test_keys_of_the_lost_home_that_are_put_in_by_hand_are_none_that_were_drawn_here(
    tmp_path: Path, three: list[SideHome]
) -> None:
    """As is advised where keys were changed after the copy: with them the lost home may have joined files."""
    fr, ir, ru = three
    backup = ir.back_up(tmp_path / "copy")
    drawn(ir)
    told(ir, ru)
    raw = invited(ru, ir, fr)
    assert joined(ir, raw) is None
    again = ir.restored(backup, tmp_path / "again")
    shutil.copytree(ir.folder / "keys" / "2", again.folder / "keys" / "2")
    assert joined(again, raw) == "restored-join"


def test_a_file_that_names_keys_drawn_since_is_joined_and_both_hold_the_same(
    tmp_path: Path, three: list[SideHome]
) -> None:
    fr, ir, ru = three
    lost = own_entries(ir)
    again = went_back(ir, tmp_path)
    assert joined(again, invited(ru, again, fr)) == "restored-join"
    drawn(again)
    told(again, ru, fr)
    raw = invited(ru, again, fr)
    assert joined(again, raw) is None
    assert joined(again, raw) is None  # again changes nothing
    with again.office() as office:
        (file,) = [each for each in office.files() if each.title == {"en": "Another visit"}]
        assert not office.desk(file.name).is_read_only
        assert office.desk(office.files()[0].name).is_read_only  # the old one still waits for its answers
        answer = seal(office.desk(file.name), "RU").raw
    ru.receive(answer)
    # RU holds what IR wrote in the new file: that it joined, and no more, since the opener's joining asks no receipt.
    theirs = {key: name for key, name in own_entries(again).items() if key not in lost}
    with ru.office() as office:
        held = {
            (e.header.visit, e.header.seq): e.hash
            for e in office.stores.shared.entries(file.visit)
            if e.header.side == "IR"
        }
    assert held == theirs != {}


def test_a_second_restore_knows_nothing_of_keys_that_were_drawn_before_it(
    tmp_path: Path, three: list[SideHome]
) -> None:
    fr, ir, ru = three
    first = went_back(ir, tmp_path)
    drawn(first)
    told(first, ru)
    backup = Backup(tmp_path / "later", PASSPHRASE)
    names = [str(path.relative_to(first.folder)) for path in first.folder.glob("keys/*/*")]
    back_up(first.folder, "IR", backup, also=names, cost=CHEAP)
    raw = invited(ru, first, fr)
    assert joined(first, raw) is None
    assert joined(first.restored(backup, tmp_path / "second"), raw) == "restored-join"


def test_a_doubt_forgets_what_was_drawn_and_holds_for_files_that_are_not_here(
    tmp_path: Path, three: list[SideHome]
) -> None:
    """Folder and database were both set back: nobody knows it but a person, and then keys are drawn anew."""
    fr, ir, ru = three
    yesterday = ir.copy_to(tmp_path / "yesterday")
    raw = invited(ru, ir, fr)
    assert joined(ir, raw) is None
    with yesterday.desk() as desk:
        doubt(desk)
    assert joined(yesterday, raw) == "restored-join"
    drawn(yesterday)
    told(yesterday, ru)
    later = invited(ru, yesterday, fr)
    with yesterday.desk() as desk:
        doubt(desk)
    assert joined(yesterday, later) == "restored-join"
    assert joined(yesterday, raw) == "not-our-file"  # it names keys that are not our newest


def test_whose_own_heads_are_gone_joins_nothing_before_keys_are_drawn(tmp_path: Path, three: list[SideHome]) -> None:
    fr, ir, ru = three
    drawn(ir)
    told(ir, ru)
    raw = invited(ru, ir, fr)
    copy = ir.copy_to(tmp_path / "copy")
    (copy.folder / OWN_HEADS).unlink()
    assert joined(copy, raw) == "restored-join"
    assert joined(ir, raw) is None


VISITS = [f"{number:064x}" for number in range(1, 4)]


@dataclass
class Line:
    """One folder, as it would be after each step; `cards`: what lies in it."""

    own: OwnHeads
    cards: list[str] = field(default_factory=lambda: ["first"])


class Restoring(RuleBasedStateMachine):
    """Homes of one side, copied and brought back at will; each visit names the card that its opener last saw.

    Whatever the other side shows, hides and plays back, a file is joined at most once.
    """

    @initialize()
    def begin(self) -> None:
        self.line = Line(OwnHeads("IR"))
        self.copies: list[Line] = []
        self.openings: dict[str, str] = {}
        self.joined: set[str] = set()
        self.count = 0

    @rule()
    def back_up(self) -> None:
        self.copies.append(Line(self.line.own, list(self.line.cards)))

    @rule(at=st.integers(0, 2), is_sealed=st.booleans())
    def bring_back(self, at: int, is_sealed: bool) -> None:
        """Out of a sealed copy; or the whole machine, which a person then says."""
        if not self.copies:
            return
        copy = self.copies[-1 - at % len(self.copies)]
        own = copy.own.as_restored() if is_sealed else copy.own.with_doubted(VISITS[-1])
        self.line = Line(own, list(copy.cards))

    @rule()
    def draw(self) -> None:
        self.count += 1
        name = f"{self.count:064x}"
        self.line.cards.append(name)
        self.line.own = self.line.own.with_drawn(name)

    @rule(visit=st.sampled_from(VISITS[:-1]))
    def join(self, visit: str) -> None:
        own, named = self.line.own, self.openings.setdefault(visit, self.line.cards[-1])
        if named != self.line.cards[-1] or visit in own.heads:
            return
        if own.is_new(visit, named):
            own = own.with_confirmed(visit, None)
        if not own.footing(visit).may_write:
            return
        assert visit not in self.joined, "a number was used twice"
        self.joined.add(visit)
        self.line.own = OwnHeads(**{**_fields(own), "heads": {**own.heads, visit: Head("IR", 1, visit)}})


def _fields(own: OwnHeads) -> dict[str, object]:
    return {name: getattr(own, name) for name in OwnHeads.__dataclass_fields__}


TestRestoring = Restoring.TestCase
TestRestoring.settings = settings(max_examples=400, stateful_step_count=12)
