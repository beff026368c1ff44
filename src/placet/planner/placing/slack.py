"""How late each item of a programme may run, and what gives way first.

The order of the programme is taken as it stands: what follows at once for the same person, interpreter, room or
resource, and what is stated to come after. Two figures follow from it. `free` is how late an item may run before
anything else moves, or something stated is broken; `total` how late before something breaks even if all that follows
moves as far as it can. Who is only invited waits for nobody and is waited for by nobody. Where a stated order says how
soon something follows at the latest, `total` is on the safe side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from placet.model.ids import attendee_ref, engagement_ref
from placet.model.profile import Grade
from placet.planner.placing.pauses import SLACK, Pauses
from placet.planner.request import PlanRequest
from placet.planner.tasks.ground import COSTS
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Interval, Order, Problem, Requirement, Restriction


@dataclass(frozen=True, slots=True)
class GivesWay:
    """What gives way: an item that has to begin later, or (without one) a requirement that is broken.

    Of protected time and prior commitments the requirement says what they are.
    """

    item: str | None
    requirement: Requirement | None


@dataclass(frozen=True, slots=True)
class Slack:
    """Minutes that an item may run late; never less than none. None: nothing gives way, however late.

    `first` says what gives way just after `free`, `last` what breaks just after `total`.
    """

    free: int | None
    first: GivesWay | None
    total: int | None
    last: GivesWay | None


@dataclass(frozen=True, slots=True)
class Arc:
    """`after` begins at least `lag` minutes after `before` has ended."""

    before: str
    after: str
    lag: int


@dataclass(frozen=True, slots=True)
class Bound:
    """The last minute allowed, and what is broken after it."""

    minute: int
    broken: GivesWay


def slacks(
    request: PlanRequest, problem: Problem, placed: Mapping[str, Placed], interpreting: Mapping[str, Sequence[str]]
) -> dict[str, Slack]:
    """The slack of every placed item, by its id. `interpreting` names those who interpret at each engagement."""
    arcs = arcs_of(request, problem, placed, interpreting)
    following: dict[str, list[Arc]] = defaultdict(list)
    for arc in arcs:
        following[arc.before].append(arc)
    ends = {name: end_bound(problem, it, interpreting.get(name, ())) for name, it in placed.items()}
    latest: dict[str, Bound | None] = {}
    found: dict[str, Slack] = {}
    for name, it in sorted(placed.items(), key=lambda entry: (-entry[1].start, -entry[1].end, entry[0])):
        after = [(arc, placed[arc.after]) for arc in following[name]]
        first = [Bound(other.start - arc.lag, _moves(other)) for arc, other in after]
        moved = [(arc.lag, bound) for arc, _ in after if (bound := latest.get(arc.after)) is not None]
        last = [Bound(bound.minute - lag, bound.broken) for lag, bound in moved]
        free, total = _least([ends[name], *first]), _least([ends[name], *last])
        found[name] = Slack(*_minutes(free, it.end), *_minutes(total, it.end))
        as_late = [Bound(total.minute - (it.end - it.start), total.broken)] if total is not None else []
        latest[name] = _least([*_start_bounds(problem, it, placed), *as_late])
    return {name: found[name] for name in placed}


def _moves(it: Placed) -> GivesWay:
    """An item that has to begin later."""
    return GivesWay(it.task.id, it.task.takes_place if it.task.kind in ("block", "busy") else None)


def _least(bounds: Iterable[Bound | None]) -> Bound | None:
    """The earliest of some bounds; of equal ones the first."""
    return min((bound for bound in bounds if bound is not None), key=lambda bound: bound.minute, default=None)


def _minutes(bound: Bound | None, end: int) -> tuple[int | None, GivesWay | None]:
    return (None, None) if bound is None else (max(0, bound.minute - end), bound.broken)


# ── what follows what ─────────────────────────────────────────────────────────────────────────────────────────────────


def arcs_of(
    request: PlanRequest, problem: Problem, placed: Mapping[str, Placed], interpreting: Mapping[str, Sequence[str]]
) -> tuple[Arc, ...]:
    """Everything that comes after something else in a programme, by the start of what comes first."""
    lags: dict[tuple[str, str], int] = {}

    def keep(before: str, after: str, lag: int) -> None:
        lags[before, after] = max(lag, lags.get((before, after), lag))

    pauses = Pauses(request, problem)
    for own in _by_person(placed, interpreting).values():
        for before, after, lag in _neighbours(request, problem, pauses, own):
            keep(before, after, lag)
    for before, after, lag in (*_in_rooms(problem, placed), *_of_resources(problem, placed)):
        keep(before, after, lag)
    for order in problem.orders:
        if order.before in placed and order.after in placed and _is_kept(request, placed, order):
            keep(order.before, order.after, order.least)
    return tuple(Arc(before, after, lag) for (before, after), lag in lags.items())


def _by_person(
    placed: Mapping[str, Placed], interpreting: Mapping[str, Sequence[str]]
) -> Mapping[str, tuple[Placed, ...]]:
    """What each has to do, in order."""
    own: dict[str, list[Placed]] = defaultdict(list)
    for name, it in sorted(placed.items(), key=lambda entry: (entry[1].start, entry[1].end, entry[0])):
        for person in sorted({*it.task.parties, *interpreting.get(name, ())}):
            own[person].append(it)
    return {person: tuple(own[person]) for person in sorted(own)}


def _neighbours(
    request: PlanRequest, problem: Problem, pauses: Pauses, own: Sequence[Placed]
) -> Iterator[tuple[str, str, int]]:
    """Each thing that somebody does and what follows, as far as the next that has a place.

    The way lies after what has no place, and before it where it no longer fits after it.
    """
    for number, one in enumerate(own):
        between: list[Placed] = []
        for other in own[number + 1 :]:
            if other.site.origin is None and other.task.kind != "journey":
                between += [other] if other.task.is_placeless else []
                yield one.task.id, other.task.id, one.task.tail
                continue
            lag = _lag(request, problem, pauses, one, other)
            yield one.task.id, other.task.id, lag
            way = lag - one.task.tail - other.task.lead
            begin = [*(it.start for it in between[1:]), *([other.start - other.task.lead] if between else [])]
            until = [max(between[: n + 1], key=lambda it: it.end) for n in range(len(between))]  # some may overlap
            fitting = [n for n, (it, then) in enumerate(zip(until, begin, strict=True)) if then - it.end >= way]
            if fitting and fitting[-1] + 1 < len(between):
                yield until[fitting[-1]].task.id, between[fitting[-1] + 1].task.id, way
            elif fitting:
                yield until[-1].task.id, other.task.id, way + other.task.lead
            elif between:
                yield one.task.id, between[0].task.id, one.task.tail + way
            if other.start >= one.end:
                break


def _lag(request: PlanRequest, problem: Problem, pauses: Pauses, one: Placed, other: Placed) -> int:
    """Formalities, the way and boarding, and every pause that a required rule asks for."""
    flown = problem.has_journey_between(one.task, other.task)
    way = 0 if flown else problem.between(one.site.destination, other.site.origin)
    lag = most = one.task.tail + other.task.lead + way
    here = one.site.destination == other.site.origin
    for pause in pauses.between(one.task, other.task):
        if pause.rule == SLACK.rule or request.rulebook.grade(pause.rule) is not Grade.MUST:
            continue
        if not (here and (pause.not_here or pause.only_elsewhere)):
            most = max(most, pause.minutes if pause.in_all else lag + pause.minutes)
    return most


def _in_rooms(problem: Problem, placed: Mapping[str, Placed]) -> Iterator[tuple[str, str, int]]:
    """What comes into a room when it would be too full with what was there before."""
    held: dict[str, list[tuple[Placed, int]]] = defaultdict(list)
    for it in placed.values():
        if it.site.venue is not None and it.task.kind != "block":
            held[it.site.venue].append((it, 1))
    for venue, users in held.items():
        capacity, turnover = problem.venues[venue]
        yield from _crowded(users, capacity, turnover)


def _of_resources(problem: Problem, placed: Mapping[str, Placed]) -> Iterator[tuple[str, str, int]]:
    """What needs of a resource more than would be left."""
    for name, (capacity, _) in problem.resources.items():
        users = [(it, amount) for it in placed.values() for used, amount in it.task.uses if used == name]
        yield from _crowded(users, capacity, 0)


def _crowded(users: Sequence[tuple[Placed, int]], capacity: int, turnover: int) -> Iterator[tuple[str, str, int]]:
    """For each user the first later one that finds too little while this one is still there."""
    users = sorted(users, key=lambda user: (user[0].start, user[0].end, user[0].task.id))
    for number, (one, taken) in enumerate(users):
        for other, _ in users[number + 1 :]:
            if other.start < one.end:
                continue
            there = sum(
                amount
                for it, amount in users
                if it is not one and it.start <= other.start < max(it.end + turnover, it.start + 1)
            )
            if taken + there > capacity:
                yield one.task.id, other.task.id, turnover
                break


def _is_kept(request: PlanRequest, placed: Mapping[str, Placed], order: Order) -> bool:
    """Whether the programme keeps an order that binds."""
    if order.rule is not None and (order.at_most or request.rulebook.grade(order.rule)) is not Grade.MUST:
        return False
    return placed[order.before].end + order.least <= placed[order.after].start


# ── what is stated ────────────────────────────────────────────────────────────────────────────────────────────────────


def end_bound(problem: Problem, it: Placed, interpreters: Sequence[str]) -> Bound | None:
    """The last minute at which something may end: as stated, while it is open, while everybody is there."""
    allowed = [(allowed_unasked(r), r.requirement) for r in it.task.restrictions if r.of_end]
    if it.site.open_during is not None:
        allowed.append((it.site.open_during, it.site.requirement))
    for person in interpreters:
        if person in problem.presence:
            wanted = Requirement(
                "presence",
                (attendee_ref(person), engagement_ref(it.task.id)),
                ("people", person, "presence"),
                cost=COSTS["presence"],
            )
            allowed.append((problem.presence[person], wanted))
    return _least(_until(spans, it.end, wanted) for spans, wanted in allowed)


def last_start(it: Placed) -> Bound | None:
    """The last minute at which something may begin, as stated."""
    allowed = [(allowed_unasked(r), r.requirement) for r in it.task.restrictions if not r.of_end]
    return _least(_until(spans, it.start, wanted) for spans, wanted in allowed)


def _start_bounds(problem: Problem, it: Placed, placed: Mapping[str, Placed]) -> Iterator[Bound | None]:
    """The same, and the last that is as soon after something else as stated, were that to end as planned."""
    yield last_start(it)
    for order in problem.orders:
        if order.after == it.task.id and order.most is not None and order.before in placed and order.rule is None:
            minute = max(it.start, placed[order.before].end + order.most)
            yield Bound(minute, GivesWay(None, order.requirement))


def allowed_unasked(restriction: Restriction) -> tuple[Interval, ...]:
    """Where something may be without anybody being asked again."""
    by_margin = restriction.unmoved is not None and restriction.unmoved.kind == "margin"
    return restriction.otherwise if by_margin else restriction.allowed


def _until(spans: Iterable[Interval], minute: int, wanted: Requirement | None) -> Bound | None:
    """The end of the span that a minute lies in; the minute itself where it lies in none."""
    reaches = max((high for low, high in spans if low <= minute <= high), default=minute)
    return Bound(reaches, GivesWay(None, wanted))
