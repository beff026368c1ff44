"""What one would rather spare an interpreter: a way over something placeless, and one too long where it rains.

Both are the matter of rules that are advisable for who only interprets (`way-in-one-piece`, `plan-b-holds`): of those
who could do the work others are chosen where there are any, and nothing is moved for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from placet.planner.cp_sat import cp_model
from placet.planner.interpreting.jobs import Job
from placet.planner.tasks.problem import Problem


def goes_well(problem: Problem, own: Sequence[Job]) -> bool:
    """Whether nobody who has all this is on the way meanwhile, nor comes too late in bad weather."""
    if not any(job.is_placeless or job.roofs for job in own):
        return True
    first: Job | None = None
    beside: list[Job] = []
    for job in sorted(own, key=lambda it: (it.starts, it.ends)):
        if job.is_placeless:
            beside += [job] if first is not None else []
            continue
        if first is not None and (_is_broken(problem, first, beside, job) or _is_too_far_indoors(problem, first, job)):
            return False
        first, beside = job, []
    return True


def troubles(
    problem: Problem,
    cp: cp_model.CpModel,
    jobs: Sequence[Job],
    chosen: Mapping[tuple[int, str], cp_model.IntVar],
) -> Iterator[cp_model.IntVar]:
    """A literal for each two jobs of somebody that would give such trouble one after the other."""
    if not any(job.is_placeless or job.roofs for job in jobs):
        return
    own: dict[str, list[int]] = defaultdict(list)
    for index, who in chosen:
        own[who].append(index)
    longest = max(problem.travel.values(), default=0)
    for who, indices in own.items():
        located = sorted((i for i in indices if not jobs[i].is_placeless), key=lambda i: jobs[i].starts)
        placeless = [i for i in indices if jobs[i].is_placeless]
        taken = sum(jobs[i].ends - jobs[i].starts for i in placeless)
        for number, one in enumerate(located):
            for place, other in enumerate(located[number + 1 :], start=number + 1):
                if jobs[other].starts - jobs[one].ends >= longest + taken:
                    break
                yield from _between(
                    problem, cp, jobs, chosen, who, (one, other), located[number + 1 : place], placeless
                )


def _between(
    problem: Problem,
    cp: cp_model.CpModel,
    jobs: Sequence[Job],
    chosen: Mapping[tuple[int, str], cp_model.IntVar],
    who: str,
    pair: tuple[int, int],
    middle: Sequence[int],
    placeless: Sequence[int],
) -> Iterator[cp_model.IntVar]:
    """The literals for two jobs, with what lies between them."""
    first, second = (jobs[index] for index in pair)
    if second.starts < first.ends or first.task == second.task:
        return
    both = [~chosen[index, who] for index in pair]
    if _is_too_far_indoors(problem, first, second):
        yield _unless(cp, both)
        return
    inside = [i for i in placeless if jobs[i].ends > first.ends and jobs[i].starts < second.starts]
    always = [jobs[i] for i in inside if len(jobs[i].able) == 1]
    elsewhere = [chosen[index, who] for index in middle]
    if always and _is_broken(problem, first, always, second):
        yield _unless(cp, [*both, *elsewhere])
        return
    for index in inside:
        if len(jobs[index].able) > 1 and _is_broken(problem, first, [*always, jobs[index]], second):
            yield _unless(cp, [*both, *elsewhere, ~chosen[index, who]])


def _unless(cp: cp_model.CpModel, any_of: Sequence[cp_model.LiteralT]) -> cp_model.IntVar:
    """A literal that holds unless one of these does."""
    literal = cp.new_bool_var("in trouble")
    cp.add_bool_or([literal, *any_of])
    return literal


def _is_broken(problem: Problem, first: Job, beside: Sequence[Job], second: Job) -> bool:
    """Whether the way fits into no gap between what is placeless beside it."""
    if not beside:
        return False
    longest, reached = 0, first.ends
    for job in sorted(beside, key=lambda it: (it.starts, it.ends)):
        longest, reached = max(longest, job.starts - reached), max(reached, job.ends)
    return max(longest, second.starts - reached) < problem.between(first.destination, second.origin)


def _is_too_far_indoors(problem: Problem, first: Job, second: Job) -> bool:
    """Whether there is time for the way as things are, and none where one of the two moves indoors."""
    if not first.roofs and not second.roofs:
        return False
    there_is = second.starts - first.ends
    ends = [(start, end) for start in (first.destination, *first.roofs) for end in (second.origin, *second.roofs)]
    dry = problem.between(first.destination, second.origin)
    return there_is >= dry and there_is < max(problem.between(*way) for way in ends)
