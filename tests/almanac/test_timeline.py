"""The clock of one visit."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from tests.rules.cases import entry, visit_file

from placet.almanac.timeline import Timeline
from placet.almanac.zones import AmbiguousWallTime, NonexistentWallTime
from placet.formats.scalars import read_when
from placet.model.ids import LegId
from placet.model.programme import NOMINAL_FIRST_DAY
from placet.model.spans import Clock, Hours

BRUSSELS = entry("legs", "north", city="North", zone="Europe/Brussels", first_day=2, last_day=3)
MARCH = date(2026, 3, 28)  # the clocks of Brussels go forward on the 29th at 2:00, day 2 of the visit
OCTOBER = date(2026, 10, 24)  # and back on 25 October at 3:00


def timeline(on: date | None = None) -> Timeline:
    return Timeline(visit_file(BRUSSELS).visit, on)


def test_an_undated_visit_lies_on_nominal_days_with_standard_time() -> None:
    nominal = timeline()
    assert not nominal.is_dated
    assert nominal.first_day == NOMINAL_FIRST_DAY
    # Brussels is one hour ahead of UTC in winter, whatever the season of the nominal day
    assert nominal.instant(2, Clock(time(10)), "Europe/Brussels") == datetime(2001, 1, 2, 9, tzinfo=UTC)


def test_a_given_first_day_beats_the_visits_own() -> None:
    visit = visit_file(BRUSSELS, starts_on=date(2026, 5, 18)).visit
    assert Timeline(visit).first_day == date(2026, 5, 18)
    assert Timeline(visit, MARCH).first_day == MARCH


def test_a_dated_visit_has_the_clocks_of_the_season() -> None:
    # the hour is in summer, two hours ahead
    assert timeline(date(2026, 6, 1)).instant(2, Clock(time(10)), "Europe/Brussels") == datetime(
        2026, 6, 2, 8, tzinfo=UTC
    )


def test_a_clocks_own_zone_and_days_count() -> None:
    clock = Clock(time(0, 30), zone="Asia/Tehran", plus_days=1)
    assert timeline(MARCH).instant(1, clock, "Europe/Brussels") == datetime(2026, 3, 28, 21, tzinfo=UTC)


def test_an_hour_that_does_not_exist_is_refused_once_dated() -> None:
    skipped = Clock(time(2, 30))
    assert timeline().instant(2, skipped, "Europe/Brussels")
    with pytest.raises(NonexistentWallTime):
        timeline(MARCH).instant(2, skipped, "Europe/Brussels")


def test_an_hour_that_occurs_twice_needs_its_fold() -> None:
    with pytest.raises(AmbiguousWallTime):
        timeline(OCTOBER).instant(2, Clock(time(2, 30)), "Europe/Brussels")
    first, second = (timeline(OCTOBER).instant(2, Clock(time(2, 30), fold=fold), "Europe/Brussels") for fold in (0, 1))
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)


def test_hours_that_we_choose_never_fail() -> None:
    # 2:30 is skipped: read on the earlier clock it is 3:30 on the new one
    assert f"{timeline(MARCH).wall(2, 150, 'Europe/Brussels'):%H:%M}" == "03:30"
    assert timeline(OCTOBER).wall(2, 150, "Europe/Brussels").astimezone(UTC).hour == 0


def test_daily_hours_may_cross_midnight() -> None:
    window = timeline(MARCH).window(1, Hours(time(22), time(2)), "Asia/Tehran")
    assert window.opens == datetime(2026, 3, 28, 18, 30, tzinfo=UTC)
    assert window.length == timedelta(hours=4)


def test_a_window_over_a_change_of_the_clock_is_as_long_as_it_is() -> None:
    # 0:00 to 6:00 with one hour skipped; subtracting the two clocks of one zone would give 6 h
    window = timeline(MARCH).window(2, Hours(time(0), time(6)), "Europe/Brussels")
    assert window.closes.astimezone(UTC) - window.opens.astimezone(UTC) == timedelta(hours=5)


def test_legs_and_days() -> None:
    found = timeline(MARCH)
    assert found.legs_on(1) == ("city",)
    assert found.legs_on(2) == ("city", "north")
    assert found.legs_on(9) == ()
    assert list(found.days_of(LegId("north"))) == [2, 3]
    assert list(found.days()) == [1, 2, 3]
    assert found.date_of(3) == date(2026, 3, 30)


def test_minutes_go_there_and_back() -> None:
    found = timeline(MARCH)
    instant = found.instant(2, Clock(time(10)), "Asia/Tehran")
    # day 2 at 10:00 in Tehran is 6:30 UTC: 1440 + 390
    assert found.minute_of(instant) == 1830
    assert found.instant_of(1830, "Asia/Tehran") == instant


def test_the_day_of_an_instant_is_that_of_the_clock() -> None:
    late = datetime(2026, 3, 28, 21, tzinfo=UTC)  # 00:30 on the 29th in Tehran, 22:00 on the 28th in Brussels
    assert timeline(MARCH).day_of(late, "Asia/Tehran") == 2
    assert timeline(MARCH).day_of(late, "Europe/Brussels") == 1


@pytest.mark.parametrize(
    ("at", "ends", "day"),
    [
        ("10:00", "11:00", 1),
        ("10:00", "10:00", 1),  # no time at all, not a whole day
        ("22:30", "00:30", 2),
        ("22:30", "00:30 +1", 1),  # the clock itself says so
        ("23:30 +1", "01:00", 3),
        ("22:30", "evening", 1),  # no clock
        ("from 22:30", "by 00:30", 2),
        ("by 22:30", "22:00", 1),  # it may begin before
        ("morning", "04:59", 2),
        ("morning", "05:00", 1),  # people do get up
    ],
)
def test_the_day_of_an_end(at: str, ends: str, day: int) -> None:
    assert timeline().day_of_end(1, read_when(at), read_when(ends), "Asia/Tehran") == day


def test_an_end_in_the_doubled_hour_is_one_of_the_same_night() -> None:
    # day 2 is 25 October: 02:50 for the first time is followed by 02:10 for the second
    at, ends = read_when("02:50 (first)"), read_when("02:10 (second)")
    assert timeline(OCTOBER).day_of_end(2, at, ends, "Europe/Brussels") == 2


def test_an_end_that_no_clock_shows_has_a_day_all_the_same() -> None:
    # 2:30 of 29 March, the night after day 1, is skipped; opening the file tells of it
    assert timeline(MARCH).day_of_end(1, read_when("23:00"), read_when("02:30"), "Europe/Brussels") == 2
