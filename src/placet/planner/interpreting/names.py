"""Give names to interpreters, or find the engagements that need more of them than there are.

"Can follow, the way included" is a partial order on interpreted engagements. By Dilworth's theorem k interpreters
suffice exactly when no k+1 engagements are pairwise incompatible; a maximum matching gives the least number of chains,
and by König's theorem a largest antichain when that is too many. (R. P. Dilworth, Annals of Mathematics 51, 1950.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from placet.planner.cp_sat import cp_model
from placet.planner.interpreting.jobs import Job
from placet.planner.interpreting.troubles import goes_well, troubles
from placet.planner.search import CORE, FIND, QUICK, Effort, hint, solve
from placet.planner.tasks.problem import Problem

ASSIGN_SECONDS = 5.0
"""Never reached for real visits: a few dozen jobs and a handful of people."""
ASSIGN_WORK = 0.3
"""The same in deterministic work, so that names do not depend on the machine."""


def can_follow(problem: Problem, first: Job, second: Job) -> bool:
    """Whether one interpreter can do the first and then the second, the way included."""
    if first.task == second.task:
        return False
    is_kept_apart = first.is_own and second.is_own and first.able == second.able  # perhaps by a stated drive
    way = 0 if is_kept_apart else problem.between(first.destination, second.origin)
    return second.starts >= first.ends + way


def can_assign(problem: Problem, jobs: Sequence[Job]) -> bool:
    """Whether somebody can be found for everything: the numbers alone may do and the names may not."""
    return is_easy(problem, jobs) or assign(problem, jobs, fairly=False) is not None


def is_easy(problem: Problem, jobs: Sequence[Job]) -> bool:
    """Whether somebody who is free is found for one job after another."""
    return without_anybody(problem, jobs) is None


def without_anybody(problem: Problem, jobs: Sequence[Job]) -> str | None:
    """A task that finds nobody when its turn comes; None where all find somebody. Another order might do better."""
    return _in_turn(problem, jobs)[1]


def _in_turn(problem: Problem, jobs: Sequence[Job], *, well: bool = False) -> tuple[list[tuple[Job, str]], str | None]:
    """For one job after another whoever is free and was needed last; and the first task without anybody.

    What only one person can do is theirs from the beginning. `well`: as `assign` would rather have it.
    """
    doing: dict[str, list[Job]] = {}
    given: list[tuple[Job, str]] = []
    for job in sorted(jobs, key=lambda job: len(job.able) > 1):
        free = [
            who
            for who in job.able
            if all(_can_do_both(problem, job, own) for own in doing.get(who, ()))
            and (not well or goes_well(problem, [*doing.get(who, ()), job]))
        ]
        if not free:
            return given, job.task
        who = max(
            free, key=lambda it: max((own.ends for own in doing.get(it, ()) if own.ends <= job.starts), default=-1)
        )
        doing.setdefault(who, []).append(job)
        given.append((job, who))
    return given, None


def _can_do_both(problem: Problem, one: Job, other: Job) -> bool:
    """Whether one interpreter can have both; what else somebody has is not ours to assign."""
    if one.task == other.task or (one.pair is None and other.pair is None):
        return one.pair is None and other.pair is None
    return (other.starts >= one.ends and can_follow(problem, one, other)) or (
        one.starts >= other.ends and can_follow(problem, other, one)
    )


def assign(
    problem: Problem, jobs: Sequence[Job], *, fairly: bool = True, named: Mapping[str, Sequence[str]] | None = None
) -> dict[str, tuple[str, ...]] | None:
    """Who interprets where: nobody is in two places; `fairly`, the longest day of work is as short as can be.

    Before that, as many as can be do what they did before, by task in `named`; then, as few ways as can be lie over
    something placeless or are too long where one moves indoors. None when nobody can be found for everything.
    """
    if any(not job.able for job in jobs):
        return None
    if named is not None and (stood := _as_before(problem, jobs, named)) is not None:
        return stood
    for well in (True, False) if not fairly and not named else ():
        in_turn, missing = _in_turn(problem, jobs, well=well)
        if missing is None:
            return _by_task(in_turn)
    cp = cp_model.CpModel()
    chosen = {(i, who): cp.new_bool_var(f"{who} at {job.task}") for i, job in enumerate(jobs) for who in job.able}
    _keep_apart(problem, cp, jobs, chosen)
    effort = Effort(ASSIGN_SECONDS, ASSIGN_WORK)
    if named:
        others = [x for (i, who), x in chosen.items() if jobs[i].task in named and who not in named[jobs[i].task]]
        _hold_to_least(cp, others, effort)
    _hold_to_least(cp, list(troubles(problem, cp, jobs, chosen)), effort)
    if fairly:
        _share_out(cp, jobs, chosen)
    found = solve(cp, FIND if fairly else QUICK, effort, 0)
    if not found.has_solution:
        return None
    return _by_task([(jobs[index], who) for (index, who), literal in chosen.items() if found.values[literal.index]])


def _by_task(given: Iterable[tuple[Job, str]]) -> dict[str, tuple[str, ...]]:
    """Who interprets where; what else somebody has is left out."""
    people: dict[str, list[str]] = {}
    for job, who in given:
        if job.pair:
            people.setdefault(job.task, []).append(who)
    return {task: tuple(sorted(names)) for task, names in people.items()}


def _as_before(
    problem: Problem, jobs: Sequence[Job], named: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]] | None:
    """The names of before, where exactly they will do again: no assignment is closer to what was, and none as close."""
    again = [
        replace(job, able=tuple(who for who in job.able if who in named.get(job.task, ()))) if job.pair else job
        for job in jobs
    ]
    given, missing = _in_turn(problem, again)
    stood = _by_task(given)
    tasks = {job.task for job in jobs if job.pair}
    if missing is not None or any(stood.get(task, ()) != tuple(sorted(named.get(task, ()))) for task in tasks):
        return None
    return stood


def _keep_apart(
    problem: Problem,
    cp: cp_model.CpModel,
    jobs: Sequence[Job],
    chosen: Mapping[tuple[int, str], cp_model.IntVar],
) -> None:
    """Somebody for each job, and nobody in two of which none can follow the other."""
    for index, job in enumerate(jobs):
        cp.add_exactly_one(chosen[(index, who)] for who in job.able)
    for first, second in combinations(range(len(jobs)), 2):
        one, other = jobs[first], jobs[second]
        if not _can_do_both(problem, one, other):
            for who in sorted(set(one.able) & set(other.able)):
                cp.add_at_most_one([chosen[(first, who)], chosen[(second, who)]])


def _hold_to_least(cp: cp_model.CpModel, unwanted: Sequence[cp_model.IntVar], effort: Effort) -> None:
    """Hold how many of these there are to the least. Settled by itself: beside the longest day it takes long."""
    if not unwanted:
        return
    many = cp_model.LinearExpr.sum(list(unwanted))
    cp.minimize(many)
    found = solve(cp, CORE, effort, 0)
    cp.clear_objective()  # type: ignore[no-untyped-call]  # the library forgot the annotation
    if found.has_solution:
        cp.add(many <= found.objective)
        hint(cp, found.values)


def _share_out(cp: cp_model.CpModel, jobs: Sequence[Job], chosen: Mapping[tuple[int, str], cp_model.IntVar]) -> None:
    """Make the longest day of work as short as can be."""
    most = sum(job.ends - job.starts for job in jobs)
    longest = cp.new_int_var(0, most, "longest day")
    for person in sorted({who for _, who in chosen}):
        work = [(jobs[i].ends - jobs[i].starts) * x for (i, who), x in chosen.items() if who == person and jobs[i].pair]
        cp.add(cp_model.LinearExpr.sum(work) <= longest)
    cp.minimize(longest)


def antichain(problem: Problem, jobs: Sequence[Job]) -> tuple[Job, ...]:
    """A largest set of jobs of which no two can be done by one interpreter."""
    following = _matching(problem, jobs)
    leader = {second: first for first, second in following.items()}
    reached_left = {index for index in range(len(jobs)) if index not in following}
    reached_right: set[int] = set()
    frontier = sorted(reached_left)
    while frontier:
        index = frontier.pop()
        for other in range(len(jobs)):
            if other not in reached_right and can_follow(problem, jobs[index], jobs[other]):
                reached_right.add(other)
                if other in leader and leader[other] not in reached_left:
                    reached_left.add(leader[other])
                    frontier.append(leader[other])
    # König: a job is outside the least vertex cover on both of its sides.
    return tuple(jobs[index] for index in range(len(jobs)) if index in reached_left and index not in reached_right)


def _matching(problem: Problem, jobs: Sequence[Job]) -> Mapping[int, int]:
    """Maximum matching of jobs to the job that follows, by augmenting paths; jobs are few."""
    leads: dict[int, int] = {}

    def augment(index: int, seen: set[int]) -> bool:
        for other in range(len(jobs)):
            if other not in seen and can_follow(problem, jobs[index], jobs[other]):
                seen.add(other)
                if other not in leads or augment(leads[other], seen):
                    leads[other] = index
                    return True
        return False

    for index in range(len(jobs)):
        augment(index, set())
    return {first: second for second, first in leads.items()}
