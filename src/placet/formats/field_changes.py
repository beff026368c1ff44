"""What differs between two states of one visit file, field by field, as lines that can be typed into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tomli_w

from placet.formats.plain import write
from placet.model.visit import Visit


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
        return ".".join(self.path)


def field_changes(before: Visit, after: Visit) -> tuple[FieldChange, ...]:
    """Every field that reads otherwise, in the order of the later file."""
    return tuple(_changes((), write(before), write(after)))


def _changes(path: tuple[str, ...], old: Any, new: Any) -> Iterator[FieldChange]:
    if isinstance(new, Mapping) and isinstance(old, Mapping | None):
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
        return "{ " + ", ".join(f"{key} = {_toml(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").strip()
