"""Which things go on at the same instant, and whether that is too many: a sweep that two rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from placet.model.spans import Window
from placet.rules.case import Item


def too_many_at_once(
    items: Sequence[Item], limit: int, *, span: Callable[[Item], Window], weight: Callable[[Item], int]
) -> Iterator[tuple[Item, ...]]:
    """Each set of items that together outweigh `limit` at some instant; sets inside another are left out.

    Something that lasts no time counts at its own instant, beside what has begun and not ended.
    """
    found: list[frozenset[str]] = []
    for item in sorted(items, key=lambda each: (span(each).opens, span(each).closes, each.id)):
        at = span(item).opens
        together = tuple(each for each in items if each is item or span(each).opens <= at < span(each).closes)
        names = frozenset(each.id for each in together)
        if sum(map(weight, together)) > limit and not any(names <= other for other in found):
            found.append(names)
            yield together
