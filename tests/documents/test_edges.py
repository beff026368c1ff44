"""Papers of visits at the edge: nothing is lost, nothing stands on anything else, and each paper keeps its form."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations

import icalendar
import pytest
from tests.documents import edges
from tests.documents.edges import Letter, letters_of, seen, sizes_of
from tests.documents.papers import ISSUE, ON, pages_of_pdf, text_of_pdf

from placet.documents import booklet, calendar, outline_programme, pocket_programme, working_programme
from placet.projections.programme import Projection

LANGUAGES = ("en", "fa", "ru")
HOLDER = "president-se"
A4_LYING = (842, 595)
"""Points, rounded."""
NEIGHBOURS = 6
"""Letters so near to one another in a text may share their boxes: ligatures, and marks above a letter."""


def made(paper: str, projection: Projection, code: str) -> bytes:
    """A paper in a language, or in two: `fa-ru`."""
    match paper:
        case "working":
            papers = [working_programme.content(projection, None, each, ISSUE) for each in code.split("-")]
            return working_programme.lay_out(papers, on=ON, attached=b"")
        case "booklet":
            return booklet.lay_out(booklet.content(projection, None, code, ISSUE), on=ON, attached=b"", emblems={})
        case "outline":
            return outline_programme.lay_out(
                outline_programme.content(projection, None, code, ISSUE), on=ON, attached=b""
            )
    return pocket_programme.lay_out(pocket_programme.content(projection, HOLDER, code, ISSUE), on=ON)


PAPERS = [
    *((paper, code) for paper in ("working", "booklet", "outline", "pocket") for code in LANGUAGES),
    ("working", "fa-ru"),
]
every_paper = pytest.mark.parametrize(("paper", "code"), PAPERS)


def on_one_another(letters: list[Letter]) -> list[str]:
    """Letters that cover half of another, far from it in the text."""
    found = []
    by_place = defaultdict(list)
    for number, one in enumerate(letters):
        for cell in {
            (one.page, int(x // 20), int(y // 20)) for x in (one.left, one.right) for y in (one.bottom, one.top)
        }:
            by_place[cell].append((number, one))
    for near in by_place.values():
        for (first, one), (second, other) in combinations(near, 2):
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.top, other.top) - max(one.bottom, other.bottom)
            smaller = min(area(one), area(other))
            if abs(first - second) > NEIGHBOURS and wide > 0 and high > 0 and wide * high > smaller / 2:
                found.append(f"{one.letter}{other.letter} on page {one.page + 1}")
    return found


def area(letter: Letter) -> float:
    return (letter.right - letter.left) * (letter.top - letter.bottom)


def outside(pdf: bytes) -> list[str]:
    """Letters that stand nearer than three millimetres to the edge of the paper, or beyond it."""
    edge, sizes = 3 / 25.4 * 72, sizes_of(pdf)
    return [
        letter.letter
        for letter in letters_of(pdf)
        if not (
            letter.left >= edge
            and letter.bottom >= edge
            and letter.right <= sizes[letter.page][0] - edge
            and letter.top <= sizes[letter.page][1] - edge
        )
    ]


def drawn(text: str) -> Counter[str]:
    """The letters of a text: PDFium tells those of a Persian ligature in another order than they were written in."""
    return Counter(letter for letter in text if letter.isalpha())


# ------------------------------------------------------------------------------------------- long and missing


@every_paper
def test_of_very_long_names_nothing_is_lost_or_clipped_and_nothing_stands_on_anything_else(paper, code):
    pdf = made(paper, seen(edges.long_names(), ON), code)
    read = drawn(text_of_pdf(pdf))
    for language in code.split("-"):
        assert drawn(edges.LONG[language]) - read == Counter()
    if paper != "pocket":  # the card is not of the person whose office is one word
        assert drawn(edges.UNBROKEN) - read == Counter()
    assert outside(pdf) == []
    assert on_one_another(list(letters_of(pdf))) == []


def test_the_search_for_letters_on_one_another_finds_them():
    line = [Letter(0, "a", at * 5, 0, at * 5 + 5, 10) for at in range(10)]
    assert on_one_another(line) == []
    assert on_one_another([*line, Letter(0, "b", 1, 1, 6, 11)]) == ["ab on page 1"]


@every_paper
def test_what_nobody_said_leaves_no_trace(paper, code):
    text = " ".join(text_of_pdf(made(paper, seen(edges.empty_fields()), code)).split())
    assert re.findall(r"None|null|· ·|·\s*$|\(\)|\{\w*\}", text) == []
    assert "Bare" in text or paper == "pocket"


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_engagement_without_a_time_is_named_under_the_programme(code):
    said = working_programme.content(seen(edges.empty_fields()), None, code, ISSUE)
    assert said.untimed == ("Some time",)
    assert "time" in text_of_pdf(working_programme.lay_out([said], on=ON, attached=b""))


# -------------------------------------------------------------------------------------------------- many rows


@pytest.mark.parametrize("code", [*LANGUAGES, "fa-ru"])
def test_of_a_day_of_forty_rows_each_stands_whole_on_one_page_and_in_its_order(code):
    pages = pages_of_pdf(made("working", seen(edges.full_day(40), ON), code))
    times = re.compile(r"(?:Item|item)?\s*1-(\d\d)")
    shown = [int(number) for page in pages for number in times.findall(page)]
    in_each = len(code.split("-"))
    assert Counter(shown) == Counter(dict.fromkeys(range(40), in_each))
    assert list(dict.fromkeys(shown)) == list(range(40))
    for page in pages:  # what begins on a page ends there: a row has its time beside it
        assert len(re.findall(r"[0-9۰-۹]{2}:[0-9۰-۹]{2}–", page)) == len(times.findall(page))


@pytest.mark.parametrize("code", [*LANGUAGES, "fa-ru"])
def test_a_day_that_goes_on_overleaf_is_named_again(code):
    projection = seen(edges.full_day(60, who="minister-se"), ON)
    pages = pages_of_pdf(made("working", projection, code))
    assert len(pages) > 1
    year = {"fa": "۲۰۲۶", "fa-ru": "2026"}.get(code, "2026")
    heading = {"en": "Tuesday 24 November 2026", "ru": "вторник, 24 ноября 2026", "fa-ru": "вторник, 24 ноября 2026"}
    for page in pages[1:]:
        assert heading.get(code, year) in " ".join(page.split())


@pytest.mark.parametrize("rows", range(28, 44, 3))
def test_no_day_is_named_at_the_foot_of_a_page_and_begun_on_the_next(rows):
    pages = pages_of_pdf(made("working", seen(edges.full_day(rows) + edges.full_day(6, day=2), ON), "en"))
    named = next(
        number for number, page in enumerate(pages) if "Wednesday 25 November 2026 ·" in " ".join(page.split())
    )
    begun = next(number for number, page in enumerate(pages) if "Item 2-00" in page)
    assert named == begun


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_outline_of_a_day_of_forty_rows_is_one_page_with_all_of_them(code):
    pdf = made("outline", seen(edges.full_day(40), ON), code)
    (page,) = pages_of_pdf(pdf)
    assert sorted(set(re.findall(r"1-(\d\d)", page))) == [f"{number:02d}" for number in range(40)]
    assert outside(pdf) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_booklet_names_its_day_on_every_page_of_it(code):
    said = booklet.content(seen(edges.full_day(40), ON), None, code, ISSUE)
    pages = pages_of_pdf(booklet.lay_out(said, on=ON, attached=b"", emblems={}))
    of_the_day = [page for page in pages if re.search(r"1-\d\d", page)]
    assert len(of_the_day) == 3  # fourteen entries to a page
    year = said.days[0].heading.split()[-1] if code != "ru" else "2026"
    assert all(year in page for page in of_the_day)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("rows", "sheets"), [(1, 1), (30, 1), (60, 2), (90, 2)])
def test_a_card_folds_to_a_pocket_however_much_is_on_it(rows, sheets, code):
    days = "".join(edges.full_day(min(30, rows - at), day=1 + at // 30) for at in range(0, rows, 30))
    legs = "[legs.city]\nlast_day = 3\n"
    pdf = made("pocket", seen(days + legs, ON), code)
    sizes = sizes_of(pdf)
    assert len(sizes) <= sheets  # one side of the sheet, or both
    assert {(round(wide), round(high)) for wide, high in sizes} == {A4_LYING}
    assert len(set(re.findall(r"\d-\d\d", text_of_pdf(pdf)))) == rows
    assert outside(pdf) == []
    folds = (99 / 25.4 * 72, 198 / 25.4 * 72)
    crossing = [one for one in letters_of(pdf) for fold in folds if one.left < fold < one.right]
    assert crossing == []


# ---------------------------------------------------------------------------------------------------- clocks


def times_of(projection: Projection, code: str, paper=working_programme) -> dict[str, str]:
    said = paper.content(projection, None, code, ISSUE)
    rows = (
        (row.title, row.time) for day in said.days for row in (day.lines if paper is working_programme else day.entries)
    )
    return dict(rows)


@pytest.mark.parametrize("paper", [working_programme, booklet])
def test_an_end_after_midnight_says_that_it_is_the_day_after(paper):
    assert times_of(seen(edges.past_midnight(), ON), "en", paper) == {"Ball": "22:30–00:30⁺¹"}
    assert times_of(seen(edges.past_midnight(), ON), "fa", paper) == {"Ball": "۲۲:۳۰–۰۰:۳۰⁺¹"}


@every_paper
def test_a_night_that_ends_after_midnight_is_on_every_paper(paper, code):
    text = text_of_pdf(made(paper, seen(edges.past_midnight(), ON), code))
    assert {"Ball"} <= set(text.split())
    assert re.search("00:30⁺¹|۰۰:۳۰⁺¹", text) or paper == "outline"  # which says when it begins


def test_over_the_date_line_each_time_is_that_of_its_own_city_which_is_named():
    projection = seen(edges.over_the_date_line(), ON)
    # The day begins in Auckland; talks at ten in Honolulu are at nine of the next morning there.
    assert times_of(projection, "en", booklet) == {"First talks": "09:00–10:00", "Second talks": "10:00–11:00 Honolulu"}
    assert times_of(projection, "ru", booklet)["Second talks"] == "10:00–11:00 Гонолулу"
    (day,) = working_programme.content(projection, None, "en", ISSUE).days
    flight = next(line for line in day.lines if line.title.startswith("Flight"))
    assert flight.details == ("leaves 12:00 Auckland", "arrives 22:00⁻¹ Honolulu")
    outline = outline_programme.content(projection, None, "en", ISSUE)
    assert [entry.time for day in outline.days for part in day.parts for entry in part] == ["09:00", "10:00 Honolulu"]


@every_paper
def test_over_the_date_line_every_paper_names_weekday_clock_and_both_cities(paper, code):
    text = " ".join(text_of_pdf(made(paper, seen(edges.over_the_date_line(), ON), code)).split())
    assert "UTC" in text
    if code != "fa":
        assert {"en": "Wednesday", "ru": "среда", "fa-ru": "среда"}[code] in text
        assert {"en": "Honolulu", "ru": "Гонолулу", "fa-ru": "Гонолулу"}[code] in text


@pytest.mark.parametrize(
    ("on", "watch", "offset"),
    [
        # at two it is three: an hour of watch ends at half past three
        (date(2026, 3, 29), "01:30–03:30", "UTC+01:00; at 02:00 the clock changes to UTC+02:00"),
        # at three it is two again: the hour ends before that
        (date(2026, 10, 25), "01:30–02:30", "UTC+02:00; at 03:00 the clock changes to UTC+01:00"),
    ],
)
def test_on_the_night_of_a_changing_clock_times_are_those_that_the_clock_shows(on, watch, offset):
    projection = seen(edges.on_a_changing_clock(), on)
    assert times_of(projection, "en") == {"Watch": watch, "Morning": "09:00–10:00"}
    assert working_programme.content(projection, None, "en", ISSUE).days[0].clock == (
        f"All times are local: Berlin, {offset}"
    )
    events = icalendar.Calendar.from_ical(calendar.lay_out(calendar.content(projection, None, "en"), on=ON)).walk(
        "VEVENT"
    )
    lengths = {
        str(event["SUMMARY"]): event["DTEND"].dt.timestamp() - event["DTSTART"].dt.timestamp() for event in events
    }
    assert lengths == {"Watch": 3600, "Morning": 3600}


# --------------------------------------------------------------------------------------------------- scripts


@every_paper
def test_titles_in_three_scripts_are_whole_on_every_paper(paper, code):
    pdf = made(paper, seen(edges.in_other_scripts(), ON), code)
    read = drawn(text_of_pdf(pdf))
    for title in ("Ceremonial welcome", "Церемония встречи", "مراسم استقبال رسمی"):
        assert drawn(title) - read == Counter()
    assert on_one_another(list(letters_of(pdf))) == []


@pytest.mark.parametrize("paper", ["working", "booklet", "outline", "pocket"])
def test_on_a_persian_page_a_title_in_another_script_runs_its_own_way_from_where_all_begin(paper):
    letters = list(letters_of(made(paper, seen(edges.in_other_scripts(), ON), "fa")))
    words = ["Ceremonial", "welcome"]
    begins = {word: place_of(letters, word) for word in words}
    assert begins["Ceremonial"][0] < begins["welcome"][0]  # from left to right
    assert begins["Ceremonial"][1] == begins["welcome"][1]  # on one line
    persian = [letter for letter in letters if letter.letter == "م" and abs(letter.right - begins["welcome"][2]) < 5]
    assert persian  # the Persian title begins at the same edge


def place_of(letters: list[Letter], word: str) -> tuple[int, int, float]:
    """Where a word begins, its height on the page, and where it ends, in points."""
    said = "".join(letter.letter for letter in letters)
    at = said.index(word)
    return round(letters[at].left), round(letters[at].bottom // 4), letters[at + len(word) - 1].right
