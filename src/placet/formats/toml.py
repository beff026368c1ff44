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
from datetime import date, time
from typing import Any

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from placet.errors import Fact, Fault, VisitFileError, Word
from placet.formats import limits
from placet.formats.not_toml import foreign, why_not
from placet.formats.positions import Path, doubled, positions

_LANGUAGE = Language(tree_sitter_toml.language())
_CONTAINERS = {"array", "inline_table"}
_NUMBERS = {"integer", "float"}
FEW = 5
"""Entries of a list or table that are shown."""
_ERROR_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's plain data and the line (from 1) of each key and list entry."""

    file: str
    data: Mapping[str, Any]
    lines: Mapping[Path, int]

    def refuse_empty(self) -> None:
        """Raise `VisitFileError` for a file that says nothing at all, where one must say something."""
        if not self.data:
            raise _refusal(self.file, None, "empty")


def shown(value: object) -> str:
    """A foreign value, cut to a printable length and free of control characters."""
    text = value if isinstance(value, str) else _as_written(value)
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[: limits.MAX_SHOWN_CHARS + 1])
    return text if len(text) <= limits.MAX_SHOWN_CHARS else text[: limits.MAX_SHOWN_CHARS] + "…"


def _as_written(value: object) -> str:
    """A value as TOML writes it; of long lists and tables the beginning."""
    if isinstance(value, bool | None):
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(_as_written(entry) for entry in value[:FEW])}]"
    if isinstance(value, dict):
        pairs = (f"{key} = {_as_written(entry)}" for key, entry in list(value.items())[:FEW])
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    return f'"{value}"' if isinstance(value, str) else str(value)


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
        raise _refusal(file, None, "too-many-bytes", count=len(content), most=limits.MAX_FILE_BYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse_foreign(file, content)
        line = content[: error.start].count(b"\n") + 1
        raise _refusal(file, line, "no-utf-8", byte=f"0x{content[error.start]:02x}") from None
    source = text.encode()
    root = Parser(_LANGUAGE).parse(source).root_node
    faults = tuple(_beyond_bounds(file, root))
    if faults:
        raise VisitFileError(faults)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _refuse_foreign(file, content)
        raise VisitFileError(tuple(_doubled(file, root, source)) or (_syntax_fault(file, text, str(error)),)) from None
    except RecursionError:  # brackets that are never closed are no arrays yet, so that no bound was passed
        raise _refusal(file, None, "too-much-nesting", most=limits.MAX_DEPTH) from None
    except ValueError:  # never seen past the bounds, kept as the last line of defence
        raise _refusal(file, None, "no-toml-value") from None
    lines: dict[Path, int] = {}
    for path, line in positions(root, source):
        lines.setdefault(path, line)
    return Tree(file, data, lines)


def _refusal(file: str, line: int | None, reason: str, **facts: Fact) -> VisitFileError:
    return VisitFileError((Fault(file, line, "", reason, facts),))


def _refuse_foreign(file: str, content: bytes) -> None:
    """A file of another kind is told as that, and not as its first odd byte."""
    kind = foreign(content)
    if kind:
        raise _refusal(file, None, "other-kind", kind=Word("kinds", kind), remedy=Word("other-files", kind))


def _doubled(file: str, root: Node, source: bytes) -> Iterator[Fault]:
    for path, line, before in doubled(root, source):
        yield Fault(file, line, dotted(path), "key-twice", {"before": before})


def _syntax_fault(file: str, text: str, problem: str) -> Fault:
    match = _ERROR_LINE.search(problem)
    rows = text.split("\n")
    line = min(int(match.group(1)), len(rows)) if match else len(text.rstrip("\n").split("\n"))
    found = shown(rows[line - 1].strip()) or Word("words", "nothing")
    return Fault(file, line, "", "no-toml", {"found": found, "remedy": why_not(problem)})


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
        for bound, reason, count, most in _bounds_passed(node, depth, nodes):
            if bound not in reported:
                reported.add(bound)
                yield Fault(file, node.start_point[0] + 1, "", reason, {"count": count, "most": most})
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


def _bounds_passed(node: Node, depth: int, nodes: int) -> Iterator[tuple[str, str, int, int]]:
    """Which bound, the reason that is given, how much was found, and how much may be."""
    length = node.end_byte - node.start_byte
    if node.type in _CONTAINERS and depth >= limits.MAX_DEPTH:
        yield "depth", "beyond-depth", depth + 1, limits.MAX_DEPTH
    if node.type == "dotted_key" and length > limits.MAX_KEY_CHARS * limits.MAX_KEY_PARTS:
        yield "key", "beyond-key", length, limits.MAX_KEY_CHARS * limits.MAX_KEY_PARTS
    elif node.type == "dotted_key" and _has_too_many_parts(node):
        yield "key", "beyond-parts", limits.MAX_KEY_PARTS, limits.MAX_KEY_PARTS
    if node.type in ("bare_key", "quoted_key") and length > limits.MAX_KEY_CHARS:
        yield "key", "beyond-key", length, limits.MAX_KEY_CHARS
    if node.type in _NUMBERS and length > limits.MAX_NUMBER_CHARS:
        yield "number", "beyond-number", length, limits.MAX_NUMBER_CHARS
    if node.type == "string" and length > limits.MAX_TEXT_CHARS * 4:
        yield "text", "beyond-text", length, limits.MAX_TEXT_CHARS
    if nodes > limits.MAX_NODES:
        yield "nodes", "beyond-nodes", limits.MAX_NODES, limits.MAX_NODES


def _has_too_many_parts(key: Node) -> bool:
    """Count the parts of a dotted key; `a.b.c` is parsed as `a.b` and `c`."""
    part: Node | None = key
    for _ in range(limits.MAX_KEY_PARTS):
        if part is None or part.type != "dotted_key":
            return False
        part = part.child(0)
    return True
