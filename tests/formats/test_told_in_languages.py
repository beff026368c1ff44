"""What is wrong in a file, and what a heading means, is told in the language of who reads it."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest
from tests.cli.visits import SMALL
from tests.formats.workbook import workbook
from tests.untranslated import english_in

from placet.errors import Fault, VisitFileError
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.reading.grid import Where
from placet.reading.saying import where_said
from placet.wording.errors import fault_lines
from placet.wording.isolates import END, ISOLATE
from placet.wording.language import language

LETTERS = {"fa": "[\u0621-\u06cc]{2,}", "ru": "[\u0430-\u044f]{2,}"}

# One slip after the other, each of a kind of its own.
WRONG = (
    SMALL.replace('length = "60m"', "length = 60").replace('kind = "wreath"', 'kind = "wreth"')
    + """
[sides.AR.person]
[legs.sea]
city = "Sea"
zone = "Sea/Side"
first_day = 3
last_day = 2
[venues.hall]
name = ""
leg = "see"
[engagements."a b"]
[engagements.lunch]
title = { english = "Lunch" }
kind = "meal"
format = "plenary"
day = 0
days = [1]
length = "1h"
venues = "hall"
dres = "dark suit"
value = 101
[engagements.tea]
title = "Tea"
kind = "private"
length = { least = "2h", most = "1h" }
at = "soon"
[engagements.dinner]
title = "Dinner"
kind = "banquet"
length = "2h"
after = ["dinner"]
value = 101
[rules.night-reste]
grade = "off"
"""
)


def faults_of(text: str) -> tuple[Fault, ...]:
    with pytest.raises(VisitFileError) as refused:
        read_visit(parse_toml("visit.toml", text.encode()))
    return refused.value.faults


def whole(fault: Fault, code: str) -> str:
    lines = fault_lines(fault, language(code))
    return plain(f"{lines.place} {lines.found} {lines.remedy}")


def plain(said: str) -> str:
    """Without the signs of isolates."""
    return said.replace(ISOLATE, "").replace(END, "")


@pytest.mark.parametrize("code", ["fa", "ru"])
def test_every_fault_of_a_file_is_told_without_an_english_sentence(code):
    told = {fault.reason: whole(fault, code) for fault in faults_of(WRONG)}
    assert set(told) == {
        "internal-in-shared",
        "leg-days",
        "missing",
        "no-id",
        "no-list",
        "text-empty",
        "unit",
        "unknown-id",
        "unknown-key",
        "unknown-zone",
        "value",
        "value-beyond",
    }
    assert {reason for reason, said in told.items() if english_in(said, theirs=WRONG)} == set()
    assert {reason for reason, said in told.items() if not re.search(LETTERS[code], said)} == set()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("fa", "visit.toml:74 legs.sea.last_day: روزهای ۳ تا ۲ مورد انتظار: `first_day` <= `last_day`، میان ۱ و ۶۰."),
        ("ru", "visit.toml:74 legs.sea.last_day: дни с 3 по 2 Ожидается: `first_day` <= `last_day`, от 1 до 60."),
    ],
)
def test_what_is_typed_stays_as_typed_and_digits_of_ours_are_those_of_the_language(code, said):
    """Line 74 is an address in the file, and an address has the digits that an editor shows."""
    assert [whole(fault, code) for fault in faults_of(WRONG) if fault.reason == "leg-days"] == [said]


def comments(code: str) -> list[str]:
    book: Any = openpyxl.load_workbook(io.BytesIO(workbook(language=code)))
    return [cell.comment.text for sheet in book for cell in sheet[1] if cell.comment is not None]


@pytest.mark.parametrize("code", ["fa", "ru"])
def test_every_heading_of_a_workbook_is_explained_in_its_language(code):
    said = comments(code)
    assert len(said) == len(comments("en")) > 150
    assert [comment for comment in said if english_in(comment)] == []
    assert [comment for comment in said if not re.search(LETTERS[code], comment)] == []


@pytest.mark.parametrize("code", ["fa", "ru"])
def test_the_same_search_finds_english_in_an_english_workbook(code):
    assert len([comment for comment in comments("en") if english_in(comment)]) > 100


PLACES: list[tuple[Where, str, str, str]] = [
    ((("table", 2), ("row", 5)), "table 2, row 5", "جدول ۲، ردیف ۵", "таблица 2, строка 5"),
    ((("page", 1), ("line", 12)), "page 1, line 12", "صفحهٔ ۱، سطر ۱۲", "страница 1, строка 12"),
    ((("sheet", "Day 1"),), "sheet “Day 1”", "برگهٔ «Day 1»", "лист «Day 1»"),
    ((), "", "", ""),
]


@pytest.mark.parametrize(("where", "english", "persian", "russian"), PLACES)
def test_a_place_in_a_foreign_file_is_told_from_the_whole_to_the_part(where, english, persian, russian):
    said = {code: plain(where_said(where, language(code))) for code in ("en", "fa", "ru")}
    assert said == {"en": english, "fa": persian, "ru": russian}
