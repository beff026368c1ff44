"""What a calendar says: each engagement and each way as an entry, in the language of whoever it is for.

An entry keeps its identity from one issue to the next, so that a calendar program moves it and never shows it twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from placet.documents.programme_page.phrases import Phrases
from placet.documents.typeset.ics import Entry, read_back
from placet.model.engagements import Status
from placet.model.ids import PersonId, SideId
from placet.model.movements import Transport
from placet.model.visit import Visit
from placet.projections.programme import BlockRow, EngagementRow, MovementRow, Projection, Row
from placet.wording.isolates import unturned

BEFORE_LEAVING = timedelta(minutes=15)
"""An alarm rings this long before people must leave. Default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A calendar: what it is called, its language, its entries."""

    name: str
    language: str
    entries: tuple[Entry, ...]


def content(
    projection: Projection,
    reader: SideId | None,
    code: str,
    *,
    person: PersonId | None = None,
) -> Content:
    """The calendar of a person, or of the whole visit, as if for the first time: see `following`."""
    phrases = Phrases(projection, reader, code)
    rows: Iterable[Row] = (row for day in projection.days for row in day.rows)
    if person is not None:
        rows = projection.items.get(person, ())
    key = _key(projection.seen)
    made = (_entry(phrases, row, key) for row in rows)
    title = phrases.title()
    if person is not None:
        sentence = phrases.spoken.words("papers")["programme"]["for_person"]
        title = f"{title} · {phrases.with_office(sentence, projection.seen.people[person].office)}"
    return Content(
        name=title,
        language=phrases.spoken.code,
        entries=tuple(entry for entry in made if entry is not None),
    )


def following(calendar: Content, last: bytes | None) -> Content:
    """The calendar as it follows the file issued last: an entry that changed counts one up, and is taken over then.

    What is in that file and not in the calendar any more is cancelled, or it would stay in the calendars of those who
    imported it.
    """
    before = read_back(last) if last is not None else {}
    now = {entry.uid: entry for entry in calendar.entries}
    entries = [_numbered(entry, before.get(entry.uid)) for entry in calendar.entries]
    gone = [entry for uid, entry in before.items() if uid not in now]
    entries += [
        entry if entry.cancelled else replace(entry, cancelled=True, sequence=entry.sequence + 1) for entry in gone
    ]
    return replace(calendar, entries=tuple(entries))


def _numbered(entry: Entry, before: Entry | None) -> Entry:
    if before is None:
        return entry
    same = replace(entry, sequence=before.sequence)
    return same if same == before else replace(entry, sequence=before.sequence + 1)


def _key(visit: Visit) -> str:
    """What tells this visit's entries from another's: its sides and its cities, which no repair changes."""
    told = "\n".join([*sorted(visit.sides), *(leg.city.in_language(visit.language) for leg in visit.legs.values())])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _entry(phrases: Phrases, row: Row, key: str) -> Entry | None:
    match row:
        case EngagementRow():
            return _engagement(phrases, row, key)
        case MovementRow():
            return _movement(phrases, row, key)
        case BlockRow():
            return None


def _engagement(phrases: Phrases, row: EngagementRow, key: str) -> Entry:
    engagement = row.engagement
    dress = phrases.name(engagement.dress) if engagement.dress is not None else ""
    return Entry(
        uid=f"{row.id}.{key}@placet",
        starts_at=row.starts_at,
        ends_at=row.ends_at or row.likely.closes.astimezone(row.starts_at.tzinfo),
        summary=unturned(phrases.name(engagement.title)),
        location=unturned(phrases.where(row)),
        description=unturned(dress),
        tentative=engagement.status in (Status.TENTATIVE, Status.TO_BE_CONFIRMED, Status.IDEA),
        alarm=None,
    )


def _movement(phrases: Phrases, row: MovementRow, key: str) -> Entry | None:
    leaves, arrives = _ends(row)
    if leaves is None or arrives is None:
        return None
    way = phrases.say(
        "sheet",
        "way" if row.origin else "way_to",
        origin=phrases.spot(row.origin),
        destination=phrases.spot(row.destination),
    )
    title = phrases.name(row.movement.title) if row.movement is not None else ""
    return Entry(
        uid=f"{row.id}.{key}@placet",
        starts_at=leaves,
        ends_at=arrives,
        summary=unturned(phrases.journey(row.by, way) if row.movement is None else title),
        location=unturned(phrases.spot(row.origin)),
        description=unturned(way) if row.movement is not None else "",
        tentative=row.about,
        alarm=None if row.by is Transport.FOOT else BEFORE_LEAVING,
    )


def _ends(row: MovementRow) -> tuple[datetime | None, datetime | None]:
    """Both ends; where one is unknown the entry takes no time."""
    return row.leaves_at or row.arrives_at, row.arrives_at or row.leaves_at
