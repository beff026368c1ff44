"""JSON: the door for its bytes, and how any JSON value stands in a TOML table without loss.

TOML has no null, no integer beyond 64 bits and no lone surrogate. A table that holds a JSON object *verbatim* has the
object's keys as they are, and two notations for the rest: `nulls` lists the keys whose value is null, and a value that
TOML cannot hold is `{ json = "<its JSON text>" }`. What is no object, or an object with a key `nulls` or `json` of its
own, is written in the second notation as a whole: `value_of(verbatim(value)) == value` for every JSON value.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from placet.errors import Fact, FormatError, TooLarge, Word
from placet.formats import limits
from placet.formats.not_toml import foreign
from placet.formats.toml import shown

NULLS = "nulls"
"""The key that lists the keys whose value is null."""
RAW = "json"
"""The only key of a table that holds a value as JSON text."""

_OWN_DEPTH = 4  # levels inside one value that are written as TOML; what lies deeper is written as JSON text
_INT64 = range(-(2**63), 2**63)


class NotJson(ValueError):  # noqa: N818 - as in placet.errors: names what is wrong in the world
    """What JSON as the standard has it cannot hold, or what passes a bound. `cause` says why."""

    def __init__(self, cause: str, **facts: Fact) -> None:
        """Keep why, as a word of the catalogue."""
        super().__init__(cause)
        self.cause = Word("json", cause, facts)


def parse_json(file: str, content: bytes) -> Any:
    """The value that JSON bytes hold. Raises `FormatError` for what is not strict JSON, `TooLarge` beyond a bound."""
    if len(content) > limits.MAX_FILE_BYTES:
        raise TooLarge(file, "bytes", most=limits.MAX_FILE_BYTES)
    try:
        value = _loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        _refuse_foreign(file, content)
        byte, line = f"0x{content[error.start]:02x}", content[: error.start].count(b"\n") + 1
        raise FormatError(file, "no-utf-8", byte=byte, line=line) from None
    except json.JSONDecodeError as error:
        _refuse_foreign(file, content)
        raise FormatError(file, "json", cause=_broken(error).cause) from None
    except NotJson as error:
        raise FormatError(file, "json", cause=error.cause) from None
    except RecursionError:
        raise TooLarge(file, "json", cause=_too_deep().cause) from None
    passed = next(_bounds_passed(value), None)
    if passed is not None:
        raise TooLarge(file, "json", cause=passed.cause)
    return value


def _refuse_foreign(file: str, content: bytes) -> None:
    kind = foreign(content)
    if kind and not content.lstrip().startswith(b"{"):
        raise FormatError(file, "other-kind", kind=Word("kinds", kind))
    if file.endswith(".toml"):
        raise FormatError(file, "toml")


def _broken(error: json.JSONDecodeError) -> NotJson:
    return NotJson("broken", line=error.lineno, column=error.colno)


def _too_deep() -> NotJson:
    return NotJson("too-deep", most=limits.MAX_JSON_DEPTH)


def _loads(text: str) -> Any:
    """`json.loads` without its leniencies: no doubled key, no NaN, no number out of range or out of all proportion."""
    return json.loads(
        text, object_pairs_hook=_object, parse_int=_integer, parse_float=_number, parse_constant=_constant
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        seen: set[str] = set()
        doubled = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # add gives None
        raise NotJson("doubled-key", key=shown(doubled))
    return table


def _integer(digits: str) -> int:
    if len(digits) > limits.MAX_JSON_NUMBER_CHARS:
        raise NotJson("long-number", count=len(digits), most=limits.MAX_JSON_NUMBER_CHARS)
    return int(digits)


def _number(digits: str) -> float:
    if len(digits) > limits.MAX_JSON_NUMBER_CHARS:
        raise NotJson("long-number", count=len(digits), most=limits.MAX_JSON_NUMBER_CHARS)
    number = float(digits)
    if math.isinf(number):
        raise NotJson("vast-number", found=shown(digits))
    return number


def _constant(name: str) -> Any:
    raise NotJson("constant", found=name)


def _bounds_passed(value: Any) -> Iterator[NotJson]:
    pending: list[tuple[Any, int]] = [(value, 1)]
    nodes = 0
    while pending:
        entry, depth = pending.pop()
        nodes += 1
        if depth > limits.MAX_JSON_DEPTH:
            yield _too_deep()
        if nodes > limits.MAX_NODES:
            yield NotJson("too-many-values", most=limits.MAX_NODES)
        if isinstance(entry, str) and len(entry) > limits.MAX_TEXT_CHARS:
            yield NotJson("long-text", count=len(entry), most=limits.MAX_TEXT_CHARS)
        if isinstance(entry, dict):
            pending.extend((part, depth + 1) for pair in entry.items() for part in pair)
        elif isinstance(entry, list):
            pending.extend((part, depth + 1) for part in entry)


def verbatim(value: Any) -> dict[str, Any]:
    """The TOML table that holds a JSON value."""
    if not isinstance(value, dict) or NULLS in value or RAW in value or not all(map(_is_key, value)):
        return {RAW: json_text(value)}
    table = {
        key: entry if _fits(entry, _OWN_DEPTH) else {RAW: json_text(entry)}
        for key, entry in value.items()
        if entry is not None
    }
    nulls = [key for key, entry in value.items() if entry is None]
    return {**table, NULLS: nulls} if nulls else table


def _is_key(key: str) -> bool:
    return _is_text(key) and len(key.encode()) * 6 <= limits.MAX_KEY_CHARS  # a control character is written in six


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fits(entry: Any, depth: int) -> bool:
    """Whether TOML holds this value, within the bounds of a visit file."""
    if isinstance(entry, bool | float):
        return True
    if isinstance(entry, int):
        return entry in _INT64
    if isinstance(entry, str):
        return _is_text(entry)
    if entry is None or depth == 0:
        return False
    if isinstance(entry, dict):
        return RAW not in entry and all(_is_key(key) and _fits(part, depth - 1) for key, part in entry.items())
    return all(_fits(part, depth - 1) for part in entry)


def value_of(table: Mapping[str, Any]) -> Any:
    """The JSON value that a table holds. Raises `NotJson` for what JSON cannot hold."""
    if set(table) == {RAW} and isinstance(table[RAW], str):
        return _raw_value(table[RAW])
    nulls = table.get(NULLS, [])
    if not isinstance(nulls, list) or not all(isinstance(key, str) for key in nulls):
        raise NotJson("nulls-no-list")
    doubled = [key for key in nulls if key in table]
    if doubled:
        raise NotJson("null-with-value", key=shown(doubled[0]))
    values = {key: _entry_value(key, entry) for key, entry in table.items() if key != NULLS}
    return values | dict.fromkeys(nulls)


def _entry_value(key: str, entry: Any) -> Any:
    if isinstance(entry, dict) and set(entry) == {RAW} and isinstance(entry[RAW], str):
        return _raw_value(entry[RAW])
    strange = next((part for part in _parts(entry) if not _is_json(part)), None)
    if strange is not None:
        raise NotJson("strange-value", key=shown(key), found=shown(str(strange)))
    return entry


def _raw_value(text: str) -> Any:
    try:
        value = _loads(text)
    except RecursionError:
        raise _too_deep() from None
    except json.JSONDecodeError as error:
        raise _broken(error) from None
    passed = next(_bounds_passed(value), None)
    if passed is not None:
        raise passed
    return value


def _parts(value: Any) -> Iterator[Any]:
    """A value and everything in it. A visit file is nowhere deep (`limits.MAX_DEPTH`)."""
    yield value
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _parts(part)


def _is_json(value: Any) -> bool:
    return isinstance(value, str | int | dict | list) or (isinstance(value, float) and math.isfinite(value))


def json_text(value: Any, indent: int | None = None) -> str:
    """JSON text of a value, readable where UTF-8 can carry it, escaped where a text holds half a character."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return text if _is_text(text) else json.dumps(value, allow_nan=False, indent=indent)
