"""The small notations: what is read, what is refused, and that what is written is read as the same value."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.formats.scalars import SCALARS
from placet.model.spans import PARTS_OF_DAY, UNKNOWN, Clock, Hours, PartialDate, Precision, When

MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
ZONES = st.sampled_from(["Asia/Tehran", "America/Port-au-Prince", "Etc/GMT-3", "Etc/GMT+10", "America/Toronto", "UTC"])
CLOCKS = st.builds(
    Clock, MINUTES, st.none() | ZONES, st.none() | st.integers(0, 1), st.integers(min_value=0, max_value=9)
)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True)
CLOCKED = st.sampled_from([Precision.EXACT, Precision.ABOUT, Precision.FROM, Precision.BY])
DATES = st.dates()
VALUES = {
    str: st.text(),
    int: st.integers(),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    timedelta: st.integers(0, 999 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
    time: MINUTES,
    date: DATES,
    PartialDate: st.one_of(
        DATES.map(lambda day: PartialDate(day.year, day.month, day.day)),
        DATES.map(lambda day: PartialDate(day.year, day.month)),
        DATES.map(lambda day: PartialDate(day.year)),
        st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: PartialDate(None, day.month, day.day)),
        st.integers(1, 12).map(lambda month: PartialDate(None, month)),
    ),
    Clock: CLOCKS,
    When: st.one_of(
        st.builds(When, CLOCKED, CLOCKS),
        st.builds(When, st.just(Precision.WINDOW), CLOCKS, CLOCKS),
        st.sampled_from(sorted(PARTS_OF_DAY)).map(lambda part: When(Precision.PART, part=part)),
        st.lists(IDS, min_size=1, max_size=4).map(lambda ids: When(Precision.AFTER, after=tuple(ids))),
    ),
    Hours: st.builds(Hours, MINUTES, MINUTES),
    bytes: st.binary(max_size=100),
}


def test_every_notation_is_tried():
    assert set(VALUES) == set(SCALARS)


@pytest.mark.parametrize("python", VALUES, ids=lambda python: python.__name__)
@given(data=st.data())
def test_what_is_written_is_read_as_the_same_value(python, data):
    value = data.draw(VALUES[python])
    assert SCALARS[python].read(SCALARS[python].write(value)) == value


def test_an_unknown_time_is_never_written():
    with pytest.raises(ValueError, match="an unknown time is left out of the file"):
        SCALARS[When].write(UNKNOWN)


NOON = Clock(time(12))


@pytest.mark.parametrize(
    ("python", "raw", "value"),
    [
        (timedelta, "45m", timedelta(minutes=45)),
        (timedelta, " 90 MIN ", timedelta(minutes=90)),
        (timedelta, "1h30", timedelta(minutes=90)),
        (timedelta, "2d 3h 5m", timedelta(days=2, hours=3, minutes=5)),
        (timedelta, "999d", timedelta(days=999)),
        (time, "9.05", time(9, 5)),
        (time, "24:00", time(0)),
        (time, time(9, 5), time(9, 5)),
        (date, "2030-01-31", date(2030, 1, 31)),
        (date, date(2030, 1, 31), date(2030, 1, 31)),
        (PartialDate, date(2030, 1, 31), PartialDate(2030, 1, 31)),
        (PartialDate, "--02-29", PartialDate(None, 2, 29)),
        (Clock, time(12), NOON),
        (Clock, "24:00", Clock(time(0), plus_days=1)),
        (Clock, "24:00 +8", Clock(time(0), plus_days=9)),
        (Clock, "02:30 Europe/Rome (second)", Clock(time(2, 30), "Europe/Rome", 1)),
        (When, time(12), When(Precision.EXACT, NOON)),
        (When, "12:00", When(Precision.EXACT, NOON)),
        (When, "About 12:00", When(Precision.ABOUT, NOON)),
        (When, "from 12:00", When(Precision.FROM, NOON)),
        (When, "by 12:00", When(Precision.BY, NOON)),
        (When, "12:00 to 13:00 +1", When(Precision.WINDOW, NOON, Clock(time(13), plus_days=1))),
        (When, "12:00—12:00", When(Precision.WINDOW, NOON, NOON)),
        (When, "Evening", When(Precision.PART, part="evening")),
        (When, "after talks,lunch", When(Precision.AFTER, after=("talks", "lunch"))),
        (Hours, "22:00 - 02:00", Hours(time(22), time(2))),
        (Hours, "09:00–24:00", Hours(time(9), time(0))),
        (float, 3, 3.0),
    ],
)
def test_a_notation_is_read(python, raw, value):
    assert SCALARS[python].read(raw) == value


@pytest.mark.parametrize(
    ("python", "raw"),
    [
        (timedelta, 45),
        (timedelta, "45"),
        (timedelta, " "),
        (timedelta, "1h30s"),
        (timedelta, "-5m"),
        (timedelta, "999d 1m"),
        (timedelta, None),
        (time, "25:00"),
        (time, "24:01"),
        (time, "11:40 +1"),
        (time, "11:40 Asia/Tehran"),
        (time, "11:40 (first)"),
        (time, time(11, 40, 1)),
        (time, time(11, 40, 0, 1)),
        (time, 1140),
        (date, "31/01/2030"),
        (date, datetime(2030, 1, 31, 10)),  # noqa: DTZ001  # as TOML reads a local date and time
        (date, 20300131),
        (PartialDate, datetime(2030, 1, 31, 10)),  # noqa: DTZ001  # as TOML reads a local date and time
        (PartialDate, "2030-13"),
        (PartialDate, "2030-02-30"),
        (PartialDate, "-"),
        (PartialDate, 2030),
        (Clock, "noon"),
        (Clock, "12:60"),
        (Clock, time(12, 0, 1)),
        (Clock, "24:00 +9"),
        (Clock, 12),
        (When, 12),
        (When, "noonish"),
        (When, "about"),
        (When, "about noon"),
        (When, "after"),
        (When, "morning 10:00"),
        (When, "10:00–11"),
        (When, "ten–11:00"),
        (When, time(12, 0, 1)),
        (Hours, "09:00"),
        (Hours, "09:00–25:00"),
        (Hours, ["09:00", "17:00"]),
        (bytes, 1),
        (bytes, b"AA=="),
        (bytes, "AB=="),  # the byte 0 too, were the rest of its last letter not looked at
        (bytes, "AA"),
        (bytes, "AA==\n"),
        (bytes, "AA==AA=="),
        (bytes, "ÄÄ=="),
        (str, 1),
        (int, 1.0),
        (int, True),
        (int, "1"),
        (float, float("nan")),
        (float, True),
        (float, "1"),
        (bool, 1),
        (bool, "true"),
    ],
)
def test_anything_else_is_refused_with_value_error(python, raw):
    with pytest.raises(ValueError):  # noqa: PT011  # the words are never shown, the notation's `expected` is
        SCALARS[python].read(raw)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (timedelta(0), "0m"),
        (timedelta(minutes=60), "1h"),
        (timedelta(minutes=90), "1h30m"),
        (timedelta(days=2), "48h"),
        (timedelta(hours=999), "999h"),
        (timedelta(hours=1001, minutes=1), "41d17h1m"),
        (timedelta(days=999), "999d"),
    ],
)
def test_a_length_is_written_in_hours_and_minutes_as_long_as_they_can_be_read(value, written):
    assert SCALARS[timedelta].write(value) == written


@pytest.mark.parametrize("python", [timedelta, time, date, PartialDate, Clock, When, Hours])
@pytest.mark.parametrize(
    "raw",
    [
        "1d" + " " * 80_000 + "x",
        "10:00" + " " * 80_000 + "!",
        "-1:00" * 16_000 + "\n",
        "10:00 to " * 9_000 + "x",
        "9" * 80_000,
        "from " + "–" * 80_000,
    ],
    ids=["spaces-in-length", "spaces-in-time", "dashes", "to", "digits", "from"],
)
def test_a_huge_text_is_refused_in_linear_time(python, raw):
    began = perf_counter()
    with pytest.raises(ValueError):  # noqa: PT011  # the words are never shown, the notation's `expected` is
        SCALARS[python].read(raw)
    assert perf_counter() - began < 1


@pytest.mark.parametrize("python", VALUES, ids=lambda python: python.__name__)
@given(raw=st.one_of(st.text(), st.text("0123456789:.-–+ dhmtoby()", max_size=30), st.none(), st.lists(st.none())))
def test_anything_is_read_or_refused_with_value_error(python, raw):
    scalar = SCALARS[python]
    try:
        value = scalar.read(raw)
    except ValueError:
        return
    assert scalar.read(scalar.write(value)) == value
