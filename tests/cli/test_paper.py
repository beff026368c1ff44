"""A page is as wide as its terminal, within bounds, and shows less at the end of a line where it is narrow."""

from __future__ import annotations

import io
import os
import sys

import pytest
from tests.told import ENGLISH

from placet.cli.paper import Paper


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
