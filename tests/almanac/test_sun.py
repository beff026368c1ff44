"""The sun. Numbers agree with the prayer library's tables (Tehran 06:49, 16:53; Reykjavik 00:04)."""

import math
from datetime import UTC, date, datetime, timedelta

import pytest
from astral import Observer
from astral.sun import sunrise, sunset
from hypothesis import given
from hypothesis import strategies as st

from placet.almanac.reach import FIRST_DAY, LAST_DAY, OutOfRange
from placet.almanac.sun import Coordinates, PolarDay, PolarNight, SunTimes, sun_times
from placet.almanac.zones import UnknownZone, zone_of

TEHRAN = Coordinates(35.6892, 51.389)
LONGYEARBYEN = Coordinates(78.22, 15.65)
TROMSO = Coordinates(69.65, 18.96)
REYKJAVIK = Coordinates(64.1466, -21.9426)
HALF_A_DAY = timedelta(hours=12, minutes=10)


def clock(at):
    return at.strftime("%d %H:%M")


def test_an_ordinary_day_in_tehran():
    found = sun_times(date(2026, 11, 24), TEHRAN, "Asia/Tehran")
    assert isinstance(found, SunTimes)
    shown = [clock(at) for at in (found.dawn, found.sunrise, found.noon, found.sunset, found.dusk) if at]
    assert shown == ["24 06:21", "24 06:48", "24 11:50", "24 16:52", "24 17:20"]
    assert found.sunset.utcoffset() == timedelta(hours=3.5)


def test_times_are_given_in_the_zone_asked_for():
    tehran = sun_times(date(2026, 11, 24), TEHRAN, "Asia/Tehran")
    utc = sun_times(date(2026, 11, 24), TEHRAN, "UTC")
    assert tehran.sunset == utc.sunset
    assert utc.sunset.utcoffset() == timedelta(0)


def test_a_midsummer_sunset_after_midnight_belongs_to_the_evening_before():
    # astral answers 00:02 of the 21st for the 21st: the end of the day before.
    astrals = sunset(Observer(64.1466, -21.9426), date(2026, 6, 21), zone_of("Atlantic/Reykjavik"))
    assert clock(astrals) == "21 00:02"
    found = sun_times(date(2026, 6, 21), REYKJAVIK, "Atlantic/Reykjavik")
    assert isinstance(found, SunTimes)
    assert clock(found.sunrise) == "21 02:55"
    assert clock(found.sunset) == "22 00:04"
    assert (found.dawn, found.dusk) == (None, None)  # civil twilight all night


def test_the_polar_night_is_a_value_with_or_without_twilight():
    december = sun_times(date(2026, 12, 10), LONGYEARBYEN, "Arctic/Longyearbyen")
    assert isinstance(december, PolarNight)
    assert (december.dawn, december.dusk) == (None, None)
    late_november = sun_times(date(2026, 11, 30), TROMSO, "Europe/Oslo")
    assert isinstance(late_november, PolarNight)
    assert late_november.dawn < late_november.noon < late_november.dusk


def test_the_polar_day_is_a_value():
    found = sun_times(date(2026, 6, 10), LONGYEARBYEN, "Arctic/Longyearbyen")
    assert isinstance(found, PolarDay)
    assert (found.sunrise, found.sunset) == (None, None)
    assert clock(found.noon) == "10 12:56"


def test_at_the_turn_to_the_polar_day_there_is_a_sunrise_without_a_sunset():
    # Tromsø 2026: the sun that rises on 18 May does not set before July.
    turn = [sun_times(date(2026, 5, day), TROMSO, "Europe/Oslo") for day in range(14, 22)]
    kinds = [type(found).__name__ for found in turn]
    assert kinds == sorted(kinds, reverse=True)  # SunTimes, then PolarDay, and not back
    last = next(found for found in turn if isinstance(found, PolarDay))
    assert last.sunset is None
    assert last.sunrise is not None


def test_far_from_greenwich_the_noon_is_that_of_the_date_asked_for():
    # Kiritimati keeps UTC+14 at 157 degrees west; astral's own noon is a day late.
    found = sun_times(date(2026, 11, 24), Coordinates(1.87, -157.4), "Pacific/Kiritimati")
    shown = [clock(at) for at in (found.sunrise, found.noon, found.sunset)]
    assert shown == ["24 06:15", "24 12:15", "24 18:16"]


