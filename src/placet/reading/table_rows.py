"""Rows of tables whose columns are known: each is a heading of a day, one entry or several, or is left."""

from __future__ import annotations

import re

from placet.reading import lines, timing
from placet.reading.clock import stated_time
from placet.reading.columns import Columns, Role, headed, is_place
from placet.reading.day import heading_of
from placet.reading.findings import About
from placet.reading.grid import Row
from placet.reading.items import Item
from placet.reading.letters import script_of
from placet.reading.making import Making
from placet.reading.setting import Setting
from placet.reading.text_lines import TextLines
from placet.reading.wrapping import PERHAPS, goes_on


class TableRows:
    """Takes rows one by one; a row that is only a line is handed to `text`."""

    def __init__(self, making: Making, setting: Setting, text: TextLines) -> None:
        """No row was read yet."""
        self.making = making
        self.setting = setting
        self.text = text

    def row(self, row: Row, columns: Columns) -> None:
        """One row, cleaned."""
        if headed(row.cells):
            return
        filled = [(number, cell) for number, cell in enumerate(row.cells) if cell]
        heading = heading_of(filled[0][1]) if filled else None
        if heading is not None and all(heading_of(cell) is not None for _, cell in filled[1:]):
            self.making.head(row.where, heading)
            return
        if self._goes_on(row, columns) or not self._day(row, columns):
            return
        time, title = columns.cell(row.cells, Role.TIME), columns.cell(row.cells, Role.TITLE)
        if len(filled) == 1 and filled[0][0] != columns.of(Role.TITLE):
            self._lone_cell(row, columns, *filled[0])
        elif time or title or columns.cell(row.cells, Role.SECOND):
            self._entries(row, columns, time, title)
        else:
            said = " | ".join(cell for number, cell in filled if number != columns.of(Role.DAY))
            self.making.leave(row.where, said)

    def _entries(self, row: Row, columns: Columns, time: str, title: str) -> None:
        pairs = timing.parallel(time, title)
        for at, words in pairs:
            item = self._item(row, columns, at, words)
            if len(pairs) > 1:
                item.ask(About.TIME, "cell-lines", f"{time} / {title}", f"{at} {words}")
            self.making.items.append(item)

    def _goes_on(self, row: Row, columns: Columns) -> bool:
        """A row without a time that is the rest of the row above, as where a page has no lines."""
        last = self.making.last
        if columns.cell(row.cells, Role.TIME) or last is None or columns.of(Role.TIME) in row.merged:
            return False
        title, place = columns.cell(row.cells, Role.TITLE), columns.cell(row.cells, Role.PLACE)
        rest = [(title, last.title), (place, last.place)]
        is_rest = [goes_on(before, words) for words, before in rest if words and before]
        if not is_rest or not all(is_rest) or (title and not goes_on(last.title, title)):
            return False
        for name, words in (("title", title), ("place", place)):
            if words:
                last.go_on(name, words)
        return True

    def _day(self, row: Row, columns: Columns) -> bool:
        """Begin the day that a cell names; whether anything else stands in the row."""
        cell = columns.cell(row.cells, Role.DAY)
        heading = heading_of(cell, in_column=True) if cell else None
        if heading is not None:
            if not self.making.headings or self.making.headings[-1][1] != heading:
                self.making.head(row.where, heading)
        elif cell:
            self.making.leave(row.where, cell)
        return any(text for number, text in enumerate(row.cells) if number != columns.of(Role.DAY) and text)

    def _lone_cell(self, row: Row, columns: Columns, number: int, cell: str) -> None:
        """A row with one cell across: a line of its own, or a word more about the entry before."""
        role, items = columns.roles.get(number), self.making.items
        if role is Role.TIME and (found := stated_time(cell, expected=True)) and found.stop >= len(cell):
            items.append(self._item(row, columns, cell, ""))
        elif role is Role.PLACE and items and items[-1].place:
            items[-1].go_on("place", cell)
            items[-1].ask(About.PLACE, "place-maybe", items[-1].place, items[-1].place)
        elif role in (Role.PLACE, Role.PEOPLE, Role.NOTE) and items:
            self.making.leave(row.where, cell)
        else:
            self.text.line(row.where, cell)

    # ── what a row says of an entry ───────────────────────────────────────────────────────────────────────────────────

    def _item(self, row: Row, columns: Columns, time: str, title: str) -> Item:
        item = Item(row.where, self.making.day, from_table=True)
        title, _, perhaps = title.partition(PERHAPS)
        item.title, *more = [line for line in title.split("\n") if line] or [""]
        item.second, *_ = re.split(rf"[\n{PERHAPS}]", columns.cell(row.cells, Role.SECOND))
        item.place = " ".join(columns.cell(row.cells, Role.PLACE).replace(PERHAPS, " ").split())
        item.is_apart = columns.of(Role.PLACE) is not None
        item.people = ", ".join(columns.cell(row.cells, Role.PEOPLE).split("\n"))
        item.notes += [
            cell for number, role in columns.roles.items() if role is Role.NOTE and (cell := _at(row, number))
        ]
        timing.set_time(item, " ".join(time.split()))
        timing.set_end(item, columns.cell(row.cells, Role.END))
        self._ask_for_time(item, row, columns)
        for line in more:
            self._inside(item, line)
        if perhaps:
            _perhaps_place(item, perhaps)
        _title_from_elsewhere(item, time)
        self._ask_for_place(item, row, columns)
        return item

    def _ask_for_time(self, item: Item, row: Row, columns: Columns) -> None:
        """Whether a time that is merged over several rows is that of each of them."""
        above = self.making.last
        if columns.of(Role.TIME) in row.merged and above is not None and above.printed_time:
            item.printed_time = above.printed_time
            item.ask(About.TIME, "time-shared", above.printed_time, "", (above.printed_time,))
        else:
            item.printed_time = columns.cell(row.cells, Role.TIME)

    def _ask_for_place(self, item: Item, row: Row, columns: Columns) -> None:
        """A cell merged with the place above has the same place; one that is only empty may have."""
        above = self.making.last
        if not item.is_apart or item.place or above is None or not above.printed_place:
            item.printed_place = item.place
            return
        item.printed_place = above.printed_place
        if columns.of(Role.PLACE) in row.merged:
            item.place = above.printed_place
        else:
            item.ask(About.PLACE, "place-empty", item.title, "", (above.printed_place,))

    def _inside(self, item: Item, line: str) -> None:
        """A further line of a title's cell."""
        if named := lines.labelled(line):
            name, words = named
            item.begin(name if name in ("place", "people") and not item.said(name) else "notes", words)
        elif not item.second and script_of(line) not in (None, script_of(item.title)):
            item.second = line
        elif goes_on(item.title, line):
            item.go_on("title", line)
        elif not item.place and (is_place(line) or self.setting.second_lines):
            self._second_line(item, line)
        else:
            item.notes.append(line)

    def _second_line(self, item: Item, line: str) -> None:
        """What stands under a title: a place by its words, or because it is where this paper has its places."""
        is_short = len(line.split()) <= lines.WORDS_IN_PLACE
        if not is_short and not self.setting.second_lines:
            item.notes.append(line)
            return
        item.place = line
        if not is_place(line) and not (self.setting.second_sure and is_short):
            self.making.second_lines.append(item)


def _perhaps_place(item: Item, line: str) -> None:
    """A line that may be the rest of the title, in a paper that has its places there."""
    if item.place:
        item.title = f"{item.title} {line}"
    else:
        item.ask(About.PLACE, "place-maybe", line, line, (f"{item.title} {line}",))
        item.place = line


def _title_from_elsewhere(item: Item, time: str) -> None:
    """Where the title's cell is empty: the second language, what stands behind the time, a place; always something."""
    if not item.title:
        if item.second:
            item.title, item.second = item.second, ""
        elif found := stated_time(time, expected=True):
            item.title = time[found.stop :].strip() or item.place or item.people
    item.title = item.title or "…"
    if item.title in ("…", item.place, item.people):
        item.ask(About.TITLE, "no-title", time, item.title)


def _at(row: Row, number: int) -> str:
    return row.cells[number] if number < len(row.cells) else ""
