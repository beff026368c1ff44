"""Published programmes: JSON in, a visit file out, and back without loss.

The visit file keeps what the source prints word for word, and only there: the head under `[printed]`, a day's heading
under `[printed_days.d1.printed]`, an item under `printed` of an engagement, or of one end of a movement where two items
are a departure and its arrival. All else that the model knows of an imported programme is read from those tables each
time the file is opened (`printed.py`). Nothing is kept twice: after one edit exactly that value differs in the export.

The format is a JSON object with a list `days` of objects with a list `items`; any other key and any value is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import tomli_w

from placet.errors import FormatError, TooLarge, Word
from placet.formats import limits
from placet.formats.jsontext import NotJson, json_text, parse_json, value_of, verbatim
from placet.formats.positions import Path
from placet.formats.toml import dotted, shown
from placet.formats.writing import comment_lines
from placet.model.visit import FORMAT_VERSION, Visit

Slot = tuple[int, int]
"""Where an item is printed: index of the day, index under it."""


def read_published(file: str, content: bytes) -> dict[str, Any]:
    """The published programme in JSON bytes. Raises `FormatError` for any other shape, `TooLarge` beyond a bound."""
    value = parse_json(file, content)
    if not isinstance(value, dict):
        raise FormatError(file, "no-published-object", found=_what(value))
    days = value.get("days")
    if not isinstance(days, list):
        found = _what(days) if "days" in value else Word("json-kinds", "missing")
        raise FormatError(file, "no-published-days", found=found)
    for index, day in enumerate(days, 1):
        if not isinstance(day, dict) or not isinstance(day.get("items"), list):
            found = _what(day) if not isinstance(day, dict) else Word("json-kinds", "no-items")
            raise FormatError(file, "no-published-day", index=index, found=found)
    if len(days) > limits.MAX_DAYS:
        raise TooLarge(file, "days", count=len(days), most=limits.MAX_DAYS)
    if sum(len(day["items"]) for day in days) > limits.MAX_ITEMS:
        raise TooLarge(file, "items", most=limits.MAX_ITEMS)
    return value


def _what(value: Any) -> Word:
    for kind, name in ((bool, "boolean"), (str, "text"), (int | float, "number"), (list, "list")):
        if isinstance(value, kind):
            return Word("json-kinds", name)
    return Word("json-kinds", "null" if value is None else "object")


def visit_file_of(programme: Mapping[str, Any], remarks: Iterable[str] = ()) -> bytes:
    """The visit file that holds a published programme, in the order of its days, under `remarks` as comments."""
    head = {key: value for key, value in programme.items() if key != "days"}
    parts = [
        f"{comment_lines(remarks)}\nformat_version = {FORMAT_VERSION}\n",
        tomli_w.dumps({"printed": verbatim(head)}),
    ]
    arrivals = journeys(programme["days"])
    arriving = set(arrivals.values())
    for index, day in enumerate(programme["days"]):
        heading = {key: value for key, value in day.items() if key != "items"}
        parts.append(tomli_w.dumps({"printed_days": {_day_id(index): {"printed": verbatim(heading)}}}))
        for number, item in enumerate(day["items"]):
            slot = (index, number)
            if slot in arriving:
                continue
            entry = _end(slot, item)
            if slot in arrivals:
                there = arrivals[slot]
                ends = {"departs": entry, "arrives": _end(there, programme["days"][there[0]]["items"][there[1]])}
                parts.append(tomli_w.dumps({"movements": {_item_id(slot): ends}}))
            else:
                parts.append(tomli_w.dumps({"engagements": {_item_id(slot): entry}}))
    return "\n".join(parts).encode()


def _end(slot: Slot, item: Any) -> dict[str, Any]:
    return {"printed_day": _day_id(slot[0]), "printed_no": slot[1] + 1, "printed": verbatim(item)}


def _day_id(index: int) -> str:
    return f"d{index + 1}"


def _item_id(slot: Slot) -> str:
    return f"{_day_id(slot[0])}-{slot[1] + 1:02d}"


def journeys(days: list[dict[str, Any]]) -> dict[Slot, Slot]:
    """Which items are the two ends of one movement: departure to arrival.

    An arrival belongs to the departure before it on the same track when only items without a time stand between them
    and it is printed under the same day or the next. A drive ends where the source says "arrive" or "landing".
    """
    found: dict[Slot, Slot] = {}
    taken: set[Slot] = set()
    flat = [
        ((index, number), item)
        for index, day in enumerate(days)
        for number, item in enumerate(day["items"])
        if isinstance(item, dict)
    ]
    for position, (slot, item) in enumerate(flat):
        if _leaves(item):
            there = _arrival_of(item, (later for later in flat[position + 1 :] if later[0][0] <= slot[0] + 1))
            if there is not None and there not in taken:
                found[slot] = there
                taken.add(there)
    return found


def _arrival_of(item: Mapping[str, Any], later: Iterable[tuple[Slot, Mapping[str, Any]]]) -> Slot | None:
    for slot, other in later:
        if other.get("track") != item.get("track"):
            continue
        if _arrives(other, by_road=item.get("kind") == "transfer"):
            elsewhere = other.get("place") is None or other.get("place") != item.get("place")
            same_standing = (other.get("status") == "cancelled") == (item.get("status") == "cancelled")
            return slot if elsewhere and same_standing else None
        if other.get("time") is not None or _leaves(other):
            return None
    return None


def _leaves(item: Mapping[str, Any]) -> bool:
    drives = item.get("kind") == "transfer" and isinstance(item.get("transport"), str)
    return drives or item.get("kind") == "departure"


def _arrives(item: Mapping[str, Any], *, by_road: bool) -> bool:
    text = item.get("text")
    says_so = isinstance(text, str) and text.casefold().startswith(("arriv", "landing"))
    return item.get("kind") == "arrival" or (by_road and item.get("kind") == "transfer" and says_so)


def published(visit: Visit, file: str = "visit.toml") -> dict[str, Any]:
    """The published programme that an imported visit holds, value for value.

    Raises `FormatError` for a visit that was not imported, or whose `printed` tables hold what JSON cannot.
    """
    if visit.printed is None:
        raise FormatError(file, "not-imported")
    items: dict[str, list[tuple[int, Any]]] = {name: [] for name in visit.printed_days}
    for path, day, number, printed in _printed_items(visit):
        if day not in items:
            raise FormatError(file, "no-printed-day", field=f"{dotted(path)}.printed_day", found=shown(day))
        items[day].append((number, _valued(file, path, printed)))
    days = []
    for name, heading in visit.printed_days.items():
        ordered = [value for _, value in sorted(items[name], key=lambda entry: entry[0])]
        days.append({**_object(file, ("printed_days", name), heading.printed, "items"), "items": ordered})
    return {**_object(file, (), visit.printed, "days"), "days": days}


def _printed_items(visit: Visit) -> Iterator[tuple[Path, str, int, Mapping[str, Any]]]:
    for name, engagement in visit.engagements.items():
        if engagement.printed is not None and engagement.printed_day is not None:
            yield ("engagements", name), engagement.printed_day, engagement.printed_no or 0, engagement.printed
    for movement_name, movement in visit.movements.items():
        for which, end in (("departs", movement.departs), ("arrives", movement.arrives)):
            if end.printed is not None and end.printed_day is not None:
                yield ("movements", movement_name, which), end.printed_day, end.printed_no or 0, end.printed


def _valued(file: str, path: Path, printed: Mapping[str, Any]) -> Any:
    try:
        return value_of(printed)
    except NotJson as error:
        raise FormatError(file, "printed-no-json", field=dotted((*path, "printed")), cause=error.cause) from None


def _object(file: str, path: Path, printed: Mapping[str, Any], reserved: str) -> dict[str, Any]:
    value = _valued(file, path, printed)
    field = dotted((*path, "printed"))
    if not isinstance(value, dict):
        raise FormatError(file, "printed-no-object", field=field, found=_what(value), key=reserved)
    if reserved in value:
        raise FormatError(file, "printed-own-key", field=field, key=reserved)
    return value


def printed_tables(visit: Visit) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every table of an imported visit that holds a JSON value verbatim, with its path."""
    if visit.printed is not None:
        yield ("printed",), visit.printed
    for name, heading in visit.printed_days.items():
        yield ("printed_days", name, "printed"), heading.printed
    for path, _, _, printed in _printed_items(visit):
        yield (*path, "printed"), printed


def published_bytes(programme: Mapping[str, Any]) -> bytes:
    """A published programme as JSON bytes: two spaces a level, keys in their order, a newline at the end."""
    return (json_text(programme, indent=2) + "\n").encode()
