"""Many schedules that are crossed: two orders make a third, and the best of old and new are kept.

An order is a beginning of one, a middle of the other, and the rest of the first (Hartmann 1998); the schedule it gives
is pushed to its end and back before it is judged (Valls, Ballestín and Quintanilla 2008). Many orders are made and
placed together. The same seed and number of steps give the same schedules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from placet.planner.countdown.crowd import Table, swing
from placet.planner.countdown.serial import Placed, Scheme, latest

CHANGED = 0.05
"""How often two neighbours in an order change places."""
PATIENCE = 12
"""Steps without a better one, after which only the best one is kept, and others near it."""

Cost = Callable[[Table, Table], Table]
"""Of beginnings and ends, what each costs: a column for each level, the first level before the second."""
Kept = tuple[Table, Table, Table]
"""Beginnings, ends and costs, the best schedule first."""


class Evolving:
    """Schedules of one project with its lengths, by what they cost. No two that cost the same are kept."""

    def __init__(self, scheme: Scheme, cost: Cost, seed: int, *, size: int, together: int) -> None:
        """Begin from the latest-start order and from others near it.

        `size` schedules are kept, and a step makes as many new ones as `together` says. Raises `BeyondHorizon` as the
        scheme does.
        """
        self._cost, self._size, self._together = cost, size, together
        self._swung = swing(scheme)
        self._chance = np.random.Generator(np.random.PCG64(seed))
        number, activities = scheme.number, scheme.project.activities
        self._needs = [[number[name] for name, _ in activity.needs] for activity in activities]
        self._is_needed = np.zeros((len(activities), len(activities)), bool)
        for after, before in enumerate(self._needs):
            self._is_needed[before, after] = True
        self._begun = [after for after, activity in enumerate(activities) if activity.begun]
        self._idle = 0
        self._longest = max(scheme.lengths.values(), default=0)
        base = latest(scheme.project, scheme.lengths, scheme.project.horizon)
        none = np.zeros((0, len(activities)), np.int64)
        self._kept: Kept = none, none, cost(none, none)
        self._add(self._near([base[name] for name in number], 0.1, 1.5))

    @property
    def best(self) -> tuple[tuple[int, ...], Placed]:
        """What the best schedule costs, and itself."""
        starts, ends, costs = self._kept
        return tuple(costs[0].tolist()), (starts[0].tolist(), ends[0].tolist())

    def step(self) -> None:
        """Some more schedules; the best of old and new are kept, of those that cost the same the older one."""
        if self._idle > PATIENCE:
            starts, ends, costs = self._kept
            self._kept, self._idle = (starts[:1], ends[:1], costs[:1]), 0
            self._add(self._near((starts, ends)[self._chance.integers(2)][0], 0.1, 1.0))
            return
        orders = self._by(self._kept[0])
        children = self._crossed(orders[self._chosen(len(orders))], orders[self._chosen(len(orders))])
        self._add(self._changed(children))

    def _add(self, orders: Table) -> None:
        starts, ends = self._swung(orders)
        new = starts, ends, self._cost(starts, ends)
        starts, ends, costs = (np.concatenate([old, young]) for old, young in zip(self._kept, new, strict=True))
        ranked = np.lexsort(costs.T[::-1])
        is_other = np.r_[True, (costs[ranked[1:]] != costs[ranked[:-1]]).any(axis=1)]
        best = ranked[is_other][: self._size]
        self._idle = self._idle + 1 if best[0] < len(self._kept[0]) else 0
        self._kept = starts[best], ends[best], costs[best]

    def _by(self, begins: Table) -> Table:
        """Orders by beginnings: what is under way first."""
        key = begins.copy()
        key[:, self._begun] = -1
        return np.argsort(key, axis=1, kind="stable")

    def _near(self, base: Sequence[float] | Table, least: float, most: float) -> Table:
        """Orders near one by times, itself the first; least and most: how far a time moves, in longest lengths."""
        width = self._longest * (least + (most - least) * self._chance.random((self._size, 1)))
        width[0] = 0
        key = np.array(base) + width * (2.0 * self._chance.random((self._size, len(base))) - 1.0)
        key[:, self._begun] = -np.inf
        for after, before in enumerate(self._needs):
            key[:, after] = key[:, [after, *before]].max(axis=1)
        return np.argsort(key, axis=1, kind="stable")

    def _chosen(self, count: int) -> Table:
        """The better of two, again and again."""
        one, other = (self._chance.random((2, self._together)) * count).astype(np.int64)
        better: Table = np.minimum(one, other)
        return better

    def _crossed(self, mothers: Table, fathers: Table) -> Table:
        """Both keep their needs, and so does the child."""
        rows, size = mothers.shape
        every = np.arange(rows)[:, None]
        cuts = np.sort((self._chance.random((2, rows, 1)) * (size + 1)).astype(np.int64), axis=0)
        in_mother, in_father = np.argsort(mothers, axis=1), np.argsort(fathers, axis=1)
        is_first = in_mother < cuts[0]
        turn = np.empty_like(mothers)
        turn[every, fathers] = np.cumsum(~is_first[every, fathers], axis=1)
        is_middle = ~is_first & (turn <= cuts[1] - cuts[0])
        key = np.where(is_first, in_mother, np.where(is_middle, size + in_father, 2 * size + in_mother))
        return np.argsort(key, axis=1)

    def _changed(self, orders: Table) -> Table:
        """Now and then two neighbours change places."""
        for offset in range(2):
            count = (orders.shape[1] - offset) // 2
            one, other = orders[:, offset::2][:, :count], orders[:, offset + 1 :: 2]
            is_changed = (self._chance.random(one.shape) < CHANGED) & ~self._is_needed[one, other]
            first, second = np.where(is_changed, other, one), np.where(is_changed, one, other)
            one[...], other[...] = first, second
        return orders
