"""The published JSON Schema (2020-12) of the two files of a visit, from the declarations of the model.

`visit_schema` is what `visit.toml` may hold once a TOML reader has turned it into plain data, `private_schema` the same
for `private.toml`: the same shape, with nothing but the fields of the internal layer. A schema is necessary, not
sufficient: ids that must exist, zones, days beyond the last leg and contradictions inside one table are for the reader
alone (`visitfile.py`). Dates and times of TOML are meant as their ISO text.

Every property carries its layer (`x-layer`), every id what it names (`x-refers-to`). Same declarations, same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING
from datetime import date, time, timedelta
from typing import Any

from placet.errors import Word
from placet.formats import limits
from placet.formats.plain import write
from placet.formats.scalars import ABSENT, notation
from placet.formats.shapes import FROM_STRING, Form, Member, Shape, members_of, scalar_of, shape_of
from placet.model.declare import Layer
from placet.model.engagements import Follow
from placet.model.ids import ID_PATTERN
from placet.model.spans import PARTIAL_DATE, PARTS_OF_DAY, Clock, Hours, PartialDate, When
from placet.model.text import LANGUAGE_PATTERN
from placet.model.visit import FORMAT_VERSION, Visit

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_AT = r"\d{1,2}[:.]\d{2}(:00)?"  # seconds only as a TOML time has them
_CLOCK = rf"{_AT}(\s*\+\d)?(\s+[A-Za-z][A-Za-z0-9_+/-]*)?(\s*\((first|second)\))?"
_TO = r"\s*(–|—|-|to)\s*"
_DAY = r"\d{4}-\d{2}-\d{2}"

NOTATIONS: Mapping[type, tuple[str, str]] = {
    timedelta: (
        "length",
        r"(?=.*[A-Za-z])(\d{1,3}\s*[dD])?\s*(\d{1,3}\s*[hH])?\s*(\d{1,4}\s*([mM]([iI][nN])?)?)?",
    ),
    time: ("time", _AT),
    date: ("date", _DAY),
    PartialDate: ("partial-date", PARTIAL_DATE.pattern.removesuffix(r"\Z")),
    Clock: ("clock", _CLOCK),
    When: (
        "when",
        rf"{_CLOCK}|(?:[aA]bout|[fF]rom|[bB]y)\s+{_CLOCK}|[aA]fter\s+\S.*|{_CLOCK}{_TO}{_CLOCK}|"
        + "|".join(sorted(PARTS_OF_DAY)),
    ),
    Hours: ("hours", _AT + _TO + _AT),
}
"""Name and pattern of each notation, as documented; the reader forgives a little more (other digits, ISO weeks)."""

SHORT: Mapping[type, str] = {**FROM_STRING, Follow: "engagement"}
"""Tables that may also be written as the value of one of their fields."""

_SEVERAL = {
    "AttendeeId": ("people", "delegations"),
    "PurposeId": ("agreements", "commitments", "milestones"),
    "TaskId": ("tasks", "own_tasks"),
}


def tables_of_ids() -> dict[str, tuple[str, ...]]:
    """The tables of a visit file in which the ids of each kind are keys."""
    own = {
        member.shape.key_refers_to: (member.name,)
        for member in members_of(Visit)
        if member.shape.key_refers_to is not None
    }
    return {**own, **_SEVERAL}


Say = Callable[[Word], str]
"""How a notation is described."""


def visit_schema(say: Say) -> dict[str, Any]:
    """The schema of `visit.toml`. In an imported visit (one with `printed`) what is printed need not be stated."""
    definitions = _Definitions(say, private=False)
    root = definitions.table(Visit)
    return {
        "$schema": DIALECT,
        "$id": f"urn:placet:visit:{FORMAT_VERSION}",
        "title": "visit.toml",
        **root,
        "if": {"required": ["printed"]},
        "else": definitions.required_of(Visit),
        "x-format-version": FORMAT_VERSION,
        "$defs": definitions.all(),
    }


def private_schema(say: Say) -> dict[str, Any]:
    """The schema of `private.toml`."""
    definitions = _Definitions(say, private=True)
    return {
        "$schema": DIALECT,
        "$id": f"urn:placet:visit:private:{FORMAT_VERSION}",
        "title": "private.toml",
        **definitions.table(Visit),
        "x-format-version": FORMAT_VERSION,
        "$defs": definitions.all(),
    }


def schema_text(schema: Mapping[str, Any]) -> str:
    """A schema as the file that is published."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


