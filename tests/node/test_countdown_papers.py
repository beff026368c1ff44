"""The papers of a countdown: what they show, in which language, and that nothing of this office alone is in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import icalendar
import pypdfium2
import pytest

from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.model.declare import Layer
from placet.node.countdown import count_down
from placet.node.countdown_page import countdown_page
from placet.node.countdown_papers import (
    Asked,
    checklist_of,
    own_pages,
    refuse_countdown_papers,
    write_countdown_papers,
)

FIRST, TODAY = date(2027, 5, 10), date(2027, 3, 20)
SECRET = "ZEBRACANARY"
PRIVATE = f"""
[own_tasks.{SECRET.lower()}]
title = "{SECRET}"
owners = ["IR.legal"]
hands = 3
usual = 20
due = 12
[tasks.visas]
note = "{SECRET}"
"""
DONE = """
[tasks.menus]
state = "done"
done_on = 2026-11-20
[tasks.visas.data]
nothing-asked = "x"
[tasks.members-notified.data]
photo = "all but two"
"""


def visit_file(checkout: Path, private: str = ""):
    shared = (checkout / "examples/tehran-moscow/visit.toml").read_text("utf-8") + DONE
    own = parse_toml("private.toml", private.encode()) if private else None
    return read_visit(parse_toml("visit.toml", shared.encode()), own)


@pytest.fixture(scope="module")
def written(checkout, tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    paths = write_countdown_papers(visit_file(checkout, PRIVATE), folder, Asked(FIRST, TODAY, ("en", "fa", "ru")))
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def text_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_each_language_has_its_page_and_each_office_its_checklist_and_calendar(written, checkout):
    offices = count_down(visit_file(checkout), FIRST, TODAY).countdown.offices
    pages = {f"{name}.{code}.html" for name in ("countdown", "office") for code in ("en", "fa", "ru")}
    assert set(written) == pages | {f"offices/{office}.{kind}" for office in offices for kind in ("pdf", "ics")}


@pytest.mark.parametrize("owner", ["RU", "RU.embassy"])
def test_whoever_asks_for_one_office_or_side_gets_its_papers_and_no_page(checkout, tmp_path, owner):
    file, asked = visit_file(checkout, PRIVATE), Asked(FIRST, TODAY, ("en",), owner)
    refuse_countdown_papers(file, tmp_path, asked)
    paths = write_countdown_papers(file, tmp_path, asked)
    offices = [one for one in count_down(file, FIRST, TODAY).countdown.offices if f"{one}.".startswith(f"{owner}.")]
    assert (len(offices) == 1) == (owner == "RU.embassy")
    assert {str(path.relative_to(tmp_path)) for path in paths} == {
        f"offices/{office}.{kind}" for office in offices for kind in ("pdf", "ics")
    }
    assert own_pages(file, tmp_path, asked).isdisjoint(paths)


def test_the_pages_of_this_office_stay_in_it(written, checkout, tmp_path):
    own = own_pages(visit_file(checkout), tmp_path, Asked(FIRST, TODAY, ("en", "fa", "ru")))
    assert {path.name for path in own} == {name for name in written if name.startswith("office.")}


def test_own_tasks_are_on_the_office_page_alone(written):
    """In no byte of anything else: neither its words, nor its id, nor what it takes of an office's hands."""
    holding = {name for name, content in written.items() if SECRET.lower() in content.decode("latin-1").lower()}
    assert holding == {"office.en.html", "office.fa.html", "office.ru.html"}
    papers = {name: text_of(content) for name, content in written.items() if name.endswith(".pdf")}
    assert not any(SECRET.lower() in said.lower() for said in papers.values())


def test_shared_papers_are_the_same_with_and_without_own_tasks(written, checkout, tmp_path):
    alone = write_countdown_papers(visit_file(checkout), tmp_path, Asked(FIRST, TODAY, ("en", "fa", "ru")))
    for path in alone:
        name = str(path.relative_to(tmp_path))
        if not name.startswith("office."):
            assert path.read_bytes() == written[name], name


def test_a_page_says_in_words_what_it_shows_in_colour(written):
    page = written["countdown.en.html"].decode()
    rows = re.findall(r'<tr class="([^"]*)" title="[^"]*">(.*?)</tr>', page, re.DOTALL)
    states = [(kind, re.search(r'<td class="state">(.*?)</td>', row, re.DOTALL)[1]) for kind, row in rows]
    assert any("late" in kind.split() for kind, _ in states)
    for kind, state in states:
        assert ("late" in kind.split()) == (" late" in state), (kind, state)
        assert (kind == "done") == state.startswith("done")
    assert "For both sides" in page
    assert "script" not in page


