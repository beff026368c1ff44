"""The verifier and the fold, which share no code, say the same of two hundred histories that nobody chose."""

from __future__ import annotations

import hashlib
from itertools import count

import pytest
from tests.agreement.parties import Party, parties, settle
from tests.verifier.forged import forged, refusal, remembered

from placet.agreement.acts import Level
from placet.agreement.certificate import certificate
from placet.agreement.fold import Signed
from placet.agreement.tabling import Text
from placet.errors import Refused
from placet.verifier import verified

__all__ = ["remembered"]
OFFICES = {"IR": ("protocol",), "RU": ("council", "protocol"), "CN": ("protocol",)}


class History:
    """Forty steps of two or three sides, drawn from a number."""

    def __init__(self, number: int) -> None:
        self.number, self.steps, self.texts = number, count(), list[Text]()
        self.members = parties(*("IR", "RU", "CN")[: 2 + number % 2], offices=OFFICES)
        for _ in range(40):
            self.step(self.draw(self.members))
        settle(self.members)
        if number % 3:  # otherwise some receipts stay outstanding
            for member in self.members:
                member.acknowledge()
            settle(self.members)

    def draw(self, among):
        drawn = hashlib.sha256(f"{self.number} {next(self.steps)}".encode()).digest()
        return among[int.from_bytes(drawn[:8], "big") % len(among)]

    def step(self, party: Party) -> None:
        act = self.draw(("propose", "counter", "package", *["assent"] * 8, "withdraw", *["hear"] * 8, "acknowledge"))
        known = [text for text in self.texts if text in party.fold().table]
        if act == "propose" or (act == "counter" and not known):
            self.texts.append(party.propose({"title": {"en": f"Talks {next(self.steps)}"}}, needs=self.needs()))
        elif act == "counter":
            self.texts.append(party.propose({"title": {"en": f"Dinner {next(self.steps)}"}}, point=self.draw(known)[0]))
        elif act == "package" and (members := {text[0]: text for text in known if text[0] not in self.packages(party)}):
            self.texts.append(party.package(*members.values()))
        elif act == "assent" and self.texts:  # also to what it has not received: that has no effect
            offices = (self.draw(OFFICES[party.side]),)
            party.assent(
                self.draw(self.texts[-3:]), self.draw((Level.FINAL, Level.FINAL, Level.AD_REFERENDUM)), offices
            )
        elif act == "withdraw" and known:
            party.withdraw(self.draw(known))
        elif act == "hear":
            party.hear(self.draw([other for other in self.members if other is not party]))
        else:
            party.acknowledge()

    def needs(self) -> list[tuple[str, str]]:
        return self.draw(([], [], [], [("RU", "council")], [("RU", "council"), ("RU", "protocol")]))

    @staticmethod
    def packages(party: Party) -> set[str]:
        return {key[0] for key, ways in party.fold().table.items() if len(ways[0].bundle.texts) > 1}


def places(signed: Signed) -> list[tuple[str, int, int]]:
    return [(side, signed.assents[side], signed.receipts[side]) for side in sorted(signed.assents)]


def shown(raw: bytes) -> list[tuple[str, int, int]]:
    return [(side.side, side.assent, side.receipt) for side in verified(raw).sides]


@pytest.mark.parametrize("tens", range(20))
def test_what_the_fold_has_agreed_verifies_and_nothing_else(tens, remembered):
    for number in range(10 * tens, 10 * tens + 10):
        history = History(number)
        record, folded = history.members[0].record, history.members[0].fold()
        agreed = {signed.bundle.key: signed for signed in folded.agreed}
        for text in history.texts:
            if text in agreed:
                assert shown(forged(record, text)) == places(agreed[text])
            else:
                assert refusal(forged(record, text)) in {
                    "certificate-assent", "certificate-receipt", "certificate-withdrawn",
                }  # fmt: skip
        for signed in folded.agreed:
            for text in signed.bundle.texts:
                last = next(each for each in reversed(folded.agreed) if text in each.bundle.texts)
                assert shown(certificate(record, folded, text)) == places(last)


def test_the_histories_hold_agreements_packages_and_signatures_taken_back_in_time():
    folds = [History(number).members[0].fold() for number in range(90)]
    assert any(len(signed.bundle.texts) > 1 for folded in folds for signed in folded.agreed)
    assert any(signed.taken_back and len(signed.assents) > 1 for folded in folds for signed in folded.final.values())
    assert sum(len(folded.agreed) for folded in folds) > 20


def test_of_a_text_that_was_withdrawn_before_the_receipt_there_is_no_certificate():
    ir, ru = parties("IR", "RU")
    text = ir.propose({"title": {"en": "Talks"}})
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    ir.withdraw(text)
    settle([ir, ru])
    ir.acknowledge()
    with pytest.raises(Refused, match="not-agreed"):
        certificate(ir.record, ir.fold(), text)
    assert refusal(forged(ir.record, text)) == "certificate-withdrawn"
