"""From rows of text to engagements, questions and what is left.

Every row ends in exactly one of three ways: it is an entry (or part of one), it heads a day or a table, or it is left
and listed. Whatever could have been read otherwise carries a question; a time is never made up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from placet.model.engagements import Kind
from placet.model.spans import UNKNOWN
from placet.reading import lines, timing
from placet.reading.calendar_days import numbered
from placet.reading.calendar_entries import read_events
from placet.reading.clock import StatedTime, find_time, says_open, says_then, stated_time
from placet.reading.columns import Columns, Role, columns_of, headed, is_place
from placet.reading.day import Heading, first_day_in, heading_of
from placet.reading.engagement_kinds import kind_of
from placet.reading.findings import About, DayRead, Doubt, Entry, Left, Reading, times_of
from placet.reading.grid import Grid, Note, Row, Where
from placet.reading.items import Item, entry_of, place_apart
from placet.reading.joining import joined, tabulated
from placet.reading.letters import cleaned, folded, language_of, script_of

LONGEST_TITLE = 300
"""Characters of a line that may still be one engagement; beyond it stands running prose."""

BOTH_WAYS = "both-ways"
"""The note of a row whose text runs both ways."""
_PAGE_NUMBER = re.compile(r"(?:page |стр\. ?|صفحه )?[–-]? ?\d{1,3}(?: ?(?:/|of|из|از|sur) ?\d{1,3})? ?[–-]?")
FEWEST_BLOCKS = 3
"""Times on lines of their own, from which on a paper is set in blocks: a time, a title, and what belongs to it."""
LONGEST_DATES = 40
"""Characters of a line that is nothing but dates."""


def understand(grid: Grid, starts_on: date | None = None) -> Reading:
    """What a file says. `starts_on` is its first day, where the reader knows it and the paper does not say."""
    if grid.events:
        return replace(read_events(grid.events), notes=grid.notes)
    rows = tabulated(joined([replace(row, cells=tuple(cleaned(cell) for cell in row.cells)) for row in grid.rows]))
    reader = _Reader(rows)
    reader.read()
    return _with_notes(reader.finished(starts_on), grid.notes)


def _with_notes(reading: Reading, notes: Sequence[Note]) -> Reading:
    """A line in which a page has text running both ways may have its hours in the wrong order: each is asked."""
    turned = {note.where for note in notes if note.what == BOTH_WAYS}
    asked = tuple(
        replace(entry, doubts=(*entry.doubts, _turned(entry)))
        if entry.where in turned and entry.at != UNKNOWN
        else entry
        for entry in reading.entries
    )
    return replace(reading, entries=asked, notes=tuple(note for note in notes if note.what != BOTH_WAYS))


def _turned(entry: Entry) -> Doubt:
    return Doubt(where=entry.where, about=About.TIME, case="both-ways", said=_first(entry), chosen=times_of(entry))


class _Reader:
    """Walks through the rows once, with the day and the entry that the next row may belong to."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.columns = _tables(rows)
        self.headings: list[tuple[Where, Heading]] = []
        self.items: list[Item] = []
        self.left: list[Left] = []
        self.doubts: list[Doubt] = []
        self.waiting: Item | None = None
        plain = [row.cells[0] for row in rows if row.table is None and row.cells]
        self.widest = max((len(line) for line in plain), default=0)
        bare = [found for line in plain if (found := stated_time(line)) is not None and found.bare]
        self.four_digits = len(bare) > 1
        alone = [line for line in plain if (found := stated_time(line)) is not None and found.stop >= len(line)]
        self.in_blocks = len(alone) >= FEWEST_BLOCKS
        self.labelled_last: str = ""
        self.second_lines = _second_lines(rows)

    def read(self) -> None:
        """Every row in turn."""
        asked: set[int] = set()
        for row in self.rows:
            filled = [cell for cell in row.cells if cell]
            if not filled or (len(filled) == 1 and _PAGE_NUMBER.fullmatch(filled[0])):
                continue
            columns = self.columns.get(row.table) if row.table is not None else None
            if columns is not None and len(row.cells) > 1:
                if columns.case and row.table is not None and row.table not in asked:
                    asked.add(row.table)
                    self.doubts.append(_about_columns(row, columns))
                self._row(row, columns)
            else:
                for line in " \t ".join(filled).split("\n"):
                    self._line(row.where, line.replace("\t", " ").strip() if len(filled) == 1 else line)

    # ── rows of tables ────────────────────────────────────────────────────────────────────────────────────────────────

    def _row(self, row: Row, columns: Columns) -> None:
        if headed(row.cells):
            return
        filled = [(number, cell) for number, cell in enumerate(row.cells) if cell]
        headings = [heading_of(cell) for _, cell in filled]
        if headings and headings[0] is not None and all(heading is not None for heading in headings):
            self.headings.append((row.where, headings[0]))
            return
        if self._goes_on_in_cells(row, columns):
            return
        if not self._day_cell(row, columns):
            return
        time, title = columns.cell(row.cells, Role.TIME), columns.cell(row.cells, Role.TITLE)
        if len(filled) == 1 and filled[0][0] != columns.of(Role.TITLE):
            self._lone_cell(row, columns, *filled[0])
            return
        if not time and not title and not columns.cell(row.cells, Role.SECOND):
            self._leave(row.where, " | ".join(cell for number, cell in filled if number != columns.of(Role.DAY)))
            return
        pairs = timing.parallel(time, title)
        for at, words in pairs:
            item = self._cells(row, columns, at, words)
            if len(pairs) > 1:
                item.ask(About.TIME, "cell-lines", f"{time} / {title}", f"{at} {words}")
            self.items.append(item)

    def _goes_on_in_cells(self, row: Row, columns: Columns) -> bool:
        """A row without a time that is the rest of the row above, as where a page has no lines."""
        if columns.cell(row.cells, Role.TIME) or not self.items or self.items[-1].heading != len(self.headings):
            return False
        item = self.items[-1]
        title, place = columns.cell(row.cells, Role.TITLE), columns.cell(row.cells, Role.PLACE)
        rest = [(title, item.title), (place, item.place)]
        is_rest = [timing.goes_on(before, words) for words, before in rest if words and before]
        if not is_rest or not all(is_rest) or (title and not timing.goes_on(item.title, title)):
            return False
        item.title = timing.together(item.title, title) if title else item.title
        item.place = timing.together(item.place, place) if place else item.place
        return True

    def _day_cell(self, row: Row, columns: Columns) -> bool:
        """Begin the day that a cell names; whether anything else stands in the row."""
        cell = columns.cell(row.cells, Role.DAY)
        heading = heading_of(cell, in_column=True) if cell else None
        if heading is not None:
            if not self.headings or self.headings[-1][1] != heading:
                self.headings.append((row.where, heading))
        elif cell:
            self._leave(row.where, cell)
        return any(text for number, text in enumerate(row.cells) if number != columns.of(Role.DAY) and text)

    def _lone_cell(self, row: Row, columns: Columns, number: int, cell: str) -> None:
        """A row with one cell across: a line of its own, or a word more about the entry before."""
        role = columns.roles.get(number)
        if role is Role.TIME and (found := stated_time(cell, expected=True)) and found.stop >= len(cell):
            item = self._cells(row, columns, cell, "")
            self.items.append(item)
        elif role is Role.PLACE and self.items and self.items[-1].place:
            item = self.items[-1]
            item.place = f"{item.place} {cell}"
            item.ask(About.PLACE, "place-maybe", item.place, item.place)
        elif role in (Role.PLACE, Role.PEOPLE, Role.NOTE) and self.items:
            self._leave(row.where, cell)
        else:
            self._line(row.where, cell)

    def _cells(self, row: Row, columns: Columns, time: str, title: str) -> Item:
        item = Item(row.where, len(self.headings), from_table=True)
        item.title, *more = [line for line in title.split("\n") if line] or [""]
        item.second = columns.cell(row.cells, Role.SECOND).replace("\n", " ")
        item.place = " ".join(columns.cell(row.cells, Role.PLACE).split())
        item.is_apart = columns.of(Role.PLACE) is not None
        item.people = ", ".join(columns.cell(row.cells, Role.PEOPLE).split("\n"))
        item.notes += [
            cell for number, role in columns.roles.items() if role is Role.NOTE and (cell := _at(row, number))
        ]
        timing.set_time(item, " ".join(time.split()))
        timing.set_end(item, columns.cell(row.cells, Role.END))
        for line in more:
            self._inside(item, line)
        if item.second and len(own := columns.cell(row.cells, Role.SECOND).split("\n")) > 1:
            item.second = own[0]
        self._ask_for_place(item)
        if not item.title:
            if item.second:
                item.title, item.second = item.second, ""
            elif found := stated_time(time, expected=True):
                item.title = time[found.stop :].strip() or item.place or item.people
        if not item.title:
            item.title = "…"
        if item.title in ("…", item.place, item.people):
            item.ask(About.TITLE, "no-title", time, item.title)
        return item

    def _ask_for_place(self, item: Item) -> None:
        """An empty cell below a place may be a merged one."""
        above = next((other for other in reversed(self.items) if other.heading == item.heading), None)
        if item.is_apart and not item.place and above is not None and above.place_printed:
            item.place_printed = above.place_printed
            item.ask(About.PLACE, "place-empty", item.title, "", (above.place_printed,))
        elif item.place:
            item.place_printed = item.place

    def _inside(self, item: Item, line: str) -> None:
        """A further line of a title's cell."""
        if named := lines.labelled(line):
            self._labelled(item, *named)
        elif not item.second and script_of(line) not in (None, script_of(item.title)):
            item.second = line
        elif timing.goes_on(item.title, line):
            item.title = f"{item.title} {line}"
        elif not item.place and len(line.split()) <= lines.WORDS_IN_PLACE and (is_place(line) or self.second_lines):
            item.place = line
            if not is_place(line):
                item.ask(About.PLACE, "place-maybe", line, line)
        else:
            item.notes.append(line)

    # ── lines of text ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _line(self, where: Where, line: str) -> None:
        if not line.strip(" .-–—_=*·•|\t"):
            return
        heading = heading_of(line)
        if heading is not None:
            self.waiting = None
            self.headings.append((where, heading))
            return
        found = stated_time(line) if not self._is_inside_brackets() else None
        if found is not None and not (found.bare and not self.four_digits and _may_be_year(line)):
            self._timed_line(where, line, found)
        elif self.in_blocks and says_open(line):
            self._begin(Item(where, len(self.headings), is_open=True))
            self.waiting = self.items[-1]
        elif (named := lines.labelled(line)) is None and self.waiting is not None:
            self.waiting.title, self.waiting = line, None
        elif named and self.items and self.items[-1].heading == len(self.headings):
            self._labelled(self.items[-1], *named)
        elif self._goes_on(line):
            self._rest_of_block(self.items[-1], line)
        elif (inside := find_time(line)) is not None and len(line) <= LONGEST_TITLE and (self.headings or self.items):
            self._time_inside(where, line, *inside)
        else:
            self._untimed_line(where, line)

    def _timed_line(self, where: Where, line: str, found: StatedTime) -> None:
        item = Item(where, len(self.headings), times=found, ends=found.ends, title=line[found.stop :].strip())
        timing.ask_about(item, line[: found.stop])
        if found.bare and not self.four_digits:
            item.ask(About.TIME, "four-digits", line[: found.stop], line[:4])
        self._begin(item)
        self.waiting = item if not item.title else None

    def _begin(self, item: Item) -> None:
        self.items.append(item)
        self.labelled_last = ""

    def _time_inside(self, where: Where, line: str, begins: int, found: StatedTime) -> None:
        """`Talks at 10:30 in the White Hall`."""
        head, tail = line[:begins].rstrip(" ,–—-"), line[found.stop :].strip()
        item = Item(where, len(self.headings), times=found, ends=found.ends, title=f"{head} {tail}".strip())
        timing.ask_about(item, line[begins : found.stop])
        if tail and find_time(tail):
            item.ask(About.TIME, "two-times", line, line[begins : found.stop].strip(" ,"))
        self._begin(item)

    def _rest_of_block(self, item: Item, line: str) -> None:
        """A line that goes on belongs to what was written last: the title, or what a label named."""
        if self.labelled_last == "place":
            item.place = timing.together(item.place, line)
        elif self.labelled_last == "people":
            item.people = timing.together(item.people, line)
        elif self.labelled_last:
            item.notes[-1] = timing.together(item.notes[-1], line)
        else:
            item.title = timing.together(item.title, line)

    def _goes_on(self, line: str) -> bool:
        if (
            not self.items
            or _is_bullet(line)
            or self.items[-1].from_table
            or self.items[-1].heading != len(self.headings)
        ):
            return False
        item = self.items[-1]
        fields = {"place": item.place, "people": item.people, "": item.title}
        before = fields.get(self.labelled_last, item.notes[-1] if item.notes else "")
        if self.in_blocks and (item.times is not None or item.is_open) and kind_of(line) is Kind.OTHER:
            return True
        return (
            timing.goes_on(before, line)
            or self._is_inside_brackets()
            or (self.widest > 50 and len(before) + 8 >= 0.85 * self.widest)
        )

    def _is_inside_brackets(self) -> bool:
        """Whether the line before left a bracket open: a time at the beginning of this one belongs into it."""
        title = self.items[-1].title if self.items and not self.items[-1].from_table else ""
        return title.count("(") > title.count(")")

    def _labelled(self, item: Item, name: str, words: str) -> None:
        self.labelled_last = name
        if name == "place" and not item.place:
            item.place = words
        elif name == "people" and not item.people:
            item.people = words
        else:
            self.labelled_last = "note"
            item.notes.append(words)

    def _untimed_line(self, where: Where, line: str) -> None:
        """A line without a time is an entry only under a day, and if its words say what it is; else it is left."""
        then = line.split(" ", 1)
        is_then = says_then(then[0].strip(":–-")) and len(then) > 1
        looks_like_one = len(line) <= LONGEST_TITLE // 2 and not line.endswith(":") and kind_of(line).value != "other"
        if self.headings and (is_then or looks_like_one or _is_bullet(line)):
            item = Item(where, len(self.headings), title=line.lstrip("-–—•*· \t"))
            item.ask(About.TIME, "untimed", line)
            self._begin(item)
        else:
            self._leave(where, line)

    def _leave(self, where: Where, text: str) -> None:
        if text.strip():
            self.left.append(Left(where, " ".join(text.split())))

    # ── the whole paper ───────────────────────────────────────────────────────────────────────────────────────────────

    def finished(self, starts_on: date | None) -> Reading:
        """Entries with their days, in the order of the paper."""
        preamble = [left.text for left in self.left]
        days = numbered(self.headings, preamble, starts_on)
        doubts = [*self.doubts, *days.doubts]
        all_text = " ".join([*preamble, *(item.title for item in self.items)])
        language = language_of(all_text)
        plain = [item.title for item in self.items if not item.place and not item.is_apart]
        habit = lines.habit_of(plain)
        for item in self.items:
            place_apart(item, habit)
        timing.ask_about_order(self.items)
        second = language_of(" ".join(item.second for item in self.items))
        entries = [entry_of(item, days.days, language, second) for item in self.items]
        if self.items and not self.headings and days.starts_on is None:
            doubts.append(_one_day(self.items[0]))
        elif any(entry.day is None for entry in entries) and self.headings:
            first = next(entry for entry in entries if entry.day is None)
            doubts.append(Doubt(where=first.where, about=About.DAY, case="before-days", said=_first(first)))
        title, left = _titled(self.left, self.rows)
        left = tuple(one for one in left if not _is_only_dates(one.text))
        return Reading(
            title=title,
            language=language,
            starts_on=days.starts_on,
            days=_told_once(days.days),
            entries=tuple(replace(entry, day=entry.day or 1) for entry in entries),
            doubts=tuple(doubts),
            left=left,
        )


