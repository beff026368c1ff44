"""What the booklet says: engagements with time, place and dress, and who the two delegations are.

Ways, cues and protected time are for those who run the visit; a guest reads where to be, when, and in what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.documents.imprint import Imprint, Issue, imprint_of
from placet.documents.lines import Line, lines_of
from placet.documents.programme_page.phrases import Phrases
from placet.model.ids import LegId, SideId
from placet.model.people import Person, Suite
from placet.projections.programme import Day, EngagementRow, Projection
from placet.wording.dates import other_calendars


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One engagement as a guest reads it; `beside` is its time in the capitals, where the issue tells it."""

    time: str
    beside: tuple[str, ...]
    title: str
    place: str
    dress: str


@dataclass(frozen=True, slots=True)
class BookletDay:
    """A page of the booklet."""

    heading: str
    calendars: tuple[str, ...]
    cities: str
    clock: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Someone of a delegation: name, where it is known, and office."""

    name: str
    office: str
    principal: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A suite of a delegation. It has no heading where the delegation has no other."""

    heading: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """A delegation by its suites, each in its own order of precedence."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something takes place, and how to find it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a city, in the order in which they are come to. It has no heading where there is one city."""

    heading: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ring."""

    office: str
    phone: str


@dataclass(frozen=True, slots=True)
class CoverSide:
    """A side as the cover names it. An emblem is found by its `id`, and described by `emblem` to who cannot see it."""

    id: SideId
    name: str
    emblem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything the booklet says."""

    imprint: Imprint
    sides: tuple[CoverSide, ...]
    calendars: tuple[str, ...]
    days: tuple[BookletDay, ...]
    delegations: tuple[Members, ...]
    places_heading: str
    places: tuple[Places, ...]
    numbers_heading: str
    numbers: tuple[Contact, ...]


def content(projection: Projection, reader: SideId | None, code: str, issue: Issue) -> Content:
    """What the booklet says to a side in a language."""
    phrases = Phrases(projection, reader, code)
    words = phrases.spoken.words("papers")["programme"]
    people = _by_precedence(projection)
    first = projection.days[0].on if projection.days else None
    return Content(
        imprint=imprint_of(phrases, "booklet", issue),
        sides=tuple(
            CoverSide(side, name, phrases.spoken.fill(words["emblem"], {"side": name}))
            for side, name in ((side, phrases.side(side)) for side in phrases.sides)
        ),
        calendars=tuple(other_calendars(first, phrases.spoken)) if first is not None else (),
        days=tuple(_day(phrases, day, issue) for day in projection.days if _has_entries(day)),
        delegations=tuple(_delegations(phrases, words["delegation"], people)),
        places_heading=words["places"],
        places=tuple(_places(phrases, projection)),
        numbers_heading=words["numbers"],
        numbers=tuple(
            Contact(phrases.name(person.office.name), phrases.spoken.isolated(person.phone))
            for person in people
            if person.phone is not None
        ),
    )


def _by_precedence(projection: Projection) -> list[Person]:
    """Principals first, then as their own side ranks them, then in the order of the file."""
    people = list(projection.seen.people.values())
    return sorted(people, key=lambda person: (not person.principal, person.precedence or len(people)))


def _delegations(phrases: Phrases, heading: str, people: list[Person]) -> Iterator[Members]:
    for side in phrases.sides:
        own = [person for person in people if person.side == side]
        suites = [suite for suite in Suite if any(person.suite is suite for person in own)]
        parts = tuple(
            Part(
                _as_heading(phrases.word("suites", suite.value)) if len(suites) > 1 else "",
                tuple(_member(phrases, person) for person in own if person.suite is suite),
            )
            for suite in suites
        )
        if parts:
            yield Members(phrases.spoken.fill(heading, {"side": phrases.side(side)}), parts)


def _places(phrases: Phrases, projection: Projection) -> Iterator[Places]:
    """Where engagements take place, as far as there is an address: a name alone stands on its day already."""
    rows = [row for day in projection.days for row in day.rows if isinstance(row, EngagementRow)]
    venues = [projection.seen.venues[venue] for venue in dict.fromkeys(row.venue for row in rows) if venue is not None]
    found: dict[LegId | None, list[Place]] = {}
    for venue in venues:
        if venue.address is not None:
            place = Place(phrases.name(venue.name), phrases.name(venue.address))
            found.setdefault(venue.leg, []).append(place)
    for leg, places in found.items():
        city = phrases.name(projection.seen.legs[leg].city) if leg is not None and len(found) > 1 else ""
        yield Places(city, tuple(places))


def _as_heading(said: str) -> str:
    return said[:1].upper() + said[1:]


def _member(phrases: Phrases, person: Person) -> Member:
    name = phrases.name(person.name) if person.name is not None else ""
    return Member(name, phrases.name(person.office.name), person.principal)


def _has_entries(day: Day) -> bool:
    return any(isinstance(row, EngagementRow) for row in day.rows)


def _day(phrases: Phrases, day: Day, issue: Issue) -> BookletDay:
    lines = lines_of(phrases, day, other_clock=issue.other_clock)
    rows: dict[str, EngagementRow] = {row.id: row for row in day.rows if isinstance(row, EngagementRow)}
    return BookletDay(
        heading=lines.heading,
        calendars=lines.calendars,
        cities=lines.cities,
        clock=lines.clock,
        entries=tuple(_entry(phrases, line, rows[line.id]) for line in lines.lines if line.id in rows),
    )


def _entry(phrases: Phrases, line: Line, row: EngagementRow) -> Entry:
    engagement = row.engagement
    place = phrases.where(row)
    return Entry(
        time=line.time,
        beside=line.beside,
        title=line.title,
        place=place if place.casefold() != line.title.casefold() else "",  # a hospital is visited at the hospital
        dress=phrases.name(engagement.dress) if engagement.dress is not None else "",
    )
