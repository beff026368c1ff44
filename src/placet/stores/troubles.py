"""What goes wrong with a store: each case under a reason that stays the same.

Nothing that is kept is repeated here, neither in a sentence nor in a fact: these errors are shown and logged.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

from placet.errors import StorageError

SAID: Mapping[str, tuple[str, str]] = {
    "append-only": (
        "the database refuses to change what is kept",
        "Nothing was changed. If it happens again, examine the store.",
    ),
    "backup-changed": (
        "the passphrase does not open it, or the file was changed after it was written",
        "Type the passphrase again; if it is right, use another backup.",
    ),
    "backup-unsound": (
        "what was written did not read back as it should, and was taken away",
        "Look at the disk, and make the backup again.",
    ),
    "busy": ("another program is writing there", "Close it and try again."),
    "closed": ("was closed", "Open it again."),
    "costs-too-much": (
        "asks for more work than a backup may: {memory_mib} MiB, {passes} passes",
        "It was not made by Placet. Use another backup.",
    ),
    "damaged": (
        "is damaged",
        "Do not write to it. Restore a backup, and let the other side return what came after.",
    ),
    "database-failed": ("the database failed ({number})", "Nothing was changed. Open it again."),
    "disk-failed": ("the disk failed ({number})", "Look at the disk, then open it again."),
    "disk-full": ("the disk is full", "Make room and try again; nothing is half done."),
    "driver-missing": ("needs the extra for PostgreSQL", "Install it with: pip install 'placet[postgres]'"),
    "in-use": ("is in use by process {process}", "Close that one first: only one may write."),
    "layout-missing": ("the database was not laid out for Placet", "Let the owner of the database lay it out."),
    "layout-older": (
        "the database is laid out for an older Placet (version {found}, wanted {wanted})",
        "Let the owner of the database lay it out anew.",
    ),
    "no-home": ("holds no joint files", "Check the name, or begin with a new folder."),
    "not-a-store": ("is not a store of this kind", "Check the name; restore a backup if the file was replaced."),
    "not-durable": (
        "the database would lose entries in a power cut: {setting} is {value}",
        "Let its administrator set it as Placet needs it.",
    ),
    "not-enough-memory": ("there is not enough memory to make the key", "Close other programs and try again."),
    "not-wal": ("this file system does not let the database keep a log", "Put the folder on a local disk."),
    "not-written": ("cannot be written ({number})", "Check that you may write there, and that the disk is writable."),
    "not-read": ("cannot be read ({number})", "Check the name and that you may read it."),
    "of-another-side": ("belongs to another side", "Check which office's folder it is."),
    "old-sqlite": ("SQLite {found} is older than {wanted}", "Install the version of apsw that Placet asks for."),
    "open-to-others": ("may be read by others on this machine", "Close it to them: chmod 700 for the folder."),
    "opened-for-reading": ("was opened for reading only", "Open it for writing."),
    "overtaken": ("another process has written since this one opened it", "Close this one and open it again."),
    "passphrase-empty": ("needs a passphrase", "Give one of several words."),
    "role-too-strong": (
        "the role {role} may change what is kept",
        "Use the role for which the database was laid out, and no owner or administrator.",
    ),
    "still-in-log": (
        "was erased, but another program keeps the old log in use",
        "Close the programs that read the file, and erase again.",
    ),
    "there-already": ("is there already", "Choose another name, or move it away first."),
    "unread-log": (
        "ends in a log that cannot be read on a disk that is not writable",
        "Copy the folder to a disk that is.",
    ),
    "wrong-encoding": ("the database is encoded in {encoding}", "Use a database encoded in UTF8."),
}
"""By reason: what is wrong, and what to do next."""


def trouble(place: Path | str, reason: str, **facts: str | int) -> StorageError:
    """The error for a reason at a place."""
    problem, advice = SAID[reason]
    return StorageError(str(place), problem.format(**facts), advice)


def trouble_with_system(place: Path | str, error: OSError, reason: str = "not-written") -> StorageError:
    """The error for what the system said."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return trouble(place, "disk-full")
    if error.errno == errno.EIO:
        return trouble(place, "disk-failed", number=errno.EIO)
    return trouble(place, reason, number=error.errno or 0)
