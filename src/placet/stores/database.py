"""What a store asks of its database, whichever that is.

Statements are written once, with `?` for a value, in the SQL that SQLite and PostgreSQL have in common. What only one
of them can do lies behind a method here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from placet.errors import Refused

Value = str | int | bytes | None
"""What a column holds."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Where records went, as their old store says."""

    store: str
    move: str
    """By which move: the name that it drew; empty where an earlier Placet made it."""


class Database(Protocol):
    """One database with one layout, held by one process. Safe to use from several threads, one after the other.

    Everything raises `StorageError`, and nothing else, where the database or the disk does not do its part.
    """

    @property
    def place(self) -> str:
        """What an error calls it."""

    def find(self, statement: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """The rows that a statement finds."""

    def run(self, statement: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run a statement once for each row of values."""

    def transaction(self) -> AbstractContextManager[None]:
        """What is done inside is kept durably when it ends, or not at all when it raises. Not nested."""

    def scrub(self) -> None:
        """Make what was erased unreadable in the database's own files, as far as the database can."""

    def flaws(self) -> tuple[str, ...]:
        """What the database itself finds wrong with its pages, its layout, and its rule that nothing is changed."""

    def say_moved(self, gone: Gone) -> None:
        """Say of records where they went, durably: from then on nothing can be added to them."""

    def close(self) -> None:
        """Let go of it."""


def storable(text: str) -> str:
    """A text that every database keeps as it is. Raises `Refused` for a null character and for half a character."""
    if "\0" in text or (not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)):
        raise Refused("text-not-kept")
    return text
