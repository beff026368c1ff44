"""Two programmes side by side, the figures summed by hand. The common ground is in `tests/planner/visits.py`."""

from __future__ import annotations

from datetime import timedelta

from tests.planner.repair.repairs import programme_of
from tests.planner.visits import engagement, visit_file

from placet.almanac.timeline import Timeline
from placet.model.programme import Programme
from placet.node.judging import case_of
from placet.node.rulebook import rulebook_for
from placet.projections.comparison import Comparison, Figures, comparison
from placet.projections.ripple import ripple
from placet.rules.judge import judge

FILE = visit_file(
    engagement("talks", who=["p", "q"]) + engagement("press", who=["p"]) + engagement("tour", optional=True, value=40)
)
FIRST = programme_of(FILE, talks="10:00–11:00 a", press="11:10–12:10 a", tour="14:00–15:00 a")
SECOND = programme_of(FILE, talks="10:00–11:00 a", press="12:00–13:00 a")


def compared(first: Programme, second: Programme) -> Comparison:
    rulebook, timeline = rulebook_for(FILE.visit), Timeline(FILE.visit)
    cases = [case_of(FILE.visit, programme, timeline, rulebook) for programme in (first, second)]
    return comparison(cases[0], judge(cases[0]), cases[1], judge(cases[1]))


def minutes(n: int) -> timedelta:
    return timedelta(minutes=n)


def test_the_same_programme_differs_in_nothing() -> None:
    found = compared(FIRST, FIRST)
    assert found.difference.is_empty
    assert found.levels[0] == found.levels[1]
    assert list(found.people) == ["p"]  # the principal is shown in any case


def test_what_is_left_out_and_what_waiting_it_costs() -> None:
    found = compared(FIRST, SECOND)
    # The tour, worth 40, is not in the second.
    assert [level.value for level in found.levels] == [0, 40]
    # First: 11:00–11:10 and 12:10–14:00 are idle, 10 + 110 = 120 minutes. Second: 11:00–12:00, 60.
    assert [level.waiting for level in found.levels] == [120, 60]
    # Ten minutes are less than a quarter of an hour: one short pause, and none.
    assert [level.buffer for level in found.levels] == [1, 0]
    # p: 3 hours engaged, then 2; q has the talks in both, and is not told of.
    assert found.people["p"] == (
        Figures(minutes(180), minutes(0), minutes(120), minutes(10), 1),
        Figures(minutes(120), minutes(0), minutes(60), minutes(60), 0),
    )
    assert "q" not in found.people


def test_only_those_are_reached_whose_day_reads_otherwise() -> None:
    moved = programme_of(FILE, talks="10:00–11:00 a", press="11:30–12:30 a", tour="14:00–15:00 a")
    reached = ripple(FILE.visit, FIRST, FILE.visit, moved)
    assert [(news.who, news.items) for news in reached.people] == [("p", ("press",))]
    assert reached.venues == ("a",)
    assert reached.interpreters == ()
    assert reached.drives == ()


def test_a_new_interpreter_is_told_and_so_is_the_old_one() -> None:
    interpreted = {"interpretation": {"languages": ["fa", "ru"], "mode": "consecutive"}}
    file = visit_file(engagement("talks", **interpreted))
    first, second = (programme_of(file, talks=f"10:00–11:00 a {who}") for who in ("i1", "i2"))
    reached = ripple(file.visit, first, file.visit, second)
    assert [news.who for news in reached.people] == ["i1", "i2"]
    assert reached.interpreters == ("i1", "i2")
