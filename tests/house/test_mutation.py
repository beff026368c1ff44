"""What `make mutation` says of a sample, and that it changes what it says it changes."""

from __future__ import annotations

import ast

import pytest
from scripts.mutate import FIRST, End, Tried, bounds, drawn, parts_for, table
from scripts.small_changes import Mutant, mutants_of, path_of


def test_the_fold_the_door_and_the_signing_are_changed() -> None:
    assert {"fold", "record", "signing"} <= FIRST.keys()


@pytest.mark.parametrize("module", FIRST)
def test_the_tests_that_know_a_module_best_come_first_and_every_test_once(checkout, module: str) -> None:
    first, then = parts_for(module)
    assert len({*first, *then}) == len(first) + len(then)
    assert [name for name in (*first, *then) if not (checkout / name.partition("::")[0]).is_file()] == []
    assert {*first, *then} == {name for part in parts_for("fold") for name in part}


@pytest.mark.parametrize("module", FIRST)
def test_every_change_makes_another_module(module: str) -> None:
    same = ast.unparse(ast.parse(path_of(module).read_text(encoding="utf-8")))
    texts = [ast.unparse(mutant.tree()[0]) for mutant in mutants_of(module)]
    assert same not in texts


def test_a_larger_sample_begins_with_the_smaller_and_another_seed_draws_another() -> None:
    mutants = [Mutant("fold", number) for number in range(100)]
    few, many = drawn(mutants, 10, seed=1), drawn(mutants, 20, seed=1)
    assert many[:10] == few
    assert len(set(many)) == 20
    assert drawn(mutants, 10, seed=2) != few
    assert sorted(drawn(mutants, 1000, seed=1), key=mutants.index) == mutants


@pytest.mark.parametrize(
    ("noticed", "count", "low", "high"),
    [
        # With z = 1.96: z * z = 3.8416. Where all are noticed, low = n / (n + z * z).
        (100, 100, 100 * 100 / 103.8416, 100.0),
        # Where half are: 1/2 -+ z / (2 * sqrt(n + z * z)); 96 of 192 gives a root of 195.8416, 13.9943, and 0.0700.
        (96, 192, 42.997, 57.003),
    ],
)
def test_the_bounds_are_those_of_wilson(noticed: int, count: int, low: float, high: float) -> None:
    assert bounds(noticed, count) == pytest.approx((low, high), abs=0.001)


def test_what_was_given_up_counts_as_not_noticed_and_what_never_ends_as_noticed() -> None:
    ends = [End.FAILED, End.ENDLESS, End.GIVEN_UP, End.UNNOTICED]
    found = [Tried("fold", "", end) for end in ends] + [Tried("entry", "", End.FAILED)]
    assert table(found, of_all=5) == [
        "fold              4 changes    2 noticed   50.0 %   1 by not ending",
        "entry             1 changes    1 noticed  100.0 %   0 by not ending",
        "all               5 changes    3 noticed   60.0 %   1 by not ending",
    ]
    assert "of all between" in table(found, of_all=6)[-1]
