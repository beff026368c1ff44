"""Where the examples lie that Placet ships: in the installed package, or in the checkout it runs from."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import placet
from placet.errors import NotFoundError, StorageError

FIRST = "tehran-moscow"
"""The example that every newcomer runs."""


def example_names() -> tuple[str, ...]:
    """The names of all examples, in alphabetical order."""
    return tuple(sorted(entry.name for entry in _examples().iterdir() if (entry / "visit.toml").is_file()))


def example_path(name: str = FIRST) -> Path:
    """The folder of an example. Raises `NotFoundError` for a name that is none."""
    names = example_names()
    if name not in names:
        raise NotFoundError(name, tuple(get_close_matches(name, names, cutoff=0.5)) or names)
    return _examples() / name


def old_programme() -> Path:
    """A programme as an office keeps it, in Word."""
    return _examples() / "old-programme" / "programme.docx"


def _examples() -> Path:
    package = Path(placet.__file__).parent
    for folder in (package / "examples", package.parents[1] / "examples"):
        if folder.is_dir():
            return folder
    raise StorageError(str(package / "examples"), "no-examples")
