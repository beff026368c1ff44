"""Exit codes, for scripts; people are told in words."""

from __future__ import annotations

from enum import IntEnum

from placet.errors import (
    ForeignFileError,
    FormatError,
    NotFoundError,
    PlacetError,
    Refused,
    StorageError,
    UnreadReplies,
    VisitFileError,
)


class Exit(IntEnum):
    """What a command ended in."""

    DONE = 0
    """Done; what the rules found below *required* is among the findings."""
    BUG = 1
    """Placet itself is at fault."""
    WRONG_USE = 2
    """An unknown command, option or name."""
    WRONG_FILE = 3
    """A file is not as it must be."""
    CLASH = 4
    """No programme can satisfy everything."""
    UNSOUND = 5
    """The programme given breaks what must be kept."""
    NO_ANSWER = 6
    """Neither a programme nor a proof that there is none, in the time given."""
    STORAGE = 7
    """Something cannot be read or written."""
    STOPPED = 130
    """Stopped by Ctrl-C before there was anything to show, as shells have it."""
    TERMINATED = 143
    """Asked by the system to end, as shells have it."""


def exit_of(error: PlacetError) -> Exit:
    """The exit code of an error."""
    match error:
        case NotFoundError():
            return Exit.WRONG_USE
        case VisitFileError() | FormatError() | ForeignFileError() | Refused() | UnreadReplies():
            return Exit.WRONG_FILE
        case StorageError():
            return Exit.STORAGE
        case _:
            return Exit.BUG
