"""The working programme as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from importlib.resources import files

from placet.documents.typeset.pdf import typeset
from placet.documents.working_programme.content import Content

LANGUAGES = 2
"""On one sheet, with the time between them."""


def lay_out(papers: Sequence[Content], *, on: date, attached: bytes) -> bytes:
    """One content, or the same programme in two languages beside each other."""
    if not 1 <= len(papers) <= LANGUAGES:
        raise ValueError(f"one or two languages, not {len(papers)}")
    source = files("placet.documents.working_programme").joinpath("layout.typ").read_text("utf-8")
    return typeset(source, [asdict(paper) for paper in papers], on=on, attached=attached)
