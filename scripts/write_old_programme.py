"""Write `examples/old-programme/programme.docx`: what an office that has never heard of Placet keeps from last year.

Both states are invented, and the file says so. It is made as such files are made by hand: a letterhead, one table, a
row merged across for each day, remarks in a column of their own, notes below. And it has two things that such files
have: a weekday left over from another draft (15 May 2025 was a Thursday), and an engagement with no hour. Some hours
are in another notation than the others.
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

CHECKOUT = Path(__file__).resolve().parent.parent
TARGET = CHECKOUT / "examples" / "old-programme" / "programme.docx"
WIDTHS = (2.9, 7.0, 4.1, 3.6)
COLUMNS = ("Time", "Engagement", "Venue", "Remarks")
Line = tuple[str, str, str, str]

DAYS: dict[str, tuple[Line, ...]] = {
    "Tuesday, 13 May 2025": (
        (
            "16.40",
            "Arrival of the President of Severia",
            "Arvand airport, VIP terminal",
            "Met by the Deputy Prime Minister",
        ),
        ("17.10 – 17.25", "Welcome ceremony with guard of honour", "Arvand airport, apron", "Two anthems"),
        ("approx. 18.15", "Arrival at the residence", "Government guest house", ""),
        ("20.00", "Private dinner", "Government guest house", "Delegation only"),
    ),
    "Wednesday, 14 May 2025": (
        ("0930 hrs", "Laying of a wreath", "Monument to the Fallen", "Dark suit"),
        ("10.00 – 10.30", "Meeting of the two Presidents", "Palace of the Republic, Blue Room", "One plus two"),
        ("10.30 – 12.00", "Talks of the delegations", "Palace of the Republic, White Hall", "Twelve a side"),
        ("noon", "Signing of documents", "Palace of the Republic, Hall of Columns", "Three agreements"),
        ("12.15", "Statements to the press", "Palace of the Republic, Hall of Columns", "No questions"),
        ("13.00 – 14.30", "Lunch given by the Prime Minister", "Old Town Hall", ""),
        ("", "Visit to the National Library", "National Library", "Between lunch and the Parliament"),
        ("16.00", "Call on the Speaker of the Parliament", "Parliament, Speaker's office", ""),
        ("19.30 – 22.00", "State banquet", "Palace of the Republic, Great Hall", "Black tie, decorations"),
    ),
    "Friday, 15 May 2025": (
        ("9.30 – 10.45", "Business forum", "Chamber of Commerce", "The President speaks at 9.40"),
        ("11.30 – 12.15", "Visit to the technical university", "Technical University, main building", ""),
        ("13.00", "Farewell", "Government guest house", ""),
        ("13.50", "Departure of the President of Severia", "Arvand airport", ""),
    ),
}
NOTES = (
    "Dress: dark suit unless said otherwise. Cars leave ten minutes before each engagement.",
    "Liaison officer: State Protocol, extension 214.",
    "Illustrative: both states, and everything that this programme says of them, are invented.",
)


def main() -> int:
    """Write it."""
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(old_programme())
    return 0


def old_programme() -> bytes:
    """The bytes of the file, the same on every run."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.7)
    section.top_margin = section.bottom_margin = Cm(1.8)
    made.styles["Normal"].font.name, made.styles["Normal"].font.size = "Cambria", Pt(11)
    made.core_properties.author = made.core_properties.last_modified_by = "State Protocol"
    made.core_properties.created = made.core_properties.modified = datetime(2025, 5, 2, tzinfo=UTC)
    made.core_properties.comments = ""
    _centred(made.add_paragraph(), "REPUBLIC OF ARVANDIA\nMinistry of Foreign Affairs – State Protocol", size=10)
    _centred(made.add_paragraph(), "PROGRAMME", size=18, bold=True)
    visit = "of the official visit of the President of Severia\n13 – 15 May 2025"
    _centred(made.add_paragraph(), visit, size=13, bold=True)
    _table(made)
    for note in NOTES:
        _write(made.add_paragraph(), note, size=9, italic=True)
    _centred(section.footer.paragraphs[0], "State Protocol – version of 2 May 2025", size=8)
    return _packed(made)


def _table(made: Paper) -> None:
    grid = made.add_table(rows=1, cols=len(COLUMNS))
    grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(grid.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    _fill(grid.rows[0].cells, COLUMNS, bold=True)
    for day, lines in DAYS.items():
        cells = grid.add_row().cells
        merged = cells[0].merge(cells[-1])
        _centred(merged.paragraphs[0], day, size=11, bold=True)
        _shade(merged)
        for line in lines:
            _fill(grid.add_row().cells, line)


def _fill(cells: tuple[_Cell, ...], texts: tuple[str, ...], *, bold: bool = False) -> None:
    for cell, text, width in zip(cells, texts, WIDTHS, strict=True):
        cell.width = Cm(width)
        _write(cell.paragraphs[0], text, size=10, bold=bold)


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E7E6E6")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 python-docx has no other way to shade a cell


def _centred(paragraph: Paragraph, text: str, *, size: int, bold: bool = False) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, text, size=size, bold=bold)


def _write(paragraph: Paragraph, text: str, *, size: int, bold: bool = False, italic: bool = False) -> None:
    paragraph.paragraph_format.space_after = Pt(4)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _packed(made: Paper) -> bytes:
    """Parts without the time at which they were packed, which Word writes and nobody wants to compare."""
    loose, still = io.BytesIO(), io.BytesIO()
    made.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return still.getvalue()


if __name__ == "__main__":
    sys.exit(main())
