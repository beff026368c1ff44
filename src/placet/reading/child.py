"""The process that reads foreign files: `python -m placet.reading.child`, the file on its input, a grid on its output.

It loads what it needs, and then gives up what it could do harm with: opening files and connections, starting programs,
memory, time. Only then does it look at the file.
"""

from __future__ import annotations

import sys

from placet.reading import limits
from placet.reading.answer import said
from placet.reading.calendar import all_zones
from placet.reading.readers import read
from placet.reading.refusal import Refused

_ENCODINGS = ("utf-8-sig", "utf-16", "cp1251", "cp1252", "cp1256", "cp437", "latin-1")
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.startfile",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.kill",
    "shutil.",
    "webbrowser.",
    "urllib.",
    "ftplib.",
    "smtplib.",
)
"""How the names of Python's audit events begin that a reader has no business with."""


def answer_to(content: bytes) -> bytes:
    """The answer for a file: what it holds, or why it is not read."""
    try:
        return said(read(content))
    except Refused as refused:
        return said(refused)
    except MemoryError:
        return said(Refused("too-heavy"))


def guard(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: whatever the file brings a library to try, it ends here."""
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)
    if event == "open":
        mode = arguments[1] if len(arguments) > 1 else None
        if not isinstance(mode, str) or not set(mode) <= set("rbtU"):
            raise PermissionError(event)


def seal() -> None:
    """Give up what a reader does not need. The system enforces the first part, where it can; Python the second."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # there is none on Windows

        for what, most in (
            (resource.RLIMIT_AS, limits.MEMORY),
            (resource.RLIMIT_CPU, limits.CPU_SECONDS),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NOFILE, 0),  # no further file, and no connection either: each would need a number
        ):
            resource.setrlimit(what, (most, most))
    sys.addaudithook(guard)


def main() -> None:
    """Read one file."""
    zones = all_zones()  # held to the end: a zone that is held is not opened
    for encoding in _ENCODINGS:
        "".encode(encoding)
    content = sys.stdin.buffer.read(limits.MAX_BYTES + 1)
    seal()
    sys.stdout.buffer.write(answer_to(content))
    sys.stdout.buffer.flush()
    zones.clear()


if __name__ == "__main__":
    main()
