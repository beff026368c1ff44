"""The booklet as PDF."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from importlib.resources import files

from placet.documents.booklet.content import Content
from placet.documents.typeset.pdf import typeset


def lay_out(booklet: Content, *, on: date, attached: bytes) -> bytes:
    """A5 pages in reading order: a printer's driver folds them into a booklet."""
    source = files("placet.documents.booklet").joinpath("layout.typ").read_text("utf-8")
    return typeset(source, asdict(booklet), on=on, attached=attached)
