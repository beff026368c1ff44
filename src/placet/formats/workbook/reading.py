"""A workbook as the tree that TOML gives, so that every check of a visit file is the same.

A sheet is known by the first cell of its row of names (`engagements: id`), a column by its name in that row, whatever
language the headings are in and wherever either was moved to. All faults of all sheets are reported at once, by sheet
and cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from placet.errors import Cell, Fact, Line, Word
from placet.formats.plain import Reading
from placet.formats.positions import Path
from placet.formats.printed import interpreted
from placet.formats.toml import shown
from placet.formats.visitfile import VisitFile, refuse_newer, whole_visit
from placet.formats.workbook.cells import Odd, read
from placet.formats.workbook.door import RawSheet
from placet.formats.workbook.headings import OWN, Faults, Headed, named, recognised
from placet.formats.workbook.layout import FIELD, ID, OF, PRIVATE, VALUE, VISIT, Column


def read_workbook(file: str, raw: tuple[RawSheet, ...]) -> VisitFile:
    """The visit in these sheets. Raises `VisitFileError` with every fault, `UnsupportedVersion` for a newer format."""
    faults = Faults(file)
    tree = _Tree(faults)
    for headed in recognised(raw, faults):
        if headed.sheet.key == VISIT:
            tree.take_fields(headed)
        else:
            tree.take_things(headed)
    refuse_newer(file, tree.data)
    return whole_visit(_CellReading(tree, faults), interpreted(tree.data), tree.lines)


_OF_SHEETS = {"no-leg": "no-leg-row"}
"""What has no cell, and is yet told otherwise of a workbook than of a file of lines."""


class _CellReading(Reading):
    """A reading whose faults are told as of cells: what a refused cell makes wrong elsewhere is not told twice."""

    def __init__(self, tree: _Tree, faults: Faults) -> None:
        """Begin with what the sheets themselves have wrong. Layers are a matter of sheets here."""
        stated = tree.data.get("language")
        super().__init__(tree.place, stated if isinstance(stated, str) else "en", faults=list(faults.found))
        self._told = {fault.line for fault in faults.found}
        self._lost = tree.lost

    def fault(self, path: Path, reason: str, **facts: Fact) -> None:
        """Report one fault, unless its cell was refused already or it follows from a sheet that could not be read."""
        _, line = self.place(path)
        if line not in self._told and not self._follows(path, reason, facts):
            super().fault(path, _OF_SHEETS.get(reason, reason), **facts)

    def _follows(self, path: Path, reason: str, facts: Mapping[str, Fact]) -> bool:
        tables = facts.get("tables")
        if reason == "unknown-id" and isinstance(tables, tuple):
            return not self._lost.isdisjoint(tables)
        if reason == "no-leg":
            return "legs" in self._lost
        return VISIT in self._lost and self.place(path)[1] is None


class _Tree:
    """The tree while it grows, and the cell of every path in it."""

    def __init__(self, faults: Faults) -> None:
        """Begin with nothing."""
        self.data: dict[str, Any] = {}
        self.lines: dict[Path, tuple[str, Line]] = {}
        self.lost: set[str] = set()
        """Tables whose sheets could not be read at all, and `visit` for that of single fields."""
        self._faults = faults

    def place(self, path: Path) -> tuple[str, Line | None]:
        """The cell of a path, or of the nearest thing around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return self._faults.file, None

    def _stands(self, path: Path, cell: Cell) -> None:
        self.lines.setdefault(path, (self._faults.file, cell))

    def take_fields(self, headed: Headed) -> None:
        """The sheet that has a row for each field."""
        if self._has_lost(headed, (FIELD, VALUE)):
            return
        for number, said in headed.rows():
            name, value = str(said.get(FIELD, "")), said.get(VALUE)
            field = named(headed.sheet, name)
            if value is None or name.startswith(OWN):
                continue
            if field is None:
                meant = self._faults.meant(name, [column.name for column in headed.sheet.columns])
                found = shown(name) if name else Word("words", "nothing")
                self._faults.tell(headed.cell(number, FIELD), (), "no-field", found=found, meant=meant)
            else:
                self._put(self.data, (), field, value, headed.cell(number, VALUE))

    def take_things(self, headed: Headed) -> None:
        """A sheet that has a row for each thing."""
        sheet = headed.sheet
        self._stands((sheet.path[0],), headed.cell(headed.row, (*sheet.keys, "")[0]) if headed.names else _top(headed))
        if not self._has_lost(headed, sheet.keys):
            self._tell_of_gaps(headed)
        for number, said in headed.rows():
            found = self._entry(headed, number, said)
            if found is None:
                continue
            entry, path = found
            for name, value in said.items():
                field = named(sheet, name)
                if field is not None and name not in sheet.keys:
                    self._put(entry, path, field, value, headed.cell(number, name))
            for table in sheet.always:
                entry.setdefault(table, {})
            if not sheet.columns[0].path:
                self._settle(path, entry)

    def _has_lost(self, headed: Headed, keys: tuple[str, ...]) -> bool:
        """Whether a sheet says of none of its rows what it is about: told once, and nothing that follows from it."""
        rows = [number for number, _ in headed.rows()]
        gone = [key for key in keys if key not in headed.names] if rows else []
        for key in gone:
            cells = replace(headed.cell(rows[0], key), last_row=rows[-1] if len(rows) > 1 else 0)
            first = f"{headed.sheet.key}: {key}" if key == keys[0] else key
            if len(rows) == 1 and headed.is_named(key):
                self._faults.tell(cells, (), "no-id-here", column=key)
            else:
                self._faults.tell(cells, (), "no-ids" if headed.sheet.path else "no-fields", column=key, name=first)
        is_lost = bool(gone) or (not headed.names and self._faults.are_in(headed.raw))
        if is_lost and not (headed.sheet.is_inside or headed.sheet.is_private):
            self.lost.add(headed.sheet.key)
        return is_lost

    def _tell_of_gaps(self, headed: Headed) -> None:
        """The rows that lack an id which others have."""
        for key in headed.sheet.keys:
            gaps = [headed.cell(number, key) for number, said in headed.rows() if said.get(key) is None]
            self._faults.tell_of(gaps, "no-id-here", column=key)

    def _entry(self, headed: Headed, number: int, said: Mapping[str, Any]) -> tuple[dict[str, Any], Path] | None:
        """The table that a row fills in, and its path; None where the row does not say which."""
        sheet = headed.sheet
        ids = self._ids(headed, number, said)
        if ids is None:
            return None
        path: Path = (sheet.path[0],)
        around = self.data.setdefault(sheet.path[0], {} if sheet.has_id or sheet.is_inside else [])
        if sheet.is_inside:
            if not self._is_there(headed.cell(number, OF), around, (*path, ids[OF])):
                return None
            path = (*path, ids[OF], sheet.path[1])
            around = around[ids[OF]].setdefault(sheet.path[1], {} if sheet.has_id else [])
        at = headed.cell(number, sheet.keys[-1] if sheet.keys else "")
        if not sheet.has_id:
            path = (*path, len(around))
            around.append({})
            self._stands(path, at)
            return around[-1], path
        path = (*path, ids[ID])
        if sheet.key.endswith(f".{PRIVATE}"):
            is_good = self._is_there(at, around, path) and self._is_first(at, path, (*path, PRIVATE))
        else:
            is_good = self._is_first(at, path, path)
            around.setdefault(ids[ID], {})
        return (around[ids[ID]], path) if is_good else None

    def _ids(self, headed: Headed, number: int, said: Mapping[str, Any]) -> dict[str, str] | None:
        ids = {}
        for key in headed.sheet.keys:
            value = said.get(key)
            if value is None and (key == OF or headed.sheet.is_private):
                return None  # told with its neighbours; what the rest of the row belongs to, nobody knows
            if value is None:
                value = f"row-{number}"  # told too; it stands in for the id, so that the rest of the row is looked at
            if isinstance(value, Odd):
                found = str(value) or Word("words", value.reason)
                self._faults.tell(headed.cell(number, key), (), "no-id", found=found)
                return None
            ids[key] = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        return ids

    def _is_there(self, at: Cell, table: Mapping[str, Any], path: Path) -> bool:
        """Whether a row's thing has a row on the sheet of things."""
        name = str(path[-1])
        if name in table:
            return True
        if path[0] in self.lost:
            return False
        meant = self._faults.meant(name, table)
        self._faults.tell(at, path, "no-row", found=shown(name), table=str(path[0]), meant=meant)
        return False

    def _is_first(self, at: Cell, path: Path, mark: Path) -> bool:
        """Whether a thing has no row on this sheet yet."""
        _, before = self.lines.get(mark, ("", None))
        if isinstance(before, Cell):
            self._faults.tell(at, path, "second-row", before=before.row)
        self._stands(mark, at)
        return before is None

    def _put(self, entry: dict[str, Any], base: Path, field: tuple[Column, str], raw: Any, cell: Cell) -> None:
        """One cell into its table; the tables on the way are made."""
        column, language = field
        *way, last = column.path or (VALUE,)
        path: Path = (*base, *way, last)
        value = read(column.shape, raw)
        for odd in _odd_parts(value):
            self._faults.tell(cell, path, odd.reason, **odd.facts)
        for length in range(len(base) + 1, len(path) + 1):
            self._stands(path[:length], cell)
        for step in way:
            entry = entry.setdefault(step, {})
        table: Any = entry
        if language:
            path, last, table = (*path, language), language, entry.setdefault(last, {})
            self._stands(path, cell)
        if isinstance(table, dict) and last not in table:
            table[last] = value
        else:
            self._faults.tell(cell, path, "field-twice")

    def _settle(self, path: Path, entry: Mapping[str, Any]) -> None:
        """A row that is a mere value, and no table, takes its place in the list or map around it."""
        around: Any = self.data
        for step in path[:-1]:
            around = around[step]
        around[path[-1]] = value = entry.get(VALUE, "")
        for language in value if isinstance(value, dict) else ():
            self.lines[(*path, language)] = self.lines[(*path, VALUE, language)]


def _top(headed: Headed) -> Cell:
    return Cell(headed.raw.number, headed.raw.title, headed.row, 1)


def _odd_parts(value: Any) -> Iterator[Odd]:
    entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, Odd):
        yield value
    for entry in entries:
        yield from _odd_parts(entry)
