"""How an issue is asked for: its version, its copy, the capitals' time, and emblems on the cover of the booklet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from tests.documents.papers import attached_to, pages_of_pdf, text_of_pdf, texts_of_word
from tests.node.test_paper_set import ON, unpacked
from tests.reading.pictures import END, PIXELS, chunk, header, png, svg
from tests.visits import load

from placet.errors import ForeignFileError, NotFoundError
from placet.node.papers import papers_of
from placet.node.planned import PlanReport
from placet.node.planning import plan_visit
from placet.node.wanted import Wanted, emblems_for
from placet.planner.outcome import Planned

HOST, GUEST = "AR", "SE"
ISSUE = Wanted(("en",), version="3", copy="7", supersedes="2")


@pytest.fixture(scope="module")
def report() -> PlanReport:
    planned = plan_visit(load("working_visit"), seconds=30)
    assert isinstance(planned.outcome, Planned)
    return planned


@pytest.fixture(scope="module")
def issued(report) -> dict[str, bytes]:
    return papers_of(report, ON, ISSUE)


def printed(papers: dict[str, bytes]) -> dict[str, str]:
    """The text of every paper that people read, by its file name."""
    readers = {".pdf": text_of_pdf, "docx": texts_of_word, "html": bytes.decode}
    return {name: readers[name[-4:]](paper) for name, paper in papers.items() if name[-4:] in readers}


def plain(text: str) -> str:
    return " ".join(re.sub("[\u2066-\u2069]", "", text).split())


def test_every_paper_says_version_date_copy_what_it_replaces_and_for_whom_it_is(issued):
    for name, text in printed(issued).items():
        said = plain(text)
        assert re.search("[Vv]ersion 3", said), name
        assert "as on 24 November 2026" in said, name
        assert "Copy no. 7" in said, name
        assert "Supersedes version 2" in said, name
        assert "For both sides" in said or name == "office.html", name


def test_versions_and_copies_are_in_the_digits_of_the_language(report):
    imprint = plain(papers_of(report, ON, replace(ISSUE, languages=("fa",)))["index.html"].decode())
    assert "نسخهٔ ۳" in imprint
    assert "نسخهٔ شمارهٔ ۷" in imprint
    assert "جایگزین نسخهٔ ۲" in imprint


def test_without_being_asked_for_a_paper_is_a_draft_and_has_no_number(report):
    for name, text in printed(papers_of(report, ON, Wanted(("en",)))).items():
        assert "draft" in text, name
        assert "Copy no." not in text, name
        assert "Supersedes" not in text, name


def test_the_imprint_stands_on_every_page_and_every_panel(issued):
    for name in ("papers/working-programme.en.pdf", "papers/outline.en.pdf", "papers/booklet.en.pdf"):
        for page in pages_of_pdf(issued[name]):
            assert "Version 3, as on 24 November 2026, Copy no. 7" in plain(page), name
    card = next(name for name in issued if name.startswith("people/prime-minister") and name.endswith(".pdf"))
    for page in pages_of_pdf(issued[card]):
        assert plain(page).count("24 November 2026, Copy no. 7") == 3  # a panel each


def test_the_data_is_in_every_paper_for_both_sides_and_in_no_card(issued):
    for name, paper in issued.items():
        if name.endswith(".pdf"):
            assert list(attached_to(paper)) == (["programme.json"] if name.startswith("papers/") else []), name


def test_the_capitals_time_stands_beside_the_local_one_where_it_is_asked_for(report):
    plain_set, both = (papers_of(report, ON, Wanted(("en",), other_clock=asked)) for asked in (False, True))
    name = "papers/working-programme.en.pdf"
    # The visit is in Asia/Tehran (UTC+03:30); the guest's capital, Europe/Moscow, is half an hour behind.
    local = re.findall(r"(\d\d):(\d\d)–", text_of_pdf(plain_set[name]))
    beside = re.findall(r"(\d\d):(\d\d)–\d\d:\d\d Moscow", plain(text_of_pdf(both[name])))
    assert beside
    assert len(local) == len(beside)
    minutes = [(int(hour) * 60 + int(minute)) for hour, minute in local]
    assert [(int(hour) * 60 + int(minute)) for hour, minute in beside] == [minute - 30 for minute in minutes]


# ---------------------------------------------------------------------------------------------------- emblems


@pytest.fixture
def arms(tmp_path):
    drawing, photograph = tmp_path / "arms.svg", tmp_path / "arms.png"
    drawing.write_bytes(svg())
    photograph.write_bytes(png(header(), chunk(b"tEXt", b"Comment\0CANARY of the painter"), PIXELS, END))
    return drawing, photograph


def test_emblems_stand_on_the_cover_of_the_booklet_and_nowhere_else(report, arms):
    visit = report.visit_file.visit
    wanted = replace(ISSUE, emblems=emblems_for(visit, zip((HOST, GUEST), arms, strict=True)))
    with_arms, without = papers_of(report, ON, wanted), papers_of(report, ON, ISSUE)
    changed = {name for name in without if with_arms[name] != without[name]}
    assert changed == {"papers/booklet.en.pdf"}
    pictures = [made["papers/booklet.en.pdf"].replace(b" ", b"") for made in (without, with_arms)]
    assert [b"/Subtype/Image" in each for each in pictures] == [False, True]


def test_the_same_emblems_give_the_same_bytes_and_no_remark_of_the_painter(report, arms):
    visit = report.visit_file.visit
    wanted = [Wanted(("en",), emblems=emblems_for(visit, [(HOST, arms[0]), (GUEST, arms[1])])) for _ in range(2)]
    first, second = (papers_of(report, ON, each) for each in wanted)
    assert first == second
    assert b"CANARY" in arms[1].read_bytes()  # it could leak
    assert [name for name, paper in first.items() if "CANARY" in unpacked(name, paper)] == []


def test_an_emblem_of_a_side_that_the_visit_has_not_is_not_read(report, tmp_path):
    with pytest.raises(NotFoundError) as raised:
        emblems_for(report.visit_file.visit, [("XX", tmp_path / "none.png")])
    assert set(raised.value.nearest) == {HOST, GUEST}


@pytest.mark.parametrize("content", [b"GIF89a", svg("<script/>"), svg()[:-4]])
def test_an_emblem_that_is_none_is_told_before_anything_is_planned(report, tmp_path, content):
    path = tmp_path / "arms"
    path.write_bytes(content)
    with pytest.raises(ForeignFileError):
        emblems_for(report.visit_file.visit, [(HOST, path)])


def test_a_picture_that_cannot_be_made_out_is_told_as_damaged(report, tmp_path, monkeypatch):
    monkeypatch.setattr("placet.node.wanted.can_be_shown", lambda *_: False)
    (tmp_path / "arms.svg").write_bytes(svg())
    with pytest.raises(ForeignFileError) as raised:
        emblems_for(report.visit_file.visit, [(HOST, tmp_path / "arms.svg")])
    assert raised.value.reason == "picture-broken"


def test_an_issue_is_of_the_day_it_is_made_on():
    assert ISSUE.issue(date(2026, 5, 3)).as_on == date(2026, 5, 3)
