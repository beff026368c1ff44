"""The booklet as PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from importlib.resources import files
from typing import Literal

from placet.documents.booklet.content import Content
from placet.documents.typeset.pdf import typeset


@dataclass(frozen=True, slots=True)
class Emblem:
    """A side's emblem for the cover: a picture that was taken apart and put together anew, so that it is only that."""

    kind: Literal["png", "svg"]
    content: bytes


def lay_out(booklet: Content, *, on: date, attached: bytes, emblems: Mapping[str, Emblem]) -> bytes:
    """A5 pages in reading order: a printer's driver folds them into a booklet. `emblems` are by side; any may lack."""
    source = files("placet.documents.booklet").joinpath("layout.typ").read_text("utf-8")
    said = asdict(booklet)
    pictures: dict[str, bytes] = {}
    for number, side in enumerate(said["sides"]):
        emblem = emblems.get(side["id"])
        side["file"] = f"emblem-{number}.{emblem.kind}" if emblem is not None else ""
        if emblem is not None:
            pictures[side["file"]] = emblem.content
    return typeset(source, said, on=on, attached=attached, pictures=pictures)
