"""The engine of the countdown against an oracle that tries everything, and against the textbook's critical path."""

from __future__ import annotations

import time
from itertools import product

import pytest

from placet.planner.countdown.earliest import earliest_visit
from placet.planner.countdown.passes import fits
from placet.planner.countdown.project import Activity, Project, Put
from placet.planner.countdown.schedule import lateness, schedule
from placet.planner.countdown.serial import quick
from placet.planner.countdown.shortest import shortest

WEEK = tuple(day for day in range(60) if day % 7 not in (4, 5))
OTHER = tuple(day for day in range(60) if day % 7 not in (5, 6))


def test_what_is_under_way_takes_its_usual_length_where_nothing_is_late() -> None:
    # Nobody waits for x and it has no due day: two working days of four would be in a hurry for nothing.
    hands = {"office": 1}
    due = [Activity(name=name, usual=3, least=3, uses=hands, due=10) for name in "ab"]
    begun = Activity(name="x", usual=4, least=2, begun=True)
    found = schedule(Project((begun, *due), (tuple(range(40)),), hands, 14, 40))
    assert found.put["x"] == Put(0, 4, 4)


def numbers(seed: int):
    """A little generator of its own, so that an instance is the same for ever."""
    state = seed
    while True:
        state = (state * 1103515245 + 12345) % 2**31
        yield state >> 8


def small(seed: int) -> Project:
    """Three activities on two calendars and one office with one or two hands; the visit is near."""
    chance = numbers(seed)
    activities = []
    for number in range(3):
        usual = 1 + next(chance) % 3
        needs = tuple((str(before), next(chance) % 2) for before in range(number) if next(chance) % 3 == 0)
        activities.append(
            Activity(
                name=str(number),
                usual=usual,
                least=1 + next(chance) % usual,
                calendar=next(chance) % 2,
                needs=needs,
                uses={"office": 1} if next(chance) % 4 else {},
                due=2 + next(chance) % 5,
                closes=1 + next(chance) % 2,
            )
        )
    return Project(tuple(activities), (WEEK, OTHER), {"office": 1 + next(chance) % 2}, 5 + next(chance) % 5, 60)


def every_schedule(project: Project, days: int):
    """Every schedule whatever, that begins within so many days: no pass, no order, no solver."""

    def places(activity):
        calendar = project.calendars[activity.calendar]
        for index, start in enumerate(calendar):
            if start >= days:
                return
            for length in range(activity.least, activity.usual + 1):
                yield Put(start, calendar[index + length - 1] + 1, length)

    for puts in product(*(tuple(places(activity)) for activity in project.activities)):
        put = {activity.name: one for activity, one in zip(project.activities, puts, strict=True)}
        if keeps(project, put):
            yield put


def keeps(project: Project, put: dict[str, Put]) -> bool:
    for activity in project.activities:
        if any(put[activity.name].starts < put[before].ends + wait for before, wait in activity.needs):
            return False
    for day in range(max(one.ends for one in put.values())):
        held = sum(
            activity.uses.get("office", 0)
            for activity in project.activities
            if put[activity.name].starts <= day < put[activity.name].ends
        )
        if held > project.capacity["office"]:
            return False
    return True


def worth(project: Project, put: dict[str, Put]) -> tuple[int, int, int]:
    """Days too late, days late, days quicker than usual; written down without the engine."""
    beyond = late = hurried = 0
    for activity in project.activities:
        one = put[activity.name]
        beyond += max(0, one.ends - 1 - (project.visit - activity.closes))
        late += max(0, one.ends - 1 - (project.visit - activity.due))
        hurried += activity.usual - one.length
    return beyond, late, hurried


@pytest.mark.parametrize("seed", range(6))
def test_no_schedule_is_better_than_ours(seed):
    project = small(seed)
    found = schedule(project)
    assert keeps(project, dict(found.put))
    best = min(worth(project, put) for put in every_schedule(project, 14))
    assert found.is_proven
    assert worth(project, dict(found.put)) == best


@pytest.mark.parametrize("seed", range(6))
def test_everything_may_wait_until_its_latest_beginning_together(seed):
    project = small(seed)
    found = schedule(project)
    assert keeps(project, dict(found.latest))
    assert all(found.slack(activity.name) >= 0 for activity in project.activities)
    assert all(found.latest[name].length == one.length for name, one in found.put.items())
    assert worth(project, dict(found.latest)) == worth(project, dict(found.put))


