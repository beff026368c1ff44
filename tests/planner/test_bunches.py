"""Those who share something, split where everybody before is through before anybody after may begin."""

import time

from tests.planner.visits import engagement, outcome_of, planned, request_for, shown, visit_file
from tests.visits.toml import entry

from placet.planner.constraints.bunches import bunches
from placet.planner.constraints.interpreters import Cuts
from placet.planner.outcome import Infeasible
from placet.planner.run import Search
from placet.planner.tasks.translation import problem_of


def bunched(extra: str, after: int = 0) -> list[list[str]]:
    """The tasks of a visit in their bunches."""
    request = request_for(visit_file(extra))
    tasks = Search(request, problem_of(request), Cuts(), time.monotonic()).model.tasks
    own = [(tasks[name], None) for name in request.visit.engagements]
    return [[variables.task.id for variables, _ in bunch] for bunch in bunches(own, after)]


def test_what_may_lie_at_the_same_time_is_in_one_bunch() -> None:
    # x may last from 10:00 until 12:00, y begins at 11:55.
    assert bunched(engagement("y", "11:55", who=["q"]) + engagement("x", "10:00–11:00")) == [["x", "y"]]


def test_what_begins_when_all_before_are_over_is_in_another() -> None:
    assert bunched(engagement("y", "12:00", who=["q"]) + engagement("x", "10:00–11:00")) == [["x"], ["y"]]


def test_time_to_set_up_again_keeps_a_bunch_together() -> None:
    # x is over at 12:00, and the room is ready again at 12:05.
    two = engagement("y", "12:00", who=["q"]) + engagement("x", "10:00–11:00")
    assert bunched(two, after=5) == [["x", "y"]]


def test_a_bunch_lasts_as_long_as_the_longest_of_it() -> None:
    # x lasts until 13:00, longer than y, which begins after it.
    three = engagement("x", "10:00", length="180m") + engagement("y", "10:30", who=["q"]) + engagement("z", "12:55")
    assert bunched(three) == [["x", "y", "z"]]


def test_a_room_counts_each_bunch_by_itself() -> None:
    # Two in the morning and two in the afternoon, in a room that holds two; three are too many for it.
    room = entry("venues", "a", simultaneous=2) + engagement("x", "10:00") + engagement("y", "10:30", who=["q"])
    later = engagement("z", "15:00") + engagement("w", "15:30", who=["q"])
    assert shown(planned(room + later))["w"] == "15:30–16:30 a"
    assert isinstance(outcome_of(room + later + engagement("v", "15:15", who=["r"])), Infeasible)
