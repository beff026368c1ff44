"""The statements of the record, what a row of each table holds, and what is made of it again.

What comes back from a disk is looked at as if a stranger had sent it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from placet.agreement.entry import Entry
from placet.agreement.entry import entry_of as entry_of_bytes
from placet.agreement.record import Fork
from placet.agreement.resumption import SignedResumption, signed_resumption_of
from placet.errors import Refused
from placet.node.joint.ports import KeptEnvelope
from placet.stores.database import Value
from placet.stores.order import Number, number_of

EPOCH = "SELECT coalesce(max(epoch), 0) FROM epochs"
BEGIN = "INSERT INTO epochs (epoch) VALUES (?)"

VISITS = "SELECT visit FROM visits ORDER BY number"
OPENING = "SELECT opening FROM visits WHERE visit = ?"
KEEP_VISIT = "INSERT INTO visits (number, visit, opening) VALUES (?, ?, ?)"

ENTRIES = """
SELECT number, side, seq, hash, header, signature, body FROM entries
WHERE visit = ? AND number > ? ORDER BY number LIMIT ?"""
HASHES = "SELECT seq, hash FROM counting WHERE visit = ? AND side = ? AND seq BETWEEN ? AND ?"
HEAD = "SELECT seq, hash FROM counting WHERE visit = ? AND side = ? ORDER BY seq DESC LIMIT 1"
TYPE = "SELECT type FROM counting WHERE visit = ? AND side = ? AND seq = ?"
KEEP_ENTRY = """
INSERT INTO entries (number, visit, side, seq, type, hash, header, signature, body, turn)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
ENTRY = "SELECT number FROM entries WHERE visit = ? AND side = ? AND seq = ? AND hash = ?"
ERASE = """
INSERT INTO erasures (visit, side, seq, turn) SELECT visit, side, seq, turn FROM entries
WHERE visit = ? AND side = ? AND seq = ? AND type IN ('decline', 'note', 'propose') ON CONFLICT DO NOTHING"""

NEXT_IN_HISTORY = """
SELECT coalesce(max(number), 0) + 1 FROM (
    SELECT max(number) AS number FROM entries UNION ALL SELECT max(number) FROM forks
    UNION ALL SELECT max(number) FROM statements
) AS kept"""
STATEMENTS = """
SELECT number, side, turn, hash, statement FROM statements WHERE visit = ? AND number > ? ORDER BY number LIMIT ?"""
TURNS = "SELECT side, count(*) FROM statements WHERE visit = ? GROUP BY side"
KEEP_STATEMENT = """
INSERT INTO statements (number, visit, side, turn, stays, hash, statement) VALUES (?, ?, ?, ?, ?, ?, ?)"""

BRANCHES = """
SELECT number, side, seq, hash, header, signature, body FROM branches
WHERE visit = ? AND number > ? ORDER BY number LIMIT ?"""
BRANCH_HASHES = "SELECT hash FROM branches WHERE visit = ?"
KEEP_BRANCH = """
INSERT INTO branches (number, visit, side, seq, type, hash, header, signature, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""

FORKS = """
SELECT number, side, seq, hash, kept_header, kept_signature, kept_body, header, signature, body FROM forks
WHERE visit = ? AND number > ? ORDER BY number LIMIT ?"""
FORK_HASHES = "SELECT hash FROM forks WHERE visit = ?"
KEEP_FORK = """
INSERT INTO forks (number, visit, side, seq, hash, kept_header, kept_signature, kept_body, header, signature, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

ENVELOPES = "SELECT other, outgoing, count, id, at, heads FROM envelopes WHERE visit = ? ORDER BY number"
ENVELOPE_BY_ID = "SELECT number FROM envelopes WHERE visit = ? AND other = ? AND outgoing = ? AND id = ?"
ENVELOPE_BY_COUNT = "SELECT number FROM envelopes WHERE visit = ? AND other = ? AND outgoing = ? AND count = ?"
KEEP_ENVELOPE = """
INSERT INTO envelopes (number, visit, other, outgoing, count, id, at, heads)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""


def next_number(table: str) -> str:
    """The statement that finds the number of a table's next row."""
    return f"SELECT coalesce(max(number), 0) + 1 FROM {table}"  # noqa: S608  # a name of our own


def entry_row(at: int, entry: Entry) -> tuple[Value, ...]:
    """The values of an entry that is kept as row `at`."""
    header = entry.header
    parts = (entry.raw, entry.signature, entry.body)
    return (at, header.visit, header.side, header.seq, header.type, entry.hash, *parts)


def entry_of(row: tuple[Any, ...]) -> Entry:
    """The entry of a row, if the row is still what was written. Raises `Refused`."""
    _, side, seq, kept, *parts = row
    entry = _entry_of((side, seq), parts)
    if entry.hash != kept:
        raise Refused("damaged", side=side, seq=seq)
    return entry


def statement_of(row: tuple[Any, ...]) -> SignedResumption:
    """The statement of a row. Raises `Refused` as `entry_of` does."""
    _, side, _, kept, raw = row
    signed = None
    if isinstance(raw, bytes):
        with suppress(Refused):
            signed = signed_resumption_of(raw)
    if signed is None or (signed.resumption.side, signed.resumption.hash) != (side, kept):
        raise Refused("damaged")
    return signed


def fork_row(at: int, fork: Fork) -> tuple[Value, ...]:
    """The values of a proof that is kept as row `at`."""
    header = fork.other.header
    parts = [(each.raw, each.signature, each.body) for each in (fork.kept, fork.other)]
    return (at, header.visit, header.side, header.seq, fork.other.hash, *parts[0], *parts[1])


def fork_of(row: tuple[Any, ...]) -> Fork:
    """The proof of a row. Raises `Refused` as `entry_of` does."""
    number, side, seq, kept, *parts = row
    return Fork(_entry_of((side, seq), parts[:3]), entry_of((number, side, seq, kept, *parts[3:])))


def envelope_of(row: tuple[Any, ...]) -> KeptEnvelope:
    """The envelope of a row. Raises `Refused` as `entry_of` does."""
    other, outgoing, count, its_id, at, heads = row
    if not all(isinstance(text, str) for text in (other, its_id, at, heads)) or not isinstance(count, int):
        raise Refused("damaged")
    return KeptEnvelope(other, bool(outgoing), count, its_id, at, heads)


def opening_of(row: tuple[Any, ...]) -> bytes:
    """The opening of a row. Raises `Refused` as `entry_of` does."""
    (opening,) = row
    if not isinstance(opening, bytes):
        raise Refused("damaged")
    return opening


def _entry_of(number: Number, parts: Sequence[object]) -> Entry:
    """A damaged file may hold anything in any column."""
    header, signature, body = parts
    entry = None
    if isinstance(header, bytes) and isinstance(signature, bytes) and isinstance(body, bytes | None):
        with suppress(Refused):
            entry = entry_of_bytes(header, signature, body)
    if entry is None or number_of(entry) != number:
        raise Refused("damaged", side=number[0], seq=number[1])
    return entry
