"""Which sheets a workbook has and which columns each: from the declarations of the model, as the schema is.

One sheet for each table of the visit, a row for each thing in it. A table inside a thing becomes columns
(`interpretation.mode`); a list of tables or texts inside it becomes a sheet of its own, each row of which names the
thing it belongs to in the column `of`. Fields of the internal layer stand on sheets that hold nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from placet.errors import Declared
from placet.formats.plain import write
from placet.formats.scalars import ABSENT
from placet.formats.shapes import Form, Member, Shape, members_of
from placet.model.declare import Layer
from placet.model.spans import Length
from placet.model.visit import Visit

VISIT = "visit"
"""Key of the sheet of single fields: a row for each instead of a column."""
PRIVATE = "private"
OF, ID, VALUE, FIELD = "of", "id", "value", "field"
"""Columns that are no fields: the thing a row belongs to, its own id, and what has no field's name."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field, by its path inside a thing. Texts in languages have a column for each language."""

    path: tuple[str, ...]
    shape: Shape
    declared: Declared
    required: bool = False
    usual: Any = None
    """What it is without a value, in plain data; None for nothing."""

    @property
    def name(self) -> str:
        """As the second row of a sheet has it."""
        return ".".join(self.path) or VALUE


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: of which table, with which key columns, and its fields."""

    key: str
    path: tuple[str, ...]
    columns: tuple[Column, ...]
    declared: Declared | None
    has_id: bool
    is_private: bool = False
    always: tuple[str, ...] = ()
    """Tables inside a thing that must be there and may say nothing: the ends of a journey."""

    @property
    def is_inside(self) -> bool:
        """Whether its rows belong to things of another sheet."""
        return len(self.path) > 1

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns before the fields."""
        return (*([OF] if self.is_inside else []), *([ID] if self.has_id else []))


@dataclass(frozen=True, slots=True)
class Labels:
    """What a reader of one language sees: names of sheets and fields, what they mean, and how languages run.

    `meaning` says what a field is for and what stands for nothing in it; of None, what the sheet of the visit is for.
    """

    language: str
    sheets: Mapping[str, str]
    fields: Mapping[str, str]
    private: str
    own_id: str
    belongs_to: str
    meaning: Callable[[Declared | None, str], str]
    runs_right_to_left: Callable[[str], bool]

    def field(self, sheet: str, name: str) -> str:
        """A column's heading; what a thing calls otherwise than others do stands under both names."""
        return self.fields.get(f"{sheet}.{name}") or ": ".join(self.fields.get(part, part) for part in name.split("."))


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet, what the sides share first, in the order of the declarations."""
    single = tuple(
        column for member in members_of(Visit) if not _is_sheet(member.shape) for column in _columns(member, ())
    )
    found = [Sheet(VISIT, (), single, None, has_id=False)]
    for member in members_of(Visit):
        if _is_sheet(member.shape):
            found += _sheets_of(member)
    return tuple(sorted(found, key=lambda sheet: sheet.is_private))


def _is_sheet(shape: Shape, *, inside: bool = False) -> bool:
    """Whether a value takes rows: lists of tables or texts do, and the maps of a visit."""
    if shape.form not in (Form.LIST, Form.MAP) or shape.inner is None:
        return False
    return shape.inner.form in (Form.TABLE, Form.TEXT) or (shape.form is Form.MAP and not inside)


def _sheets_of(member: Member) -> Iterator[Sheet]:
    has_id, whole = member.shape.form is Form.MAP, member.layer is Layer.INTERNAL
    shared, internal = _split(member, whole=whole)
    yield Sheet(
        member.name,
        (member.name,),
        shared,
        member.declared,
        has_id,
        is_private=whole,
        always=_always(member.shape),
    )
    inner = member.shape.inner
    if inner is not None and inner.form is Form.TABLE:
        for inside in members_of(inner.python):
            if _is_sheet(inside.shape, inside=True):
                columns, _ = _split(inside, whole=True)
                path = (member.name, inside.name)
                yield Sheet(
                    ".".join(path),
                    path,
                    columns,
                    inside.declared,
                    inside.shape.form is Form.MAP,
                    is_private=whole,
                )
    if internal:
        yield Sheet(f"{member.name}.{PRIVATE}", (member.name,), internal, member.declared, has_id, is_private=True)


def _split(member: Member, *, whole: bool) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """The columns of a table's entries, those of the internal layer apart unless the whole table is."""
    inner = member.shape.inner
    if inner is None or inner.form is not Form.TABLE:
        return ((Column((), inner or member.shape, member.declared, required=True),), ())
    shared: list[Column] = []
    internal: list[Column] = []
    for field in members_of(inner.python):
        if not _is_sheet(field.shape, inside=True):
            (internal if field.layer is Layer.INTERNAL and not whole else shared).extend(_columns(field, ()))
    return tuple(shared), tuple(internal)


def _always(shape: Shape) -> tuple[str, ...]:
    if shape.inner is None or shape.inner.form is not Form.TABLE:
        return ()
    return tuple(
        member.name
        for member in members_of(shape.inner.python)
        if member.required
        and _is_table(member.shape)
        and not any(inner.required for inner in members_of(member.shape.python))
    )


def _is_table(shape: Shape) -> bool:
    """Whether a value takes several columns."""
    return shape.form is Form.TABLE and shape.python is not Length


def _columns(member: Member, base: tuple[str, ...], *, required: bool = True) -> Iterator[Column]:
    """One column, or those of a table's fields."""
    path, required = (*base, member.name), required and member.required
    if _is_table(member.shape):
        for inner in members_of(member.shape.python):
            yield from _columns(inner, path, required=required)
    else:
        yield Column(path, member.shape, member.declared, required, _usual(member))


def _usual(member: Member) -> Any:
    has_none = member.required or member.default in (None, (), {}, False) or member.default in ABSENT
    return None if has_none else write(member.default)
