"""Schedules found in a moment, crossed and improved piece by piece: each is checked without the engine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from placet.planner.countdown.crowd import Crowd
from placet.planner.countdown.evolving import PATIENCE, Evolving
from placet.planner.countdown.piecewise import Piecewise, chains
from placet.planner.countdown.project import Activity, BeyondHorizon, Project, Put
from placet.planner.countdown.schedule import lateness, schedule
from placet.planner.countdown.serial import Scheme, quick

DAYS = 200
FIVE_OF_SEVEN = tuple(day for day in range(DAYS) if day % 7 not in (5, 6))


def numbers(seed: int):
    """A little generator of its own, so that an instance is the same for ever."""
    state = seed
    while True:
        state = (state * 1103515245 + 12345) % 2**31
        yield state >> 8


def drawn(seed: int, *, every_day: bool = False) -> Project:
    """Twenty-four activities, two kinds of hands, two calendars; the first is under way."""
    chance = numbers(seed)
    activities = [Activity(name="0", usual=4, least=4, uses={"a": 1}, begun=not every_day)]
    for number in range(1, 24):
        length = next(chance) % 6
        uses = {"a": next(chance) % 3, "b": next(chance) % 2}
        activities.append(
            Activity(
                name=str(number),
                usual=length,
                least=length,
                calendar=0 if every_day else next(chance) % 2,
                needs=tuple(
                    (str(before), 0 if every_day else next(chance) % 2)
                    for before in range(number)
                    if next(chance) % 9 == 0
                ),
                uses={name: hands for name, hands in uses.items() if hands and length},
                opens=None if every_day or next(chance) % 5 else 92,
            )
        )
    return Project(tuple(activities), (None, FIVE_OF_SEVEN), {"a": 2, "b": 1}, 100, DAYS)


def faults(project: Project, put: dict[str, Put]) -> list[str]:
    """Whatever a schedule breaks, written down without the engine."""
    found = []
    for a in project.activities:
        one = put[a.name]
        days = range(DAYS) if a.calendar == 0 else FIVE_OF_SEVEN
        worked = [day for day in range(one.starts, one.ends) if day in days]
        if len(worked) != a.usual or (worked and (worked[0], worked[-1]) != (one.starts, one.ends - 1)):
            found.append(f"{a.name} is worked on on {worked}")
        if any(one.starts < put[before].ends + wait for before, wait in a.needs):
            found.append(f"{a.name} does not wait")
        if a.begun and one.starts != 0:
            found.append(f"{a.name} does not go on")
        if a.opens is not None and one.starts < project.visit - a.opens:
            found.append(f"{a.name} begins before it opens")
    for resource, most in project.capacity.items():
        for day in range(DAYS):
            held = sum(
                a.uses.get(resource, 0) for a in project.activities if put[a.name].starts <= day < put[a.name].ends
            )
            if held > most:
                found.append(f"{resource} is overdrawn on day {day}")
    return found


def scheme(project: Project) -> Scheme:
    return Scheme(project, {activity.name: activity.usual for activity in project.activities})


def cost(starts, ends):
    return np.stack([ends.max(axis=1, initial=0), ends.sum(axis=1)], axis=1)


def crossing(project: Project, seed: int) -> Evolving:
    return Evolving(scheme(project), cost, seed, size=8, together=8)


@pytest.mark.parametrize("every_day", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_schedules_that_are_crossed_keep_everything_and_grow_no_longer(seed, every_day):
    project = drawn(seed, every_day=every_day)
    many = crossing(project, seed)
    first, found = many.best[0], []
    for _ in range(PATIENCE + 8):  # so that what goes no further is begun afresh
        many.step()
        cost, placed = many.best
        found.append(cost)
        assert faults(project, scheme(project).put(placed)) == []
        assert cost == (max(placed[1]), sum(placed[1]))
    assert found == sorted(found, reverse=True)
    assert found[-1] <= first


def test_by_crossing_a_schedule_grows_shorter_by_days():
    many = crossing(drawn(3, every_day=True), 3)
    first = many.best[0][0]
    for _ in range(8):
        many.step()
    assert many.best[0][0] < first


def test_the_same_seed_crosses_the_same_schedules():
    project, found = drawn(7), []
    for _ in range(2):
        many = crossing(project, 3)
        for _ in range(4):
            many.step()
        found.append(many.best)
    assert found[0] == found[1]


def orders(project: Project, seed: int, count: int):
    """Orders that keep the needs."""
    chance = numbers(seed)
    for _ in range(count):
        yield list(scheme(project).in_order({a.name: float(next(chance) % 100) for a in project.activities}))


@pytest.mark.parametrize("wait", [0, 3])
@pytest.mark.parametrize("seed", range(5))
def test_a_crowd_is_placed_as_each_is_placed_alone(seed, wait):
    project = drawn(seed, every_day=True)
    waiting = tuple(replace(a, needs=tuple((name, wait) for name, _ in a.needs)) for a in project.activities)
    project = replace(project, activities=waiting)
    found = list(orders(project, seed, 30))
    starts, ends = Crowd(scheme(project)).early(np.array(found))
    alone = [scheme(project).early(order) for order in found]
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == alone


def test_a_crowd_looks_beyond_its_window():
    """One pair of hands; three of 32 days wait for each other, so the third begins on day 64, the window's end."""
    tasks = tuple(Activity(name=name, usual=32, least=32, uses={"a": 1}) for name in "abc")
    project = Project(tasks, (None,), {"a": 1}, 100, 100)
    starts, ends = Crowd(scheme(project)).early(np.array([[0, 1, 2], [2, 1, 0]]))
    assert starts.tolist() == [[0, 32, 64], [64, 32, 0]]
    assert ends.tolist() == [[32, 64, 96], [96, 64, 32]]


