"""The variables of the model: for each task whether it takes place, when it begins and ends, and where.

`Model` also knows the two ways in which something may be asked for. `require` posts a constraint that stems from a
requirement: plain when a programme is wanted, under the requirement's own literal when a clash is to be explained.
`wish` returns the literal of a violation that one of the objective's levels counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from placet.model.ids import PartyId
from placet.model.profile import Grade
from placet.planner.cp_sat import cp_model
from placet.planner.tasks.problem import Interval, Problem, Requirement, Task, intersect

Literal: TypeAlias = cp_model.LiteralT
"""A Boolean variable or its negation."""
Linear: TypeAlias = cp_model.LinearExpr | int
"""A linear expression; a number where nothing is open."""
Way: TypeAlias = tuple[int, tuple[Literal, ...], Requirement | None]
"""Minutes between two tasks, the literals under which they are needed, and whose wish that is."""


@dataclass(frozen=True, slots=True)
class TaskVars:
    """One task in the model. `start` and `end` are minutes; `sites` holds a literal for each of the task's sites."""

    task: Task
    present: cp_model.IntVar
    start: Linear
    end: Linear
    length: Linear
    interval: cp_model.IntervalVar
    sites: tuple[cp_model.IntVar, ...]
    earliest: int
    latest: int
    """Bounds of the start, for deciding which pairs need an order at all."""
    there: tuple[Literal, ...] = ()
    """What must hold for it to take place: nothing where it does in any case, so that no constraint need name it."""

    @property
    def is_held(self) -> bool:
        """Whether nothing of it is open: it stays where it is, as long as it is."""
        return self.earliest == self.latest and self.task.least == self.task.most and len(self.sites) == 1


@dataclass(frozen=True, slots=True)
class Penalty:
    """A violation that costs: `amount` is a literal or a bounded expression, `rule` and `subjects` say of what.

    Without a grade it counts on the last level, for a wish that is no rule.
    """

    grade: Grade | None
    rule: str
    subjects: tuple[str, ...]
    weight: int
    amount: Linear


@dataclass(frozen=True, slots=True)
class Day:
    """A party's day: when it first goes out and last comes back, and the tasks that may begin on it."""

    party: str
    number: int
    opens: int
    first: cp_model.IntVar
    last: cp_model.IntVar
    latest: cp_model.IntVar
    """The last start of an engagement; early in the afternoon on an empty day."""
    tasks: tuple[tuple[TaskVars, cp_model.IntVar], ...]


@dataclass(frozen=True, slots=True)
class AroundPlaceless:
    """What somebody has of which nobody knows where it is, and the tasks about it between which lie ways.

    `everywhere` are all that the party has; by task, `missing` is the literal that a way may lie over it.
    """

    party: PartyId
    placeless: Sequence[TaskVars]
    located: Sequence[TaskVars]
    everywhere: Sequence[TaskVars]
    missing: Mapping[str, Literal | None] = field(default_factory=dict)
    span: Interval | None = None
    """From its first minute to its last, where it is not all the time there is."""


