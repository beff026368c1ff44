"""The booklet as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.resources import files
from typing import Literal

from placet.documents.booklet.content import BookletDay, Content, Entry
from placet.documents.typeset.pdf import typeset
from placet.documents.typeset.room import lines
from placet.model.ids import SideId

PAGE_MM = (116.0, 171.0)
"""An A5 page without its margins."""
_SIZES = ((11.0, 7.0), (10.5, 5.5), (10.0, 4.5), (9.5, 3.6))
"""Sizes of type and gaps between entries, largest first."""
_TIME_COLUMN = 8.0  # ems, the gap beside it included
_HEADING_MM = 25.0
_FEW = 3
"""A day of no more entries need not have a page of its own."""


@dataclass(frozen=True, slots=True)
class Emblem:
    """A side's emblem for the cover: a picture that was taken apart and put together anew, so that it is only that."""

    kind: Literal["png", "svg"]
    content: bytes


def lay_out(booklet: Content, *, on: date, attached: bytes, emblems: Mapping[SideId, Emblem]) -> bytes:
    """A5 pages in reading order: a printer's driver folds them into a booklet. `emblems` are by side; any may lack."""
    source = files("placet.documents.booklet").joinpath("layout.typ").read_text("utf-8")
    said = asdict(booklet)
    said["pages"] = [asdict(page) for page in _pages(booklet.days)]
    pictures: dict[str, bytes] = {}
    for number, side in enumerate(said["sides"]):
        emblem = emblems.get(SideId(side["id"]))
        side["file"] = f"emblem-{number}.json" if emblem is not None else ""
        if emblem is not None:
            side["kind"], pictures[side["file"]] = emblem.kind, emblem.content
    return typeset(source, said, on=on, attached=attached, pictures=pictures)


@dataclass(frozen=True, slots=True)
class _Page:
    """The days from `first` to before `end`, and the size of type (points) and gap (millimetres) that fill the page."""

    first: int
    end: int
    size: float
    gap: float


def _pages(days: tuple[BookletDay, ...]) -> Iterator[_Page]:
    """A page for each day; a short one stands below the day before it, if there is room."""
    first = 0
    for number in range(1, len(days) + 1):
        shares = number < len(days) and len(days[number].entries) <= _FEW
        if not shares or _height(days[first : number + 1], *_SIZES[-2]) > PAGE_MM[1]:
            shown = days[first:number]
            size, gap = next((size for size in _SIZES if _height(shown, *size) <= PAGE_MM[1]), _SIZES[-1])
            yield _Page(first, number, size, gap)
            first = number


def _height(days: Sequence[BookletDay], size: float, gap: float) -> float:
    em = size * 25.4 / 72
    entries = [entry for day in days for entry in day.entries]
    return sum(_lines(entry, em) for entry in entries) * 1.28 * em + len(entries) * gap + len(days) * _HEADING_MM


def _lines(entry: Entry, em: float) -> float:
    wide = PAGE_MM[0] / em - _TIME_COLUMN
    said = 1.06 * lines(entry.title, wide / 1.06) + lines(entry.place, wide) + 0.9 * lines(entry.dress, wide / 0.9)
    return max(lines(entry.time, _TIME_COLUMN) + len(entry.beside), said)