def test_a_crowd_counts_more_hands_than_a_number_of_the_machine_has_bits():
    """Twenty kinds of hands of ten bits each; of each there is enough for one task at a time."""
    uses = {str(kind): 600 for kind in range(20)}
    tasks = tuple(Activity(name=name, usual=2, least=2, uses=uses) for name in "abc")
    project = Project(tasks, (None,), dict.fromkeys(uses, 1000), 9, 9)
    assert Crowd(scheme(project)).early(np.array([[1, 0, 2]]))[0].tolist() == [[2, 0, 4]]


@pytest.mark.parametrize("seed", range(5))
def test_any_order_that_keeps_the_needs_gives_a_schedule_that_keeps_everything(seed):
    project, chance = drawn(seed), numbers(seed + 50)
    made = scheme(project)
    for _ in range(20):
        order = made.in_order({a.name: float(next(chance) % 100) for a in project.activities})
        placed = made.early(order)
        assert faults(project, made.put(placed)) == []
        assert made.placed(made.put(placed)) == placed
        assert max(made.swung(placed)[1]) <= max(placed[1])


def test_a_horizon_that_is_too_near_is_told():
    task = Activity(name="task", usual=5, least=5, calendar=0)
    assert scheme(Project((task,), (None,), {}, 9, 5)).early([0]) == ([0], [5])
    with pytest.raises(BeyondHorizon):
        scheme(Project((task,), (None,), {}, 9, 4)).early([0])
    with pytest.raises(BeyondHorizon):
        scheme(Project((task,), ((0, 1, 3, 4),), {}, 9, 9)).early([0])


@pytest.mark.parametrize("seed", range(3))
def test_piece_by_piece_everything_is_kept_and_nothing_grows_longer(seed):
    project = drawn(seed, every_day=True)
    made = scheme(project)
    pieces = Piecewise(project, made.put(made.early(range(24))), seed)
    for _ in range(6):
        before = pieces.end
        pieces.step()
        assert faults(project, dict(pieces.put)) == []
        assert pieces.end <= before


def test_hands_are_handed_from_one_to_the_next():
    """One pair of hands: a on days 0 to 2, b on 3 and 4, c on 5: the hands go from a to b and from b to c."""
    tasks = tuple(Activity(name=name, usual=1, least=1, uses={"a": 1}) for name in "abc")
    project = Project(tasks, (None,), {"a": 1}, 9, 9)
    put = {"a": Put(0, 3, 3), "b": Put(3, 5, 2), "c": Put(5, 6, 1)}
    assert chains(project, put, tasks) == {("a", "b"), ("b", "c")}
    # without b among those kept, a hands over to c
    assert chains(project, put, (tasks[0], tasks[2])) == {("a", "c")}


def test_where_hands_stand_in_the_way_many_schedules_are_crossed():
    """Twenty-four tasks, all due in the days before day 25: too much for two hands and one."""
    loose = drawn(6)
    due = tuple(replace(a, opens=None, due=3 + int(a.name) % 9, closes=1) for a in loose.activities)
    project = replace(loose, visit=25, activities=due)
    found = dict(schedule(project).put)
    usual = {a.name: a.usual for a in due}
    in_a_moment = quick(project, usual, lambda put: lateness(project, put), rounds=12)
    assert faults(project, found) == []
    # The solver's work alone leaves it where it was found in a moment.
    assert lateness(project, found) < lateness(project, in_a_moment)