@dataclass(slots=True)
class Model:
    """A CP-SAT model under construction. `explaining` turns every requirement into something that can be given up."""

    problem: Problem
    explaining: bool = False
    only_required: bool = False
    """Whether nothing is wished for: what may be violated is not even counted."""
    repairs: bool = False
    """Whether a programme that stands is repaired: what is held may be in another's way, and only the rules count of
    what is wished, neither waiting nor buffers."""
    may_vanish: Mapping[str, tuple[Interval, ...]] = field(default_factory=dict)
    """Tasks that stand where they are or are not there at all, and the minutes in which they may be once they are
    let go. Without them nothing may be harder than it would be if they were somewhere else."""
    broken: frozenset[str] | None = None
    """What is placeless and about which the ways are known to need watching; None where all are watched from the
    start."""
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    tasks: dict[str, TaskVars] = field(default_factory=dict)
    groups: dict[Requirement, cp_model.IntVar] = field(default_factory=dict)
    penalties: list[Penalty] = field(default_factory=list)
    before: dict[tuple[str, str], Literal] = field(default_factory=dict)
    """For a pair whose order is open, the literal that the first comes before the second, both ways round."""
    lags: dict[tuple[str, str], dict[tuple[int, int], int]] = field(default_factory=dict)
    """What `together.site_lags` has worked out: it is asked of the same two tasks many times."""
    lags_alike: dict[tuple[int, bool, tuple[str | None, ...], tuple[str | None, ...]], dict[tuple[int, int], int]] = (
        field(default_factory=dict)
    )
    """The same by what they depend on: many pairs have the same rooms to choose from, and share one answer."""
    ways: dict[tuple[str, str], tuple[Way, ...]] = field(default_factory=dict)
    """What `together.ways` has worked out, of which the same is true."""
    journeys: list[TaskVars] = field(default_factory=list)
    """The journeys that the file states."""
    rides: dict[tuple[str, str], tuple[TaskVars, ...]] = field(default_factory=dict)
    """What `rides.rides` has worked out, and by journey and two tasks the literals that it lies between them."""
    ridden: dict[tuple[str, str, str], cp_model.IntVar] = field(default_factory=dict)
    days: list[Day] = field(default_factory=list)
    """The days of the principals."""
    waiting: list[AroundPlaceless] = field(default_factory=list)
    """Ways that are watched only once a solution has broken one (`constraints.ways_in_one_piece`)."""
    missed: dict[str, list[Literal]] = field(default_factory=dict)
    """By block of a guest: the literals of which one says that the stay leaves too little time for it."""
    inside: dict[tuple[PartyId, str, str], cp_model.IntVar] = field(default_factory=dict)
    """By somebody, what they have without a place, and task: the literal that it is had where the task is, so that the
    way between two tasks lies before it or after it."""
    on_day: dict[tuple[str, int], cp_model.IntVar] = field(default_factory=dict)
    """By task and first minute of a day: the literal that the task begins on that day."""

    fixed: set[tuple[str, str]] = field(init=False)
    """Orders that nobody asked for and nobody can give up, as (before, after)."""
    about: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """By index of a variable that a level counts: the tasks it is about."""

    def __post_init__(self) -> None:
        """Look up the fixed orders."""
        orders = self.problem.orders
        self.fixed = {(o.before, o.after) for o in orders if o.requirement is None and o.rule is None}

    def copied(self) -> Model:
        """The same, to which more can be added that is not added here; writing it down again would take much longer."""
        return replace(
            self,
            cp=self.cp.clone(),
            tasks=dict(self.tasks),
            groups=dict(self.groups),
            penalties=list(self.penalties),
            before=dict(self.before),
            lags=dict(self.lags),
            lags_alike=dict(self.lags_alike),
            ways=dict(self.ways),
            journeys=list(self.journeys),
            rides=dict(self.rides),
            ridden=dict(self.ridden),
            days=list(self.days),
            waiting=list(self.waiting),
            missed=dict(self.missed),
            inside=dict(self.inside),
            on_day=dict(self.on_day),
            about=dict(self.about),
        )

    def literal(self, requirement: Requirement) -> cp_model.IntVar:
        """The literal under which a requirement holds (only while explaining)."""
        if requirement not in self.groups:
            self.groups[requirement] = self.cp.new_bool_var(f"keep {requirement.kind} {requirement.subjects}")
        return self.groups[requirement]

    def require(self, requirement: Requirement | None, constraint: cp_model.Constraint) -> None:
        """Make a posted constraint hold because of a requirement; without one it holds in any case."""
        if self.explaining and requirement is not None:
            constraint.only_enforce_if(self.literal(requirement))

    def wish(
        self, grade: Grade | None, rule: str, subjects: tuple[str, ...], weight: int = 1
    ) -> cp_model.IntVar | None:
        """The literal of a violation at a grade; None when the rule is a `must` and may not be violated at all."""
        if grade is Grade.MUST:
            return None
        violated = self.cp.new_bool_var(f"{rule} {subjects}")
        self.about[violated.index] = tuple(subject for subject in subjects if subject in self.tasks)
        self.penalties.append(Penalty(grade, rule, subjects, weight, violated))
        return violated

    def excuses(self, names: Iterable[str]) -> list[Literal]:
        """For each of these that may vanish, the literal that it has: it may be just where something needs it."""
        return [~self.tasks[name].present for name in names if name in self.may_vanish]

    def first(self, before: str, after: str) -> Literal | None:
        """The literal that one task comes before another, if the model left their order open."""
        return self.before.get((before, after))


def add_tasks(model: Model, tasks: Iterable[Task]) -> None:
    """Make the variables of tasks of the problem."""
    for task in tasks:
        model.tasks[task.id] = _add_task(model, task)
        if task.kind == "journey":
            model.journeys.append(model.tasks[task.id])


