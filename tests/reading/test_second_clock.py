"""The capitals' time in a Word paper of ours: whoever changes it alone is told that it follows from the local one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tests.documents.papers import ISSUE, ON
from tests.projections.visits import full_day
from tests.reading.grids import spot

from placet.documents import working_programme
from placet.model.declare import Layer
from placet.node.attached import attached
from placet.node.printed_lines import printed_lines
from placet.node.reading import Found, find
from placet.projections.current import project
from placet.reading.attached import read_attached
from placet.reading.changes import edits_of
from placet.reading.edits import Change, WhyNot
from placet.reading.gate import read_grid
from placet.reading.grid import Row

CASE = full_day(ON)
BOTH_CLOCKS = replace(ISSUE, other_clock=True)


def paper(*codes: str) -> bytes:
    projection = project(CASE, Layer.SHARED)
    said = [working_programme.content(projection, None, code, BOTH_CLOCKS) for code in codes]
    data = attached(projection.seen, CASE.programme)
    return working_programme.lay_out_word(said, on=ON, attached=data)


HELD = (
    "</w:t></w:r><w:r><w:rPr>[^\u00a0]*</w:rPr><w:t>\u00a0</w:t></w:r><w:r><w:rPr>[^\u00a0]{0,200}?</w:rPr><w:t[^>]*>"
)
"""In a Persian line, a space behind the dash, so small that nobody types it."""


def edited(docx: bytes, path: Path, changes: Mapping[str, str]) -> Path:
    """The document with texts replaced, each of which stands in it once; what holds a dash is not typed."""
    source = zipfile.ZipFile(io.BytesIO(docx))
    with zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text = content.decode()
                for before, after in changes.items():
                    printed = re.escape(f">{before}<").replace("–", f"\u2060?–\u2060?(?:{HELD})?")
                    text, count = re.subn(printed, f">{after}<", text)
                    assert count == 1, before
                content = text.encode()
            target.writestr(name, content)
    return path


def told(found: Found) -> list[tuple[str, Change, str, str, WhyNot | None]]:
    return [(edit.name, edit.change, edit.before, edit.after, edit.why_not) for edit in found.edits]


def changed(
    tmp_path: Path, docx: bytes, changes: Mapping[str, str] = {}
) -> list[tuple[str, Change, str, str, WhyNot | None]]:
    return told(find(edited(docx, tmp_path / "paper.docx", changes)))


@pytest.mark.parametrize("codes", [("en",), ("fa",), ("ru",), ("fa", "ru"), ("fa", "en")], ids="-".join)
def test_a_paper_with_both_clocks_comes_back_without_a_change(tmp_path, codes):
    assert changed(tmp_path, paper(*codes)) == []


# Arvand keeps Tehran's clock, 3:30 ahead of UTC; Moscow is 3:00 ahead: talks at 10:00 begin at 09:30 there.
@pytest.mark.parametrize(
    ("codes", "before", "after"),
    [
        (("en",), "09:30–10:15 Moscow", "09:45–10:15 Moscow"),
        (("ru",), "09:30–10:15 Москва", "09:45–10:15 Москва"),
        (("fa",), "۰۹:۳۰–۱۰:۱۵ مسکو", "۰۹:۴۵–۱۰:۱۵ مسکو"),
        (("fa", "ru"), "09:30–10:15 Москва", "09:45–10:15 Москва"),
    ],
)
def test_a_change_of_the_other_clock_alone_is_told_and_not_taken_over(tmp_path, codes, before, after):
    expected = [("Talks", Change.MOVED, before, after, WhyNot.OTHER_CLOCK)]
    assert changed(tmp_path, paper(*codes), {before: after}) == expected


def test_a_way_and_an_unreadable_or_renamed_clock_are_told(tmp_path):
    # The flight leaves Moscow at 06:30 and lands at 09:00, 08:30 there.
    flight, talks, lunch = "06:30–08:30 Moscow", "09:30–10:15 Moscow", "11:00–12:00 Moscow"
    after = {flight: "06:40–08:30 Moscow", talks: "later", lunch: "11:00–12:00 Kyiv"}
    assert changed(tmp_path, paper("en"), after) == [
        ("Flight to Arvand", Change.MOVED, flight, after[flight], WhyNot.OTHER_CLOCK),
        ("Talks", Change.UNREAD, talks, "later", WhyNot.OTHER_CLOCK),
        ("Lunch", Change.MOVED, lunch, after[lunch], WhyNot.OTHER_CLOCK),
    ]


def test_the_other_clock_moved_along_with_the_local_one_says_nothing_new(tmp_path):
    both = {"10:00–10:45": "10:15–11:00", "09:30–10:15 Moscow": "09:45–10:30 Moscow"}
    assert changed(tmp_path, paper("en"), both) == [
        ("Talks", Change.MOVED, "10:00–10:45", "10:15–11:00", None),
    ]
    apart = {**both, "09:30–10:15 Moscow": "09:50–10:30 Moscow"}
    assert [why_not for *_, why_not in changed(tmp_path, paper("en"), apart)] == [None, WhyNot.OTHER_CLOCK]


def test_the_other_clock_left_behind_or_written_otherwise_is_no_change(tmp_path):
    assert [why_not for *_, why_not in changed(tmp_path, paper("en"), {"10:00–10:45": "10:15–11:00"})] == [None]
    assert changed(tmp_path, paper("en"), {"09:30–10:15 Moscow": "9.30 – 10.15 Moscow"}) == []


@pytest.mark.parametrize(
    ("codes", "cells"),
    [
        (("en",), ("12:45", "Tea", "Garden", "")),
        (("fa", "ru"), ("", "12:45", "Чай")),
    ],
    ids=["one", "two"],
)
def test_a_line_written_in_has_its_time_in_the_column_of_times(tmp_path, codes, cells):
    """Beside a time stands the other clock's, and in two languages the time of the other one."""
    path = edited(paper(*codes), tmp_path / "paper.docx", {})
    grid = read_grid(path, path.name)
    last = [row for row in grid.rows if row.table is not None][-1]
    more = Row(where=spot("table 1, row 99"), cells=cells, table=last.table)
    data = read_attached(grid.attached, path.name)
    (edit,) = edits_of(replace(grid, rows=(*grid.rows, more)), data, printed_lines(data))
    assert (edit.change, edit.at.clock.at.isoformat("minutes")) == (Change.ADDED, "12:45")
