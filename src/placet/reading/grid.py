"""What every foreign file becomes before anybody tries to understand it: rows of text, each with its place in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

Where = tuple[tuple[str, int | str], ...]
"""A place in a file as a person would find it, from the whole to the part: `(("table", 2), ("row", 5))`."""
NOWHERE: Where = ()
PARTS = frozenset({"page", "line", "sheet", "row", "paragraph", "table", "entry"})
"""What a place may be made of: keys of the table `places` of the catalogue, counted from 1; a sheet is named."""


class FileKind(Enum):
    """Kinds of file that can be read."""

    WORD = "docx"
    EXCEL = "xlsx"
    TABLE = "csv"
    CALENDAR = "ics"
    PDF = "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of text, or a row of a table.

    `table` counts the tables (sheets) of the file from 1; None for a line outside any. Merged cells stand once, at
    their first place, and are empty after it; `merged` are the numbers, from 0, of cells that go on from one above.
    `is_rest` is set where lines drawn on a page put a line into one row with the line above it; `wrapped` are the
    numbers of its cells for whose first word that line had no room. `tags` are the ids that Placet gave the texts when
    it printed them, and `tagged` is what stands under each of them now, in the same order.
    """

    where: Where
    cells: tuple[str, ...]
    table: int | None = None
    is_heading: bool = False
    merged: tuple[int, ...] = ()
    is_rest: bool = False
    wrapped: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    tagged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An entry of a calendar, already in its parts. Times are aware, or a date for a whole day.

    Where the file names no zone a time is naive: it is the clock of wherever the entry takes place.
    """

    where: Where
    starts: datetime | date | None
    ends: datetime | date | None
    title: str
    place: str
    text: str
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something in the file that was left out or had to be supposed. `what` is a key of the catalogue."""

    what: str
    where: Where = NOWHERE
    found: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A file as it was read. `attached` is the data that Placet put into a paper of its own, not yet trusted."""

    kind: FileKind
    rows: tuple[Row, ...]
    events: tuple[Event, ...] = ()
    attached: bytes | None = None
    notes: tuple[Note, ...] = ()
