"""Word documents: tables that run either way, texts that keep their own direction, and an id on every cell.

Each text sits in a content control whose tag says what it is (`<id>/<field>`), so that a document somebody has edited
can be compared with what was sent. The data itself travels in a custom XML part, which Word keeps when it saves.

The body is written as XML text: python-docx, which keeps the parts of the file together, is slow at tables.
"""

from __future__ import annotations

import base64
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt

from placet.documents.typeset.unbroken import HELD, unbroken
from placet.documents.typeset.word_fonts import ARABIC, LATIN, counted_in, name_fonts
from placet.wording.isolates import unturned

ATTACHED = "urn:placet:programme:1"
"""Namespace of the custom XML part: the programme as base64 text."""
QUIET, ACCENT, RULE, WASH = "5A6675", "7A1F2B", "B9C2CC", "F3F1EC"
MARGIN = Mm(15)
_BODY = "word/document.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_HEAVIEST_TAG = 64
"""Characters Word allows in a tag."""
_ISOLATED = re.compile("(\u2068[^\u2069]*\u2069)")
_FROM_TO = re.compile(r"(\d{2}:\d{2}[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]*)–(?=\d{2}:\d{2})")
"""The beginning of a time from … to, with the dash after it."""
_DASH = "\u2060–\u2060"
"""The dash of a time from … to, with what holds together the letters on both sides of it."""
_TWIPS = 1440 / 25.4
"""In a millimetre."""
_TIGHT = 215
"""240ths of a line: Persian faces ask for more room above and below than a table has."""
_TURNS = re.compile(rf"{_DASH}|\((?=\d{{2}}:\d{{2}})")
"""After what a line from the right turns to run from the left: LibreOffice breaks it there, unless a space holds."""
_HELD_POINT = f'<w:r><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr><w:t>{HELD}</w:t></w:r>'
"""A point's width that no line is broken at."""
_LOW = '<w:p><w:pPr><w:spacing w:after="100" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""A paragraph of a point's height, with a gap of five below it: the format wants one below a table."""
_NUMBERS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
"""What Word counts itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text, in a paragraph or beside others. `tag` names what it is; texts without one are not read back.

    In a foot `{page}` and `{pages}` in it are numbers that Word counts, shown in `digits`.
    """

    text: str
    right_to_left: bool
    language: str
    tag: str = ""
    bold: bool = False
    colour: str = ""
    size: float = 9
    digits: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its pieces in a paragraph each, or all in one, over so many columns."""

    pieces: tuple[Piece, ...]
    centred: bool = False
    in_one: bool = False
    wide: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: shaded where it stands out, low where it does not."""

    cells: tuple[Cell, ...]
    shaded: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `headings` are rows that stand above it on every page; `widths` are millimetres, in reading order.

    One that is not `ruled` only sets things beside each other.
    """

    headings: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    right_to_left: bool
    ruled: bool = True


Block = Sequence[Cell] | Table
"""Lines below each other, or in the columns of a table."""


def typeset(
    title: Block,
    tables: Sequence[Table],
    *,
    end: Block,
    head: Block,
    foot: Block,
    language: str,
    on: date,
    attached: bytes,
) -> bytes:
    """An A4 document; `end` follows the tables. Same input, same bytes: `on` is the date it says it was made on."""
    document = Document()
    _prepare(document, language, on)
    parts = [_block(title)]
    for table in tables:
        parts += ["<w:p/>", _table(table)]
    parts += ["<w:p/>", _block(end), _LOW]  # a table may not end a document
    section = document.sections[0]
    for part, cells in ((section.header, head), (section.footer, foot)):
        for element in _elements(_block(cells) + (_LOW if isinstance(cells, Table) else "")):
            part._element.append(element)
    faces = name_fonts(
        document,
        carry=any(piece.right_to_left for piece in _pieces(title)),
        counted=dict.fromkeys(piece.digits for piece in _pieces(foot)),
    )
    _attach(document, attached)
    return _packed(document, "".join(parts).encode(), faces)


def _pieces(block: Block) -> Iterator[Piece]:
    rows = (*block.headings, *(row.cells for row in block.rows)) if isinstance(block, Table) else (block,)
    return (piece for cells in rows for cell in cells for piece in cell.pieces)


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    return "".join(_paragraph(cell.pieces, in_one=cell.in_one) for cell in block)


def _elements(xml: str) -> list[BaseOxmlElement]:
    return list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"))


def _prepare(document: DocumentType, language: str, on: date) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(9)
    for part in (section.header, section.footer):
        part.is_linked_to_previous = False
        part._element.remove(part.paragraphs[0]._element)
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


# ------------------------------------------------------------------------------------------------------- tables


