"""Programmes judged by simulated days, and what is done about those that hold too seldom."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import mean

import pytest
from tests.planner.visits import engagement, entry, planned, request_for, shown, visit_file

from placet.planner import solve as solving
from placet.planner.constraints.interpreters import Cuts
from placet.planner.levels import holding
from placet.planner.levels.holding import DAYS, Judged, judged
from placet.planner.levels.objective import Goal, Weighs
from placet.planner.outcome import Level
from placet.planner.run import Search
from placet.planner.search import FIND, PLAIN
from placet.planner.tasks.translation import problem_of


def judged_of(text: str) -> Judged:
    """A programme that has but one form."""
    request = request_for(visit_file(text))
    search = Search(request, problem_of(request), Cuts(), request.clock())
    search.keep(search.solve(FIND, 1.0, "first"))
    return judged(search)


def test_an_hour_before_a_fixed_one_holds_as_often_as_it_is_short_enough() -> None:
    # y is missed where x takes more than 65 minutes: log(65 / 60) is .0800, the mean -.0072, so that is .0872 / .12 =
    # .727 times the spread, which is what 76.6 of a hundred stay below: of 250 quantiles 191 or 192.
    found = judged_of(engagement("x", "10:00", who=["q"]) + engagement("y", "11:00", who=["q"]))
    assert round(found.held * DAYS) in (191, 192)
    assert found.missed == {"y": DAYS - round(found.held * DAYS)}


def test_rows_hold_less_often_than_one_of_them() -> None:
    # Two such pairs of two people, independent of each other: .766 squared is .587, known to three in a hundred.
    pairs = [
        engagement("x", "10:00", who=["q"]) + engagement("y", "11:00", who=["q"]),
        engagement("v", "10:00", who=["r"], venues=["b"]) + engagement("w", "11:00", who=["r"], venues=["b"]),
    ]
    assert judged_of("".join(pairs)).held == pytest.approx(0.587, abs=0.06)


def test_every_length_occurs_once_in_an_order_of_its_own() -> None:
    ours, theirs = holding._shares("x"), holding._shares("y")
    assert sorted(ours) == sorted(theirs)
    assert ours != theirs
    assert mean(ours) == pytest.approx(1000, abs=1)  # on average what was planned
    # The median is exp(-.0072), 993; the longest lies at 1 - .5 / 250, 2.88 times the spread: exp(.338) is 1402.
    assert sorted(ours)[DAYS // 2] == pytest.approx(993, abs=1)
    assert max(ours) == pytest.approx(1402, abs=2)


CHAIN = "".join(
    [
        engagement("x", "09:00", who=["q"]),
        entry("diary", "call", title="Call", who=["q"], day=1, between="10:30–11:00"),
        engagement("y", "10:00–14:30", who=["q", "r"], length="30m", venues=None),
        *(engagement(f"w{number}", "from 11:00", who=["r"], venues=["b"]) for number in range(4)),
        engagement(
            "z", "by 15:55", who=["r"], venues=["b"], after=[{"engagement": f"w{number}"} for number in range(4)]
        ),
    ]
)
"""q and r have room for y at 10:00, with nothing to spare before q's call, or among r's four hours before z.

At 10:00 the call would be missed by 18 minutes if all took a fifth longer, four fives: x and y take 90. Among the four
hours z is planned for 15:30, and would be missed by 29, six fives: 48 and 6, less 25 to spare. But of days with lengths
of their own far more hold then: 30 minutes are two standard deviations of the five together (14.9), where 5 before the
call are .6 of one (8.0).
"""


def test_what_holds_more_often_is_kept_though_the_level_counts_more(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(holding, "ROUNDS", 0)
        level = planned(CHAIN)
    held = planned(CHAIN)
    assert shown(level)["y"].startswith("10:00")
    assert shown(held)["y"] >= "11:00"
    assert [it.levels[-1].amount for it in (level, held)] == [4, 6]
    assert [it.levels[-1].is_proven for it in (level, held)] == [True, False]


def test_no_more_is_tried_than_shows_that_nothing_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    # One programme only: it is judged as it is, and after one round that proves it to be the best with more weight.
    seen: list[Judged] = []

    def watched(search: Search) -> Judged:
        seen.append(judged(search))
        return seen[-1]

    monkeypatch.setattr(holding, "judged", watched)
    planned(engagement("x", "10:00", who=["q"]) + engagement("y", "11:00", who=["q"]))
    assert len(seen) == 2
    assert all(one == other for one, other in pairwise(seen))


@pytest.mark.parametrize(("held", "given"), [(0.8, 60), (0.9, 0)])
def test_nothing_is_taken_back_for_which_fewer_days_would_hold(
    held: float, given: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # x begins at ten, and might at nine: the hour between was given. Where nine of ten days hold that is enough.
    request = request_for(visit_file(engagement("x", "09:00–10:00", who=["q"])))
    search = Search(request, problem_of(request), Cuts(), request.clock())
    start = search.model.tasks["x"].start
    search.model.cp.maximize(start)
    found = search.solve(PLAIN, 1.0, "late")
    search.keep(found)
    judgements = iter((0.95, held))
    monkeypatch.setattr(solving, "judged", lambda _: Judged(next(judgements), Counter()))
    least = found.objective - 60
    level = solving._taken_back(search, Goal("early", start, Weighs.MINUTES), Level("early", least, least))
    assert level.given == given
    assert search.placed() is not None
    assert search.placed()["x"].start == least + given


def test_what_is_missed_on_two_days_in_a_hundred_weighs_three_times_as_much() -> None:
    request = request_for(visit_file(engagement("x", "10:00", who=["q"]) + engagement("y", "11:00", who=["q"])))
    search = Search(request, problem_of(request), Cuts(), request.clock())
    model = search.model
    late, early = (model.cp.new_int_var(0, 9, name) for name in ("late", "early"))
    model.about |= {late.index: ("x", "y"), early.index: ("x",)}
    weighed = holding._weighed(search, Goal("buffer", 2 * late + early), Counter(y=5))
    # 5 of 250 days are two in a hundred: 2 x (1 + 2) of what is about y, and what is about x alone as it was.
    assert {variable.index: amount for variable, amount in holding._counted(weighed)} == {
        late.index: 6,
        early.index: 1,
    }


def test_after_three_rounds_in_vain_the_search_goes_back_to_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    # Each round leads somewhere else and worse; the first round begins at the programme that is there, and so does the
    # fourth, after three in vain, and the seventh. The eighth begins where that one led.
    request = request_for(visit_file(engagement("x", "10:00", who=["q"])))
    search = Search(request, problem_of(request), Cuts(), request.clock())
    search.keep(search.solve(FIND, 1.0, "first"))
    there = search.best or []
    began: list[bool] = []

    def settled(of: Search, _: Goal, turn: int) -> bool:
        began.append(of.best == there)
        of.best = [*there[:-1], there[-1] + turn + 1]
        return False

    monkeypatch.setattr(holding, "judged", lambda of: Judged(0.5 if of.best == there else 0.4, Counter(x=1)))
    monkeypatch.setattr(holding, "_settle", settled)
    holding.make_hold(search, Goal("buffer", search.model.tasks["x"].start))
    assert began == [True, False, False, True, False, False, True, False]
    assert search.best == there
