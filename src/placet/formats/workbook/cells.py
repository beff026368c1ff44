"""How a value stands in a cell, both ways.

A cell holds one value. What is several is separated by commas, what belongs together by a slash, what is named by a
colon: `guard: 1, motorcade: 10`. A part that holds such a sign itself stands in double quotes, each of its own doubled.
What a spreadsheet made of a value by itself is understood where it can only mean one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from placet.errors import Facts, VisitFileError, Word
from placet.formats.scalars import write_length
from placet.formats.shapes import Form, Shape, expected_of
from placet.formats.toml import parse_toml, shown
from placet.formats.writing import inline
from placet.model.spans import Clock, Hours, Length, PartialDate, When

COMMAS = ",،;\n"
_SIGNS = f'{COMMAS}/:"'
NONE = "[]"
"""A list that is empty on purpose, where a blank cell would mean the usual one."""
ESTIMATE = "(estimate)"
MOST_CHARS = 32_767
"""Characters that a spreadsheet holds in one cell."""
_SURELY_MINUTES = 15
"""A bare number from here on is minutes: nothing of a visit lasts so many hours. Below, it might be either."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|\A\s|\s\Z")
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Odd:
    """What no value can be made of, and why, as a `Fault` has it; nobody else reads it."""

    reason: str
    facts: Facts = field(default_factory=dict)

    def __str__(self) -> str:
        """What stands in the cell, where that can be shown."""
        found = self.facts.get("found", "")
        return found if isinstance(found, str) else ""


# ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def written(shape: Shape, raw: Any) -> Any:
    """What a cell holds of a value in plain data, as `plain.write` gives it."""
    if isinstance(raw, bool | int | float | date) and shape.form is Form.SCALAR:
        return raw
    return escaped(_said(shape, raw))


def _said(shape: Shape, raw: Any) -> str:
    if shape.form is Form.LIST:
        return ", ".join(_part(shape.inner, entry) for entry in raw) or NONE
    if shape.form is Form.PAIR:
        return " / ".join(_part(shape.inner, entry) for entry in raw)
    if shape.form is Form.MAP:
        return ", ".join(f"{key}: {_part(shape.inner, entry)}" for key, entry in raw.items())
    if shape.form is Form.VERBATIM:
        return inline(raw)
    if isinstance(raw, dict):  # a length with play in it
        lengths = " / ".join(raw[name] for name in ("least", "typical", "most"))
        return lengths if raw.get("stated", True) else f"{lengths} {ESTIMATE}"
    text = str(raw)
    return f'"{text}"' if not text.strip('"') and len(text) != 1 else text


def _part(shape: Shape | None, entry: Any) -> str:
    if shape is not None and shape.form is Form.PAIR:
        return _said(shape, entry)
    text = str(entry)
    plain = text == text.strip() and text not in ("", NONE) and not any(sign in text for sign in _SIGNS)
    return text if plain else f'"{text.replace(chr(34), chr(34) * 2)}"'


def escaped(text: str) -> str:
    """What a spreadsheet would drop or mistake, as its format writes such characters: `_x000D_`."""
    return _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The inverse, of what was stripped of the blanks that stood around it."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def read(shape: Shape, value: Any) -> Any:
    """Plain data of a cell, as TOML would give it; an `Odd` for what cannot be meant.

    What is only wrong is handed on, for the reader of all visit files to refuse.
    """
    if isinstance(value, Odd):
        return value
    if shape.form is Form.LIST:
        return _list(shape, value)
    if isinstance(value, str) and shape.form in (Form.PAIR, Form.MAP, Form.VERBATIM, Form.TABLE):
        return _compound(shape, value)
    if shape.form is Form.TABLE:
        return _length(value)
    if shape.form is Form.CHOICE and isinstance(value, str):
        return value.casefold()
    if shape.form in (Form.SCALAR, Form.TEXT):
        is_quotes = isinstance(value, str) and len(value) > 1 and not value.strip('"')
        return _scalar(shape, value[1:-1] if is_quotes else value)
    return value


def _scalar(shape: Shape, value: Any) -> Any:
    python = shape.python
    if python is timedelta:
        return _length(value)
    if python in (When, Clock, time):
        return _clock(value)
    if python is bool:
        return _TRUTHS.get(value.casefold(), value) if isinstance(value, str) else value
    if python in (int, float):
        return _number(python, value)
    if python is PartialDate:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if python in (date, Hours):
        return value
    return _text(shape, value)


