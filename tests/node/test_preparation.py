"""The steps of a preparation: what a profile changes in them, alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.visits import load

from placet.formats.toml import parse_toml
from placet.node.preparation import preparation_for, preparation_with
from placet.node.rulebook import profile_names

HOUSE = """
[preparation]
hands = 5
[preparation.leads]
official = 150
[preparation.steps.visas]
usual = 12
due = { official = 20 }
[preparation.steps.own-step]
stage = "printing"
host = ["protocol"]
usual = 2
least = 1
due = { official = 4 }
source = "this house"
"""


def test_a_profile_changes_the_figures_that_it_names_and_no_others():
    shipped, house = (
        preparation_with({}),
        preparation_with(parse_toml("house.toml", HOUSE.encode()).data["preparation"]),
    )
    assert house.hands == 5
    assert house.leads == {**shipped.leads, "official": 150}
    visas = shipped.steps["visas"]
    assert house.steps["visas"] == replace(visas, usual=12, due={**visas.due, "official": 20})
    assert list(house.steps) == [*shipped.steps, "own-step"]
    unchanged = [name for name in shipped.steps if name != "visas"]
    assert [house.steps[name] for name in unchanged] == [shipped.steps[name] for name in unchanged]


def test_a_profile_that_cannot_be_read_raises():
    with pytest.raises(TypeError, match="cannot be read"):
        preparation_with({"steps": {"visas": {"usual": "long"}}})


def test_every_profile_that_is_shipped_has_steps_that_can_be_read():
    visit = load("courtesy_call").visit
    for name in profile_names():
        assert preparation_for(replace(visit, profile=name)).steps.keys() >= preparation_with({}).steps.keys()


def test_every_step_needs_steps_that_there_are_and_that_come_before_it():
    steps = preparation_with({}).steps
    before: set[str] = set()
    for name, step in steps.items():
        assert set(step.needs) <= before, name
        before.add(name)
