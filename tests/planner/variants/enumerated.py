"""Every programme of a tiny visit on the five-minute grid, by plain arithmetic: nothing of the planner is used here.

The common ground of `tests.planner.visits`, on which nobody is a principal, so that only value can be lost: a programme
is sound when everything lies between the hours, nobody is in two places, every way has its time, and a venue holds one
engagement at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

WAY = {("a", "b"): 30, ("b", "a"): 30}
OPENS, CLOSES = 8 * 60, 10 * 60 + 30
GRID = 5

Where = tuple[int, str]
"""Minute of the day at which something begins, and its venue."""
Chosen = Mapping[str, Where]


@dataclass(frozen=True)
class Wish:
    """An engagement of so many minutes."""

    minutes: int
    venues: tuple[str, ...]
    who: tuple[str, ...]
    value: int | None = None
    """What it is worth, where it may be left out."""


def programmes(wishes: Mapping[str, Wish]) -> Iterator[Chosen]:
    """All that are sound."""
    names = list(wishes)
    optional = [name for name in names if wishes[name].value is not None]
    for size in range(len(optional) + 1):
        for left in combinations(optional, size):
            kept = [name for name in names if name not in left]
            starts = [range(OPENS, CLOSES - wishes[name].minutes + 1, GRID) for name in kept]
            spots = [
                [(at, venue) for at in times for venue in wishes[n].venues]
                for n, times in zip(kept, starts, strict=True)
            ]
            yield from _sound(wishes, kept, spots, {})


def _sound(
    wishes: Mapping[str, Wish], kept: list[str], spots: list[list[Where]], chosen: dict[str, Where]
) -> Iterator[Chosen]:
    if len(chosen) == len(kept):
        yield dict(chosen)
        return
    name = kept[len(chosen)]
    for spot in spots[len(chosen)]:
        if all(_together(wishes, name, spot, other, put) for other, put in chosen.items()):
            yield from _sound(wishes, kept, spots, {**chosen, name: spot})


def _together(wishes: Mapping[str, Wish], one: str, spot: Where, other: str, put: Where) -> bool:
    shared = set(wishes[one].who) & set(wishes[other].who)
    if not shared and spot[1] != put[1]:
        return True
    way = WAY.get((spot[1], put[1]), 0) if shared else 0
    first, second = sorted(((spot, one), (put, other)))
    return first[0][0] + wishes[first[1]].minutes + way <= second[0][0]


def lost(wishes: Mapping[str, Wish], chosen: Chosen) -> int:
    """What is left out, in value."""
    return sum(wish.value or 0 for name, wish in wishes.items() if name not in chosen)


def disliked(wishes: Mapping[str, Wish], chosen: Chosen) -> int:
    """By how much venues are not the first choice."""
    return sum(wishes[name].venues.index(venue) for name, (_, venue) in chosen.items())


def distance(wishes: Mapping[str, Wish], one: Chosen, other: Chosen) -> int:
    """Items in only one, at another venue or an hour away; and pairs that changed places within the hour."""
    stay = [n for n in one if n in other and one[n][1] == other[n][1] and abs(one[n][0] - other[n][0]) < 60]
    turned = 0
    for a, b in combinations(stay, 2):
        was, now = one[a][0] - one[b][0], other[a][0] - other[b][0]
        turned += bool(set(wishes[a].who) & set(wishes[b].who)) and was * now < 0
    return len({*one, *other}) - len(stay) + turned


def furthest(wishes: Mapping[str, Wish], known: Sequence[Chosen], most_lost: int, most_disliked: int) -> int:
    """The largest least distance to those that are known, of any programme that is good enough."""
    return max(
        min(distance(wishes, chosen, it) for it in known)
        for chosen in programmes(wishes)
        if lost(wishes, chosen) <= most_lost and disliked(wishes, chosen) <= most_disliked
    )
