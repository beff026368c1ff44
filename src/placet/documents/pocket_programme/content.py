"""What the pocket programme says: one person's own day, in that person's language, and nothing of anybody else's."""

from __future__ import annotations

from dataclasses import dataclass, replace

from placet.documents.imprint import Imprint, Issue, imprint_of
from placet.documents.lines import DayLines, lines_of
from placet.documents.programme_page.phrases import Phrases
from placet.model.ids import PersonId
from placet.projections.programme import Day, Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything the card says. `free` stands on a day without anything."""

    imprint: Imprint
    heading: str
    person: str
    office: str
    days: tuple[DayLines, ...]
    free: str


def content(projection: Projection, person: PersonId, code: str, issue: Issue) -> Content:
    """What one person's card says in a language: the rows that the projection has for that person."""
    holder = projection.seen.people[person]
    phrases = Phrases(projection, holder.side, code)
    words = phrases.spoken.words("papers")["programme"]
    own: set[tuple[int, str]] = {(row.day, row.id) for row in projection.items.get(person, ())}
    return Content(
        imprint=imprint_of(phrases, "pocket", issue),
        heading=phrases.with_office(words["for_person"], holder.office),
        person=phrases.name(holder.name) if holder.name is not None else "",
        office=phrases.name(holder.office.name),
        days=tuple(lines_of(phrases, _only(day, own)) for day in projection.days),
        free=words["free"],
    )


def _only(day: Day, own: set[tuple[int, str]]) -> Day:
    return replace(day, rows=tuple(row for row in day.rows if (row.day, row.id) in own))
