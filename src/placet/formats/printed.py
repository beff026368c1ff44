"""An imported programme read into the model's words: from the `printed` tables of a visit file to a complete tree.

A pure function of plain data, run before the model is read. It only adds: what the file states itself is left alone, so
an officer edits by writing `at`, `place` or `title` beside `printed`. What it adds is computed anew at each reading and
never written. Nothing is invented: where the source is silent, so is the tree. Estimates of lengths and drives come
later (`estimates.py`), because they need instants and the profile's usual lengths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from placet.almanac.zones import AmbiguousWallTime, NonexistentWallTime, nominal_offset, resolve
from placet.formats import printed_items
from placet.formats.jsontext import value_of
from placet.formats.printed_days import Item, day_numbers, first_date, give_legs, give_tracks, give_zones
from placet.model.engagements import Status
from placet.model.movements import Transport
from placet.model.programme import NOMINAL_FIRST_DAY
from placet.model.visit import Secrecy, VisitKind

_KINDS = {
    "head-of-government visit": VisitKind.OFFICIAL,
    "head-of-state visit": VisitKind.OFFICIAL,
    "ministerial meeting": VisitKind.MINISTERIAL,
    "papal journey": VisitKind.PAPAL,
    "royal tour": VisitKind.ROYAL,
    "state ceremony": VisitKind.CEREMONY,
}
_LATE, _EARLY = time(17), time(6)  # an hour before six after one past seventeen, under one heading, is past midnight


def interpreted(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The tree of an imported visit with everything that its `printed` tables say; any other tree as it is."""
    if not isinstance(data.get("printed"), dict):
        return data
    headings = {name: _object(table) for name, table in _tables(data, "printed_days")}
    numbers = day_numbers(headings)
    for name, table in _tables(data, "printed_days"):
        if isinstance(table.get("day"), int):
            numbers[name] = table["day"]
    items = _items(data, list(headings), numbers)
    head = _object(data)
    assumed = give_zones(items, head.get("timezones"))
    tracks = give_tracks(items)
    legs = give_legs(items, headings, numbers, assumed)
    first = first_date(headings.values())
    clocks = _Clocks(data["starts_on"] if type(data.get("starts_on")) is date else first)
    tree = {**_head(head, first), **data}
    tree["legs"] = _filled(data.get("legs"), {leg.id: leg.table() for leg in legs})
    tree["tracks"] = _filled(data.get("tracks"), {name: {"name": words} for name, words in tracks.items()})
    tree["sides"] = _filled(data.get("sides"), _sides(head))
    tree["printed_days"] = _filled(data.get("printed_days"), {name: {"day": day} for name, day in numbers.items()})
    engagements, movements = _times(items, clocks)
    tree["engagements"] = _beside(data.get("engagements"), engagements)
    tree["movements"] = _beside(data.get("movements"), movements)
    return {key: value for key, value in tree.items() if value != {} or key in data}


def _tables(data: Mapping[str, Any], name: str) -> list[tuple[str, Mapping[str, Any]]]:
    entries = data.get(name)
    entries = entries if isinstance(entries, dict) else {}
    return [(key, entry) for key, entry in entries.items() if isinstance(entry, dict)]


