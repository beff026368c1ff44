"""Ten ways to spoil a programme, each a mistake that a protocol officer would be ashamed of.

Works on the plain data of an imported visit file and on nothing else: it shares no code with the rules that must find
what was spoilt. Which items are spoilt is drawn by a hash of the seed, so every run spoils the same ones.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any
from zoneinfo import available_timezones

Table = dict[str, Any]

HOUR = re.compile(r"\d\d:\d\d\Z")


@dataclass(frozen=True)
class Spoilt:
    """A spoilt tree, and the ids of which at least one must be named."""

    tree: Table
    items: frozenset[str]


def spoilt(kind: str, tree: Table, *, seed: str, most: int) -> list[Spoilt]:
    """At most `most` trees spoilt in one way."""
    places = list(_WAYS[kind][0](tree))
    places.sort(key=lambda place: hashlib.sha256(f"{seed} {kind} {place}".encode()).digest())
    return [_WAYS[kind][1](copy.deepcopy(tree), place) for place in places[:most]]


# ----------------------------------------------------------------------- where it can be done


def _timed(tree: Table) -> Iterator[str]:
    """Engagements with an exact hour between 02:00 and 21:59, on the main track, not cancelled."""
    for name, engagement in tree.get("engagements", {}).items():
        printed = engagement["printed"]
        unclear = {"approx", "deadline", "window", "track"} & set(printed) or printed.get("status") == "cancelled"
        if not unclear and _is_hour(printed.get("time")) and "02:00" <= printed["time"] < "22:00":
            yield name


def _placed(tree: Table) -> Iterator[str]:
    yield from (name for name in _timed(tree) if isinstance(tree["engagements"][name]["printed"].get("place"), str))


def _flights(tree: Table) -> Iterator[str]:
    """Movements with both hours printed."""
    for name, movement in tree.get("movements", {}).items():
        hours = [movement[end]["printed"].get("time") for end in ("departs", "arrives")]
        if all(map(_is_hour, hours)) and "02:00" <= hours[0] < "22:00":
            yield name


def _same_heading(tree: Table) -> Iterator[str]:
    for name in _flights(tree):
        ends = tree["movements"][name]
        if ends["departs"]["printed_day"] == ends["arrives"]["printed_day"]:
            yield name


def _neighbours(tree: Table) -> Iterator[tuple[str, str]]:
    """Two exact hours on one day, the second later."""
    names = list(_timed(tree))
    for first, second in pairwise(names):
        one, two = tree["engagements"][first], tree["engagements"][second]
        if one["printed_day"] == two["printed_day"] and one["printed"]["time"] < two["printed"]["time"]:
            yield first, second


def _wrong_days(tree: Table) -> Iterator[tuple[str, str]]:
    """A movement and the heading before or after the one under which it arrives."""
    headings = list(tree["printed_days"])
    for name in _flights(tree):
        at = headings.index(tree["movements"][name]["arrives"]["printed_day"])
        for index in (at - 1, at + 1):
            if 0 <= index < len(headings):
                yield name, headings[index]


def _is_hour(value: Any) -> bool:
    return isinstance(value, str) and HOUR.match(value) is not None


# -------------------------------------------------------------------------------- what is done


def _later(hour: str, minutes: int) -> str:
    at = int(hour[:2]) * 60 + int(hour[3:]) + minutes
    assert 0 <= at < 24 * 60
    return f"{at // 60:02d}:{at % 60:02d}"


def _zone(tree: Table, day: str, number: int) -> str:
    """The zone of an item: the last one printed before it or with it, else the first of the head."""
    zone = next(iter(tree["printed"].get("timezones", [])), "UTC")
    stands = list(tree.get("engagements", {}).values())
    for movement in tree.get("movements", {}).values():
        stands += [movement["departs"], movement["arrives"]]
    for one in sorted(stands, key=lambda one: (int(one["printed_day"][1:]), one["printed_no"])):
        if (int(one["printed_day"][1:]), one["printed_no"]) <= (int(day[1:]), number):
            zone = one["printed"].get("tz", zone)
    assert zone in available_timezones()
    return str(zone)


def _day_number(tree: Table, heading: str) -> int:
    dates = {name: date.fromisoformat(table["printed"]["date"]) for name, table in tree["printed_days"].items()}
    return (dates[heading] - next(iter(dates.values()))).days + 1


def _beside(tree: Table, name: str, *, minutes: int, **fields: Any) -> Table:
    """A new engagement `minutes` after the hour of an engagement or departure, on its clock."""
    one = tree["engagements"][name] if name in tree.get("engagements", {}) else tree["movements"][name]["departs"]
    day, printed = one["printed_day"], one["printed"]
    hour = _later(printed["time"], minutes)
    zone = _zone(tree, day, one["printed_no"])
    return {"title": "Spoilt", "day": _day_number(tree, day), "at": f"{hour} {zone}", **fields}


def _two_cities(tree: Table, name: str) -> Spoilt:
    tree["engagements"]["spoilt"] = _beside(tree, name, minutes=0, kind="talks", place="Town hall of Far Away")
    return Spoilt(tree, frozenset({"spoilt"}))


def _arrives_first(tree: Table, name: str) -> Spoilt:
    """The landing is printed an hour before the take-off, on the clock of the take-off."""
    departs, arrives = tree["movements"][name]["departs"], tree["movements"][name]["arrives"]
    hour = _later(departs["printed"]["time"], -60)
    zones = {_zone(tree, end["printed_day"], end["printed_no"]) for end in (departs, arrives)}
    if len(zones) == 1:
        arrives["printed"]["time"] = hour
    else:
        zone = _zone(tree, departs["printed_day"], departs["printed_no"])
        arrives |= {"at": f"{hour} {zone}", "day": _day_number(tree, departs["printed_day"])}
    return Spoilt(tree, frozenset({name}))


def _talks_aloft(tree: Table, name: str) -> Spoilt:
    tree["engagements"]["spoilt"] = _beside(
        tree, name, minutes=2, kind="talks", length="45m", place="Ministry of Foreign Affairs"
    )
    return Spoilt(tree, frozenset({"spoilt"}))


def _closed_venue(tree: Table, name: str) -> Spoilt:
    hours = "14:00–18:00" if tree["engagements"][name]["printed"]["time"] < "13:00" else "08:00–11:00"
    tree["venues"] = {"closed": {"name": "Closed hall", "openings": [{"hours": hours}]}}
    tree["engagements"][name] |= {"venues": ["closed"], "kind": "banquet"}
    return Spoilt(tree, frozenset({name}))


def _one_interpreter(tree: Table, name: str) -> Spoilt:
    speech = {"languages": ["fr", "en"], "named": ["interpreter"]}
    tree["sides"] = {"third": {"name": "Interpreters", "role": "third"}}
    tree["people"] = {"interpreter": {"side": "third", "office": "Interpreter", "interprets": [["fr", "en"]]}}
    tree["tracks"] = {"other": {"name": "Other programme"}}
    fields = {"length": "30m", "interpretation": speech}
    tree["engagements"]["spoilt"] = _beside(tree, name, minutes=15, kind="talks", track="other", **fields)
    tree["engagements"][name] |= fields
    return Spoilt(tree, frozenset({"spoilt"}))


def _wrong_day(tree: Table, place: tuple[str, str]) -> Spoilt:
    name, heading = place
    tree["movements"][name]["arrives"]["printed_day"] = heading
    return Spoilt(tree, frozenset({name}))


def _ends_first(tree: Table, name: str) -> Spoilt:
    printed = tree["engagements"][name]["printed"]
    printed["end"] = _later(printed["time"], -45)
    printed["nulls"] = [key for key in printed.get("nulls", []) if key != "end"]
    return Spoilt(tree, frozenset({name}))


def _after_departure(tree: Table, name: str) -> Spoilt:
    """A call in the city ten minutes after the party has left it."""
    tree["engagements"]["spoilt"] = _beside(tree, name, minutes=10, kind="courtesy-call", place="Town hall")
    return Spoilt(tree, frozenset({"spoilt"}))


def _wrong_order(tree: Table, pair: tuple[str, str]) -> Spoilt:
    first, second = pair
    tree["engagements"][first]["after"] = [second]
    return Spoilt(tree, frozenset({first}))


def _too_many(tree: Table, name: str) -> Spoilt:
    tree["venues"] = {"small": {"name": "Small room", "capacity": 12}}
    tree["engagements"][name] |= {"venues": ["small"], "people": 40}
    return Spoilt(tree, frozenset({name}))


_WAYS: dict[str, tuple[Callable[[Table], Iterator[Any]], Callable[[Table, Any], Spoilt]]] = {
    "one person in two cities at the same minute": (_placed, _two_cities),
    "an arrival before its departure": (_same_heading, _arrives_first),
    "talks during a journey": (_flights, _talks_aloft),
    "a banquet in a closed venue": (_timed, _closed_venue),
    "two meetings of one interpreter": (_timed, _one_interpreter),
    "a landing printed on the wrong day": (_wrong_days, _wrong_day),
    "an end before its start": (_timed, _ends_first),
    "a call after the party has left": (_flights, _after_departure),
    "an order that is not kept": (_neighbours, _wrong_order),
    "more guests than the room holds": (_timed, _too_many),
}

KINDS = tuple(_WAYS)
