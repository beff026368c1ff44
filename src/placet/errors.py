"""What can go wrong, in one tree.

PlacetError
├── VisitFileError      the visit's files are wrong: every fault at once, each with its place and a remedy
├── FileError           a file or folder is not as it must be: which, a reason, and what is known about it
│   ├── FormatError         it is not in the format it claims to be
│   │   ├── UnsupportedVersion
│   │   └── TooLarge            it exceeds a named bound
│   ├── ForeignFileError    an office's old file is not read
│   └── StorageError        it cannot be read or written
├── NotFoundError       a name given by the user is not in the visit
└── Refused             what another side sent, or what was to be signed, is not admitted: a code, and nothing changed

An infeasible visit is an `Outcome` of planning and an unsound programme a list of `Finding`s: neither is an error.
Mistakes of the programmer stay `ValueError`, `TypeError` and `RuntimeError`. Errors carry a reason that stays the same
and typed facts, never prose; the sentence that a person reads is made of them in `placet.wording`, in any language;
only `placet.cli` turns an error into an exit code.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as kept
from datetime import date, time


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A cell of a workbook, or the first of several. `number` is that of its sheet; rows and columns count from 1 too.

    `last_row` and `last_column`, where there are more cells than one, are still among them.
    """

    number: int
    sheet: str
    row: int
    column: int
    last_row: int = 0
    last_column: int = 0

    @property
    def address(self) -> str:
        """As spreadsheets call it: `F12`, or `A3:A20`."""
        first = f"{_letters(self.column)}{self.row}"
        last = f"{_letters(self.last_column or self.column)}{self.last_row or self.row}"
        return first if first == last else f"{first}:{last}"


Line = int | Cell
"""Where in a file something stands: a line, counted from 1, or a cell."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a fact is told with: an entry of a table of the catalogue `errors`, and the facts that are in it."""

    table: str
    key: str
    facts: Facts = kept(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Declared:
    """The sentence with which a field of a table of the model is declared."""

    table: str
    field: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file.

    `line` is None where neither a line nor a cell can be named. `field` is the dotted path from the top of the file.
    `reason` stays the same and may be matched by scripts: what was found, what is expected and what to do next are said
    in the catalogue `errors` under `faults`, with the `facts`. Texts among these are foreign, short, and already safe
    to print.
    """

    file: str
    line: Line | None
    field: str
    reason: str
    facts: Facts = kept(default_factory=dict, hash=False)


Fact = str | int | date | time | tuple[str, ...] | Word | Declared | Fault
Facts = Mapping[str, Fact]


def system_word(error: Exception) -> Word:
    """Why the system will not open or write something. A `ValueError` is a name that no file can have."""
    if not isinstance(error, OSError):
        return Word("system", "no-name")
    number = error.errno or 0
    return Word("system", errno.errorcode.get(number, "other"), {"number": number})


class PlacetError(Exception):
    """Something in the world is wrong, not in the program. `code` is stable and may be matched by scripts."""

    code = "placet"


class Contradiction(ValueError):
    """Values that cannot stand together in one table of the model.

    Of a visit made in a program it is the programmer's mistake; of one that is read it becomes a fault of this reason.
    """

    def __init__(self, reason: str, **facts: Fact) -> None:
        """Keep why, as `Fault` does."""
        super().__init__(reason)
        self.reason = reason
        self.facts: Facts = facts


class VisitFileError(PlacetError):
    """The visit's files are wrong. Carries every fault found, in the order of file and line; nothing was written."""

    code = "visit-file"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the faults; there is at least one."""
        if not faults:
            raise ValueError("a VisitFileError without a fault")
        super().__init__(f"{len(faults)} fault(s), first: {faults[0]}")
        self.faults = faults


class FileError(PlacetError):
    """A file or folder is not as it must be.

    `reason` stays the same and may be matched by scripts; the catalogue `errors` says it, and what to do next, in the
    table named by `code`, with the `facts`.
    """

    code = "file"

    def __init__(self, file: str, reason: str, **facts: Fact) -> None:
        """Keep which file or folder it is, why, and what is known about it."""
        super().__init__(f"{file}: {reason} {facts or ''}".rstrip())
        self.file = file
        self.reason = reason
        self.facts: Facts = facts


class FormatError(FileError):
    """A file is not in the format it claims to be."""

    code = "format"


class UnsupportedVersion(FormatError):
    """The file was written by a newer Placet, or by something else."""

    code = "unsupported-version"


class TooLarge(FormatError):
    """A file exceeds one of the bounds of `placet.formats.limits`."""

    code = "too-large"


class ForeignFileError(FileError):
    """A file from elsewhere is not read. Nothing was changed."""

    code = "foreign-file"


class StorageError(FileError):
    """A file or folder cannot be read or written."""

    code = "storage"


def storage_error(place: object, error: Exception, reason: str = "not-written") -> StorageError:
    """What the system said of a place, a path: that its disk is full or broken, or else the reason and its own word."""
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StorageError(str(place), "disk-full")
    if number == errno.EIO:
        return StorageError(str(place), "disk-failed", number=number)
    return StorageError(str(place), reason, cause=system_word(error))


class NotFoundError(PlacetError):
    """The visit has nothing of this name. `nearest` holds names that look alike, nearest first."""

    code = "not-found"

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        """Keep the name that was asked for and those that look like it."""
        super().__init__(name)
        self.name = name
        self.nearest = nearest


class Refused(PlacetError):
    """Bytes of the other side, or an act of our own, are not admitted to the record. Nothing was changed.

    `code` is stable, precise and may be matched by scripts; its sentence and advice stand in the catalogue `refusals`.
    `facts` name the place (side, number of the entry, field) and are short; they repeat foreign text only as `shown`.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        """Keep the code and what is known about it."""
        super().__init__(f"{code} {facts}" if facts else code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class ReplyTrouble:
    """A line of a typed reply that is not taken, from 1; the beginning of what it says, and why."""

    line: int
    shown: str
    refusal: Refused


class UnreadReplies(PlacetError):
    """A typed reply has lines that are not taken. Carries all of them; nothing was written."""

    code = "replies"

    def __init__(self, troubles: tuple[ReplyTrouble, ...]) -> None:
        """Keep them; there is at least one."""
        super().__init__(f"{len(troubles)} line(s), first: {troubles[0].refusal}")
        self.troubles = troubles
