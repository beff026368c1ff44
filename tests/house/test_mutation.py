"""What `make mutation` says of a sample, and that it changes what it says it changes."""

from __future__ import annotations

import ast
from itertools import zip_longest

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


def difference(one: ast.AST, other: ast.AST) -> tuple[ast.AST, ast.AST] | None:
    """The smallest statements that hold the first difference of two trees: written out at once, as a module is not."""
    if type(one) is not type(other):
        return one, other
    for (_, mine), (_, theirs) in zip(ast.iter_fields(one), ast.iter_fields(other), strict=True):
        pairs = zip_longest(mine, theirs) if isinstance(mine, list) and isinstance(theirs, list) else [(mine, theirs)]
        for a, b in pairs:
            if isinstance(a, ast.AST) and isinstance(b, ast.AST):
                if (found := difference(a, b)) is not None:
                    return found if isinstance(found[0], ast.stmt) else (one, other)
            elif (type(a), a) != (type(b), b):
                return one, other
    return None


@pytest.mark.parametrize("module", FIRST)
def test_every_change_makes_another_module(module: str) -> None:
    same = ast.parse(path_of(module).read_text(encoding="utf-8"))
    for mutant in mutants_of(module):
        changed = difference(same, mutant.tree()[0])
        assert changed is not None, mutant
        assert ast.unparse(changed[0]) != ast.unparse(changed[1]), mutant


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ("def f():\n    x = 1\n    return x", "def f():\n    x = 1\n    return 1", ("return x", "return 1")),
        ("if a:\n    f()", "if b:\n    f()", ("if a:\n    f()", "if b:\n    f()")),
        ("f()\ng()", "f()", ("f()\ng()", "f()")),
        ("x = 1", "x = True", ("x = 1", "x = True")),
    ],
)
def test_the_first_difference_of_two_modules_is_found(one: str, other: str, first: tuple[str, str]) -> None:
    assert difference(ast.parse(one), ast.parse(one)) is None
    found = difference(ast.parse(one), ast.parse(other))
    assert found is not None
    assert tuple(map(ast.unparse, found)) == first


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