def _object(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """The JSON object that a table prints; empty for anything else. What is wrong in it is reported when it is read."""
    printed = table.get("printed")
    try:
        value = value_of(printed) if isinstance(printed, dict) else {}
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _items(data: Mapping[str, Any], headings: list[str], numbers: Mapping[str, int]) -> list[Item]:
    """Every printed item, in the order in which the source prints them."""
    found: list[tuple[tuple[str, ...], Mapping[str, Any]]] = [
        (("engagements", name), table) for name, table in _tables(data, "engagements")
    ]
    for name, table in _tables(data, "movements"):
        found += [
            (("movements", name, end), table[end]) for end in ("departs", "arrives") if isinstance(table.get(end), dict)
        ]
    items = []
    for path, table in found:
        heading, number = table.get("printed_day"), table.get("printed_no")
        if isinstance(table.get("printed"), dict) and heading in headings:
            items.append(
                Item(path, heading, numbers[heading], number if isinstance(number, int) else 0, _object(table))
            )
    return sorted(items, key=lambda item: (headings.index(item.heading), item.number))


def _head(head: Mapping[str, Any], first: date | None) -> dict[str, Any]:
    printed = head.get("kind")
    plain = printed.strip().casefold() if isinstance(printed, str) else ""
    by_word = next((kind for kind in VisitKind if plain in (kind.value, f"{kind.value} visit")), VisitKind.OTHER)
    fields: dict[str, Any] = {
        "title": printed_items.words(head.get("title")) or "…",
        "kind": _KINDS.get(plain, by_word).value,
        "secrecy": Secrecy.PROGRAMME_PUBLIC.value,
    }
    return {**fields, "starts_on": first} if first is not None else fields


def _sides(head: Mapping[str, Any]) -> dict[str, Any]:
    named = {role: printed_items.words(head.get(role)) for role in ("host", "guest")}
    return {role: {"name": name, "role": role} for role, name in named.items() if name is not None}


def _filled(stated: Any, found: Mapping[str, Mapping[str, Any]]) -> Any:
    """Tables by id: what was found, under what is stated."""
    if stated is None:
        return dict(found)
    if not isinstance(stated, dict):
        return stated
    tables: dict[str, Any] = {name: dict(entry) for name, entry in found.items()}
    for name, entry in stated.items():
        tables[name] = {**tables.get(name, {}), **entry} if isinstance(entry, dict) else entry
    return tables


def _beside(stated: Any, found: Mapping[str, Mapping[str, Any]]) -> Any:
    """Engagements or movements in the file's order, each with what its `printed` says under what is stated."""
    if not isinstance(stated, dict):
        return {} if stated is None else stated
    return {name: _one(entry, found.get(name) or _unplaced(entry)) for name, entry in stated.items()}


def _unplaced(stated: Any) -> dict[str, Any]:
    """What can be said of an item under no known heading, so that the heading is the only fault."""
    if not isinstance(stated, dict) or not any(isinstance(stated.get(key), dict) for key in ("printed", "departs")):
        return {}
    return {"title": printed_items.title(_object(stated))}


def _one(stated: Any, found: Mapping[str, Any]) -> Any:
    """One table. A stated field displaces what would contradict it: an hour the printed end, a kind the format."""
    if not isinstance(stated, dict):
        return stated
    gone = set()
    if "at" in stated or "length" in stated or "day" in stated:
        gone.add("ends")
    if "ends" in stated:
        gone.add("length")
    if "kind" in stated:
        gone.add("format")
    if "days" in stated:
        gone.add("day")
    kept = {name: value for name, value in found.items() if name not in gone}
    ends = {
        name: {**kept[name], **stated[name]}
        for name in ("departs", "arrives")
        if isinstance(kept.get(name), dict) and isinstance(stated.get(name), dict)
    }
    return {**kept, **stated, **ends}


class _Clocks:
    """Wall clocks of numbered days as instants and as a visit file writes them."""

    def __init__(self, first: date | None) -> None:
        self._first = first

    def instant(self, day: int, wall: time, zone: str) -> tuple[datetime, bool] | None:
        """The instant, and whether the hour is doubled (then its first reading); None for an hour that is skipped."""
        on = (self._first or NOMINAL_FIRST_DAY) + timedelta(days=day - 1)
        if self._first is None:
            return datetime.combine(on, wall, tzinfo=timezone(nominal_offset(zone))), False
        try:
            return resolve(on, wall, zone).astimezone(UTC), False
        except AmbiguousWallTime:
            return resolve(on, wall, zone, 0).astimezone(UTC), True
        except (NonexistentWallTime, OverflowError):
            return None


def _times(items: list[Item], clocks: _Clocks) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of each engagement and of each movement."""
    engagements: dict[str, Any] = {}
    movements: dict[str, Any] = {}
    latest: dict[tuple[str, str], tuple[datetime, bool]] = {}
    left_at: dict[str, datetime] = {}
    for position, item in enumerate(items):
        wall = printed_items.wall_clock(item.raw.get("time"))
        found = clocks.instant(item.day, wall, item.zone) if wall is not None else None
        plus = 0
        if wall is not None and found is not None:
            key = (item.heading, item.track)
            plus = _days_later(item, wall, found[0], latest.get(key), left_at.get(item.id))
            instant = found[0] + timedelta(days=plus)
            latest[key] = (instant, wall >= _LATE or plus > 0)
            if item.path[-1] == "departs":
                left_at[item.id] = instant
        at = _at(item, wall if found is not None else None, plus, doubled=found is not None and found[1])
        if item.path[0] == "engagements":
            engagements[item.id] = _engagement(item, at or _after_previous(item, items[:position]))
        else:
            movements.setdefault(item.id, {})
            _end(movements[item.id], item, at)
    return engagements, movements


def _days_later(
    item: Item, wall: time, instant: datetime, before: tuple[datetime, bool] | None, left: datetime | None
) -> int:
    """Days after the heading: 1 past midnight, or where a clock first shows the hour of an arrival only then."""
    if item.path[-1] == "arrives" and left is not None:
        return 1 if instant < left <= instant + timedelta(days=1) else 0
    return 1 if before is not None and before[1] and wall < _EARLY and instant < before[0] else 0


def _at(item: Item, wall: time | None, plus: int, *, doubled: bool) -> str | None:
    """The printed time as a visit file states it."""
    if wall is None:
        return printed_items.part_of_day(item.raw)
    clock = _clock(item, wall, plus, doubled=doubled)
    if item.raw.get("window") is True:
        end = printed_items.wall_clock(item.raw.get("end"))
        return f"{clock}–{_clock(item, end, plus + (end < wall))}" if end is not None else f"from {clock}"
    if item.raw.get("deadline") is True:
        return f"by {clock}"
    return f"about {clock}" if item.raw.get("approx") is True else clock


def _clock(item: Item, wall: time, plus: int, *, doubled: bool = False) -> str:
    parts = [f"{wall:%H:%M}"]
    parts += [f"+{plus}"] if plus else []
    parts += [item.zone] if item.zone_is_stated else []
    return " ".join([*parts, "(first)"] if doubled else parts)


def _after_previous(item: Item, before: Iterable[Item]) -> str | None:
    relative = item.raw.get("relative")
    if not isinstance(relative, str) or relative.strip().casefold() != "after previous":
        return None
    previous = [other.id for other in before if other.track == item.track and other.id != item.id]
    return f"after {previous[-1]}" if previous else None


def _engagement(item: Item, at: str | None) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "title": printed_items.title(item.raw),
        "day": item.day,
        "track": item.track,
        "leg": item.leg,
        **printed_items.details(item.raw),
    }
    end = printed_items.wall_clock(item.raw.get("end"))
    if end is not None and item.raw.get("window") is not True:
        fields["ends"] = _clock(item, end, 0)
    length = printed_items.length(item.raw)
    if length is not None and "ends" not in fields:
        fields["length"] = length
    return {**fields, "at": at} if at is not None else fields


def _end(movement: dict[str, Any], item: Item, at: str | None) -> None:
    """Add one end to the fields of a movement; the departure says how and on which track."""
    which = item.path[-1]
    end = {"day": item.day, "place": printed_items.place(item.raw), "at": at}
    movement[which] = {name: value for name, value in end.items() if value is not None}
    if which == "departs" or "title" not in movement:
        by = printed_items.transport(item.raw)
        flies = by is None and item.raw.get("kind") == "departure"
        movement |= {
            "title": printed_items.title(item.raw),
            "track": item.track,
            "by": (Transport.PLANE if flies else by or Transport.CAR).value,
        }
        length = printed_items.length(item.raw)
        status = printed_items.status(item.raw)
        movement |= {"length": length} if length is not None else {}
        movement |= {"status": status.value} if status is not None and status is not Status.IDEA else {}
