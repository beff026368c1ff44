"""What a programme would miss if every engagement took a fifth longer: an hour twelve minutes. Nobody here waits."""

from __future__ import annotations

import pytest
from tests.planner.visits import amounts, engagement, entry, planned, shown


def test_what_ends_just_before_something_stated_makes_it_late() -> None:
    # x ends at 11:00, or at 11:12: y would miss its hour by 12 minutes, which is into the third five.
    text = engagement("x", "10:00", who=["q"]) + engagement("y", "11:00", who=["q"])
    assert amounts(planned(text))["buffer"] == 3


@pytest.mark.parametrize(("hours", "begins"), [("10:45–11:00", "10:45"), ("10:50–11:00", "10:50")])
def test_so_much_is_left_before_it_as_may_be(hours: str, begins: str) -> None:
    # From 10:45 x would end at 11:57, in time for y at 12:00; from 10:50 at 12:02, which is the least there is.
    plan = planned(engagement("x", hours, who=["q"]) + engagement("y", "12:00", who=["q"]))
    assert shown(plan)["x"].startswith(begins)
    assert amounts(plan)["buffer"] == (0 if begins == "10:45" else 1)


def test_a_way_that_lies_before_protected_time_makes_it_late_too() -> None:
    # x ends at 10:55, or at 11:07. The half an hour from a to b comes before the rest at 11:30: no time is left for it
    # after the rest. So the rest and y are both late by 7 minutes, two fives each.
    rest = entry("blocks", "rest", who=["q"], kind="rest", length="30m", between="11:30–12:00")
    text = rest + engagement("x", "09:55–10:00", who=["q"]) + engagement("y", "12:00", who=["q"], venues=["b"])
    assert amounts(planned(text))["buffer"] == 4


def test_so_it_does_where_nothing_of_somebody_can_be_moved() -> None:
    # The same, all of it at one hour: the rest has to begin at 11:30, as it ends at 12:00.
    rest = entry("blocks", "rest", who=["q"], kind="rest", length="30m", between="11:30–12:00")
    text = rest + engagement("x", "09:55", who=["q"]) + engagement("y", "12:00", who=["q"], venues=["b"])
    assert amounts(planned(text))["buffer"] == 4


def test_a_way_that_lies_before_a_telephone_call_makes_that_late_too() -> None:
    # As above, and the call is a fifth longer itself: it ends at 12:13, so that y is late by 13 minutes, three fives.
    call = engagement("call", "11:30", who=["q"], venues=None, length="30m")
    text = call + engagement("x", "09:55", who=["q"]) + engagement("y", "12:00", who=["q"], venues=["b"])
    assert amounts(planned(text))["buffer"] == 2 + 3


def test_prior_commitments_begin_when_they_begin() -> None:
    # q is taken from 11:00 on: by x, 12 minutes late. What was agreed elsewhere lasts as long as it lasts.
    busy = entry("diary", "cabinet", title="Cabinet", who=["q"], day=1, between="11:00–12:00")
    assert amounts(planned(busy + engagement("x", "10:00", who=["q"])))["buffer"] == 3


def test_a_room_is_late_for_others() -> None:
    # Only the room is shared, which holds one: r is kept from its hour as q is above.
    text = engagement("x", "10:00", who=["q"]) + engagement("y", "11:00", who=["r"])
    assert amounts(planned(text))["buffer"] == 3
