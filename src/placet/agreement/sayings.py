"""What one side said that bears on agreement: what it signed, and what it took back.

A side has signed a text when every office that the text needs on this side has sealed it, in one entry or in several,
and the text, with every member of a package, had reached the writer. Of a text that a side once sealed and took back,
it can sign no more: the same words are proposed again under another name.

What follows from contradictions is not decided here but in `fold`, with one exception: who signs a text takes back
what single offices of the same side have sealed so far of a text that contradicts it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from placet.agreement.acts import Level, Sealed, Wording
from placet.agreement.entry import Entry, Kind
from placet.agreement.record import Chain
from placet.agreement.tabling import Bundle, Table, Tabled, Text, needs_of, on_the_table_from
from placet.agreement.values import value


class How(Enum):
    """In which way a signature was taken back. Only `WITHDRAWN` can end what is agreed already."""

    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    """Its time was over; an offer lapses, an agreement does not."""
    DISOWNED = "disowned"
    """It was made with a stolen key; so says the change of keys."""
    STOLEN = "stolen"
    """The withdrawal itself was made with a stolen key."""


@value(frozen=True, slots=True)
class TakenBack:
    """A signature taken back by an entry."""

    seq: int
    how: How


@value(frozen=True, slots=True)
class Assent:
    """A signature that is complete. `seq` is the entry with which the last office that is needed sealed."""

    seq: int
    bundle: Bundle
    level: Level
    wording: Wording
    """As the last office put it."""


@dataclass(slots=True)
class Sayings:
    """In the order of the chain."""

    assents: list[Assent] = field(default_factory=list)
    """Of each text at most one for each level."""
    partial: dict[Text, frozenset[str]] = field(default_factory=dict)
    """Texts that some but not all of the needed offices have sealed, with those that have not."""
    taken_back: dict[Text, list[TakenBack]] = field(default_factory=dict)
    """By text that the side had sealed, every time that it was taken back."""

    @property
    def lapsed(self) -> frozenset[Text]:
        """Texts that were taken back because their time was over."""
        return frozenset(text for text, backs in self.taken_back.items() if backs[0].how is How.LAPSED)


def sayings_of(chain: Chain, table: Table) -> Sayings:
    """What a side said, from its chain and what had reached it."""
    reading = _Reading(chain, table)
    stolen = {seq: change.last_good for seq, change in chain.changes if change.last_good is not None}
    for entry in chain.entries:
        header = entry.header
        if header.seq in stolen:
            reading.disown(stolen[header.seq], header.seq)
        elif header.seq in chain.sealed:
            reading.seal((str(header.point), str(header.revision)), header.seq, chain.sealed[header.seq])
        elif header.type == Kind.WITHDRAW:
            reading.withdraw(entry)
    reading.close()
    return reading.said


@dataclass(slots=True)
class _Seals:
    """What the offices of a side have sealed of one text. A final seal counts for both levels."""

    bundle: Bundle
    since: int | None
    """From which number on the text and all its members lay before the writer; None: never so far."""
    needed: frozenset[str]
    offices: dict[Level, dict[str, int]] = field(default_factory=lambda: {Level.AD_REFERENDUM: {}, Level.FINAL: {}})
    """By office, the number of its first seal."""
    complete: dict[Level, int] = field(default_factory=dict)
    unlisted: list[Text] = field(default_factory=list)
    """Members that `_Reading.waiting` does not list."""

    @property
    def begun(self) -> Level | None:
        """The highest level that some office has sealed, unless the signature is complete there."""
        for level in (Level.FINAL, Level.AD_REFERENDUM):
            if self.offices[level]:
                return None if level in self.complete else level
        return None

    def forget(self, since: int) -> None:
        """Take away the seals from a number on, as far as they have not made a signature."""
        for level, offices in self.offices.items():
            if level not in self.complete:
                self.offices[level] = {office: seq for office, seq in offices.items() if seq < since}


class _Reading:
    """A chain, read from its beginning. Each step costs no more than what was written down for it."""

    def __init__(self, chain: Chain, table: Table) -> None:
        self.said = Sayings()
        self._chain, self._table = chain, table
        self._seals: dict[Text, _Seals] = {}
        self._waiting: dict[str, dict[str, list[_Seals]]] = defaultdict(dict)
        """Incomplete seals by point, and by the text of it that they hold."""
        self._acts: list[tuple[int, Text, int | None]] = []
        """Seals and withdrawals that nobody has disowned: number, text, and of a withdrawal which one of the text."""

    def seal(self, key: Text, seq: int, sealed: Sealed) -> None:
        """Offices seal a text."""
        if key not in self._seals:
            self._seals[key] = _begun(key, self._chain, self._table)
        seals = self._seals[key]
        if key in self.said.taken_back or seals.since is None or seq < seals.since:
            return
        self._acts.append((seq, key, None))
        for level in (Level.AD_REFERENDUM, sealed.level) if sealed.level is Level.FINAL else (sealed.level,):
            self._seal_at(level, seals, seq, sealed)
        self._list(seals)

    def withdraw(self, entry: Entry) -> None:
        """The side takes a text back. Without effect where none of its offices had sealed it."""
        key, seq = (str(entry.header.point), str(entry.header.revision)), entry.header.seq
        if key in self._seals:
            is_lapse = (entry.body_fields() or {}).get("reason") == How.LAPSED.value
            backs = self.said.taken_back.setdefault(key, [])
            self._acts.append((seq, key, len(backs)))
            backs.append(TakenBack(seq, How.LAPSED if is_lapse else How.WITHDRAWN))

    def disown(self, last_good: int, seq: int) -> None:
        """A key was stolen: what was signed with it after an entry is taken back, what was withdrawn with it is not.

        Whatever was disowned is looked at no more, so all changes of keys together read the acts once.
        """
        while self._acts and self._acts[-1][0] > last_good:
            at, key, which = self._acts.pop()
            if which is not None:
                self.said.taken_back[key][which] = TakenBack(at, How.STOLEN)
                continue
            self._seals[key].forget(at)
            if at in self._seals[key].complete.values():
                self.said.taken_back.setdefault(key, []).append(TakenBack(seq, How.DISOWNED))

    def close(self) -> None:
        """Say which signatures wait for an office."""
        for key, seals in self._seals.items():
            begun = seals.begun
            if begun is not None and key not in self.said.taken_back:
                self.said.partial[key] = seals.needed - seals.offices[begun].keys()

    def _seal_at(self, level: Level, seals: _Seals, seq: int, sealed: Sealed) -> None:
        if level in seals.complete:
            return
        for office in sealed.offices:
            seals.offices[level].setdefault(office, seq)
        if seals.needed <= seals.offices[level].keys():
            seals.complete[level] = seq
            self.said.assents.append(Assent(seq, seals.bundle, level, sealed.wording))
            self._let_go_of_others(seals.bundle)

    def _list(self, seals: _Seals) -> None:
        """Remember incomplete seals under their points, where they are not listed yet."""
        while seals.unlisted and seals.begun is not None:
            point, text = seals.unlisted.pop()
            self._waiting[point].setdefault(text, []).append(seals)

    def _let_go_of_others(self, bundle: Bundle) -> None:
        for point, text in bundle.texts:
            waiting = self._waiting.get(point, {})
            for other in [each for each in waiting if each != text]:
                for seals in waiting.pop(other):
                    seals.forget(0)
                    seals.unlisted.append((point, other))


def _begun(key: Text, chain: Chain, table: Table) -> _Seals:
    """Nothing sealed yet; what the text is, when it lay before the writer, and which offices it needs."""
    ways = table.get(key)
    if not ways:
        return _Seals(Bundle(key, frozenset((key,))), None, frozenset())
    bundle = ways[0].bundle
    tabled = [table.get(text, ()) for text in bundle.texts]
    needed = frozenset([office for side, office in needs_of(table, key) if side == chain.side])
    return _Seals(bundle, _since(bundle, chain, tabled), needed, unlisted=list(bundle.texts))


def _since(bundle: Bundle, chain: Chain, tabled: Sequence[Sequence[Tabled]]) -> int | None:
    """From where on all of these lay before the writer: never if one is missing, or if a member is a package itself."""
    if [way for ways in tabled for way in ways if way.bundle.key != bundle.key and len(way.bundle.texts) > 1]:
        return None
    found = [on_the_table_from(chain, ways) for ways in tabled]
    known = [seq for seq in found if seq is not None]
    return max(known) if len(known) == len(found) else None
