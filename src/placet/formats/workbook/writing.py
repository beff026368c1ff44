"""A visit as a workbook. Reading it back gives an equal visit; the same visit gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from placet.errors import Cell, TooLarge
from placet.formats.plain import write
from placet.formats.schema import tables_of_ids
from placet.formats.shapes import Form, Shape
from placet.formats.workbook import look
from placet.formats.workbook.cells import MOST_CHARS, written
from placet.formats.workbook.headings import OWN
from placet.formats.workbook.layout import FIELD, OF, PRIVATE, VALUE, VISIT, Column, Labels, Sheet, sheets
from placet.model.text import LANGUAGE_PATTERN
from placet.model.visit import Visit

_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001  # a file's own date: no zone, and none is meant
_COMMON = frozenset(
    {"status", "day", "at", "ends", "length", "venues", "track", "who", "leg", "press", "note", "reason"}
)
"""Fields whose columns stay in sight though nothing is in them."""
_TITLE_CHARS = 31


@dataclass(frozen=True, slots=True)
class _Heading:
    """A column as it is written: a field and, of a text, one language."""

    column: Column
    language: str = ""

    @property
    def name(self) -> str:
        """As the second row has it."""
        return f"{self.column.name} [{self.language}]" if self.language else self.column.name

    def value(self, entry: Any) -> Any:
        """What of an entry stands here; None for nothing."""
        for step in (*self.column.path, *([self.language] if self.language else [])):
            entry = entry.get(step) if isinstance(entry, Mapping) else None
        return entry


def write_workbook(visit: Visit, labels: Labels, *, shared_only: bool = False) -> bytes:
    """The workbook, headed in the language of `labels`; without any sheet that stays in the office if `shared_only`.

    Raises `TooLarge` for a text that no cell holds.
    """
    return _Writer(visit, labels, shared_only=shared_only).bytes()


class _Writer:
    """One workbook while it is made."""

    def __init__(self, visit: Visit, labels: Labels, *, shared_only: bool) -> None:
        """Choose the sheets and name them."""
        self._labels = labels
        self._data: dict[str, Any] = {"format_version": visit.format_version, **write(visit)}
        self._is_imported = visit.printed is not None
        self._languages = _languages(visit, self._data)
        self._sheets = [sheet for sheet in sheets() if self._is_wanted(sheet, shared_only=shared_only)]
        self._titles = {sheet.key: self._title(sheet) for sheet in self._sheets}
        self._book = Workbook()
        self._book.remove(self._book.active)
        self._book.properties = DocumentProperties(creator="Placet", created=_EPOCH, modified=_EPOCH)

    def bytes(self) -> bytes:
        """The whole file."""
        counts = {}
        for sheet in self._sheets:
            made = self._book.create_sheet(self._titles[sheet.key])
            if sheet.key != VISIT:
                counts[sheet.key] = self._things(made, sheet)
        self._fields(self._book.worksheets[0], self._sheets[0])
        self._contents(self._book.worksheets[0], counts)
        return _packed(self._book)

    def _is_wanted(self, sheet: Sheet, *, shared_only: bool) -> bool:
        if sheet.is_private and shared_only:
            return False
        return self._is_imported or not sheet.key.startswith("printed")

    def _title(self, sheet: Sheet) -> str:
        own = self._labels.sheets[sheet.key.removesuffix(f".{PRIVATE}")]
        return (self._labels.private.format(sheet=own) if sheet.is_private else own)[:_TITLE_CHARS]

    def _headings(self, sheet: Sheet) -> list[_Heading]:
        return [
            _Heading(column, language)
            for column in sheet.columns
            if self._is_imported or not column.name.rpartition(".")[2].startswith("printed")
            for language in (self._languages if column.shape.form is Form.TEXT else [""])
        ]

    # ── a row for each thing ──────────────────────────────────────────────────────────────────────────────────────────

    def _things(self, made: Worksheet, sheet: Sheet) -> int:
        """Fill a sheet; how many rows it has."""
        headings, first = self._headings(sheet), len(sheet.keys) + 1
        for index, key in enumerate(sheet.keys, start=1):
            doc = self._labels.belongs_to.format(table=sheet.path[0]) if key == OF else self._labels.own_id
            label = self._titles[sheet.path[0]] if key == OF else self._labels.field(sheet.key, key)
            self._head(made, sheet, index, label, key, doc)
            look.dress_column(made, index, wide=22, form=look.TEXT, right_to_left=False)
        for index, heading in enumerate(headings, start=first):
            self._head(made, sheet, index, self._label(sheet, heading), heading.name, self._meaning(heading.column))
            form = look.number_format(heading.column.shape)
            runs = self._runs(heading)
            look.dress_column(made, index, wide=look.width(heading.column), form=form, right_to_left=runs)
        rows = list(_rows(sheet, self._data, headings))
        for number, (keys, entry) in enumerate(rows, start=3):
            for index, key in enumerate(keys, start=1):
                self._put(made, number, index, key)
                look.dress_cell(made.cell(number, index), form=look.TEXT, is_key=True, right_to_left=False)
            for index, heading in enumerate(headings, start=first):
                self._value(made, number, index, heading, entry)
        self._offer(made, sheet, headings)
        right_to_left = self._labels.runs_right_to_left(self._labels.language)
        look.dress_sheet(made, keys=len(sheet.keys), private=sheet.is_private, right_to_left=right_to_left)
        if rows:
            look.fold(made, (first + at for at, heading in enumerate(headings) if self._is_folded(heading, rows)))
        look.fit(made)
        look.divide(made)
        return len(rows)

    def _head(self, made: Worksheet, sheet: Sheet, index: int, label: str, name: str, doc: str) -> None:
        self._put(made, 1, index, label)
        self._put(made, 2, index, f"{sheet.key}: {name}" if index == 1 else name)
        look.dress_heading(made, index, private=sheet.is_private, doc=doc)

    def _label(self, sheet: Sheet, heading: _Heading) -> str:
        label = self._labels.field(sheet.key.removesuffix(f".{PRIVATE}"), heading.column.name)
        return f"{label} [{heading.language}]" if heading.language else label

    def _value(self, made: Worksheet, row: int, index: int, heading: _Heading, entry: Any) -> None:
        raw = heading.value(entry)
        if raw is not None:
            shape = heading.column.shape
            self._put(made, row, index, written(shape, raw))
        form = look.number_format(heading.column.shape)
        look.dress_cell(made.cell(row, index), form=form, right_to_left=self._runs(heading))

    def _runs(self, heading: _Heading) -> bool | None:
        """Times, ids and lists of them run left to right on every sheet: `10:00–13:00` must never be seen reversed."""
        if heading.language:
            return self._labels.runs_right_to_left(heading.language)
        shape = heading.column.shape
        is_free = shape.form is Form.SCALAR and shape.python is str and shape.refers_to is None
        return None if is_free else False

    def _put(self, made: Worksheet, row: int, index: int, value: Any) -> None:
        """A value as it is: never a formula, whatever it begins with."""
        cell = made.cell(row, index)
        if isinstance(value, str) and len(value.encode("utf-16-le")) // 2 > MOST_CHARS:
            at = Cell(1, made.title, row, index)
            raise TooLarge(at.sheet, "cell", cell=at.address, count=len(value), most=MOST_CHARS)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"

    def _is_folded(self, heading: _Heading, rows: list[tuple[tuple[str, ...], Any]]) -> bool:
        if heading.column.required or heading.column.name in _COMMON:
            return False
        return all(heading.value(entry) is None for _, entry in rows)

    def _offer(self, made: Worksheet, sheet: Sheet, headings: list[_Heading]) -> None:
        """Lists to choose from: what a field may be, and the ids that there are."""
        if sheet.is_inside or sheet.key.endswith(f".{PRIVATE}"):
            look.offer(made, look.rows_of(1), self._ids(sheet.path[0]), strict=False)
        for index, heading in enumerate(headings, start=len(sheet.keys) + 1):
            self._offer_for(made, look.rows_of(index), heading.column.shape)

    def _offer_for(self, made: Worksheet, cells: str, shape: Shape) -> None:
        if shape.form is Form.CHOICE:
            look.offer(made, cells, f'"{",".join(choice.value for choice in shape.python)}"', strict=True)
        elif shape.form is Form.SCALAR and shape.python is bool:
            look.offer(made, cells, '"TRUE,FALSE"', strict=True)
        elif shape.form is Form.SCALAR and shape.refers_to is not None:
            tables = tables_of_ids()[shape.refers_to]
            if len(tables) == 1:
                look.offer(made, cells, self._ids(tables[0]), strict=False)

    def _ids(self, table: str) -> str:
        title = self._titles[table].replace("'", "''")
        return f"'{title}'!{look.rows_of(1).replace('A', '$A$')}"

    # ── a row for each field ──────────────────────────────────────────────────────────────────────────────────────────

    def _fields(self, made: Worksheet, sheet: Sheet) -> None:
        heads = [("label", OWN), (FIELD, f"{VISIT}: {FIELD}"), (VALUE, VALUE), ("meaning", OWN)]
        for index, (key, name) in enumerate(heads, start=1):
            self._put(made, 1, index, self._labels.field(VISIT, key))
            self._put(made, 2, index, name)
            look.dress_heading(made, index, private=False, doc="")
            look.dress_column(made, index, wide=(30, 20, 58, 76)[index - 1], form=look.TEXT)
        for row, heading in enumerate(self._headings(sheet), start=3):
            self._put(made, row, 1, self._label(sheet, heading))
            look.dress_cell(made.cell(row, 1), form=look.TEXT, is_key=True)
            self._put(made, row, 2, heading.name)
            self._put(made, row, 4, self._meaning(heading.column))
            for index in (2, 4):
                look.quiet(made.cell(row, index))
            self._value(made, row, 3, heading, self._data)
            self._offer_for(made, f"C{row}", heading.column.shape)
        right_to_left = self._labels.runs_right_to_left(self._labels.language)
        look.dress_sheet(made, keys=2, private=False, right_to_left=right_to_left)

    def _meaning(self, column: Column) -> str:
        """What a field means, and what it is where nothing stands."""
        usual = "" if column.usual is None else str(written(column.shape, column.usual))
        return self._labels.meaning(column.declared, usual)

    def _contents(self, made: Worksheet, counts: Mapping[str, int]) -> None:
        """Beside the fields: every other sheet, a click away, and how much stands on it."""
        for index, key in enumerate(("sheet", "rows", "holds"), start=6):
            self._put(made, 1, index, self._labels.fields[key])
            self._put(made, 2, index, OWN)
            look.dress_heading(made, index, private=False, doc="")
            look.dress_column(made, index, wide=(32, 9, 52)[index - 6], form="General")
        for row, sheet in enumerate(self._sheets[1:], start=3):
            title = self._titles[sheet.key]
            self._put(made, row, 6, title)
            look.link(made.cell(row, 6), title, private=sheet.is_private)
            self._put(made, row, 7, counts[sheet.key])
            self._put(made, row, 8, self._labels.meaning(sheet.declared, ""))
            for index in (7, 8):
                look.quiet(made.cell(row, index))
        look.fit(made)
        look.divide(made)


def _languages(visit: Visit, data: Mapping[str, Any]) -> list[str]:
    """The visit's own language, those of the sides, and every other that a text of it is in."""
    sides = [language for side in visit.sides.values() for language in side.languages]
    found = [language for sheet in sheets() for column in sheet.columns for language in _found(sheet, column, data)]
    return [name for name in dict.fromkeys([visit.language, *sides, *sorted(found)]) if LANGUAGE_PATTERN.match(name)]