def _table(table: Table) -> str:
    widths = [round(width * _TWIPS) for width in table.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    mirrored = "<w:bidiVisual/>" if table.right_to_left else ""
    rows = [_row(cells, widths, is_heading=True, shaded=False) for cells in table.headings]
    rows += [_row(row.cells, widths, is_heading=False, shaded=row.shaded) for row in table.rows]
    borders = (
        f'<w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="{RULE}"/>'
        f'<w:insideH w:val="single" w:sz="2" w:color="{RULE}"/></w:tblBorders>'
    )
    return (
        f'<w:tbl><w:tblPr>{mirrored}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'{borders if table.ruled else ""}<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[Cell], widths: Sequence[int], *, is_heading: bool, shaded: bool) -> str:
    repeated = "<w:tblHeader/>" if is_heading else ""
    written, at = [], 0
    for cell in cells:
        written.append(_cell(cell, sum(widths[at : at + cell.wide]), shaded=shaded))
        at += cell.wide
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(written)}</w:tr>"


def _cell(cell: Cell, width: int, *, shaded: bool) -> str:
    spanning = f'<w:gridSpan w:val="{cell.wide}"/>' if cell.wide > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/>' if shaded else ""
    inside = _paragraph(cell.pieces, centred=cell.centred, in_one=cell.in_one)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanning}{fill}</w:tcPr>{inside}</w:tc>'


# --------------------------------------------------------------------------------------------------------- text


def _paragraph(pieces: Sequence[Piece], *, centred: bool = False, in_one: bool = False) -> str:
    """The pieces in a paragraph each, or one that holds them all; an empty one where there is none."""
    if not pieces:
        return "<w:p/>"
    if in_one:
        between = _run(f"{HELD}· ", pieces[0], foreign=False)
        return _marked(pieces[0], between.join(map(_piece, pieces)), centred=centred)
    return "".join(_marked(piece, _piece(piece), centred=centred) for piece in pieces)


def _marked(first: Piece, runs: str, *, centred: bool) -> str:
    direction = f'<w:bidi/><w:spacing w:line="{_TIGHT}" w:lineRule="auto"/>' if first.right_to_left else ""
    aligned = '<w:jc w:val="center"/>' if centred else ""
    return f"<w:p><w:pPr>{direction}{aligned}</w:pPr>{runs}</w:p>"


def _piece(piece: Piece) -> str:
    runs = "".join(_runs(piece))
    if not piece.tag:
        return runs
    tag = quoteattr(piece.tag[:_HEAVIEST_TAG])
    return f"<w:sdt><w:sdtPr><w:tag w:val={tag}/></w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>"


def _runs(piece: Piece) -> Iterator[str]:
    """The text in runs: Word goes by the direction of a run, where other programs go by the isolates in it."""
    for part in _ISOLATED.split(piece.text):
        foreign = part.startswith("\u2068")
        for said in re.split(r"(\{pages?\})", part):
            if said in _NUMBERS:
                run = _run("1", piece, foreign=False, face=counted_in(piece.digits))
                yield f'<w:fldSimple w:instr="{_NUMBERS[said]}">{run}</w:fldSimple>'
            elif said:
                yield _run(said, piece, foreign=foreign)


def _run(said: str, piece: Piece, *, foreign: bool, face: str = "") -> str:
    size = round(piece.size * 2)
    right_to_left = piece.right_to_left and not (foreign and _is_from_left(said))
    marks = [
        f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:cs="{face}"/>' if face else "",
        "<w:b/><w:bCs/>" if piece.bold else "",
        f'<w:color w:val="{piece.colour}"/>' if piece.colour else "",
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        "<w:rtl/>" if right_to_left else "",
        f"<w:lang w:{'bidi' if right_to_left else 'val'}={quoteattr(piece.language)}/>" if not foreign else "",
    ]
    kept = escape(_writable(said if piece.tag.endswith("/time") else _whole(said)))  # a time is left as it is typed
    before, after = f'<w:r><w:rPr>{"".join(marks)}</w:rPr><w:t xml:space="preserve">', "</w:t></w:r>"
    if right_to_left:
        kept = _TURNS.sub(rf"\g<0>{after}{_HELD_POINT}{before}", kept)
    return f"{before}{kept}{after}"


def _whole(said: str) -> str:
    """The text with its dates, and its times from … to, in one piece."""
    return _FROM_TO.sub(rf"\1{_DASH}", unbroken(said))


def _is_from_left(said: str) -> bool:
    return any(unicodedata.bidirectional(letter) == "L" for letter in said)


def _writable(text: str) -> str:
    """What XML may hold: foreign text may have anything in it."""
    kept = (letter for letter in unturned(text) if letter in "\t\n" or unicodedata.category(letter) not in ("Cc", "Cs"))
    return "".join(kept)


# --------------------------------------------------------------------------------------------------------- file


def _attach(document: DocumentType, attached: bytes) -> None:
    body = f'<programme xmlns="{ATTACHED}">{base64.b64encode(attached).decode()}</programme>'
    name = PackURI("/customXml/placet.xml")
    part = Part(name, "application/xml", body.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _packed(document: DocumentType, body: bytes, instead: Mapping[str, bytes]) -> bytes:
    """The file, packed anew with fixed dates, so that the same document has the same bytes.

    `instead` has what python-docx was given no more than a place for. The body is put in as text, before the
    properties of the section: thousands of elements handed from one tree to another take longer than all the rest.
    """
    loose, packed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = instead[name] if name in instead else source.read(name)
            if name == _BODY:
                content = content.replace(b"<w:body>", b"<w:body>" + body, 1)
            target.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