def _text(shape: Shape, value: Any) -> Any:
    if isinstance(value, date | time | timedelta):
        return Odd("made-a-date", {"found": shown(str(value)), "expected": expected_of(shape)})
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if value == int(value) else repr(value)
    return value


def _number(python: type, value: Any) -> Any:
    """Numbers that stand as text, and whole numbers that stand as fractions do."""
    if isinstance(value, str):
        try:
            return int(value) if python is int else float(value.replace(",", "."))
        except ValueError:
            return value
    return int(value) if python is int and isinstance(value, float) and value.is_integer() else value


def _clock(value: Any) -> Any:
    """A time of day: spreadsheets keep it as a fraction of the day."""
    part = timedelta(days=value) if isinstance(value, float) and 0 <= value < 1 else value
    if isinstance(part, timedelta):
        minutes = part / timedelta(minutes=1)
        is_whole = 0 <= minutes < 24 * 60 and abs(minutes - round(minutes)) < 0.001
        return f"{round(minutes) // 60:02d}:{round(minutes) % 60:02d}" if is_whole else value
    if isinstance(value, time):
        return f"{value:%H:%M}" if not value.second else value
    return value


def _length(value: Any) -> Any:
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, timedelta) and value >= timedelta(0) and not value % timedelta(minutes=1):
        return write_length(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if value == 0 or value >= _SURELY_MINUTES:
            return f"{value}m"
        return Odd("bare-number", {"found": str(value)})
    return value


def _list(shape: Shape, value: Any) -> list[Any]:
    if shape.inner is None or value == NONE:
        return []
    if not isinstance(value, str):
        return [_scalar(shape.inner, value)]
    return [_part_read(shape.inner, part) for part in parts(value)]


def _part_read(shape: Shape, part: str) -> Any:
    return _compound(shape, part) if shape.form is Form.PAIR else _scalar(shape, unquoted(part))


def _compound(shape: Shape, value: str) -> Any:
    if shape.form is Form.PAIR:
        return [unquoted(part) for part in parts(value, "/")]
    if shape.form is Form.MAP:
        return _map(shape, value)
    if shape.form is Form.VERBATIM:
        return _verbatim(value)
    lengths = [unquoted(part) for part in parts(value.removesuffix(ESTIMATE), "/")]
    if shape.python is not Length or len(lengths) == 1:
        return value
    if len(lengths) != 3:
        return Odd("not-three-lengths", {"found": shown(value)})
    stated = {} if not value.endswith(ESTIMATE) else {"stated": False}
    return {**dict(zip(("least", "typical", "most"), lengths, strict=True)), **stated}


def _map(shape: Shape, value: str) -> Any:
    found: dict[str, Any] = {}
    for part in parts(value):
        key, *rest = parts(part, ":", once=True)
        if not rest or key in found:
            return Odd("not-by-id", {"found": shown(part)})
        found[key] = _part_read(shape.inner, rest[0]) if shape.inner is not None else rest[0]
    return found


def _verbatim(value: str) -> Any:
    try:
        return parse_toml("", f"x = {value}".encode(errors="replace")).data["x"]
    except VisitFileError as error:
        remedy = error.faults[0].facts.get("remedy", Word("syntax", "close"))
        return Odd("no-table-in-cell", {"found": shown(value), "remedy": remedy})


def parts(text: str, signs: str = COMMAS, *, once: bool = False) -> list[str]:
    """What stands between the signs, outside quotes. Blank parts do not count."""
    return [part for part in _split(text, signs, once=once) if part]


def _split(text: str, signs: str, *, once: bool) -> Iterator[str]:
    begin, is_quoted = 0, False
    for index, letter in enumerate(text):
        if letter == '"':
            is_quoted = not is_quoted
        elif letter in signs and not is_quoted:
            yield text[begin:index].strip()
            begin = index + 1
            if once:
                break
    yield text[begin:].strip()


def unquoted(part: str) -> str:
    """A part without the quotes around it."""
    if len(part) > 1 and part[0] == part[-1] == '"':
        return part[1:-1].replace('""', '"')
    return part


def is_day_unknown(value: date, number_format: str) -> bool:
    """Whether a spreadsheet made a whole date of a month: `2025-01` becomes the first of January, shown as `Jan-25`."""
    return value.day == 1 and "d" not in number_format.casefold() and "m" in number_format.casefold()
