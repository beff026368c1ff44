"""Which things go on at the same instant, and whether that is too many: a sweep that two rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from placet.model.spans import Window
from placet.rules.case import Item


def too_many_at_once(
    items: Sequence[Item], limit: int, *, span: Callable[[Item], Window], weight: Callable[[Item], int]
) -> Iterator[tuple[Item, ...]]:
    """Each largest set of items that together outweigh `limit` at some instant, in order of that instant.

    Something that lasts no time counts at its own instant, beside what has begun and not ended.
    """
    found: dict[frozenset[str], tuple[Item, ...]] = {}
    for item in sorted(items, key=lambda each: (span(each).opens, span(each).closes, each.id)):
        at = span(item).opens
        together = tuple(each for each in items if each is item or span(each).opens <= at < span(each).closes)
        if sum(map(weight, together)) > limit:
            found.setdefault(frozenset(each.id for each in together), together)
    for names, together in found.items():
        if not any(names < other for other in found):
            yield together
