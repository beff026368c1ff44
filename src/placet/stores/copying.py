"""Everything that one database keeps, put into another of the same kind; and whether both then hold the same.

Rows go over as they are, numbers and all, in an order that the rules of the tables let in: entries, proofs and
statements together, as they were kept; what was erased before branches, which may bring a body again. What is there
already stays, so that a copy that was cut short goes on. All of one database goes over in one transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from typing import Any

from placet.stores.database import Database

_SELECT = "SELECT {columns} FROM {table} {rest} ORDER BY {order}"
_CHUNK = 200
"""Rows that are held in memory at once: one may have a body of 256 KiB."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its columns, and by how many of them, the first ones, its rows are told apart and put in order."""

    name: str
    columns: tuple[str, ...]
    key: int = 1

    @property
    def is_numbered(self) -> bool:
        """Whether a later row always has a higher number."""
        return (self.key == 1 and len(self.columns) > 1) or self.name == "epochs"

    def select(self, rest: str) -> str:
        """A statement that reads the whole of rows, in order."""
        columns, order = ", ".join(self.columns), ", ".join(self.columns[: self.key])
        return _SELECT.format(columns=columns, table=self.name, rest=rest, order=order)

    @property
    def insert(self) -> str:
        """The statement that adds a row."""
        marks = ", ".join("?" * len(self.columns))
        return f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({marks})"  # noqa: S608  # our own names


_ENTRY = ("number", "visit", "side", "seq", "type", "hash", "header", "signature", "body")
_PROOF = ("kept_header", "kept_signature", "kept_body", "header", "signature", "body")
HISTORY = (
    Table("entries", (*_ENTRY, "turn")),
    Table("forks", ("number", "visit", "side", "seq", "hash", *_PROOF)),
    Table("statements", ("number", "visit", "side", "turn", "stays", "hash", "statement")),
)
RECORD: tuple[tuple[Table, ...], ...] = (
    (Table("visits", ("number", "visit", "opening")),),
    HISTORY,
    (Table("erasures", ("visit", "side", "seq", "turn"), key=4),),
    (Table("branches", _ENTRY),),
    (Table("envelopes", ("number", "visit", "other", "outgoing", "count", "id", "at", "heads")),),
    (Table("epochs", ("epoch",)),),
)
"""In the order of copying; tables that stand together are numbered together."""
PRIVATE: tuple[tuple[Table, ...], ...] = (
    (Table("documents", ("number", "visit", "kind", "document")),),
    (Table("forgotten", ("number",)),),
)


class MoveStopped(Exception):  # noqa: N818  # it is no error: a person asked for it
    """Somebody asked to stop, and nothing of what was under way was kept."""


@dataclass(slots=True)
class Progress:
    """How far it is, for whoever watches; `stop` is asked after every few rows."""

    stop: Callable[[], bool]
    tell: Callable[[int, int], None]
    of: int = 0
    known: int = 0

    def step(self, rows: int) -> None:
        """So many rows more. Raises `MoveStopped`."""
        if self.stop():
            raise MoveStopped
        self.known += rows
        self.tell(self.known, self.of)


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds: how many rows, and a hash over every value of them."""

    rows: int
    digest: str


def rows_in(database: Database, tables: Sequence[Sequence[Table]]) -> int:
    """How many rows the tables hold."""
    return sum(int(database.find(f"SELECT count(*) FROM {each.name}")[0][0]) for group in tables for each in group)  # noqa: S608  # our own names


def copy_over(source: Database, target: Database, tables: Sequence[Sequence[Table]], progress: Progress) -> None:
    """Put what the target lacks into it, all of it or nothing. Raises `StorageError`, `MoveStopped`."""
    with target.transaction():
        for group in tables:
            lacking = (_tagged(each, _lacking(source, target, each)) for each in group)
            for table, run in groupby(merge(*lacking, key=lambda found: found[1][0]), key=lambda found: found[0]):
                _put(target, table, (row for _, row in run), progress)


def contents(database: Database, tables: Sequence[Sequence[Table]], progress: Progress) -> dict[str, Content]:
    """What each table holds. Raises `StorageError`, `MoveStopped`."""
    return {each.name: _content(database, each, progress) for group in tables for each in group}


def _content(database: Database, table: Table, progress: Progress) -> Content:
    hashed, count = hashlib.sha256(), 0
    for row in _rows(database, table, 0) if table.is_numbered else database.find(table.select("")):
        count += 1
        for value in row:
            raw = value if isinstance(value, bytes) else str(value).encode()
            hashed.update(f"{type(value).__name__} {len(raw)} ".encode() + raw)
        progress.step(1)
    return Content(count, hashed.hexdigest())


def _tagged(table: Table, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Table, tuple[Any, ...]]]:
    return ((table, row) for row in rows)


def _lacking(source: Database, target: Database, table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows that the target has not, in order."""
    if not table.is_numbered:
        there = set(target.find(table.select("")))
        return (row for row in source.find(table.select("")) if row not in there)
    ((last,),) = target.find(f"SELECT coalesce(max({table.columns[0]}), 0) FROM {table.name}")  # noqa: S608  # our own names
    return _rows(source, table, int(last))


def _rows(database: Database, table: Table, last: int) -> Iterator[tuple[Any, ...]]:
    """Every row beyond a number, a few at a time."""
    statement = f"{table.select(f'WHERE {table.columns[0]} > ?')} LIMIT {_CHUNK}"
    while found := database.find(statement, (last,)):
        yield from found
        last = int(found[-1][0])


def _put(target: Database, table: Table, rows: Iterator[tuple[Any, ...]], progress: Progress) -> None:
    batch: list[tuple[Any, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _CHUNK:
            target.run(table.insert, batch)
            progress.step(len(batch))
            batch = []
    target.run(table.insert, batch)
    progress.step(len(batch))
