"""Options that a command does not take are told together, and with the wrong values of those that it does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.running import placet

from placet.cli.exits import Exit

WORDS = st.sampled_from(
    ["--", "-", "-h", "-q", "-hq", "-é", "-x=3", "--x", "--x=3", "--json", "--json=3", "--seed", "v"]
)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("--colour red --seed x --jsn", ["There is no option --colour.", "There is no option --jsn.", "--seed:"]),
        ("--json=3 --seed x", ["--json takes no value.", "--seed:"]),
        ("v --colour --seed", ["There is no option --colour.", "--seed wants a value after it."]),
        ("v --seed 3 --jsn --jsn --seed", ["There is no option --jsn.", "--seed wants a value after it."]),
        ("a b -hq", ["There is no option -q."]),  # perhaps b was meant as what -q takes: nothing is said of it
        ("v -- --colour", ["Nothing more is taken here: --colour"]),
        ("--seed --colour v", ["--seed:"]),  # here it is a value, and a wrong one
    ],
)
def test_options_that_are_not_known_are_told_with_the_wrong_values_of_others(typed, told):
    result = placet("plan", *typed.split())
    assert result.exit_code == Exit.WRONG_USE
    lines = result.stderr.splitlines()
    assert lines[-1] == "placet plan --help shows how, with examples."
    assert len(lines) == len(told) + 1
    assert all(line.startswith(beginning) for line, beginning in zip(lines, told, strict=False))


def test_an_option_that_is_mistyped_is_not_called_missing_too():
    told = placet("init", "home", "--side", "x y", "--nmae", "en=X").stderr.splitlines()
    assert told[0] == "There is no option --nmae. Did you mean: --name"
    assert told[1].startswith("--side: “x y”")
    assert told[2:] == ["placet init --help shows how, with examples."]


@given(st.lists(WORDS, max_size=6))
def test_whatever_is_typed_is_either_help_or_a_wrong_use(words):
    # Two words at the end are one more than are taken, unless they are swallowed: then nothing is called `-` or `--x`.
    result = placet("plan", *words, "v", "v")
    assert result.exit_code in {Exit.DONE, Exit.WRONG_USE}
    assert result.stdout or result.stderr
    assert "Traceback" not in result.stderr
