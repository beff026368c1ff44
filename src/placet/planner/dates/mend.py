"""The programme of other days, made to fit one: what stands in its way is moved, the rest stays where it is."""

from __future__ import annotations

from collections.abc import Mapping, Set

from placet.planner.constraints.interpreters import Cuts
from placet.planner.dates.finding import MENDING, find
from placet.planner.dates.frames import Frame, Taken
from placet.planner.dates.parts import part_of
from placet.planner.interpreters import can_assign
from placet.planner.placed import Placed, jobs_of
from placet.planner.problem import Problem

ROUNDS = 4
"""How often a part is solved again with what the interpreters of the whole have taught."""
AROUND = ((120, 300), (300, 12 * 60))
"""Minutes before and after what is in the way in which its people may be moved, too, and how far: little, then much."""


def in_the_way(problem: Problem, placed: Mapping[str, Placed], taken: tuple[Taken, ...]) -> frozenset[str]:
    """What cannot stay where it is, because somebody who must be there is taken; or who should interpret."""
    found = {
        name
        for name, at in placed.items()
        for one in taken
        if at.task.parties & one.parties and _meet((at.start, at.end), one.span)
    }
    if found:
        return frozenset(found)
    busy = [one for one in taken if any(one.parties & set(pool) for pool in problem.pools.values())]
    if busy and not can_assign(problem, jobs_of(problem, with_taken(problem, placed))):
        spans = [one.span for one in busy]
        found = {
            name
            for name, at in placed.items()
            if at.task.interpreters is not None and any(_meet((at.start, at.end), span) for span in spans)
        }
    return frozenset(found)


def fits(problem: Problem, placed: Mapping[str, Placed], taken: tuple[Taken, ...]) -> bool:
    """Whether the programme of other days can stay as it is, the names of the interpreters apart."""
    return not in_the_way(problem, placed, taken) and (
        not taken or can_assign(problem, jobs_of(problem, with_taken(problem, placed)))
    )


def mended(
    frame: Frame, problem: Problem, placed: Mapping[str, Placed], taken: tuple[Taken, ...], cuts: Cuts
) -> dict[str, Placed] | None:
    """The whole programme again, with as little moved as a few tries allow; None where that is not enough."""
    wrong = in_the_way(problem, placed, taken)
    standing = with_taken(problem, placed)
    for minutes, reach in AROUND if wrong else ():
        free = _freed(problem, placed, wrong, minutes)
        part = part_of(problem, standing, free, reach)
        for _ in range(ROUNDS):
            found = find(frame.request, part, cuts, (), MENDING)
            if found.placed is None:
                break
            merged = {**standing, **{name: at for name, at in found.placed.items() if name in free}}
            learnt = Cuts()
            if not learnt.learn(problem, merged):
                return merged
            if learnt.name_everybody or not all(name in part.tasks for _, tasks in learnt.antichains for name in tasks):
                break
            cuts.add(learnt)
    return None


def with_taken(problem: Problem, placed: Mapping[str, Placed]) -> dict[str, Placed]:
    """What is placed, and the commitments of the day where they are."""
    busy = {
        name: Placed(task, task.fixed_start, task.fixed_start + task.least, task.sites[0])
        for name, task in problem.tasks.items()
        if task.kind == "busy" and name not in placed and task.fixed_start is not None
    }
    return {**placed, **busy}


def _freed(problem: Problem, placed: Mapping[str, Placed], wrong: Set[str], minutes: int) -> set[str]:
    free = set(wrong)
    for name in wrong:
        task, at = problem.tasks[name], placed[name]
        for other, there in placed.items():
            shares = there.task.parties & task.parties and there.task.kind not in ("busy", "journey")
            if shares and at.start - minutes <= there.end and there.start <= at.end + minutes:
                free.add(other)
    return free


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
