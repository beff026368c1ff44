"""Foreign bytes at the door: what is no workbook, what would burst, what would act, each a refusal in words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.workbook import FILE, edited, opened, small_workbook
from tests.told import advice, problem

from placet.errors import FormatError, PlacetError, TooLarge
from placet.formats import limits
from placet.formats.workbook.door import let_in

SAVE = "Save it anew as an Excel workbook (.xlsx)."


def repacked(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The workbook with other files in it."""
    with zipfile.ZipFile(io.BytesIO(small_workbook())) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    change(files)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return made.getvalue()


def refusal(content: bytes) -> tuple[str, str]:
    with pytest.raises(FormatError) as raised:
        let_in(FILE, content)
    return problem(raised.value), advice(raised.value)


def with_entity(files: dict[str, bytes], encoding: str = "utf-8") -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    files["xl/workbook.xml"] = bomb.encode(encoding)


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        (lambda: b"", "this is no Excel workbook, or a damaged one"),
        (lambda: b"title = 'Visit'", "this is no Excel workbook, or a damaged one"),
        (lambda: small_workbook()[:2000], "this is no Excel workbook, or a damaged one"),
        (
            lambda: repacked(lambda files: files.pop("xl/workbook.xml")),
            "this is no Excel workbook, or one that is locked",
        ),
        (lambda: repacked(lambda files: files.update({"xl/vbaProject.bin": b"x"})), "this workbook holds macros"),
        (lambda: repacked(with_entity), "this workbook names entities, which none needs"),
        (
            lambda: repacked(lambda files: with_entity(files, "utf-16")),
            "this workbook names entities, which none needs",
        ),
        (lambda: repacked(lambda files: files.update({"xl/workbook.xml": b"<x>"})), "this workbook is damaged"),
    ],
    ids=["nothing", "toml", "half", "a zip", "macros", "entities", "entities in two bytes", "broken"],
)
def test_what_is_no_workbook_is_refused_in_words(made, problem):
    assert refusal(made()) == (problem, SAVE)


def test_a_bomb_is_refused_before_it_is_unpacked():
    # 33 MiB of noughts pack to about 33 kB: beyond 32 MiB in all, and a thousand times what is packed
    bomb = repacked(lambda files: files.update({"xl/media/x": bytes(33 * 1024 * 1024)}))
    assert len(bomb) < 300_000
    with pytest.raises(TooLarge):
        let_in(FILE, bomb)


def test_too_many_files_are_refused():
    many = repacked(lambda files: files.update({f"xl/media/{n}": b"" for n in range(limits.MAX_ZIP_MEMBERS)}))
    assert refusal(many)[0] == f"it holds more than {limits.MAX_ZIP_MEMBERS} files"


def saved(change: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda book: book.active.cell(limits.MAX_SHEET_ROWS + 1, 1, "x"),
            f"sheet Sheet goes beyond row {limits.MAX_SHEET_ROWS:,}",
        ),
        (
            lambda book: book.active.cell(1, limits.MAX_SHEET_COLUMNS + 1, "x"),
            f"sheet Sheet has more than {limits.MAX_SHEET_COLUMNS} columns",
        ),
        (
            lambda book: [book.create_sheet() for _ in range(limits.MAX_SHEETS)],
            f"it has more than {limits.MAX_SHEETS} sheets",
        ),
    ],
    ids=["rows", "columns", "sheets"],
)
def test_a_workbook_beyond_the_bounds_is_refused(change, said):
    with pytest.raises(TooLarge) as raised:
        let_in(FILE, saved(change))
    assert problem(raised.value) == said


def test_what_a_sheet_says_of_its_size_is_not_believed():
    def lie(files: dict[str, bytes]) -> None:
        for name, content in files.items():
            if name.startswith("xl/worksheets/sheet"):
                start = content.index(b"<dimension")
                end = content.index(b"/>", start)
                files[name] = content[:start] + b'<dimension ref="A1:A1"' + content[end:]

    assert opened(repacked(lie)).visit == opened(small_workbook()).visit


def test_a_month_in_a_cell_stays_a_month():
    def month(book: Any) -> None:
        sheet = book["Milestones"]
        sheet["A3"], sheet["B3"] = "signed", "Signed"
        column = [cell.value for cell in sheet[2]].index("on") + 1
        cell = sheet.cell(3, column)
        cell.value, cell.number_format = openpyxl.utils.datetime.from_excel(45658), "mmm-yy"  # 1 January 2025

    assert str(opened(edited(month)).visit.milestones["signed"].on) == "2025-01"


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.binary(min_size=1, max_size=8))
def test_damage_is_a_refusal_or_no_damage(where: st.DataObject, noise: bytes):
    content = small_workbook()
    at = where.draw(st.integers(0, len(content) - 1))
    with suppress(PlacetError):
        opened(content[:at] + noise + content[at + len(noise) :])
