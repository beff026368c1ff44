"""How late everything may run is read off a programme as it would be told of the plan that it came from."""

from __future__ import annotations

from tests.planner.repair.repairs import programme_of
from tests.planner.visits import engagement, request_for, visit_file

from placet.planner.outcome import Planned
from placet.planner.placing.slack import GivesWay
from placet.planner.solve import plan
from placet.planner.standing import slacks_of

REST = """
[blocks.rest]
kind = "rest"
who = ["p"]
length = "30m"
between = "12:00–15:00"
"""


def test_a_programme_says_the_same_as_its_plan() -> None:
    text = engagement("talks", who=["p", "q"]) + engagement("press", who=["p"], venues=["b"]) + REST
    request = request_for(visit_file(text), seconds=20.0)
    outcome = plan(request)
    assert isinstance(outcome, Planned)
    assert len(outcome.programme.blocks) == 1
    assert slacks_of(request, outcome.programme) == outcome.slack


def test_how_late_something_may_run_is_the_time_until_its_people_have_to_leave() -> None:
    file = visit_file(engagement("talks", who=["p"]) + engagement("press", who=["p"]))
    found = slacks_of(request_for(file), programme_of(file, talks="10:00–11:00 a", press="11:45–12:45 b"))
    # From a to b it is 30 minutes: 11:45 − 0:30 − 11:00 = 15.
    assert found["talks"].free == 15
    assert found["talks"].first == GivesWay("press", None)


def test_a_venue_that_the_file_no_longer_has_for_it_is_where_it_stands() -> None:
    file = visit_file(engagement("talks", who=["p"], venues=["b"]) + engagement("press", who=["p"]))
    found = slacks_of(request_for(file), programme_of(file, talks="10:00–11:00 c", press="12:10–13:10 a"))
    # The way is the one from c: 12:10 − 1:00 − 11:00 = 10.
    assert found["talks"].free == 10


def test_a_meal_that_is_not_in_the_programme_holds_nothing_back() -> None:
    # x is over at 11:00, and nothing follows: nobody is kept from a meal, and the plan has no room for one to show.
    request = request_for(visit_file(engagement("x", "10:00"), soft=("midday-meal",)))
    outcome = plan(request)
    assert isinstance(outcome, Planned)
    assert outcome.programme.blocks == ()
    assert set(outcome.slack) == {"x"}
    assert slacks_of(request, outcome.programme) == outcome.slack


def test_a_withheld_hour_that_was_left_out_holds_nothing_back() -> None:
    text = engagement("x", "10:00") + engagement("y", withheld="11:00–15:00", optional=True)
    file = visit_file(text)
    # With y kept free from 11:00 to 16:00 nothing of x may run late; without it, nothing is in its way.
    assert slacks_of(request_for(file), programme_of(file, x="10:00–11:00 a", y="12:00–13:00 a"))["x"].free == 0
    alone = slacks_of(request_for(file), programme_of(file, x="10:00–11:00 a"))
    assert set(alone) == {"x"}
    assert alone["x"].free is None


def test_a_withheld_hour_at_which_somebody_is_not_there_stands_all_the_same() -> None:
    text = (
        engagement("x", "10:00")
        + engagement("y", withheld="11:00–15:00")
        + '[people.p]\npresence = [{ from_at = "13:00" }]\n'
    )
    file = visit_file(text)
    found = slacks_of(request_for(file), programme_of(file, x="10:00–11:00 a", y="12:00–13:00 a"))
    assert found["x"].free == 0
