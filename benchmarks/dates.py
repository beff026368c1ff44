"""Measure a search for common dates: `python benchmarks/dates.py`.

A round between two sides, both in this process: choosing, approving, all three messages, reading what came in and
finding what is in common. `sealed` and `proven` are parts of it: what each side does with its own windows, and the
looking at all three messages. `bytes` are the three bodies without seals. Half of the windows are in common.

One table on standard output, the same as JSON (`recording.py`). Times are seconds of processor, the least of
several turns: other work on the machine only adds.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

# Run as a script: `benchmarks` is a folder of the checkout, not a package.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.recording import kept

from placet.agreement.dates.choice import Choice, blinded, chosen, closed_of, returned_of, sent_of
from placet.agreement.dates.letters import Letter, letter_fields
from placet.agreement.dates.meeting import Meeting, Message, fault_in
from placet.agreement.dates.rounds import Round
from placet.agreement.dates.search import Search, Terms
from placet.agreement.dates.turns import common_windows
from placet.agreement.dates.windows import Window
from placet.formats.canonical import canonical

NUMBERS = (16, 32, 64)
TURNS = 5
FIRST_DAY = date(2027, 3, 1)


def main() -> None:
    """Measure and print."""
    print(f"{'windows':>8}{'round':>9}{'one side':>10}{'sealed':>9}{'proven':>9}{'bytes':>8}")
    with kept("common-dates") as rows:
        for number in NUMBERS:
            row = measured(number)
            rows.append(asdict(row))
            times = f"{row.round:>9.3f}{row.one_side:>10.3f}{row.sealed:>9.3f}{row.proven:>9.3f}"
            print(f"{row.windows:>8}{times}{row.bytes:>8}")


@dataclass(frozen=True, slots=True)
class Row:
    """A round of so many windows."""

    windows: int
    round: float
    one_side: float
    sealed: float
    proven: float
    bytes: int


def measured(number: int) -> Row:
    """A row: the whole round, half of it, and its parts."""
    meeting = Meeting(search_for(number), 1)
    ours, theirs = choice(meeting, "IR", 0), choice(meeting, "RU", number // 2)
    messages = played(meeting, ours, theirs)
    whole = least(lambda: played(meeting, ours, theirs))
    return Row(
        number,
        round=whole,
        one_side=whole / 2,
        sealed=least(lambda: blinded(ours)),
        proven=least(lambda: looked_at(meeting, messages)),
        bytes=sum(len(canonical(letter_fields(Letter(1, message, "0" * 64)))) for message in messages),
    )


def search_for(number: int) -> Search:
    """A search over half a year for stays of three days."""
    terms = Terms(number, (3,), 3, FIRST_DAY, FIRST_DAY + timedelta(days=180), "IR")
    return Search("5" * 64, ("IR", "RU"), "6" * 64, "7" * 64, terms, (), (), (), False)


def choice(meeting: Meeting, side: str, skipped: int) -> Choice:
    """As many windows as agreed, from a day on."""
    number = meeting.search.terms.number
    windows = [Window(FIRST_DAY + timedelta(days=skipped + day), 3) for day in range(number)]
    return chosen(meeting, side, (windows, hashlib.sha256(side.encode()).digest()))


def played(meeting: Meeting, ours: Choice, theirs: Choice) -> tuple[Message, ...]:
    """The round as two nodes play it: each blinds its windows, approves, looks at what came, and finds the rest."""
    blinded(ours)  # what the officer approves
    sent = sent_of(ours)
    blinded(theirs)
    fault_in.cache_clear()
    assert fault_in(meeting, (sent,)) is None
    returned = returned_of(theirs, sent)
    fault_in.cache_clear()
    assert fault_in(meeting, (sent, returned)) is None
    closed = closed_of(ours, sent, returned)
    fault_in.cache_clear()
    assert fault_in(meeting, (sent, returned, closed)) is None
    finished = Round(meeting, (sent, returned, closed))
    assert common_windows(finished, ours) == common_windows(finished, theirs)
    return sent, returned, closed


def looked_at(meeting: Meeting, messages: tuple[Message, ...]) -> None:
    """All three messages, as both sides read them between them."""
    fault_in.cache_clear()
    for count in (1, 2, 3):
        assert fault_in(meeting, messages[:count]) is None


def least(act: Callable[[], object]) -> float:
    """The least of several turns."""
    found = []
    for _ in range(TURNS):
        began = time.process_time()
        act()
        found.append(time.process_time() - began)
    return min(found)


if __name__ == "__main__":
    main()
