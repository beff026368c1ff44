"""Days are put in order by what exists on them and by what their reasons weigh."""

from __future__ import annotations

from datetime import date

from placet.model.profile import Grade
from placet.planner.dates.answers import Decision, Exists, How
from placet.planner.dates.candidate import Reason, Speaks
from placet.planner.dates.ranking import points_of, ranked, weighed

ONE, TWO, THREE = date(2027, 5, 1), date(2027, 5, 2), date(2027, 5, 3)


def reason(grade: Grade, speaks: Speaks = Speaks.AGAINST, *, certain: bool = True, days: int = 1) -> Reason:
    return Reason("event", "noted", speaks, grade, (ONE, TWO, THREE)[:days], certain)


def test_a_reason_counts_by_grade_days_certainty_and_weight() -> None:
    assert points_of(reason(Grade.SHOULD), {}) == -10
    assert points_of(reason(Grade.SHOULD, Speaks.FOR), {}) == 10
    assert points_of(reason(Grade.COURTESY, days=3), {}) == -12  # 3 × 4
    assert points_of(reason(Grade.COURTESY, certain=False), {}) == -2  # half of 4
    assert points_of(reason(Grade.SHOULD), {"event": 3}) == -30
    assert points_of(reason(Grade.MUST), {"event": 0}) == 0
    assert points_of(reason(Grade.MUST, Speaks.NOTED), {}) == 0


def order(*days: tuple[date, Exists, tuple[Reason, ...]]) -> list[date]:
    found = [weighed(Decision(on, exists, How.PLANNED), reasons, {}) for on, exists, reasons in days]
    return [day.on for day in ranked(found)]


def test_a_programme_comes_first_then_the_weight_then_the_calendar() -> None:
    best = (reason(Grade.SHOULD, Speaks.FOR),)
    assert order((ONE, Exists.NO, best), (TWO, Exists.UNDECIDED, ()), (THREE, Exists.YES, ())) == [THREE, TWO, ONE]
    assert order((ONE, Exists.YES, ()), (TWO, Exists.YES, best), (THREE, Exists.YES, ())) == [TWO, ONE, THREE]


def test_what_forbids_a_day_puts_it_behind_all_that_are_not_forbidden() -> None:
    forbidden = (reason(Grade.MUST), *[reason(Grade.MUST, Speaks.FOR)] * 5)  # -100 + 500
    many = (reason(Grade.SHOULD),) * 9  # -90
    assert order((ONE, Exists.YES, forbidden), (TWO, Exists.YES, many)) == [TWO, ONE]
