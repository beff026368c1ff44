"""Limits, stopping, parameters, and the same answer twice."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.generator import synthetic
from ortools.sat.python import cp_model
from tests.planner.visits import engagement, outcome_of, planned, progress_into, request_for, shown

from placet.planner import solve as solving
from placet.planner.levels.objective import LEVELS
from placet.planner.outcome import NoAnswer, Planned
from placet.planner.request import Progress
from placet.planner.run import Search
from placet.planner.search import CORE, FIND, Effort, set_parameters, solve
from placet.planner.solve import plan

EASY = '[engagements.x]\ntitle = "X"\nwho = ["p"]\nlength = "60m"\nvenues = ["a"]\n'


def solver_with(recipe: dict[str, object]) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    set_parameters(solver, recipe, Effort(5.0), 0)
    return solver


def test_a_parameter_that_does_not_exist_raises() -> None:
    with pytest.raises((AttributeError, RuntimeError)):
        solver_with({"core_minimisation_level": 0})


def test_a_value_of_another_kind_raises() -> None:
    with pytest.raises((TypeError, RuntimeError)):
        solver_with({"core_minimization_level": "none"})


def test_parameters_are_those_of_the_recipe() -> None:
    parameters = solver_with(CORE).parameters
    assert list(parameters.subsolvers) == ["core"]
    assert parameters.num_workers == 1
    assert not parameters.interleave_search


def test_ctrl_c_after_a_search_is_still_told_and_does_not_kill_the_process() -> None:
    # In a process of its own: the parameters of other solvers in this one would leave their mark on Ctrl-C.
    script = (
        "import signal\n"
        "from ortools.sat.python import cp_model\n"
        "from placet.planner.search import FIND, Effort, solve\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "solve(cp_model.CpModel(), FIND, Effort(1.0), 0)\n"
        "try:\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "except KeyboardInterrupt:\n"
        "    print('told')\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (0, "told\n")


def test_a_subsolver_that_does_not_exist_raises() -> None:
    cp = cp_model.CpModel()
    cp.new_bool_var("x")
    with pytest.raises(RuntimeError):
        solve(cp, {"subsolvers": ["kore"]}, Effort(1.0), 0)


def test_an_assumption_that_the_answer_forgets_raises() -> None:
    # x may not be true, and is asked to be: with nothing to minimise, `CORE` answers without asking.
    cp = cp_model.CpModel()
    x, y = cp.new_bool_var("x"), cp.new_bool_var("y")
    cp.add_bool_or([~x, y])
    cp.add_bool_or([~x, ~y])
    cp.add_assumptions([x])
    assert solve(cp, FIND, Effort(1.0), 0).status == cp_model.INFEASIBLE
    with pytest.raises(RuntimeError, match="assumption"):
        solve(cp, CORE, Effort(1.0), 0)
    cp.minimize(y)
    assert solve(cp, CORE, Effort(1.0), 0).status == cp_model.INFEASIBLE


def dense() -> str:
    """Something that nobody can settle in no time: twenty engagements of one person and their ways."""
    return "".join(
        f'[engagements.e{n}]\ntitle = "E"\nwho = ["p", "q"]\nlength = "30m"\nvenues = ["a", "b", "c"]\n'
        for n in range(18)
    )


@pytest.mark.parametrize("limit", [{"seconds": 0.0}, {"work": 1e-9}])
def test_without_any_time_or_work_there_is_what_was_put_together_before(limit: dict[str, float]) -> None:
    outcome = planned(dense(), **limit)
    assert set(outcome.programme.placements) == {f"e{n}" for n in range(18)}
    assert not outcome.is_proven
    assert not outcome.is_settled


def test_without_any_work_and_with_nothing_put_together_there_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "first_programme", lambda *_: None)
    outcome = outcome_of(dense(), work=1e-9)
    assert isinstance(outcome, NoAnswer)
    assert outcome.tried


def test_a_limit_on_time_ends_the_search_in_time() -> None:
    began = time.monotonic()
    outcome_of(dense(), seconds=1.0)
    # One second for the search, and up to as much for building and for what began shortly before the end.
    assert time.monotonic() - began < 5


def test_levels_that_time_did_not_reach_are_not_said_to_be_proven() -> None:
    # The clock jumps over the limit between two solves, so that none was cut and only the first levels were settled.
    looks = iter((0.0, 0.0, 0.0))
    text = engagement("x", "from 09:00") + engagement("y", "from 10:00", venues=["b"])
    outcome = planned(text, seconds=30.0, clock=lambda: next(looks, 100.0))
    assert len(outcome.levels) < LEVELS
    assert all(level.is_proven for level in outcome.levels)
    assert not outcome.is_proven
    assert not outcome.reproducible


def test_when_asked_to_stop_the_best_so_far_is_given() -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 1

    made = synthetic(20, 1, 3, blocks=()).read()
    outcome = plan(request_for(made, stop=stop))
    assert isinstance(outcome, Planned)
    assert asked > 1


def test_progress_tells_the_levels_in_their_order() -> None:
    told: list[Progress] = []
    outcome = planned(EASY, on_progress=progress_into(told))
    levels = list(dict.fromkeys(progress.level for progress in told))
    assert levels == ["first", *(level.name for level in outcome.levels)]
    assert told[-1].kept == told[-1].wished == 1


def test_the_same_request_gives_an_equal_programme() -> None:
    file = synthetic(12, 1, 5).read()
    first, second = (plan(request_for(file)) for _ in range(2))
    assert isinstance(first, Planned)
    assert isinstance(second, Planned)
    assert first.programme == second.programme
    assert first.levels == second.levels


PRINTS = """
from benchmarks.generator import synthetic
from placet.planner.solve import plan
from tests.planner.visits import request_for
print(plan(request_for(synthetic(12, 1, 5).read())).programme)
"""


@pytest.mark.slow
def test_a_fresh_process_with_another_hash_seed_gives_the_same_programme() -> None:
    checkout = Path(__file__).resolve().parents[2]
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINTS],
            cwd=checkout,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(checkout)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    assert "Placement" in printed.pop()


def test_a_proven_plan_says_that_it_is_reproducible() -> None:
    outcome = planned(EASY)
    assert outcome.is_proven
    assert outcome.reproducible


def test_a_limit_on_work_leaves_the_answer_reproducible() -> None:
    file = synthetic(12, 1, 5).read()
    first, second = (plan(request_for(file, work=0.02)) for _ in range(2))
    if isinstance(first, NoAnswer):
        assert isinstance(second, NoAnswer)
        return
    assert isinstance(first, Planned)
    assert isinstance(second, Planned)
    assert first.programme == second.programme
    assert first.reproducible


def test_an_empty_visit_has_an_empty_programme() -> None:
    outcome = planned("")
    assert outcome.programme.placements == {}
    assert outcome.is_proven


def test_what_was_found_before_the_levels_began_again_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    settle = solving._levels
    begun: list[Search] = []

    def cut_off_and_then_nothing(search: Search) -> bool:
        begun.append(search)
        if len(begun) == 2:
            return False
        settle(search)
        raise solving.CutOff

    monkeypatch.setattr(solving, "_levels", cut_off_and_then_nothing)
    assert set(shown(planned(EASY))) == {"x"}
    assert len(begun) == 2
