"""A schedule made shorter piece by piece: a part of it is let go, the rest keeps its order, and the solver is asked.

Between two such questions the schedule drifts: it is taken up again in nearly the same order, and whatever does not end
later replaces it. So the next part is let go from another place. Each question has a bound on work, never on the clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from placet.planner.countdown.model import Model
from placet.planner.countdown.passes import early, late
from placet.planner.countdown.project import Activity, Project, Put
from placet.planner.countdown.serial import Scheme, numbers
from placet.planner.cp_sat import cp_model
from placet.planner.search import Effort, Recipe, solve

ASK: Recipe = {"subsolvers": ["quick_restart_no_lp"], "linearization_level": 0, "cp_model_presolve": False}
WORK = 0.02
"""Deterministic work of one question."""
SECONDS = 60.0
"""On the wall clock, after which something is wrong with the machine."""
DRIFTS = 10
"""Orders tried after a question that led nowhere."""
FEWEST = 8
SMALLEST, STEP = 0.08, 1.03
"""The part let go is never a smaller share of all; it grows by so much when there was proven to be nothing in it."""
ANYWHERE = 0.2
"""How often the part is of activities from everywhere, not of neighbours in time."""


class Piecewise:
    """One schedule, and what is let go next. Activities have one length each; every day is worked on."""

    def __init__(self, project: Project, put: Mapping[str, Put], seed: int) -> None:
        """Begin from a schedule."""
        self.put = dict(put)
        self._project = project
        self._lengths = {name: one.length for name, one in put.items()}
        self._scheme = Scheme(project, self._lengths)
        self._first = early(project, self._lengths)
        self._share = 0.25
        self._turn = 0
        self._seed = seed
        self._chance = numbers(seed)

    @property
    def end(self) -> int:
        """The day on which all is finished."""
        return max((one.ends for one in self.put.values()), default=0)

    def step(self) -> None:
        """Let one part go, and keep what is better."""
        self._turn += 1
        found = self._without(self._part())
        if found is not None:
            self.put = self._scheme.put(self._scheme.swung(self._scheme.placed(found)))
            return
        for _ in range(DRIFTS):
            self._drift()

    def _part(self) -> set[str]:
        """Activities that lie close together in time, or anywhere."""
        number = max(FEWEST, int(self._share * len(self.put)))
        if next(self._chance) < ANYWHERE:
            return set(sorted(self.put, key=lambda _: next(self._chance))[:number])
        middle = 2 * self.end * next(self._chance)
        away = {name: abs(one.starts + one.ends - middle) + next(self._chance) for name, one in self.put.items()}
        return set(sorted(away, key=lambda name: away[name])[:number])

    def _without(self, part: set[str]) -> dict[str, Put] | None:
        """A schedule that ends a day earlier, in which all but a part keeps its order; None where none is found."""
        limits = dict.fromkeys(self.put, self.end - 1)
        back = late(self._project, self._lengths, limits)
        if back is None or any(back[name].starts < one.starts for name, one in self._first.items()):
            return None
        windows = {name: (one.starts, back[name].ends) for name, one in self._first.items()}
        model = Model(self._project, lengths=self._lengths, windows=windows)
        kept = [activity for activity in self._project.activities if activity.name not in part]
        for before, after in sorted(chains(self._project, self.put, kept)):
            model.cp.add(model.timed[after].starts >= model.timed[before].ends)
        model.hint({name: _within(one, windows[name]) for name, one in self.put.items()})
        found = solve(model.cp, ASK, Effort(SECONDS, WORK), self._seed + self._turn)
        if found.has_solution:
            return model.put(found.values)
        shares = self._share * STEP if found.status == cp_model.INFEASIBLE else self._share / STEP
        self._share = min(1.0, max(SMALLEST, shares))
        return None

    def _drift(self) -> None:
        """Take the schedule up again in nearly its order, by beginnings or by ends."""
        by_ends = next(self._chance) < 0.5
        width = 0.6 * max(self._lengths.values()) * next(self._chance)
        order = {
            name: (one.ends if by_ends else one.starts) + width * (2 * next(self._chance) - 1)
            for name, one in self.put.items()
        }
        found = self._scheme.swung(self._scheme.early(self._scheme.in_order(order)))
        if max(found[1]) <= self.end:
            self.put = self._scheme.put(found)


def chains(project: Project, put: Mapping[str, Put], kept: Sequence[Activity]) -> set[tuple[str, str]]:
    """Who hands over to whom: pairs by which those kept never take more hands together than there are.

    Every hand goes from one activity to the next, to one that has others from the same if there is any.
    """
    pairs: set[tuple[str, str]] = set()
    in_time = sorted((a for a in kept if put[a.name].length), key=lambda a: (put[a.name].starts, put[a.name].ends))
    for resource, most in project.capacity.items():
        hands: list[tuple[int, str]] = [(0, "")] * most
        for activity in in_time:
            one, name = put[activity.name], activity.name
            free = [number for number, (since, _) in enumerate(hands) if since <= one.starts]
            free.sort(key=lambda number: ((hands[number][1], name) in pairs, hands[number]), reverse=True)
            for number in free[: activity.uses.get(resource, 0)]:
                before = hands[number][1]
                if before:
                    pairs.add((before, name))
                hands[number] = (one.ends, name)
    return pairs


def _within(one: Put, window: tuple[int, int]) -> Put:
    """As near as may be to where it was."""
    starts = min(max(one.starts, window[0]), window[1] - one.length)
    return Put(starts, starts + one.length, one.length)
