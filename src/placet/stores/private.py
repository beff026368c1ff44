"""What never leaves the office, in a database of its own: documents of some kind, numbered over the whole store.

Written as JSON in ASCII, so that every text comes back as it was, whatever a database thinks of its characters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from placet.errors import NotFoundError
from placet.stores.database import Database, storable
from placet.stores.troubles import trouble

_CHUNK = 1_000
_NEXT = "SELECT coalesce(max(number), 0) + 1 FROM documents"
_KEEP = "INSERT INTO documents (number, visit, kind, document) VALUES (?, ?, ?, ?)"
_DOCUMENTS = """
SELECT number, document FROM documents
WHERE visit = ? AND kind = ? AND number > ? AND document IS NOT NULL ORDER BY number LIMIT ?"""
_KNOWN = "SELECT number FROM documents WHERE number = ?"
_FORGET = "INSERT INTO forgotten (number) VALUES (?) ON CONFLICT DO NOTHING"


class SqlPrivate:
    """A `PrivateStore` in a database that was laid out for it."""

    def __init__(self, database: Database) -> None:
        """Take a database over."""
        self._database = database

    def keep(self, visit: str, kind: str, document: dict[str, Any]) -> int:
        """Keep one document durably."""
        return self._keep(visit, [(kind, document)])

    def keep_all(self, visit: str, documents: Sequence[tuple[str, dict[str, Any]]]) -> None:
        """Keep documents in one transaction."""
        self._keep(visit, documents)

    def _keep(self, visit: str, documents: Sequence[tuple[str, dict[str, Any]]]) -> int:
        """The number of the first."""
        rows = [(storable(visit), storable(kind), written(document)) for kind, document in documents]
        with self._database.transaction():
            first = int(self._database.find(_NEXT)[0][0])
            self._database.run(_KEEP, [(number, *row) for number, row in enumerate(rows, first)])
        return first

    def documents(self, visit: str, kind: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Documents of a kind, oldest first, without those that were forgotten."""
        last = 0
        while found := self._database.find(_DOCUMENTS, (storable(visit), storable(kind), last, _CHUNK)):
            yield from ((number, self._read(document)) for number, document in found)
            last = found[-1][0]

    def forget(self, numbers: Iterable[int]) -> None:
        """Erase the content: the database takes it away when it is told which."""
        wanted = sorted(set(numbers))
        with self._database.transaction():
            for number in wanted:
                if not self._database.find(_KNOWN, (number,)):
                    raise NotFoundError(str(number), ())
            self._database.run(_FORGET, [(number,) for number in wanted])
        self._database.scrub()

    def _read(self, document: str) -> dict[str, Any]:
        try:
            return dict(json.loads(document))
        except (ValueError, TypeError, RecursionError):
            raise trouble(self._database.place, "damaged") from None

    def flaws(self) -> tuple[str, ...]:
        """What the database itself finds wrong."""
        return self._database.flaws()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def written(document: dict[str, Any]) -> str:
    """The document as JSON. Raises `ValueError` and `TypeError` for what would not come back as it is."""
    _require_names(document)
    return json.dumps(document, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _require_names(value: object) -> None:
    """JSON knows no keys but texts, and turns all others into texts without a word."""
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a key that is not a text")
        for each in value.values():
            _require_names(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _require_names(each)
