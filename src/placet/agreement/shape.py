"""Reading a parsed canonical object field by field, refusing at the first that is not as it must be.

A field that nobody asks for is left alone: later versions may add some, and they survive because bytes are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from placet.agreement import limits
from placet.agreement.signing import HASH_PATTERN, SIGNATURE_PATTERN
from placet.errors import Refused

T = TypeVar("T")
SIDE_PATTERN = re.compile(r"[A-Z][A-Z0-9]{0,11}\Z")
NAME_PATTERN = re.compile(r"[a-z][a-z0-9-]{0,31}\Z")
TIME_PATTERN = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\Z", re.ASCII)
LANGUAGE_PATTERN = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


class Shape:
    """An object of somebody else's, asked for its fields. Every question answers or raises `Refused`.

    The codes: `field-missing`, `field-bound` (too long, too large, too many or too few), and `field` for any other
    fault; each with the field's path.
    """

    def __init__(self, value: object, what: str) -> None:
        """Take a parsed value; `what` says in refusals where it stands."""
        if not isinstance(value, Mapping):
            raise Refused("not-an-object", field=what)
        self._fields: Mapping[str, Any] = value
        self._what = what

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self._fields

    def text(self, name: str, at_most: int = limits.MAX_TEXT_CHARS) -> str:
        """A text that is not longer than a bound."""
        value = self._of(name, str)
        if len(value) > at_most:
            raise self._wrong(name, "field-bound")
        return value

    def number(self, name: str, least: int = 0, most: int = 2**53 - 1) -> int:
        """A whole number within both bounds."""
        value = self._of(name, int)
        if not least <= value <= most:
            raise self._wrong(name, "field-bound")
        return value

    def version(self, name: str, known: int) -> None:
        """A version that is the one we know. Any other was written by a later Placet, or is to take us back."""
        value = self._fields.get(name)
        if type(value) is not int or value != known:
            raise Refused("level", field=f"{self._what}.{name}")

    def flag(self, name: str) -> bool:
        """Yes or no."""
        return self._of(name, bool)

    def moment(self, name: str) -> str:
        """A second in UTC that there is, of the years 1 to 9999: whoever shows it can rely on that."""
        text = self.matching(name, TIME_PATTERN)
        try:
            datetime.fromisoformat(text)
        except ValueError:
            raise self._wrong(name, "no-such-moment") from None
        return text

    def matching(self, name: str, pattern: re.Pattern[str]) -> str:
        """A text of a certain form."""
        value = self._of(name, str)
        if not pattern.match(value):
            raise self._wrong(name)
        return value

    def hash(self, name: str) -> str:
        """A hash or a key in hex."""
        return self.matching(name, HASH_PATTERN)

    def signature(self, name: str) -> str:
        """A signature in hex."""
        return self.matching(name, SIGNATURE_PATTERN)

    def side(self, name: str) -> str:
        """The short name of a side."""
        return self.matching(name, SIDE_PATTERN)

    def items(self, name: str, at_most: int, read: Callable[[object], T], least: int = 0) -> tuple[T, ...]:
        """A list, not longer than a bound, each of its values read by `read`."""
        value = self._of(name, list)
        if not least <= len(value) <= at_most:
            raise self._wrong(name, "field-bound")
        return tuple(read(item) for item in value)

    def object(self, name: str) -> Shape:
        """An object inside this one."""
        return Shape(self._fields.get(name), f"{self._what}.{name}")

    def raw(self, name: str) -> Any:
        """Whatever stands there, or None."""
        return self._fields.get(name)

    def names(self, name: str) -> dict[str, str]:
        """A text in one or more languages."""
        value = self._of(name, dict)
        if not 1 <= len(value) <= limits.MAX_LANGUAGES:
            raise self._wrong(name, "field-bound")
        for language, words in value.items():
            # Which characters are spaces differs between versions of Unicode; this one is one in all of them.
            fits = isinstance(words, str) and len(words.strip(" ")) > 0
            if not LANGUAGE_PATTERN.match(language) or not fits:
                raise self._wrong(name)
            if len(words) > limits.MAX_NAME_CHARS:
                raise self._wrong(name, "field-bound")
        return dict(value)

    def _of(self, name: str, kind: type[T]) -> T:
        """A value of exactly this type: true is no number."""
        if name not in self._fields:
            raise self._wrong(name, "field-missing")
        value = self._fields[name]
        if type(value) is not kind:
            raise self._wrong(name)
        return value

    def _wrong(self, name: str, code: str = "field") -> Refused:
        return Refused(code, field=f"{self._what}.{name}")
