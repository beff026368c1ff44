"""What became of a foreign file: entries, questions, and what is left. Values only; nothing here decides anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from placet.formats.scalars import write_when
from placet.model.engagements import Format, Kind
from placet.model.spans import UNKNOWN, When
from placet.reading.grid import Note, Where


class About(Enum):
    """What a question is about."""

    DAY = "day"
    TIME = "time"
    TITLE = "title"
    PLACE = "place"
    PEOPLE = "people"
    COLUMNS = "columns"
    ZONE = "zone"
    CHANGE = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A question: what the paper says, what is taken meanwhile (nothing if empty), and what it could be instead.

    `case` is the key of the question in the catalogue. `day` is the number of the day that a question of the whole
    paper is about; without one it is about every day. `roles` are what the columns of a table are taken for, by number.
    """

    where: Where
    about: About
    case: str
    said: str
    chosen: str = ""
    others: tuple[str, ...] = ()
    day: int | None = None
    roles: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An engagement as the paper states it. `title` is by language; `day` counts from 1, None where none is known."""

    where: Where
    day: int | None
    at: When = UNKNOWN
    ends: When = UNKNOWN
    title: Mapping[str, str]
    place: str = ""
    people: str = ""
    kind: Kind = Kind.OTHER
    format: Format | None = None
    is_open: bool = False
    notes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRead:
    """A day of the paper. `on` is its date, if one is stated."""

    where: Where
    number: int
    on: date | None
    said: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Text that was not understood, and where it stands."""

    where: Where
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A paper as far as it is understood. `doubts` are of no single entry; `zone` only where the file names it."""

    title: str
    language: str
    starts_on: date | None
    days: tuple[DayRead, ...]
    entries: tuple[Entry, ...]
    doubts: tuple[Doubt, ...] = ()
    left: tuple[Left, ...] = ()
    notes: tuple[Note, ...] = ()
    zone: str = ""

    def asked_of(self, entry: Entry) -> tuple[Doubt, ...]:
        """The questions that an entry depends on: its own, and those of its day and of the whole paper."""
        shared = (doubt for doubt in self.doubts if doubt.day in (None, entry.day))
        return (*entry.doubts, *shared)

    @property
    def questions(self) -> tuple[Doubt, ...]:
        """Every question, those of the whole paper first."""
        return (*self.doubts, *(doubt for entry in self.entries for doubt in entry.doubts))

    @property
    def understood(self) -> tuple[Entry, ...]:
        """Entries without a question."""
        return tuple(entry for entry in self.entries if not entry.doubts)

    @property
    def doubtful(self) -> tuple[Entry, ...]:
        """Entries with a question."""
        return tuple(entry for entry in self.entries if entry.doubts)


def times_of(entry: Entry) -> str:
    """`10:00–11:00`, `about 10:00`, `–12:00`; empty where nothing is stated."""
    begins = write_when(entry.at) if entry.at != UNKNOWN else ""
    return f"{begins}–{write_when(entry.ends)}" if entry.ends != UNKNOWN else begins
