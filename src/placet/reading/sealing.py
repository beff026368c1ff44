"""What a process gives up before it looks at a foreign file: opening files and connections, starting programs, memory.

It knows nothing of files: `reading.child` and `reading.picture_child` read them.
"""

from __future__ import annotations

import sys

from placet.reading import limits

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
