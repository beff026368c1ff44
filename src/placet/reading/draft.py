"""A reading as a visit to go on with: days and times as stated, places in words, a comment where something is asked.

What a paper does not say is not filled in: the sides, the city and its clock are placeholders, and marked as such.
"""

from __future__ import annotations

import zoneinfo
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from placet.formats.limits import MAX_TEXT_CHARS
from placet.formats.writing import write_visit
from placet.model.engagements import Engagement, Kind, Status
from placet.model.ids import EngagementId, LegId, SideId
from placet.model.people import Side, SideRole
from placet.model.places import Leg
from placet.model.spans import UNKNOWN
from placet.model.text import Text
from placet.model.visit import Visit
from placet.model.vocabulary import LanguageTag
from placet.reading.findings import About, Doubt, Entry, Reading
from placet.reading.letters import cleaned, folded
from placet.reading.saying import meanwhile, question, where_said, words_of
from placet.reading.taking_over import language_like
from placet.wording.catalogues import filled
from placet.wording.isolates import without_isolates
from placet.wording.language import Language

ASK = "ASK:"
"""What a comment begins with that wants an answer."""
_FIELDS = {About.TIME: "at", About.TITLE: "title", About.PLACE: "place", About.DAY: "day"}
_HOST, _GUEST, _LEG = SideId("host"), SideId("guest"), LegId("stay")


def draft_visit(reading: Reading, file: str, language: Language) -> Visit:
    """The visit that a paper describes, as far as it was understood."""
    said = words_of(language)["draft"]
    own = reading.language
    city, zone = _city(reading)
    last_day = max((entry.day or 1 for entry in reading.entries), default=1)
    return Visit(
        title=Text({own: _kept(reading.title) or filled(said["title"], {"file": file})}),
        language=LanguageTag(own),
        starts_on=reading.starts_on,
        sides={
            _HOST: Side(name=Text({own: said["host"]}), role=SideRole.HOST),
            _GUEST: Side(name=Text({own: said["guest"]}), role=SideRole.GUEST),
        },
        legs={
            _LEG: Leg(
                city=Text({own: city or said["city"]}),
                zone=zone or "UTC",
                zone_assumed=not reading.zone,
                last_day=last_day,
            )
        },
        engagements={name: _engagement(entry) for name, entry in _named(reading).items()},
    )


def draft_text(reading: Reading, file: str, language: Language) -> str:
    """`visit.toml` of the draft, with its questions as comments."""
    return write_visit(draft_visit(reading, file, language), _remarks(reading, file, language)).shared


def _named(reading: Reading) -> Mapping[EngagementId, Entry]:
    """Entries by an id that says the day and the number in it: `d1-03`."""
    count: dict[int, int] = defaultdict(int)
    named: dict[EngagementId, Entry] = {}
    for entry in reading.entries:
        day = entry.day or 1
        count[day] += 1
        named[EngagementId(f"d{day}-{count[day]:02d}")] = entry
    return named


def _engagement(entry: Entry) -> Engagement:
    title = Text({language: _kept(title) or "…" for language, title in entry.title.items()})
    place = _kept(entry.place)
    return Engagement(
        title=title,
        kind=entry.kind,
        format=entry.format if entry.kind is Kind.TALKS else None,
        status=Status.TO_BE_CONFIRMED if entry.is_open else Status.PROPOSED,
        day=entry.day or 1,
        at=entry.at,
        ends=entry.ends,
        place=Text({language_like(title, place): place}) if place else None,
    )


def _kept(text: str) -> str:
    return " ".join(cleaned(text).split())[:MAX_TEXT_CHARS]


def _city(reading: Reading) -> tuple[str, str]:
    """The city that the first day is headed with, and its zone if there is a zone of that name."""
    city = next((day.place for day in reading.days if day.place), "")
    named = zone_of(city) if not reading.zone else reading.zone
    return _kept(city), named


def zone_of(city: str) -> str:
    """The zone that is called by a city; empty where there is none, or more than one."""
    found = {zone for part in _parts(city) for zone in _zones().get(part, ())}
    return found.pop() if len(found) == 1 else ""


def _parts(city: str) -> list[str]:
    return [part.strip() for part in folded(city).replace("–", "-").replace("/", "-").replace(",", "-").split("-")]


@cache
def _zones() -> dict[str, list[str]]:
    zones: dict[str, list[str]] = defaultdict(list)
    for zone in sorted(zoneinfo.available_timezones()):
        area, _, city = zone.partition("/")
        if city and area not in ("Etc", "posix", "right", "US", "SystemV"):
            zones[folded(zone.rpartition("/")[2].replace("_", " "))].append(zone)
    return zones


def _remarks(reading: Reading, file: str, language: Language) -> dict[tuple[str, ...], list[str]]:
    said: Any = words_of(language)["draft"]
    remarks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    remarks[()] += [filled(said["head"], {"file": file}), said["how"]]
    remarks[()] += [_asked(doubt, language) for doubt in reading.doubts]
    remarks["sides", _HOST].append(f"{ASK} {said['ask-host']}")
    remarks["sides", _GUEST].append(f"{ASK} {said['ask-guest']}")
    if not reading.zone:
        remarks["legs", _LEG].append(f"{ASK} {said['ask-leg']}")
    for name, entry in _named(reading).items():
        path = ("engagements", name)
        remarks[path].append(without_isolates(where_said(entry.where, language)))
        remarks[path] += [filled(said["who"], {"who": entry.people})] if entry.people else []
        remarks[path] += [filled(said["also"], {"text": note}) for note in entry.notes]
        for doubt in entry.doubts:
            remarks[_beside(path, entry, doubt)].append(_asked(doubt, language))
    return remarks


def _beside(path: tuple[str, ...], entry: Entry, doubt: Doubt) -> tuple[str, ...]:
    """The line that a question is about, or the table where that line is missing."""
    field = _FIELDS.get(doubt.about, "")
    if field == "at" and entry.at == UNKNOWN:
        field = "ends" if entry.ends != UNKNOWN else ""
    if field == "place" and not entry.place:
        field = ""
    return (*path, field) if field else path


def _asked(doubt: Doubt, language: Language) -> str:
    said = f"{ASK} {question(doubt, language)} {meanwhile(doubt, language)}".strip()
    return without_isolates(said)  # in a file, everybody's editor has a way of its own
