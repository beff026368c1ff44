"""Many schedules that are crossed: two orders make a third, and what is no worse takes the place of the worst.

An order is a beginning of one, a middle of the other, and the rest of the first (Hartmann 1998); the schedule it gives
is pushed to its end and back before it is judged (Valls, Ballestín and Quintanilla 2008). When all are alike, the best
one is kept and the others are begun afresh, some from it. The same seed and number of steps give the same schedules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from placet.planner.countdown.serial import Placed, Priority, Scheme, latest, numbers

SIZE = 100
"""Schedules that are kept."""
SWINGS = 2
CHANGED = 0.05
"""How often two neighbours in an order change places."""
PATIENCE = 1500
"""Steps without a better one among those kept, after which all is begun afresh."""

Cost = Callable[[Placed], tuple[int, ...]]
Kept = tuple[tuple[int, ...], list[int], Placed]
"""What a schedule costs, its order, and itself."""


class Evolving:
    """Schedules of one project with its lengths, by what they cost."""

    def __init__(self, scheme: Scheme, cost: Cost, seed: int) -> None:
        """Begin from the latest-start order and from others near it. Raises `BeyondHorizon` as the scheme does."""
        self._scheme, self._cost = scheme, cost
        self._chance = numbers(seed)
        project = scheme.project
        self._needs = [frozenset(scheme.number[name] for name, _ in a.needs) for a in project.activities]
        self._base = latest(project, scheme.lengths, project.horizon)
        self._kept = [self._judged(list(scheme.in_order(self._base)))]
        self._seen = {tuple(self._kept[0][1])}
        self._idle = 0
        self.best = self._kept[0]

    def step(self) -> None:
        """One more schedule."""
        if self._idle > PATIENCE:
            self._kept, self._idle = [self.best], 0
            self._seen = {tuple(self.best[1])}
        if len(self._kept) < SIZE:
            order = self._near(self._base)
        else:
            order = self._crossed(self._chosen()[1], self._chosen()[1])
        self._keep(self._judged(order))

    def _keep(self, new: Kept) -> None:
        self._idle += 1
        if new[0] < self.best[0]:
            self.best, self._idle = new, 0
        key = tuple(new[1])
        if key in self._seen:
            return
        if len(self._kept) >= SIZE:
            worst = max(range(SIZE), key=lambda number: self._kept[number][0])
            if new[0] > self._kept[worst][0]:
                return
            self._idle = self._idle if new[0] == self._kept[worst][0] else 0
            self._seen.discard(tuple(self._kept[worst][1]))
            self._kept[worst] = new
        else:
            self._kept.append(new)
        self._seen.add(key)

    def _judged(self, order: list[int]) -> Kept:
        placed = self._scheme.swung(self._scheme.early(order), SWINGS)
        return self._cost(placed), self._scheme.by(placed[0]), placed

    def _chosen(self) -> Kept:
        """The better of two."""
        one, other = (self._kept[int(next(self._chance) * len(self._kept))] for _ in range(2))
        return min(one, other, key=lambda kept: kept[0])

    def _near(self, around: Priority) -> list[int]:
        width = max(self._scheme.lengths.values()) * (0.1 + 1.4 * next(self._chance))
        return list(
            self._scheme.in_order({name: at + width * (2.0 * next(self._chance) - 1.0) for name, at in around.items()})
        )

    def _crossed(self, mother: Sequence[int], father: Sequence[int]) -> list[int]:
        """Both keep their needs, and so does the child; now and then two neighbours change places."""
        size = len(mother)
        cuts = sorted(int(next(self._chance) * (size + 1)) for _ in range(2))
        order = list(mother[: cuts[0]])
        seen = set(order)
        middle = [number for number in father if number not in seen][: cuts[1] - cuts[0]]
        seen.update(middle)
        order += middle
        order += [number for number in mother if number not in seen]
        for place in range(size - 1):
            if next(self._chance) < CHANGED and order[place] not in self._needs[order[place + 1]]:
                order[place], order[place + 1] = order[place + 1], order[place]
        return order
