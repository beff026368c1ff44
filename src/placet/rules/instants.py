"""Instants that can be reckoned with.

Python subtracts, compares and adds to times of one zone by the clock on the wall, and is an hour out over a change of
it. The rules reckon with instants that carry their offset in place of their zone; they print the same.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from placet.model.programme import Programme
from placet.model.spans import Window


def later(instant: datetime, length: timedelta) -> datetime:
    """The instant that is `length` later (earlier for a negative one), on the clock of the same zone."""
    return (instant.astimezone(UTC) + length).astimezone(instant.tzinfo)


def with_offset(instant: datetime) -> datetime:
    """The same instant with its offset for a zone."""
    return instant.replace(tzinfo=_with(instant.utcoffset() or timedelta(0)), fold=0)


@cache
def _with(offset: timedelta) -> timezone:
    """One zone for each offset: Python compares instants of one and the same zone several times quicker."""
    return timezone(offset)


def with_offsets(programme: Programme) -> Programme:
    """The same programme, every instant with its offset for a zone."""
    placements = {
        name: replace(placed, starts_at=with_offset(placed.starts_at), ends_at=_perhaps(placed.ends_at))
        for name, placed in programme.placements.items()
    }
    journeys = tuple(
        replace(journey, leaves_at=_perhaps(journey.leaves_at), arrives_at=_perhaps(journey.arrives_at))
        for journey in programme.journeys
    )
    blocks = tuple(
        replace(block, window=Window(with_offset(block.window.opens), with_offset(block.window.closes)))
        for block in programme.blocks
    )
    return replace(programme, placements=placements, journeys=journeys, blocks=blocks)


def _perhaps(instant: datetime | None) -> datetime | None:
    return with_offset(instant) if instant is not None else None
