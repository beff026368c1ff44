"""All clashes of a visit, against every set of requirements that can be taken out of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from tests.planner.amending import without
from tests.planner.visits import clash, engagement, request_for, visit_file

from placet.formats.visitfile import VisitFile
from placet.planner.clashes import explain
from placet.planner.outcome import Infeasible, Planned
from placet.planner.solve import plan
from placet.planner.tasks.problem import Requirement

Sets = set[frozenset[Requirement]]


def least_clashes(file: VisitFile, found: Infeasible) -> Sets:
    """Among everything that any clash names: the sets that cannot be kept, though each smaller one can.

    A fresh plan for every set but those that hold a clash, from the smallest on.
    """
    named = {wanted for one in found.clashes for wanted in one.requirements}
    least: Sets = set()
    for size in range(len(named) + 1):
        for kept in map(frozenset, combinations(sorted(named, key=str), size)):
            if any(smaller <= kept for smaller in least):
                continue
            visit = file.visit
            for wanted in sorted(named - kept, key=lambda it: it.kind == "place"):
                visit = without(visit, wanted)
            if not isinstance(plan(request_for(replace(file, visit=visit))), Planned):
                least.add(kept)
    return least


def times(found: Infeasible) -> list[set[str]]:
    """Whose times clash, without what goes without saying."""
    return [{r.subjects[0] for r in one.requirements if r.kind == "time"} for one in found.clashes]


# x, y and z of one person at one hour: each two of them.
THREE = "".join(engagement(name, "10:00") for name in ("x", "y", "z"))
# y overlaps x and z, which do not overlap.
CHAIN = engagement("x", "10:00") + engagement("y", "10:30") + engagement("z", "11:00")
# Two people, each of them in two places.
APART = (
    engagement("x", "10:00") + engagement("y", "10:30") + engagement("u", "15:00", who=["q"], venues=["c"])
    + engagement("v", "15:30", who=["q"], venues=["c"])
)  # fmt: skip
# x keeps p until 11:00, and 15 minutes do not reach from a to b (30): y clashes with it by the way. z clashes with x by
# the hour, and with y twice: by the hour, and, however short it is (10 minutes at least), by the way.
WAY = engagement("x", "10:00") + engagement("y", "11:15", venues=["b"]) + engagement("z", "10:30")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (THREE, [{"x", "y"}, {"x", "z"}, {"y", "z"}]),
        (CHAIN, [{"x", "y"}, {"y", "z"}]),
        (APART, [{"u", "v"}, {"x", "y"}]),
        (WAY, [{"x", "y"}, {"x", "z"}, {"y", "z"}, {"y", "z"}]),
    ],
    ids=["three", "chain", "apart", "way"],
)
def test_every_clash_is_told_the_smallest_first(text: str, expected: list[set[str]]) -> None:
    found = clash(text)
    assert found.are_all
    assert sorted(times(found), key=sorted) == expected
    sizes = [len(one.requirements) for one in found.clashes]
    assert sizes == sorted(sizes)


def test_clashes_that_share_nothing_come_to_light_before_other_forms_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    # Five in all: the four of x, y and z share something with each other, that of u and v with none of them.
    monkeypatch.setattr(explain, "CLASHES", 2)
    found = clash(WAY + APART.removeprefix(engagement("x", "10:00") + engagement("y", "10:30")))
    assert not found.are_all
    assert {"u", "v"} in times(found)


@pytest.mark.parametrize("text", [THREE, CHAIN], ids=["three", "chain"])
def test_the_clashes_are_those_that_taking_out_every_set_finds(text: str) -> None:
    found = clash(text)
    assert {frozenset(one.requirements) for one in found.clashes} == least_clashes(visit_file(text), found)
