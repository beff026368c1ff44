"""Word documents: paragraphs and tables in their order, as they read today.

Insertions that wait to be accepted are read, deletions are not. Hidden text is left out and noted. Headers, footers
and notes are not the programme and are not read.
"""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree  # whatever comes here has passed `Archive.check_xml`: no entities

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from placet.reading import limits
from placet.reading.archive import Archive
from placet.reading.grid import FileKind, Grid, Note, Row, Where
from placet.reading.refusal import Refused

ATTACHED = "urn:placet:programme:1"
"""Namespace of the part that our own Word documents carry (`documents.typeset.word`); Word renames its file."""

_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_GONE = frozenset(map(qn, ("w:del", "w:moveFrom")))
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADINGS = ("heading", "title", "subtitle")


def read(content: bytes) -> Grid:
    """The rows of a Word document."""
    archive = Archive(content)
    archive.check_xml()
    document = Document(io.BytesIO(content))
    body = _Body(headings=_heading_styles(document))
    body.take(document.element.body)
    if not body.rows and any(name.startswith("word/media/") for name in archive.names):
        raise Refused("no-text")
    return Grid(
        kind=FileKind.WORD, rows=tuple(body.rows), attached=_attached(archive), notes=tuple(sorted(body.notes, key=str))
    )


def _heading_styles(document: DocumentType) -> frozenset[str]:
    return frozenset(style.style_id for style in document.styles if str(style.name).lower().startswith(_HEADINGS))


@dataclass(slots=True)
class _Text:
    """What is gathered from one paragraph or cell: its text, what is tagged in it, and what stands apart from it."""

    parts: list[str] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)
    apart: list[BaseOxmlElement] = field(default_factory=list)

    def text(self) -> str:
        return "".join(self.parts).strip(" \n\r")


@dataclass(slots=True)
class _Cells:
    """A row: its cells, what is tagged in them, which are the rest of one above, and the tables inside them."""

    cells: list[str]
    tags: list[tuple[str, str]] = field(default_factory=list)
    merged: list[int] = field(default_factory=list)
    apart: list[BaseOxmlElement] = field(default_factory=list)


