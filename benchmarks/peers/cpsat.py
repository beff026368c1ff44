"""Plain CP-SAT: the model that somebody who knows OR-Tools would write first.

An interval for each engagement, one literal for each pair that excludes another, no pruning by windows, a redundant
no-overlap for each party, a cumulative for each venue that holds several. Either with the solver's own parameters, all
cores, or with the recipe and the one worker that Placet uses.
"""

from __future__ import annotations

import time
from importlib.metadata import version

from benchmarks.peers.problem import GRID, Answer, Instance, apart, shared_venues
from ortools.sat.python import cp_model

from placet.planner.search import PROOF, Effort, set_parameters


def missing() -> str | None:
    """Placet itself needs OR-Tools: it is there."""
    return None


def about() -> str:
    """What runs."""
    return f"OR-Tools {version('ortools')}"


def default(instance: Instance, seconds: float) -> Answer:
    """With the solver's own parameters: as many workers as there are cores."""
    began = time.perf_counter()
    model, starts = _model(instance)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds - (time.perf_counter() - began))
    return _answer(instance, model, starts, solver, began)


def tuned(instance: Instance, seconds: float) -> Answer:
    """With the parameters of Placet's recipe for proofs, one worker."""
    began = time.perf_counter()
    model, starts = _model(instance)
    solver = cp_model.CpSolver()
    set_parameters(solver, PROOF, Effort(seconds - (time.perf_counter() - began)), 0)
    return _answer(instance, model, starts, solver, began)


class _First(cp_model.CpSolverSolutionCallback):
    """Remembers when the first solution came."""

    def __init__(self) -> None:
        super().__init__()
        self.at: float | None = None

    def on_solution_callback(self) -> None:
        self.at = self.at or time.perf_counter()


def _model(instance: Instance) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    cp = cp_model.CpModel()
    engagements = instance.engagements
    starts = [cp.new_int_var(e.opens // GRID, e.closes // GRID, e.id) for e in engagements]
    intervals = [
        cp.new_fixed_size_interval_var(start, e.length // GRID, e.id)
        for start, e in zip(starts, engagements, strict=True)
    ]
    for pair in apart(instance):
        first = cp.new_bool_var(f"{pair.first} before {pair.second}")
        cp.add(starts[pair.second] >= starts[pair.first] + pair.forward // GRID).only_enforce_if(first)
        cp.add(starts[pair.first] >= starts[pair.second] + pair.backward // GRID).only_enforce_if(~first)
    for party in sorted({party for e in engagements for party in e.parties}):
        cp.add_no_overlap([intervals[i] for i, e in enumerate(engagements) if party in e.parties])
    for holds, users in shared_venues(instance):
        cp.add_cumulative([intervals[i] for i in users], [1] * len(users), holds)
    number = {e.id: i for i, e in enumerate(engagements)}
    for wait in instance.waits:
        end = starts[number[wait.before]] + engagements[number[wait.before]].length // GRID
        cp.add(starts[number[wait.after]] >= end + wait.least // GRID)
        if wait.most is not None:
            cp.add(starts[number[wait.after]] <= end + wait.most // GRID)
    cost = []
    for start, e in zip(starts, engagements, strict=True):
        if e.preferred is not None:
            wished = e.preferred // GRID
            off = cp.new_int_var(0, max(abs(e.closes // GRID - wished), abs(wished - e.opens // GRID)), "off")
            cp.add(off >= start - wished)
            cp.add(off >= wished - start)
            cost.append(e.weight * off)
    cp.minimize(sum(cost))
    return cp, starts


def _answer(
    instance: Instance,
    model: cp_model.CpModel,
    starts: list[cp_model.IntVar],
    solver: cp_model.CpSolver,
    began: float,
) -> Answer:
    first = _First()
    status = solver.solve(model, first)
    took = time.perf_counter() - began
    if status == cp_model.MODEL_INVALID:
        raise RuntimeError(model.validate())
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, None, False, took, says_infeasible=status == cp_model.INFEASIBLE)
    return Answer(
        {e.id: solver.value(start) * GRID for e, start in zip(instance.engagements, starts, strict=True)},
        round(solver.objective_value),
        status == cp_model.OPTIMAL,
        took,
        first.at - began if first.at is not None else None,
        round(solver.best_objective_bound),
    )
