"""Model values from plain data and back, driven by the declarations of the model.

`Reading` reads a whole tree, goes on after every fault, and remembers every reference from one thing to another, so
that the caller can report all faults of a file at once. It never raises for what the data says. `write` is its
inverse: reading what it wrote gives an equal value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from difflib import get_close_matches
from enum import Enum
from typing import Any

from placet.errors import Contradiction, Fact, Fault, Line
from placet.formats import limits
from placet.formats.positions import Path
from placet.formats.scalars import ABSENT, SCALARS
from placet.formats.shapes import FROM_STRING, Form, Member, Shape, expected_of, members_of, scalar_of, shape_of
from placet.formats.toml import dotted, shown
from placet.model.declare import Layer
from placet.model.ids import is_id
from placet.model.spans import Length
from placet.model.text import Text
from placet.model.vocabulary import LanguageTag

Place = Callable[[Path], tuple[str, Line | None]]
"""Where a path stands: file and line, or cell."""


class _Refused(Exception):  # noqa: N818  # not an error: a signal that never leaves this module
    """A value was reported as a fault and cannot be built; never leaves this module."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Something in the file names something else: `target` is the id type's name."""

    path: Path
    target: str
    id: str


@dataclass(slots=True)
class Reading:
    """One reading of one tree.

    `language` is the language of texts that name none. `private` tells whether a path stands in the private file:
    fields of the internal layer must, all others must not. Without it layers are not looked at.
    """

    place: Place
    language: str = "en"
    private: Callable[[Path], bool] | None = None
    faults: list[Fault] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    refused: set[Path] = field(default_factory=set)
    """Where values stand that could not be read."""

    def read(self, declared: Any, raw: Any, path: Path = ()) -> Any:
        """The value of a declared type, or None when a value in it was refused."""
        before = len(self.refused)
        value = self.read_what_can_be(declared, raw, path)
        return value if len(self.refused) == before else None

    def read_what_can_be(self, declared: Any, raw: Any, path: Path = ()) -> Any:
        """The same without the values that were refused, so that what spans several of them can still be looked at.

        None when nothing is left of it. Only for finding more faults: never to be used as a visit.
        """
        try:
            return self._value(shape_of(declared), raw, path, inside_internal=False)
        except _Refused:
            return None

    def fault(self, path: Path, reason: str, **facts: Fact) -> None:
        """Report one fault at its place."""
        file, line = self.place(path)
        self.faults.append(Fault(file, line, dotted(path), reason, facts))

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """The known word that looks most like `word`; none after many faults, since each takes a while to find."""
        alike = [] if len(self.faults) >= limits.MAX_FAULTS else get_close_matches(word, known, n=1, cutoff=0.5)
        return alike[0] if alike else ""

    def _refuse(self, path: Path, reason: str, **facts: Fact) -> _Refused:
        self.fault(path, reason, **facts)
        self.refused.add(path)
        return _Refused()

    def _refuse_value(self, path: Path, raw: Any, shape: Shape, meant: str = "") -> _Refused:
        return self._refuse(path, "value", found=shown(raw), expected=expected_of(shape), meant=meant)

    def _value(self, shape: Shape, raw: Any, path: Path, *, inside_internal: bool) -> Any:
        if shape.form is Form.SCALAR:
            return self._scalar(shape, raw, path)
        if shape.form is Form.CHOICE:
            return self._choice(shape.python, raw, path)
        if shape.form is Form.TEXT:
            return self._text(raw, path)
        if shape.form in (Form.LIST, Form.PAIR):
            return self._list(shape, raw, path, inside_internal=inside_internal)
        if shape.form is Form.MAP:
            return self._map(shape, raw, path, inside_internal=inside_internal)
        if shape.form is Form.VERBATIM:
            if not isinstance(raw, dict):
                raise self._refuse_value(path, raw, shape)
            return raw
        return self._table(shape.python, raw, path, inside_internal=inside_internal)

    def _scalar(self, shape: Shape, raw: Any, path: Path) -> Any:
        scalar = scalar_of(shape)
        try:
            value = scalar.read(raw)
        except (ValueError, OverflowError):
            raise self._no_scalar(path, raw, shape) from None
        if isinstance(value, str) and len(value) > limits.MAX_TEXT_CHARS:
            raise self._refuse(path, "too-many-characters", count=len(value), most=limits.MAX_TEXT_CHARS)
        if shape.refers_to is not None:
            self.references.append(Reference(path, shape.refers_to, value))
        return value

    def _no_scalar(self, path: Path, raw: Any, shape: Shape) -> _Refused:
        """With what may have been meant; not after many faults, since each takes a while to find."""
        meant = scalar_of(shape).meant(raw) if len(self.faults) < limits.MAX_FAULTS else ""
        if shape.python is timedelta and not meant and _lacks_unit(raw):
            return self._refuse(path, "unit", found=shown(str(raw).strip()), expected=expected_of(shape))
        return self._refuse_value(path, raw, shape, meant)

    def _choice(self, choices: type[Enum], raw: Any, path: Path) -> Enum:
        for choice in choices:
            if choice.value == raw:
                return choice
        nearest = get_close_matches(str(raw), [str(choice.value) for choice in choices], n=1)
        raise self._refuse_value(path, raw, shape_of(choices), nearest[0] if nearest else "")

    def _text(self, raw: Any, path: Path) -> Text:
        by_language = {self.language: raw} if isinstance(raw, str) else raw
        if not isinstance(by_language, dict) or not by_language:
            raise self._refuse_value(path, raw, shape_of(Text))
        for language, words in by_language.items():
            if not isinstance(words, str) or len(words) > limits.MAX_TEXT_CHARS:
                raise self._refuse_value((*path, language), words, shape_of(str))
            self._scalar(shape_of(LanguageTag), language, (*path, language))
        try:
            return Text(by_language)
        except Contradiction as error:
            raise self._refuse(path, error.reason, **error.facts) from None

    def _list(self, shape: Shape, raw: Any, path: Path, *, inside_internal: bool) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            raise self._refuse(path, "no-list", found=shown(raw), expected=expected_of(shape))
        if len(raw) > limits.MAX_ITEMS:
            raise self._refuse(path, "too-many-entries", count=len(raw), most=limits.MAX_ITEMS)
        if shape.form is Form.PAIR and len(raw) != 2:  # a pair
            raise self._refuse(path, "no-pair", count=len(raw), expected=expected_of(shape))
        values = self._all(shape, list(enumerate(raw)), path, inside_internal=inside_internal)
        if shape.form is Form.PAIR and len(values) != 2:
            raise _Refused
        return tuple(values.values())

    def _map(self, shape: Shape, raw: Any, path: Path, *, inside_internal: bool) -> dict[str, Any]:
        if not isinstance(raw, dict):
            raise self._refuse_value(path, raw, shape)
        if len(raw) > limits.MAX_ITEMS:
            raise self._refuse(path, "too-many-entries", count=len(raw), most=limits.MAX_ITEMS)
        for key in raw:
            if not is_id(key):
                self.fault((*path, key), "no-id", found=shown(key))
            if shape.key_refers_to is not None and len(path) > 1:
                self.references.append(Reference((*path, key), shape.key_refers_to, key))
        return self._all(shape, list(raw.items()), path, inside_internal=inside_internal)

    def _all(
        self, shape: Shape, entries: list[tuple[Any, Any]], path: Path, *, inside_internal: bool
    ) -> dict[Any, Any]:
        """Read every entry, so that all faults are found; those that were refused are left out."""
        assert shape.inner is not None  # noqa: S101  # lists and maps are declared with what is in them
        values = {}
        for key, entry in entries:
            with suppress(_Refused):
                values[key] = self._value(shape.inner, entry, (*path, key), inside_internal=inside_internal)
        return values

    def _table(self, table: type, raw: Any, path: Path, *, inside_internal: bool) -> Any:
        if table in FROM_STRING and not _is_table_of(table, raw):
            return self._from_one_value(table, raw, path)
        if isinstance(raw, str) and table.__name__ == "Follow":
            raw = {"engagement": raw}
        if not isinstance(raw, dict):
            raise self._refuse_value(path, raw, shape_of(table))
        members = {member.name: member for member in members_of(table)}
        self._unknown_keys(raw, members, path)
        values: dict[str, Any] = {}
        whole = True
        for member in members.values():
            if member.name not in raw:
                if member.required:
                    expected = expected_of(member.shape)
                    self._refuse(path, "missing", name=member.name, expected=expected, meaning=member.declared)
                continue
            at = (*path, member.name)
            internal = inside_internal or member.layer is Layer.INTERNAL
            if not (inside_internal and self.private is not None and not self.private(path)):  # told of the whole table
                self._layer(member, at, internal=internal)
            try:
                values[member.name] = self._value(member.shape, raw[member.name], at, inside_internal=internal)
            except _Refused:
                whole = False
        if any(member.required and member.name not in values for member in members.values()):
            raise _Refused
        try:
            return table(**values)
        except Contradiction as error:
            if not whole:  # perhaps only because a value is missing that was refused
                raise _Refused from None
            raise self._refuse(path, error.reason, **error.facts) from None

    def _from_one_value(self, table: type, raw: Any, path: Path) -> Any:
        member = next(m for m in members_of(table) if m.name == FROM_STRING[table])
        value = self._value(member.shape, raw, path, inside_internal=False)
        return Length.exactly(value) if table is Length else table(**{member.name: value})

    def _unknown_keys(self, raw: Mapping[str, Any], members: Mapping[str, Member], path: Path) -> None:
        for key in raw:
            if key not in members:
                meant, known = self.nearest(key, members), tuple(sorted(members))
                self.fault((*path, key), "unknown-key", found=shown(key), known=known, meant=meant)

    def _layer(self, member: Member, path: Path, *, internal: bool) -> None:
        if self.private is None or (member.shape.form in (Form.MAP, Form.TABLE) and not internal):
            return  # a table that both files may extend: its own fields are looked at one by one
        if internal and not self.private(path):
            self.fault(path, "internal-in-shared")
        elif not internal and self.private(path):
            self.fault(path, "shared-in-private")


