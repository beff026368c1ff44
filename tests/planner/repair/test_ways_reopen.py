"""A way out of a clash says what of the programme is agreed and would have to be asked again, were it taken."""

from __future__ import annotations

import pytest
from tests.planner.repair.repairs import outcome_of
from tests.planner.visits import engagement, request_for, visit_file
from tests.visits.toml import entry

from placet.model.ids import Ref, Sort
from placet.planner.outcome import Change, Infeasible, Reopened, WayOut
from placet.planner.repair import run
from placet.planner.repair.outcome import Repaired
from placet.planner.repair.taken import taken
from placet.planner.tasks.problem import Problem, Requirement
from placet.planner.tasks.translation import problem_of

P_7 = Reopened("y", "P-7")
INTERPRETED = {"mode": "consecutive", "languages": ["fa", "ru"], "interpreters": 1}
STOOD = {"x": "10:00–11:00 a", "y": "11:00–12:00 a", "z": "12:00–13:00 a"}


def in_a_row(**more: object) -> str:
    """Three hours one after the other, the last of them over by one; the second is agreed."""
    return (
        engagement("x")
        + engagement("y", after=["x"], agreed="P-7", **more)
        + engagement("z", after=["y"], ends="by 13:00")
    )


def ways(text: str, *changes: str, **put: str) -> dict[tuple[str, ...], WayOut]:
    """The ways out of a clash, by what each gives up."""
    outcome = outcome_of(text, *changes, **(put or STOOD))
    assert isinstance(outcome, Infeasible)
    return {
        tuple(f"{change.requirement.kind} {change.requirement.subjects[-1]}" for change in way.changes): way
        for way in outcome.ways_out
    }


def test_a_way_reopens_what_has_to_move_with_it_and_nothing_where_that_may_stay() -> None:
    # x is to be 10:30–11:30, and two hours do not fit between 11:30 and 13:00. With z half an hour shorter y is
    # 11:30–12:30: it moves. With x half an hour shorter, 10:30–11:00, y is where it was.
    found = ways(in_a_row(), "x +30")
    assert found["length z",].besides == (P_7,)
    assert found["length z",].reopens == ("P-7",)
    assert found["length x",].besides == ()
    assert all(way.is_followed for way in found.values())


def test_within_its_margin_nothing_is_reopened() -> None:
    # The same, but both sides left y half an hour: it moves by just so much.
    assert ways(in_a_row(margin="30m"), "x +30")["length z",].reopens == ()
    assert ways(in_a_row(margin="25m"), "x +30")["length z",].reopens == ("P-7",)


def test_it_is_what_an_answer_reopens_when_one_asks_again_with_the_way() -> None:
    again = {"length z": "z lasts 30m", "length x": "x lasts 30m"}
    for (way,), told in ways(in_a_row(), "x +30").items():
        if way in again:
            answered = outcome_of(in_a_row(), "x +30", again[way], **STOOD)
            assert isinstance(answered, Repaired)
            assert answered.answers[0].reopens == told.besides


def test_what_is_agreed_and_asked_for_at_another_hour_is_reopened_by_every_way() -> None:
    # y is asked for at 11:30; whatever makes room for it, what was agreed is another hour.
    found = ways(in_a_row(), "y +30")
    assert found
    assert all(way.reopens == ("P-7",) for way in found.values())


def test_an_hour_that_a_way_names_instead_is_kept_to() -> None:
    # x is to be 11:30–12:30. With z at 10:30, before y, or until 14:30 y is at 12:30; with x at 10:00 all is as it was.
    found = ways(in_a_row(), "x at 11:30")
    assert {kinds: way.reopens for kinds, way in found.items()} == {
        ("order z",): ("P-7",),
        ("time z",): ("P-7",),
        ("time x",): (),
    }


def test_what_a_way_leaves_out_is_reopened_and_what_it_frees_somebody_from_reopens_nothing() -> None:
    # p is away all day. The file says that y is agreed, but not by what: it is called by its own name.
    text = engagement("y", status="agreed")
    found = ways(text, "p away 06:00-23:30 day 1", y="11:00–12:00 a")
    assert found["place y",].besides == (Reopened("y", ""),)
    assert found["place y",].reopens == ("y",)
    assert found["busy change-1",].reopens == ()
    assert all(way.is_followed for way in found.values())


def test_what_a_way_gives_up_is_nobodys_wish_any_more() -> None:
    text = (
        in_a_row(margin="10m", at="11:00", uses={"car": 1}, interpretation=INTERPRETED)
        + entry("resources", "car", name="Car", capacity=1)
        + entry("busy", "lunch", who=["q"], day=1, between="12:00–13:00")
        + entry("venues", "a", openings=[{"hours": "09:00–19:00"}])
    )
    request = request_for(visit_file(text))
    problem = problem_of(request)
    pair = next(iter(problem.pools))
    pool = Requirement("pool", tuple(Ref(Sort.LANGUAGE, it) for it in pair), ("people",))
    wanted = {*wishes(problem), pool}
    assert {one.kind for one in wanted} >= {"place", "time", "margin", "order", "open", "busy", "resource"}
    for one in wanted:
        fewer = taken(problem, WayOut((Change(one),), one.cost), request.timeline)
        assert one not in wishes(fewer)
    assert pair not in taken(problem, WayOut((Change(pool),), 1), request.timeline).pools


def wishes(problem: Problem) -> set[Requirement]:
    """What anybody asks for but a length, which is made shorter and still asked for."""
    tasks = problem.tasks.values()
    found = {task.takes_place for task in tasks}
    found |= {wanted for task in tasks for it in task.restrictions for wanted in (it.requirement, it.unmoved)}
    found |= {site.requirement for task in tasks for site in task.sites if site.open_during is not None}
    found |= {order.requirement for order in problem.orders} | {it for _, it in problem.resources.values()}
    return {one for one in found if one is not None}


def test_where_the_search_for_it_does_not_end_the_way_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "FOLLOWING", 0.0)
    assert {way.is_followed for way in ways(in_a_row(), "x +30").values()} == {False}


def test_where_nothing_is_agreed_nothing_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "FOLLOWING", 0.0)
    found = ways(in_a_row().replace('agreed = "P-7"\n', ""), "x +30")
    assert [(way.besides, way.is_followed) for way in found.values()] == [((), True)] * len(found)
