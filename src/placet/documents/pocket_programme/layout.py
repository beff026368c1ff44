"""The pocket programme as PDF."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from importlib.resources import files

from placet.documents.lines import DayLines, Line
from placet.documents.pocket_programme.content import Content
from placet.documents.typeset.pdf import typeset
from placet.documents.typeset.room import lines

PANEL_MM, HEIGHT_MM = 85.0, 184.0
"""A panel without its margins."""
_POINT = 25.4 / 72
_BY_DAY = (10.0, 9.5, 9.0, 8.5)
"""Sizes of type, largest first, if each day has a panel of its own."""
_BY_SHEET = ((9.0, 3), (8.5, 3), (8.0, 3), (7.5, 3), (8.5, 6), (8.0, 6), (7.5, 6), (7.0, 6))
"""Sizes of type and panels: one side of the sheet if that can be read, else both."""
_SMALLEST = 6.5
_TIME_COLUMN = 7.0  # ems, the gap beside it included
_PITCH = 1.28  # ems from one line to the next
_FILLED = 0.95  # a panel is hardly ever filled to its end, because no entry is broken


def lay_out(card: Content, *, on: date) -> bytes:
    """A4 lying in three panels of 99 mm: folded twice it is 99 by 210 mm."""
    source = files("placet.documents.pocket_programme").joinpath("layout.typ").read_text("utf-8")
    size, by_day = _size(card)
    return typeset(source, {**asdict(card), "size": size, "by_day": by_day}, on=on)


def _size(card: Content) -> tuple[float, bool]:
    """The size of type in points, and whether each day has a panel of its own."""
    for size in _BY_DAY:
        if len(card.days) <= 3 and all(part <= HEIGHT_MM * _FILLED for part in _parts(card, size)):
            return size, True
    for size, panels in _BY_SHEET:
        if sum(_parts(card, size)) <= panels * HEIGHT_MM * _FILLED:
            return size, False
    return _SMALLEST, False


def _parts(card: Content, size: float) -> list[float]:
    """How high the days are, in millimetres: what stands above the first and below the last goes with them."""
    em = size * _POINT
    wide = PANEL_MM / em
    holder = lines(card.imprint.title, wide / 0.88) + 1.4 * (
        lines(card.person, wide / 1.4) + lines(card.office, wide / 1.4)
    )
    parts = [_day(day, wide) for day in card.days] or [0.0]
    parts[0] += (holder + 2) * _PITCH + 3
    if card.numbers:
        parts[-1] += 3.0 + sum(lines(number.office, wide - 10) * _PITCH + 0.6 for number in card.numbers)
    return [part * em + 6 for part in parts]


def _day(day: DayLines, wide: float) -> float:
    above = 1.18 * lines(f"{day.heading} · {day.cities}", wide / 1.18) + 0.78 * lines(
        " · ".join((*day.calendars, day.clock)), wide / 0.78
    )
    return above * _PITCH + 2 + sum(_line(line, wide - _TIME_COLUMN) for line in day.lines) + (0 if day.lines else 1.5)


def _line(line: Line, wide: float) -> float:
    """In ems."""
    time = lines(line.time, _TIME_COLUMN - 0.6) + 0.82 * sum(
        lines(other, (_TIME_COLUMN - 0.6) / 0.82) for other in line.beside
    )
    if line.quiet:
        said = 0.94 * lines(" · ".join(filter(None, (line.title, line.place))), wide / 0.94)
    else:
        said = (
            1.06 * lines(line.title, wide / 1.06)
            + lines(line.place, wide)
            + 0.9 * lines(" · ".join(line.details), wide / 0.9)
        )
    return max(time, said) * _PITCH + (0.5 if line.quiet else 0.75)
