"""The verifier and the fold, which share no code, say the same of histories in which chains parted and went on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain as chained

import pytest
from tests.agreement.parties import Keys, Party, keys_of, settle
from tests.verifier.forged import forged, refusal, remembered
from tests.verifier.test_histories import History, places, shown

from placet.agreement.cards import Card
from placet.agreement.certificate import certificate
from placet.agreement.entry import FIRST_PREVIOUS, Entry, Kind
from placet.agreement.fold import Folded
from placet.agreement.record import Record
from placet.agreement.resuming import card_for, resumed
from placet.agreement.resumption import Resumption, SignedResumption, settling
from placet.agreement.signing import Use
from placet.agreement.tabling import Text
from placet.errors import Refused
from placet.verifier import verified

__all__ = ["remembered"]
pytestmark = pytest.mark.usefixtures("remembered")
REFUSED_BY_THE_RULE = {"certificate-assent", "certificate-receipt", "certificate-withdrawn"}
NO_READER = {"certificate-beyond": "certificate-resumption-not-signed", "certificate-taken-back": "certificate-chain"}


class Parted(History):
    """A history in which, now and then, a second pen of a side writes, keys change, and all sides settle it."""

    def __init__(self, number: int) -> None:
        self.parted = 0
        super().__init__(number)

    def step(self, party: Party) -> None:
        what = self.draw(("part", "keys", *["usual"] * 8))
        if what == "part" and self.parted < 3:
            self.part(party)
        elif what == "keys":
            party.change_keys()
        else:
            super().step(party)

    def part(self, party: Party) -> None:
        """Two pens go on; the others take in one or the other branch, and say something; then all sign what counts."""
        self.parted += 1
        settle(self.members)
        twin = party.twin()
        for pen in (twin, party):
            for _ in range(self.draw((1, 2, 3))):
                self.usual(pen)
        for other in self.members:
            if other is not party:
                other.hear(self.draw((twin, party)))
                self.usual(other)
        held = [each.record.chains[party.side].entries for each in (twin, *self.members)]
        mine = self.draw((twin, party)).record.chains[party.side].entries
        everything = list(chained(twin.record, *(each.record for each in self.members)))
        before = party.record.chains[party.side].resumptions
        follows = before[-1].resumption.hash if before else FIRST_PREVIOUS
        counted = mine[: len(mine) - self.draw((0, 0, 1))]
        self.settle_by(settling(counted, held, follows), party, everything)

    def usual(self, pen: Party) -> None:
        """Anything that a side does by itself."""
        what = self.draw(("note", "acknowledge", "assent", "assent"))
        known = [text for text in self.texts if text in pen.fold().table]
        if what == "assent" and known:
            pen.assent(self.draw(known))
        elif what == "acknowledge":
            pen.acknowledge()
        else:
            pen.say(Kind.NOTE, {})

    def settle_by(self, statement: Resumption, party: Party, everything: Sequence[Entry]) -> None:
        roots = {each.side: self.signed(each, statement) for each in self.members}
        for each in self.members:
            each.record = resumed(each.record, SignedResumption(statement, roots))
        for each in self.members:
            each.record.admit_all(everything)
        last = party.record.last_card(party.side)
        assert last is not None
        party.keys = self.keys(party, last)

    def signed(self, party: Party, statement: Resumption) -> list[tuple[str, str]]:
        root = self.keys(party, card_for(party.record, statement, party.side)).root
        return [(root.public, root.sign(Use.RESUME, statement.to_bytes()))]

    @staticmethod
    def keys(party: Party, card: Card) -> Keys:
        """The keys of a card: generations are few."""
        found = (keys_of(party.side, party.keys.offices, number) for number in range(40))
        return next(each for each in found if each.card == card)


def made(record: Record, folded: Folded, text: Text) -> tuple[str, bytes]:
    """The certificate, or the code with which there is none."""
    try:
        return "", certificate(record, folded, text)
    except Refused as refused:
        return refused.code, b""


@pytest.mark.parametrize("fives", [*range(12), 77])  # 385: a receipt rests on entries that a statement dropped
def test_what_the_fold_has_agreed_verifies_and_nothing_else(fives: int) -> None:
    for number in range(5 * fives, 5 * fives + 5):
        history = Parted(number)
        record, folded = history.members[0].record, history.members[0].fold()
        agreed = {signed.bundle.key: signed for signed in folded.agreed}
        for text in history.texts:
            if text not in agreed:
                code = refusal(forged(record, text))
                assert code in REFUSED_BY_THE_RULE | {*NO_READER.values(), "certificate-text"}, (number, code)
                continue
            code, raw = made(record, folded, text)
            if code:
                assert refusal(forged(record, text)) == NO_READER[code], number
            else:
                last = next(each for each in reversed(folded.agreed) if text in each.bundle.texts)
                assert shown(raw) == places(last), number


def test_the_histories_hold_agreements_that_rest_on_statements_and_some_that_nobody_could_check() -> None:
    settled, refused = 0, 0
    for number in range(60):
        history = Parted(number)
        record, folded = history.members[0].record, history.members[0].fold()
        for signed in folded.agreed:
            code, raw = made(record, folded, signed.bundle.key)
            refused += bool(code)
            settled += not code and any(side.settled for side in verified(raw).sides)
    assert settled > 10
    assert refused < settled
