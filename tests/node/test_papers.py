"""Papers of a planned visit: what the sides may share, and what stays in this office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from tests.rules.cases import engagement, visit_file
from tests.told import ENGLISH

from placet.model.declare import Layer
from placet.model.spans import Hours
from placet.model.visit import Busy, Secrecy
from placet.node.files import open_visit
from placet.node.judging import case_of
from placet.node.papers import INDEX, OFFICE, late_of, page_for, papers_of
from placet.node.planned import PlanReport
from placet.node.planning import plan_visit
from placet.node.published import import_published
from placet.planner.outcome import NoAnswer, Planned
from placet.projections.current import project
from placet.projections.programme import EngagementRow

CROWDED = """
[engagements.park]
title = "Technology park"
day = 1
length = "60m"
optional = true
at = "10:00–11:00"
venues = ["ministry"]
who = ["president-ar"]
""" + engagement("talks", "14:00", length="60m", venues=["palace"], who=["president-ar", "president-se"])


@pytest.fixture(scope="module")
def report() -> PlanReport:
    """A park that fits only when a private commitment from 09:00 to 13:00 gives way."""
    file = visit_file(CROWDED)
    private = Busy(who=("president-ar",), day=1, between=Hours(time(9), time(13)), reason="CANARY of the cabinet")
    planned = plan_visit(replace(file, visit=replace(file.visit, diary={"cabinet": private})), seconds=20)
    assert isinstance(planned.outcome, Planned)
    assert [left.engagement for left in planned.outcome.left_out] == ["park"]
    return planned


def test_a_way_in_that_rests_on_a_private_commitment_is_told_in_this_office_only(report):
    ours = page_for(report, as_on="3 May", version="1", layer=Layer.INTERNAL).decode()
    theirs = page_for(report, as_on="3 May", version="1").decode()
    assert "Left out: Technology park." in ours
    assert "Left out: Technology park." in theirs
    assert "cabinet" in ours
    assert "cabinet" not in theirs


def test_the_papers_are_a_page_to_share_one_for_this_office_and_one_a_language(report):
    papers = papers_of(report, date(2026, 5, 3))
    assert [name for name in papers if "/" not in name] == [INDEX, OFFICE, "index.fa.html", "index.ru.html"]
    assert b"as on 3 May 2026" in papers[INDEX]
    assert b"Stays in this office" in papers[OFFICE]
    assert b"Stays in this office" not in papers[INDEX]


def test_without_a_programme_there_are_no_papers(report):
    none = replace(report, outcome=NoAnswer(("everything",)), case=None, judgement=None)
    assert papers_of(none, date(2026, 5, 3)) == {}
    with pytest.raises(ValueError, match="needs a programme"):
        page_for(none, as_on="3 May", version="1")


def with_secrecy(report: PlanReport, secrecy: Secrecy) -> PlanReport:
    known = report.case
    assert known is not None
    visit = replace(known.visit, secrecy=secrecy)
    return replace(report, case=case_of(visit, known.programme, known.timeline, known.rulebook))


@pytest.mark.parametrize("secrecy", [Secrecy.SECRET, Secrecy.HELD, Secrecy.ANNOUNCED])
def test_there_is_no_public_page_of_a_programme_that_is_not_public(report, secrecy):
    kept = with_secrecy(report, secrecy)
    with pytest.raises(ValueError, match="nothing is public"):
        page_for(kept, as_on="3 May", version="1", layer=Layer.PUBLIC)
    assert [text for text in papers_of(kept, date(2026, 5, 3)).values() if b">Public<" in text] == []


def test_the_public_page_of_a_public_programme_is_marked_so(report):
    public = with_secrecy(report, Secrecy.PROGRAMME_PUBLIC)
    assert b">Public<" in page_for(public, as_on="3 May", version="1", layer=Layer.PUBLIC)


def test_an_imported_programme_makes_a_page_without_columns_for_people(checkout, tmp_path):
    """Its drives are estimates between places in words, which nobody stated: they are no ways of the visit."""
    import_published(checkout / "examples/published/courtesy.json", tmp_path / "old", ENGLISH)
    report = plan_visit(open_visit(tmp_path / "old"), seconds=20, forget_times=True)
    text = page_for(report, as_on="3 May", version="1").decode()
    assert 'class="sheet unnamed"' in text
    assert 'class="who"' not in text
    assert "Who is where" not in text
    assert "<bdi>Ways</bdi>" not in text


def test_how_late_something_may_run_stays_in_this_office(report: PlanReport) -> None:
    papers = papers_of(report, date(2026, 5, 3))
    office = papers[OFFICE].decode()
    assert "may run late: " in office
    assert 'class="bar late"' in office
    for name, paper in papers.items():
        if name != OFFICE and name.endswith(".html"):
            assert b"may run late" not in paper, name
            assert b'class="bar late"' not in paper, name
    late = late_of(report, "en")
    assert late.keys() == report.outcome.programme.placements.keys()
    for layer in (Layer.SHARED, Layer.INTERNAL):
        rows = [row for day in project(report.case, layer, late=late).days for row in day.rows]
        told = [row.id for row in rows if isinstance(row, EngagementRow) and row.late is not None]
        assert told == ([] if layer is Layer.SHARED else list(late)), layer
