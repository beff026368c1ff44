"""A clash told of what was let go alone is one of the whole visit, and its ways out are ways out of all of it."""

from __future__ import annotations

from typing import Any

import pytest
from benchmarks.generator import synthetic
from tests.planner.fresh import fresh_seeds
from tests.planner.repair.repairs import outcome_for, programme_of
from tests.planner.repair.test_whole import planned
from tests.planner.visits import clash, engagement, request_for, visit_file

from placet.formats.visitfile import VisitFile
from placet.model.programme import Programme
from placet.planner.clashes.allowance import Allowance
from placet.planner.clashes.clash import Contradictions
from placet.planner.clashes.giving_up import Question
from placet.planner.constraints.interpreters import Cuts
from placet.planner.outcome import Infeasible
from placet.planner.repair import run
from placet.planner.repair.given_up import giving_up_only
from placet.planner.repair.held import held, positions
from placet.planner.repair.nearest import Nearest
from placet.planner.tasks.problem import Requirement
from placet.planner.tasks.translation import problem_of


class Whole:
    """All that anybody asks for, every task of the visit free."""

    def __init__(self, nearest: Nearest) -> None:
        self.contradictions = Contradictions(nearest.request, nearest.problem, Cuts(name_everybody=True))
        self.allowance = Allowance(nearest.request, 60.0, lambda: 60.0)
        self.everything = list(self.contradictions._model.groups)

    def can_keep(self, kept: list[Requirement]) -> bool:
        """Whether these can be kept together; a search that does not end is no answer."""
        core, is_known = self.contradictions._core(kept, self.allowance)
        assert core is not None or is_known
        return core is None


def whole_and_told(
    file: VisitFile, before: Programme, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[Whole, Infeasible]:
    """What is told of a visit that counts as large, and the whole problem."""
    made: list[Nearest] = []

    def making(**asked: Any) -> Nearest:
        made.append(Nearest(**asked))
        return made[-1]

    monkeypatch.setattr(run, "Nearest", making)
    monkeypatch.setattr(run, "SMALL", 0)
    outcome = outcome_for(file, before, *lines)
    assert isinstance(outcome, Infeasible)
    return Whole(made[-1]), outcome


@pytest.mark.slow
@pytest.mark.parametrize("who", ["minister-1", "principal"])
@pytest.mark.parametrize("seed", [5, *fresh_seeds(1)])
def test_it_is_a_clash_of_the_whole_visit(seed: int, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Away from morning to night of the only day, while engagements need them: nothing that moves helps.
    file, before = planned(18, seed)
    whole, told = whole_and_told(file, before, [f"{who} away 06:00-23:30 day 1"], monkeypatch)
    for one_clash in told.clashes:
        assert not whole.can_keep(list(one_clash.requirements))
        for one in one_clash.requirements if one_clash.is_irreducible else ():
            assert whole.can_keep([it for it in one_clash.requirements if it != one])
    assert_ways_work(whole, told)


def assert_ways_work(whole: Whole, told: Infeasible) -> None:
    """Whatever is told as a way out is one for the whole visit."""
    for way in told.ways_out:
        given_up = {change.requirement for change in way.changes}
        assert whole.can_keep([it for it in whole.everything if it not in given_up])


def test_of_two_that_are_asked_for_at_once_either_hour_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    file, before = planned(18, 5)
    both = ["e007", "e011"]  # neither may be left out, and the principal is asked for at both
    lines = [f"{name} at 12:00 day 1" for name in both]
    whole, told = whole_and_told(file, before, lines, monkeypatch)
    hours = {
        str(change.requirement.subjects[0])
        for way in told.ways_out
        for change in way.changes
        if change.requirement.kind == "time"
    }
    assert hours == set(both)
    assert_ways_work(whole, told)


def test_what_does_not_clash_is_nobodys_to_give_up() -> None:
    problem = problem_of(request_for(synthetic(18, 1, 5, blocks=("meal", "rest")).read()))
    kept = next(task.takes_place for task in problem.tasks.values() if task.takes_place is not None)
    fewer = giving_up_only(problem, [kept])
    asked = {task.takes_place for task in fewer.tasks.values()} | {task.lasts for task in fewer.tasks.values()}
    asked |= {restriction.requirement for task in fewer.tasks.values() for restriction in task.restrictions}
    asked |= {site.requirement for task in fewer.tasks.values() for site in task.sites}
    asked |= {order.requirement for order in fewer.orders} | set(fewer.travel_requirements.values())
    assert asked == {kept, None}
    starts = {name: task.starts() for name, task in problem.tasks.items()}
    assert {name: task.starts() for name, task in fewer.tasks.items()} == starts


def test_what_clashes_may_still_move_by_its_margin() -> None:
    # x is over at 11:00, five minutes after y begins; that it begins five minutes earlier needs nobody's leave.
    text = engagement("x", "10:00", margin="10m") + engagement("y", "10:55")
    found, request = clash(text), request_for(visit_file(text))
    given_up = {requirement for one in found.clashes for requirement in one.requirements}
    question = Question(request, giving_up_only(problem_of(request), given_up), Cuts())
    (way,) = question.ways(1, Allowance(request, 3.0, lambda: 60.0)).found
    assert way == found.ways_out[0]
    assert [change.requirement.kind for change in way.changes] == ["margin"]


def test_near_what_stands_at_an_odd_minute_is_what_is_about_its_own_hour() -> None:
    # It may stay at 10:03, or move to any point of the grid: none of those is where it is.
    file = visit_file(engagement("x", "from 08:00") + engagement("y", "from 08:00"))
    request, before = request_for(file), programme_of(file, x="10:03–11:03 a", y="18:00–19:00 a")
    stands = positions(problem_of(request), before, request.timeline)
    problem = held(problem_of(request), stands, {}, None)
    nearest = Nearest(request=request, problem=problem, stands=stands, weights={}, aspects={}, began=0.0)
    assert nearest.about(["x"]).tasks["y"].starts() == ((stands["y"].start, stands["y"].start),)
