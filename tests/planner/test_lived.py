"""Living through a programme: what is missed when things last otherwise than planned."""

from __future__ import annotations

import pytest
from tests.planner.visits import engagement, entry, request_for, visit_file

from placet.planner.constraints.interpreters import Cuts
from placet.planner.placing.lived import Item, course_of, missed
from placet.planner.run import Search
from placet.planner.search import FIND
from placet.planner.tasks.translation import problem_of


def course(text: str, **starts: int) -> tuple[Item, ...]:
    """A programme in which these begin so many minutes after midnight, and all else as it may."""
    request = request_for(visit_file(text))
    search = Search(request, problem_of(request), Cuts(), request.clock())
    for name, start in starts.items():
        at = request.timeline.minute_of(request.timeline.wall(1, start, "Asia/Tehran"))
        search.model.cp.add(search.model.tasks[name].start == at)
    search.keep(search.solve(FIND, 1.0, "first"))
    placed = search.placed()
    assert placed is not None
    return course_of(request, search.problem, placed, {})


def late(text: str, minutes: dict[str, int], **starts: int) -> list[str]:
    """What is missed where these last so many minutes more."""
    return list(missed(course(text, **starts), lambda it: it.length + minutes.get(it.name, 0)))


@pytest.mark.parametrize(("more", "found"), [(0, []), (5, []), (6, ["y"])])
def test_what_waits_begins_late_and_five_minutes_are_let_pass(more: int, found: list[str]) -> None:
    text = engagement("x", "10:00", who=["q"]) + engagement("y", "11:00", who=["q"])
    assert late(text, {"x": more}) == found


@pytest.mark.parametrize(("more", "found"), [(35, []), (36, ["y"])])
def test_what_is_spare_before_it_takes_the_delay(more: int, found: list[str]) -> None:
    # x is over at 11:00, the way from a to b takes half an hour, and y is at 12:00: half an hour, and five minutes.
    text = engagement("x", "10:00", who=["q"]) + engagement("y", "12:00", who=["q"], venues=["b"])
    assert late(text, {"x": more}) == found


@pytest.mark.parametrize(("more", "found"), [(5, []), (6, ["x"])])
def test_what_ends_too_late_is_missed(more: int, found: list[str]) -> None:
    # Every day ends at 20:00 here.
    assert late(engagement("x", "from 19:00", who=["q"]), {"x": more}) == found


def test_prior_commitments_last_as_long_as_they_last() -> None:
    busy = entry("diary", "cabinet", title="Cabinet", who=["q"], day=1, between="10:00–11:00")
    found = course(busy + engagement("x", "11:00", who=["q"]))
    assert [it.is_still for it in found] == [True, False]
    assert list(missed(found, lambda it: it.length + 30)) == []


SOON = engagement("x", "10:00", who=["q"]) + engagement(
    "y", "from 10:00", who=["q", "r"], after=[{"engagement": "x", "least": "0m", "most": "15m"}]
)


def test_what_is_to_follow_soon_has_its_minutes_from_when_the_other_ends() -> None:
    # x is over at 11:40 instead of 11:00, and y begins then: nobody waits for it.
    assert late(SOON, {"x": 40}, y=660) == []


@pytest.mark.parametrize(("more", "found"), [(20, []), (21, ["y"])])
def test_it_is_missed_where_something_else_keeps_it(more: int, found: list[str]) -> None:
    # r is at z until 11:00, in another room of the compound, five minutes on foot. x is over on time, so y, planned for
    # 11:05, is to begin by 11:15, and five minutes are let pass: z may take 15 minutes more, and as much as that again.
    text = SOON + engagement("z", "10:00", who=["r"], venues=["d"])
    assert late(text, {"z": more - 5}, y=665) == found


def test_where_it_ends_early_nothing_is_sooner() -> None:
    # y was planned for 11:15, the last minute there is; x is over at 10:50, and y may still begin when it was planned.
    assert late(SOON, {"x": -10}, y=675) == []
