"""What a person changed in a Word file of ours: its rows, which carry the ids of what they show, against its own data.

Times moved, titles and places rewritten, rows taken out, rows written in. Nothing is taken over here that was not
chosen; an engagement that was taken out is cancelled and not deleted, since others may follow it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from placet.model.engagements import Engagement, Kind, Status
from placet.model.ids import EngagementId
from placet.model.programme import NOMINAL_FIRST_DAY, Placement
from placet.model.spans import UNKNOWN, When
from placet.model.text import Text
from placet.model.visit import Visit
from placet.reading.attached import Attached
from placet.reading.clock import StatedTime, stated_time
from placet.reading.columns import headed
from placet.reading.engagement_kinds import format_of, kind_of
from placet.reading.grid import NOWHERE, Grid, Row, Where
from placet.reading.letters import cleaned, language_of, script_of
from placet.reading.timing import parallel

_NEW = "added-"


class Change(Enum):
    """What was done to a line."""

    MOVED = "moved"
    RENAMED = "renamed"
    PLACE = "place"
    DELETED = "deleted"
    ADDED = "added"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change. `engagement` is None for a row that was written in; `at` and `ends` are what a time became."""

    where: Where
    change: Change
    engagement: EngagementId | None
    name: str
    before: str = ""
    after: str = ""
    day: int = 1
    at: When = UNKNOWN
    ends: When = UNKNOWN
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A row of ours: the engagement it shows, what stands in it now, and in which cell its time is."""

    where: Where
    engagement: EngagementId
    texts: Mapping[str, tuple[str, ...]]
    time_cell: int


def edits_of(grid: Grid, attached: Attached) -> tuple[Edit, ...]:
    """Every change, in the order of the file; rows that were taken out last. None for a file without ids."""
    tagged = {row.where: found for row in grid.rows if (found := _tagged(row, attached.visit)) is not None}
    if not tagged:
        return ()
    edits: list[Edit] = []
    layout: _Tagged | None = next(iter(tagged.values()))
    for row in grid.rows:
        if row.where in tagged:
            layout = tagged[row.where]
            edits += _edits_in(layout, attached)
        elif row.table is not None and not row.tags and layout is not None and _is_written_in(row):
            edits += _added(row, layout, attached)
    shown = {found.engagement for found in tagged.values()}
    gone = [name for name in attached.programme.placements if name not in shown and name in attached.visit.engagements]
    return (*edits, *(_deleted(name, attached) for name in gone))


def _tagged(row: Row, visit: Visit) -> _Tagged | None:
    """A row whose ids are of one engagement of the visit. Ways and protected time have ids too, and are computed."""
    texts: dict[str, tuple[str, ...]] = {}
    names: set[str] = set()
    for tag, text in zip(row.tags, row.tagged, strict=False):
        name, _, field = tag.rpartition("/")
        names.add(name)
        texts[field] = (*texts.get(field, ()), " ".join(cleaned(text).split()))
    name = names.pop() if len(names) == 1 else ""
    if name not in visit.engagements:
        return None
    time = texts.get("time", ("",))[0]
    cells = [" ".join(cleaned(cell).split()) for cell in row.cells]
    return _Tagged(row.where, EngagementId(name), texts, cells.index(time) if time in cells else 0)


def _edits_in(tagged: _Tagged, attached: Attached) -> Iterator[Edit]:
    name = tagged.engagement
    engagement = attached.visit.engagements[name]
    placement = attached.programme.placements.get(name)
    if placement is not None and engagement.withheld is None:
        for cell in dict.fromkeys(tagged.texts.get("time", ())):
            yield from _moved(tagged, cell, engagement, placement, attached)
    for cell in tagged.texts.get("title", ()):
        yield from _renamed(tagged, engagement, cell)
    for cell in tagged.texts.get("place", ())[:1]:
        yield from _placed(tagged, cell, engagement, placement, attached.visit)


def _moved(
    tagged: _Tagged, cell: str, engagement: Engagement, placement: Placement, attached: Attached
) -> Iterator[Edit]:
    found = stated_time(cell, expected=True)
    before = _span(placement)
    edit = Edit(
        where=tagged.where,
        change=Change.UNREAD,
        engagement=tagged.engagement,
        name=_name(engagement),
        before=before,
        after=cell,
        day=_day(placement.starts_at, attached),
    )
    if found is None or found.at.clock is None or found.case:
        yield edit
        return
    if _same_start(found, placement) and _same_end(found, placement):
        return
    yield replace(edit, change=Change.MOVED, at=found.at, ends=found.ends)


def _same_start(found: StatedTime, placement: Placement) -> bool:
    return found.at.clock is not None and found.at.clock.at == placement.starts_at.time().replace(tzinfo=None)


def _same_end(found: StatedTime, placement: Placement) -> bool:
    """An end that is not repeated was not changed: some papers print the beginning alone."""
    if found.ends.clock is None or placement.ends_at is None:
        return True
    return found.ends.clock.at == placement.ends_at.time().replace(tzinfo=None)


def _renamed(tagged: _Tagged, engagement: Engagement, cell: str) -> Iterator[Edit]:
    titles = [" ".join(title.split()) for title in engagement.title.by_language.values()]
    if cell in titles or not cell:
        return
    own = _language_like(engagement.title, cell)
    yield Edit(
        where=tagged.where,
        change=Change.RENAMED,
        engagement=tagged.engagement,
        name=_name(engagement),
        before=engagement.title.by_language[own],
        after=cell,
    )


def _placed(
    tagged: _Tagged, cell: str, engagement: Engagement, placement: Placement | None, visit: Visit
) -> Iterator[Edit]:
    """A place is printed with what is beside it (a room, an entrance): as long as its name stands, it is the same."""
    names = list(_places(engagement, placement, visit))
    if not names or any(name in cell for name in names):
        return
    yield Edit(
        where=tagged.where,
        change=Change.PLACE,
        engagement=tagged.engagement,
        name=_name(engagement),
        before=names[0],
        after=cell,
    )


def _places(engagement: Engagement, placement: Placement | None, visit: Visit) -> Iterator[str]:
    if engagement.place:
        yield " ".join(engagement.place.split())
    chosen = [placement.venue] if placement is not None and placement.venue is not None else list(engagement.venues)
    for venue in chosen:
        if venue in visit.venues:
            yield from (" ".join(name.split()) for name in visit.venues[venue].name.by_language.values())


def _is_written_in(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell.strip()]
    return len(filled) > 1 and not row.is_heading and not headed(row.cells)


def _added(row: Row, layout: _Tagged, attached: Attached) -> Iterator[Edit]:
    """A row without ids, on the day of the row above it."""
    placement = attached.programme.placements.get(layout.engagement)
    day = _day(placement.starts_at, attached) if placement is not None else 1
    cells = [cleaned(cell) for cell in row.cells]
    time = cells[layout.time_cell] if layout.time_cell < len(cells) else ""
    others = [cell for number, cell in enumerate(cells) if number != layout.time_cell and cell]
    title = others[0] if others else ""
    place = " ".join(others[1].split()) if layout.time_cell == 0 and len(others) > 1 else ""
    for at, words in parallel(time, title):
        found = stated_time(" ".join(at.split()), expected=True)
        name = words.split("\n")[0].strip() or place
        if name:
            yield Edit(
                where=row.where,
                change=Change.ADDED,
                engagement=None,
                name=name,
                after=" ".join(filter(None, (" ".join(at.split()), name))),
                day=day,
                at=found.at if found is not None and not found.case else UNKNOWN,
                ends=found.ends if found is not None and not found.case else UNKNOWN,
                place=place,
            )


def _deleted(name: EngagementId, attached: Attached) -> Edit:
    engagement, placement = attached.visit.engagements[name], attached.programme.placements[name]
    return Edit(
        where=NOWHERE,
        change=Change.DELETED,
        engagement=name,
        name=_name(engagement),
        before=_span(placement),
        day=_day(placement.starts_at, attached),
    )


def taken_over(visit: Visit, edits: Sequence[Edit], chosen: Collection[int]) -> Visit:
    """The visit with the changes of these numbers (from 1). A time that cannot be read changes nothing."""
    engagements = dict(visit.engagements)
    for number, edit in enumerate(edits, 1):
        if number not in chosen:
            continue
        if edit.engagement is None:
            engagements[_fresh(engagements)] = _engagement(edit, visit.language)
        else:
            engagements[edit.engagement] = _changed(engagements[edit.engagement], edit)
    return replace(visit, engagements=engagements)


def _changed(engagement: Engagement, edit: Edit) -> Engagement:
    match edit.change:
        case Change.MOVED:
            return replace(engagement, at=edit.at, ends=edit.ends, day=edit.day, days=())
        case Change.RENAMED:
            own = _language_like(engagement.title, edit.after)
            return replace(engagement, title=Text({**engagement.title.by_language, own: edit.after}))
        case Change.PLACE:
            return replace(engagement, place=edit.after or None, venues=())
        case Change.DELETED:
            return replace(engagement, status=Status.CANCELLED)
        case Change.ADDED | Change.UNREAD:
            return engagement


def _engagement(edit: Edit, language: str) -> Engagement:
    own = language if script_of(edit.name) is not None else language_of(edit.name)
    return Engagement(
        title=Text({own: edit.name}),
        kind=kind_of(edit.name),
        format=format_of(edit.name) if kind_of(edit.name) is Kind.TALKS else None,
        status=Status.ADDED,
        day=edit.day,
        at=edit.at,
        ends=edit.ends,
        place=edit.place or None,
    )


def _fresh(engagements: Mapping[EngagementId, Engagement]) -> EngagementId:
    number = 1
    while f"{_NEW}{number}" in engagements:
        number += 1
    return EngagementId(f"{_NEW}{number}")


def _language_like(title: Text, words: str) -> str:
    """The language of a title that is written like these words; the first one where none is."""
    return next(
        (code for code, own in title.by_language.items() if script_of(own) is script_of(words)),
        next(iter(title.by_language)),
    )


def _name(engagement: Engagement) -> str:
    return next(iter(engagement.title.by_language.values()))


def _span(placement: Placement) -> str:
    ends = f"–{placement.ends_at:%H:%M}" if placement.ends_at is not None else ""
    return f"{placement.starts_at:%H:%M}{ends}"


def _day(at: datetime, attached: Attached) -> int:
    first = attached.programme.starts_on or NOMINAL_FIRST_DAY
    return (at.date() - first) // timedelta(days=1) + 1
