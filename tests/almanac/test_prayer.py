"""Prayer windows. Tehran's numbers are those measured in the stack notes (section 6, trap 6)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from muslim_prayer_time import get_supported_methods

from placet.almanac.feasts import Feast, ObservedFeast
from placet.almanac.prayer import (
    AsrShadow,
    Method,
    NotComputable,
    Obstacle,
    Prayer,
    PrayerTimes,
    prayer_times,
)
from placet.almanac.sun import Coordinates, SunTimes, sun_times
from placet.almanac.zones import UnknownZone, changes_between

TEHRAN = Coordinates(35.6892, 51.389)
MOSCOW = Coordinates(55.75, 37.62)
MAKKAH = Coordinates(21.4225, 39.8262)
BERLIN = Coordinates(52.52, 13.405)
LONGYEARBYEN = Coordinates(78.22, 15.65)
VISIT = date(2026, 11, 24)
TWO_MINUTES = timedelta(minutes=2)


def in_tehran(hour, minute):
    return datetime(2026, 11, 24, hour, minute, tzinfo=ZoneInfo("Asia/Tehran"))


def tehran(method, **more):
    found = prayer_times(VISIT, TEHRAN, "Asia/Tehran", method, **more)
    assert isinstance(found, PrayerTimes)
    return found


@pytest.mark.parametrize(
    ("method", "maghrib"),
    [(Method.TEHRAN, in_tehran(17, 13)), (Method.MWL, in_tehran(16, 53))],
)
def test_maghrib_in_tehran_depends_on_the_method(method, maghrib):
    found = tehran(method)
    assert abs(found[Prayer.MAGHRIB].begins - maghrib) <= TWO_MINUTES
    assert found.method is method


def test_the_five_windows_of_the_tehran_method():
    found = tehran(Method.TEHRAN)
    shown = {window.prayer.value: (f"{window.begins:%H:%M}", f"{window.ends:%H:%M}") for window in found.windows}
    # Middle of the night, to dawn: 16:53 + (24:00 - 16:53 + 05:21) / 2 = 16:53 + 6:14 = 23:07.
    assert shown == {
        "fajr": ("05:21", "06:49"),
        "dhuhr": ("11:51", "14:34"),
        "asr": ("14:34", "16:53"),
        "maghrib": ("17:13", "18:02"),
        "isha": ("18:02", "23:07"),
    }


def test_the_middle_of_the_night_is_taken_to_sunrise_by_other_methods():
    # 16:53 + (24:00 - 16:53 + 06:49) / 2 = 16:53 + 6:58 = 23:51.
    assert tehran(Method.MWL)[Prayer.ISHA].ends == in_tehran(23, 51)


def test_sunset_agrees_with_astral_to_two_minutes():
    sun = sun_times(VISIT, TEHRAN, "Asia/Tehran")
    assert isinstance(sun, SunTimes)
    assert abs(tehran(Method.TEHRAN)[Prayer.ASR].ends - sun.sunset) <= TWO_MINUTES
    assert abs(tehran(Method.TEHRAN)[Prayer.FAJR].ends - sun.sunrise) <= TWO_MINUTES


def test_the_hanafi_asr_is_later_and_ends_dhuhr_later():
    standard, hanafi = tehran(Method.KARACHI), tehran(Method.KARACHI, shadow=AsrShadow.HANAFI)
    assert hanafi.shadow is AsrShadow.HANAFI
    assert hanafi[Prayer.ASR].begins > standard[Prayer.ASR].begins
    assert hanafi[Prayer.DHUHR].ends == hanafi[Prayer.ASR].begins
    assert hanafi[Prayer.ASR].ends == standard[Prayer.ASR].ends


def test_only_the_noon_of_a_friday_is_congregational():
    friday = prayer_times(date(2026, 11, 27), TEHRAN, "Asia/Tehran", Method.TEHRAN)
    assert [window.prayer for window in friday.windows if window.congregational] == [Prayer.DHUHR]
    assert not any(window.congregational for window in tehran(Method.TEHRAN).windows)


def test_windows_are_half_open_and_follow_each_other():
    found = tehran(Method.MWL)
    assert [window.prayer for window in found.windows] == list(Prayer)
    assert found[Prayer.DHUHR].ends == found[Prayer.ASR].begins
    assert found[Prayer.ASR].ends == found[Prayer.MAGHRIB].begins  # sunset
    assert found[Prayer.MAGHRIB].ends == found[Prayer.ISHA].begins


@pytest.mark.parametrize(
    ("day", "obstacle"),
    [
        (date(2026, 12, 10), Obstacle.POLAR_NIGHT),
        (date(2026, 6, 10), Obstacle.POLAR_DAY),
        (date(2026, 10, 26), Obstacle.DISAGREEMENT),  # 11:18 by astral, 10:54 by the library
        (date.max, Obstacle.OUT_OF_RANGE),
        (date.min, Obstacle.OUT_OF_RANGE),
    ],
)
def test_what_cannot_be_computed_at_longyearbyen_says_why(day, obstacle):
    found = prayer_times(day, LONGYEARBYEN, "Arctic/Longyearbyen", Method.MWL)
    assert found == NotComputable(day, Method.MWL, obstacle)


def test_a_night_too_short_for_the_method_is_not_computable():
    # Reykjavik at midsummer: the sun never gets 4.5 degrees down, so the library's maghrib (01:29)
    # is after its isha (00:43).
    place = Coordinates(64.1466, -21.9426)
    found = prayer_times(date(2026, 6, 21), place, "Atlantic/Reykjavik", Method.TEHRAN)
    assert found == NotComputable(date(2026, 6, 21), Method.TEHRAN, Obstacle.DISORDER)


def test_a_time_put_at_a_fraction_of_the_night_is_marked():
    summer = prayer_times(date(2026, 6, 21), MOSCOW, "Europe/Moscow", Method.RUSSIA)
    marked = {window.prayer for window in summer.windows if window.estimated}
    assert marked == {Prayer.FAJR, Prayer.ISHA}
    assert summer[Prayer.ISHA].ends.date() == date(2026, 6, 22)
    winter = prayer_times(date(2026, 12, 21), MOSCOW, "Europe/Moscow", Method.RUSSIA)
    assert not any(window.estimated for window in winter.windows)


@pytest.mark.parametrize(
    ("day", "minutes"),
    [
        (date(2026, 2, 16), 90),
        (date(2026, 2, 17), 90),  # possibly Ramadan, but not by the Umm al-Qura calendar
        (date(2026, 2, 18), 120),  # possibly, and by the calendar its first day
        (date(2026, 3, 1), 120),
        (date(2026, 3, 20), 90),
    ],
)
def test_umm_al_quras_isha_is_later_in_ramadan(day, minutes):
    found = prayer_times(day, MAKKAH, "Asia/Riyadh", Method.UMM_AL_QURA)
    maghrib = found[Prayer.MAGHRIB]
    # Two roundings to the minute may add up to one.
    assert abs(maghrib.ends - maghrib.begins - timedelta(minutes=minutes)) <= timedelta(minutes=1)


def test_a_stated_first_day_of_ramadan_decides_the_isha():
    seen = [ObservedFeast(Feast.RAMADAN_FIRST, 1447, date(2026, 2, 19))]
    day = date(2026, 2, 18)
    stated = prayer_times(day, MAKKAH, "Asia/Riyadh", Method.UMM_AL_QURA, observed=seen)
    computed = prayer_times(day, MAKKAH, "Asia/Riyadh", Method.UMM_AL_QURA)
    assert computed[Prayer.ISHA].begins - stated[Prayer.ISHA].begins == timedelta(minutes=30)


def test_beyond_the_lunar_tables_the_isha_is_that_of_an_ordinary_month():
    found = prayer_times(date(2090, 1, 1), MAKKAH, "Asia/Riyadh", Method.UMM_AL_QURA)
    maghrib = found[Prayer.MAGHRIB]
    assert abs(maghrib.ends - maghrib.begins - timedelta(minutes=90)) <= timedelta(minutes=1)


@pytest.mark.parametrize(
    ("place", "zone", "day"),
    [
        (BERLIN, "Europe/Berlin", date(2026, 3, 29)),
        (BERLIN, "Europe/Berlin", date(2026, 10, 25)),
        # Cairo goes back at the end of this day: the middle of its night comes after the change.
        (Coordinates(30.04, 31.24), "Africa/Cairo", date(2026, 10, 29)),
    ],
)
def test_a_change_of_the_clock_moves_no_prayer(place, zone, day):
    assert len(changes_between(day, day, zone)) == 1
    shown = prayer_times(day, place, zone, Method.MWL)
    in_utc = prayer_times(day, place, "UTC", Method.MWL)
    assert [w.begins.astimezone(UTC) for w in shown.windows] == [w.begins for w in in_utc.windows]
    assert [w.ends.astimezone(UTC) for w in shown.windows] == [w.ends for w in in_utc.windows]


def test_fajr_of_a_changing_day_is_on_the_new_clock():
    # Berlin, 29 March 2026: at 02:00 the clock jumps; fajr (18 degrees) is about 03:45 UTC+1.
    day_before = prayer_times(date(2026, 3, 28), BERLIN, "Europe/Berlin", Method.MWL)
    same_day = prayer_times(date(2026, 3, 29), BERLIN, "Europe/Berlin", Method.MWL)
    later = same_day[Prayer.FAJR].begins.hour * 60 + same_day[Prayer.FAJR].begins.minute
    earlier = day_before[Prayer.FAJR].begins.hour * 60 + day_before[Prayer.FAJR].begins.minute
    assert 55 <= later - earlier <= 60


def test_far_from_greenwich_the_windows_are_those_of_the_date():
    place = Coordinates(1.87, -157.4)
    found = prayer_times(VISIT, place, "Pacific/Kiritimati", Method.MWL)
    assert {window.begins.date() for window in found.windows} == {VISIT}


def test_an_unknown_zone_is_its_own_error():
    with pytest.raises(UnknownZone):
        prayer_times(VISIT, TEHRAN, "IRST", Method.TEHRAN)


@pytest.mark.parametrize("method", list(Method))
def test_the_facts_of_each_method_are_those_the_library_computes_with(method):
    facts = method.facts
    told = get_supported_methods()[facts.name]
    assert told["fajr"] == facts.fajr_deg
    assert (None if told["maghrib_is_offset"] else told["maghrib"]) == facts.maghrib_deg
    assert told["isha"] == (facts.isha_deg if facts.isha_min is None else facts.isha_min)
    assert (facts.isha_deg is None) != (facts.isha_min is None)
    assert facts.body


def test_the_methods_we_leave_out_are_still_what_we_say_they_are():
    told = get_supported_methods()
    assert told["Makkah"] == told["UmmAlQura"]
    assert told["Moonsighting"] == told["Karachi"]  # no seasonal adjustment at all
    offered = {method.facts.name for method in Method}
    assert set(told) - offered == {"Makkah", "Moonsighting"}


@given(
    st.dates(date(1990, 1, 1), date(2076, 12, 31)),
    st.floats(-55, 55),
    st.floats(-180, 180),
    st.sampled_from(list(Method)),
)
def test_up_to_55_degrees_every_day_has_its_windows_in_order(day, latitude, longitude, method):
    found = prayer_times(day, Coordinates(latitude, longitude), "UTC", method)
    assert isinstance(found, PrayerTimes)
    for window in found.windows:
        assert window.begins < window.ends
    for earlier, later in zip(found.windows, found.windows[1:], strict=False):
        assert earlier.ends <= later.begins
    sun = sun_times(day, Coordinates(latitude, longitude), "UTC")
    # The two reckon refraction and the height of the sun's edge differently, which comes to under 3 minutes at 55°;
    # windows begin and end on whole minutes, which is up to one more.
    assert abs(found[Prayer.ASR].ends - sun.sunset) <= timedelta(minutes=4)


@given(
    st.dates(date(1990, 1, 1), date(2076, 12, 31)),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.sampled_from(list(Method)),
    st.sampled_from(list(AsrShadow)),
)
def test_nowhere_on_earth_is_anything_raised_or_out_of_order(day, latitude, longitude, method, shadow):
    found = prayer_times(day, Coordinates(latitude, longitude), "UTC", method, shadow=shadow)
    if isinstance(found, PrayerTimes):
        turns = [at for window in found.windows for at in (window.begins, window.ends)]
        assert turns == sorted(turns)
    else:
        assert found.obstacle is not Obstacle.OUT_OF_RANGE