def _tables(rows: Sequence[Row]) -> dict[int, Columns]:
    """The columns of every table that has a time or a title; one that goes on after a page break keeps its columns."""
    tables: dict[int, list[Row]] = {}
    for row in rows:
        if row.table is not None:
            tables.setdefault(row.table, []).append(row)
    known: dict[int, Columns] = {}
    last: tuple[int, Columns] | None = None
    for table, own in tables.items():
        width = max(len(row.cells) for row in own)
        cells = [row.cells for row in own if sum(bool(cell) for cell in row.cells) > 1]
        columns = columns_of(cells)
        if columns.header is None and last is not None and last[0] == width:
            columns = last[1]
        if columns.of(Role.TIME) is not None or (columns.of(Role.TITLE) is not None and columns.says_what):
            known[table] = columns
            last = (width, columns)
    return known


def _second_lines(rows: Sequence[Row]) -> bool:
    """Whether the cells of a table's texts mostly have two lines: the title, and what stands under each, the place."""
    texts = [max(row.cells, key=len) for row in rows if row.table is not None and sum(map(bool, row.cells)) > 1]
    return len(texts) >= FEWEST_BLOCKS and sum("\n" in text for text in texts) * 2 > len(texts)


def _about_columns(row: Row, columns: Columns) -> Doubt:
    roles = tuple((number + 1, role.value) for number, role in columns.roles.items())
    return Doubt(where=row.where, about=About.COLUMNS, case=columns.case, said="", roles=roles)


def _at(row: Row, number: int) -> str:
    return row.cells[number] if number < len(row.cells) else ""


def _may_be_year(line: str) -> bool:
    return folded(line)[:2] in ("19", "20") and folded(line)[2:4].isdigit()


def _is_bullet(line: str) -> bool:
    return line[:1] in "-–—•*·" and len(line) <= LONGEST_TITLE


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
