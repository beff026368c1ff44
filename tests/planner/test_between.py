"""What is known of clashes and ways out without the whole visit is what the whole visit says."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from benchmarks.generator import CLASHES, synthetic
from tests.planner.fresh import fresh_seeds
from tests.planner.visits import engagement, request_for, visit_file

from placet.formats.visitfile import VisitFile
from placet.planner.clashes.allowance import Allowance
from placet.planner.clashes.between import Between, _worth, between, clashes_around
from placet.planner.clashes.clash import Contradictions
from placet.planner.clashes.giving_up import Question
from placet.planner.clashes.stuck import Stuck, stuck
from placet.planner.constraints.interpreters import Cuts
from placet.planner.cp_sat import cp_model
from placet.planner.outcome import Clash, WayOut
from placet.planner.request import PlanRequest
from placet.planner.search import Found
from placet.planner.tasks.translation import problem_of


def allowance(request: PlanRequest) -> Allowance:
    """More than any of these needs."""
    return Allowance(request, 60.0, lambda: 60.0)


def asked(file: VisitFile) -> tuple[PlanRequest, Stuck, list[Clash], Between]:
    """All that is looked for around what finds no room."""
    request = request_for(file)
    problem = problem_of(request)
    at = stuck(request, problem)
    assert at is not None
    first = list(clashes_around(request, problem, Cuts(), at, allowance(request)))
    return request, at, first, between(request, problem, Cuts(), first, at.placed)


def sets(clashes: Iterable[Clash]) -> set[frozenset[object]]:
    """Of what each clash consists."""
    return {frozenset(clash.requirements) for clash in clashes}


def costs(ways: Iterable[WayOut]) -> list[int]:
    """What each way costs."""
    return [way.cost for way in ways]


@pytest.mark.parametrize("seed", [1, *fresh_seeds(1)])
@pytest.mark.parametrize("planted", CLASHES)
def test_it_is_what_the_whole_visit_says(planted: str, seed: int) -> None:
    request, _, first, both = asked(synthetic(10, 1, seed, "contradictory", clash=planted).read())
    problem = problem_of(request)
    whole = Contradictions(request, problem, Cuts())
    all_clashes = whole.all(first[0], 8, allowance(request))
    assert all_clashes.are_all
    clashes = both.clashes(first[0], 8, allowance(request))
    assert clashes is not None
    assert clashes.are_all
    assert sets(clashes.found) == sets(all_clashes.found)
    ways = both.ways(3, allowance(request))
    assert ways is not None
    assert costs(ways.found) == costs(Question(request, problem, Cuts()).ways(3, allowance(request)).found)


def test_what_finds_no_room_is_left_aside_and_everything_else_stands() -> None:
    # y shares an hour of p with x, and both hours are exact; z has p's afternoon.
    text = engagement("x", "10:00") + engagement("y", "10:30") + engagement("z", "15:00")
    _, at, first, _ = asked(visit_file(text))
    assert at.aside == ("y",)
    assert {name: it.start - at.placed["x"].start for name, it in at.placed.items()} == {"x": 0, "z": 300}
    assert {str(ref) for wanted in first[0].requirements for ref in wanted.subjects} >= {"x", "y"}


def test_what_fits_leaves_nothing_aside() -> None:
    request = request_for(visit_file(engagement("x", "10:00") + engagement("y", "11:00")))
    assert stuck(request, problem_of(request)) is None


@pytest.mark.parametrize(
    ("is_proven", "is_other_proven", "worth"), [(True, True, 12), (True, False, 10), (False, True, 10)]
)
def test_hours_count_in_a_way_only_where_of_both_it_is_known_that_none_are_better(
    is_proven: bool, is_other_proven: bool, worth: int
) -> None:
    # The way costs 10, and 2 more for the hours that it proposes.
    class Costs(Question):
        def __init__(self) -> None:
            """Nothing is asked of a model."""

        def cost(self, _: Found) -> int:
            return 10

    found, other = (
        Found(cp_model.OPTIMAL if proven else cp_model.FEASIBLE, objective=12)
        for proven in (is_proven, is_other_proven)
    )
    assert _worth(Costs(), found, other) == worth


def test_where_the_best_hour_is_taken_by_what_could_move_that_has_to_make_room() -> None:
    # x and y clash for half an hour. The cheapest way makes x half an hour shorter: nothing need move for it. Another
    # moves y to 11:00–12:00, half an hour later, where z stands, who might as well begin at 12:00: alone x and y know
    # nothing of z.
    text = engagement("x", "10:00") + engagement("y", "10:30") + engagement("z", "11:30–12:30")
    request, at, first, both = asked(visit_file(text))
    assert at.placed["z"].start - at.placed["x"].start == 90
    cheapest = both.ways(1, allowance(request))
    assert cheapest is not None
    assert [change.requirement.kind for change in cheapest.found[0].changes] == ["length"]
    assert both.ways(4, allowance(request)) is None
    assert at.nearest() == {"x", "z"}
    problem = problem_of(request)
    with_room = between(request, problem, Cuts(), first, at.placed, at.nearest()).ways(4, allowance(request))
    assert with_room is not None
    assert costs(with_room.found) == costs(Question(request, problem, Cuts()).ways(4, allowance(request)).found)


@pytest.mark.parametrize(("venues", "is_known"), [(["a"], True), (None, False)])
def test_as_many_clashes_as_were_asked_for_are_sure_where_everything_has_a_place(
    venues: list[str] | None, is_known: bool
) -> None:
    # Three of p at one hour: each two clash, so that one is not all. Ways around a call are not watched in a part.
    text = "".join(engagement(name, "10:00") for name in ("x", "y")) + engagement("z", "10:00", venues=venues)
    request, _, first, both = asked(visit_file(text))
    assert first
    found = both.clashes(first[0], 1, allowance(request))
    assert (found is not None) is is_known
    assert found is None or (len(found.found), found.are_all) == (1, False)