def _found(sheet: Sheet, column: Column, data: Mapping[str, Any]) -> Iterator[str]:
    if column.shape.form is Form.TEXT:
        for _, entry in _rows(sheet, data, None):
            yield from _Heading(column).value(entry) or ()


def _rows(
    sheet: Sheet, data: Mapping[str, Any], headings: list[_Heading] | None
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The rows of a sheet: their keys, and what the fields are looked up in.

    With headings, of a private sheet only the rows in which something stands.
    """
    if sheet.key == VISIT:
        yield (), data
        return
    around = data.get(sheet.path[0], {})
    if not sheet.is_inside:
        for keys, entry in _entries(around):
            full = _explicit(sheet, entry)
            is_beside = headings is not None and sheet.key.endswith(f".{PRIVATE}")
            if not is_beside or any(heading.value(full) is not None for heading in headings or ()):
                yield keys, full
        return
    for name, thing in around.items():
        for keys, entry in _entries(thing.get(sheet.path[1], {})):
            yield (name, *keys), entry


def _entries(around: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(around, list):
        yield from (((), entry) for entry in around)
    else:
        yield from (((name,), entry) for name, entry in around.items())


def _explicit(sheet: Sheet, entry: Any) -> Any:
    """A table inside that says nothing and means the usual, with the usual written out: blank cells would be none."""
    if not isinstance(entry, Mapping):
        return entry
    filled = dict(entry)
    for column in sheet.columns:
        if len(column.path) == 2 and entry.get(column.path[0]) == {} and column.usual is not None:
            filled[column.path[0]] = {**filled[column.path[0]], column.path[1]: column.usual}
    return filled


def _packed(book: Workbook) -> bytes:
    """The file, packed with fixed dates, so that the same workbook has the same bytes."""
    loose, packed = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(loose, "w")).save()  # not `save`, which writes the hour into it
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            target.writestr(zipfile.ZipInfo(name, _EPOCH.timetuple()[:6]), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
