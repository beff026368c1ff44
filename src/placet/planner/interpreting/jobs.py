"""What takes an interpreter's time: one job for each interpreter that is needed, and for all else they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem, Task


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
    roofs: tuple[str, ...] = ()
    """Where it may have to move in bad weather."""
    is_placeless: bool = False
    """Whether nobody knows where it is, so that no way may lie over it."""
    is_own: bool = False
    """Whether they must be there whoever is chosen: then the model itself keeps it apart from all else they must do."""


def has_jobs(problem: Problem, task: Task) -> bool:
    """Whether a task takes interpreters' time: it needs some, or one of them has it besides."""
    return task.interpreters is not None or any(not task.parties.isdisjoint(pool) for pool in problem.pools.values())


def jobs_of(problem: Problem, placed: Mapping[str, Placed]) -> list[Job]:
    """Everything that takes interpreters' time, by start: the work there is, and what each of them has besides."""
    jobs = []
    everybody = {person for members in problem.pools.values() for person in members}
    for name, it in placed.items():
        task = problem.tasks[name]
        if not has_jobs(problem, task):
            continue

        def job(able: tuple[str, ...], pair: tuple[str, str] | None, name: str = name, it: Placed = it) -> Job:
            roof = it.task.indoors.venue if it.task.indoors is not None else None
            roofs = (roof,) if roof is not None and roof != it.site.venue else ()
            is_placeless = it.task.is_placeless
            ends, is_own = (it.site.origin, it.site.destination), not it.task.parties.isdisjoint(able)
            return Job(name, it.start, it.end, *ends, able, pair, roofs, is_placeless, is_own)

        at_work: set[str] = set()
        if task.interpreters is not None and task.interpreters[0] in problem.pools:
            at_work, (pair, count) = set(task.named), task.interpreters
            free = (person for person in problem.pools[pair] if person not in task.parties)
            there = tuple(person for person in free if problem.is_there(person, it.start, it.end))
            jobs += [job((person,), pair) for person in task.named]
            jobs += [job(there, pair)] * (count - len(task.named))
        jobs += [job((person,), None) for person in sorted(task.parties & everybody - at_work)]
    return sorted(jobs, key=lambda job: (job.starts, job.ends, job.task, job.able))
