"""The ways of somebody that fit into no gap between what is placeless beside them, in a programme as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from placet.planner.tasks.placed import Placed


def broken_ways(
    own: Iterable[Placed], minutes: Callable[[Placed, Placed], int]
) -> Iterator[tuple[Placed, tuple[Placed, ...], Placed]]:
    """For each: what it leads from, what is placeless beside it, what it leads to. `own` is all that somebody has.

    `minutes` is how long it takes from one to another, formalities before the way and boarding after it included.
    """
    first: Placed | None = None
    beside: list[Placed] = []
    for it in sorted(own, key=in_turn):
        if it.task.is_placeless:
            beside += [it] if first is not None else []
        elif has_place(it):
            if first is not None and beside and _longest_gap(first, beside, it) < _way(minutes(first, it), first, it):
                yield first, tuple(beside), it
            first, beside = it, []


def in_turn(it: Placed) -> tuple[int, int, str]:
    """By start, then by end."""
    return it.start, it.end, it.task.id


def has_place(it: Placed) -> bool:
    """Whether a way leads to it and from it."""
    return it.site.origin is not None or it.task.kind == "journey"


def _way(minutes: int, first: Placed, second: Placed) -> int:
    return minutes - first.task.tail - second.task.lead


def _longest_gap(first: Placed, beside: Iterable[Placed], second: Placed) -> int:
    longest, reached = 0, first.end + first.task.tail
    for it in beside:
        longest, reached = max(longest, it.start - reached), max(reached, it.end)
    return max(longest, second.start - second.task.lead - reached)
