"""A page is as wide as its terminal, within bounds, and shows less at the end of a line where it is narrow."""

from __future__ import annotations

import io
import os
import re
import sys

import pytest
from tests.told import ENGLISH

from placet.cli.paper import Paper
from placet.wording.isolates import END, ISOLATE
from placet.wording.language import language
from placet.wording.runs import FROM_THE_RIGHT


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


@pytest.fixture
def terminal(monkeypatch):
    def of(columns: int) -> Terminal:
        stream = Terminal()
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((columns, 24)))
        return stream

    return of


@pytest.mark.parametrize(("columns", "width"), [(40, 60), (72, 72), (100, 100), (250, 100), (0, 100)])
def test_a_page_is_as_wide_as_the_terminal_from_60_to_100_columns(terminal, columns, width):
    terminal(columns)
    assert Paper(ENGLISH).console.width == width


def test_a_terminal_of_no_known_size_has_a_hundred_columns(monkeypatch):
    class Unknown(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Unknown())  # its fileno is unsupported
    assert Paper(ENGLISH).console.width == 100


def test_on_a_narrow_terminal_what_stands_at_the_end_follows_at_once(terminal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    stream = terminal(72)
    Paper(ENGLISH).labelled("stated", "on D", "visit.toml:73")
    assert "on D  visit.toml:73" in stream.getvalue()


def test_nothing_is_printed_for_nothing(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    paper = Paper(ENGLISH)
    paper.line("")
    paper.labelled("stated", "")
    paper.columns([])
    assert stream.getvalue() == ""
    paper.bullet("one")
    assert stream.getvalue() == "  – one\n"


def test_commands_that_are_too_long_for_one_line_stay_whole_with_what_they_are_for(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    Paper(ENGLISH).steps("next", [("placet check a", "see that it is in order"), ("placet plan a", "plan it")])
    assert stream.getvalue() == (
        "  next       placet check a  see that it is in order\n             placet plan a   plan it\n"
    )
    stream.seek(0)
    stream.truncate()
    long = f"placet check /{'a' * 60}"
    Paper(ENGLISH).steps("next", [(long, "see that it is in order"), ("placet plan a", "plan it")])
    assert [line.strip() for line in stream.getvalue().splitlines()] == [
        f"next       {long}",
        "see that it is in order",
        "placet plan a",
        "plan it",
    ]


def test_a_command_that_a_sentence_ends_in_stands_whole_on_a_line_of_its_own_where_both_do_not_fit(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    paper, short, long = Paper(ENGLISH), "placet standing a", f"placet standing '/{'a b' * 40}'"
    see = "See where it stands: {command}"
    paper.line(ENGLISH.fill(see, {"command": short}))
    paper.line(ENGLISH.fill(see, {"command": long}), indent=2)
    paper.bullet(ENGLISH.fill(see, {"command": long}))
    assert stream.getvalue().splitlines() == [
        f"See where it stands: {short}",
        "  See where it stands:",
        f"    {long}",
        "  – See where it stands:",
        f"      {long}",
    ]


@pytest.fixture
def persian(monkeypatch):
    """A page in Persian, and what is on it."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    return Paper(language("fa")), stream


def test_an_isolate_that_is_broken_is_closed_on_its_line_and_opened_again_on_the_next(persian):
    paper, printed = persian
    title = "Working visit of the Prime Minister of Severia to the Republic of Arvandia and its provinces in the north"
    paper.labelled("سفر", f"{ISOLATE}{title}{END} آغاز شد")
    first, second = printed.getvalue().splitlines()
    assert (first.count(ISOLATE), first.count(END), first[-1]) == (1, 1, END)
    assert (second.count(ISOLATE), second.count(END), second[0]) == (1, 1, FROM_THE_RIGHT)
    words = re.sub(f"[{ISOLATE}{END}{FROM_THE_RIGHT}]", " ", first + second).split()
    assert words == f"سفر {title} آغاز شد".split()


def test_a_line_that_begins_with_a_foreign_word_says_that_it_runs_from_the_right(persian):
    paper, printed = persian
    paper.line("visit.toml خوانده شد", indent=2)
    assert printed.getvalue() == f"{FROM_THE_RIGHT}  {ISOLATE}visit.toml{END} خوانده شد\n"


def test_a_command_has_nothing_hidden_in_it_where_it_is_copied(persian):
    paper, printed = persian
    paper.steps("سپس", [("placet check a", "بررسی")])
    assert "  placet check a  بررسی" in printed.getvalue()


def test_a_command_on_a_line_of_its_own_is_what_is_typed_and_no_more(persian):
    paper, printed = persian
    paper.line(paper.spoken.fill("وضعیت را ببینید: placet standing {at}", {"at": f"'/{'a b' * 40}'"}))
    assert printed.getvalue().splitlines()[1] == f"  placet standing '/{'a b' * 40}'"


def test_what_a_file_says_turns_nothing_round(persian):
    paper, printed = persian
    paper.line(f"نام \u202e{ISOLATE}کج \u2067x")
    assert printed.getvalue() == f"نام کج {ISOLATE}x{END}\n"


def test_in_a_language_from_the_left_isolates_are_not_printed(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    Paper(language("ru")).line(f"{ISOLATE}سفر{END} начинается")
    assert stream.getvalue() == "سفر начинается\n"
