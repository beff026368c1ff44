"""What stands in the way goes elsewhere: also what no two tasks say of each other, a full room and a way cut in two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests.planner.visits import engagement, visit_file

from placet.node.rulebook import rulebook_for
from placet.planner.dates.frames import Frames
from placet.planner.placing.moving import Moving
from placet.planner.placing.rooms import Rooms
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem

DAY = date(2027, 5, 3)
UTC_AT_ARVAND = 210
"""Minutes by which the clock at Arvand is ahead; the minutes of a visit count from midnight UTC."""
RUSSIAN = {"interpretation": {"mode": "consecutive", "languages": ["fa", "ru"]}}


def at(problem: Problem, name: str, clock: str) -> Placed:
    """A task at its first place from that hour on, at its least length."""
    task = problem.tasks[name]
    start = int(clock[:2]) * 60 + int(clock[3:]) - UTC_AT_ARVAND
    return Placed(task, start, start + task.least, task.sites[0])


def of_the_day(text: str, placed: dict[str, str], loose: dict[str, str]) -> Moving:
    """That day, with some placed at these hours and some that have yet to be."""
    file = visit_file(text)
    frame = Frames(file.visit, rulebook_for(file.visit)).frame(DAY)
    here, there = ({name: at(frame.problem, name, clock) for name, clock in of.items()} for of in (placed, loose))
    return Moving(Rooms(frame.request, frame.problem), frame.problem, here, there)


def hours(placed: Mapping[str, Placed]) -> dict[str, str]:
    clocks = {name: divmod(it.start + UTC_AT_ARVAND, 60) for name, it in placed.items()}
    return {name: f"{hour:02d}:{minute:02d}" for name, (hour, minute) in clocks.items()}


def moved(text: str, placed: dict[str, str], loose: dict[str, str]) -> dict[str, str] | None:
    """Where everything is when what is loose, and was at these hours, has found a place."""
    day = of_the_day(text, placed, loose)
    assert placed.keys() | loose.keys() == day.problem.tasks.keys()
    found = day.moved()
    return hours(found) if found is not None else None


def of_three(x: str, w: str, y: str, more: str = "") -> dict[str, str] | None:
    """x of p and w of r take place at ten, y of q comes and can do so at ten or a little later; p has z at noon."""
    text = more + x + w + y + engagement("z", "12:00", venues=["c"])
    return moved(text, {"x": "10:00", "w": "10:00", "z": "12:00"}, {"y": "10:00"})


@pytest.mark.parametrize("what", ["a room", "things", "interpreters"])
def test_whoever_is_one_too_many_goes_to_the_next_free_hours(what: str) -> None:
    room = '[venues.c]\nname = "C"\nsimultaneous = 2\n'
    cars = '[resources.cars]\nname = "Cars"\ncapacity = 2\n'
    more = {"a room": room, "things": room.replace("2", "9") + cars, "interpreters": room.replace("2", "9")}[what]
    uses = {"a room": {}, "things": {"uses": {"cars": 1}}, "interpreters": RUSSIAN}[what]
    found = of_three(
        engagement("x", "09:00–17:00", venues=["c"], **uses),
        engagement("w", "10:00", who=["r"], venues=["c"], **uses),
        engagement("y", "10:00–10:30", who=["q"], venues=["c"], **uses),
        more,
    )
    # There are two of each. w is held at 10:00 and y hardly moves, so x goes: p is free again at 13:00, after z.
    assert found == {"w": "10:00", "y": "10:00", "x": "13:00", "z": "12:00"}


def test_where_there_is_enough_for_all_nobody_goes() -> None:
    found = of_three(
        engagement("x", "09:00–17:00", venues=["c"]),
        engagement("w", "10:00", who=["r"], venues=["c"]),
        engagement("y", "10:00–10:30", who=["q"], venues=["c"]),
        '[venues.c]\nname = "C"\nsimultaneous = 3\n',
    )
    assert found == {"w": "10:00", "y": "10:00", "x": "10:00", "z": "12:00"}


def rest(hours: str) -> str:
    return f'[blocks.rest]\nkind = "rest"\nwho = ["p"]\nbetween = "{hours}"\nlength = "30m"\n'


def test_an_engagement_does_not_come_where_rest_would_cut_the_way_to_it_in_two() -> None:
    # From a to b it takes 30 minutes. Between x, which ends at 12:00, and y at 13:00, the rest from 12:15 to 12:45
    # leaves 15 before and 15 after: too few for the way. After z, at b until 16:00, y needs none.
    text = engagement("x", "11:00") + engagement("z", "15:00", venues=["b"])
    text += engagement("y", "12:00–17:00", venues=["b"]) + rest("12:00–13:00")
    held = {"x": "11:00", "z": "15:00", "rest@1@p": "12:15"}
    assert moved(text, held, {"y": "13:00"}) == {**held, "y": "16:00"}
    # With the rest at 12:00 the way lies after it, from 12:30 to 13:00, and y stays where it was.
    assert moved(text, held | {"rest@1@p": "12:00"}, {"y": "13:00"}) == {**held, "rest@1@p": "12:00", "y": "13:00"}


def test_rest_does_not_come_where_it_would_cut_a_way_in_two() -> None:
    # The same way from x to y: at 12:15 the rest cuts it. The next free hours of p are those after y, from 14:00.
    text = engagement("x", "11:00") + engagement("y", "13:00", venues=["b"]) + rest("12:00–15:30")
    assert moved(text, {"x": "11:00", "y": "13:00"}, {"rest@1@p": "12:15"}) == {
        "x": "11:00",
        "y": "13:00",
        "rest@1@p": "14:00",
    }


def test_what_can_be_nowhere_is_left_to_the_search() -> None:
    # Both take place at ten and nowhere else, and p is at both.
    text = engagement("x", "10:00") + engagement("y", "10:00", venues=["b"])
    assert moved(text, {"x": "10:00"}, {"y": "10:00"}) is None


def test_rest_at_one_place_takes_no_room_from_anybody() -> None:
    # Both rest 10:00–11:00 at a, which holds one at a time; nobody has anything else then.
    rest = '[blocks.rest]\nkind = "rest"\nwho = ["q", "r"]\nbetween = "10:00–11:00"\nlength = "60m"\nvenue = "a"\n'
    found = moved(rest + engagement("x", "14:00"), {"x": "14:00", "rest@1@q": "10:00"}, {"rest@1@r": "10:00"})
    assert found == {"x": "14:00", "rest@1@q": "10:00", "rest@1@r": "10:00"}


def test_an_engagement_takes_the_room_at_which_it_is() -> None:
    # At a, which holds one at a time, x is held at 14:00 for an hour: y, which may begin by 16:00, follows it.
    found = moved(engagement("x", "14:00") + engagement("y", "14:00–16:00", who=["q"]), {"x": "14:00"}, {"y": "14:00"})
    assert found == {"x": "14:00", "y": "15:00"}


def test_what_is_taken_in_in_vain_leaves_everything_as_it_was() -> None:
    # y has to be at ten, so x has to go: two steps, and one to see that nothing is left to do.
    day = of_the_day(engagement("x", "10:00–12:00") + engagement("y", "10:00"), {"x": "10:00"}, {})
    y = at(day.problem, "y", "10:00")
    assert not day.takes_in(y, 1)
    assert hours(day.placed) == {"x": "10:00"}
    assert day.takes_in(y, 3)
    assert hours(day.placed) == {"x": "11:00", "y": "10:00"}


@pytest.mark.parametrize(("of_w", "is_taken_in"), [(RUSSIAN, False), ({}, True)])
def test_what_nobody_gets_to_in_time_to_interpret_is_not_taken_in(of_w: dict[str, Any], is_taken_in: bool) -> None:
    # Both interpreters are at a until 11:00, or one of them; it takes 30 minutes to b, where q is free at 11:00.
    text = engagement("x", "10:00", **RUSSIAN) + engagement("w", "10:00", who=["r"], **of_w)
    text += engagement("y", "11:00", who=["q"], venues=["b"], **RUSSIAN)
    day = of_the_day("[venues.a]\nsimultaneous = 2\n" + text, {"x": "10:00", "w": "10:00"}, {})
    assert day.takes_in(at(day.problem, "y", "11:00"), 40) is is_taken_in
