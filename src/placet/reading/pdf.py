"""PDFs with text, page by page; and the data that Placet put into one of its own."""

from __future__ import annotations

import pypdfium2

from placet.reading import limits
from placet.reading.glyphs import glyphs_of, runs_both_ways
from placet.reading.grid import FileKind, Grid, Note, Row
from placet.reading.page import Pages
from placet.reading.refusal import Refused
from placet.reading.ruled import ruling

PROGRAMME = "programme.json"
"""The file in a PDF of ours that holds its data."""


def read(content: bytes) -> Grid:
    """The lines of a PDF, page by page."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused("encrypted" if "password" in str(error).lower() else "broken") from None
    with document:
        if len(document) > limits.MAX_PAGES:
            raise Refused("too-many-pages", found=len(document), most=limits.MAX_PAGES)
        rows: list[Row] = []
        notes: list[Note] = []
        letters = 0
        pages = Pages()
        for number in range(len(document)):
            glyphs = glyphs_of(document[number])
            letters += len(glyphs)
            if letters > limits.MAX_PDF_CHARS:
                raise Refused("too-heavy")
            if not glyphs:
                notes.append(Note(what="picture", where=(("page", number + 1),)))
            if runs_both_ways(glyphs):
                notes.append(Note(what="both-ways", where=(("page", number + 1),)))
            rows.extend(pages.rows(glyphs, ruling(document[number]), number + 1))
        if not rows:
            raise Refused("no-text")
        return Grid(kind=FileKind.PDF, rows=tuple(rows), attached=_attached(document), notes=tuple(notes))


def _attached(document: pypdfium2.PdfDocument) -> bytes | None:
    for number in range(min(document.count_attachments(), limits.MAX_MEMBERS)):
        found = document.get_attachment(number)
        if found.get_name() == PROGRAMME:
            return bytes(found.get_data())
    return None
