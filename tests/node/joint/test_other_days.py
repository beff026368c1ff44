"""Other days for the visit: what calendars, diaries and the preparation say of them, and a plan laid on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from placet.formats.visitfile import VisitFile
from placet.model.points import Stay
from placet.model.programme import Programme
from placet.node.joint.other_days import days_of, on_its_days
from placet.node.joint.wishes import stated
from placet.node.opening import open_dated

VISIT = """
format_version = 1
title = "Visit"
kind = "official"
[sides.AR]
name = "Arvandia"
role = "host"
country = "FR"
[sides.SE]
name = "Severia"
role = "guest"
[legs.capital]
city = "Arvand"
zone = "Europe/Paris"
first_day = 1
last_day = 2
[people.president-ar]
office = "President of Arvandia"
side = "AR"
principal = true
[engagements.talks]
title = "Talks"
kind = "talks"
day = 2
at = "10:00"
length = "60m"
place = "Palace"
who = ["president-ar"]
"""
PRIVATE = """
[diary.council]
who = ["president-ar"]
on = 2090-05-11
between = "08:00–20:00"
title = "Away"
"""
FLIGHT = """
[movements.home]
title = "Flight home"
by = "plane"
departs = { place = "Arvand, airport", day = 2, at = "16:45 Europe/Paris" }
arrives = { place = "Moscow", day = 2, at = "22:15 Europe/Moscow" }
who = ["president-ar"]
"""
Made = Callable[..., VisitFile]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    def opened(starts_on: str = "", private: str = "", more: str = "") -> VisitFile:
        text = VISIT.replace('kind = "official"', f'kind = "official"\n{starts_on}', 1) + more
        (tmp_path / "visit.toml").write_text(text)
        (tmp_path / "private.toml").write_text(private)
        return open_dated(tmp_path)

    return opened


def reasons(visit_file: VisitFile, on: date, today: date, days: int = 2) -> list[tuple[str, str]]:
    found = days_of(visit_file, visit_file.visit, Stay(arrival=on, days=days), today)
    return [(reason.name, reason.case) for reason in found.reasons]


def test_our_diary_speaks_against_days_on_which_somebody_is_away(made: Made) -> None:
    visit_file = made(private=PRIVATE)
    assert ("diary", "away-private") in reasons(visit_file, date(2090, 5, 10), date(2089, 1, 1))
    assert ("diary", "away-private") not in reasons(visit_file, date(2090, 5, 15), date(2089, 1, 1))


def test_a_visit_that_stays_longer_is_looked_at_to_its_end(made: Made) -> None:
    """Two days from 9 May on end before the council of the 11th; three do not, and the days say that they are more."""
    visit_file = made(private=PRIVATE)
    assert ("diary", "away-private") not in reasons(visit_file, date(2090, 5, 9), date(2089, 1, 1))
    assert ("diary", "away-private") in reasons(visit_file, date(2090, 5, 9), date(2089, 1, 1), days=3)
    found = days_of(visit_file, visit_file.visit, Stay(arrival=date(2090, 5, 9), days=3), date(2089, 1, 1))
    assert (found.days, found.own) == (3, 2)


def test_days_before_which_nothing_can_be_prepared_are_told(made: Made) -> None:
    """The usual lead of an official visit is 90 days: from 9 February on, 10 May is the ninetieth."""
    visit_file = made()
    assert ("preparation", "too-soon") not in reasons(visit_file, date(2090, 5, 10), date(2090, 2, 9))
    assert ("preparation", "too-soon") in reasons(visit_file, date(2090, 5, 10), date(2090, 2, 10))


def test_holidays_and_weekends_of_the_host_are_told(made: Made) -> None:
    assert ("host-holiday", "holiday") in reasons(made(), date(2090, 5, 1), date(2089, 1, 1))
    assert ("host-weekend", "weekend") in reasons(made(), date(2090, 5, 13), date(2089, 1, 1))  # a Saturday


def test_no_calendar_reaches_days_of_another_century(made: Made) -> None:
    visit_file = made()
    found = days_of(visit_file, visit_file.visit, Stay(arrival=date(2100, 12, 31), days=2), date(2089, 1, 1))
    assert (found.is_known, found.reasons) == (False, ())


def laid(visit_file: VisitFile, planned: Programme) -> datetime:
    (placement,) = on_its_days(visit_file.visit, planned).placements.values()
    return placement.starts_at


def test_a_plan_is_laid_on_other_days_by_its_clocks(made: Made) -> None:
    """10:00 in Paris is an hour earlier in summer: 08:00 and not 09:00 by UTC."""
    winter = stated(made("starts_on = 2090-01-09"))
    assert laid(made("starts_on = 2090-01-09"), winter).isoformat() == "2090-01-10T10:00:00+01:00"
    assert laid(made("starts_on = 2090-05-10"), winter).isoformat() == "2090-05-11T10:00:00+02:00"


def test_a_plan_without_a_date_is_laid_on_days_that_have_one_and_back(made: Made) -> None:
    undated = stated(made())
    assert laid(made("starts_on = 2090-05-10"), undated).isoformat() == "2090-05-11T10:00:00+02:00"
    dated = stated(made("starts_on = 2090-05-10"))
    assert laid(made(), dated) == next(iter(undated.placements.values())).starts_at


def test_a_flight_without_a_date_lands_by_the_clock_of_its_own_end(made: Made) -> None:
    """Paris is an hour ahead of UTC in January, Moscow three: no day of the visit runs by the clock of its landing."""
    undated = stated(made(more=FLIGHT))
    (flight,) = on_its_days(made("starts_on = 2090-01-09", more=FLIGHT).visit, undated).journeys
    assert flight.leaves_at is not None
    assert flight.leaves_at.isoformat() == "2090-01-10T16:45:00+01:00"
    assert flight.arrives_at is not None
    assert flight.arrives_at.isoformat() == "2090-01-10T22:15:00+03:00"
