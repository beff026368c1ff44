"""Optima proven again with the solver's own parameters: the recipe's switches have been wrong before.

`interleave_search` together with both core switches once returned a false OPTIMAL; it is used nowhere, and instances
are proven a second time here by another configuration, the fresh among them new with every change of the planner.
`tests/peers` does the same with another model besides.
"""

import pytest
from benchmarks.generator import synthetic
from tests.planner.fresh import fresh_seeds
from tests.planner.visits import request_for

from placet.formats.visitfile import VisitFile
from placet.planner import search
from placet.planner.levels import day_ends
from placet.planner.outcome import Planned
from placet.planner.solve import plan

RECIPES = {name: value for name, value in vars(search).items() if isinstance(value, dict) and "subsolvers" in value}
A_DAY = 24 * 60


@pytest.fixture(autouse=True)
def no_limit_from_the_programme_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Buffers without a limit to how much later a day may end for them.

    It counts from the programme that waiting was settled with, and of those there are several that are equally good:
    with it the last level would have another answer for each.
    """
    monkeypatch.setattr(day_ends, "PUT_OFF", A_DAY)


def proven(file: VisitFile) -> dict[str, int]:
    """The levels of a plan, as far as they are proven one after the other."""
    outcome = plan(request_for(file, seconds=40.0))
    assert isinstance(outcome, Planned)
    amounts = {}
    for level in outcome.levels:
        if not level.is_proven:
            break
        amounts[level.name] = level.amount
    return amounts


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "family", "seed"),
    [(8, "loose", 11), (8, "loose", 12), (10, "loose", 13), (10, "over", 14), (10, "over", 15), (12, "loose", 16)],
)
def test_another_configuration_proves_the_same(
    size: int, family: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = synthetic(size, 1, seed, family, blocks=("meal",)).read()
    ours = proven(file)
    for recipe in RECIPES.values():
        for switch in list(recipe):
            monkeypatch.delitem(recipe, switch)
    again = proven(file)
    # A level that only one of the two proves in its time says nothing; the first two are always proven.
    common = [name for name in ours if name in again]
    assert common[:2] == ["value", "should"]
    assert {name: ours[name] for name in common} == {name: again[name] for name in common}


@pytest.mark.slow
@pytest.mark.parametrize("family", ["loose", "over"])
@pytest.mark.parametrize("seed", fresh_seeds(2))
def test_another_configuration_proves_the_same_of_fresh_visits(
    family: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = synthetic(8, 1, seed, family, blocks=("meal",)).read()
    ours = proven(file)
    for recipe in RECIPES.values():
        for switch in list(recipe):
            monkeypatch.delitem(recipe, switch)
    again = proven(file)
    common = [name for name in ours if name in again]
    # What nobody has looked at before may be hard below its first level, which is always proven.
    assert common[:1] == ["value"]
    assert {name: ours[name] for name in common} == {name: again[name] for name in common}


def test_no_recipe_interleaves() -> None:
    assert RECIPES
    assert all("interleave_search" not in recipe for recipe in RECIPES.values())
