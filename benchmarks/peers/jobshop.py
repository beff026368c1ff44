"""PyJobShop: parties as machines with set-up times for the ways, venues as machines or renewable resources.

Each engagement is a job of one task with a due date, so that earliness and tardiness together are the deviation. Either
as it comes, or its model with the recipe and the one worker that Placet uses: its own `solve` sets parameters by plain
assignment, which OR-Tools refuses for a list of subsolvers, so the model is taken from it and solved here.
"""

from __future__ import annotations

import time
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from benchmarks.peers.problem import GRID, Answer, Instance
from ortools.sat.python import cp_model

from placet.planner.search import PROOF, Effort, set_parameters


def missing() -> str | None:
    """What has to be installed."""
    return None if find_spec("pyjobshop") else "pip install -e '.[peers]' brings PyJobShop"


def about() -> str:
    """What runs."""
    return f"PyJobShop {version('pyjobshop')}, OR-Tools {version('ortools')}"


def default(instance: Instance, seconds: float) -> Answer:
    """With the defaults of PyJobShop: as many workers as there are cores."""
    from pyjobshop import SolveStatus, solve  # noqa: PLC0415  # only where it is installed

    began = time.perf_counter()
    data = _data(instance)
    left = max(0.01, seconds - (time.perf_counter() - began))
    found = solve(data, time_limit=left)
    took = time.perf_counter() - began
    if not found.best.tasks:
        return Answer(None, None, False, took, says_infeasible=found.status == SolveStatus.INFEASIBLE)
    starts = {e.id: GRID * task.start for e, task in zip(instance.engagements, found.best.tasks, strict=True)}
    is_proven = found.status == SolveStatus.OPTIMAL
    return Answer(starts, round(found.objective), is_proven, took, bound=round(found.lower_bound))


def tuned(instance: Instance, seconds: float) -> Answer:
    """PyJobShop's model with the parameters of Placet's recipe for proofs."""
    from pyjobshop.solvers.ortools import CPModel  # noqa: PLC0415  # only where it is installed

    began = time.perf_counter()
    made = CPModel(_data(instance))
    solver = cp_model.CpSolver()
    set_parameters(solver, PROOF, Effort(seconds - (time.perf_counter() - began)), 0)
    status = solver.solve(made.model)
    took = time.perf_counter() - began
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, None, False, took, says_infeasible=status == cp_model.INFEASIBLE)
    tasks = zip(instance.engagements, made.variables.task_vars, strict=True)
    starts = {e.id: GRID * solver.value(task.start) for e, task in tasks}
    claimed, bound = round(solver.objective_value), round(solver.best_objective_bound)
    return Answer(starts, claimed, status == cp_model.OPTIMAL, took, bound=bound)


def _data(instance: Instance) -> Any:
    from pyjobshop import Model  # noqa: PLC0415  # only where it is installed

    model = Model()
    minutes = {(way.origin, way.destination): way.minutes for way in instance.ways}
    machines = {party: model.add_machine(name=party) for party in _parties(instance)}
    rooms: dict[str, Any] = {}
    for venue, holds in instance.capacity.items():
        users = sum(1 for e in instance.engagements if e.venue == venue)
        if users > holds:
            rooms[venue] = model.add_machine(name=venue) if holds == 1 else model.add_renewable(holds, name=venue)
    tasks = {}
    for e in instance.engagements:
        # It wants a due date for every job; without a preferred start the weight is nought.
        due = (e.length + (e.opens if e.preferred is None else e.preferred)) // GRID
        job = model.add_job(weight=e.weight, due_date=due, name=e.id)
        tasks[e.id] = model.add_task(job, earliest_start=e.opens // GRID, latest_start=e.closes // GRID, name=e.id)
        used = [machines[party] for party in e.parties]
        demands = [0] * len(used)
        if e.venue in rooms:
            used.append(rooms[e.venue])
            demands.append(1 if instance.capacity[e.venue] > 1 else 0)
        model.add_mode(tasks[e.id], used, e.length // GRID, demands)
    for party, machine in machines.items():
        own = [e for e in instance.engagements if party in e.parties]
        for a in own:
            for b in own:
                way = minutes.get((a.venue, b.venue), 0)
                if a is not b and way:
                    model.add_setup_time(machine, tasks[a.id], tasks[b.id], way // GRID)
    for wait in instance.waits:
        model.add_end_before_start(tasks[wait.before], tasks[wait.after], wait.least // GRID)
        if wait.most is not None:
            model.add_start_before_end(tasks[wait.after], tasks[wait.before], -(wait.most // GRID))
    model.set_objective(weight_total_earliness=1, weight_total_tardiness=1)
    return model.data()


def _parties(instance: Instance) -> list[str]:
    return sorted({party for e in instance.engagements for party in e.parties})