def test_with_hands_enough_the_slack_is_the_textbooks():
    """A 3, B 5 and C 2 after A, D 1 after B and C, due on day 13 at the latest: the longest way is 3 + 5 + 1 = 9."""
    every = tuple(range(40))
    a = Activity(name="a", usual=3, least=3)
    b = Activity(name="b", usual=5, least=5, needs=(("a", 0),))
    c = Activity(name="c", usual=2, least=2, needs=(("a", 0),))
    d = Activity(name="d", usual=1, least=1, needs=(("b", 0), ("c", 0)), due=1)
    found = schedule(Project((a, b, c, d), (every,), {}, 13, 40))
    assert {name: put.starts for name, put in found.put.items()} == {"a": 0, "b": 3, "c": 3, "d": 8}
    # d may be worked on up to day 12: it begins 4 days later; so do a and b; c may wait 3 days more, 5 - 2
    assert {name: found.slack(name) for name in "abcd"} == {"a": 4, "b": 4, "c": 7, "d": 4}


def test_one_pair_of_hands_puts_one_after_the_other():
    """Two tasks of 3 days and one pair of hands: 6 days; due on days 2 and 5, so the more pressing one is first."""
    every = tuple(range(40))
    later = Activity(name="later", usual=3, least=3, uses={"office": 1}, due=1)
    first = Activity(name="first", usual=3, least=3, uses={"office": 1}, due=4)
    found = schedule(Project((later, first), (every,), {"office": 1}, 6, 40))
    assert (found.put["first"], found.put["later"]) == (Put(0, 3, 3), Put(3, 6, 3))
    assert found.late("later") == found.late("first") == 0
    assert found.is_proven


def test_it_is_shortened_by_no_more_than_is_needed():
    """Two tasks of 4 days in a row, 2 at least, and 6 days of time: 8 - 6 = 2 days are saved."""
    every = tuple(range(40))
    one = Activity(name="one", usual=4, least=2)
    two = Activity(name="two", usual=4, least=2, needs=(("one", 0),), due=1)
    found = schedule(Project((one, two), (every,), {}, 6, 40))
    assert found.late("two") == 0
    assert sum(4 - put.length for put in found.put.values()) == 2


def test_the_earliest_visit_is_the_first_day_that_can_be_kept():
    """Three working days from day 0, days 4 and 5 free, finished two days before: day 2 is the third, so day 4."""
    task = Activity(name="task", usual=5, least=3, due=2, closes=2)
    project = Project((task,), (WEEK,), {}, 30, 60)
    assert earliest_visit(project, hurried=True) == 4
    # in five days: 0 1 2 3 and 6, so day 8
    assert earliest_visit(project, hurried=False) == 8


@pytest.mark.parametrize("seed", range(8))
def test_no_earlier_visit_can_be_kept(seed):
    project = small(seed)
    day = earliest_visit(project, hurried=True)
    assert day is not None
    least = [
        Activity(
            name=a.name,
            usual=a.least,
            least=a.least,
            calendar=a.calendar,
            needs=a.needs,
            uses=a.uses,
            due=a.due,
            closes=a.closes,
        )
        for a in project.activities
    ]

    def can_be_kept(visit: int) -> bool:
        moved = Project(tuple(least), project.calendars, project.capacity, visit, 60)
        return any(worth(moved, put)[0] == 0 for put in every_schedule(moved, day))

    assert can_be_kept(day)
    assert not any(can_be_kept(earlier) for earlier in range(day))


@pytest.mark.parametrize("seed", range(6))
def test_the_shortest_schedule_is_the_shortest(seed):
    chance = numbers(seed + 100)
    activities = tuple(
        Activity(
            name=str(number),
            usual=(length := 1 + next(chance) % 3),
            least=length,
            needs=tuple((str(before), 0) for before in range(number) if next(chance) % 4 == 0),
            uses={"office": 1 + next(chance) % 2},
        )
        for number in range(4)
    )
    project = Project(activities, (None,), {"office": 2}, 20, 20)
    found = shortest(project, seconds=20, clock=time.monotonic)
    everyday = Project(activities, (tuple(range(20)),), {"office": 2}, 20, 20)
    best = min(max(one.ends for one in put.values()) for put in every_schedule(everyday, 10))
    assert keeps(everyday, dict(found.put))
    assert (found.end, found.bound) == (best, best)


def test_the_same_project_gives_the_same_schedule():
    project = small(3)
    assert schedule(project) == schedule(project)


def test_a_schedule_found_in_a_moment_keeps_the_hands():
    project = small(5)
    lengths = {activity.name: activity.usual for activity in project.activities}
    found = quick(project, lengths, lambda put: lateness(project, put), rounds=5)
    assert fits(project, found)
