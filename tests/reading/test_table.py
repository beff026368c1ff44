"""Tables as text: encodings and separators are recognised, and said where they had to be supposed."""

from __future__ import annotations

import pytest
from tests.reading.grids import spot
from tests.reading.refusals import refusal

from placet.reading.grid import FileKind, Note, Row
from placet.reading.readers import read

RUSSIAN = "время;событие;место\n10:00;Переговоры президентов;Большой дворец\n"
PERSIAN = "ساعت;برنامه;محل\n10:00;مذاكرات هيأت هاي دو كشور;سالن اصلي\n"
FRENCH = "heure;événement;lieu\n10:00;Arrivée du président;Palais de l'Élysée\n"


@pytest.mark.parametrize(
    ("text", "encoding", "noted"),
    [
        (RUSSIAN, "utf-8", None),
        (RUSSIAN, "utf-8-sig", None),
        (PERSIAN, "utf-16", None),
        (RUSSIAN, "cp1251", "cp1251"),
        (PERSIAN, "cp1256", "cp1256"),
        (FRENCH, "cp1252", "cp1252"),
    ],
)
def test_an_encoding_is_recognised_by_its_letters(text, encoding, noted):
    grid = read(text.encode(encoding))
    assert [";".join(row.cells) for row in grid.rows] == text.splitlines()
    assert grid.notes == (() if noted is None else (Note(what="encoding", found=noted),))


@pytest.mark.parametrize("content", [RUSSIAN.upper().encode("cp1251"), b"10:00;\x96\x96;x\n", b"\xff\xfea\0b"])
def test_an_encoding_that_is_not_certain_is_asked_for(content):
    assert refusal(content) == ("unclear-encoding", {})


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_separator_is_recognised_by_the_rows_agreeing(separator):
    text = "\n".join(separator.join(row) for row in (("09:00", "Arrival"), ("10:00", '"Talks"'), ("11:00", "Lunch")))
    assert [row.cells for row in read(text.encode()).rows] == [
        ("09:00", "Arrival"),
        ("10:00", "Talks"),
        ("11:00", "Lunch"),
    ]


def test_a_stated_separator_counts():
    assert [row.cells for row in read(b"sep=,\na;b,c\n").rows] == [("a;b", "c")]


def test_text_in_quotes_may_have_separators_and_lines():
    grid = read(b'09:00;"Arrival;\nguard";\n\n;;\n10:00;Talks\n')
    assert (grid.kind, grid.rows) == (
        FileKind.TABLE,
        (
            Row(where=spot("line 1"), cells=("09:00", "Arrival;\nguard"), table=1),
            Row(where=spot("line 5"), cells=("10:00", "Talks"), table=1),
        ),
    )


def test_a_text_without_separators_is_lines():
    grid = read(b"Programme\n09:00 Arrival, airport\n10:00 Talks\nLunch\n")
    assert [(row.cells, row.table) for row in grid.rows] == [
        (("Programme",), None),
        (("09:00 Arrival, airport",), None),
        (("10:00 Talks",), None),
        (("Lunch",), None),
    ]
