"""The serial scheme for a whole crowd of orders at once: step by step, the next activity of every order is placed.

What is asked of one schedule is asked of all in one go, which takes a sixth of the time. Where an activity can begin is
looked for in a window of 64 days, a bit for each: a run of days with hands enough is a bit that is left when the days
are laid over one another. That holds where every day is worked on and nothing is under way; elsewhere schedules are
placed one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from placet.planner.countdown.hands import Hands
from placet.planner.countdown.serial import Scheme

Table = NDArray[np.int64]
"""A row for each order or schedule, a column for each activity or place."""
Swing = Callable[[Table], tuple[Table, Table]]
"""Of orders, the schedules that are placed by them and pushed to their end and back: beginnings and ends."""
WINDOW = 64
LONGEST = 32
"""Days of an activity up to which a window is wide enough."""
SWINGS = 2


def swing(scheme: Scheme) -> Swing:
    """The quickest way to place many orders of a project."""
    project = scheme.project
    is_plain = all(
        project.calendars[a.calendar] is None and not a.begun and not project.opens(a) for a in project.activities
    )
    if is_plain and max(scheme.lengths.values(), default=0) <= LONGEST:
        return Crowd(scheme).swung
    return lambda orders: _one_by_one(scheme, orders)


def _one_by_one(scheme: Scheme, orders: Table) -> tuple[Table, Table]:
    found = [scheme.swung(scheme.early(order), SWINGS) for order in orders.tolist()]
    return np.array([starts for starts, _ in found]), np.array([ends for _, ends in found])


class Crowd:
    """One project with its lengths, made ready for many orders at once."""

    def __init__(self, scheme: Scheme) -> None:
        """Every day is worked on, nothing is under way and nothing takes more than `LONGEST` days."""
        project = scheme.project
        hands = Hands(project.capacity)
        kind = np.min_scalar_type(hands.free)  # numbers of any size where there are very many hands
        self._guards, self._free = np.array(hands.guards, kind), np.array(hands.free, kind)
        self._lengths = np.array([scheme.lengths[name] for name in scheme.number], np.int64)
        self._span = int(self._lengths.max(initial=1))
        uses = [hands.packed(a.uses) if scheme.lengths[a.name] else 0 for a in project.activities]
        self._taken = np.array(uses, kind)
        days = np.arange(self._span) < self._lengths[:, None]
        self._taken_by_day = np.where(days, self._taken[:, None], np.array(0, kind))
        self._shifts = _shifts([int(length) for length in self._lengths])
        needs = [[(scheme.number[name], wait) for name, wait in a.needs] for a in project.activities]
        after = [[(scheme.number[name], wait) for name, wait in project.successors[a.name]] for a in project.activities]
        self._needs, self._after = _padded(needs), _padded(after)
        waits = sum(max((wait for _, wait in before), default=0) for before in needs + after)
        self._days = int(self._lengths.sum()) + waits + 2 * WINDOW

    def swung(self, orders: Table) -> tuple[Table, Table]:
        """Each as early as may be; then pushed to its end, what ends last first; then taken up again from there."""
        starts, ends = self.early(orders)
        # What ends last goes first, of those what begins last, of those the last in the project: needs come after.
        late = (ends * self._days + starts)[:, ::-1]
        back = starts.shape[1] - 1 - np.argsort(-late, axis=1, kind="stable")
        _, away = self._placed(back, *self._after)
        return self.early(np.argsort(-away, axis=1, kind="stable"))

    def early(self, orders: Table) -> tuple[Table, Table]:
        """Beginnings and ends when each is put as early as may be."""
        return self._placed(orders, *self._needs)

    def _placed(self, orders: Table, before: Table, waits: Table) -> tuple[Table, Table]:
        rows, size = orders.shape
        left = np.full(rows * self._days + WINDOW, self._free)  # one long row of days
        window = sliding_window_view(left, WINDOW)
        held = sliding_window_view(left, self._span, writeable=True)
        first = np.arange(rows) * self._days
        mine = np.arange(rows) * (size + 1)  # the last place of each is for a need that is none
        starts, ends = np.zeros((rows, size + 1), np.int64), np.zeros((rows, size + 1), np.int64)
        every_start, every_end = starts.reshape(-1), ends.reshape(-1)
        for number in orders.T:
            ready = (every_end.take(before[:, number] + mine) + waits[:, number]).max(axis=0)
            begins = self._found(window, first, ready, number)
            held[first + begins] -= self._taken_by_day[number]
            every_start[mine + number] = begins
            every_end[mine + number] = begins + self._lengths[number]
        return starts[:, :size], ends[:, :size]

    def _found(self, window: NDArray[np.generic], first: Table, ready: Table, number: Table) -> Table:
        """The first day of each from which on it has its hands; where a window has none, the next one is looked at."""
        begins, rows = ready.copy(), np.arange(len(ready))
        while rows.size:
            which = number[rows]
            free = ((window[first[rows] + begins[rows]] - self._taken[which][:, None]) & self._guards) == self._guards
            runs = np.packbits(free.reshape(-1), bitorder="little").view("<u8")
            for shift in self._shifts:
                runs &= runs >> shift[which]
            none = runs == 0
            lowest = np.bitwise_count((runs & (~runs + 1)) - 1)
            begins[rows] += np.where(none, WINDOW - self._span + 1, lowest)
            rows = rows[none]
        return begins


def _shifts(lengths: Sequence[int]) -> NDArray[np.uint64]:
    """By how much days are laid over one another, again and again, until a bit stands for a run of the whole length."""
    table = []
    for length in lengths:
        run, shifts = 1, []
        while run < length:
            shifts.append(min(run, length - run))
            run += shifts[-1]
        table.append(shifts)
    most = max(map(len, table), default=0)
    return np.array([shifts + [0] * (most - len(shifts)) for shifts in table], np.uint64).reshape(-1, most).T.copy()


def _padded(needs: Sequence[Sequence[tuple[int, int]]]) -> tuple[Table, Table]:
    """A column for each activity: what it needs and how long it waits, filled up with a need that is none."""
    most = max([1, *map(len, needs)])
    filled = [[*before, *[(len(needs), 0)] * (most - len(before))] for before in needs]
    table = np.array(filled, np.int64).reshape(-1, most, 2)
    return table[:, :, 0].T.copy(), table[:, :, 1].T.copy()