def _add_task(model: Model, task: Task) -> TaskVars:
    cp = model.cp
    at = _held_at(model, task)
    if at is not None:
        return _add_held(model, task, at)
    asked = _sure(task) if model.explaining else task  # what somebody asks for may be given up
    starts = asked.starts() or (task.horizon,)
    if task.fixed_start is not None and not model.explaining:
        starts = intersect(starts, ((task.fixed_start, task.fixed_start),)) or starts
    start, low, high = _start(model, task, starts)
    least = least_length(model, task)
    if least == task.most:
        length: Linear = task.most
    else:
        # A length follows the grid too, unless its bounds do not.
        on_grid = task.grid if least % task.grid == task.most % task.grid == 0 else 1
        steps = cp.new_int_var(least // on_grid, task.most // on_grid, f"length {task.id}")
        length = steps * on_grid
    end: Linear = start + length
    if least != task.most:  # an interval knows one variable at most in each of the three
        end = cp.new_int_var(low + least, high + task.most, f"end {task.id}")
        cp.add(end == start + length)
    present, there = _present(model, task)
    if not model.explaining and not task.starts():
        cp.add(present == 0)  # no start is allowed: left out, or infeasible, and explain.py will say why
    interval = cp.new_optional_interval_var(start, length, end, present, f"interval {task.id}")
    sites = _sites(model, task)
    return TaskVars(task, present, start, end, length, interval, sites, low, high, there)


def _sites(model: Model, task: Task) -> tuple[cp_model.IntVar, ...]:
    """A literal for each site, of which one holds."""
    if len(task.sites) == 1:
        return (_certain(model, f"{task.id} at {task.sites[0].venue}"),)
    sites = tuple(model.cp.new_bool_var(f"{task.id} at {site.venue}") for site in task.sites)
    model.cp.add_exactly_one(sites)
    return sites


def _held_at(model: Model, task: Task) -> int | None:
    """The minute at which a task begins, where one repairs and nothing of it is open; None for any other."""
    if task.least != task.most or len(task.sites) != 1:
        return None
    if model.explaining:  # what somebody asks for may be given up
        if task.lasts is not None or task.takes_place is not None:
            return None
        starts = _sure(task).starts()
    else:
        starts = task.starts() if model.repairs else ()
    return starts[0][0] if len(starts) == 1 and starts[0][0] == starts[0][1] else None


def _sure(task: Task) -> Task:
    """The same with those restrictions alone that nobody can give up."""
    sure = (it for it in task.restrictions if it.requirement is None and it.unmoved is None)
    return replace(task, restrictions=tuple(sure))


def _add_held(model: Model, task: Task, at: int) -> TaskVars:
    """One of which nothing is open but whether it is there: constants, as nearly all is held where one repairs."""
    cp = model.cp
    start, end = cp.new_constant(at), cp.new_constant(at + task.most)
    is_sure = is_there_anyway(model, task)
    present = cp.new_constant(1) if is_sure else cp.new_bool_var(f"present {task.id}")
    interval = cp.new_optional_interval_var(start, task.most, end, present, f"interval {task.id}")
    there = () if is_sure else (present,)
    return TaskVars(task, present, start, end, task.most, interval, (cp.new_constant(1),), at, at, there)


def is_there_anyway(model: Model, task: Task) -> bool:
    """Whether a task takes place wherever everything is that has to be."""
    return not task.optional and task.soft is None and task.id not in model.problem.stretches


def _certain(model: Model, name: str) -> cp_model.IntVar:
    """A literal that holds."""
    return model.cp.new_int_var(1, 1, name)


def least_length(model: Model, task: Task) -> int:
    """The least length: while explaining, half of what is asked, so that a way out may shorten it."""
    half = task.least // 2 // task.grid * task.grid
    return max(min(task.least, 5), half) if model.explaining and task.lasts is not None else task.least


def _start(model: Model, task: Task, starts: tuple[Interval, ...]) -> tuple[Linear, int, int]:
    """The start on its grid, with the first and last minute it may have."""
    grid = 1 if task.fixed_start is not None and model.explaining else task.grid
    steps = [(-(-low // grid), high // grid) for low, high in starts]
    steps = [(low, high) for low, high in steps if low <= high]
    if not steps:  # a window without a point of the grid: let the minute itself be free
        grid, steps = 1, list(starts)
    domain = cp_model.Domain.from_intervals([list(step) for step in sorted(steps)])
    variable = model.cp.new_int_var_from_domain(domain, f"start {task.id}")
    low, high = min(s[0] for s in steps) * grid, max(s[1] for s in steps) * grid
    return variable * grid, low, high


def _present(model: Model, task: Task) -> tuple[cp_model.IntVar, tuple[Literal, ...]]:
    """The literal that a task takes place, and the same again where it need not."""
    name = f"present {task.id}"
    is_asked_for = model.explaining and task.takes_place is not None
    if is_there_anyway(model, task) and not is_asked_for:
        return _certain(model, name), ()
    present = model.cp.new_bool_var(name)
    if is_there_anyway(model, task) and task.takes_place is not None:
        model.cp.add_implication(model.literal(task.takes_place), present)
    return present, (present,)


def value_of(expression: Linear, values: list[int]) -> int:
    """The value of a linear expression under a solution."""
    if isinstance(expression, int):
        return expression
    flat = cp_model.FlatIntExpr(expression)
    weighted = zip(flat.vars, flat.coeffs, strict=True)
    return int(flat.offset + sum(weight * values[variable.index] for variable, weight in weighted))
