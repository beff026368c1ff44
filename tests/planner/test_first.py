"""A first programme put together without the solver: what it says is sound, and nothing rests on its being there."""

from dataclasses import replace
from typing import Any

import pytest
from benchmarks.big_days import QUICK, VISITS
from benchmarks.generator import synthetic
from hypothesis import HealthCheck, Phase, event, given, settings
from ortools.sat.python import cp_model
from tests.planner.invented import visits
from tests.planner.oracle import broken
from tests.planner.visits import amounts, engagement, request_for, unsound, visit_file

from placet.formats.visitfile import VisitFile
from placet.planner import run, solve
from placet.planner.build import build
from placet.planner.constraints.interpreters import Cuts
from placet.planner.first import first_programme, narrow
from placet.planner.outcome import Planned
from placet.planner.placing.rooms import Rooms
from placet.planner.request import Progress
from placet.planner.run import Search
from placet.planner.search import Found
from placet.planner.solve import plan, planned
from placet.planner.tasks.translation import problem_of
from placet.planner.variables import Model

LOADING = 7
"""Minutes that the neutral profile adds to a measured drive."""
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def begun(file: VisitFile) -> Search:
    """A search that has what was put together, and no answer of the solver yet."""
    request = request_for(file)
    problem = problem_of(request)
    return Search(request, problem, Cuts(), request.clock(), first=first_programme(request, problem))


def assert_sound(file: VisitFile, search: Search, loading: int | None = None) -> None:
    """The solver's model, the rules and the independent judge hold it to be a programme."""
    assert search.best is None
    programme = planned(search).programme
    assert broken(file.visit, programme, loading) == []
    assert unsound(file, programme) == []
    assert solve._is_taken(search)
    assert search.best is not None


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("size", "days", "family"), [(40, 1, "loose"), (80, 2, "loose"), (60, 1, "dense")])
def test_a_generated_visit_has_one_that_is_sound(size: int, days: int, family: str, seed: int) -> None:
    file = synthetic(size, days, seed, family).read()
    search = begun(file)
    assert search.first is not None
    assert set(search.first) == set(search.problem.tasks)
    assert_sound(file, search, LOADING)


@pytest.mark.parametrize("name", ["summit", "tracks"])
def test_a_big_day_has_one_that_is_sound(name: str) -> None:
    file = VISITS[name](*dict(QUICK)[name])
    search = begun(file)
    assert planned(search).programme.left_out == ()
    assert_sound(file, search, LOADING)


@pytest.mark.parametrize("seed", [1, 2])
def test_more_than_fits_has_one_too(seed: int) -> None:
    # 60 optional engagements on a day and a half's room: no programme has them all.
    file = synthetic(60, 2, seed, "over", cut=0.5).read()
    search = begun(file)
    assert 0 < len(planned(search).programme.left_out) < 30
    assert_sound(file, search, LOADING)


def test_what_has_no_start_is_left_out_and_everything_else_is_there() -> None:
    # The day ends at 20:00, and the venue opens at 21:00.
    file = visit_file(
        '[venues.late]\nname = "Late"\nleg = "city"\nopenings = [{ hours = "21:00–23:00" }]\n'
        + engagement("never", venues=["late"], optional=True)
        + engagement("after", "10:00–14:00", after=[{"engagement": "never", "most": "5m"}])
        + engagement("wish", "10:00–14:00", venues=["b"], optional=True)
    )
    search = begun(file)
    assert search.first is not None
    assert set(search.problem.tasks) - set(search.first) == {"never"}
    assert_sound(file, search)


@pytest.mark.parametrize("worth", ["one", "two"])
def test_of_two_that_exclude_each_other_the_one_of_more_value_is_there(worth: str) -> None:
    file = visit_file(
        engagement("one", "10:00", optional=True, value=50 if worth == "one" else 40)
        + engagement("two", "10:30", venues=["b"], optional=True, value=50 if worth == "two" else 40)
        + engagement("rest", "12:30", venues=["b"])
    )
    search = begun(file)
    assert search.first is not None
    assert set(search.first) & {"one", "two", "rest"} == {worth, "rest"}
    assert_sound(file, search)


@settings(max_examples=40, phases=(Phase.explicit, Phase.reuse, Phase.generate), suppress_health_check=SLOW)
@given(visits())
def test_whatever_is_put_together_is_sound(data: dict[str, Any]) -> None:
    file = visit_file(data=data)
    search = begun(file)
    event("found" if search.first is not None else "none")
    if search.first is not None:
        assert_sound(file, search)


