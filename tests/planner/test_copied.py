"""A model that is there already is copied, where another question is asked of the same visit."""

from __future__ import annotations

from typing import Any

import pytest
from tests.planner.visits import clash, engagement, request_for, visit_file

from placet.planner.build import build
from placet.planner.clashes import explain
from placet.planner.tasks.problem import Requirement
from placet.planner.tasks.translation import problem_of
from placet.planner.variables import Model

CLASHING = engagement("x", "10:00") + engagement("y", "10:00")


def test_what_is_added_to_a_copy_is_not_in_the_model() -> None:
    request = request_for(visit_file(CLASHING))
    model = build(request, problem_of(request), explaining=True)
    known, constraints = dict(model.groups), len(model.cp.proto.constraints)
    copied = model.copied()
    literal = copied.literal(Requirement("time", (), ("engagements", "x", "at")))
    copied.cp.add(literal == 1)
    assert len(copied.cp.proto.constraints) == constraints + 1
    assert len(copied.groups) == len(known) + 1
    assert (model.groups, len(model.cp.proto.constraints)) == (known, constraints)


def test_a_copy_says_what_the_model_says() -> None:
    request = request_for(visit_file(CLASHING))
    model = build(request, problem_of(request), explaining=True)
    assert str(model.copied().cp.proto) == str(model.cp.proto)


def test_clashes_and_ways_out_are_asked_of_one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[Model] = []

    def counted(*asked: Any, **more: Any) -> Model:
        built.append(build(*asked, **more))
        return built[-1]

    monkeypatch.setattr(explain, "build", counted)
    monkeypatch.setattr("placet.planner.clashes.clash.build", counted)
    monkeypatch.setattr("placet.planner.clashes.giving_up.build", counted)
    found = clash(CLASHING)
    assert (len(found.clashes), len(found.ways_out)) == (1, 3)
    # The two that clash are all there is, so that no part of the visit is looked at by itself.
    assert len(built) == 1
