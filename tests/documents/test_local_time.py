"""Every time on every paper is that of the clock on the wall where it is, and that clock is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.documents.edges import city, held, seen
from tests.documents.papers import ISSUE, ON
from tests.documents.test_languages import SAMPLES
from tests.documents.test_reading_order import projection_of
from tests.visits.toml import entry

from placet.documents import booklet, outline_programme, pocket_programme, working_programme

BOTH_CLOCKS = replace(ISSUE, other_clock=True)
TWO_CITIES = "".join(
    [
        entry("sides", "SE", zone="Europe/Moscow"),
        city("coast", {"en": "Coast", "fa": "ساحل", "ru": "Берег"}, "Asia/Yekaterinburg", (1, 1)),
        entry("venues", "pier", name="Pier", leg="coast"),
        held("talks", "Talks", "09:00"),
        held(
            "walk",
            "Walk",
            "12:30",  # an hour and a half before the clock at home, so the afternoon there is the forenoon here
            venues=["pier"],
            leg="coast",
            press="pool",
            press_call="30m",
            cues=[{"after": "10m", "what": "Toast"}],
        ),
    ]
)


@pytest.fixture(scope="module")
def two_cities():
    return seen(TWO_CITIES, ON)


def line(projection, title: str, code: str = "en"):
    days = working_programme.content(projection, None, code, ISSUE).days
    return next(line for day in days for line in day.lines if line.title == title)


def test_what_is_elsewhere_is_told_by_the_clock_there_with_all_that_happens_in_it(two_cities):
    walk = line(two_cities, "Walk")
    assert walk.time == "12:30–13:30 Coast"
    assert [cue.time for cue in walk.cues] == ["12:40"]
    assert "press assembles 12:00" in " ".join(walk.details)


def test_booklet_outline_and_card_say_the_same_hour(two_cities):
    (day,) = booklet.content(two_cities, None, "en", ISSUE).days
    assert [entry.time for entry in day.entries] == ["09:00–10:00", "12:30–13:30 Coast"]
    outline = outline_programme.content(two_cities, None, "en", ISSUE).days[0]
    assert [[entry.time for entry in part] for part in outline.parts] == [["09:00", "12:30 Coast"], [], []]
    card = pocket_programme.content(two_cities, "president-se", "ru", ISSUE)
    assert [line.time for line in card.days[0].lines] == ["09:00–10:00", "12:30–13:30 Берег"]


def test_each_day_of_every_paper_names_its_clock(two_cities):
    clock = "All times are local: Arvand, UTC+03:30"
    for paper in (working_programme, booklet, outline_programme):
        assert paper.content(two_cities, None, "en", ISSUE).days[0].clock == clock
    assert pocket_programme.content(two_cities, "president-se", "en", ISSUE).days[0].clock == clock


def test_the_capitals_time_stands_beside_the_local_one_only_where_it_is_asked_for(two_cities):
    def besides(paper, issue):
        day = paper.content(two_cities, None, "en", issue).days[0]
        return [line.beside for line in (day.lines if paper is working_programme else day.entries)]

    for paper in (working_programme, booklet):
        assert besides(paper, ISSUE) == [(), ()]
        # Nine in Arvand (UTC+03:30) is half past eight in Moscow, 12:30 on the coast (UTC+05:00) half past ten.
        assert besides(paper, BOTH_CLOCKS) == [("08:30–09:30 Moscow",), ("10:30–11:30 Moscow",)]
    card = pocket_programme.content(two_cities, "president-se", "fa", BOTH_CLOCKS)
    assert [line.beside for line in card.days[0].lines] == [("۰۸:۳۰–۰۹:۳۰ مسکو",), ("۱۰:۳۰–۱۱:۳۰ مسکو",)]


def test_time_kept_free_in_another_city_is_told_by_the_clock_there():
    days = working_programme.content(projection_of(SAMPLES[1]), None, "en", ISSUE).days
    flown = next(day for day in days if "Kamengrad" in day.cities and day.cities != "Kamengrad")
    arrives = next(line for line in flown.lines if line.title == "Flight Severgrad – Kamengrad")
    kept = [line for line in flown.lines if line.title in ("Prayer", "At the residence")]
    assert arrives.details[:2] == ("leaves 10:00 Severgrad", "arrives 14:20 Kamengrad")
    # of equally good hours the plan takes 18:15 for the walkabout, 20 minutes away
    assert [line.time for line in kept] == ["15:00–15:20 Kamengrad", "15:00–17:55 Kamengrad"]


def test_a_card_has_the_time_that_its_holder_keeps_each_stretch_of_it_and_nobody_else_s():
    projection = projection_of(SAMPLES[0])
    for person, rows in projection.items.items():
        card = pocket_programme.content(projection, person, "en", ISSUE)
        shown = [line.time for day in card.days for line in day.lines if line.title == "At the residence"]
        kept = [row.window for row in rows if row.id == "residence"]
        assert shown == [f"{window.opens:%H:%M}–{window.closes:%H:%M}" for window in kept], person


def test_dates_stand_with_their_weekday_and_a_computed_lunar_date_says_so():
    day = booklet.content(seen(TWO_CITIES, date(2026, 11, 24)), None, "fa", ISSUE).days[0]
    assert day.heading == "سه‌شنبه ۲۴ نوامبر ۲۰۲۶"
    assert day.calendars == ("۳ آذر ۱۴۰۵", "۱۴ جمادی‌الثانی ۱۴۴۸ (محاسبه‌شده)")
