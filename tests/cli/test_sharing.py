"""How the columns of a table share a line: whole words first, then the ratios."""

from __future__ import annotations

import io
import sys

import pytest
from tests.told import ENGLISH

from placet.cli.paper import Paper
from placet.cli.sharing import shared_widths
from placet.wording.isolates import END, ISOLATE
from placet.wording.language import language


def test_columns_share_the_room_by_their_ratios_with_a_gap_between_them():
    # of 30 the first takes 20 and the second 10; the gap of 2 is of the first
    assert shared_widths(30, (2, 1), [["a b"], ["c d"]]) == [18, 10]


def test_a_column_is_as_wide_as_its_longest_word_and_the_others_share_the_rest():
    # the last needs the 13 of "Interpreter/s"; the others halve the 17 left, rounded up for the first: 9 - 2 and 8 - 2
    assert shared_widths(30, (1, 1, 1), [["a"], ["b"], ["two Interpreter/s"]]) == [7, 6, 13]


def test_a_column_without_a_ratio_is_as_wide_as_its_lines():
    # 30 - (3 + 2) for the other
    assert shared_widths(30, (0, 1), [["a\nb c"], ["all the rest"]]) == [3, 25]


def test_without_ratios_columns_take_what_they_need_and_share_only_where_it_is_too_much():
    assert shared_widths(30, (), [["one two"], ["three"]]) == [7, 5]
    # 7 + 11 + 2 are more than 16. 7 is less than half of it and stays, so the other has 16 - 7 - 2
    assert shared_widths(16, (), [["one two"], ["three three"]]) == [7, 7]
    # both are more than half: they share by what they need, 8 and 8, and the gap is of the first
    assert shared_widths(16, (), [["aaa bbb ccc"], ["dd ee ff gg"]]) == [6, 8]
    # 7 + 2 + 11 are too much for whole lines, 3 + 2 + 11 are not for whole words
    assert shared_widths(16, (), [["one two"], ["three-three"]]) == [3, 11]


def test_where_a_word_would_be_cut_nothing_is_shared():
    # 10 + 2 + 10
    assert shared_widths(22, (1, 1), [["x" * 10], ["y" * 10]]) == [10, 10]
    assert shared_widths(21, (1, 1), [["x" * 10], ["y" * 10]]) is None


def test_marks_that_nobody_sees_take_no_room():
    assert shared_widths(5, (), [[f"{ISOLATE}one{END}"]]) == [3]


ROWS = [("Visit", "Thursday", "Wednesday"), ("Talks", "", "Friday")]
HEADS = ("", "A", "B")
STACKED = """\
  Visit
    A  Thursday
    B  Wednesday
  Talks
    B  Friday
"""


@pytest.mark.parametrize(
    ("room", "told"),
    [
        # 2 + 9 + 9 + 2 for each gap and the margin is more than 20: cells stand below each other
        (20, STACKED),
        # 38 in 2 : 3 : 3 parts, rounded up from the first: 10, 14 and 14, after the margin of 2
        (40, "            A             B\n  Visit     Thursday      Wednesday\n  Talks                   Friday\n"),
    ],
)
def test_cells_that_do_not_fit_side_by_side_stand_below_each_other_beside_their_heads(monkeypatch, room, told):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    paper = Paper(ENGLISH)
    paper.console.width = room
    paper.columns(ROWS, ratios=(2, 3, 3), heads=HEADS)
    assert stream.getvalue() == told


def test_what_stands_before_the_shared_columns_stays_beside_the_first_of_them(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    paper = Paper(language("ru"))
    paper.console.width = 20
    # 3 + 10 + 13, with gaps and margin, is more than 20
    paper.columns([("1", "переводчик", "visit.toml:12")], ratios=(0, 1, 0))
    assert stream.getvalue() == "  1  переводчик\n    visit.toml:12\n"
