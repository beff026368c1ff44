"""Whole papers: every line is an entry, a heading or left, and whatever could be otherwise is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.reading.grids import lines, spot, table
from tests.reading.readings import cases, told

from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.model.ids import EngagementId
from placet.model.text import Text
from placet.reading.draft import draft_text, zone_of
from placet.reading.findings import Left
from placet.reading.grid import Event, FileKind, Grid
from placet.reading.saying import counts, report_of, where_said
from placet.reading.understand import understand
from placet.wording.language import language

EN = language("en")
PAPER = lines(
    "State visit of the President of Severia",
    "12–13 May 2026",
    "Tuesday 12 May – Tehran",
    "10.00 – 11.00 Talks in the White Hall",
    "12.30 Lunch hosted by the",
    "President",
    "Venue: Palace Hotel",
    "14:00",
    "Visit to the museum",
    "Press statements",
    "22.30 Concert",
    "00.15 Return to hotel",
    "Wednesday 13 May",
    "0900 Farewell ceremony",
    "1015 Departure from the airport",
    "Cars wait at the north gate",
)


def test_a_paper_in_lines():
    reading = understand(PAPER)
    assert told(reading) == [
        (1, "10:00–11:00", "Talks", "White Hall"),
        (1, "12:30", "Lunch hosted by the President", "Palace Hotel"),
        (1, "14:00", "Visit to the museum", ""),
        (1, "", "Press statements", ""),
        (1, "22:30", "Concert", ""),
        (1, "00:15 +1", "Return to hotel", ""),
        (2, "09:00", "Farewell ceremony", ""),
        (2, "10:15", "Departure from the airport", ""),
    ]
    assert (reading.title, reading.starts_on) == ("State visit of the President of Severia", date(2026, 5, 12))
    assert cases(reading) == ["untimed", "past-midnight"]
    assert reading.left == (Left(spot("line 16"), "Cars wait at the north gate"),)


def test_a_table_under_headings_with_merged_day_rows():
    reading = understand(
        table(
            ("Time", "Event", "Venue", "Participants"),
            ("Tuesday 12 May 2026", "", "", ""),
            ("10:00", "Talks", "Palace", "Both sides"),
            ("TBC", "Tea", "", ""),
            ("around lunch", "Walk", "Park", ""),
        )
    )
    assert told(reading) == [(1, "10:00", "Talks", "Palace"), (1, "", "Tea", ""), (1, "", "Walk", "Park")]
    assert [entry.people for entry in reading.entries] == ["Both sides", "", ""]
    assert [entry.is_open for entry in reading.entries] == [False, True, False]
    assert cases(reading) == ["place-empty", "time-unread"]


def test_several_times_in_one_cell_are_several_entries_and_asked():
    reading = understand(table(("Time", "Event"), ("14.00\n15.00", "Museum\nGallery"), before=("12 May 2026",)))
    assert told(reading) == [(1, "14:00", "Museum", ""), (1, "15:00", "Gallery", "")]
    assert cases(reading) == ["cell-lines", "cell-lines"]


def test_one_row_in_two_languages_has_one_title_in_both():
    reading = understand(
        table(("مذاکرات دو جانبه", "10:00", "Переговоры"), ("ناهار", "11:00", "Обед"), before=("۲۲ اردیبهشت ۱۴۰۵",))
    )
    assert dict(reading.entries[0].title) == {"ru": "Переговоры", "fa": "مذاکرات دو جانبه"}
    assert reading.starts_on == date(2026, 5, 12)


def test_a_paper_without_a_day_asks_for_it():
    assert cases(understand(lines("10:00 Talks", "11:00 Lunch"))) == ["no-day"]


def test_a_time_before_the_one_above_it_is_asked_with_its_twelve_hours():
    reading = understand(lines("12 May 2026", "11:00 Talks", "2.30 Visit to the port"))
    (doubt,) = reading.questions
    assert (doubt.case, doubt.chosen, doubt.others) == ("out-of-order", "02:30", ("14:30",))


def test_a_span_that_a_page_broke_is_one():
    assert told(understand(lines("12 May 2026", "10.00 –", "11.00 Talks"))) == [(1, "10:00–11:00", "Talks", "")]


def test_an_ambiguous_date_is_asked_of_every_entry_of_its_day():
    reading = understand(lines("04/05/2026", "10:00 Talks"))
    assert [doubt.case for doubt in reading.asked_of(reading.entries[0])] == ["day-order"]


def test_a_calendar_is_read_on_its_own_clock():
    zone = ZoneInfo("Asia/Tehran")
    talks = Event(
        where=spot("entry 1"),
        starts=datetime(2026, 5, 12, 10, tzinfo=zone),
        ends=datetime(2026, 5, 13, 0, 30, tzinfo=zone),
        title="Talks",
        place="Palace",
        text="",
        uid="1",
    )
    reading = understand(Grid(kind=FileKind.CALENDAR, rows=(), events=(talks,)))
    assert told(reading) == [(1, "10:00–00:30 +1", "Talks", "Palace")]
    assert (reading.zone, reading.questions) == ("Asia/Tehran", ())


@pytest.mark.parametrize("tzinfo", [None, UTC])
def test_a_calendar_that_names_no_city_asks_for_it(tzinfo):
    at = datetime(2026, 5, 12, 10, tzinfo=tzinfo)
    event = Event(where=spot("entry 1"), starts=at, ends=None, title="Talks", place="", text="", uid="1")
    assert cases(understand(Grid(kind=FileKind.CALENDAR, rows=(), events=(event,)))) == ["no-zone"]


def test_the_draft_is_a_visit_file_with_its_questions_beside_the_lines():
    text = draft_text(understand(PAPER), "old.docx", EN)
    visit = read_visit(parse_toml("visit.toml", text.encode())).visit
    assert len(visit.engagements) == 8
    assert visit.legs["stay"].zone == "Asia/Tehran"
    before, _, after = text.partition('at = "00:15 +1"')
    assert before.splitlines()[-1].startswith("# ASK: ")
    assert "ASK" not in after.partition("[engagements.d2-01]")[0]


def test_a_place_is_drafted_in_the_language_that_the_paper_names_the_engagement_in():
    grid = table(("زمان", "رویداد", "مکان"), ("10:00", "مذاکرات", "کاخ"), before=("12 May 2026",))
    visit = read_visit(parse_toml("visit.toml", draft_text(understand(grid), "old.docx", EN).encode())).visit
    talks = visit.engagements[EngagementId("d1-01")]
    assert talks.place == Text({"fa": "کاخ"})
    assert list(talks.title.by_language) == ["fa"]


def test_hostile_words_stay_words_in_the_draft():
    words = 'x"\n[engagements.evil]\ntitle = "y\u2028# \x00'
    grid = table(("Time", "Event", "Remarks"), ("10:00", words, words), before=("12 May 2026",))
    visit = read_visit(parse_toml("visit.toml", draft_text(understand(grid), "a\nb", EN).encode())).visit
    assert list(visit.engagements) == ["d1-01"]


def test_the_report_lists_everything():
    reading = understand(PAPER)
    assert counts(reading, EN) == "6 engagements understood, 2 doubtful, 2 questions, 1 line left as text"
    report = report_of(reading, "old.docx", EN)
    assert all(f"{where_said(entry.where, EN)}: " in report for entry in reading.entries)
    assert "line 16: Cars wait at the north gate" in report


@pytest.mark.parametrize(
    ("city", "zone"), [("Tehran", "Asia/Tehran"), ("Tokyo - Chiba", "Asia/Tokyo"), ("Nowhere", ""), ("", "")]
)
def test_a_zone_is_taken_from_a_city_that_has_one(city, zone):
    assert zone_of(city) == zone
