"""The pocket programme as PDF."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from importlib.resources import files

from placet.documents.pocket_programme.content import Content
from placet.documents.typeset.pdf import typeset


def lay_out(card: Content, *, on: date) -> bytes:
    """A4 lying in three panels of 99 mm: folded twice it is 99 by 210 mm."""
    source = files("placet.documents.pocket_programme").joinpath("layout.typ").read_text("utf-8")
    return typeset(source, asdict(card), on=on)
