"""`placet workbook`, and a workbook where a visit is asked for."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from tests.cli.running import placet
from tests.formats.workbook import PRIVATE, SHARED

PLACES = {"file", "line"}


@pytest.fixture
def visit(tmp_path):
    folder = tmp_path / "visit"
    folder.mkdir()
    (folder / "visit.toml").write_text(SHARED, encoding="utf-8")
    (folder / "private.toml").write_text(PRIVATE, encoding="utf-8")
    return folder


def without_places(told: object) -> object:
    """What was told, without the place in the file that each requirement names."""
    if isinstance(told, list):
        return [without_places(part) for part in told]
    if isinstance(told, dict):
        return {name: without_places(value) for name, value in told.items() if name not in PLACES}
    return told


def test_a_workbook_is_written_and_used_as_the_visit(visit, tmp_path):
    book = tmp_path / "visit.xlsx"
    result = placet("workbook", visit, "-o", book)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "".join(result.stdout.split()).startswith(f"Thevisitisin{book}.")
    for command in (["check"], ["plan"]):
        of_folder = json.loads(placet(*command, visit, "--json").stdout)
        of_book = json.loads(placet(*command, book, "--json").stdout)
        assert without_places(of_book) == without_places(of_folder)
    assert "visit.xlsx, sheet Engagements, cell A3" in " ".join(placet("why", book, "talks").stdout.split())


def test_a_workbook_of_a_workbook_is_the_same(visit, tmp_path):
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    placet("workbook", visit, "-o", first)
    assert placet("workbook", first, "--output", second).exit_code == 0
    assert first.read_bytes() == second.read_bytes()


def test_what_is_there_already_is_never_replaced(visit, tmp_path):
    book = tmp_path / "visit.xlsx"
    book.write_bytes(b"mine")
    result = placet("workbook", visit, "-o", book)
    assert (result.exit_code, book.read_bytes()) == (7, b"mine")
    assert "is there already" in " ".join(result.stderr.split())
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".placet")] == []


def test_a_shared_workbook_in_another_language(visit, tmp_path):
    book = tmp_path / "theirs.xlsx"
    assert placet("workbook", visit, "-o", book, "--shared", "--lang", "ru").exit_code == 0
    names = openpyxl.load_workbook(io.BytesIO(book.read_bytes())).sheetnames
    assert names[:3] == ["Визит", "Стороны", "Выходные дни"]
    assert [name for name in names if "только у нас" in name] == []


def test_another_ending_is_wrong_use(visit, tmp_path):
    result = placet("workbook", visit, "-o", tmp_path / "visit.pdf")
    assert result.exit_code == 2
    assert result.stderr.startswith("Call it something.xlsx, as Excel does.")


def test_mistakes_are_told_by_sheet_and_cell(visit, tmp_path):
    book_path = tmp_path / "visit.xlsx"
    placet("workbook", visit, "-o", book_path)
    book = openpyxl.load_workbook(book_path)
    book["Engagements"]["D3"] = "talk"
    book.save(book_path)
    result = placet("check", book_path)
    assert result.exit_code == 3
    assert "visit.xlsx, sheet Engagements, cell D3" in " ".join(result.stderr.split())
    (fault,) = json.loads(placet("check", book_path, "--json").stdout)["faults"]
    assert (fault["line"], fault["field"], fault["found"]) == ("Engagements!D3", "engagements.talks.kind", "talk")


def test_a_workbook_with_macros_is_refused_in_words(tmp_path):
    book = tmp_path / "visit.xlsm"
    book.write_bytes(b"no workbook at all")
    result = placet("check", book)
    assert result.exit_code == 3
    assert "this is no Excel workbook, or a damaged one." in " ".join(result.stderr.split())