def test_the_place_and_the_zone_may_be_far_apart():
    # Tehran's day, on the clock of Los Angeles: its noon of the 24th is at 00:20 there.
    found = sun_times(date(2026, 11, 24), TEHRAN, "America/Los_Angeles")
    assert isinstance(found, SunTimes)
    assert found.sunrise < found.noon < found.sunset
    assert found.noon.date() in (date(2026, 11, 24), date(2026, 11, 25))


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_the_ends_of_the_reach_are_answered(day):
    assert isinstance(sun_times(day, TEHRAN, "Asia/Tehran"), SunTimes)


@pytest.mark.parametrize("day", [date.min, FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1), date.max])
def test_beyond_the_reach_is_a_value(day):
    assert sun_times(day, TEHRAN, "Asia/Tehran") == OutOfRange(FIRST_DAY, LAST_DAY)


def test_an_unknown_zone_is_its_own_error_even_out_of_range():
    for day in (date(2026, 11, 24), date.max):
        with pytest.raises(UnknownZone):
            sun_times(day, TEHRAN, "Asia/Atlantis")


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(90.1, 0), (-90.1, 0), (0, 180.1), (0, -180.1), (math.nan, 0), (0, math.nan), (math.inf, 0)],
)
def test_a_point_that_is_not_on_earth_is_refused(latitude, longitude):
    with pytest.raises(ValueError, match="not a point on Earth"):
        Coordinates(latitude, longitude)


points = st.builds(Coordinates, st.floats(-90, 90), st.floats(-180, 180))
days = st.dates(FIRST_DAY, LAST_DAY)


@given(days, points, st.sampled_from(["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"]))
def test_nothing_is_raised_anywhere_and_the_sun_keeps_its_order(day, place, zone):
    found = sun_times(day, place, zone)
    if isinstance(found, SunTimes):
        turns = [found.dawn, found.sunrise, found.noon, found.sunset, found.dusk]
        known = [at for at in turns if at]
        assert known == sorted(known)
        assert found.noon - found.sunrise < HALF_A_DAY
        assert found.sunset - found.noon < HALF_A_DAY
    assert isinstance(found, SunTimes | PolarDay | PolarNight)
    noon_on_clock = datetime.combine(day, found.noon.time(), tzinfo=found.noon.tzinfo)
    assert abs(found.noon - noon_on_clock) <= timedelta(days=1)
    assert found.noon.microsecond == 0


@pytest.mark.parametrize(
    ("place", "zone", "day"),
    [
        (Coordinates(23.8, 90.4), "Asia/Dhaka", date(2026, 3, 23)),
        (Coordinates(43.2, 76.9), "Asia/Almaty", date(2026, 4, 22)),
    ],
)
def test_a_sunrise_that_drifts_over_midnight_utc_is_not_lost(place, zone, day):
    with pytest.raises(ValueError, match="Unable to find a sunrise"):  # the defect of astral 3.2
        sunrise(Observer(place.latitude, place.longitude), day, zone_of(zone))
    found = [sun_times(day + timedelta(days=n), place, zone) for n in (-1, 0, 1)]
    clocks = [each.sunrise.strftime("%H:%M") for each in found]
    assert clocks == sorted(clocks, reverse=True)  # spring: earlier every day, by a minute or two
    assert found[2].sunrise - found[0].sunrise > timedelta(hours=47, minutes=55)


def test_a_change_of_the_clock_moves_no_sunrise():
    berlin = Coordinates(52.52, 13.405)
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        shown = sun_times(day, berlin, "Europe/Berlin")
        in_utc = sun_times(day, berlin, "UTC")
        assert shown.sunrise.astimezone(UTC) == in_utc.sunrise
        assert shown.dawn.astimezone(UTC) == in_utc.dawn


@given(days, st.floats(-60, 60), st.floats(-180, 180))
def test_at_moderate_latitudes_the_sun_rises_and_sets_every_day(day, latitude, longitude):
    assert isinstance(sun_times(day, Coordinates(latitude, longitude), "UTC"), SunTimes)


@given(days, st.floats(-60, 60))
def test_at_moderate_latitudes_it_is_what_astral_says(day, latitude):
    # At Greenwich, where astral's dates are ours. It takes the refraction at the rim of the sun, we
    # take the usual 50 minutes of arc in all: half a minute at 60 degrees.
    observer = Observer(latitude, 0)
    found = sun_times(day, Coordinates(latitude, 0), "UTC")
    assert isinstance(found, SunTimes)
    assert abs(found.sunrise - sunrise(observer, day)) < timedelta(seconds=60)
    assert abs(found.sunset - sunset(observer, day)) < timedelta(seconds=60)
