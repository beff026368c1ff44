"""The whole set of papers: their names, what is in them, and that nothing private is in any byte of those to share."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date

import icalendar
import pypdfium2
import pytest
from tests.documents.papers import attached_to, text_of_pdf
from tests.projections.private import filled_in
from tests.visits import load

from placet.almanac.timeline import Timeline
from placet.formats import limits
from placet.formats.programme import read_programme
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.formats.writing import write_visit
from placet.model.declare import Layer
from placet.node.attached import attached
from placet.node.demo import example_path
from placet.node.files import open_visit
from placet.node.judging import case_of
from placet.node.papers import OFFICE, languages_of, paper_names, papers_of
from placet.node.planned import PlanReport
from placet.node.planning import plan_visit
from placet.node.wanted import Wanted
from placet.planner.outcome import Planned
from placet.projections.seen import programme_seen_by, seen_by
from placet.reading.attached import read_attached
from placet.rules.stated import stated_programme

ON = date(2026, 11, 24)
LANGUAGES = ("en", "fa", "ru")
CALENDAR = "calendars/visit.en.ics"


@pytest.fixture(scope="module")
def report() -> PlanReport:
    planned = plan_visit(load("working_visit"), seconds=30)
    assert isinstance(planned.outcome, Planned)
    return planned


@pytest.fixture(scope="module")
def papers(report) -> dict[str, bytes]:
    return papers_of(report, ON, Wanted(LANGUAGES))


@pytest.fixture(scope="module")
def papers_of_a_private_visit(report) -> dict[str, bytes]:
    return papers_of(with_private(report, "a"), ON, Wanted(LANGUAGES))


def calendar_after(report: PlanReport, last: bytes) -> bytes:
    """The English calendar, issued after another."""
    return papers_of(report, ON, Wanted(("en",)), lambda _: last)[CALENDAR]


def unpacked(name: str, paper: bytes) -> str:
    """Everything that can be read in a paper, however it is packed."""
    if name.endswith(".pdf"):
        inside = (content.decode() for content in attached_to(paper).values())
        return "\n".join([text_of_pdf(paper), paper.decode("latin-1"), *inside])
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(paper)) as packed:
            return "\n".join(packed.read(part).decode("utf-8", "replace") for part in packed.namelist())
    return paper.decode()


def with_private(report: PlanReport, mark: str) -> PlanReport:
    """The same programme of the same visit with every private field filled in."""
    visit = filled_in(report.visit_file.visit, mark, but=frozenset({"withheld", "diary"}))
    assert isinstance(report.outcome, Planned)
    case = case_of(visit, report.outcome.programme, report.timeline, report.rulebook)
    return replace(report, visit_file=replace(report.visit_file, visit=visit), case=case)


def test_the_names_are_known_before_anything_is_planned(report, papers):
    assert set(papers) == set(paper_names(report.visit_file.visit, LANGUAGES))


def test_there_is_every_paper_in_every_language_and_a_card_for_everybody(report, papers):
    for code in LANGUAGES:
        for paper in ("working-programme.{}.pdf", "working-programme.{}.docx", "booklet.{}.pdf", "outline.{}.pdf"):
            assert f"papers/{paper.format(code)}" in papers
        assert f"calendars/visit.{code}.ics" in papers
    for person in report.visit_file.visit.people:
        assert {f"people/{person}.pdf", f"people/{person}.ics"} <= set(papers)


def test_without_languages_there_are_those_of_the_visit_and_its_sides(report):
    visit = report.visit_file.visit
    spoken = [language for side in visit.sides.values() for language in side.languages]
    assert set(languages_of(visit)) == {visit.language, *spoken}


def test_an_undated_visit_has_no_calendars():
    visit_file = load("courtesy_call")
    undated = replace(visit_file, visit=replace(visit_file.visit, starts_on=None))
    made = papers_of(plan_visit(undated, seconds=30), ON, Wanted(("en",)))
    assert not [name for name in made if name.endswith(".ics")]
    assert "papers/booklet.en.pdf" in made


def test_no_private_word_is_in_any_byte_of_a_paper_to_share(papers_of_a_private_visit):
    for name, paper in papers_of_a_private_visit.items():
        assert ("CANARY" in unpacked(name, paper)) == (name == OFFICE), name


def test_flipping_every_private_field_changes_no_byte_that_leaves(report, papers_of_a_private_visit):
    first, second = papers_of_a_private_visit, papers_of(with_private(report, "bb"), ON, Wanted(LANGUAGES))
    assert [name for name in first if first[name] != second[name]] == [OFFICE]


def test_every_pdf_is_archival_with_all_its_fonts_inside(papers):
    for name, paper in papers.items():
        if name.endswith(".pdf"):
            assert b"pdfaid" in paper, name
            assert b"/FontFile" in paper, name


def test_the_data_inside_a_pdf_is_the_programme_and_the_visit_that_its_readers_see(report, papers):
    data = json.loads(attached_to(papers["papers/working-programme.fa.pdf"])["programme.json"])
    visit = read_visit(parse_toml("visit.toml", "\n".join(data["visit"]).encode())).visit
    assert isinstance(report.outcome, Planned)
    assert visit == seen_by(report.visit_file.visit, Layer.SHARED)
    programme = read_programme(parse_toml("programme.toml", "\n".join(data["programme"]).encode()), visit)
    expected = programme_seen_by(report.visit_file.visit, report.outcome.programme, Layer.SHARED)
    assert programme.placements == expected.placements


def test_the_data_of_a_large_visit_is_read_back_too():
    seen = seen_by(open_visit(example_path()).visit, Layer.SHARED)
    programme = stated_programme(seen, Timeline(seen))
    assert len(write_visit(seen).shared) > limits.MAX_TEXT_CHARS  # more than any reader takes in one text
    assert read_attached(attached(seen, programme), "booklet.pdf").visit == seen


def test_persian_times_are_read_from_the_pdf_in_their_order(papers):
    spans = re.findall(
        "([۰-۹]{2}:[۰-۹]{2})–([۰-۹]{2}:[۰-۹]{2})", text_of_pdf(papers["papers/working-programme.fa.pdf"])
    )
    assert spans
    assert all(opens < closes for opens, closes in spans)


def test_a_calendar_issued_again_counts_only_what_changed(report, papers):
    issued = papers[CALENDAR]
    assert calendar_after(report, issued) == issued
    moved = issued.replace(b"SUMMARY;LANGUAGE=en:", b"SUMMARY;LANGUAGE=en:Once ", 1)
    events = icalendar.Calendar.from_ical(calendar_after(report, moved)).walk("VEVENT")
    assert sorted(int(event["SEQUENCE"]) for event in events)[-2:] == [0, 1]


def test_what_is_no_longer_in_the_programme_is_cancelled_in_the_calendar(report, papers):
    gone = papers[CALENDAR].replace(b"UID:", b"UID:gone-", 1)
    events = icalendar.Calendar.from_ical(calendar_after(report, gone)).walk("VEVENT")
    (cancelled,) = [event for event in events if event["STATUS"] == "CANCELLED"]
    assert str(cancelled["UID"]).startswith("gone-")
    assert int(cancelled["SEQUENCE"]) == 1


def test_a_calendar_that_somebody_spoilt_is_begun_anew(report, papers):
    assert calendar_after(report, b"BEGIN:VCALENDAR\nEND:NOTHING") == papers[CALENDAR]


def test_a_card_folds_from_one_sheet(papers):
    with pypdfium2.PdfDocument(papers["people/" + sorted(n for n in papers if n.startswith("people/"))[1][7:]]) as card:
        width, height = card[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (297, 210)