@dataclass(slots=True)
class _Body:
    """The rows so far, and how far the paragraphs and tables are counted."""

    headings: frozenset[str]
    rows: list[Row] = field(default_factory=list)
    notes: set[Note] = field(default_factory=set)
    paragraphs: int = 0
    tables: int = 0

    def take(self, parent: BaseOxmlElement) -> None:
        """Everything in the body, a text box or a content control that holds paragraphs."""
        for element in parent:
            if element.tag == qn("w:p"):
                self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                self._table(element)
            elif element.tag == qn("w:altChunk"):
                self.notes.add(Note(what="embedded"))
            elif element.tag not in _GONE:
                self.take(element)

    def _paragraph(self, element: BaseOxmlElement) -> None:
        said = _Text()
        self._gather(element, said)
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        is_heading = style is not None and style.get(qn("w:val")) in self.headings
        if text := said.text().rstrip("\t"):
            self.paragraphs += 1
            where = (("paragraph", self.paragraphs),)
            for number, line in enumerate(text.split("\n")):
                cells = tuple(cell.strip() for cell in line.rstrip().split("\t"))
                tags = said.tags if number == 0 else []  # a text over several lines is told once
                self._add(where, _Cells(list(cells), tags), is_heading=is_heading)
        for box in said.apart:
            self.take(box)

    def _add(self, where: Where, read: _Cells, *, table: int | None = None, is_heading: bool = False) -> None:
        if any(read.cells):
            self.rows.append(
                Row(
                    where=where,
                    cells=tuple(read.cells),
                    table=table,
                    is_heading=is_heading,
                    merged=tuple(number for number in read.merged if number < limits.MAX_CELLS),
                    tags=tuple(tag for tag, _ in read.tags),
                    tagged=tuple(text for _, text in read.tags),
                )
            )

    def _table(self, element: BaseOxmlElement) -> None:
        self.tables += 1
        table = self.tables
        for number, row in enumerate(_through(element, qn("w:tr")), start=1):
            properties = row.find(qn("w:trPr"))
            if properties is not None and properties.find(qn("w:del")) is not None:
                continue
            read = self._row(row, properties)
            is_heading = properties is not None and properties.find(qn("w:tblHeader")) is not None
            self._add((("table", table), ("row", number)), read, table=table, is_heading=is_heading)
            for nested in read.apart:
                self._table(nested)

    def _row(self, row: BaseOxmlElement, properties: BaseOxmlElement | None) -> _Cells:
        """The cells of a row, a merged one once."""
        read = _Cells([""] * _number(properties, "w:gridBefore", 0))
        for cell in _through(row, qn("w:tc")):
            marks = cell.find(qn("w:tcPr"))
            said = _Text()
            if _continues(marks):
                read.merged.append(len(read.cells))
            else:
                self._cell(cell, said)
            read.cells += [said.text(), *[""] * (_number(marks, "w:gridSpan", 1) - 1)]
            read.tags += said.tags
            read.apart += said.apart
        while read.cells and not read.cells[-1]:
            read.cells.pop()
        return read

    def _cell(self, parent: BaseOxmlElement, said: _Text) -> None:
        """The paragraphs of a cell, a line each. A table in it stands apart, under a number of its own."""
        for element in parent:
            if element.tag == qn("w:tbl"):
                said.apart.append(element)
            elif element.tag == qn("w:p"):
                paragraph = _Text()
                self._gather(element, paragraph)
                said.parts += [paragraph.text().replace("\t", " "), "\n"]
                said.tags += paragraph.tags
                for box in paragraph.apart:
                    self._cell(box, said)
            elif element.tag not in _GONE:
                self._cell(element, said)

    def _gather(self, parent: BaseOxmlElement, said: _Text) -> None:
        """The text inside a paragraph, whatever it is wrapped in."""
        for element in parent:
            tag = element.tag
            if tag == qn("w:t"):
                said.parts.append(element.text or "")
            elif tag in _BREAKS:
                said.parts.append(_BREAKS[tag])
            elif tag == qn("w:txbxContent"):
                said.apart.append(element)
            elif tag == qn("w:sdt"):
                self._control(element, said)
            elif tag == qn("w:r") and element.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None:
                self.notes.add(Note(what="hidden-text"))
            elif tag not in _GONE and not _is_repeated(element):
                self._gather(element, said)

    def _control(self, control: BaseOxmlElement, said: _Text) -> None:
        name = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        inside = _Text()
        self._gather(control, inside)
        said.parts += inside.parts
        said.apart += inside.apart
        own = [] if name is None else [(str(name.get(qn("w:val"), "")), inside.text())]
        said.tags += [*own, *inside.tags]


def _is_repeated(element: BaseOxmlElement) -> bool:
    """A drawing is written a second time for old programs, and its first form is the one that is read."""
    before = element.getprevious()
    return element.tag == _FALLBACK and before is not None and before.tag == _CHOICE


def _through(parent: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """The rows of a table or the cells of a row, also those in a content control."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag not in _GONE and element.tag not in (qn("w:tc"), qn("w:tr")):
            yield from _through(element, tag)


def _continues(marks: BaseOxmlElement | None) -> bool:
    """Whether a cell is the rest of a merged one."""
    merged = None if marks is None else marks.find(qn("w:vMerge"))
    return merged is not None and merged.get(qn("w:val"), "continue") != "restart"


def _number(marks: BaseOxmlElement | None, name: str, otherwise: int) -> int:
    found = None if marks is None else marks.find(qn(name))
    text = "" if found is None else str(found.get(qn("w:val"), ""))
    return min(int(text), limits.MAX_CELLS) if text.isdecimal() else otherwise


def _attached(archive: Archive) -> bytes | None:
    """The data that Placet put in, if it can be read."""
    for name in sorted(archive.names):
        if not (name.startswith("customXml/") and name.endswith(".xml")):
            continue
        root = ElementTree.fromstring(archive.read(name))  # noqa: S314  # no entities: see the import
        if root.tag == f"{{{ATTACHED}}}programme":
            try:
                return base64.b64decode(root.text or "", validate=True)
            except (binascii.Error, ValueError):
                return None
    return None