def test_what_decides_stands_before_the_picture_and_what_is_behind_it_after(checkout):
    report = count_down(visit_file(checkout), date(2030, 1, 31), date(2030, 1, 10))
    page = countdown_page(report, "en", is_own=False).decode()
    order = ("Late, by what it blocks", "What decides", "Ways out", "<table>", "Late, and what waits for it")
    places = [page.index(told) for told in order]
    assert places == sorted(places)
    # The ways out, to be chosen among, are the only list with letters.
    assert page.count("<ol>") == 1


def test_the_words_of_two_marks_never_run_into_each_other(checkout):
    # 9 March is 98 days after 1 December, and the axis has a day more: 4 x 28 days are the first step that is long
    # enough. D-28 stands at 100 x 70 / 99 = 70.7, less than twice 25 before the first day, whose words stand before it.
    report = count_down(visit_file(checkout), date(2027, 3, 9), date(2026, 12, 1))
    page = countdown_page(report, "en", is_own=False).decode()
    marks = re.findall(r'class="tick(?: before)?" style="[^:]+:([0-9.]+)%"><b>([^<]*)</b><br>([^<]*)<', page)
    assert marks == [
        ("1.01", "D", "Tue 9 Mar"),
        ("70.71", "", ""),
        ("42.42", "D-56", "Tue 12 Jan"),
        ("14.14", "D-84", "Tue 15 Dec"),
    ]


def test_a_persian_page_runs_from_the_right_and_has_no_digit_of_ours(written):
    page = written["countdown.fa.html"].decode()
    assert '<html lang="fa" dir="rtl">' in page
    shown = re.sub(r"<[^>]*>", "", page.partition("</style>")[2])
    assert re.findall("[0-9]+", shown) == []


def test_foreign_text_is_shown_and_never_run(checkout):
    visit = visit_file(checkout)
    hostile = parse_toml("visit.toml", b'[tasks.x]\ntitle = "<script>alert(1)</script>\\u202e"\n').data["tasks"]["x"][
        "title"
    ]
    task = replace(next(iter(visit.visit.tasks.values())), title=type(visit.visit.title)({"en": hostile}))
    report = count_down(replace(visit, visit=replace(visit.visit, tasks={"x": task})), FIRST, TODAY)
    page = countdown_page(report, "en", is_own=True).decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "\u202e" not in page


def test_a_checklist_is_in_the_order_of_the_due_days_and_asks_for_what_is_missing(checkout):
    report = count_down(visit_file(checkout), FIRST, TODAY, Layer.SHARED)
    paper = checklist_of(report, "RU.embassy", "en")
    assert [(row.back, row.task) for row in paper.rows] == [
        ("D-24", "Landing and overflight requested"),
        ("D-16", "Members of the delegation notified"),
        ("D-10", "Visas"),
    ]
    assert paper.rows[1].asks == (("photo", "all but two"), ("passport", ""), ("role", ""), ("suite", ""))


def test_a_calendar_has_the_due_days_as_whole_days_and_follows_the_last_one(checkout, tmp_path):
    visit, asked = visit_file(checkout), Asked(FIRST, TODAY, ("en",))
    write_countdown_papers(visit, tmp_path, asked)
    first = events(tmp_path / "offices/RU.embassy.ics")
    # D-24, D-16 and D-10 before 10 May
    assert {str(event["SUMMARY"]): event["DTSTART"].dt for event in first.values()} == {
        "Due: Landing and overflight requested": date(2027, 4, 16),
        "Due: Members of the delegation notified": date(2027, 4, 24),
        "Due: Visas": date(2027, 4, 30),
    }
    write_countdown_papers(visit, tmp_path, replace(asked, starts_on=date(2027, 5, 12)))
    moved = events(tmp_path / "offices/RU.embassy.ics")
    assert moved.keys() == first.keys()
    assert {event["SEQUENCE"] for event in first.values()} == {0}
    assert {event["SEQUENCE"] for event in moved.values()} == {1}
    before = (tmp_path / "offices/RU.embassy.ics").read_bytes()
    write_countdown_papers(visit, tmp_path, replace(asked, starts_on=date(2027, 5, 12)))
    assert (tmp_path / "offices/RU.embassy.ics").read_bytes() == before


def events(path: Path):
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