def test_it_is_there_before_the_solver_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    file = synthetic(40, 1, 1).read()
    monkeypatch.setattr(Search, "solve", lambda *_: Found(cp_model.UNKNOWN))
    outcome = plan(request_for(file))
    assert isinstance(outcome, Planned)
    assert (outcome.levels, outcome.is_settled) == ((), False)
    assert unsound(file, outcome.programme) == []
    assert broken(file.visit, outcome.programme, LOADING) == []


def test_it_is_told_before_there_is_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    # Both at 10:00 with one person: of three engagements two are kept.
    file = visit_file(
        engagement("one", "10:00", optional=True, value=50)
        + engagement("two", "10:00", optional=True, value=40)
        + engagement("rest", "12:30")
    )
    told: list[Progress] = []
    known: list[list[tuple[str, int, int]]] = []

    def built(*asked: Any, **how: Any) -> Model:
        known.append([(progress.level, progress.kept, progress.wished) for progress in told])
        return build(*asked, **how)

    monkeypatch.setattr(run, "build", built)
    plan(request_for(file, on_progress=told.append))
    assert known[0] == [("first", 2, 3)]


def test_without_one_the_solver_looks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "first_programme", lambda *_: None)
    file = synthetic(40, 1, 1).read()
    told: list[Progress] = []
    outcome = plan(request_for(file, on_progress=told.append, stop=lambda: told[-1].level != "first"))
    assert isinstance(outcome, Planned)
    # Of what is optional everything is there: the first level is at nought without a search.
    assert [(level.name, level.amount, level.is_proven) for level in outcome.levels] == [("value", 0, True)]
    assert unsound(file, outcome.programme) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_proven_is_the_same_from_wherever_the_search_begins(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    request = replace(request_for(synthetic(20, 1, seed).read()), work=1.0)
    helped = plan(request)
    monkeypatch.setattr(solve, "first_programme", lambda *_: None)
    alone = plan(request)
    assert isinstance(alone, Planned)
    assert isinstance(helped, Planned)
    # How late each day may end for the buffers is counted from the programme before them: they may well differ.
    assert [level.is_proven for level in alone.levels[:-1]] == [True] * 4
    assert [level.amount for level in alone.levels[:-1]] == [level.amount for level in helped.levels[:-1]]


def test_what_the_model_refuses_is_forgotten_and_the_solver_looks_for_itself() -> None:
    file = visit_file(
        engagement("one", "10:00", who=["p"], venues=["a"], length="60m")
        + engagement("two", "10:00–14:00", who=["p"], venues=["b"], length="60m")
    )
    search = begun(file)
    assert search.first is not None
    # Both at 10:00 with one person: no model takes that.
    one, two = search.first["one"], search.first["two"]
    search.first = {"one": one, "two": replace(two, start=one.start, end=one.start + 60)}
    search.first_after = 0.0
    assert not solve._is_taken(search)
    assert (search.first, search.first_after, search.best) == (None, None, None)
    assert list(search.model.cp.proto.solution_hint.vars) == []
    assert solve._levels(search) is False
    # From one at 10:00–11:00 it is half an hour to two: the first level is at nought, and two begins at 11:30 or later.
    assert unsound(file, planned(search).programme) == []
    assert amounts(planned(search))["value"] == 0


def test_what_an_order_binds_to_another_day_has_no_other_start() -> None:
    file = visit_file(
        "[legs.city]\nlast_day = 3\n"
        + engagement("one", who=["q"], venues=["a"], length="60m", days=[1, 2])
        + engagement(
            "two",
            who=["r"],
            venues=["b"],
            length="60m",
            days=[2, 3],
            after=[{"engagement": "one", "least": "0m", "most": "40m"}],
        )
    )
    request = request_for(file)
    problem = problem_of(request)
    rooms = Rooms(request, problem)
    low, high = problem.days[2]
    wide = {name: [span for spans in rooms.starts[name] for span in spans] for name in ("one", "two")}
    assert {len(spans) for spans in wide.values()} == {2}
    narrow(rooms)
    for name in ("one", "two"):
        ((starts,),) = rooms.starts[name]
        assert low <= starts[0] <= starts[1] < high
    # The day has 08:00 to 20:00. "one" leaves an hour for "two"; that begins with the end of "one", at 09:00 or later.
    assert rooms.starts["one"] == (((low + 8 * 60, low + 18 * 60),),)
    assert rooms.starts["two"] == (((low + 9 * 60, low + 19 * 60),),)
