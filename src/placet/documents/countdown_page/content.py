"""What the page says, in words already. Places along the time are hundredths of it, from its beginning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The work on a task. `slips` is the place up to which its end may slip; None where it may not."""

    starts: float
    width: float
    slips: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One task. `kind` has of `late`, `missed`, `done` and `critical` what it is; `tip` says all in one line."""

    task: str
    who: str
    planned: str
    due: str
    bar: Bar | None
    due_at: float | None
    kind: str
    state: str
    tip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Tasks under one heading."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of the axis: `D-14` and its date, or no words. `is_before`: the words stand before it."""

    at: float
    back: str
    on: str
    is_before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The days of one side. `free` has the stretches on which it does not work: place and width."""

    side: str
    free: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading with its sentences. `is_ranked`: they are to be chosen among, the best first."""

    heading: str
    lines: tuple[str, ...]
    is_ranked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The whole page. `first_day` is the place of the first day, `free` the days on which not all sides work.

    `deciding` stands before the picture, `details` after it.
    """

    language: str
    direction: str
    title: str
    band: str
    is_own: bool
    illustrative: str
    head: str
    readiness: str
    is_late: bool
    numbers: str
    labels: Mapping[str, str]
    ticks: tuple[Tick, ...]
    strips: tuple[Strip, ...]
    free: tuple[tuple[float, float], ...]
    first_day: float
    stages: tuple[Stage, ...]
    deciding: tuple[Part, ...]
    details: tuple[Part, ...]
    remarks: tuple[str, ...]
