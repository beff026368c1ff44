"""What the head and the day headings of a published programme say: dates, days, zones, cities and parallel tracks.

The zone of a printed time is the last one stated before it; before any, the first of the head's `timezones`, marked as
assumed. A leg is a stay in one city of a heading (`Tokyo - Nagasaki - Tokyo` names three) on one clock; an item lies in
the city that its place names, else where the item before it lay. No coordinate, country or bed is invented.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from placet.almanac.reach import is_within_reach
from placet.almanac.zones import is_zone
from placet.formats import limits
from placet.formats.printed_items import place, words
from placet.model.roads import names_city

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_CITIES = re.compile(r"\s+[-–—]\s+")


@dataclass(slots=True)
class Item:
    """One printed item and where it stands: `path` is its table in the visit file, `raw` the object that is printed."""

    path: tuple[str, ...]
    heading: str
    day: int
    number: int
    raw: Mapping[str, Any]
    track: str = "main"
    zone: str = "UTC"
    zone_is_stated: bool = False
    leg: str = ""

    @property
    def id(self) -> str:
        """The id of its engagement or movement."""
        return self.path[1]


@dataclass(slots=True)
class Stay:
    """A leg in the making."""

    id: str
    city: str
    zone: str
    first_day: int
    last_day: int
    assumed: bool = True

    def table(self) -> dict[str, Any]:
        """The same as a visit file states it."""
        leg: dict[str, Any] = {
            "city": self.city,
            "zone": self.zone,
            "first_day": self.first_day,
            "last_day": self.last_day,
        }
        return {**leg, "zone_assumed": True} if self.assumed else leg


def printed_date(value: Any) -> date | None:
    """A printed date that is in the calendar and within the almanac's reach."""
    if not isinstance(value, str) or _DATE.match(value) is None:
        return None
    try:
        on = date.fromisoformat(value)
    except ValueError:
        return None
    return on if is_within_reach(on) else None


def first_date(headings: Iterable[Mapping[str, Any]]) -> date | None:
    """The first date that is printed: day 1."""
    return next((on for heading in headings if (on := printed_date(heading.get("date"))) is not None), None)


def day_numbers(headings: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """The day of the visit each heading is; one without a usable date is the day after the heading before it."""
    first = first_date(headings.values())
    numbers: dict[str, int] = {}
    last = 0
    for name, heading in headings.items():
        on = printed_date(heading.get("date"))
        number = (on - first).days + 1 if on is not None and first is not None else 0
        last = number if 1 <= number <= limits.MAX_DAYS else min(last + 1, limits.MAX_DAYS)
        numbers[name] = last
    return numbers


def give_zones(items: Iterable[Item], timezones: Any) -> str:
    """Set the zone of each item, and give the one that is assumed before any is stated."""
    listed = timezones if isinstance(timezones, list) else []
    first = zone = next((name for name in listed if isinstance(name, str) and is_zone(name)), "UTC")
    stated = False
    for item in items:
        printed = item.raw.get("tz")
        if isinstance(printed, str) and is_zone(printed):
            zone, stated = printed, True
        item.zone, item.zone_is_stated = zone, stated
    return first


@dataclass(slots=True)
class Names:
    """Ids made of words, each word one id and no id twice."""

    fallback: str
    by_words: dict[str, str] = field(default_factory=dict)

    def of(self, text: str, *, again: bool = False) -> str:
        """The id of some words; `again` asks for a further one (a second stay in the same city)."""
        if text not in self.by_words or again:
            plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
            slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-") or self.fallback
            taken, name, count = set(self.by_words.values()), slug, 1
            while name in taken:
                count += 1
                name = f"{slug}-{count}"
            self.by_words[f"{text}\n{count}" if again and text in self.by_words else text] = name
            return name
        return self.by_words[text]


def give_tracks(items: Iterable[Item]) -> dict[str, str]:
    """Set the track of each item (none printed: `main`), and give the words of each other track by its id."""
    names = Names("track", {"main": "main"})
    tracks: dict[str, str] = {}
    for item in items:
        printed = words(item.raw.get("track"))
        item.track = names.of(printed) if printed is not None else "main"
        if printed is not None and item.track != "main":
            tracks[item.track] = printed
    return tracks


def give_legs(
    items: Iterable[Item], headings: Mapping[str, Mapping[str, Any]], numbers: Mapping[str, int], zone: str
) -> list[Stay]:
    """Set the leg of each item, and give all legs in order, without a gap between their days."""
    stays: list[Stay] = []
    names = Names("city")
    by_heading: dict[str, list[Item]] = {name: [] for name in headings}
    for item in items:
        by_heading[item.heading].append(item)
    for name, heading in headings.items():
        day, own = numbers[name], by_heading[name]
        cities = _cities(heading) or ([stays[-1].city] if stays else [])
        at = 0
        for item in own:
            earlier_zone, zone = zone, item.zone
            at = _city_of(item, cities, at, zone_changed=item is not own[0] and zone != earlier_zone)
            stay = _stay(stays, names, cities[at] if cities else zone, zone, day)
            stay.assumed = stay.assumed and not item.zone_is_stated
            item.leg = stay.id
        if not own:
            _stay(stays, names, cities[0] if cities else zone, zone, day)
    if not stays:
        _stay(stays, names, zone, zone, 1)
    _close_gaps(stays)
    return stays


def _close_gaps(stays: list[Stay]) -> None:
    """Days without a heading belong to the stay before them."""
    for stay in stays:
        until = max((other.last_day for other in stays if other.first_day < stay.first_day), default=stay.first_day)
        if until < stay.first_day - 1:
            latest = next(other for other in reversed(stays) if other.last_day == until)
            latest.last_day = stay.first_day - 1


def _cities(heading: Mapping[str, Any]) -> list[str]:
    printed = words(heading.get("city"))
    return [city for city in _CITIES.split(printed) if city.strip()] if printed is not None else []


def _city_of(item: Item, cities: list[str], at: int, *, zone_changed: bool) -> int:
    """Index of the city an item lies in: one it names, from here on first; else the next one if the clock changed."""
    where = place(item.raw) or ""
    order: list[int] = [*range(at, len(cities)), *range(at)]
    for index in order:
        if names_city(where, cities[index]):
            return index
    return min(at + 1, max(len(cities) - 1, 0)) if zone_changed else at


def _stay(stays: list[Stay], names: Names, city: str, zone: str, day: int) -> Stay:
    """The stay that goes on in this city (days without a heading between them or not), or a new one."""
    latest = max((stay.last_day for stay in stays), default=0)
    for stay in reversed(stays):
        if (
            stay.city == city
            and stay.zone == zone
            and stay.last_day in (latest, day - 1, day)
            and stay.first_day <= day
        ):
            stay.last_day = max(stay.last_day, day)
            return stay
    stays.append(Stay(names.of(city, again=True), city, zone, day, day))
    return stays[-1]
