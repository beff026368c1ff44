"""A visit in whole minutes: tasks with windows, places and parties, and the requirements they come from.

Minutes count from the timeline's origin. Everything the constraints need is computed here once, from the same data and
the same parameters that the rules read; no judgement is shared. Each restriction knows the `Requirement` it comes
from, so that a clash can be told in the user's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from placet.model.ids import PartyId, Ref
from placet.model.profile import Grade

Interval = tuple[int, int]
"""Minutes, both ends included."""
Between = tuple[str | None, str | None]
"""A stay, as the journeys before and after it; either may be missing."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing somebody wants, as it can be given up: who asked, where it stands in the file, what giving it up costs.

    `kind` picks the sentence (`placet.wording`, subject `requirements`); `subjects` are what it is about, in the order
    that sentence needs. `cost` is in the same units as the value of an engagement, times ten where something is agreed.
    """

    kind: str
    subjects: tuple[Ref, ...]
    path: tuple[str, ...]
    asked_by: str | None = None
    agreed: str | None = None
    cost: int = 10
    facts: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Restriction:
    """Starts (or, with `of_end`, ends) that a requirement allows, as sorted disjoint intervals of minutes.

    It rests on `unmoved` too: with that given up, the requirement still allows `otherwise`. So what may move by a
    margin without asking again moves so far, and what moves to another day is held to the hours of that day.
    """

    allowed: tuple[Interval, ...]
    requirement: Requirement | None
    of_end: bool = False
    unmoved: Requirement | None = None
    otherwise: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A place a task may be put in: the spot it begins and ends at, and when that is open (None: always)."""

    venue: str | None
    origin: str | None
    destination: str | None
    open_during: tuple[Interval, ...] | None
    requirement: Requirement | None = None
    preference: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to be put in time. `least`, `typical`, `most` are minutes; `grid` is 1 or 5."""

    id: str
    kind: str
    parties: frozenset[PartyId]
    sites: tuple[Site, ...]
    restrictions: tuple[Restriction, ...]
    least: int
    typical: int
    most: int
    grid: int
    optional: bool = False
    value: int = 0
    takes_place: Requirement | None = None
    lasts: Requirement | None = None
    horizon: Interval = (0, 0)
    fixed_start: int | None = None
    margin: int = 0
    """Minutes by which it may move without asking again."""
    zone: str = "UTC"
    waking: tuple[Interval, ...] = ()
    """The hours of its days, and of its kind where it is stated for one of those, in which another may be proposed."""
    days: tuple[int, ...] = ()
    lead: int = 0
    """Minutes before the start in which its parties must be free already (boarding)."""
    tail: int = 0
    """Minutes after the end in which its parties are not free yet (formalities)."""
    uses: tuple[tuple[str, int], ...] = ()
    interpreters: tuple[tuple[str, str], int] | None = None
    """Pair of languages, and how many are needed, those in `named` among them."""
    named: tuple[str, ...] = ()
    """Interpreters asked for by name, and those who are there anyway and interpret it; they are parties as well."""
    shown: int | None = None
    """Minutes that the programme shows of it, where that is less than what is kept free (a withheld time)."""
    indoors: Site | None = None
    """Where it moves in bad weather: kept free and reachable beside its own place, at the grade of `plan-b-holds`."""
    soft: str | None = None
    """For a block that a rule asks for: the rule's name; it may be given up at that rule's grade."""

    @property
    def is_placeless(self) -> bool:
        """Whether nobody knows where it is, so that no way may lie over it; a journey may be the way itself."""
        return self.kind != "journey" and self.sites[0].origin is None

    def starts(self) -> tuple[Interval, ...]:
        """The starts that all restrictions on the start allow together, within the horizon."""
        allowed: tuple[Interval, ...] = (self.horizon,)
        for restriction in self.restrictions:
            if not restriction.of_end:
                allowed = intersect(allowed, restriction.allowed)
        return allowed

    def reaches_grid(self) -> bool:
        """Whether every stretch in which it may take place has a start on the grid, with a length that fits there."""
        if self.grid == 1:
            return True
        ends = [restriction.allowed for restriction in self.restrictions if restriction.of_end]
        starts = self.starts()
        for allowed in ends:
            starts = intersect(starts, [(low - self.most, high - self.least) for low, high in allowed])
        for opens in (site.open_during for site in self.sites if site.open_during is not None):
            inside = intersect(starts, [(low, high - self.least) for low, high in opens])
            if not all(_has_point(span, self.grid) for span in inside):
                return False
        has_free_length = self.least % self.grid or self.most % self.grid
        return all(_has_point(span, self.grid) for span in starts) and (
            bool(has_free_length) or all(_has_point(span, self.grid) for allowed in ends for span in allowed)
        )


def _has_point(span: Interval, grid: int) -> bool:
    return -(-span[0] // grid) * grid <= span[1]


@dataclass(frozen=True, slots=True)
class Order:
    """`before` ends at least `least` (and at most `most`) minutes before `after` starts."""

    before: str
    after: str
    least: int = 0
    most: int | None = None
    requirement: Requirement | None = None
    rule: str | None = None
    """For an order that a rule asks for: its name; it may be given up at that rule's grade."""
    at_most: Grade | None = None
    """A lower grade than the rule's, for an order that is only customary."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A party's stations between its journeys from city to city: a task in one of them lies between two journeys."""

    task: str
    party: PartyId
    between: tuple[Between, ...]
    """Allowed stations, each as (journey before, journey after); either may be missing."""


