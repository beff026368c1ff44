"""Solver parameters and one solve, in one place.

One worker makes every programme that is printed, so that the same file, seed and version give the same bytes. `PROOF`
and `CORE` are the recipes that prove optima quickest here; `FIND` finds a first programme. `interleave_search` is never
used: together with the two switches of `CORE` it has returned a wrong optimum (the tests prove fresh instances again
with `INDEPENDENT`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from placet.planner.cp_sat import cp_model

Recipe = dict[str, object]
"""Solver parameters by name."""

PROOF: Recipe = {"subsolvers": ["core"], "max_presolve_iterations": 1, "inprocessing_minimization_dtime": 0.01}
"""The last bounds the work of making shorter what was learnt, in the middle of a search: by default a whole unit, where
a proof may need a tenth of one.
"""
CORE: Recipe = {**PROOF, "core_minimization_level": 0, "cover_optimization": False}
"""Without making cores small and without covers bounds come sooner where cores are many and small already, as those of
rules are. Where somebody's whole day has to give way a little, proofs take many times as much work without the two
(`benchmarks/core.py`). A redundant no-overlap for each party pays with neither.
"""
QUICK: Recipe = {"cp_model_presolve": False, "linearization_level": 0}
BARE: Recipe = {**QUICK, "cp_model_probing_level": 0, "symmetry_level": 0}
"""For what is easy: here making the model smaller takes several times as long as the search."""
FIND: Recipe = {"subsolvers": ["quick_restart"], "max_presolve_iterations": 1}
PLAIN: Recipe = {"linearization_level": 0}
FEWEST: Recipe = {"subsolvers": ["objective_lb_search_no_lp"]}
LEAP: Recipe = {"subsolvers": ["objective_lb_search_max_lp"]}
HELD: Recipe = {"fix_variables_to_their_hinted_value": True}
STOP_SECONDS = 0.2
"""How often the user is asked."""
INDEPENDENT: Recipe = {}


@dataclass(frozen=True, slots=True)
class Effort:
    """How long one solve may take: on the wall clock, and in deterministic units of work."""

    seconds: float
    work: float | None = None

    def at_most(self, work: float) -> Effort:
        """The same, with no more than so much work."""
        return Effort(self.seconds, work if self.work is None else min(work, self.work))


@dataclass(slots=True)
class Found:
    """What one solve ended in. `values` holds the value of every variable, empty without a solution."""

    status: cp_model.CpSolverStatus
    values: list[int] = field(default_factory=list)
    objective: int = 0
    bound: int = 0
    core: list[int] = field(default_factory=list)
    cut_by_clock: bool = False
    """Whether the wall clock, or the user, ended the search: then the answer depends on the machine."""
    work: float = 0.0
    """Deterministic work that it took."""

    @property
    def has_solution(self) -> bool:
        """Whether a programme was found."""
        return self.status in (cp_model.OPTIMAL, cp_model.FEASIBLE)

    @property
    def is_proven(self) -> bool:
        """Whether it is proven that there is nothing better, or nothing at all."""
        return self.status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)


class _Watch(cp_model.CpSolverSolutionCallback):
    """Tells of each solution, and stops the search when asked to."""

    def __init__(self, on_solution: Callable[[], None], stop: Callable[[], bool]) -> None:
        super().__init__()
        self._on_solution = on_solution
        self._stop = stop

    def on_solution_callback(self) -> None:
        self._on_solution()
        if self._stop():
            self.stop_search()


@contextmanager
def _watching(solver: cp_model.CpSolver, stopping: Callable[[], bool]) -> Iterator[None]:
    """Ask now and then whether to stop, also while no solution is found."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(STOP_SECONDS):
            if stopping():
                solver.stop_search()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def set_parameters(solver: cp_model.CpSolver, recipe: Recipe, effort: Effort, seed: int) -> None:
    """Set the solver's parameters one by one and read them back.

    A wrong name or value raises, it is never just printed.
    """
    parameters = solver.parameters
    wanted: Recipe = {"num_workers": 1, "random_seed": seed, **recipe}
    wanted["catch_sigint_signal"] = False  # or the solver leaves Ctrl-C as what kills the process on the spot
    wanted["max_time_in_seconds"] = max(effort.seconds, 0.01)
    if effort.work is not None:
        wanted["max_deterministic_time"] = effort.work
    for name, value in wanted.items():
        if isinstance(value, list):
            getattr(parameters, name).extend(value)
            kept: object = list(getattr(parameters, name))
        else:
            setattr(parameters, name, value)
            kept = getattr(parameters, name)
        if kept != value:
            raise RuntimeError(f"the solver did not take {name} = {value!r}")


def solve(
    cp: cp_model.CpModel,
    recipe: Recipe,
    effort: Effort,
    seed: int,
    on_solution: Callable[[], None] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
) -> Found:
    """Solve once. A model that the solver calls invalid is our bug and raises.

    So is an assumption that an answer does not keep: `CORE` forgets them where there is nothing to minimise.
    """
    solver = cp_model.CpSolver()
    set_parameters(solver, recipe, effort, seed)
    stopped = False

    def stopping() -> bool:
        nonlocal stopped
        stopped = stopped or stop()
        return stopped

    with _watching(solver, stopping):
        status = solver.solve(cp, _Watch(on_solution, stopping))
    if status == cp_model.MODEL_INVALID:
        raise RuntimeError(f"the model is not valid: {cp.validate()}")
    found = Found(status, work=solver.response_proto.deterministic_time)
    found.cut_by_clock = not found.is_proven and (stopped or solver.wall_time >= effort.seconds * 0.98)
    if found.has_solution:
        found.values = list(solver.response_proto.solution)
        found.objective = round(solver.objective_value)
        found.bound = round(solver.best_objective_bound)
        if not all(found.values[it] if it >= 0 else not found.values[-it - 1] for it in cp.proto.assumptions):
            raise RuntimeError("the solver forgot an assumption")
    if status == cp_model.INFEASIBLE:
        found.core = list(solver.sufficient_assumptions_for_infeasibility())
    return found


def hint(cp: cp_model.CpModel, values: list[int], of: Iterable[int] | None = None) -> None:
    """Start the next solve from these values; with `of`, only from those of these variables, by index."""
    cp.clear_hints()  # type: ignore[no-untyped-call]  # the library forgot the annotation
    indices = range(len(values)) if of is None else list(of)
    cp.proto.solution_hint.vars.extend(indices)  # all at once: one by one takes a hundred times as long
    cp.proto.solution_hint.values.extend(values[index] for index in indices)
