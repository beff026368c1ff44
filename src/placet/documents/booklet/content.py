"""What the booklet says: engagements with time, place and dress, and who the two delegations are.

Ways, cues and protected time are for those who run the visit; a guest reads where to be, when, and in what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.documents.imprint import Imprint, Issue, imprint_of
from placet.documents.programme_page.phrases import Phrases
from placet.model.ids import SideId
from placet.model.people import Person
from placet.projections.programme import Day, EngagementRow, Projection
from placet.wording.dates import other_calendars


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One engagement as a guest reads it."""

    time: str
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


@dataclass(frozen=True, slots=True)
class Members:
    """A delegation in its own order of precedence."""

    heading: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ring."""

    office: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything the booklet says. `sides` are their names alone, for the cover."""

    imprint: Imprint
    sides: tuple[str, ...]
    calendars: tuple[str, ...]
    days: tuple[BookletDay, ...]
    delegations: tuple[Members, ...]
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
        sides=tuple(phrases.side(side) for side in phrases.sides),
        calendars=tuple(other_calendars(first, phrases.spoken)) if first is not None else (),
        days=tuple(_day(phrases, day) for day in projection.days if day.rows),
        delegations=tuple(_delegations(phrases, words["delegation"], people)),
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
        members = tuple(
            Member(phrases.name(person.name) if person.name is not None else "", phrases.name(person.office.name))
            for person in people
            if person.side == side
        )
        if members:
            yield Members(phrases.spoken.fill(heading, {"side": phrases.side(side)}), members)


def _day(phrases: Phrases, day: Day) -> BookletDay:
    rows = [row for row in day.rows if isinstance(row, EngagementRow)]
    return BookletDay(
        heading=phrases.day(day.number),
        calendars=tuple(other_calendars(day.on, phrases.spoken)) if day.on is not None else (),
        cities=phrases.joined(map(phrases.name, day.cities), " – "),
        clock=phrases.clock_of(day),
        entries=tuple(_entry(phrases, day, row) for row in rows),
    )


def _entry(phrases: Phrases, day: Day, row: EngagementRow) -> Entry:
    engagement = row.engagement
    return Entry(
        time=phrases.time_of(row, day.zone),
        title=phrases.name(engagement.title),
        place=phrases.venue(row.venue) if row.venue is not None else engagement.place or "",
        dress=phrases.name(engagement.dress) if engagement.dress is not None else "",
    )
