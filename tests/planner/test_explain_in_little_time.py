"""What is told of a clash, and of what was left out, when the work for it does not suffice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.generator import synthetic
from ortools.sat.python import cp_model
from tests.planner.amending import applied
from tests.planner.visits import clash, engagement, planned, request_for, visit_file

from placet.model.ids import EngagementId
from placet.node.files import open_visit
from placet.planner.clashes import allowance, explain, giving_up
from placet.planner.clashes.allowance import IN_HASTE, Allowance
from placet.planner.clashes.clash import Contradictions
from placet.planner.constraints.interpreters import Cuts
from placet.planner.outcome import Infeasible, LeftOut, Planned
from placet.planner.request import PlanRequest, Progress
from placet.planner.search import PLAIN, Effort, Found, Recipe
from placet.planner.solve import plan
from placet.planner.tasks.translation import problem_of

# x, y and z of one person at one hour: two of the three must move, or be shorter, or not be.
THREE = "".join(engagement(name, "10:00") for name in ("x", "y", "z"))
FULL = '[legs.city]\nday = "08:00–09:00"\n' + engagement("x") + engagement("z", optional=True, value=5)
TWO_DAYS = Path(__file__).parent / "clash_of_two_days.toml"
EMPTY = Found(cp_model.UNKNOWN)


class Once(Allowance):
    """Enough for one solve."""

    def solve(self, cp, recipe: Recipe, most: float | None = None) -> Found:
        found = super().solve(cp, recipe, most)
        self.work = 0.0
        return found


def test_whoever_asked_to_stop_waits_for_little_of_an_explanation() -> None:
    asked = Allowance(replace(request(engagement("x")), stop=lambda: True), 8.0, lambda: 60.0)
    asked.solve(cp_model.CpModel(), PLAIN)
    assert asked.work <= IN_HASTE


def test_whoever_asked_to_stop_waits_for_as_little_however_much_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    # Three have no room beside x. The first question takes all the work that is left to whoever is in haste.
    calls: list[float] = []

    def solved(*_: object, **__: object) -> Found:
        calls.append(IN_HASTE)
        return Found(cp_model.UNKNOWN, work=IN_HASTE)

    monkeypatch.setattr(allowance, "solve", solved)
    text = '[legs.city]\nday = "08:00–09:00"\n' + engagement("x")
    text += "".join(engagement(name, optional=True, value=5) for name in ("u", "v", "w"))
    told: list[Progress] = []
    outcome = plan(request_for(visit_file(text), on_progress=told.append, stop=lambda: bool(told)))
    assert isinstance(outcome, Planned)
    assert (len(outcome.left_out), len(calls)) == (3, 1)


@pytest.mark.parametrize(("work", "seconds"), [(0.3, 15.0), (8.0, 2.0)])
def test_what_takes_little_work_is_finished_though_the_time_is_up(
    work: float, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    efforts: list[Effort] = []
    monkeypatch.setattr(allowance, "solve", lambda *asked, **_: efforts.append(asked[2]) or EMPTY)
    Allowance(request(engagement("x")), 8.0, lambda: -1.0).solve(cp_model.CpModel(), PLAIN, work)
    Allowance(replace(request(engagement("x")), stop=lambda: True), 8.0, lambda: -1.0).solve(cp_model.CpModel(), PLAIN)
    assert efforts == [Effort(seconds, work), Effort(2.0, IN_HASTE)]


def test_hours_that_are_equally_good_to_propose_do_not_keep_the_solver_until_its_time_is_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A minister has something on the second day, twice, and is there on the first alone. Of what settles both by two
    # changes (20 each for a day; 25 for somebody who stays away) many hours are as good as others.
    solved: list[Found] = []
    solve = allowance.solve
    monkeypatch.setattr(allowance, "solve", lambda *asked, **more: solved.append(solve(*asked, **more)) or solved[-1])
    outcome = plan(replace(request_of(TWO_DAYS), seconds=30.0))
    assert isinstance(outcome, Infeasible)
    assert [way.cost for way in outcome.ways_out] == [20 + 20, 20 + 25, 20 + 25]
    assert solved
    assert not any(found.cut_by_clock for found in solved)


def request_of(path: Path) -> PlanRequest:
    return request_for(open_visit(path))


def request(text: str) -> PlanRequest:
    return request_for(visit_file(text))


def test_a_clash_of_which_it_is_not_known_whether_it_is_the_least_says_so() -> None:
    asked = request(THREE)
    found = Contradictions(asked, problem_of(asked), Cuts()).first(Once(asked, 1.0, lambda: 5.0))
    assert found is not None
    assert not found.is_irreducible


def test_a_clash_of_which_it_is_known_says_so() -> None:
    assert all(one.is_irreducible for one in clash(THREE).clashes)


def test_clashes_of_which_it_is_not_known_whether_they_are_all_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    # x, y and z clash in pairs.
    found = clash(THREE)
    assert (len(found.clashes), found.are_all) == (3, True)
    monkeypatch.setattr(explain, "CLASHES", 2)
    found = clash(THREE)
    assert (len(found.clashes), found.are_all) == (2, False)
    monkeypatch.setattr(explain, "CLASHES_WORK", 0.0)
    found = clash(THREE)
    assert (len(found.clashes), found.are_all) == (1, False)


class ShortAfter(Allowance):
    """Enough for so many solves that do not end in a solution: to see that something clashes, and not what of it."""

    clashes = 1

    def solve(self, cp, recipe: Recipe, most: float | None = None) -> Found:
        found = super().solve(cp, recipe, most)
        self.clashes -= bool(found.core)
        if self.clashes < 0:
            self.work = 0.0
        return found


def test_another_clash_that_may_be_longer_than_it_need_be_is_not_told() -> None:
    # x, y and z clash in pairs. Time ends as soon as it is seen that there is a second pair.
    asked = request(THREE)
    contradictions = Contradictions(asked, problem_of(asked), Cuts())
    first = contradictions.first(Allowance(asked, 8.0, lambda: 20.0))
    assert first is not None
    short = ShortAfter(asked, 8.0, lambda: 20.0)
    short.clashes = 0
    found = contradictions.all(first, 8, short)
    assert (found.found, found.are_all) == ((first,), False)


def test_a_way_that_is_not_proven_needs_each_of_its_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_up, "CHEAPEST", ())
    file = visit_file(THREE)
    found = clash(THREE)
    assert found.ways_out
    for way in found.ways_out:
        assert len(way.changes) in (2, 3)
        for changes, outcome in (
            (way.changes, Planned),
            *((tuple(c for c in way.changes if c is not left), Infeasible) for left in way.changes),
        ):
            visit = file.visit
            for change in changes:
                visit = applied(visit, change)
            assert isinstance(plan(request_for(replace(file, visit=visit))), outcome), changes


def test_where_one_change_is_enough_no_more_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_up, "CHEAPEST", ())
    found = clash(engagement("x", "10:00") + engagement("y", "10:00"))
    assert [len(way.changes) for way in found.ways_out] == [1, 1, 1]


def test_only_what_is_proven_is_said_to_be_the_cheapest(monkeypatch: pytest.MonkeyPatch) -> None:
    text = engagement("x", "10:00") + engagement("y", "10:00")
    assert clash(text).is_searched
    # One change that is enough by itself was found; that several cheap ones cost no less, nobody has looked at.
    monkeypatch.setattr(giving_up, "CHEAPEST", ())
    found = clash(text)
    assert (len(found.ways_out), found.is_searched) == (3, False)


def test_where_three_changes_are_not_enough_the_cheapest_way_is_told_alone() -> None:
    # Six at one hour: five of them must move.
    found = clash("".join(engagement(f"x{number}", "10:00", length="20m") for number in range(6)))
    assert [len(way.changes) for way in found.ways_out] == [5]
    assert found.is_searched


def test_what_was_not_looked_for_is_not_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [(left.engagement, left.is_searched) for left in planned(FULL).left_out] == [("z", True)]
    monkeypatch.setattr(explain, "WAYS_IN_WORK", 0.0)
    monkeypatch.setattr(explain, "WAY_IN_WORK", 0.0)
    assert planned(FULL).left_out == (LeftOut(EngagementId("z"), (), is_searched=False),)


def test_a_clash_of_a_whole_visit_is_told_with_little_work() -> None:
    # 18 requirements of a crowd: taking each out of the whole visit came to 0.6 of work.
    asked = request_for(synthetic(80, 2, 1, "contradictory", clash="crowd").read())
    allowance = Allowance(asked, 8.0, lambda: 60.0)
    found = Contradictions(asked, problem_of(asked), Cuts()).first(allowance)
    assert found is not None
    assert found.is_irreducible
    assert len(found.requirements) == 18
    assert allowance.work > 7.9


def test_guests_come_and_go_whatever_is_left_out() -> None:
    # The talks last until 11:00 and the guests leave at 10:30: nobody proposes that they stay for ever.
    found = clash(engagement("x", "10:00") + engagement("bye", "10:30", kind="departure", length="15m"))
    given_up = {(c.requirement.kind, c.requirement.subjects[0]) for way in found.ways_out for c in way.changes}
    assert ("place", "bye") not in given_up
