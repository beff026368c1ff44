"""The programme of another day, made to fit one: what stands in its way is moved, and what is in the way of that.

A task goes where it costs least to send others away; what was sent away often costs more from then on, so that no two
chase each other for ever. That proves nothing, and promises nothing: the rules judge what comes of it, and where
nothing does, the whole is searched.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from placet.model.ids import PartyId
from placet.planner.interpreting.jobs import has_jobs, jobs_of
from placet.planner.interpreting.names import assign, without_anybody
from placet.planner.placing.broken_ways import broken_ways, has_place, in_turn
from placet.planner.placing.rooms import Rooms, room_of
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem, Task

STEPS = 40
"""How many tasks are put somewhere, again or for the first time, before the search is left to the solver."""
_InTurn = tuple[int, int, str, Placed]
"""What is placed, after that by which it is put in turn."""
_Near = Sequence[tuple[str, Placed, int]]
"""What is placed and can be in the way of a task: its name, where it is, and what it costs to send it away."""
NEVER = 10**6
"""What it costs to send away what can be nowhere else."""
LOOKED_AT = 12
"""Of the starts that cost least, how many are looked at in full."""


class _Start(NamedTuple):
    """A start at a site, what it costs to send away whoever is in the way there, and how far it is from before.

    The better one is the lesser.
    """

    cost: int
    away: int
    start: int
    site: int


@dataclass(slots=True)
class Moving:
    """One day: what is placed, what has yet to be, and what it has cost so far."""

    rooms: Rooms
    problem: Problem
    """That of the day, commitments in it."""
    placed: dict[str, Placed]
    loose: dict[str, Placed]
    """What has no place now, and where it was."""
    steps: int = STEPS
    weights: dict[str, int] = field(default_factory=dict)
    avoided: set[tuple[str, int]] = field(default_factory=set)
    """Starts at which nobody is left to interpret."""
    stuck: str | None = None
    """What can be nowhere, or has nobody to interpret it where alone it can be: then the search ends at once."""
    is_served: bool = False
    """Whether all that is placed is known to have its interpreters."""
    _of_party: dict[PartyId, list[_InTurn]] = field(default_factory=dict)
    """What each party has, in turn."""
    _sharing: dict[str, dict[str, tuple[Placed, int]]] = field(default_factory=dict)
    """Who has how much of each room, thing or pool of interpreters that holds only so many at once."""
    _commitments: dict[PartyId, list[str]] = field(default_factory=dict)
    """Those of the day: the frame knows nothing of them."""
    _turns: list[tuple[int, int, str]] = field(default_factory=list)
    """What is loose, as a heap: what was sent away most often comes first, then what has the fewest starts."""

    def __post_init__(self) -> None:
        """Look up who has what."""
        for name in self.loose:
            self._wait(name)
        for name, at in self.placed.items():
            self._note(name, at)
            if name not in self.rooms.near:
                for party in at.task.parties:
                    self._commitments.setdefault(party, []).append(name)

    def moved(self) -> dict[str, Placed] | None:
        """The whole programme with everything loose at some hour; None where that needs too many steps."""
        for _ in range(self.steps):
            if not self.loose:
                unserved = None if self.is_served else self._unserved()
                if unserved is None:
                    return self.placed
                if not self._send_away(unserved):
                    self.stuck = unserved
                    return None
            name = heappop(self._turns)[-1]
            if not self._put(name):
                self.stuck = name
                return None
        return None

    def takes_in(self, at: Placed, steps: int) -> bool:
        """Put one more into what has been put together; where that needs too many steps, all is as it was."""
        placed = self.placed.copy()
        of_party = {party: own.copy() for party, own in self._of_party.items()}
        sharing = {key: users.copy() for key, users in self._sharing.items()}
        self.loose, self.steps, self.weights, self.avoided = {at.task.id: at}, steps, {}, set()
        self.is_served, self.stuck, self._turns = True, None, []
        self._wait(at.task.id)
        if self.moved() is not None:
            return True
        self.placed, self._of_party, self._sharing = placed, of_party, sharing
        return False

    # ── one step ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _put(self, name: str) -> bool:
        """Put a task where it costs least; False where it can be nowhere."""
        task, before = self.problem.tasks[name], self.loose[name]
        best: tuple[int, _Start, list[str]] | None = None
        near = list(self._near(task))
        for option in sorted(self._options(task, before, near))[:LOOKED_AT]:
            if best is not None and option.cost >= best[0]:
                break
            at = Placed(task, option.start, option.start + task.least, task.sites[option.site])
            sent = self._sent(task, option, at, near)
            cost = sum(self._cost(other) for other in sent)
            if cost < NEVER and (best is None or cost < best[0]):
                best = (cost, option, sent)
        if best is None:
            return False
        _, option, sent = best
        for other in sent:
            self._send_away(other)
        del self.loose[name]
        at = Placed(task, option.start, option.start + task.least, task.sites[option.site])
        self.placed[name] = at
        self._note(name, at)
        self.is_served = self.is_served and not has_jobs(self.problem, task)
        return True

    def _options(self, task: Task, before: Placed, near: _Near) -> Iterator[_Start]:
        """For every stretch of starts with the same tasks in the way, the start nearest to where it was."""
        grid = task.grid
        for site, spans in enumerate(self.rooms.starts[task.id]):
            taken = [(low, high, cost) for _, at, cost in near for low, high in self.rooms.taken_by(task, site, at)]
            for low, high in spans:
                for first, last, cost in _stretches(low, high, taken):
                    start = _nearest(first, last, before.start, grid)
                    if start is not None and cost < NEVER and (task.id, start) not in self.avoided:
                        other_place = task.sites[site].venue != before.site.venue
                        yield _Start(cost, abs(start - before.start) + 30 * other_place, start, site)

    def _near(self, task: Task) -> Iterator[tuple[str, Placed, int]]:
        """What may be in the way of a task, wherever that is put."""
        for name in self.rooms.near[task.id]:
            at = self.placed.get(name)
            if at is not None and self.rooms.may_meet(task, at):
                yield name, at, self._cost(name)
        for party in sorted(task.parties) if self._commitments else ():
            for name in self._commitments.get(party, ()):
                yield name, self.placed[name], self._cost(name)

    def _sent(self, task: Task, option: _Start, at: Placed, near: _Near) -> list[str]:
        """Everything that has to go when a task is put somewhere."""
        sent: dict[str, None] = {}
        for name, other, _ in near if option.cost else ():
            for low, high in self.rooms.taken_by(task, option.site, other):
                if low <= option.start <= high:
                    sent[name] = None
        for more in (self._over_capacity(at, sent), self._on_the_way(at, sent)):
            sent.update(dict.fromkeys(more))
        return list(sent)

    def _send_away(self, name: str) -> bool:
        if name in self.rooms.held or name not in self.rooms.starts:
            return False
        at = self.placed.pop(name)
        for party in at.task.parties:
            own = self._of_party[party]
            del own[bisect_left(own, in_turn(at))]
        for key, _, _ in self._shared(at):
            del self._sharing[key][name]
        self.loose[name] = at
        self.weights[name] = self.weights.get(name, 1) + 1
        self._wait(name)
        return True

    def _wait(self, name: str) -> None:
        heappush(self._turns, (-self.weights.get(name, 0), self._room(name), name))

    def _note(self, name: str, at: Placed) -> None:
        for party in at.task.parties:
            insort(self._of_party.setdefault(party, []), (*in_turn(at), at))
        for key, amount, _ in self._shared(at):
            self._sharing.setdefault(key, {})[name] = at, amount

    def _cost(self, name: str) -> int:
        if name in self.rooms.held or name not in self.rooms.starts:
            return NEVER
        return self.weights.get(name, 1)

    def _room(self, name: str) -> int:
        return sum(high - low for spans in self.rooms.starts[name] for low, high in spans)

    # ── what pairs do not say ─────────────────────────────────────────────────────────────────────────────────────────

    def _over_capacity(self, at: Placed, sent: Mapping[str, None]) -> Iterator[str]:
        """Who has to go from a room, a thing or a pool of interpreters that holds only so many at once."""
        for key, amount, most in self._shared(at):
            users = [
                (self._cost(name), name, it, taken)
                for name, (it, taken) in self._sharing.get(key, {}).items()
                if it.start < at.end and at.start < it.end and name not in sent
            ]
            users.sort(key=lambda user: user[:2])
            moments = [at.start, *(it.start for _, _, it, _ in users if it.start > at.start)]
            gone: set[str] = set()
            for moment in moments:
                then = [user for user in users if user[1] not in gone and user[2].start <= moment < user[2].end]
                over = amount + sum(taken for _, _, _, taken in then) - most
                while over > 0 and then:
                    _, name, _, taken = then.pop(0)
                    over -= taken
                    gone.add(name)
                    yield name

    def _shared(self, at: Placed) -> Iterator[tuple[str, int, int]]:
        """What of all this something has where it is placed, how much of it, and how much there is."""
        venue, task = room_of(at.task, at.site), at.task
        if venue is not None and self.problem.venues[venue][0] > 1:
            yield f"@{venue}", 1, self.problem.venues[venue][0]
        for name, amount in task.uses:
            yield f"#{name}", amount, self.problem.resources[name][0]
        if task.interpreters is not None and task.interpreters[0] in self.problem.pools:
            pair = task.interpreters[0]
            yield f"/{'-'.join(pair)}", self.problem.needed_of_pool(task), len(self.problem.pools[pair])

    def _on_the_way(self, at: Placed, sent: Mapping[str, None]) -> Iterator[str]:
        """What would break somebody's way in two, or has to go because nobody gets there in time around it."""
        for party in sorted(at.task.parties):
            own, gone = self._of_party.get(party, ()), set(sent)
            while (name := self._broken(at, own, gone)) is not None:
                gone.add(name)
                yield name

    def _broken(self, at: Placed, own: Sequence[_InTurn], gone: Container[str]) -> str | None:
        """What is placeless beside the first broken way about a task; a task at its end, where nothing else can go."""
        for first, beside, second in broken_ways(_about(at, own, gone), self.rooms.way):
            if any(it is at for it in (first, *beside, second)):
                others = [it.task.id for it in beside if it is not at and self._cost(it.task.id) < NEVER]
                free = [it.task.id for it in (second, first) if it is not at]
                return min(others or free, key=lambda name: (self._cost(name), name))
        return None

    def _unserved(self) -> str | None:
        """An engagement that nobody is left to interpret, its start never to be tried again; None where all have."""
        jobs = jobs_of(self.problem, self.placed)
        name = without_anybody(self.problem, jobs)
        if name is None or assign(self.problem, jobs, fairly=False) is not None:
            return None
        self.avoided.add((name, self.placed[name].start))
        return name


