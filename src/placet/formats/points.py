"""Contents of points as canonical objects and back.

What comes from another side may have fields that this version does not know: it is kept and passed on as its bytes
are, and shown as far as it is understood, but whoever cannot show everything cannot sign it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from placet.errors import Fault
from placet.formats.plain import Reading, write
from placet.formats.scalars import read_octets
from placet.formats.shapes import Form, Shape, members_of, shape_of
from placet.model.points import CONTENT_OF, KIND_OF, SCHEMA, Content, PointKind


@dataclass(frozen=True, slots=True)
class Understood:
    """A content as far as it is understood. `faults` says what is not; without any, all of it is."""

    kind: PointKind | None
    content: Content | None
    faults: tuple[Fault, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything in it can be shown, and so be signed."""
        return self.content is not None and not self.faults


def write_content(content: Content) -> dict[str, Any]:
    """The object that is hashed, signed and sent. Dates are texts (JSON has none)."""
    written: dict[str, Any] = _without_dates(write(content))
    return written


def read_content(kind: str, schema: int, fields: Mapping[str, Any]) -> Understood:
    """What a text says. Never raises for what it holds."""
    known = next((each for each in PointKind if each.value == kind), None)
    if known is None:
        return Understood(None, None, (_fault("kind", "unknown-point-kind", found=kind[:40]),))
    reading = Reading(lambda _: ("text", None))
    content = reading.read_what_can_be(CONTENT_OF[known], dict(fields))
    faults = tuple(reading.faults)
    if schema != SCHEMA:
        faults = (_fault("schema", "unknown-point-schema", found=str(schema)), *faults)
    if content is not None and not faults and write_content(content) != fields:
        faults = (_fault("text", "other-notation"),)
    return Understood(known, content, faults)


def in_model_order(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """A content with its fields in the order in which the model declares them, for people to read.

    Nothing is left out: what this version does not know follows, by its names.
    """
    known = next((each for each in PointKind if each.value == kind), None)
    declared: Any = CONTENT_OF[known] if known is not None else None
    shape = shape_of(declared) if declared is not None else None
    ordered: dict[str, Any] = _ordered(fields, shape)
    return ordered


def without_octets(written: Mapping[str, Any]) -> dict[str, Any]:
    """A content that was written, for reading: of each file that is handed over its size and hash stand for it."""
    files = [
        {"name": file["name"], **dict(zip(("bytes", "sha256"), sum_of(file["data"]), strict=True))}
        for file in written.get("files", ())
    ]
    return {**written, "files": files} if files else dict(written)


def sum_of(data: str) -> tuple[int, str]:
    """Bytes and hash of what a handed file holds. Raises `ValueError` where it is not written as it must be."""
    octets = read_octets(data)
    return len(octets), sha256(octets).hexdigest()


def kind_of(content: Content) -> PointKind:
    """The kind of point that carries such a content."""
    return KIND_OF[type(content)]


def _fault(field: str, reason: str, **facts: str) -> Fault:
    return Fault("text", None, field, reason, facts)


def _ordered(value: Any, shape: Shape | None) -> Any:
    if isinstance(value, list):
        inner = shape.inner if shape is not None else None
        return [_ordered(part, inner) for part in value]
    if not isinstance(value, Mapping):
        return value
    members = members_of(shape.python) if shape is not None and shape.form is Form.TABLE else ()
    shapes = {member.name: member.shape for member in members}
    keys = [*(name for name in shapes if name in value), *sorted(value.keys() - shapes.keys())]
    return {key: _ordered(value[key], shapes.get(key)) for key in keys}


def _without_dates(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _without_dates(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_without_dates(part) for part in value]
    return value
