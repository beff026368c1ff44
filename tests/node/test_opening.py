"""A dated visit is opened only when every stated clock exists there, once."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.cases import COMMON, engagement
from tests.told import Told
from tests.told import told as told_of

from placet.errors import VisitFileError
from placet.node.opening import open_dated

ROME = COMMON.replace("Asia/Tehran", "Europe/Rome")
SPRING, AUTUMN = date(2030, 3, 31), date(2030, 10, 27)
MISSING = "On 31 March 2030 the clock jumps from 02:00 to 03:00."
TWICE = "On 27 October 2030 it comes twice: write `02:30 (first)` or `(second)`."
FLIGHT = "[movements.m]\ntitle='M'\ndeparts={ day=1, at='02:30' }\narrives={ at='02:45' }\n"


@pytest.fixture
def opened(tmp_path):
    def run(text: str, on: date | None = None, common: str = ROME):
        (tmp_path / "visit.toml").write_text(common + text, "utf-8")
        return open_dated(tmp_path, on)

    return run


def told(opened, text: str, on: date | None = None, common: str = ROME) -> list[tuple[str, str, str, str]]:
    with pytest.raises(VisitFileError) as refused:
        opened(text, on, common)
    return [told_of(fault)[2:] for fault in refused.value.faults]


def test_a_time_that_the_clock_leaps_over_is_refused_with_its_line(opened, tmp_path):
    with pytest.raises(VisitFileError) as refused:
        opened(engagement("a", "02:30"), SPRING)
    line = (ROME + engagement("a", "02:30")).splitlines().index('at = "02:30"') + 1
    assert tuple(map(told_of, refused.value.faults)) == (
        Told(str(tmp_path / "visit.toml"), line, "engagements.a.at", "02:30", "a time that there is", MISSING),
    )


def test_a_time_that_comes_twice_is_refused_unless_it_says_which(opened):
    assert told(opened, engagement("a", "02:30"), AUTUMN) == [("engagements.a.at", "02:30", "one time", TWICE)]
    assert opened(engagement("a", "02:30 (second)"), AUTUMN).visit.engagements["a"].at.clock.fold == 1


def test_every_stated_clock_is_looked_at(opened):
    text = engagement("a", "01:00–02:30", venues=["palace"], ends="02:30") + FLIGHT
    assert [(field, found) for field, found, *_ in told(opened, text, SPRING)] == [
        ("engagements.a.at", "02:30"),
        ("engagements.a.ends", "02:30"),
        ("movements.m.departs.at", "02:30"),
        ("movements.m.arrives.at", "02:45"),
    ]


def test_an_engagement_of_any_day_is_looked_at_on_each_but_told_once(opened):
    assert len(told(opened, engagement("a", "02:30", day=None), date(2030, 3, 30))) == 1
    assert len(told(opened, engagement("a", "02:30", day=None, days=[1, 2]), date(2030, 3, 30))) == 1


def test_what_is_cancelled_or_without_a_clock_is_not_looked_at(opened):
    cancelled = engagement("a", "02:30", status="cancelled") + engagement("b", "morning")
    flight = FLIGHT.replace("title", "status='cancelled'\ntitle")
    assert list(opened(cancelled + flight, SPRING).visit.engagements) == ["a", "b"]


def test_an_undated_visit_has_no_impossible_times(opened):
    assert opened(engagement("a", "02:30")).visit.starts_on is None


def test_the_visits_own_date_is_used(opened):
    common = f"starts_on = {SPRING}\n{ROME}"
    assert told(opened, engagement("a", "02:30"), common=common) == [
        ("engagements.a.at", "02:30", "a time that there is", MISSING)
    ]


@pytest.mark.parametrize("day", ["1899-12-31", "2101-01-01", "9999-12-31", "0001-01-01"])
def test_a_date_beyond_the_calendars_is_refused_with_their_reach(opened, day):
    assert told(opened, "", common=f"starts_on = {day}\n{ROME}") == [
        ("starts_on", day, "a date from 1900-01-01 to 2100-12-31", "")
    ]
