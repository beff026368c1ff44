"""A grid as JSON, as the reading process answers it; and back, trusting nothing: that process has met the file."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from placet.reading import limits
from placet.reading.grid import PARTS, Event, FileKind, Grid, Note, Row, Where
from placet.reading.refusal import FACTS, Refused

_CODE_CHARS = 40
_INSTANT_CHARS = 80


class BadAnswer(Exception):  # noqa: N818 - as in placet.errors: names what is wrong in the world
    """The answer is not one that the reading process gives by itself."""


def said(grid: Grid | Refused) -> bytes:
    """The answer: a grid, or why there is none."""
    if isinstance(grid, Refused):
        return json.dumps({"reason": grid.reason, "facts": grid.facts}).encode()
    answer = asdict(grid)
    answer["kind"] = grid.kind.value
    answer["attached"] = None if grid.attached is None else base64.b64encode(grid.attached).decode()
    for event in answer["events"]:
        for end in ("starts", "ends"):
            event[end] = None if event[end] is None else _written(event[end])
    return json.dumps(answer).encode()


def _written(at: datetime | date) -> str:
    """ISO 8601, and after it the name of the zone, where the file names it: an offset does not tell of a city."""
    zone = at.tzinfo if isinstance(at, datetime) else None
    return f"{at.isoformat()}[{zone.key}]" if isinstance(zone, ZoneInfo) else at.isoformat()


def heard(answer: bytes) -> Grid:
    """The grid of an answer. Raises `Refused` where that is the answer, and `BadAnswer` for any other text."""
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError):
        raise BadAnswer("not JSON") from None
    if not isinstance(told, dict):
        raise BadAnswer("no object")
    try:
        if "reason" in told:
            raise refused_of(told)
        return _grid(told)
    except (KeyError, TypeError, ValueError) as error:
        raise BadAnswer(str(error)) from None


def _grid(told: dict[str, Any]) -> Grid:
    return Grid(
        kind=FileKind(told["kind"]),
        rows=tuple(map(_row, _list(told["rows"], limits.MAX_ROWS))),
        events=tuple(map(_event, _list(told["events"], limits.MAX_EVENTS))),
        attached=_bytes(told["attached"]),
        notes=tuple(map(_note, _list(told["notes"], limits.MAX_NOTES))),
    )


def _row(told: dict[str, Any]) -> Row:
    table = told["table"]
    if table is not None and (type(table) is not int or not 0 < table <= limits.MAX_ROWS):
        raise BadAnswer("a table that cannot be")
    return Row(
        where=_where(told["where"]),
        cells=_texts(told["cells"], limits.MAX_CELLS),
        table=table,
        is_heading=told["is_heading"] is True,
        merged=_cell_numbers(told["merged"]),
        is_rest=told["is_rest"] is True,
        wrapped=_cell_numbers(told["wrapped"]),
        tags=_texts(told["tags"]),
        tagged=_texts(told["tagged"]),
    )


def _cell_numbers(told: object) -> tuple[int, ...]:
    numbers = _list(told, limits.MAX_CELLS)
    if not all(type(number) is int and 0 <= number < limits.MAX_CELLS for number in numbers):
        raise BadAnswer("a cell that cannot be")
    return tuple(numbers)


def _event(told: dict[str, Any]) -> Event:
    return Event(
        where=_where(told["where"]),
        starts=_instant(told["starts"]),
        ends=_instant(told["ends"]),
        title=_text(told["title"]),
        place=_text(told["place"]),
        text=_text(told["text"]),
        uid=_text(told["uid"]),
    )


def _note(told: dict[str, Any]) -> Note:
    return Note(what=_text(told["what"], _CODE_CHARS), where=_where(told["where"]), found=_text(told["found"]))


def _instant(told: object) -> datetime | date | None:
    if told is None:
        return None
    text, named, zone = _text(told, _INSTANT_CHARS).partition("[")
    if "T" not in text:
        return date.fromisoformat(text)
    at = datetime.fromisoformat(text)
    if not named:
        return at
    if at.tzinfo is None or zone.removesuffix("]") not in _zones():
        raise BadAnswer("a zone that cannot be")
    return at.astimezone(ZoneInfo(zone.removesuffix("]")))


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _bytes(told: object) -> bytes | None:
    if told is None:
        return None
    try:
        return base64.b64decode(_text(told, limits.MAX_ATTACHED * 2), validate=True)
    except binascii.Error:
        raise BadAnswer("not base64") from None


def refused_of(told: dict[str, Any]) -> Refused:
    """The refusal that an answer is. Raises `BadAnswer` where it is none of ours."""
    reason, facts = told["reason"], told.get("facts")
    if not isinstance(facts, dict) or not facts.keys() <= FACTS:
        raise BadAnswer("facts that cannot be")
    known = {key: _where(fact) if key == "where" else _figure(fact) for key, fact in facts.items()}
    return Refused(_text(reason, _CODE_CHARS), **known)


def _where(told: object) -> Where:
    """A place, of two parts at most: a row of a sheet."""
    return tuple(_part(*_list(part, 2)) for part in _list(told, 2))


def _part(kind: object = None, at: object = None) -> tuple[str, int | str]:
    if kind not in PARTS:
        raise BadAnswer("a place that cannot be")
    return str(kind), _figure(at)


def _figure(told: object) -> int | str:
    return told if type(told) is int else _text(told)


def _list(told: object, most: int) -> list[Any]:
    if not isinstance(told, list) or len(told) > most:
        raise BadAnswer("a list that cannot be")
    return told


def _texts(told: object, most: int = limits.MAX_ROWS) -> tuple[str, ...]:
    return tuple(map(_text, _list(told, most)))


def _text(told: object, most: int = limits.MAX_TEXT_CHARS) -> str:
    if not isinstance(told, str) or len(told) > most:
        raise BadAnswer("a text that cannot be")
    told.encode()  # half a character raises a ValueError
    return told
