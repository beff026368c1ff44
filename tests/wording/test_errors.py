"""Errors in sentences: what, where, what next."""

from __future__ import annotations

from datetime import date, time

import pytest
from tests.told import ENGLISH

from placet.errors import (
    Cell,
    Fault,
    ForeignFileError,
    FormatError,
    NotFoundError,
    PlacetError,
    StorageError,
    TooLarge,
    VisitFileError,
    Word,
    system_word,
)
from placet.wording.errors import FaultLines, advice, fault_lines, fault_parts, faults_more, sentence
from placet.wording.language import language

LENGTH = Word("notations", "length")
NO_UNIT = Fault("visit.toml", 41, "talks.length", "unit", {"found": "60", "expected": LENGTH})
BROKEN = Word("json", "broken", {"line": 3, "column": 1})
TEXT = Fault("visit.toml", 7, "title", "value", {"found": "1", "expected": Word("notations", "text"), "meant": ""})


@pytest.mark.parametrize(
    ("error", "said", "next_"),
    [
        (NotFoundError("taks", ("talks", "walks")), "“taks” names no one thing here.", "Did you mean: talks, walks"),
        (NotFoundError("xyz", ()), "“xyz” names no one thing here.", ""),
        (
            FormatError("a.json", "json", cause=BROKEN),
            "a.json: not JSON from line 3, column 1 on.",
            "Export it again from where it came.",
        ),
        (
            StorageError("/x", "not-read", cause=system_word(FileNotFoundError(2, "No such file or directory"))),
            "/x: is not there.",
            "Check the name and that you may read it.",
        ),
        (
            StorageError("/x", "not-written", cause=Word("system", "EWEIRD", {"number": 177})),
            "/x: the system refuses (number 177).",
            "Check that you may write there.",
        ),
        (
            TooLarge("a.json", "visit-file", fault=TEXT),
            "a.json: as a visit file it would have 1, expected a text in quotes.",
            "Split it into several programmes.",
        ),
        (VisitFileError((NO_UNIT,)), "1 thing to mend. Nothing was written.", ""),
        (
            ForeignFileError("a.doc", "old-office", save_as=".docx"),
            "a.doc: the form in which Office saved before 2007, or its binary form.",
            "Open it and save it as .docx.",
        ),
        (PlacetError("something else"), "something else", ""),
    ],
)
def test_a_sentence_and_what_to_do_next(error, said, next_):
    assert (sentence(error, ENGLISH), advice(error, ENGLISH)) == (said, next_)


@pytest.mark.parametrize(
    ("fault", "lines"),
    [
        (
            NO_UNIT,
            FaultLines(
                "visit.toml:41",
                "talks.length: 60",
                'Expected: a length of time such as `45m` or `1h30`. Write a unit: "60m"',
            ),
        ),
        (
            Fault(
                "visit.toml", 90, "talks.dres", "unknown-key", {"found": "dres", "known": ("dress",), "meant": "dress"}
            ),
            FaultLines("visit.toml:90", "talks.dres", "Expected: a known key. Did you mean: dress"),
        ),
        (
            Fault("visit.toml", 90, "talks.x", "unknown-key", {"found": "x", "known": ("at", "day"), "meant": ""}),
            FaultLines("visit.toml:90", "talks.x", "Expected: a known key. Known here: at, day"),
        ),
        (
            Fault("visit.toml", None, "", "no-utf-8", {"byte": "0xff"}),
            FaultLines("visit.toml", "byte 0xff", "Expected: text in UTF-8. Save the file as UTF-8."),
        ),
        (
            Fault(
                "v",
                3,
                "talks.at",
                "no-such-time",
                {"found": "02:30", "day": date(2030, 3, 31)} | {"starts": time(2), "ends": time(3)},
            ),
            FaultLines(
                "v:3",
                "talks.at: 02:30",
                "Expected: a time that there is. On 31 March 2030 the clock jumps from 02:00 to 03:00.",
            ),
        ),
    ],
)
def test_a_fault_has_a_place_a_finding_and_a_remedy(fault, lines):
    assert fault_lines(fault, ENGLISH) == lines


def test_in_a_cell_a_text_needs_no_quotes_and_a_list_no_brackets():
    cell = Cell(2, "Venues", 4, 6)
    several = Word("notations", "list", {"inner": Word("notations", "text")})
    fault = Fault("v.xlsx", cell, "venues", "no-list", {"found": "3", "expected": several})
    assert fault_lines(fault, ENGLISH) == FaultLines(
        "v.xlsx, sheet Venues, cell F4", "venues: 3", "Expected: with commas between: a text, …."
    )
    in_toml = Fault("v.toml", 4, "venues", fault.reason, fault.facts)
    assert fault_parts(in_toml, ENGLISH).advice == "Put it in square brackets."


def test_of_very_many_faults_the_rest_is_counted():
    assert faults_more((NO_UNIT,) * 43, ENGLISH) == "3 more follow once these are mended."
    assert faults_more((NO_UNIT,) * 40, ENGLISH) == ""


def test_numbers_are_written_as_the_language_writes_them():
    error = TooLarge("a.json", "bytes", most=2_097_152)
    assert sentence(error, language("en")) == "a.json: larger than 2,097,152 bytes."
    assert "\N{EXTENDED ARABIC-INDIC DIGIT TWO}\N{ARABIC THOUSANDS SEPARATOR}" in sentence(error, language("fa"))
    assert "2\N{NO-BREAK SPACE}097\N{NO-BREAK SPACE}152" in sentence(error, language("ru"))
