"""The shape of a declared type, resolved once.

What `plain.py` reads, `schema.py` publishes and `reference.py` explains.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from placet.errors import Declared, Word
from placet.formats.scalars import SCALARS, Scalar, notation
from placet.formats.vocabularies import VOCABULARIES
from placet.model.declare import Layer, doc_of, layer_of
from placet.model.spans import Length
from placet.model.text import Text, Title


class Form(Enum):
    """The forms a value can take in a file."""

    SCALAR = "scalar"
    CHOICE = "choice"
    TEXT = "text"
    TABLE = "table"
    LIST = "list"
    PAIR = "pair"
    MAP = "map"
    VERBATIM = "verbatim"


class Shape:
    """A declared type: its form, the Python type, the shape of what is inside, and the id type it refers to, if any."""

    def __init__(self, form: Form, python: Any, inner: Shape | None = None, refers_to: str | None = None) -> None:
        """Keep the parts; shapes are compared by identity and cached by type."""
        self.form = form
        self.python = python
        self.inner = inner
        self.refers_to = refers_to
        self.key_refers_to: str | None = None


class Member:
    """One field of a table: its declaration and the shape of its value."""

    def __init__(self, table: type, declared: Field[Any], shape: Shape) -> None:
        """Read everything the formats need off the declaration."""
        self.name = declared.name
        self.declared = Declared(table.__name__.lstrip("_"), declared.name)
        self.shape = shape
        self.layer: Layer = layer_of(declared)
        self.doc = doc_of(declared)
        self.required = declared.default is MISSING and declared.default_factory is MISSING
        self.default = declared.default_factory() if declared.default_factory is not MISSING else declared.default


FROM_STRING: dict[type, str] = {Title: "name", Length: "typical"}
"""Tables that may also be written as their one most important value."""


@cache
def shape_of(declared: Any) -> Shape:
    """Resolve a declared type. Raises `TypeError` for one that no notation exists for: our bug, found by any read."""
    if declared in VOCABULARIES:
        return Shape(Form.SCALAR, declared)
    if isinstance(declared, NewType):
        base = shape_of(declared.__supertype__)
        return Shape(base.form, base.python, refers_to=declared.__name__)
    origin, arguments = get_origin(declared), get_args(declared)
    if origin in (Union, UnionType):
        (present,) = [argument for argument in arguments if argument is not NoneType]
        return shape_of(present)
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            return Shape(Form.LIST, tuple, shape_of(arguments[0]))
        return Shape(Form.PAIR, tuple, shape_of(arguments[0]))
    if origin is Mapping:
        if arguments[1] is Any:
            return Shape(Form.VERBATIM, dict)
        shape = Shape(Form.MAP, dict, shape_of(arguments[1]))
        shape.key_refers_to = arguments[0].__name__ if isinstance(arguments[0], NewType) else None
        return shape
    if declared is Text:
        return Shape(Form.TEXT, Text)
    if isinstance(declared, type) and issubclass(declared, Enum):
        return Shape(Form.CHOICE, declared)
    if declared in SCALARS:
        return Shape(Form.SCALAR, declared)
    if is_dataclass(declared):
        return Shape(Form.TABLE, declared)
    raise TypeError(f"no notation for {declared!r}")


@cache
def members_of(table: type) -> tuple[Member, ...]:
    """The fields of a table, in the order of their declaration."""
    hints = get_type_hints(table)
    return tuple(Member(table, declared, shape_of(hints[declared.name])) for declared in fields(table) if declared.init)


def scalar_of(shape: Shape) -> Scalar:
    """The notation of a scalar."""
    return VOCABULARIES[shape.python] if shape.python in VOCABULARIES else SCALARS[shape.python]


def expected_of(shape: Shape) -> Word:
    """What a value of this shape looks like."""
    if shape.form is Form.SCALAR:
        if shape.refers_to:
            return Word("ids", shape.refers_to.removesuffix("Id").lower())
        return scalar_of(shape).expected
    if shape.form is Form.CHOICE:
        return notation("one-of", words=tuple(str(choice.value) for choice in shape.python))
    if shape.form is Form.TEXT:
        return notation("texts")
    if shape.form in (Form.LIST, Form.PAIR) and shape.inner is not None:
        return notation(shape.form.value, inner=expected_of(shape.inner))
    return notation("table")