@dataclass(frozen=True, slots=True)
class Suits:
    """The minutes in which a rule would have a task begin, and end (None: whenever), at one of its sites."""

    task: str
    site: int
    rule: str
    starts: tuple[Interval, ...]
    ends: tuple[Interval, ...] | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The tasks with which a guest comes, and those with which the guest goes."""

    comes: tuple[str, ...]
    goes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything to be planned, in minutes."""

    tasks: Mapping[str, Task]
    orders: tuple[Order, ...]
    stays: tuple[Stay, ...]
    principals: tuple[PartyId, ...]
    travel: Mapping[tuple[str, str], int]
    """Minutes door to door, margins in them, for every two spots of the problem."""
    travel_requirements: Mapping[tuple[str, str], Requirement]
    venues: Mapping[str, tuple[int, int]]
    """How many tasks a venue holds at once, and the minutes to set it up again."""
    resources: Mapping[str, tuple[int, Requirement]]
    pools: Mapping[tuple[str, str], tuple[str, ...]]
    """Interpreters by pair of languages."""
    presence: Mapping[str, tuple[Interval, ...]] = field(default_factory=dict)
    """Minutes in which an interpreter is with the visit; throughout without an entry."""
    days: Mapping[int, Interval] = field(default_factory=dict)
    """Minutes of each day of the visit, from local midnight to local midnight of its first leg."""

    close_by: tuple[tuple[str, str], ...] = ()
    """Tasks of which the second should come soon after the first."""
    suits: tuple[Suits, ...] = ()
    """The hours that rules ask for below `must`."""
    stretches: Mapping[str, Stretch] = field(default_factory=dict)
    """For a block of somebody who comes or goes in its leg, between what it lies; it may be missed for want of time."""
    stretches_of_invited: Mapping[tuple[str, PartyId], Stretch] = field(default_factory=dict)
    """The same for an engagement and a guest who is only invited to it."""

    is_to_the_minute: bool = False
    stations: Mapping[tuple[str, PartyId], frozenset[Between]] = field(default_factory=dict)
    """For each task and party that travels from city to city, the stays in which the task may lie.

    A journey lies in the stays before and after it.
    """
    stations_of_invited: Mapping[tuple[str, PartyId], frozenset[Between]] = field(default_factory=dict)
    """The same for an engagement and somebody who is only invited to it; empty where no journey brings them there."""

    def to_the_minute(self) -> Problem:
        """The same with every start free to the minute."""
        tasks = {name: replace(task, grid=1) for name, task in self.tasks.items()}
        return replace(self, tasks=tasks, is_to_the_minute=True)

    def is_there(self, person: str, start: int, end: int) -> bool:
        """Whether an interpreter is with the visit from start to end."""
        spans = self.presence.get(person)
        return spans is None or any(opens <= start and end <= closes for opens, closes in spans)

    def has_journey_between(self, one: Task, other: Task) -> bool:
        """Whether, for everyone who has both, a journey from city to city lies between two tasks.

        Then no drive does.
        """
        if not self.stations:
            return False
        shared = one.parties & other.parties
        found = [(self.stations.get((one.id, p)), self.stations.get((other.id, p))) for p in shared]
        return bool(shared) and all(a is not None and b is not None and a.isdisjoint(b) for a, b in found)

    def needed_of_pool(self, task: Task) -> int:
        """How many of the interpreters for its languages a task takes; whoever else is asked for by name is no one."""
        if task.interpreters is None or task.interpreters[0] not in self.pools:
            return 0
        pair, count = task.interpreters
        return count - len(set(task.named) - set(self.pools[pair]))

    def between(self, origin: str | None, destination: str | None) -> int:
        """Minutes from spot to spot; none where a spot is unknown or the same."""
        if origin is None or destination is None or origin == destination:
            return 0
        return self.travel[(origin, destination)]


def intersect(first: Iterable[Interval], second: Iterable[Interval]) -> tuple[Interval, ...]:
    """What two sorted lists of disjoint intervals have in common."""
    common = [(max(a, c), min(b, d)) for a, b in first for c, d in second]
    return tuple(sorted((low, high) for low, high in common if low <= high))


def joined(spans: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same minutes as sorted, disjoint intervals."""
    found: list[Interval] = []
    for low, high in sorted(span for span in spans if span[0] <= span[1]):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return tuple(found)
