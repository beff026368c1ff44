"""The common part: what every solver compared here can say about a visit, and nothing of how it is solved.

Every engagement takes place, at one venue, for a fixed length, within one window of starts; whoever is in two has time
for the way between; a venue holds so many at once; some follow others with a least and perhaps a most wait. What is
made small is the weighted deviation from preferred starts, in steps of five minutes.

All times are minutes from the midnight with which the first day begins, and on the grid.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import combinations

GRID = 5
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Engagement:
    """One engagement; it may start from `opens` to `closes`, both included.

    Without a preferred start it costs nothing.
    """

    id: str
    parties: tuple[str, ...]
    venue: str
    length: int
    opens: int
    closes: int
    preferred: int | None = None
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Wait:
    """`after` starts at least `least` and at most `most` minutes after the end of `before`."""

    before: str
    after: str
    least: int
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """Minutes from door to door."""

    origin: str
    destination: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Instance:
    """One problem. `capacity` has the venues that hold only so many at once; ways that are not listed take no time."""

    name: str
    days: int
    engagements: tuple[Engagement, ...]
    ways: tuple[Way, ...]
    capacity: dict[str, int]
    waits: tuple[Wait, ...]

    def __post_init__(self) -> None:
        """Everything on the grid: else solvers that count in steps would solve another problem."""
        times = [t for e in self.engagements for t in (e.length, e.opens, e.closes, e.preferred or 0)]
        times += [t for w in self.waits for t in (w.least, w.most or 0)] + [way.minutes for way in self.ways]
        if any(time % GRID for time in times) or any(e.opens > e.closes for e in self.engagements):
            raise ValueError(f"{self.name} is not on the grid, or has an empty window")

    def to_json(self) -> str:
        """As text, for a process of its own."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> Instance:
        """The same again."""
        data = json.loads(text)
        return Instance(
            data["name"],
            data["days"],
            tuple(Engagement(**{**e, "parties": tuple(e["parties"])}) for e in data["engagements"]),
            tuple(Way(**way) for way in data["ways"]),
            data["capacity"],
            tuple(Wait(**wait) for wait in data["waits"]),
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solver says. `claimed` and `bound` are in weighted steps; `seconds` is building and solving, warm."""

    starts: dict[str, int] | None
    claimed: int | None
    is_proven: bool
    seconds: float
    first: float | None = None
    """Seconds until the first plan, where the solver tells."""
    bound: int | None = None
    says_infeasible: bool = False


@dataclass(frozen=True, slots=True)
class Apart:
    """Two engagements that exclude one another: the second starts `forward` after the start of the first, or the first
    `backward` after the start of the second."""

    first: int
    second: int
    forward: int
    backward: int


def apart(instance: Instance) -> list[Apart]:
    """Every pair that shares somebody, or a venue that holds one: with lengths and ways added up, by number."""
    minutes = {(way.origin, way.destination): way.minutes for way in instance.ways}
    found = []
    for (i, a), (j, b) in combinations(enumerate(instance.engagements), 2):
        in_turn = a.venue == b.venue and instance.capacity.get(a.venue) == 1
        if in_turn or set(a.parties) & set(b.parties):
            there, back = minutes.get((a.venue, b.venue), 0), minutes.get((b.venue, a.venue), 0)
            found.append(Apart(i, j, a.length + there, b.length + back))
    return found


def shared_venues(instance: Instance) -> list[tuple[int, list[int]]]:
    """Venues that hold more than one but not all of theirs: how many, and whose number."""
    found = []
    for venue, holds in sorted(instance.capacity.items()):
        users = [i for i, engagement in enumerate(instance.engagements) if engagement.venue == venue]
        if 1 < holds < len(users):
            found.append((holds, users))
    return found
