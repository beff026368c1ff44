"""By when it is decided whether something moves indoors: the notice, the setting up, the first who set off."""

from __future__ import annotations

import pytest
from tests.planner.visits import engagement, planned, visit_file

from placet.model.decisions import Because, Decision, decision_of
from placet.model.programme import Programme

OUTDOORS = {"outdoor": True, "plan_b": {"venue": "b", "decide_before": "3h"}}


def walk(before: str = "3h", at: str = "12:00") -> str:
    return engagement("walk", at, **(OUTDOORS | {"plan_b": {"venue": "b", "decide_before": before}}))


def decided(text: str) -> tuple[str, Because]:
    outcome = planned(text)
    decision = decision_of(visit_file(text).visit, outcome.programme, "walk")
    assert isinstance(decision, Decision)
    return f"{decision.at:%H:%M}", decision.because


def test_so_long_before_as_the_file_says():
    assert decided(walk()) == ("09:00", Because.NOTICE)


def test_so_long_before_as_it_takes_to_set_the_other_venue_up():
    assert decided('[venues.b]\nturnover = "45m"\n' + walk("30m")) == ("11:15", Because.SET_UP)


def test_when_the_first_set_off_for_the_place_in_the_open_air():
    # from c it is an hour to a: who comes from there for noon leaves at 11:00
    text = engagement("call", "09:00", venues=["c"]) + walk("30m")
    assert decided(text) == ("11:00", Because.SETS_OFF)


def test_a_way_to_something_before_it_in_the_same_place_does_not_count():
    text = engagement("call", "08:00", venues=["c"], length="30m") + engagement("talk", "10:00") + walk("30m")
    assert decided(text) == ("11:30", Because.NOTICE)


def test_what_is_held_under_that_roof_anyway_waits_for_no_decision():
    text = engagement("walk", "12:00", plan_b={"venue": "b"}, venues=["b"])
    assert decision_of(visit_file(text).visit, planned(text).programme, "walk") is None


@pytest.mark.parametrize("text", [engagement("walk", "12:00"), walk()])
def test_without_a_plan_b_or_out_of_the_programme_nothing_is_decided(text):
    visit = visit_file(text).visit
    assert decision_of(visit, Programme(starts_on=None, placements={}), "walk") is None
