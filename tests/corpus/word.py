"""Word files as offices write them: fonts of theirs, tables with borders, right to left where due."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

_EPOCH = (1980, 1, 1, 0, 0, 0)


def paper(title: str, *, rtl: bool = False) -> Paper:
    """An A4 page with a centred title."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    font = made.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(12)
    line(made, title, bold=True, size=14, rtl=rtl).alignment = WD_ALIGN_PARAGRAPH.CENTER
    return made


def line(made: Paper, text: str, *, bold: bool = False, size: int = 12, rtl: bool = False) -> Paragraph:
    """A paragraph; a heading that is one only by being bold, as in most files."""
    paragraph = made.add_paragraph()
    write(paragraph, text, bold=bold, size=size, rtl=rtl)
    return paragraph


def write(paragraph: Paragraph, text: str, *, bold: bool = False, size: int = 11, rtl: bool = False) -> None:
    """The text of a paragraph; a line break in it is a line break in Word."""
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(size)
    if rtl:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run.font.rtl, run.font.cs_bold = True, bold


def table(
    made: Paper, rows: Sequence[Sequence[str]], widths: Sequence[float], *, head: bool, rtl: bool = False
) -> Table:
    """A table with borders, its first row bold if it is a head. `widths` in centimetres."""
    grid = made.add_table(rows=0, cols=len(widths))
    grid.style = "Table Grid"
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
    if rtl:
        grid._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
    for number, row in enumerate(rows):
        cells = grid.add_row().cells
        for cell, text, width in zip(cells, row, widths, strict=True):
            cell.width = Cm(width)
            write(cell.paragraphs[0], text, bold=head and number == 0, rtl=rtl)
    return grid


def across(grid: Table, row: int, text: str) -> None:
    """One row merged across, shaded, its text bold."""
    cells = grid.rows[row].cells
    merged = cells[0].merge(cells[-1])
    for paragraph in merged.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    write(merged.paragraphs[0], text, bold=True)
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "D9E2F3")):
        shade.set(qn(f"w:{name}"), value)
    merged._tc.get_or_add_tcPr().append(shade)


def turn(grid: Table, *, column: int) -> None:
    """One column of a table from right to left."""
    for row in grid.rows:
        for paragraph in row.cells[column].paragraphs:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            for run in paragraph.runs:
                run.font.rtl = True


def packed(made: Paper) -> bytes:
    """The bytes of the file, the same on every run."""
    loose, still = io.BytesIO(), io.BytesIO()
    made.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return still.getvalue()
