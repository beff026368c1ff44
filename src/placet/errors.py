"""What can go wrong, in one tree.

PlacetError
├── VisitFileError      the visit's files are wrong: every fault at once, each with its place and a remedy
├── FormatError         a file is not in the format it claims to be
│   └── UnsupportedVersion
├── TooLarge            a file exceeds a named bound
├── ForeignFileError    an office's old file is not read: the reason, and what it was found to be
├── NotFoundError       a name given by the user is not in the visit
├── Refused             what the other side sent, or what was to be signed, is not admitted: a code, and nothing changed
└── StorageError        a file or folder cannot be read or written

An infeasible visit is an `Outcome` of planning and an unsound programme a list of `Finding`s: neither is an error.
Mistakes of the programmer stay `ValueError`, `TypeError` and `RuntimeError`. Errors carry facts; the sentence that
a person reads is made in `placet.wording`; only `placet.cli` turns an error into an exit code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class PlacetError(Exception):
    """Something in the world is wrong, not in the program. `code` is stable and may be matched by scripts."""

    code = "placet"


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A cell of a workbook. `number` is that of its sheet; rows and columns count from 1 too."""

    number: int
    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """As spreadsheets call it: `F12`."""
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row}"


Line = int | Cell
"""Where in a file something stands: a line, counted from 1, or a cell."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file.

    `line` is None where neither a line nor a cell can be named. `field` is the dotted path
    from the top of the file. `found` and `expected` are short and already safe to print; `advice` says what to do next.
    """

    file: str
    line: Line | None
    field: str
    found: str
    expected: str
    advice: str = ""


class VisitFileError(PlacetError):
    """The visit's files are wrong. Carries every fault found, in the order of file and line; nothing was written."""

    code = "visit-file"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the faults; there is at least one."""
        if not faults:
            raise ValueError("a VisitFileError without a fault")
        super().__init__(f"{len(faults)} fault(s), first: {faults[0]}")
        self.faults = faults


class FormatError(PlacetError):
    """A file is not in the format it claims to be."""

    code = "format"

    def __init__(self, file: str, problem: str, advice: str = "") -> None:
        """Say which file, what is wrong with it, and what to do next."""
        super().__init__(f"{file}: {problem}")
        self.file = file
        self.problem = problem
        self.advice = advice


class UnsupportedVersion(FormatError):
    """The file was written by a newer Placet, or by something else."""

    code = "unsupported-version"


class TooLarge(FormatError):
    """A file exceeds one of the bounds of `placet.formats.limits`."""

    code = "too-large"


class ForeignFileError(PlacetError):
    """A file from elsewhere is not read. Nothing was changed.

    `reason` is stable and may be matched by scripts; its sentence, its advice and what `facts` they need stand in the
    catalogue `errors` under `foreign-file`.
    """

    code = "foreign-file"

    def __init__(self, file: str, reason: str, facts: Mapping[str, str | int]) -> None:
        """Keep which file it is, why it is not read, and what is known about it."""
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason
        self.facts = facts


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


class StorageError(PlacetError):
    """A file or folder cannot be read or written."""

    code = "storage"

    def __init__(self, path: str, problem: str, advice: str = "") -> None:
        """Say which path, what the system said, and what to do next."""
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem
        self.advice = advice
