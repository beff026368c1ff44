"""What planning a visit on a day rests on, the dated commitments of its people apart.

Days on which the clocks stand alike, the same venues are open and the same prayers are kept share one frame: the same
tasks at the same minutes of the visit. Only what a date must keep is in it: no optional engagement, no wish.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from placet.almanac.timeline import Timeline
from placet.almanac.zones import zone_of
from placet.model.attendance import parties_of
from placet.model.ids import PartyId, Ref, Sort
from placet.model.profile import Grade
from placet.model.roads import RoadMap
from placet.model.visit import Busy, Visit
from placet.planner.request import PlanRequest
from placet.planner.tasks.ground import COSTS
from placet.planner.tasks.problem import Interval, Problem, Requirement, Task
from placet.planner.tasks.protected import fixed_task
from placet.planner.tasks.translation import problem_of
from placet.rules.commitments import is_on
from placet.rules.rulebook import Rulebook

BY_DATE = frozenset({"days-off", "fasting-daylight", "outdoor-daylight"})
"""Rules that ask for other hours on other dates; they bind only where a visit says so."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A dated commitment on a day of the visit, in minutes, half-open."""

    entry: Ref
    day: int
    parties: frozenset[PartyId]
    span: Interval
    zone: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The tasks of some days, without dated commitments. Its first day stands for the others."""

    key: Hashable
    request: PlanRequest
    problem: Problem
    is_alone: bool = False
    """Whether no other day has it."""

    def with_commitments(self, taken: tuple[Taken, ...]) -> Problem:
        """The problem of one day."""
        horizon = next(iter(self.problem.tasks.values())).horizon if self.problem.tasks else (0, 0)
        busy = (busy_task(horizon, one) for one in taken)
        return replace(self.problem, tasks={**self.problem.tasks, **{task.id: task for task in busy}})


class Frames:
    """The frames of one visit, each made when it is first asked for."""

    def __init__(self, visit: Visit, rulebook: Rulebook) -> None:
        """Nothing is made yet."""
        self.visit = visit
        self.rulebook = only_required(rulebook)
        self.road_map = RoadMap(visit)
        self._undated = replace(visit, busy=_undated(visit.busy), diary=_undated(visit.diary))
        self._bare_map = RoadMap(self._undated)
        self._by_date = _by_date(visit)
        self._zones = _zones_of(visit)
        self._by_weekday = any(opening.weekdays for venue in visit.venues.values() for opening in venue.openings)
        self._each_apart = any(person.prayer for person in visit.people.values()) or any(
            self.rulebook.grade(rule) is Grade.MUST for rule in BY_DATE
        )
        self._made: dict[Hashable, Frame] = {}

    def frame(self, on: date) -> Frame:
        """The frame of a day. Raises `ValueError` for a stated wall time that does not exist that day."""
        key = self.key(on)
        if key not in self._made:
            request = PlanRequest(
                visit=self._undated,
                timeline=Timeline(self._undated, on),
                rulebook=self.rulebook,
                road_map=self._bare_map,
            )
            self._made[key] = Frame(key, request, _required(problem_of(request)), is_alone=key[-1] is not None)
        return self._made[key]

    def forget(self) -> None:
        """Forget the frames of single days: no other day will ask for them."""
        for key in [key for key, frame in self._made.items() if frame.is_alone]:
            del self._made[key]

    def key(self, on: date) -> tuple[Hashable, ...]:
        """Equal for two days whose frames are: what the clock, the week and the sun bring."""
        offsets = tuple(tuple(self._offsets(on, zone)) for zone in self._zones)
        changes = any(len(set(of_zone)) > 1 for of_zone in offsets)
        alone = on if changes or self._each_apart else None
        return (offsets, on.weekday() if self._by_weekday else None, alone)

    def _offsets(self, on: date, zone: str) -> Iterator[timedelta]:
        """How far a clock is ahead at each midnight from the eve of the visit to two days after it."""
        for day in range(-1, self.visit.last_day + 3):
            midnight = datetime.combine(on + timedelta(days=day), time(0), tzinfo=UTC)
            yield midnight.astimezone(zone_of(zone)).utcoffset() or timedelta(0)

    def visit_on(self, on: date) -> Visit:
        """The visit with those dated commitments alone that fall into it on a day: rules look at each of them."""
        entries = {(one.entry.sort, str(one.entry)) for one in self.taken(on)}
        return replace(
            self.visit,
            busy={name: it for name, it in self.visit.busy.items() if it.on is None or (Sort.BUSY, name) in entries},
            diary={name: it for name, it in self.visit.diary.items() if it.on is None or (Sort.DIARY, name) in entries},
        )

    def taken(self, on: date) -> tuple[Taken, ...]:
        """The dated commitments that fall into a visit which begins on a day."""
        timeline = Timeline(self.visit, on)
        found = []
        for day in range(self.visit.last_day + 1):
            for entry, busy in self._by_date.get(timeline.date_of(day), ()):
                if day or busy.between.crosses_midnight:
                    zone = timeline.zones_on(day)[0]
                    ends = (busy.between.opens_min(), busy.between.closes_min())
                    opens, closes = (timeline.minute_of(timeline.wall(day, minutes, zone)) for minutes in ends)
                    found.append(Taken(entry, day, parties_of(self.visit, busy.who), (opens, closes), zone))
        return tuple(sorted(found, key=lambda one: (one.entry.sort.value, one.day, one.entry)))


def busy_task(horizon: Interval, taken: Taken) -> Task:
    """A dated commitment as a task that stays where it is."""
    name = f"{taken.entry.sort.value}:{taken.entry}@{taken.day}"
    return fixed_task(horizon, name, taken.parties, taken.span, wanted(taken), taken.zone, (taken.day,))


def wanted(taken: Taken) -> Requirement:
    """A dated commitment as something that can be given up."""
    path = (taken.entry.sort.value, str(taken.entry))
    return Requirement("busy", (taken.entry,), path, cost=COSTS["busy"], facts=(("day", taken.day),))


def only_required(rulebook: Rulebook) -> Rulebook:
    """The rules that must be kept; all others are off."""
    entries = {
        name: entry if entry.grade is Grade.MUST else replace(entry, grade=Grade.OFF)
        for name, entry in rulebook.entries.items()
    }
    return replace(rulebook, entries=entries)


def _required(problem: Problem) -> Problem:
    """Without what may be left out: a programme that does without is as sound as one that has it."""
    tasks = {name: task for name, task in problem.tasks.items() if not task.optional and task.soft != "prayer-kept"}
    return replace(
        problem,
        tasks=tasks,
        orders=tuple(order for order in problem.orders if order.before in tasks and order.after in tasks),
        stays=tuple(stay for stay in problem.stays if stay.task in tasks),
        suits=tuple(suits for suits in problem.suits if suits.task in tasks),
        stretches={name: stretch for name, stretch in problem.stretches.items() if name in tasks},
        close_by=(),
    )


def _undated(table: object) -> dict[str, Busy]:
    return {name: busy for name, busy in dict(table).items() if busy.on is None}  # type: ignore[call-overload]


def _by_date(visit: Visit) -> dict[date, list[tuple[Ref, Busy]]]:
    found: dict[date, list[tuple[Ref, Busy]]] = {}
    for sort, table in ((Sort.BUSY, visit.busy), (Sort.DIARY, visit.diary)):
        for name, busy in table.items():
            if busy.on is None:
                continue
            for number in range(((busy.until or busy.on) - busy.on).days + 1):
                on = busy.on + timedelta(days=number)
                if is_on(busy, on):
                    found.setdefault(on, []).append((Ref(sort, name), busy))
    return found


def _zones_of(visit: Visit) -> tuple[str, ...]:
    """Every zone by whose clock something of the visit is stated."""
    zones = {leg.zone for leg in visit.legs.values()}
    whens = [when for engagement in visit.engagements.values() for when in (engagement.at, engagement.ends)]
    whens += [end.at for movement in visit.movements.values() for end in (movement.departs, movement.arrives)]
    zones |= {clock.zone for when in whens for clock in (when.clock, when.until) if clock is not None and clock.zone}
    return tuple(sorted(zones))
