"""What is wrong in a workbook is told by sheet and cell, all at once, with a remedy."""

from __future__ import annotations

from datetime import date, time
from functools import partial
from typing import Any

import pytest
from tests.formats.workbook import FILE, column, edited, opened, small, told, typed
from tests.told import ENGLISH

from placet.errors import Cell, UnsupportedVersion, VisitFileError
from placet.model.spans import Clock, Precision, When
from placet.wording.errors import fault_lines

TALKS, LUNCH = 3, 4  # rows of the sheet Engagements
# Its columns: A id, B and C title, D kind, E format, F status, G day, H days, I leg, J at, K ends, L length, M anchor,
# N venues.


@pytest.mark.parametrize(
    ("sheet", "row", "name", "value", "fault"),
    [
        (
            "Engagements",
            TALKS,
            "kind",
            "talk",
            ("Engagements!D3", "engagements.talks.kind", "talk", "Did you mean: talks"),
        ),
        (
            "Engagements",
            TALKS,
            "length",
            8,
            ("Engagements!L3", "engagements.talks.length", "8", "Write 8m for minutes, 8h for hours."),
        ),
        (
            "Engagements",
            LUNCH,
            "venues",
            "palais",
            ("Engagements!N4", "engagements.lunch.venues[1]", "palais", "Did you mean: palace"),
        ),
        (
            "Engagements",
            LUNCH,
            "id",
            "talks",
            ("Engagements!A4", "engagements.talks", "stands in row 3 already", "Take one row out."),
        ),
        (
            "Cues",
            3,
            "of",
            "dinner",
            ("Cues!A3", "engagements.dinner", "dinner", "Add it on the sheet engagements first."),
        ),
        (
            "Engagements, stays in office",
            3,
            "id",
            "talk",
            ("Engagements, stays in office!A3", "engagements.talk", "talk", "Did you mean: talks"),
        ),
        (
            "Legs",
            3,
            "zone",
            "Europe/Roma",
            ("Legs!D3", "legs.capital.zone", "Europe/Roma", "Did you mean: Europe/Rome"),
        ),
    ],
)
def test_a_mistake_is_told_by_its_cell(sheet, row, name, value, fault):
    (found, *others) = told(typed(sheet, row, name, value))
    place, field, what, _, advice = found
    assert (place, field, what, advice) == fault
    assert [other for other in others if other[0] == place] == []


def test_all_mistakes_are_told_at_once_in_the_order_of_the_sheets():
    def spoil(book: Any) -> None:
        book["Legs"].cell(3, column(book["Legs"], "last_day")).value = "two"
        book["Engagements"].cell(TALKS, column(book["Engagements"], "day")).value = 1.5
        book["Engagements"].cell(LUNCH, column(book["Engagements"], "kind")).value = "diner"

    assert [(place, found) for place, _, found, _, _ in told(edited(spoil))] == [
        ("Legs!H3", "two"),
        ("Engagements!G3", "1.5"),
        ("Engagements!D4", "diner"),
    ]


def test_a_formula_is_refused_and_not_computed():
    assert told(typed("Engagements", TALKS, "at", "=1/2")) == [
        (
            "Engagements!J3",
            "engagements.talks.at",
            "a formula",
            "a value",
            "Replace the formula by what it shows: copy it, paste the values.",
        )
    ]


@pytest.mark.parametrize(("formula", "meant"), [("=TRUE()", True), ("=FALSE()", False)])
def test_a_truth_is_one_also_as_libreoffice_calc_saves_it(formula, meant):
    assert opened(typed("Venues", 3, "outdoor", formula)).visit.venues["palace"].outdoor is meant


@pytest.mark.parametrize("formula", ["=NOT(TRUE())", "=TRUE", "=true()", "=TRUE()+0"])
def test_any_other_formula_about_a_truth_is_refused(formula):
    ((_, _, found, _, _),) = told(typed("Venues", 3, "outdoor", formula))
    assert found == "a formula"


def test_what_a_spreadsheet_could_not_work_out_is_refused():
    (fault,) = told(typed("Engagements", TALKS, "agreed", "#REF!"))
    assert fault[2:] == ("#REF!", "a value", "The spreadsheet could not work it out.")


@pytest.mark.parametrize(
    ("name", "value", "number_format"),
    [("at", time(10, 0), "hh:mm"), ("at", 10 / 24, "General"), ("at", " 10:00 ", "@")],
)
def test_an_hour_that_became_a_fraction_is_still_the_hour(name, value, number_format):
    visit = opened(typed("Engagements", TALKS, name, value, number_format)).visit
    assert visit.engagements["talks"].at == When(Precision.EXACT, Clock(time(10, 0)))


