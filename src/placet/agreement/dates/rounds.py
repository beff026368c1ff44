"""How a search was conducted: which messages of the record count, whose turn it is, and what was amiss.

A pure function of the record, the same at every node. A `dates` entry that is out of turn, repeats another round or
proves false is kept like every entry, has no effect, and stands here as a fault; the turn stays where it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from placet.agreement import limits
from placet.agreement.cards import Card
from placet.agreement.dates.approval import approving, look_at_approval
from placet.agreement.dates.letters import Letter, Step, letter_of
from placet.agreement.dates.meeting import Closed, Meeting, Message, Returned, fault_in
from placet.agreement.dates.search import Search
from placet.agreement.entry import Entry, Kind
from placet.agreement.record import Record
from placet.errors import Refused

PROVABLE = frozenset(
    {
        "dates-count",
        "dates-order",
        "dates-point-twice",
        "dates-point-unsafe",
        "dates-proof",
        "dates-reflected",
    }
)
"""What is wrong within a message whoever looks at it: enough for a charge, and dear to find out again and again."""


@dataclass(frozen=True, slots=True)
class Round:
    """The messages of a round that count, each with its entry."""

    meeting: Meeting
    messages: tuple[Message, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether both sides can know what is in common."""
        return len(self.messages) == len(Step)

    @property
    def step(self) -> Step:
        """What comes next in a round that is not complete."""
        return list(Step)[len(self.messages)]

    @property
    def side(self) -> str:
        """Whose turn it is in a round that is not complete."""
        return self.meeting.second if self.step is Step.RETURN else self.meeting.first


@dataclass(frozen=True, slots=True)
class Fault:
    """A `dates` entry without effect, and the round as it stood."""

    entry: Entry
    code: str
    round: Round


@dataclass(frozen=True, slots=True)
class Conduct:
    """How far a search has come."""

    search: Search
    rounds: tuple[Round, ...]
    """Those that were begun, in order; only the last may be incomplete."""
    faults: tuple[Fault, ...]
    current: Round | None
    """The round in which somebody has the turn; None when all agreed rounds are over."""
    is_ended: bool
    """Whether a side withdrew the terms, or both agreed to others. A round that only waits for its close is closed."""
    is_contested: bool
    """Whether it rests on entries in a fork or under a stolen key: people must settle it before it goes on."""
    cards: Mapping[str, Card] = field(repr=False)
    """The keys under which each side writes its next entry."""

    @property
    def waits_for(self) -> str | None:
        """The side that owes the next message of a round that was begun.

        Known to both: who breaks off after having learned does so on the record.
        """
        return self.current.side if self.current is not None and self.current.messages else None

    def offices(self, side: str) -> frozenset[str]:
        """The offices of a side that must approve each round."""
        return offices_of(self.search, side)


def offices_of(search: Search, side: str) -> frozenset[str]:
    """Those that had to seal the terms."""
    return frozenset(office for each, office in search.needs if each == side)


@dataclass(slots=True)
class _Progress:
    """What was read so far."""

    record: Record
    current: Round
    complete: list[Round] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    used: set[bytes] = field(default_factory=set)
    """Keys and points of the rounds before."""

    @property
    def last(self) -> Entry | None:
        """The newest message that counts, of this round or the one before."""
        before = self.current.entries or (self.complete[-1].entries if self.complete else ())
        return before[-1] if before else None

    @property
    def is_over(self) -> bool:
        return self.current.meeting.round > self.current.meeting.search.terms.rounds


def conduct_of(record: Record, search: Search) -> Conduct:
    """Read the messages of a search in the order of their turns."""
    queues = {side: deque(_letters(record, search, side)) for side in search.sides}
    read = _Progress(record, Round(Meeting(search, 1)))
    while not read.is_over and queues[read.current.side]:
        entry = queues[read.current.side].popleft()
        try:
            _take(read, entry)
        except Refused as refusal:
            read.faults.append(Fault(entry, refusal.code, read.current))
    code = "dates-rounds-used" if read.is_over else "dates-out-of-turn"
    left = [Fault(entry, code, read.current) for side in search.sides for entry in queues[side]]
    begun = (*read.complete, read.current) if read.current.messages else tuple(read.complete)
    return Conduct(
        search=search,
        rounds=begun,
        faults=(*read.faults, *left),
        current=None if read.is_over else read.current,
        is_ended=search.has_ended(record),
        is_contested=search.is_contested
        or any(_is_doubtful(record, entry) for each in begun for entry in each.entries),
        cards={side: record.chains[side].card_at(len(record.chains[side].entries) + 1) for side in search.sides},
    )


def _letters(record: Record, search: Search, side: str) -> list[Entry]:
    return [
        entry
        for entry in record.chains[side].entries
        if entry.header.type == Kind.DATES and (entry.header.point, entry.header.revision) == search.text
    ]


def _is_doubtful(record: Record, entry: Entry) -> bool:
    return record.chains[entry.header.side].is_doubtful(entry.header.seq)


def _take(read: _Progress, entry: Entry) -> None:
    """Let a message count. Raises `Refused`; then nothing has changed. What is cheap to see is looked at first."""
    current = read.current
    letter = letter_of(entry.body_fields() or {})
    if letter.step is not Step.CLOSE:  # a close only gives the second side what the first knows already
        current.meeting.search.look_at_place(read.record, entry)
    _look_at_turn(read, entry, letter)
    _look_at_patience(read, entry)
    _look_at_seals(read, entry, letter)
    if not read.used.isdisjoint(_new_points(letter.message)):
        raise Refused("dates-replayed")
    code = fault_in(current.meeting, (*current.messages, letter.message))
    if code is not None:
        raise Refused(code)
    grown = replace(current, messages=(*current.messages, letter.message), entries=(*current.entries, entry))
    if grown.is_complete:
        read.complete.append(grown)
        read.used.update(point for message in grown.messages for point in _new_points(message))
        grown = Round(Meeting(current.meeting.search, current.meeting.round + 1))
    read.current = grown


def _look_at_turn(read: _Progress, entry: Entry, letter: Letter) -> None:
    current, last = read.current, read.last
    if letter.round != current.meeting.round:
        raise Refused("dates-other-round")
    has_seen = last is None or read.record.had(entry, last.header.side) >= last.header.seq
    if letter.step is not current.step or not has_seen:
        raise Refused("dates-out-of-turn")
    if letter.answers != (current.entries[-1].hash if current.entries else None):
        raise Refused("dates-answers-other")


def _look_at_patience(read: _Progress, entry: Entry) -> None:
    """After so many false messages nobody looks any more: each costs as much as a good one."""
    side = entry.header.side
    false = sum(fault.entry.header.side == side and fault.code in PROVABLE for fault in read.faults)
    if false >= limits.MAX_DATE_FAULTS:
        raise Refused("dates-too-many-faults")


def _look_at_seals(read: _Progress, entry: Entry, letter: Letter) -> None:
    """The third message needs none: it follows from the first."""
    message, header, meeting = letter.message, entry.header, read.current.meeting
    if not isinstance(message, Closed):
        statement = approving(meeting, header.side, (message.key, message.points))
        card = read.record.chains[header.side].card_at(header.seq)
        look_at_approval(statement, letter.seals, (card, offices_of(meeting.search, header.side)))


def _new_points(message: Message) -> frozenset[bytes]:
    """What no message before can have held: its scalar is new. Of a `close` there is none, its key is known."""
    if isinstance(message, Closed):
        return frozenset()
    raised = message.raised if isinstance(message, Returned) else ()
    return frozenset((message.key, *message.points, *raised))
