"""Where every key of a TOML file stands, and which stand there twice: read from the syntax tree alone.

The depth of the tree is bounded before anything here walks it (`toml.py`), so that recursion is safe.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import suppress

from tree_sitter import Node

Path = tuple[str | int, ...]
"""Where a value stands: keys and list indices from the top of the file."""

_TABLES = {"table", "table_array_element"}


def positions(root: Node, source: bytes) -> Iterator[tuple[Path, int]]:
    """The line (from 1) of every key and entry."""
    counted: dict[Path, int] = {}
    for child in root.children:
        if child.type in _TABLES:
            path = _resolved(_key(child.children[1], source), counted, new=child.type == "table_array_element")
            for length in range(len(path), 0, -1):  # `[a.b]` is also where `a` begins, unless it began before
                yield path[:length], child.start_point[0] + 1
            for grandchild in child.children[2:]:
                yield from _pair_positions(grandchild, path, source)
        else:
            yield from _pair_positions(child, (), source)


def _resolved(key: tuple[str, ...], counted: dict[Path, int], *, new: bool) -> Path:
    """A table's key with the index of every array of tables on its way."""
    path: Path = ()
    for position, part in enumerate(key):
        path = (*path, part)
        last = position == len(key) - 1
        if last and new:
            counted[path] = counted.get(path, -1) + 1
        if path in counted:
            path = (*path, counted[path])
    return path


def _pair_positions(node: Node, base: Path, source: bytes) -> Iterator[tuple[Path, int]]:
    if node.type != "pair":
        return
    path: Path = base
    for part in _key(node.children[0], source):
        path = (*path, part)
        yield path, node.start_point[0] + 1
    yield from _value_positions(node.children[-1], path, source)


def _value_positions(node: Node, path: Path, source: bytes) -> Iterator[tuple[Path, int]]:
    if node.type == "inline_table":
        for child in node.children:
            yield from _pair_positions(child, path, source)
    elif node.type == "array":
        entries = [child for child in node.children if child.type not in "[,]" and child.type != "comment"]
        for index, entry in enumerate(entries):
            yield (*path, index), entry.start_point[0] + 1
            yield from _value_positions(entry, (*path, index), source)


def _key(node: Node, source: bytes) -> tuple[str, ...]:
    if node.type == "dotted_key":
        return tuple(part for child in node.children if child.type != "." for part in _key(child, source))
    raw = source[node.start_byte : node.end_byte].decode(errors="replace")
    if node.type == "quoted_key":
        with suppress(tomllib.TOMLDecodeError):  # half a character; the file is refused for it
            (raw,) = tomllib.loads(f"{raw} = 0")
    return (raw,)


def doubled(root: Node, source: bytes) -> Iterator[tuple[Path, int, int]]:
    """Every key that is given a value, or opened as a table, a second time: its path, its line, the line before.

    Nothing for a file whose syntax is broken: what stands twice in it cannot be told.
    """
    values: dict[Path, int] = {}
    tables: dict[Path, int] = {}
    implied: dict[Path, int] = {}
    told: set[Path] = set()
    for path, line, is_table in () if root.has_error else _given(root, source):
        ways = [path[:length] for length in range(1, len(path) + 1)]
        standing = [values[way] for way in ways if way in values]
        standing += [found[path] for found in ((tables,) if is_table else (tables, implied)) if path in found]
        if standing and told.isdisjoint(ways):
            told.add(path)
            yield path, line, standing[0]
        if standing:
            continue
        (tables if is_table else values)[path] = line
        for way in ways[:-1]:
            implied.setdefault(way, line)


def _given(root: Node, source: bytes) -> Iterator[tuple[Path, int, bool]]:
    """Path and line of every pair and table header, in the order of the file; whether it is a header."""
    counted: dict[Path, int] = {}
    for child in root.children:
        base: Path = ()
        if child.type in _TABLES:
            base = _resolved(_key(child.children[1], source), counted, new=child.type == "table_array_element")
            yield base, child.start_point[0] + 1, True
        for path, line in _pairs(child, base, source):
            yield path, line, False


def _pairs(node: Node, base: Path, source: bytes) -> Iterator[tuple[Path, int]]:
    """The pairs in a statement, those of inline tables after the one they are the value of."""
    for pair in (node, *node.children):
        if pair.type == "pair":
            path = (*base, *_key(pair.children[0], source))
            if pair.children[-1].type == "inline_table":
                yield from _pairs(pair.children[-1], path, source)
            else:
                yield path, pair.start_point[0] + 1