def test_a_date_is_a_date():
    def date_it(book: Any) -> None:
        rows = {row[1].value: row[2] for row in book["Visit"].iter_rows()}
        rows["starts_on"].value = date(2030, 1, 31)

    assert opened(edited(date_it)).visit.starts_on == date(2030, 1, 31)


def test_headings_may_be_changed_and_columns_and_sheets_moved():
    def move(book: Any) -> None:
        sheet = book["Engagements"]
        sheet.title = "Termine"
        for cell in sheet[1]:
            cell.value = "?"
        sheet.move_range(f"A1:BZ{sheet.max_row}", rows=1, cols=2)
        book.move_sheet(sheet, -5)

    assert opened(edited(move)).visit == small()


def test_blank_rows_and_what_the_office_keeps_for_itself_are_not_read():
    def add(book: Any) -> None:
        sheet = book["Engagements"]
        sheet.insert_rows(LUNCH)
        last = sheet.max_column + 1
        sheet.cell(2, last).value, sheet.cell(TALKS, last).value = "#ours", "call them"
        book.create_sheet("# sums")["A1"] = "=1+1"
        book.create_sheet("Sheet1")

    assert opened(edited(add)).visit == small()


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (
            lambda book: book.create_sheet("Engagement").append(["x"]),
            ("Engagement!A1", "", "a sheet Engagement", "a sheet of a visit", "Did you mean: engagements"),
        ),
        (
            lambda book: book.create_sheet("Zzzzzz").append(["x"]),
            ("Zzzzzz!A1", "", "a sheet Zzzzzz", "a sheet of a visit", "Begin its name with # to keep it for yourself."),
        ),
        (
            lambda book: book.create_sheet("legs").append(["id", "city"]),
            ("legs1!A1", "", "a second sheet of legs, after Legs", "each sheet once", "Put their rows together."),
        ),
        (
            lambda book: book["Travel times"].append(["", "", "", "", "", "", "", "x"]),
            (
                "Travel times!H2",
                "",
                "a column without a name",
                "the name of a field",
                "Write the field's name here, or # to keep the column for yourself.",
            ),
        ),
    ],
    ids=["nearly a sheet", "no sheet", "a second sheet", "no name"],
)
def test_what_is_no_sheet_or_column_is_told(spoil, fault):
    def change(book: Any) -> None:
        spoil(book)
        if "legs1" in book.sheetnames:
            book["legs1"]["A1"] = "legs: id"

    assert fault in told(edited(change))


@pytest.mark.parametrize(
    ("sheet", "name", "fault"),
    [
        ("Engagements", "tilte", ("tilte", "the name of a field", "Did you mean: title")),
        ("Engagements", "at", ("a second column at", "each column once", "Put the two together.")),
        (
            "Engagements",
            "note",
            (
                "note: a field that must not leave this office",
                "the same on the sheet engagements.private",
                "Move the column there.",
            ),
        ),
        (
            "Engagements, stays in office",
            "dress [en]",
            ("dress [en]: a field that the sides share", "the same on the sheet engagements", "Move the column there."),
        ),
    ],
)
def test_a_column_that_does_not_belong_there_is_told(sheet, name, fault):
    def add(book: Any) -> None:
        last = book[sheet].max_column + 1
        book[sheet].cell(2, last).value, book[sheet].cell(3, last).value = name, "x"

    assert [found[2:] for found in told(edited(add))] == [fault]


def test_a_field_that_stands_twice_and_one_that_there_is_not():
    def add(book: Any) -> None:
        for name in ("title [en]", "titel"):
            book["Visit"].append([None, name, "x"])

    assert [(found[2], found[4]) for found in told(edited(add))] == [
        ("stands here a second time", "Take one of the two out."),
        ("titel", "Did you mean: title"),
    ]


def test_a_row_without_its_id_is_told_and_nothing_else():
    assert [found[2:4] for found in told(typed("Venues", 3, "id", None))][:1] == [
        ("nothing in the column id", "an id: letters a–z, digits, . _ -, at most 64")
    ]


def test_a_workbook_of_a_later_placet_is_refused():
    def later(book: Any) -> None:
        book["Visit"]["C3"] = 99

    with pytest.raises(UnsupportedVersion):
        opened(edited(later))


def test_a_workbook_without_a_leg_says_so_in_words_of_a_workbook():
    (fault,) = [found for found in told(edited(lambda book: book["Legs"].delete_rows(3))) if found[0] == ""]
    assert fault[3:] == ("at least one row on the sheet of legs", "A leg has a city and a zone.")


def test_a_sheet_made_by_hand_is_known_by_its_title():
    def by_hand(book: Any) -> None:
        del book["Venues"]
        sheet = book.create_sheet("Venues")
        sheet.append(["id", "name"])
        sheet.append(["palace", "Palace"])

    assert opened(edited(by_hand)).visit == small()


