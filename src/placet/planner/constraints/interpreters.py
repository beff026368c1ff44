"""Never more interpreted engagements at once than there are interpreters. Judged by the rule `interpreter-pool`.

Interchangeable interpreters have no names in the model: one cumulative for each pair of languages. That leaves out
their ways, their presence and what else they have. So `Cuts` gives them names in each plan that is found; where too
many engagements need one at once it posts a cut for just these, and where only the names cannot be settled, the next
model names everybody (exact, and slower).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from placet.model.ids import Ref, Sort
from placet.planner.constraints.bunches import bunches
from placet.planner.constraints.together import site_lags
from placet.planner.cp_sat import cp_model
from placet.planner.interpreting.jobs import Job, jobs_of
from placet.planner.interpreting.names import antichain, can_assign, is_easy
from placet.planner.tasks.ground import COSTS
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem, Requirement
from placet.planner.variables import Literal, Model, TaskVars

Pair = tuple[str, str]


@dataclass(slots=True)
class Cuts:
    """What plans have taught about interpreters."""

    antichains: list[tuple[Pair, tuple[str, ...]]] = field(default_factory=list)
    """Engagements of which no two can be done by one interpreter, and which are more than there are interpreters."""
    name_everybody: bool = False

    def add(self, more: Cuts) -> None:
        """Remember what a further plan has taught."""
        self.antichains += more.antichains
        self.name_everybody = self.name_everybody or more.name_everybody

    def among(self, tasks: Collection[str]) -> Cuts:
        """What they say of some tasks alone."""
        return Cuts([cut for cut in self.antichains if all(name in tasks for name in cut[1])], self.name_everybody)

    def learn(self, problem: Problem, placed: Mapping[str, Placed]) -> bool:
        """Look at a plan; whether there was anything to learn from it."""
        jobs = jobs_of(problem, placed)
        if is_easy(problem, jobs):
            return False
        found = []
        for pair, members in problem.pools.items():
            most = antichain(problem, [job for job in jobs if job.pair == pair and _is_theirs(job, members)])
            if len(most) > len(members):
                found.append((pair, tuple(sorted({job.task for job in most}))))
        self.antichains += found
        if found or self.name_everybody or can_assign(problem, jobs):
            return bool(found)
        self.name_everybody = True
        return True


def _is_theirs(job: Job, members: Collection[str]) -> bool:
    """Whether a job takes one of these; it does not where somebody else is asked for by name."""
    return not job.is_own or job.able[0] in members


def post(model: Model) -> None:
    """For each pair of languages that somebody interprets: a cumulative for each bunch who need more than there are."""
    for pair, members in model.problem.pools.items():
        users = _users(model, pair)
        if not users:
            continue
        limit: object = len(members)
        if model.explaining:
            limit = model.cp.new_int_var(0, len(members) + sum(count for _, count in users), f"interpreters {pair}")
            model.require(_pool(model, pair), model.cp.add(limit <= len(members)))
        for bunch in bunches(users):
            counts = [count for _, count in bunch]
            if sum(counts) > len(members):
                intervals = [variables.interval for variables, _ in bunch]
                model.cp.add_cumulative(intervals, counts, limit)  # type: ignore[arg-type]  # int or variable


def _users(model: Model, pair: Pair) -> list[tuple[TaskVars, int]]:
    return [
        (variables, needed)
        for variables in model.tasks.values()
        if variables.task.interpreters is not None
        and variables.task.interpreters[0] == pair
        and (needed := model.problem.needed_of_pool(variables.task))
    ]


def _pool(model: Model, pair: Pair) -> Requirement:
    count = len(model.problem.pools[pair])
    return Requirement(
        "pool", tuple(Ref(Sort.LANGUAGE, it) for it in pair), ("people",), cost=COSTS["pool"], facts=(("count", count),)
    )


def post_cuts(model: Model, cuts: Cuts) -> None:
    """What was learnt from plans whose interpreters could not be given names."""
    for pair, tasks in cuts.antichains:
        _cut_antichain(model, pair, tasks)
    if cuts.name_everybody:
        _name_everybody(model)


def _cut_antichain(model: Model, pair: Pair, tasks: tuple[str, ...]) -> None:
    """Of these engagements one is left out, or two of them can be done by one interpreter, the way included."""
    allowed: list[Literal] = [~model.tasks[name].present for name in tasks]
    for first in tasks:
        for second in tasks:
            if first != second:
                literal = model.cp.new_bool_var(f"one interpreter from {first} to {second}")
                _follow(model, model.tasks[first], model.tasks[second], [literal])
                allowed.append(literal)
    model.require(_pool(model, pair), model.cp.add_bool_or(allowed))


def _follow(model: Model, before: TaskVars, after: TaskVars, under: list[Literal]) -> None:
    for (i, j), minutes in site_lags(model, before, after).items():
        chosen = [before.sites[i]] if len(before.sites) > 1 else []
        chosen += [after.sites[j]] if len(after.sites) > 1 else []
        model.cp.add(after.start >= before.end + minutes).only_enforce_if(*under, *chosen)


def _name_everybody(model: Model) -> None:
    """A literal for each interpreter and engagement; whoever is somewhere cannot be elsewhere, nor when not there."""
    doing: dict[str, list[tuple[TaskVars, Literal]]] = {}
    for pair, members in model.problem.pools.items():
        for variables, count in _users(model, pair):
            free = [person for person in members if person not in variables.task.parties]
            chosen = {person: model.cp.new_bool_var(f"{person} interprets at {variables.task.id}") for person in free}
            more = count - len(set(variables.task.named) & set(members))
            enough = model.cp.add(cp_model.LinearExpr.sum(list(chosen.values())) >= more)
            enough.only_enforce_if(variables.present)
            model.require(_pool(model, pair), enough)
            for person, literal in chosen.items():
                model.cp.add_implication(literal, variables.present)
                _be_there(model, variables, person, literal)
                doing.setdefault(person, []).append((variables, literal))
    for person, work in doing.items():
        own = [(variables, variables.present) for variables in model.tasks.values() if person in variables.task.parties]
        for (one, here), (other, there) in combinations([*work, *own], 2):
            if (one, here) not in own or (other, there) not in own:
                _one_after_the_other(model, one, other, [here, there])


def _be_there(model: Model, variables: TaskVars, person: str, literal: Literal) -> None:
    spans = model.problem.presence.get(person)
    if spans is not None:
        domain = cp_model.Domain.from_intervals([list(span) for span in spans])
        for moment in (variables.start, variables.end):
            model.cp.add_linear_expression_in_domain(moment, domain).only_enforce_if(literal)


def _one_after_the_other(model: Model, one: TaskVars, other: TaskVars, under: list[Literal]) -> None:
    order = model.first(one.task.id, other.task.id)
    if order is None:
        order = model.cp.new_bool_var(f"an interpreter at {one.task.id} before {other.task.id}")
    _follow(model, one, other, [*under, order])
    _follow(model, other, one, [*under, ~order])
