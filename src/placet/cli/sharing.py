"""How the columns of a table share a line: by their ratios, and none is narrower than its longest word."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from rich.cells import cell_len

from placet.wording.isolates import without_isolates

GAP = 2
"""Blank columns between two columns of a table."""


def shared_widths(room: int, ratios: Sequence[int], cells: Sequence[Sequence[str]]) -> list[int] | None:
    """The width of each column in so much room, and `None` where a word would have to be cut.

    `cells` are the columns from top to bottom. One with ratio 0 is as wide as its lines. Without any ratios columns
    take what they need; where that is too much, those that need no more than an equal part still do, if that is
    possible, and the others share what is left by what they need.
    """
    longest = [max(map(_columns, _lines(column)), default=0) for column in cells]
    if ratios:
        return _widths(room, ratios, longest, cells)
    if sum(longest) + GAP * (len(cells) - 1) <= room:
        return longest
    equal = room // len(cells)
    of_the_wide = [wide if wide > equal else 0 for wide in longest]
    return _widths(room, of_the_wide, longest, cells) or _widths(room, [max(1, it) for it in longest], longest, cells)


def _widths(
    room: int, ratios: Sequence[int], longest: Sequence[int], cells: Sequence[Sequence[str]]
) -> list[int] | None:
    gaps = [GAP] * (len(cells) - 1) + [0]
    words = [max(map(_columns, " ".join(column).split()), default=1) for column in cells]
    least = [(words[i] if ratio else longest[i]) + gaps[i] for i, ratio in enumerate(ratios)]
    if sum(least) > room:
        return None
    free = {i: ratio for i, ratio in enumerate(ratios) if ratio}
    while True:
        left = room - sum(wide for i, wide in enumerate(least) if i not in free)
        given = _by_ratio(left, free)
        wanting = [i for i, wide in given.items() if wide < least[i]]
        if not wanting:
            return [given.get(i, wide) - gaps[i] for i, wide in enumerate(least)]
        free = {i: ratio for i, ratio in free.items() if i not in wanting}


def _by_ratio(room: int, ratios: dict[int, int]) -> dict[int, int]:
    """All of the room; what is left in rounding goes to the first."""
    given, parts = {}, sum(ratios.values())
    for i, ratio in ratios.items():
        given[i] = ceil(room * ratio / parts)
        room, parts = room - given[i], parts - ratio
    return given


def _lines(column: Sequence[str]) -> list[str]:
    return [line for cell in column for line in cell.split("\n")]


def _columns(said: str) -> int:
    return cell_len(without_isolates(said))
