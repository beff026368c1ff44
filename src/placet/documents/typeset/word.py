"""Word documents: tables that run either way, texts that keep their own direction, and an id on every cell.

Each text sits in a content control whose tag says what it is (`<id>/<field>`), so that a document somebody has edited
can be compared with what was sent. The data itself travels in a custom XML part, which Word keeps when it saves.
"""

from __future__ import annotations

import base64
import io
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

ATTACHED = "urn:placet:programme:1"
"""Namespace of the custom XML part: the programme as base64 text."""
LATIN, ARABIC = "Noto Sans", "Vazirmatn"
"""Faces asked for; Word takes its own where an office has not got them."""
QUIET = RGBColor(0x5A, 0x66, 0x75)
MARGIN = Mm(15)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_HEAVIEST_TAG = 64
"""Characters Word allows in a tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text, in a paragraph or beside others. `tag` names what it is; texts without one are not read back."""

    text: str
    right_to_left: bool
    tag: str = ""
    bold: bool = False
    quiet: bool = False
    size: float = 9


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, each piece in a paragraph of its own; or one paragraph that holds them all."""

    pieces: tuple[Piece, ...]
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table under a heading. `widths` are millimetres, in reading order; a row that is `shaded` stands out."""

    heading: tuple[Cell, ...]
    columns: tuple[Cell, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[bool, tuple[Cell, ...]], ...]
    right_to_left: bool


def typeset(
    title: Sequence[Cell],
    tables: Sequence[Table],
    *,
    head: Sequence[Cell],
    foot: Sequence[Cell],
    language: str,
    on: date,
    attached: bytes,
) -> bytes:
    """An A4 document. Same input, same bytes: `on` is the date it says it was made on."""
    document = Document()
    _prepare(document, language, on)
    for cell in title:
        _write(document.add_paragraph(), cell.pieces)
    for cell in head:
        _write(document.sections[0].header.add_paragraph(), cell.pieces)
    for cell in foot:
        _write(document.sections[0].footer.add_paragraph(), cell.pieces)
    for table in tables:
        for cell in table.heading:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_before = Pt(10)
            _write(paragraph, cell.pieces)
        _add_table(document, table)
    _attach(document, attached)
    return _packed(document)


def _prepare(document: DocumentType, language: str, on: date) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Mm(20)
    for part in (section.header, section.footer):
        part.is_linked_to_previous = False
        part.paragraphs[0]._element.getparent().remove(part.paragraphs[0]._element)
    normal = document.styles["Normal"]
    normal.font.name = LATIN
    normal.font.size = Pt(9)
    normal.paragraph_format.space_after = Pt(0)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:cs"), ARABIC)
    made = datetime(on.year, on.month, on.day, tzinfo=UTC).replace(tzinfo=None)
    facts = document.core_properties
    facts.author, facts.comments, facts.language = "Placet", "", language
    facts.created = facts.modified = made


def _add_table(document: DocumentType, table: Table) -> None:
    made = document.add_table(rows=0, cols=len(table.columns))
    made.style = document.styles["Table Grid"]
    made.autofit = False
    for column, width in zip(made.columns, table.widths, strict=True):
        column.width = Mm(width)
    if table.right_to_left:
        made._tbl.tblPr.append(_element("w:bidiVisual"))
    for shaded, cells, is_heading in (
        (False, table.columns, True),
        *((shaded, cells, False) for shaded, cells in table.rows),
    ):
        row = made.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        if is_heading:
            properties.append(_element("w:tblHeader"))
        for target, cell, width in zip(row.cells, cells, table.widths, strict=True):
            target.width = Mm(width)
            _fill(target, cell, shaded=shaded)


def _fill(target: _Cell, cell: Cell, *, shaded: bool) -> None:
    if shaded:
        target._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill="F3F1EC"))
    first = True
    for piece in cell.pieces:
        paragraph = target.paragraphs[0] if first else target.add_paragraph()
        _write(paragraph, (piece,), centred=cell.centred)
        first = False


def _write(paragraph: Paragraph, pieces: Sequence[Piece], *, centred: bool = False) -> None:
    properties = paragraph._p.get_or_add_pPr()
    if pieces and pieces[0].right_to_left:
        properties.append(_element("w:bidi"))
    if centred:
        properties.append(_element("w:jc", val="center"))
    for number, piece in enumerate(pieces):
        if number:
            paragraph.add_run(" · ").font.size = Pt(piece.size)
        run = paragraph.add_run(_writable(piece.text))
        run.bold = piece.bold
        run.font.size = Pt(piece.size)
        if piece.quiet:
            run.font.color.rgb = QUIET
        marks = run._r.get_or_add_rPr()
        if piece.right_to_left:
            marks.append(_element("w:rtl"))
            if piece.bold:
                marks.append(_element("w:bCs"))
        marks.append(_element("w:szCs", val=str(round(piece.size * 2))))
        if piece.tag:
            _control(run._r, piece.tag)


def _control(run: BaseOxmlElement, tag: str) -> None:
    """Put a run into a content control of its own."""
    control, properties, content = _element("w:sdt"), _element("w:sdtPr"), _element("w:sdtContent")
    properties.append(_element("w:tag", val=tag[:_HEAVIEST_TAG]))
    control.append(properties)
    control.append(content)
    run.getparent().replace(run, control)
    content.append(run)


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _writable(text: str) -> str:
    """What XML may hold: foreign text may have anything in it."""
    return "".join(letter for letter in text if letter in "\t\n" or unicodedata.category(letter) not in ("Cc", "Cs"))


def _attach(document: DocumentType, attached: bytes) -> None:
    body = f'<programme xmlns="{ATTACHED}">{base64.b64encode(attached).decode()}</programme>'
    name = PackURI("/customXml/placet.xml")
    part = Part(name, "application/xml", body.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _packed(document: DocumentType) -> bytes:
    """The file, packed anew with fixed dates, so that the same document has the same bytes."""
    loose, packed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
