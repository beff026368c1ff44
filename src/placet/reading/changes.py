"""What a person changed in a Word file of ours: its rows, which carry the ids of what they show, against its own data.

Times moved, titles and places rewritten, rows taken out, rows written in. Nothing is taken over here; ways and
protected time are compared in `quiet_changes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from placet.model.engagements import Engagement
from placet.model.ids import EngagementId, Sort
from placet.model.programme import NOMINAL_FIRST_DAY, Placement
from placet.model.spans import UNKNOWN
from placet.model.visit import Visit
from placet.reading.attached import Attached
from placet.reading.clock import StatedTime, stated_time
from placet.reading.columns import headed
from placet.reading.edits import Change, Edit, WhyNot
from placet.reading.grid import NOWHERE, Grid, Row, Where
from placet.reading.letters import cleaned
from placet.reading.quiet_changes import quiet_deleted, quiet_edits
from placet.reading.second_clock import second_clock_edits
from placet.reading.tagged import Matched, PrintedLine, TaggedRow, matched, tagged_rows
from placet.reading.taking_over import language_like
from placet.reading.timing import parallel


def edits_of(grid: Grid, attached: Attached, printed: Sequence[PrintedLine] = ()) -> tuple[Edit, ...]:
    """Every change, in the order of the file; rows that were taken out last. None for a file without ids.

    `printed` are the lines as papers print them: what stands there still is no change, however it is written.
    """
    rows = tagged_rows(grid)
    lines = matched(rows, printed)
    quiet = {where for where, line in lines.lines.items() if line.sort is not Sort.ENGAGEMENT}
    copies = lines.copies(rows)
    known = attached.visit.engagements
    engaged = {where: row for where, row in rows.items() if row.id in known and where not in quiet | copies}
    if not engaged and not quiet:
        return ()
    found: list[Edit] = []
    layout = next(iter(engaged.values()), None)
    for row in grid.rows:
        if row.where in quiet:
            found += quiet_edits(rows[row.where], lines.lines[row.where], attached)
        elif row.where in engaged:
            layout = engaged[row.where]
            found += _edits_in(_Row(layout, lines.lines.get(row.where), attached))
        elif row.table is not None and layout is not None and _is_written_in(row, copies):
            found += _added(row, layout, _day_of(row, layout, lines, attached))
    return (*found, *_gone({row.id for row in engaged.values()}, lines, attached))


def _gone(shown: set[str], lines: Matched, attached: Attached) -> Iterator[Edit]:
    for name in attached.programme.placements:
        if name not in shown and name in attached.visit.engagements:
            yield _deleted(name, attached)
    for line in lines.gone:
        if line.sort is not Sort.ENGAGEMENT:
            yield quiet_deleted(line, attached)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of an engagement, and what was printed there, where that is known."""

    tagged: TaggedRow
    line: PrintedLine | None
    attached: Attached

    @property
    def name(self) -> EngagementId:
        return EngagementId(self.tagged.id)

    @property
    def engagement(self) -> Engagement:
        return self.attached.visit.engagements[self.name]

    @property
    def placement(self) -> Placement | None:
        return self.attached.programme.placements.get(self.name)

    def changed(self, field: str) -> list[str]:
        """The texts of a field that are not as they were printed, each once."""
        texts = dict.fromkeys(self.tagged.texts.get(field, ()))
        return [text for text in texts if self.line is None or not self.line.has(field, text)]

    def edit(self, change: Change, before: str, after: str) -> Edit:
        return Edit(
            where=self.tagged.where,
            change=change,
            engagement=self.name,
            name=_name(self.engagement),
            before=before,
            after=after,
        )


def _edits_in(row: _Row) -> Iterator[Edit]:
    if row.placement is not None and row.engagement.withheld is None:
        for cell in row.changed("time"):
            yield from _moved(row, cell, row.placement)
    if row.line is not None:
        yield from second_clock_edits(row.tagged, row.line, row.edit(Change.UNREAD, "", ""))
    for cell in row.changed("title"):
        yield from _renamed(row, cell)
    for cell in row.changed("place")[:1]:
        yield from _placed(row, cell)


def _moved(row: _Row, cell: str, placement: Placement) -> Iterator[Edit]:
    found = stated_time(cell, expected=True)
    day = _day(placement.starts_at, row.attached)
    edit = replace(row.edit(Change.UNREAD, _span(placement), cell), day=day)
    if found is None or found.at.clock is None or found.case:
        yield replace(edit, why_not=WhyNot.UNREAD)
    elif not (_same_start(found, placement) and _same_end(found, placement)):
        yield replace(edit, change=Change.MOVED, at=found.at, ends=found.ends)


def _same_start(found: StatedTime, placement: Placement) -> bool:
    return found.at.clock is not None and found.at.clock.at == placement.starts_at.time().replace(tzinfo=None)


def _same_end(found: StatedTime, placement: Placement) -> bool:
    """An end that is not repeated was not changed: some papers print the beginning alone."""
    if found.ends.clock is None or placement.ends_at is None:
        return True
    return found.ends.clock.at == placement.ends_at.time().replace(tzinfo=None)


def _renamed(row: _Row, cell: str) -> Iterator[Edit]:
    title = row.engagement.title
    titles = [" ".join(own.split()) for own in title.by_language.values()]
    if cell and cell not in titles:
        yield row.edit(Change.RENAMED, title.by_language[language_like(title, cell)], cell)


def _placed(row: _Row, cell: str) -> Iterator[Edit]:
    """A place is printed with what is beside it (a room, an entrance): as long as its name stands, it is the same."""
    names = list(_places(row.engagement, row.placement, row.attached.visit))
    if names and not any(name in cell for name in names):
        yield row.edit(Change.PLACE, names[0], cell)


def _places(engagement: Engagement, placement: Placement | None, visit: Visit) -> Iterator[str]:
    if engagement.place is not None:
        yield from (" ".join(words.split()) for words in engagement.place.by_language.values())
    chosen = [placement.venue] if placement is not None and placement.venue is not None else list(engagement.venues)
    for venue in chosen:
        if venue in visit.venues:
            yield from (" ".join(name.split()) for name in visit.venues[venue].name.by_language.values())


def _is_written_in(row: Row, copies: AbstractSet[Where]) -> bool:
    """A row without ids, or one that was made by copying another."""
    filled = [cell for cell in row.cells if cell.strip()]
    is_new = not row.tags or row.where in copies
    return is_new and len(filled) > 1 and not row.is_heading and not headed(row.cells)


def _day_of(row: Row, layout: TaggedRow, lines: Matched, attached: Attached) -> int:
    """The day of a row without ids: that of its table, else of the row above it."""
    placement = attached.programme.placements.get(EngagementId(layout.id))
    above = _day(placement.starts_at, attached) if placement is not None else 1
    return lines.days.get(row.table, above)


def _added(row: Row, layout: TaggedRow, day: int) -> Iterator[Edit]:
    """A row without ids."""
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


def _name(engagement: Engagement) -> str:
    return next(iter(engagement.title.by_language.values()))


def _span(placement: Placement) -> str:
    ends = f"–{placement.ends_at:%H:%M}" if placement.ends_at is not None else ""
    return f"{placement.starts_at:%H:%M}{ends}"


def _day(at: datetime, attached: Attached) -> int:
    first = attached.programme.starts_on or NOMINAL_FIRST_DAY
    return (at.date() - first) // timedelta(days=1) + 1