def _about(at: Placed, own: Sequence[_InTurn], gone: Container[str]) -> Sequence[Placed]:
    """A task in turn with what somebody has about it, as far as the next that has a place, and without what is gone."""
    here = bisect_left(own, in_turn(at))
    before = _as_far_as_a_place((own[number][-1] for number in range(here - 1, -1, -1)), gone)
    after = _as_far_as_a_place((own[number][-1] for number in range(here, len(own))), gone)
    return [*reversed(before), at, *after]


def _as_far_as_a_place(ahead: Iterable[Placed], gone: Container[str]) -> list[Placed]:
    found = []
    for it in ahead:
        if it.task.id not in gone:
            found.append(it)
            if has_place(it):
                break
    return found


def _stretches(low: int, high: int, taken: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """The stretches of starts between two, all included, that cost the same throughout; and what they cost."""
    changes: dict[int, int] = {low: 0}
    for opens, closes, weight in taken:
        if opens <= high and closes >= low:
            first = max(opens, low)
            changes[first] = changes.get(first, 0) + weight
            if closes < high:
                changes[closes + 1] = changes.get(closes + 1, 0) - weight
    cost = 0
    for first, after in pairwise((*sorted(changes), high + 1)):
        cost += changes[first]
        yield first, after - 1, cost


def _nearest(low: int, high: int, wanted: int, grid: int) -> int | None:
    """The point of the grid between two minutes that is nearest to a third, if there is any."""
    first, last = -(-low // grid) * grid, high // grid * grid
    if first > last:
        return None
    return min(max(round(wanted / grid) * grid, first), last)
