"""Give names to interpreters, or find the engagements that need more of them than there are.

"Can follow, the way included" is a partial order on interpreted engagements. By Dilworth's theorem k interpreters
suffice exactly when no k+1 engagements are pairwise incompatible; a maximum matching gives the least number of chains,
and by König's theorem a largest antichain when that is too many. (R. P. Dilworth, Annals of Mathematics 51, 1950.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from placet.planner.problem import Problem
from placet.planner.search import FIND, QUICK, Effort, solve

ASSIGN_SECONDS = 5.0
"""Never reached for real visits: a few dozen jobs and a handful of people."""
ASSIGN_WORK = 0.3
"""The same in deterministic work, so that names do not depend on the machine."""


@dataclass(frozen=True, slots=True)
class Job:
    """One interpreter's work at one engagement; an engagement that needs two has two jobs."""

    task: str
    starts: int
    ends: int
    origin: str | None
    destination: str | None
    able: tuple[str, ...] = ()
    """Who can do it: those who know the languages and are there, or the one who is asked for by name."""
    pair: tuple[str, str] | None = None
    """The languages; None for whatever else takes an interpreter's time."""


def can_follow(problem: Problem, first: Job, second: Job) -> bool:
    """Whether one interpreter can do the first and then the second, the way included."""
    if first.task == second.task:
        return False
    return second.starts >= first.ends + problem.between(first.destination, second.origin)


def can_assign(problem: Problem, jobs: Sequence[Job]) -> bool:
    """Whether somebody can be found for everything: the numbers alone may do and the names may not."""
    return assign(problem, jobs, fairly=False) is not None


def assign(
    problem: Problem, jobs: Sequence[Job], *, fairly: bool = True, named: Mapping[str, Sequence[str]] | None = None
) -> dict[str, tuple[str, ...]] | None:
    """Who interprets where: nobody is in two places; `fairly`, the longest day of work is as short as can be.

    Before that, as many as can be do what they did before, by task in `named`. None when nobody can be found for
    everything.
    """
    if any(not job.able for job in jobs):
        return None
    if not fairly and not named:
        in_turn, _ = _in_turn(problem, jobs)
        if in_turn is not None:
            return in_turn
    cp = cp_model.CpModel()
    chosen = {(i, who): cp.new_bool_var(f"{who} at {job.task}") for i, job in enumerate(jobs) for who in job.able}
    _keep_apart(problem, cp, jobs, chosen)
    if fairly:
        _share_out(cp, jobs, chosen, named or {})
    found = solve(cp, FIND if fairly else QUICK, Effort(ASSIGN_SECONDS, ASSIGN_WORK), 0)
    if not found.has_solution:
        return None
    given: dict[str, list[str]] = {}
    for (index, who), literal in chosen.items():
        if found.values[literal.index] and jobs[index].pair:
            given.setdefault(jobs[index].task, []).append(who)
    return {task: tuple(sorted(people)) for task, people in given.items()}


def without_anybody(problem: Problem, jobs: Sequence[Job]) -> str | None:
    """A task that finds nobody when its turn comes; None where all find somebody. Another order might do better."""
    return _in_turn(problem, jobs)[1]


def _in_turn(problem: Problem, jobs: Sequence[Job]) -> tuple[dict[str, tuple[str, ...]] | None, str | None]:
    """Who interprets where, by start, each time whoever can and was needed last; else the first task without anybody.

    What only one person can do is theirs from the beginning.
    """
    own: dict[str, list[Job]] = {}
    given: dict[str, list[str]] = {}
    bound = [job for job in jobs if len(job.able) == 1]
    for job in (*bound, *(job for job in jobs if len(job.able) > 1)):
        free = [who for who in job.able if _has_time(problem, job, own.get(who, ()))]
        if not job.able or (not free and job.pair is not None):
            return None, job.task
        if job.pair is None:
            own.setdefault(job.able[0], []).append(job)
            continue
        who = max(
            free, key=lambda it: max((other.ends for other in own.get(it, ()) if other.ends <= job.starts), default=-1)
        )
        own.setdefault(who, []).append(job)
        given.setdefault(job.task, []).append(who)
    return {task: tuple(sorted(people)) for task, people in given.items()}, None


def _has_time(problem: Problem, job: Job, others: Sequence[Job]) -> bool:
    return all(can_follow(problem, job, other) or can_follow(problem, other, job) for other in others)


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
        if one.pair is None and other.pair is None:
            continue  # what else somebody has is not ours to assign
        if not can_follow(problem, one, other) and not can_follow(problem, other, one):
            for who in sorted(set(one.able) & set(other.able)):
                cp.add_at_most_one([chosen[(first, who)], chosen[(second, who)]])


def _share_out(
    cp: cp_model.CpModel,
    jobs: Sequence[Job],
    chosen: Mapping[tuple[int, str], cp_model.IntVar],
    named: Mapping[str, Sequence[str]],
) -> None:
    """Make the longest day of work as short as can be; nobody is exchanged for that."""
    most = sum(job.ends - job.starts for job in jobs)
    longest = cp.new_int_var(0, most, "longest day")
    for person in sorted({who for _, who in chosen}):
        work = [(jobs[i].ends - jobs[i].starts) * x for (i, who), x in chosen.items() if who == person and jobs[i].pair]
        cp.add(cp_model.LinearExpr.sum(work) <= longest)
    others = [x for (i, who), x in chosen.items() if jobs[i].task in named and who not in named[jobs[i].task]]
    cp.minimize((most + 1) * cp_model.LinearExpr.sum(others) + longest if others else longest)


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
