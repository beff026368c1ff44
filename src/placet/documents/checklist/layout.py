"""The checklist as PDF."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from importlib.resources import files

from placet.documents.checklist.content import Content
from placet.documents.typeset.pdf import typeset


def lay_out(paper: Content, *, on: date) -> bytes:
    """A4, as many pages as it takes."""
    source = files("placet.documents.checklist").joinpath("layout.typ").read_text("utf-8")
    return typeset(source, asdict(paper), on=on)