class _Definitions:
    """The definitions of one schema, each made when it is first asked for."""

    def __init__(self, say: Say, *, private: bool) -> None:
        self._say = say
        self._private = private
        self._made: dict[str, dict[str, Any]] = {}

    def all(self) -> dict[str, dict[str, Any]]:
        """All that were asked for, by name."""
        return dict(sorted(self._made.items()))

    def _ref(self, name: str, made: dict[str, Any]) -> dict[str, Any]:
        self._made.setdefault(name, made)
        return {"$ref": f"#/$defs/{name}"}

    def table(self, table: type, *, inside_internal: bool = False) -> dict[str, Any]:
        """A table's properties. The top and the entries of its maps may be split over two files and require nothing."""
        properties = {}
        for member in members_of(table):
            internal = inside_internal or member.layer is Layer.INTERNAL
            if self._may_stand(member, internal=internal):
                properties[member.name] = self._property(member, internal=internal)
        said: dict[str, Any] = {"description": _doc(table), "type": "object", "properties": properties}
        if not _is_split(table) or inside_internal:
            required = [member.name for member in members_of(table) if member.required]
            said |= {"required": required} if required else {}
        return {**said, "additionalProperties": False}

    def required_of(self, table: type) -> dict[str, Any]:
        """What a visit that was not imported must state: required fields of the top and of the entries of its maps."""
        said: dict[str, Any] = {"required": [member.name for member in members_of(table) if member.required]}
        inside = {}
        for member in members_of(table):
            inner = member.shape.inner
            if (
                member.shape.form is Form.MAP
                and inner is not None
                and inner.form is Form.TABLE
                and _is_split(inner.python)
            ):
                required = [each.name for each in members_of(inner.python) if each.required]
                if required:
                    inside[member.name] = {"additionalProperties": {"required": required}}
        return {**said, "properties": inside}

    def _may_stand(self, member: Member, *, internal: bool) -> bool:
        """Whether a field may stand in this file: by its layer, or as the way to fields that may."""
        if member.shape.form is Form.MAP and not internal:
            inner = member.shape.inner
            return not self._private or (
                inner is not None
                and inner.form is Form.TABLE
                and any(each.layer is Layer.INTERNAL for each in members_of(inner.python))
            )
        return internal == self._private

    def _property(self, member: Member, *, internal: bool) -> dict[str, Any]:
        said = {"description": member.doc, **self.value(member.shape, inside_internal=internal)}
        if member.default not in (MISSING, None, (), {}) and member.default not in ABSENT:
            said["default"] = write(member.default)
        if member.name == "format_version":
            said["maximum"] = FORMAT_VERSION
        layer = Layer.INTERNAL if internal else member.layer
        return {**said, "x-layer": layer.value}

    def value(self, shape: Shape, *, inside_internal: bool) -> dict[str, Any]:
        """The schema of a value."""
        match shape.form:
            case Form.SCALAR:
                return self._scalar(shape)
            case Form.CHOICE:
                return {"enum": [choice.value for choice in shape.python]}
            case Form.TEXT:
                return self._ref("text", {"description": self._say(notation("texts")), **_TEXT})
            case Form.TABLE:
                return self._table_value(shape.python, inside_internal=inside_internal)
            case Form.VERBATIM:
                return {"type": "object"}
            case _:
                return self._several(shape, inside_internal=inside_internal)

    def _several(self, shape: Shape, *, inside_internal: bool) -> dict[str, Any]:
        """A list, a pair or a map."""
        inner = self.value(shape.inner, inside_internal=inside_internal) if shape.inner is not None else {}
        if shape.form is Form.LIST:
            return {"type": "array", "items": inner, "maxItems": limits.MAX_ITEMS}
        if shape.form is Form.PAIR:
            return {"type": "array", "items": inner, "minItems": 2, "maxItems": 2}
        named: dict[str, Any] = {"pattern": _ecma(ID_PATTERN.pattern)}
        if shape.key_refers_to is not None:
            named["x-refers-to"] = list(tables_of_ids()[shape.key_refers_to])
        return {
            "type": "object",
            "propertyNames": named,
            "additionalProperties": inner,
            "maxProperties": limits.MAX_ITEMS,
        }

    def _scalar(self, shape: Shape) -> dict[str, Any]:
        scalar = scalar_of(shape)
        if shape.refers_to is not None:
            return {"type": "string", "x-refers-to": list(tables_of_ids()[shape.refers_to])}
        if shape.python not in NOTATIONS:
            return dict(scalar.schema) | ({"maxLength": limits.MAX_TEXT_CHARS} if shape.python is str else {})
        name, pattern = NOTATIONS[shape.python]
        made = {"description": self._say(scalar.expected), **scalar.schema, "pattern": rf"^\s*({pattern})\s*$"}
        return self._ref(name, made)

    def _table_value(self, table: type, *, inside_internal: bool) -> dict[str, Any]:
        name = table.__name__ + ("-internal" if inside_internal and _is_split(table) else "")
        if name not in self._made:
            self._made[name] = {}
            self._made[name] = self.table(table, inside_internal=inside_internal)
        whole = {"$ref": f"#/$defs/{name}"}
        if table not in SHORT:
            return whole
        one = next(member for member in members_of(table) if member.name == SHORT[table])
        return {"anyOf": [self.value(one.shape, inside_internal=inside_internal), whole]}


def _is_split(table: type) -> bool:
    """Whether a table may be spread over both files: the top, and the entries of its maps."""
    entries = [member.shape.inner for member in members_of(Visit) if member.shape.form is Form.MAP]
    return table is Visit or any(inner is shape_of(table) for inner in entries)


def _doc(table: type) -> str:
    return " ".join((table.__doc__ or "").split())


def _ecma(pattern: str) -> str:
    """A pattern of ours as JSON Schema writes it: it must match the whole text."""
    return "^" + pattern.removesuffix(r"\Z") + "$"


_TEXT: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": r"\S", "maxLength": limits.MAX_TEXT_CHARS},
        {
            "type": "object",
            "propertyNames": {"pattern": _ecma(LANGUAGE_PATTERN.pattern)},
            "additionalProperties": {"type": "string", "pattern": r"\S", "maxLength": limits.MAX_TEXT_CHARS},
            "minProperties": 1,
        },
    ],
}