def test_a_reader_sees_sheet_and_cell():
    with pytest.raises(VisitFileError) as raised:
        opened(typed("Engagements", TALKS, "kind", "talk"))
    lines = fault_lines(raised.value.faults[0], ENGLISH)
    assert lines.place == f"{FILE}, sheet Engagements, cell D3"
    assert lines.remedy.endswith("Did you mean: talks")


@pytest.mark.parametrize(("column_number", "address"), [(1, "A1"), (26, "Z1"), (27, "AA1"), (703, "AAA1")])
def test_columns_are_called_as_spreadsheets_call_them(column_number, address):
    assert Cell(1, "x", 1, column_number).address == address


def lacking(sheet: str, *, rows: range = range(0), column_number: int = 0, row: int = 0) -> bytes:
    """The workbook without some ids, or without a whole column or row of a sheet."""

    def spoil(book: Any) -> None:
        for number in rows:
            book[sheet].cell(number, 1).value = None
        if column_number:
            book[sheet].delete_cols(column_number)
        if row:
            book[sheet].delete_rows(row)

    return edited(spoil)


NO_IDS = "nothing in the column id of any row"
PUT_BACK = "Put the column back as an earlier workbook has it: other sheets refer to these ids."
FRESH = "Copy that row from an earlier workbook, or from one that `placet workbook` writes."


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        # Two engagements, in rows 3 and 4; emptied, the first column that is read is B.
        (
            partial(lacking, "Engagements", rows=range(3, 5)),
            (
                "Engagements!B3:B4",
                "",
                NO_IDS,
                "`engagements: id` in the row of names, and an id in each row",
                PUT_BACK,
            ),
        ),
        (
            partial(lacking, "Engagements", column_number=1),
            (
                "Engagements!A3:A4",
                "",
                NO_IDS,
                "`engagements: id` in the row of names, and an id in each row",
                PUT_BACK,
            ),
        ),
        (
            partial(lacking, "Venues", column_number=1),
            ("Venues!A3", "", NO_IDS, "`venues: id` in the row of names, and an id in each row", PUT_BACK),
        ),
        (
            partial(lacking, "Cues", column_number=1),
            (
                "Cues!A3",
                "",
                "nothing in the column of of any row",
                "`engagements.cues: of` in the row of names, and an id in each row",
                PUT_BACK,
            ),
        ),
    ],
)
def test_ids_that_are_gone_are_told_once_and_nothing_that_follows_from_it(spoilt, fault):
    assert told(spoilt()) == [fault]


def test_a_row_of_names_that_is_gone_is_told_once():
    for sheet, first in (("Engagements", "engagements: id"), ("Visit", "visit: field"), ("Legs", "legs: id")):
        ((place, _, found, expected, advice),) = told(lacking(sheet, row=2))
        assert place.startswith(f"{sheet}!A1:")
        assert (found, expected) == ("the row of names is gone", f"the names of the fields, `{first}` first")
        assert advice == FRESH


def test_the_field_column_of_the_visit_is_told_once():
    def spoil(book: Any) -> None:
        place = next(cell.column for cell in book["Visit"][2] if str(cell.value).endswith("field"))
        for row in range(3, book["Visit"].max_row + 1):
            book["Visit"].cell(row, place).value = None

    ((_, _, found, expected, _),) = told(edited(spoil))
    assert found == "nothing in the column field of any row"
    assert expected == "`visit: field` in the row of names, and something in each row"


def test_what_else_is_wrong_is_told_beside_ids_that_are_gone():
    def spoil(book: Any) -> None:
        book["Legs"].cell(3, column(book["Legs"], "zone")).value = "Europe/Roma"
        book["Engagements"].cell(TALKS, column(book["Engagements"], "kind")).value = "talk"
        book["Engagements"].cell(LUNCH, column(book["Engagements"], "venues")).value = "palais"
        for row in (TALKS, LUNCH):
            book["Engagements"].cell(row, 1).value = None

    assert [(place, field, found) for place, field, found, _, _ in told(edited(spoil))] == [
        ("Legs!D3", "legs.capital.zone", "Europe/Roma"),
        ("Engagements!B3:B4", "", NO_IDS),
        ("Engagements!D3", "engagements.row-3.kind", "talk"),
        ("Engagements!N4", "engagements.row-4.venues[1]", "palais"),
    ]


def test_rows_without_an_id_that_follow_each_other_are_told_together_and_what_refers_to_them_too():
    def spoil(book: Any) -> None:
        for row in (5, 6, 8):
            book["Engagements"].cell(row, 2).value = "A call"
        book["Engagements"].cell(7, 1).value = "call"
        book["Engagements"].cell(7, 2).value = "A call"

    missing = "nothing in the column id"
    assert [(place, found) for place, _, found, _, _ in told(edited(spoil))] == [
        ("Engagements!A5:A6", missing),
        ("Engagements!A8", missing),
    ]
