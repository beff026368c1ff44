"""The papers of one small visit, and what can be read in them by programs that are not ours."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pypdfium2

from placet.documents.imprint import Issue

ON = date(2026, 11, 24)
ISSUE = Issue("2", ON, copy="7", supersedes="1")


def text_of_pdf(pdf: bytes) -> str:
    """What PDFium reads in a PDF, in logical order, without the marks that tell it which way a range runs.

    Heh with hamza, which papers print in one letter, is in two as it was said.
    """
    return "\n".join(pages_of_pdf(pdf))


def pages_of_pdf(pdf: bytes) -> list[str]:
    """The same, page by page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            page.get_textpage().get_text_range().replace("\u200f", "").replace("\u06d5\u0654", "\u0647\u0654")
            for page in document
        ]


def attached_to(pdf: bytes) -> dict[str, bytes]:
    """The files inside a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = [document.get_attachment(number) for number in range(document.count_attachments())]
        return {one.get_name(): bytes(one.get_data()) for one in found}


def texts_of_word(docx: bytes) -> str:
    """Every XML part of a Word document."""
    with zipfile.ZipFile(io.BytesIO(docx)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml"))
