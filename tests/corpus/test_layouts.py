"""Every layout shows what its truth says, once, and the same bytes each time, read here by the plainest of means."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date, time

import openpyxl
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from tests.corpus.drawing import varied
from tests.corpus.headings import either_way
from tests.corpus.languages import PERSIAN, RUSSIAN, clock
from tests.corpus.layouts import LAYOUTS
from tests.corpus.programmes import load
from tests.corpus.solar_hijri import solar_hijri


@pytest.fixture(scope="module")
def courtesy(checkout):
    return load(checkout / "examples" / "published" / "courtesy.json")


def words(rendered) -> str:
    """All text of a file, in its order, with single spaces."""
    text = {"docx": _word, "xlsx": _excel, "csv": _table, "ics": _calendar, "pdf": _pdf}[rendered.suffix](rendered.data)
    return " ".join(text.split())


def _word(data: bytes) -> str:
    nodes = Document(io.BytesIO(data)).element.body.iter()
    return "".join(str(node.text) if node.tag == qn("w:t") else " " for node in nodes)


def _excel(data: bytes) -> str:
    sheets = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    return "\n".join(str(cell) for sheet in sheets for row in sheet.values for cell in row if cell is not None)


def _table(data: bytes) -> str:
    return "\n".join(" ".join(row) for row in csv.reader(io.StringIO(data.decode("cp1251")), delimiter=";"))


def _calendar(data: bytes) -> str:
    return data.decode().replace("\r\n ", "").replace("\\,", ",")


def _pdf(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_shows_each_engagement_once_with_its_title_and_place(courtesy, layout):
    rendered = LAYOUTS[layout](courtesy)
    text = words(rendered)
    assert len(rendered.shown) == 6
    for one in rendered.shown:
        for title in one.titles:
            assert text.count(title) == 1
        assert [place for place in one.places if place not in text] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_shows_each_hour_and_the_year_only_where_its_truth_says_so(courtesy, layout):
    rendered = LAYOUTS[layout](courtesy)
    text = words(rendered).translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "0123456789" * 2))
    # 09:10 is 0910, 9 h 10, 9.10 or 09:10; what is an hour in the truth stands somewhere in one of these ways.
    for one in rendered.shown:
        for hour in filter(None, (one.start, one.end)):
            first, last = int(hour[:2]), hour[3:]
            ways = rf"(?<!\d)0?({first}|{(first - 1) % 12 + 1})( h |[.:]|)({last})|{first} h\b|noon|midi"
            assert re.search(ways, text), hour
    # 14 May 2030 is 24 Ordibehesht 1409.
    assert {one.year_shown for one in rendered.shown} == {bool(re.search("2030|1409", text))}


def test_the_same_programme_gives_the_same_words_and_the_same_truth(courtesy):
    for render in LAYOUTS.values():
        first, second = render(courtesy), render(courtesy)
        assert (words(first), first.shown) == (words(second), second.shown)


def test_a_date_in_slashes_is_open_unless_some_day_is_above_twelve_or_it_reads_the_same_both_ways(courtesy):
    def on(*days: date):
        return replace(courtesy, days=tuple(replace(courtesy.days[0], date=day) for day in days))

    assert either_way(on(date(2026, 5, 4)))
    assert not either_way(on(date(2026, 5, 5)))
    assert not either_way(on(date(2026, 5, 12), date(2026, 5, 13)))


def test_an_end_that_is_added_is_no_later_than_the_next_start_and_not_after_midnight(courtesy):
    day = varied(courtesy, "a layout", ends=True, abouts=False).days[0]
    # 09:10 + 45 min; printed until 11:00; 10:45 + 45 min; 12:30 + 45 min; no hour; 16:30 + 45 min.
    ends = [time(9, 55), time(11), time(11, 30), time(13, 15), None, time(17, 15)]
    assert [one.end for one in day.engagements] == ends
    late = replace(courtesy.days[0].engagements[0], start=time(23, 30))
    soon = replace(late, start=time(23, 50))
    evening = replace(courtesy, days=(replace(courtesy.days[0], engagements=(late, soon)),))
    assert [one.end for one in varied(evening, "", ends=True, abouts=False).days[0].engagements] == [time(23, 50), None]


def test_dates_of_the_solar_hijri_year():
    # 1387 and 1399 were leap years: 1388 began on 21 March 2009, and 20 March 2021 was the 30th of Esfand.
    assert solar_hijri(date(2009, 3, 21)) == (1388, 1, 1)
    assert solar_hijri(date(2021, 3, 20)) == (1399, 12, 30)
    assert solar_hijri(date(2026, 9, 23)) == (1405, 7, 1)


def test_words_of_two_languages(courtesy):
    talks = courtesy.days[0].engagements[1]
    assert clock(PERSIAN, talks, mark=":", between=" تا ") == "۱۰:۰۰ تا ۱۱:۰۰"
    assert clock(RUSSIAN, replace(talks, end=None, about=True)) == "ок. 10.00"
    assert RUSSIAN.date(date(2026, 5, 12), weekday=True, year=True) == "Вторник, 12 мая 2026 г."
    assert PERSIAN.date(date(2026, 5, 12), weekday=True, year=True) == "سه‌شنبه ۲۲ اردیبهشت ۱۴۰۵"
    assert RUSSIAN.spelt("Schloss, Room 5") == "Счлосс, Роом 5"