def _is_table_of(table: type, raw: Any) -> bool:
    return isinstance(raw, dict) and any(member.name in raw for member in members_of(table))


def _lacks_unit(raw: Any) -> bool:
    return isinstance(raw, int | str) and not isinstance(raw, bool) and str(raw).strip().isdigit()


def write(value: Any) -> Any:
    """Plain data of a model value.

    What equals its default is left out. Raises `TypeError` for what no file can hold.
    """
    if isinstance(value, Text):
        return dict(value.by_language)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Length):
        return _write_length(value)
    if isinstance(value, Mapping):
        return {key: write(entry) for key, entry in value.items()}
    if isinstance(value, tuple | list):
        return [write(entry) for entry in value]
    for python, scalar in SCALARS.items():
        if type(value) is python:
            return scalar.write(value)
    table: Any = type(value)
    return {
        member.name: write(getattr(value, member.name))
        for member in members_of(table)
        if _is_written(member, getattr(value, member.name))
    }


def _write_length(length: Length) -> Any:
    written = SCALARS[type(length.typical)].write
    if length == Length.exactly(length.typical):
        return written(length.typical)
    parts: dict[str, Any] = {name: written(getattr(length, name)) for name in ("least", "typical", "most")}
    return parts if length.stated else {**parts, "stated": False}


def _is_written(member: Member, value: Any) -> bool:
    if value is None or any(value == absent for absent in ABSENT):
        return False
    return member.required or value != member.default
