"""Wall clocks, zones and changes of the clock. Facts of the tz database are quoted in comments."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.almanac.zones import (
    AmbiguousWallTime,
    NonexistentWallTime,
    OffsetChange,
    UnknownZone,
    ZoneFault,
    changes_between,
    is_zone,
    nominal_offset,
    offset,
    resolve,
    zone_of,
)

BERLIN = "Europe/Berlin"
HALF_PAST_TWO = time(2, 30)
ZONES = (
    BERLIN,
    "Asia/Tehran",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/New_York",
    "Pacific/Apia",
    "UTC",
)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Asia/Tehran", date(2021, 7, 1), 4.5),  # summer time, the last but one
        ("Asia/Tehran", date(2023, 7, 1), 3.5),  # abolished from 2023 on
        ("Asia/Kolkata", date(2026, 11, 24), 5.5),
        ("Asia/Kathmandu", date(2026, 11, 24), 5.75),
        ("Europe/Moscow", date(2012, 1, 1), 4),  # permanent summer time, 2011 to 2014
        ("Europe/Moscow", date(2026, 7, 1), 3),
        ("UTC", date(2026, 7, 1), 0),
    ],
)
def test_a_wall_time_gets_the_offset_in_force_on_its_day(zone, day, expected):
    at = resolve(day, time(12), zone)
    assert at.utcoffset() == hours(expected)
    assert offset(zone, at) == hours(expected)
    assert (at.date(), at.time()) == (day, time(12))


def test_a_skipped_wall_time_is_an_error_that_knows_its_gap():
    with pytest.raises(NonexistentWallTime) as caught:
        resolve(date(2026, 3, 29), HALF_PAST_TWO, BERLIN)
    error = caught.value
    assert (error.day, error.wall, error.zone) == (date(2026, 3, 29), HALF_PAST_TWO, BERLIN)
    assert error.gap_starts.isoformat() == "2026-03-29T02:00:00+01:00"
    assert error.gap_ends.isoformat() == "2026-03-29T03:00:00+02:00"
    assert "does not exist" in str(error)


@pytest.mark.parametrize("fold", [0, 1])
def test_a_fold_does_not_make_a_skipped_time_exist(fold):
    with pytest.raises(NonexistentWallTime):
        resolve(date(2026, 3, 29), HALF_PAST_TWO, BERLIN, fold)


def test_the_gap_is_half_open():
    with pytest.raises(NonexistentWallTime):
        resolve(date(2026, 3, 29), time(2), BERLIN)
    with pytest.raises(NonexistentWallTime):
        resolve(date(2026, 3, 29), time(2, 59, 59, 999999), BERLIN)
    assert resolve(date(2026, 3, 29), time(1, 59), BERLIN).utcoffset() == hours(1)
    assert resolve(date(2026, 3, 29), time(3), BERLIN).utcoffset() == hours(2)


def test_a_gap_of_half_an_hour_is_found():
    # Lord Howe Island moves by 30 minutes: 02:00+10:30 becomes 02:30+11:00 on 4 October 2026.
    with pytest.raises(NonexistentWallTime) as caught:
        resolve(date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe")
    assert caught.value.gap_ends.isoformat() == "2026-10-04T02:30:00+11:00"


def test_a_whole_skipped_day_is_a_gap():
    # Samoa crossed the date line: 30 December 2011 never was.
    with pytest.raises(NonexistentWallTime) as caught:
        resolve(date(2011, 12, 30), time(12), "Pacific/Apia")
    assert caught.value.gap_starts.isoformat() == "2011-12-30T00:00:00-10:00"
    assert caught.value.gap_ends.isoformat() == "2011-12-31T00:00:00+14:00"


def test_a_doubled_wall_time_without_its_fold_is_an_error_that_names_both():
    with pytest.raises(AmbiguousWallTime) as caught:
        resolve(date(2026, 10, 25), HALF_PAST_TWO, BERLIN)
    error = caught.value
    assert (error.day, error.wall, error.zone) == (date(2026, 10, 25), HALF_PAST_TWO, BERLIN)
    assert error.earlier.isoformat() == "2026-10-25T02:30:00+02:00"
    assert error.later.isoformat() == "2026-10-25T02:30:00+01:00"


@pytest.mark.parametrize(("fold", "utc_hour"), [(0, 0), (1, 1)])
def test_the_fold_chooses_one_of_two(fold, utc_hour):
    at = resolve(date(2026, 10, 25), HALF_PAST_TWO, BERLIN, fold)
    assert at.astimezone(UTC) == datetime(2026, 10, 25, utc_hour, 30, tzinfo=UTC)


def test_a_fold_is_ignored_where_the_time_occurs_once():
    plain = resolve(date(2026, 11, 24), time(9), BERLIN)
    superfluous = resolve(date(2026, 11, 24), time(9), BERLIN, 1)
    assert superfluous == plain
    assert superfluous.fold == 0


def test_the_fold_inside_the_wall_time_is_not_read():
    with pytest.raises(AmbiguousWallTime):
        resolve(date(2026, 10, 25), time(2, 30, fold=1), BERLIN)


def test_a_wall_time_with_a_zone_of_its_own_is_refused():
    with pytest.raises(ValueError, match="no zone of its own"):
        resolve(date(2026, 11, 24), time(9, tzinfo=UTC), BERLIN)


def test_a_fold_other_than_0_and_1_is_refused():
    with pytest.raises(ValueError, match="0 or 1"):
        resolve(date(2026, 11, 24), time(9), BERLIN, 2)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="has a zone"):
        offset(BERLIN, datetime(2026, 11, 24))  # noqa: DTZ001 - the naive time is the point


@given(
    instant=st.datetimes(
        datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds
        datetime(2076, 12, 31),  # noqa: DTZ001 - as above
        timezones=st.just(UTC),
    ),
    zone=st.sampled_from(ZONES),
)
def test_resolving_what_a_clock_shows_gives_the_instant_back(instant, zone):
    shown = instant.astimezone(zone_of(zone))
    again = resolve(shown.date(), shown.time(), zone, shown.fold)
    assert again.astimezone(UTC) == instant
    assert again.fold == shown.fold


@pytest.mark.parametrize("name", ["Europe/Moscow", "America/Argentina/Ushuaia", "UTC", "Etc/UTC"])
def test_full_names_and_utc_are_zones(name):
    assert is_zone(name)
    assert zone_of(name).key == name


@pytest.mark.parametrize("name", ["EST", "CET", "MST7MDT", "GMT", "Iran", "Zulu", "Etc/GMT+3", "Etc/GMT"])
def test_what_only_programs_should_use_is_refused_as_an_abbreviation(name):
    assert not is_zone(name)
    with pytest.raises(UnknownZone) as caught:
        zone_of(name)
    assert caught.value.fault is ZoneFault.ABBREVIATION


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "IST",
        "Europe",
        "Europe/",
        "Europe/Atlantis",
        "europe/berlin",
        "Europe/Berlin\n",
        "../../etc/passwd",
        "/etc/localtime",
        "right/Europe/Paris",
        "America/Argentina",
        "Europe/Ber\0lin",
        "\ud800",
        "x" * 10_000,
    ],
)
def test_anything_else_is_an_unknown_zone_and_nothing_worse(name):
    for ask in (
        lambda: zone_of(name),
        lambda: nominal_offset(name),
        lambda: resolve(date(2026, 11, 24), time(9), name),
        lambda: offset(name, datetime(2026, 11, 24, tzinfo=UTC)),
        lambda: changes_between(date(2026, 1, 1), date(2026, 1, 2), name),
    ):
        with pytest.raises(UnknownZone) as caught:
            ask()
        assert caught.value.fault is ZoneFault.UNKNOWN
        assert len(str(caught.value)) < 400
    assert not is_zone(name)


@given(st.text())
def test_no_text_makes_the_zones_fail_otherwise(name):
    try:
        assert zone_of(name).key == name
    except UnknownZone as error:
        assert name.startswith(error.name)  # noqa: PT017 - both ways are the point


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (BERLIN, 1),
        ("Australia/Sydney", 10),  # its summer is January
        ("Europe/Dublin", 0),  # "standard" time is the summer's, by Irish law
        ("Africa/Casablanca", 1),  # minus one hour in Ramadan only
        ("Asia/Tehran", 3.5),
        ("Asia/Kathmandu", 5.75),
        ("America/New_York", -5),
    ],
)
def test_the_nominal_offset_is_winter_time(zone, expected):
    assert nominal_offset(zone) == hours(expected)


def test_changes_of_a_year_are_listed_in_order():
    assert changes_between(date(2026, 1, 1), date(2026, 12, 31), BERLIN) == (
        OffsetChange(datetime(2026, 3, 29, 1, tzinfo=UTC), hours(1), hours(2)),
        OffsetChange(datetime(2026, 10, 25, 1, tzinfo=UTC), hours(2), hours(1)),
    )


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        (date(2026, 3, 29), date(2026, 3, 29), 1),
        (date(2026, 3, 28), date(2026, 3, 28), 0),
        (date(2026, 3, 30), date(2026, 10, 24), 0),
    ],
)
def test_both_ends_of_the_span_are_included(first, last, number):
    assert len(changes_between(first, last, BERLIN)) == number


def test_a_jump_at_midnight_belongs_to_the_day_it_begins():
    # Lebanon: 00:00 becomes 01:00 on the last Sunday of March, the 29th in 2026.
    assert changes_between(date(2026, 3, 28), date(2026, 3, 28), "Asia/Beirut") == ()
    (change,) = changes_between(date(2026, 3, 29), date(2026, 3, 29), "Asia/Beirut")
    assert change.at == datetime(2026, 3, 28, 22, tzinfo=UTC)
    with pytest.raises(NonexistentWallTime) as caught:
        resolve(date(2026, 3, 29), time(0), "Asia/Beirut")
    assert caught.value.gap_starts == change.at


def test_the_last_summer_time_of_iran_ended_in_2022():
    changes = changes_between(date(2022, 1, 1), date(2026, 12, 31), "Asia/Tehran")
    assert [change.at.year for change in changes] == [2022, 2022]


def test_a_change_is_the_first_second_of_the_new_offset():
    for zone in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe"):
        for change in changes_between(date(2026, 1, 1), date(2027, 12, 31), zone):
            assert offset(zone, change.at) == change.after
            assert offset(zone, change.at - timedelta(seconds=1)) == change.before


def test_a_span_in_the_wrong_order_or_out_of_reach_is_refused():
    with pytest.raises(ValueError, match="not a span"):
        changes_between(date(2026, 2, 1), date(2026, 1, 1), BERLIN)
    with pytest.raises(ValueError, match="not a span"):
        changes_between(date(1, 1, 1), date(2026, 1, 1), BERLIN)
    with pytest.raises(ValueError, match="not a span"):
        changes_between(date(2026, 1, 1), date(9999, 12, 31), BERLIN)


def test_an_instant_given_in_another_zone_is_the_same_instant():
    noon_in_tokyo = datetime(2026, 7, 1, 12, tzinfo=timezone(hours(9)))
    assert offset(BERLIN, noon_in_tokyo) == hours(2)
