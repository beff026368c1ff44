"""Two sides that agreed to search for common dates: choosing, sealing, answering, and what each knows afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.agreement.parties import MAIN_OFFICE, Party, parties, secret

from placet.agreement.dates.approval import Seals, to_approve
from placet.agreement.dates.choice import Choice, chosen
from placet.agreement.dates.letters import Letter, letter_fields
from placet.agreement.dates.meeting import Meeting
from placet.agreement.dates.rounds import Conduct, conduct_of
from placet.agreement.dates.search import Search, Terms, search_of
from placet.agreement.dates.turns import Common, common_windows, next_fields
from placet.agreement.dates.windows import Window
from placet.agreement.entry import Entry, Kind
from placet.agreement.signing import Use
from placet.agreement.tabling import Text

EARLIEST = date(2027, 3, 1)
TERMS = Terms(number=4, lengths=(2, 3), rounds=2, earliest=EARLIEST, latest=date(2027, 5, 29), first="IR")
"""Ninety days of arrival (31 in March, 30 in April, 29 in May), two lengths."""


def window(day: int, days: int = 3) -> Window:
    """A window so many days after the first allowed arrival."""
    return Window(EARLIEST + timedelta(days=day), days)


def windows(*days: int) -> tuple[Window, ...]:
    return tuple(window(day) for day in days)


class Searcher:
    """A side in a search."""

    def __init__(self, party: Party, text: Text) -> None:
        self.party = party
        self.text = text

    @property
    def side(self) -> str:
        return self.party.side

    def search(self) -> Search:
        return search_of(self.party.record, self.party.fold(), self.text)

    def conduct(self) -> Conduct:
        return conduct_of(self.party.record, self.search())

    def choose(self, chosen_windows: Sequence[Window], number: int = 1, chance: bytes | None = None) -> Choice:
        meeting = Meeting(self.search(), number)
        return chosen(meeting, self.side, (chosen_windows, chance or secret(self.side, "chance", number)))

    def approve(self, choice: Choice, offices: Sequence[str] = (MAIN_OFFICE,)) -> Seals:
        return self.seals_over(to_approve(choice), offices)

    def seals_over(self, statement: bytes, offices: Sequence[str] = (MAIN_OFFICE,)) -> Seals:
        keys = [self.party.keys.seals[office] for office in offices]
        return [(key.public, key.sign(Use.DATES, statement)) for key in keys]

    def say(self, choice: Choice) -> Entry:
        """Our next message, approved where it must be."""
        return self.post(next_fields(self.conduct(), choice, self.approve(choice)))

    def post(self, fields: dict[str, Any]) -> Entry:
        """Write any body down, whether it counts or not."""
        return self.party.say(Kind.DATES, fields, point=self.text[0], revision=self.text[1])

    def post_letter(self, letter: Letter) -> Entry:
        return self.post(letter_fields(letter))

    def hear(self, other: Searcher) -> None:
        self.party.hear(other.party)

    def common(self, choice: Choice, number: int = 1) -> tuple[Common, ...]:
        return common_windows(self.conduct().rounds[number - 1], choice)

    def known(self, choice: Choice, number: int = 1) -> list[Window]:
        return [each.window for each in self.common(choice, number)]

    def faults(self) -> list[tuple[str, str]]:
        return [(fault.entry.header.side, fault.code) for fault in self.conduct().faults]


def searchers(terms: Terms = TERMS, needs: Sequence[tuple[str, str]] = (), **offices: Any) -> tuple[Searcher, Searcher]:
    """Iran and Russia, who have agreed to the terms and both know it."""
    ir, ru = parties("IR", "RU", offices=offices or None)
    text = ir.propose(terms.to_content(), kind=Kind.DATES.value, needs=needs)
    ir.assent(text, offices=tuple(ir.keys.seals))
    ru.hear(ir)
    ru.assent(text, offices=tuple(ru.keys.seals))
    ir.hear(ru)
    ir.acknowledge()
    ru.hear(ir)
    return Searcher(ir, text), Searcher(ru, text)


def play(first: tuple[Searcher, Choice], second: tuple[Searcher, Choice]) -> None:
    """All three messages of a round, each heard."""
    (one, ours), (other, theirs) = first, second
    one.say(ours)
    other.hear(one)
    other.say(theirs)
    one.hear(other)
    one.say(ours)
    other.hear(one)
