"""From rows of text to engagements, questions and what is left.

Every row ends in exactly one of three ways: it is an entry (or part of one), it heads a day or a table, or it is left
and listed. Whatever could have been read otherwise carries a question; a time is never made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from placet.model.spans import UNKNOWN
from placet.reading import lines, timing
from placet.reading.calendar_days import numbered
from placet.reading.calendar_entries import read_events
from placet.reading.columns import Columns, Role, columns_of
from placet.reading.day import first_day_in, heading_of
from placet.reading.findings import About, DayRead, Doubt, Entry, Left, Reading, times_of
from placet.reading.grid import Grid, Note, Row
from placet.reading.items import Item, entry_of, place_apart, settle_divided
from placet.reading.joining import in_shape, with_breaks
from placet.reading.letters import folded, language_of
from placet.reading.making import Making
from placet.reading.setting import Setting, setting_of
from placet.reading.table_rows import TableRows
from placet.reading.text_lines import TextLines

OnRow = Callable[[int, int], None]
BOTH_WAYS = "both-ways"
"""The note of a page whose text runs both ways."""
_PAGE_NUMBER = re.compile(r"(?:page |стр\. ?|صفحه )?[–-]? ?\d{1,3}(?: ?(?:/|of|из|از|sur) ?\d{1,3})? ?[–-]?")
LONGEST_DATES = 40
"""Characters of a line that is nothing but dates."""
FEW_SECOND_LINES = 3
"""Places taken from second lines, up to which each is asked for itself; more are one question."""


def _nobody(done: int, of: int) -> None:
    """Nobody watches."""


def understand(grid: Grid, starts_on: date | None = None, on_row: OnRow = _nobody) -> Reading:
    """What a file says. `starts_on` is its first day, where the reader knows it and the paper does not say.

    `on_row` is told, row by row, how many are done and of how many; what it raises ends the reading.
    """
    if grid.events:
        return replace(read_events(grid.events), notes=grid.notes)
    rows = in_shape(grid.rows)
    setting = setting_of(rows)
    rows = with_breaks(rows, second_lines=setting.second_lines)
    making = _made(rows, setting, on_row)
    on_row(len(rows), len(rows))
    return _with_notes(_finished(making, rows, starts_on), grid.notes)


def _with_notes(reading: Reading, notes: Sequence[Note]) -> Reading:
    """A page that has text running both ways may have its hours in the wrong order: each is asked."""
    turned = {note.where for note in notes if note.what == BOTH_WAYS}
    asked = tuple(
        replace(entry, doubts=(*entry.doubts, _turned(entry)))
        if entry.where[:1] in turned and entry.ends != UNKNOWN
        else entry
        for entry in reading.entries
    )
    return replace(reading, entries=asked, notes=tuple(note for note in notes if note.what != BOTH_WAYS))


def _turned(entry: Entry) -> Doubt:
    return Doubt(where=entry.where, about=About.TIME, case="both-ways", said=_first(entry), chosen=times_of(entry))


def _made(rows: Sequence[Row], setting: Setting, on_row: OnRow) -> Making:
    """Every row in turn."""
    making, tables = Making(), _tables(rows)
    text = TextLines(making, setting)
    cells = TableRows(making, setting, text)
    asked: set[int] = set()
    for number, row in enumerate(rows):
        on_row(number, len(rows))
        filled = [cell for cell in row.cells if cell]
        if not filled or (len(filled) == 1 and _PAGE_NUMBER.fullmatch(folded(filled[0]))):
            continue
        columns = tables.get(row.table) if row.table is not None else None
        if columns is None or len(row.cells) < 2:
            for line in " \t ".join(filled).split("\n"):
                text.line(row.where, line)
            continue
        if columns.case and row.table is not None and row.table not in asked:
            asked.add(row.table)
            making.doubts.append(_about_columns(row, columns))
        cells.row(row, columns)
    return making


def _finished(making: Making, rows: Sequence[Row], starts_on: date | None) -> Reading:
    """Entries with their days, in the order of the paper."""
    items = making.items
    preamble = [left.text for left in making.left]
    days = numbered(making.headings, preamble, starts_on)
    language = language_of(" ".join([*preamble, *(item.title for item in items)]))
    _settle(making, rows)
    second = language_of(" ".join(item.second for item in items))
    entries = [entry_of(item, days.days, language, second) for item in items]
    title, left = _titled(making.left, rows)
    return Reading(
        title=title,
        language=language,
        starts_on=days.starts_on,
        days=_told_once(days.days),
        entries=tuple(replace(entry, day=entry.day or 1) for entry in entries),
        doubts=(*making.doubts, *days.doubts, *_about_days(making, entries, is_dated=days.starts_on is not None)),
        left=tuple(one for one in left if not _is_only_dates(one.text)),
    )


def _settle(making: Making, rows: Sequence[Row]) -> None:
    """What only the whole paper tells of its entries: divided words, places in their titles, times out of order."""
    known = {word for row in rows for cell in row.cells for word in re.findall(r"[\w-]+", folded(cell))}
    for item in making.items:
        settle_divided(item, known)
    habit = lines.habit_of([item.title for item in making.items if not item.place and not item.is_apart])
    for item in making.items:
        place_apart(item, habit)
    timing.ask_about_order(making.items)
    if len(making.second_lines) > FEW_SECOND_LINES:
        making.doubts.append(_about_second_lines(making.second_lines[0]))
        return
    for item in making.second_lines:
        item.ask(About.PLACE, "place-maybe", item.place, item.place)


def _about_days(making: Making, entries: Sequence[Entry], *, is_dated: bool) -> list[Doubt]:
    if making.items and not making.headings:
        return [] if is_dated else [_one_day(making.items[0])]
    early = [entry for entry in entries if entry.day is None]
    return [Doubt(where=early[0].where, about=About.DAY, case="before-days", said=_first(early[0]))] if early else []


def _about_second_lines(item: Item) -> Doubt:
    return Doubt(where=item.where, about=About.COLUMNS, case="second-lines", said=item.place)


def _tables(rows: Sequence[Row]) -> dict[int, Columns]:
    """The columns of every table that has a time or a title; one that goes on after a page break keeps its columns."""
    tables: dict[int, list[Row]] = {}
    for row in rows:
        if row.table is not None:
            tables.setdefault(row.table, []).append(row)
    known: dict[int, Columns] = {}
    last: tuple[int, Columns] | None = None
    for table, own in tables.items():
        columns = columns_of([row.cells for row in own if sum(map(bool, row.cells)) > 1])
        if columns.header is None and last is not None and last[0] == _width(own):
            columns = last[1]
        if columns.of(Role.TIME) is not None or (columns.of(Role.TITLE) is not None and columns.says_what):
            known[table] = columns
            last = (_width(own), columns)
    return known | _like_others(tables, known, _under_headings(rows))


def _like_others(
    tables: Mapping[int, Sequence[Row]], known: Mapping[int, Columns], days: AbstractSet[int]
) -> dict[int, Columns]:
    """The table of a day on which no hour is settled has the columns of the first other one that is as wide."""
    like: dict[int, Columns] = {}
    for table in days - known.keys():
        for other, columns in known.items():
            if _width(tables[other]) == _width(tables[table]):
                like.setdefault(table, replace(columns, header=None))
    return like


def _under_headings(rows: Sequence[Row]) -> set[int]:
    """The tables that are of one day: its heading stands in the first row, or right above."""
    found: set[int] = set()
    before: Row | None = None
    for row in rows:
        if row.table is not None and (before is None or before.table != row.table):
            above = before if before is not None and before.table is None else None
            found |= {row.table} if _heads(row) or (above is not None and _heads(above)) else set()
        before = row
    return found


def _heads(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell]
    return bool(filled) and all(heading_of(cell) is not None for cell in filled)


def _width(rows: Sequence[Row]) -> int:
    return max(len(row.cells) for row in rows)


def _about_columns(row: Row, columns: Columns) -> Doubt:
    roles = tuple((number + 1, role.value) for number, role in columns.roles.items())
    return Doubt(where=row.where, about=About.COLUMNS, case=columns.case, said="", roles=roles)


def _is_only_dates(text: str) -> bool:
    """`12–14 May 2026` on a line of its own has told all it says."""
    return len(text) <= LONGEST_DATES and next(first_day_in([text]), None) is not None


def _one_day(item: Item) -> Doubt:
    return Doubt(where=item.where, about=About.DAY, case="no-day", said=item.title)


def _first(entry: Entry) -> str:
    return next(iter(entry.title.values()))


def _told_once(days: Sequence[DayRead]) -> tuple[DayRead, ...]:
    first: dict[int, DayRead] = {}
    for day in days:
        first.setdefault(day.number, day)
    return tuple(first[number] for number in sorted(first))


def _titled(left: Sequence[Left], rows: Sequence[Row]) -> tuple[str, tuple[Left, ...]]:
    """The paper's own title: its first lines, before anything that was understood."""
    if not left or not rows:
        return "", tuple(left)
    order = {row.where: number for number, row in reversed(list(enumerate(rows)))}
    first = left[0]
    if order.get(first.where, len(rows)) > 1:
        return "", tuple(left)
    return first.text, tuple(left[1:])
