"""Which sheet is which, and which column: by the names that Placet wrote, or that a hand wrote in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from placet.errors import Cell, Fact, Facts, Fault
from placet.formats import limits
from placet.formats.positions import Path
from placet.formats.shapes import Form
from placet.formats.toml import dotted, shown
from placet.formats.workbook.door import RawSheet
from placet.formats.workbook.layout import FIELD, PRIVATE, VALUE, VISIT, Column, Sheet, sheets

OWN = "#"
"""A sheet or column whose name begins so is the office's own and is not read."""
LOOKED_AT = 6
"""Rows from the top among which the names of columns stand."""
_FEW = 2
"""Columns without a name that we know are told one by one; of more, none of which is known, the row is told."""
_NAMES = re.compile(r"([a-z_.]+): ([a-z_.]+(?: \[[^\]]*\])?)\Z")
_LANGUAGE = re.compile(r"(.+) \[([^\]]*)\]\Z")


@dataclass(slots=True)
class Faults:
    """What is wrong with the sheets themselves."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def tell(self, cell: Cell, path: Path, reason: str, **facts: Fact) -> None:
        """One fault at its cell."""
        self.found.append(Fault(self.file, cell, dotted(path), reason, facts))

    def tell_of(self, cells: Sequence[Cell], reason: str, **facts: Fact) -> None:
        """One fault of several cells: once for those that follow each other."""
        runs: list[Cell] = []
        for cell in cells:
            before = runs[-1] if runs else None
            if before is not None and max(before.row, before.last_row) + 1 == cell.row:
                runs[-1] = replace(before, last_row=cell.row)
            else:
                runs.append(cell)
        for run in runs:
            self.tell(run, (), reason, **facts)

    def are_in(self, sheet: RawSheet) -> bool:
        """Whether any was told of a sheet."""
        return any(isinstance(fault.line, Cell) and fault.line.number == sheet.number for fault in self.found)

    def meant(self, word: str, known: Iterable[str]) -> str:
        """The word that looks most like this; none after many faults, since each takes a while to find."""
        many = len(self.found) >= limits.MAX_FAULTS
        nearest = [] if many else get_close_matches(word, list(known), n=1, cutoff=0.5)
        return nearest[0] if nearest else ""


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet that was recognised: the row of its names, and where each column that is read stands (from 0)."""

    sheet: Sheet
    raw: RawSheet
    row: int
    names: dict[str, int]

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Rows below the names that hold anything in a column that is read, as values by column."""
        for number, values in self.raw.rows:
            said = {name: values[index] for name, index in self.names.items() if values[index] is not None}
            if number > self.row and said:
                yield number, said

    def is_named(self, key: str) -> bool:
        """Whether a column's name stands in the row of names, though nothing else may stand in it."""
        names = next(values for number, values in self.raw.rows if number == self.row)
        return key in (str(name or "").removeprefix(f"{self.sheet.key}: ").strip() for name in names)

    def cell(self, row: int, name: str) -> Cell:
        """The cell of a column; of one that there is not, the first of those there are."""
        index = self.names.get(name, min(self.names.values(), default=0))
        return Cell(self.raw.number, self.raw.title, row, index + 1)


def named(sheet: Sheet, name: str) -> tuple[Column, str] | None:
    """The field that a name stands for, and the language of its text or nothing; None for the name of none."""
    match = _LANGUAGE.match(name)
    plain, language = (match[1], match[2]) if match else (name, "")
    column = next((column for column in sheet.columns if column.name == plain), None)
    is_wrong = column is None or (match is not None and column.shape.form is not Form.TEXT)
    return None if column is None or is_wrong else (column, language)


def recognised(raw: Iterable[RawSheet], faults: Faults) -> list[Headed]:
    """The sheets that are read: things before what belongs to them. All others are told of."""
    found: dict[str, Headed] = {}
    known = {sheet.key: sheet for sheet in sheets()}
    for sheet in raw:
        if not sheet.rows or sheet.title.startswith(OWN):
            continue
        key, row = _key(sheet, known)
        top = Cell(sheet.number, sheet.title, sheet.rows[0][0], 1)
        if key not in known:
            meant = faults.meant(sheet.title.casefold(), known)
            faults.tell(top, (), "unknown-sheet", sheet=shown(sheet.title), own=OWN, meant=meant)
        elif key in found:
            faults.tell(top, (), "second-sheet", table=key, before=shown(found[key].raw.title))
        else:
            found[key] = Headed(known[key], sheet, row, _columns(known[key], sheet, row, faults))
    order = list(known)
    return sorted(found.values(), key=lambda each: (each.sheet.is_inside, order.index(each.sheet.key)))


