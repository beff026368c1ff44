"""Tasks as a solution has them: read from it, hinted to the next search, and what they ask of interpreters."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from placet.planner.cp_sat import cp_model
from placet.planner.jobs import Job
from placet.planner.placed import Placed
from placet.planner.problem import Problem
from placet.planner.variables import Linear, Model, value_of


def placed_from(model: Model, values: list[int]) -> dict[str, Placed]:
    """Every task that takes place, by start."""
    placed = []
    for name, variables in model.tasks.items():
        if not values[variables.present.index]:
            continue
        chosen = next(
            site for site, literal in zip(variables.task.sites, variables.sites, strict=True) if values[literal.index]
        )
        start = value_of(variables.start, values)
        placed.append((start, name, Placed(variables.task, start, start + value_of(variables.length, values), chosen)))
    return {name: it for _, name, it in sorted(placed, key=lambda entry: entry[:2])}


def hint_at(model: Model, placed: Mapping[str, Placed], free: Container[str] = ()) -> None:
    """Begin the search with everything there, and with the other tasks left out; nothing is said of those in `free`."""
    model.cp.clear_hints()  # type: ignore[no-untyped-call]  # the library forgot the annotation
    for name, variables in model.tasks.items():
        if name in free:
            continue
        it = placed.get(name)
        model.cp.add_hint(variables.present, int(it is not None))
        if it is None:
            continue
        for variable, value in (*_value(variables.start, it.start), *_value(variables.length, it.end - it.start)):
            model.cp.add_hint(variable, value)
        for site, literal in zip(variables.task.sites, variables.sites, strict=True):
            model.cp.add_hint(literal, int(site == it.site))


def _value(expression: Linear, wanted: int) -> Iterator[tuple[cp_model.IntVar, int]]:
    """The one variable of a start or a length on its grid, and the value it has then."""
    if isinstance(expression, int):
        return
    flat = cp_model.FlatIntExpr(expression)
    ((variable, step),) = zip(flat.vars, flat.coeffs, strict=True)
    yield variable, (wanted - int(flat.offset)) // int(step)


def jobs_of(problem: Problem, placed: Mapping[str, Placed]) -> list[Job]:
    """Everything that takes interpreters' time, by start: the work there is, and what each of them has besides."""
    jobs = []
    everybody = {person for members in problem.pools.values() for person in members}
    for name, it in placed.items():
        task = problem.tasks[name]

        if task.interpreters is None and task.parties.isdisjoint(everybody):
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
