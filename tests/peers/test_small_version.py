"""The comparison with peers, at a small size: everybody proves the same, and the scorer accepts every plan.

Always with plain CP-SAT, its own parameters and ours, and Placet; the others are installed for `make bench-peers` only,
which looks at their plans in the same way. Times are nobody's business here.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.peers import cpsat, ours
from benchmarks.peers.instances import generated
from benchmarks.peers.problem import Answer, Instance, Wait
from benchmarks.peers.scorer import score
from tests.peers.small import NINE, engagement, instance
from tests.planner.fresh import fresh_seeds

from placet.planner.search import INDEPENDENT

ALWAYS = {"placet": ours.solve, "cpsat": cpsat.default, "cpsat-tuned": cpsat.tuned}
SECONDS = 60.0


def proven(asked: Instance, solve: Callable[[Instance, float], Answer]) -> int:
    """The proven optimum, from a plan that the scorer accepts and counts as the solver does."""
    answer = solve(asked, SECONDS)
    assert answer.is_proven
    assert answer.starts is not None
    verdict = score(asked, answer.starts)
    assert verdict.faults == ()
    assert verdict.deviation == answer.claimed
    return verdict.deviation


@pytest.mark.parametrize("name", ALWAYS)
def test_the_least_deviation_of_two_is_what_a_hand_finds(name: str) -> None:
    # x from 09:00 to 10:00 at a, half an hour to b, y from 10:30 instead of 09:30: twelve steps of weight 1. y first,
    # at 08:00, lets x begin at 09:00: eighteen steps. x earlier costs two for every one it saves.
    asked = instance(
        engagement("x", preferred=NINE, weight=2), engagement("y", venue="b", length=30, preferred=NINE + 30, weight=1)
    )
    assert proven(asked, ALWAYS[name]) == 12


@pytest.mark.parametrize("name", ALWAYS)
def test_a_venue_that_holds_two_and_a_wait_are_kept(name: str) -> None:
    # Three want a at 09:00, which holds two: one of them waits for an hour, twelve steps, the lightest of weight 1. y
    # follows z after 15 to 20 minutes: z at 10:00 and y, that wants 09:00, from 11:15 is more than z at 09:00 and x at
    # 10:00: 12 * 2 for x and y at 10:15 instead of 09:00, 15 * 1.
    three = (
        engagement("w", who="p", preferred=NINE, weight=9),
        engagement("x", who="q", preferred=NINE, weight=2),
        engagement("z", who="r", preferred=NINE, weight=3),
    )
    follower = engagement("y", who="s", venue="b", preferred=NINE, weight=1)
    asked = instance(*three, follower, capacity={"a": 2}, waits=(Wait("z", "y", 15, 20),))
    assert proven(asked, ALWAYS[name]) == 12 * 2 + 15 * 1


@pytest.mark.parametrize("name", ALWAYS)
def test_that_there_is_no_plan_is_told_alike(name: str) -> None:
    asked = instance(*(engagement(f"x{n}", opens=NINE, closes=NINE + 55) for n in range(2)))
    answer = ALWAYS[name](asked, SECONDS)
    assert answer.says_infeasible
    assert answer.starts is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "days", "family", "seed"), [(20, 1, "loose", 1), (24, 2, "loose", 2), (16, 1, "dense", 3)]
)
def test_all_prove_the_same_on_instances_of_the_table(size: int, days: int, family: str, seed: int) -> None:
    asked = generated(size, days, seed, family)
    assert len({proven(asked, solve) for solve in ALWAYS.values()}) == 1


@pytest.mark.slow
@pytest.mark.parametrize("days", [1, 2])
@pytest.mark.parametrize("seed", fresh_seeds(4))
def test_fresh_instances_are_proven_again_by_an_independent_configuration(days: int, seed: int) -> None:
    asked = generated(12 * days, days, seed)  # days of their own are proven one by one

    def independent(asked: Instance, seconds: float) -> Answer:
        return ours.solve(asked, seconds, turn=((INDEPENDENT, 1e9),))

    # Placet's recipe, its own model under the solver's parameters, and another model under them.
    assert len({proven(asked, solve) for solve in (ours.solve, independent, cpsat.default)}) == 1


@pytest.mark.slow
def test_the_command_writes_a_table_that_it_finds_sound(tmp_path: Path) -> None:
    out = tmp_path / "peers.json"
    command = [sys.executable, "-m", "benchmarks.peers.table", "--quick", "--only", "core-loose-20", "--seconds", "60"]
    for name in ALWAYS:
        command += ["--entrant", name]
    checkout = Path(__file__).resolve().parents[2]
    done = subprocess.run([*command, "--out", str(out)], cwd=checkout, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# Measured against peers" in done.stdout
    rows = json.loads(out.read_text(encoding="utf-8"))["rows"]
    assert [row["entrant"] for row in rows] == list(ALWAYS)
    assert all(run["proven"] and run["faults"] == [] for row in rows for run in row["runs"])
    assert len({run["deviation"] for row in rows for run in row["runs"]}) == 1

    # Measured again in part, the rest stays; otherwise measured, nothing is mixed and nothing is lost.
    fewer = subprocess.run([*command[:-2], "--out", str(out)], cwd=checkout, capture_output=True, text=True)
    assert fewer.returncode == 2, fewer.stdout + fewer.stderr
    assert "is of other versions" in fewer.stdout
    again = subprocess.run([*command, "--rest", "--out", str(out)], cwd=checkout, capture_output=True, text=True)
    assert again.returncode == 0, again.stdout + again.stderr
    assert json.loads(out.read_text(encoding="utf-8"))["rows"] == rows