def _key(raw: RawSheet, known: Mapping[str, Sheet]) -> tuple[str, int]:
    """Which sheet it is, and the row of its names; one that was made by hand is known by its title."""
    for number, values in raw.rows:
        for value in values if number <= LOOKED_AT else ():
            match = _NAMES.match(value) if isinstance(value, str) else None
            if match is not None and match[1] in known:
                return match[1], number
    title = raw.title.strip().casefold()
    key = title if title in known else _by_names(raw, known)
    return key or title, _row_of_names(known[key], raw) if key in known else raw.rows[0][0]


def _by_names(raw: RawSheet, known: Mapping[str, Sheet]) -> str:
    """The one sheet that has columns of all names in some row; empty for none, and where a few names fit several."""
    for number, values in raw.rows:
        names = [value for value in values if value is not None]
        if number <= LOOKED_AT and len(names) > _FEW:
            fitting = [key for key, sheet in known.items() if all(_is_name(sheet, name) for name in names)]
            if len(fitting) == 1:
                return fitting[0]
    return ""


def _row_of_names(sheet: Sheet, raw: RawSheet) -> int:
    """The row that has most names of its columns: what made the sheet known may have stood in a column that is gone."""
    looked_at = [(number, values) for number, values in raw.rows if number <= LOOKED_AT] or list(raw.rows[:1])
    return max(looked_at, key=lambda row: (sum(_is_name(sheet, value) for value in row[1]), -row[0]))[0]


def _is_name(sheet: Sheet, value: Any) -> bool:
    name = str(value or "").strip()
    return name in _keys(sheet) or (sheet.key != VISIT and bool(name) and named(sheet, name) is not None)


def _columns(sheet: Sheet, raw: RawSheet, row: int, faults: Faults) -> dict[str, int]:
    """Where each column with anything in it stands. A row of names without a name in it is told of as a whole."""
    found: dict[str, int] = {}
    names = next(values for number, values in raw.rows if number == row)
    used = [index for index, value in enumerate(names) if value is not None]
    if len(used) > _FEW and not any(_is_name(sheet, str(names[i]).removeprefix(f"{sheet.key}: ")) for i in used):
        cells = Cell(raw.number, raw.title, row, used[0] + 1, last_column=used[-1] + 1)
        first = next(iter((*_keys(sheet), *(column.name for column in sheet.columns))))
        faults.tell(cells, (), "no-names", first=f"{sheet.key}: {first}")
        return found
    for index, value in enumerate(names):
        name = str(value or "").removeprefix(f"{sheet.key}: ").strip()
        is_used = any(number > row and values[index] is not None for number, values in raw.rows)
        cell = Cell(raw.number, raw.title, row, index + 1)
        if name.startswith(OWN) or not is_used:
            continue
        if name in found:
            faults.tell(cell, (), "second-column", name=shown(name))
        elif name in _keys(sheet) or (sheet.key != VISIT and named(sheet, name) is not None):
            found[name] = index
        else:
            reason, facts = _unknown(sheet, name, faults)
            faults.tell(cell, (), reason, **facts)
    return found


def _keys(sheet: Sheet) -> tuple[str, ...]:
    return (FIELD, VALUE) if sheet.key == VISIT else sheet.keys


def _unknown(sheet: Sheet, name: str, faults: Faults) -> tuple[str, Facts]:
    """What is wrong with a column."""
    if not name:
        return "unnamed-column", {"own": OWN}
    twin = sheet.key.removesuffix(f".{PRIVATE}") if sheet.is_private else f"{sheet.key}.{PRIVATE}"
    other = next((each for each in sheets() if each.key == twin and each is not sheet), None)
    if other is not None and named(other, name) is not None:
        reason = "internal-column" if other.is_private else "shared-column"
        return reason, {"name": shown(name), "sheet": other.key}
    known = _keys(sheet) if sheet.key == VISIT else (*sheet.keys, *(column.name for column in sheet.columns))
    return "unknown-column", {"found": shown(name), "known": known, "meant": faults.meant(name, known)}
