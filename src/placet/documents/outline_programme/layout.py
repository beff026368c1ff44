"""The outline programme as PDF."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from importlib.resources import files

from placet.documents.outline_programme.content import Content
from placet.documents.typeset.pdf import typeset


def lay_out(paper: Content, *, on: date, attached: bytes) -> bytes:
    """One page, A4 lying."""
    source = files("placet.documents.outline_programme").joinpath("layout.typ").read_text("utf-8")
    return typeset(source, asdict(paper), on=on, attached=attached)
