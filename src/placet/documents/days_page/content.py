"""What the page says, in words already."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One day of the strip. `shade` is 0 to 4, darker for better; `state` says whether there is a programme.

    `listed`: it is one of those told below; `moon`: it hangs on a sighting; `tip` says all in one line.
    """

    day: str
    column: int
    state: str
    shade: int
    tip: str
    listed: bool = False
    moon: bool = False
    forbidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A row of the strip. `weekday` is the column of its first day, so that weeks stand above each other."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One of the best days."""

    rank: str
    name: str
    calendars: tuple[str, ...]
    exists: str
    state: str
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    """Label, and what is said under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The whole page."""

    language: str
    direction: str
    title: str
    illustrative: str
    stays: str
    facts: tuple[str, ...]
    strip: str
    weekdays: tuple[str, ...]
    legend: tuple[tuple[str, str], ...]
    months: tuple[Month, ...]
    best: str
    entries: tuple[Entry, ...]
