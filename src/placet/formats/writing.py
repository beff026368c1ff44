"""A visit as text: `visit.toml` with what the sides may share, `private.toml` with what never leaves.

The inverse of `visitfile.py`: reading both gives an equal visit. One table a thing, its fields a line each, so that an
officer can go on writing by hand. Which file a field goes to is decided by the layer in its declaration alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomli_w

from placet.formats.plain import write
from placet.formats.shapes import Form, Shape, members_of, shape_of
from placet.model.declare import Layer
from placet.model.visit import Visit

_TABLES = {
    member.name
    for member in members_of(Visit)
    if member.shape.form is Form.MAP
    or (member.shape.form is Form.LIST and member.shape.inner is not None and member.shape.inner.form is Form.TABLE)
}
"""Fields of a visit that are written as tables of their own."""


@dataclass(frozen=True, slots=True)
class Written:
    """The two files. `private` is empty when nothing in the visit is of the internal layer."""

    shared: str
    private: str


Remarks = Mapping[tuple[str, ...], Sequence[str]]
"""Comments by the path of what they stand above: `()` the file, `("legs", "capital")` a table, and a key of it."""


def write_visit(visit: Visit, remarks: Remarks | None = None) -> Written:
    """Both files of a visit. `remarks` stand as comments in the shared one, each in a line of its own."""
    shared, private = _split(shape_of(Visit), write(visit))
    shared = {"format_version": visit.format_version, **shared}
    return Written(
        "\n".join(_sections(_brief(shape_of(Visit), shared, visit.language), remarks or {})),
        "\n".join(_sections(_brief(shape_of(Visit), private, visit.language), {})),
    )


def _split(shape: Shape, data: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The shared and the internal part of what was written for a table or for a map of tables."""
    shared: dict[str, Any] = {}
    private: dict[str, Any] = {}
    if shape.form is Form.MAP and shape.inner is not None:
        parts = dict.fromkeys(data, (shape.inner, Layer.SHARED))
    else:
        parts = {member.name: (member.shape, member.layer) for member in members_of(shape.python)}
    for key, value in data.items():
        inner, layer = parts[key]
        if layer is Layer.INTERNAL:
            private[key] = value
        elif inner.form is Form.MAP or (inner.form is Form.TABLE and shape.form is Form.MAP):
            ours, theirs = _split(inner, value) if _holds_tables(inner) else (value, {})
            shared[key] = ours
            if theirs:
                private[key] = theirs
        else:
            shared[key] = value
    return shared, private


def _holds_tables(shape: Shape) -> bool:
    return shape.form is Form.TABLE or (shape.inner is not None and shape.inner.form is Form.TABLE)


def _brief(shape: Shape, data: Any, language: str) -> Any:
    """The same with a text in only the file's own language as a string, and a title of only a name as its name."""
    if shape.form is Form.TEXT and isinstance(data, Mapping):
        return data[language] if set(data) == {language} else data
    if shape.form in (Form.LIST, Form.PAIR) and shape.inner is not None:
        return [_brief(shape.inner, entry, language) for entry in data]
    if shape.form is Form.MAP and shape.inner is not None:
        return {key: _brief(shape.inner, value, language) for key, value in data.items()}
    if shape.form is Form.TABLE and isinstance(data, Mapping):
        members = {member.name: member.shape for member in members_of(shape.python)}
        brief = {key: _brief(members[key], value, language) for key, value in data.items()}
        return brief["name"] if shape.python.__name__ == "Title" and set(brief) == {"name"} else brief
    return data


def _sections(data: Mapping[str, Any], remarks: Remarks) -> Iterator[str]:
    """The file, a section at a time: the top, then one table for each thing."""
    top = {key: value for key, value in data.items() if key not in _TABLES}
    if top:
        yield _comments(remarks, ()) + "".join(_lines(top, remarks))
    for table in (key for key in data if key in _TABLES):
        entries = data[table]
        if isinstance(entries, list):
            yield "".join(f"[[{table}]]\n{''.join(_lines(entry))}" for entry in entries)
            continue
        if plain := {name: entry for name, entry in entries.items() if not isinstance(entry, Mapping)}:
            yield f"[{table}]\n{''.join(_lines(plain))}"
        for name, entry in entries.items():
            if isinstance(entry, Mapping):
                path = (table, name)
                head = f"{_comments(remarks, path)}[{table}.{toml_key(name)}]\n"
                yield head + "".join(_lines(entry, remarks, path))


def _lines(entry: Mapping[str, Any], remarks: Remarks | None = None, path: tuple[str, ...] = ()) -> Iterator[str]:
    for key, value in entry.items():
        yield f"{_comments(remarks or {}, (*path, key))}{toml_key(key)} = {inline(value)}\n"


def _comments(remarks: Remarks, path: tuple[str, ...]) -> str:
    """Comments of one line each, whatever is in them: foreign text must never become TOML."""
    return comment_lines(remarks.get(path, ()))


def comment_lines(remarks: Iterable[str]) -> str:
    """Each remark as a comment of one line."""
    joiner = "\N{ZERO WIDTH NON-JOINER}"  # belongs to Persian words
    said = ("".join(c if c.isprintable() or c == joiner else " " for c in remark) for remark in remarks)
    return "".join(f"# {remark.strip()}".rstrip() + "\n" for remark in said)


def inline(value: Any) -> str:
    """A value as TOML writes it in one place, keys in their order."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{toml_key(key)} = {inline(entry)}" for key, entry in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        if value and all(isinstance(entry, Mapping) for entry in value):
            return "[\n" + "".join(f"    {inline(entry)},\n" for entry in value) + "]"
        return "[" + ", ".join(inline(entry) for entry in value) + "]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").removesuffix("\n")


def toml_key(key: str) -> str:
    """A key as TOML writes it: `a.b` in quotes, or it would be two."""
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")
