"""The door for TOML: bytes in; a plain tree and the line of every key out, or faults.

The standard library's parser decides what the file says, but gives no positions and can be made to work for hours. So
tree-sitter reads first: it survives any bytes, in linear time, and tells where each key stands and whether a bound of
`limits.py` is passed. Only then does `tomllib` see the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from placet.errors import Fault, VisitFileError
from placet.formats import limits

Path = tuple[str | int, ...]
"""Where a value stands: keys and list indices from the top of the file."""

_LANGUAGE = Language(tree_sitter_toml.language())
_CONTAINERS = {"array", "inline_table"}
_NUMBERS = {"integer", "float"}
_TABLES = {"table", "table_array_element"}
_ERROR_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's plain data and the line (from 1) of each key and list entry."""

    file: str
    data: Mapping[str, Any]
    lines: Mapping[Path, int]


def shown(value: object) -> str:
    """A foreign value, cut to a printable length and free of control characters."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[: limits.MAX_SHOWN_CHARS + 1])
    return text if len(text) <= limits.MAX_SHOWN_CHARS else text[: limits.MAX_SHOWN_CHARS] + "…"


def dotted(path: Path) -> str:
    """A path as people write it: `engagements.talks.length`, list entries counted from 1."""
    words: list[str] = []
    for part in path:
        if isinstance(part, int):
            words[-1:] = [f"{words[-1] if words else ''}[{part + 1}]"]
        else:
            words.append(shown(part))
    return ".".join(words)


def parse_toml(file: str, content: bytes) -> Tree:
    """Read TOML. Raises `VisitFileError` with the first syntax error, or with every bound that is passed."""
    if len(content) > limits.MAX_FILE_BYTES:
        raise _refusal(
            file,
            None,
            f"{len(content):,} bytes",
            f"at most {limits.MAX_FILE_BYTES:,} bytes",
            "Split it, or check that it is the right file.",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refusal(
            file, line, f"byte 0x{content[error.start]:02x}", "text in UTF-8", "Save the file as UTF-8."
        ) from None
    source = text.encode()
    root = Parser(_LANGUAGE).parse(source).root_node
    faults = tuple(_beyond_bounds(file, root))
    if faults:
        raise VisitFileError(faults)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _ERROR_LINE.search(str(error))
        line = int(match.group(1)) if match else text.count("\n") + 1
        problem = _ERROR_LINE.sub("", str(error)).strip()
        raise _refusal(file, line, problem, "valid TOML", "Mend this line first; the rest is read after it.") from None
    except RecursionError:  # brackets that are never closed are no arrays yet, so that no bound was passed
        raise _refusal(
            file, None, "too much nesting", f"at most {limits.MAX_DEPTH} levels", "Close every bracket."
        ) from None
    except ValueError as error:  # never seen past the bounds, kept as the last line of defence
        raise _refusal(file, None, type(error).__name__, "valid TOML", "Simplify the file.") from None
    lines: dict[Path, int] = {}
    for path, line in _positions(root, source):
        lines.setdefault(path, line)
    return Tree(file, data, lines)


def _refusal(file: str, line: int | None, found: str, expected: str, advice: str) -> VisitFileError:
    return VisitFileError((Fault(file, line, "", found, expected, advice),))


def _beyond_bounds(file: str, root: Node) -> Iterator[Fault]:
    """Walk all syntax nodes without recursion; report each bound once, where it is first passed."""
    cursor = root.walk()
    depth = nodes = 0
    reported: set[str] = set()
    while True:
        node = cursor.node
        if node is None:
            return
        nodes += 1
        for bound, found, expected in _bounds_passed(node, depth, nodes):
            if bound not in reported:
                reported.add(bound)
                yield Fault(file, node.start_point[0] + 1, "", found, expected, "No visit file needs this.")
        if nodes > limits.MAX_NODES:
            return
        if depth <= limits.MAX_DEPTH * 2 and cursor.goto_first_child():
            depth += node.type in _CONTAINERS
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return
            parent = cursor.node
            depth -= parent is not None and parent.type in _CONTAINERS


def _bounds_passed(node: Node, depth: int, nodes: int) -> Iterator[tuple[str, str, str]]:
    length = node.end_byte - node.start_byte
    if node.type in _CONTAINERS and depth >= limits.MAX_DEPTH:
        yield "depth", f"{depth + 1} levels of nesting", f"at most {limits.MAX_DEPTH}"
    if node.type == "dotted_key" and length > limits.MAX_KEY_CHARS * limits.MAX_KEY_PARTS:
        yield "key", f"a key of {length:,} bytes", f"at most {limits.MAX_KEY_CHARS * limits.MAX_KEY_PARTS}"
    elif node.type == "dotted_key" and _has_too_many_parts(node):
        yield "key", f"a key of more than {limits.MAX_KEY_PARTS} parts", f"at most {limits.MAX_KEY_PARTS}"
    if node.type in ("bare_key", "quoted_key") and length > limits.MAX_KEY_CHARS:
        yield "key", f"a key of {length:,} bytes", f"at most {limits.MAX_KEY_CHARS}"
    if node.type in _NUMBERS and length > limits.MAX_NUMBER_CHARS:
        yield "number", f"a number of {length:,} characters", f"at most {limits.MAX_NUMBER_CHARS}"
    if node.type == "string" and length > limits.MAX_TEXT_CHARS * 4:
        yield "text", f"a text of {length:,} bytes", f"at most {limits.MAX_TEXT_CHARS:,} characters"
    if nodes > limits.MAX_NODES:
        yield "nodes", f"more than {limits.MAX_NODES:,} items", f"at most {limits.MAX_NODES:,}"


def _has_too_many_parts(key: Node) -> bool:
    """Count the parts of a dotted key; `a.b.c` is parsed as `a.b` and `c`."""
    part: Node | None = key
    for _ in range(limits.MAX_KEY_PARTS):
        if part is None or part.type != "dotted_key":
            return False
        part = part.child(0)
    return True


def _positions(root: Node, source: bytes) -> Iterator[tuple[Path, int]]:
    """The line of every key and entry. Depth is bounded by `_beyond_bounds`, so recursion is safe here."""
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
        (name,) = tomllib.loads(f"{raw} = 0")
        return (name,)
    return (raw,)
