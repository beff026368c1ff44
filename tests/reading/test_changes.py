"""Papers of ours come back: equal data, and every change by hand found, numbered and taken over only if chosen."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.reading.grids import spot
from tests.visits import load

from placet.errors import FormatError, TooLarge, UnsupportedVersion
from placet.model.engagements import Status
from placet.model.text import Text
from placet.node.attached import attached as attach
from placet.node.planning import plan_visit
from placet.planner.outcome import Planned
from placet.reading.attached import read_attached
from placet.reading.changes import edits_of
from placet.reading.edits import Change, WhyNot
from placet.reading.grid import FileKind, Grid, Row
from placet.reading.taking_over import taken_over


@pytest.fixture(scope="module")
def data():
    report = plan_visit(load("courtesy_call"), seconds=20)
    assert isinstance(report.outcome, Planned)
    return attach(report.visit_file.visit, report.outcome.programme), report.visit_file.visit, report.outcome.programme


def printed(visit, programme):
    """The rows of a paper, as the door gives them."""
    rows = []
    for number, placement in enumerate(programme.in_order(), 1):
        name = placement.engagement
        time = f"{placement.starts_at:%H:%M}–{placement.ends_at:%H:%M}"
        title = next(iter(visit.engagements[name].title.by_language.values()))
        rows.append(
            Row(
                where=spot(f"table 1, row {number}"),
                cells=(time, title, ""),
                table=1,
                tags=(f"{name}/time", f"{name}/title"),
                tagged=(time, title),
            )
        )
    return tuple(rows)


def grid(rows):
    return Grid(kind=FileKind.WORD, rows=tuple(rows))


def test_what_was_attached_is_read_back_equal(data):
    content, visit, programme = data
    read = read_attached(content, "paper.pdf")
    assert read.visit == visit
    assert read.programme == programme


def test_an_untouched_paper_has_no_changes(data):
    content, visit, programme = data
    assert edits_of(grid(printed(visit, programme)), read_attached(content, "paper.docx")) == ()


def test_every_change_is_found_in_the_order_of_the_file(data):
    content, visit, programme = data
    first, _, *rest = printed(visit, programme)
    moved = replace(first, cells=("06:05–06:20", *first.cells[1:]), tagged=("06:05–06:20", first.tagged[1]))
    added = Row(where=spot("table 1, row 9"), cells=("21:15", "Tea on the terrace", "Garden"), table=1)
    renamed = [replace(row, tagged=(row.tagged[0], "Another title")) for row in rest[:1]]
    edits = edits_of(grid([moved, *renamed, *rest[1:], added]), read_attached(content, "paper.docx"))
    expected = [Change.MOVED, *[Change.RENAMED for _ in renamed], Change.ADDED, Change.DELETED]
    assert [edit.change for edit in edits] == expected
    changed = taken_over(visit, edits, {1, len(expected) - 1, len(expected)})
    assert changed.engagements[edits[0].engagement].at.clock.at.isoformat("minutes") == "06:05"
    assert changed.engagements["added-1"].place == Text({"en": "Garden"})
    assert changed.engagements[edits[-1].engagement].status is Status.CANCELLED
    assert taken_over(visit, edits, ()) == visit


def test_a_time_that_cannot_be_read_is_told_and_changes_nothing(data):
    content, visit, programme = data
    first, *rest = printed(visit, programme)
    edits = edits_of(grid([replace(first, tagged=("later", first.tagged[1])), *rest]), read_attached(content, "p.docx"))
    assert [(edit.change, edit.why_not) for edit in edits] == [(Change.UNREAD, WhyNot.UNREAD)]
    assert taken_over(visit, edits, {1}) == visit


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": "placet-programme", "format_version": 1}',
        b'{"format": "placet-programme", "format_version": 1, "visit": "x", "programme": "y"}',
    ],
)
def test_damaged_data_is_refused(content):
    with pytest.raises(FormatError):
        read_attached(content, "paper.pdf")


def test_data_of_a_newer_placet_says_so():
    with pytest.raises(UnsupportedVersion):
        read_attached(json.dumps({"format": "placet-programme", "format_version": 2}).encode(), "paper.pdf")


def test_too_much_data_is_refused():
    with pytest.raises(TooLarge):
        read_attached(b" " * (3 << 20), "paper.pdf")
