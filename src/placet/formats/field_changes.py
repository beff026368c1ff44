"""What differs between two states of one visit file, field by field, and where in it which lines are to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import tomli_w

from placet.errors import Line
from placet.formats.plain import write
from placet.formats.positions import Path
from placet.formats.writing import toml_key
from placet.model.visit import Visit

FIELD = 3
"""Parts of the path of a field: its table, its thing, itself. What is inside it stands in the file as one value."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field by its path; `before` and `after` are TOML, empty where the field is not there.

    `parts` are the tables of which `after` is a list: none of them may be broken over two lines.
    """

    path: tuple[str, ...]
    before: str
    after: str
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The path as TOML has it."""
        return ".".join(map(toml_key, self.path))


class Where(StrEnum):
    """Where in a file lines are to be written."""

    INSTEAD = "instead"
    """Where the field stands already."""
    WITHIN = "within"
    """In a table that stands there, which has no such field."""
    AT_END = "at-end"
    """Nowhere yet: a new table, at the end."""
    OUT = "out"
    """Nowhere any more: the field goes."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be written in one place: fields of `table`. A new one has a file and no line yet."""

    where: Where
    place: tuple[str, Line | None]
    table: tuple[str, ...]
    changes: tuple[FieldChange, ...]

    @property
    def head(self) -> str:
        """The line that begins the table."""
        return f"[{'.'.join(map(toml_key, self.table))}]"


def edits(changes: Iterable[FieldChange], lines: Mapping[Path, tuple[str, Line]]) -> tuple[Edit, ...]:
    """What to do in the file in which the fields stand at these `lines`; what goes to one place is one edit."""
    found: dict[tuple[object, ...], Edit] = {}
    for change in changes:
        edit = _edit(change, lines)
        place = (edit.where, edit.place, edit.table)
        before = found[place].changes if place in found else ()
        found[place] = replace(edit, changes=(*before, *edit.changes))
    return tuple(found.values())


def _edit(change: FieldChange, lines: Mapping[Path, tuple[str, Line]]) -> Edit:
    table = change.path[:-1]
    own, around = lines.get(change.path), lines.get(table)
    file, _ = next(iter(lines.values()))  # the shared one comes first
    if not change.after:
        where = Where.OUT
    else:
        where = Where.INSTEAD if own is not None else Where.WITHIN if around is not None else Where.AT_END
    return Edit(where, own or around or (file, None), table, (change,))


def field_changes(before: Visit, after: Visit) -> tuple[FieldChange, ...]:
    """Every field that reads otherwise, in the order of the later file."""
    return tuple(_changes((), write(before), write(after)))


def _changes(path: tuple[str, ...], old: Any, new: Any) -> Iterator[FieldChange]:
    if len(path) < FIELD and isinstance(new, Mapping) and isinstance(old, Mapping | None):
        old = old or {}
        for key in (*new, *(key for key in old if key not in new)):
            yield from _changes((*path, str(key)), old.get(key), new.get(key))
    elif old != new:
        tables = isinstance(new, list) and all(isinstance(part, Mapping) for part in new)
        yield FieldChange(path, _toml(old), _toml(new), tuple(map(_toml, new)) if tables else ())


def _toml(value: Any) -> str:
    """A value on one line."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{toml_key(key)} = {_toml(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").strip()
