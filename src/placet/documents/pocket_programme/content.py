"""What the pocket programme says: one person's own day, in that person's language, and nothing of anybody else's.

Only what one looks up on the way: when, where, in what, in which role, and whom to ring. The rest is in the working
programme.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from placet.documents.imprint import Imprint, Issue, imprint_of
from placet.documents.lines import DayLines, Line, lines_of
from placet.documents.programme_page.details import interpretation_of, press_of, status_of, weather_of
from placet.documents.programme_page.phrases import Phrases
from placet.model.ids import AttendeeId, PersonId
from placet.model.people import Suite
from placet.projections.programme import Day, EngagementRow, Projection, Row


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ring about something on the card."""

    office: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything the card says. `free` stands on a day without anything."""

    imprint: Imprint
    heading: str
    person: str
    office: str
    days: tuple[DayLines, ...]
    free: str
    numbers_heading: str
    numbers: tuple[Contact, ...]


def content(projection: Projection, person: PersonId, code: str, issue: Issue) -> Content:
    """What one person's card says in a language: the rows that the projection has for that person."""
    holder = projection.seen.people[person]
    phrases = Phrases(projection, holder.side, code)
    words = phrases.spoken.words("papers")["programme"]
    own = projection.items.get(person, ())
    return Content(
        imprint=imprint_of(phrases, "pocket", issue),
        heading=phrases.with_office(words["for_person"], holder.office),
        person=phrases.name(holder.name) if holder.name is not None else "",
        office=phrases.name(holder.office.name),
        days=tuple(_day(phrases, _only(day, own), person, issue) for day in projection.days),
        free=words["free"],
        numbers_heading=words["numbers"],
        numbers=tuple(dict.fromkeys(_contacts(phrases, person))),
    )


def _only(day: Day, own: tuple[Row, ...]) -> Day:
    """The rows themselves, not those of the same name: others may keep the same rest at another hour."""
    return replace(day, rows=tuple(row for row in day.rows if row in own))


def _day(phrases: Phrases, day: Day, person: PersonId, issue: Issue) -> DayLines:
    lines = lines_of(phrases, day, other_clock=issue.other_clock, apart=True)
    rows: dict[str, EngagementRow] = {row.id: row for row in day.rows if isinstance(row, EngagementRow)}
    return replace(lines, lines=tuple(_line(phrases, line, rows.get(line.id), person) for line in lines.lines))


def _line(phrases: Phrases, line: Line, row: EngagementRow | None, person: PersonId) -> Line:
    """A line without what is not this person's business."""
    details = tuple(_details(phrases, row, person)) if row is not None else ()
    return replace(line, details=details, who=(), cues=())


def _details(phrases: Phrases, row: EngagementRow, person: PersonId) -> Iterator[str]:
    engagement = row.engagement
    if status := status_of(phrases, engagement):
        yield status
    if role := engagement.roles.get(AttendeeId(person)):
        yield phrases.word("roles", role)
    if engagement.dress is not None:
        yield phrases.name(engagement.dress)
    if person in row.interpreters:
        yield from interpretation_of(phrases, row)
    if phrases.visit.people[person].suite is Suite.PRESS:
        yield from press_of(phrases, row)
    yield from weather_of(phrases, engagement, row)


def _contacts(phrases: Phrases, person: PersonId) -> Iterator[Contact]:
    """Those named for the engagements on the card, in their order; nobody rings himself."""
    for row in phrases.projection.items.get(person, ()):
        name = row.engagement.contact if isinstance(row, EngagementRow) else None
        contact = phrases.visit.people.get(name) if name is not None and name != person else None
        if contact is not None and contact.phone is not None:
            yield Contact(phrases.attendee(str(name)), phrases.spoken.isolated(contact.phone))
