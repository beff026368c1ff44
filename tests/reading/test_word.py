"""Word documents: what a reader sees in them is what is read."""

from __future__ import annotations

import pytest
from tests.documents.papers import ISSUE, ON
from tests.projections.visits import full_day, seen
from tests.reading.files import p, tbl, tc, tr, word
from tests.reading.grids import spot

from placet.documents import working_programme
from placet.reading.grid import FileKind, Note, Row
from placet.reading.readers import read

TAGGED = (
    '<w:sdt><w:sdtPr><w:tag w:val="talks/title"/></w:sdtPr><w:sdtContent>'
    "<w:r><w:t>Talks</w:t></w:r></w:sdtContent></w:sdt>"
)


def cells(body):
    return [row.cells for row in read(word(body)).rows]


def test_paragraphs_and_tables_come_in_their_order_each_with_its_place():
    grid = read(word(p("Day 1") + tbl(tr(tc("09:00"), tc("Arrival")), tr(tc("10:00"), tc("Talks"))) + p("Day 2")))
    assert (grid.kind, grid.rows) == (
        FileKind.WORD,
        (
            Row(where=spot("paragraph 1"), cells=("Day 1",)),
            Row(where=spot("table 1, row 1"), cells=("09:00", "Arrival"), table=1),
            Row(where=spot("table 1, row 2"), cells=("10:00", "Talks"), table=1),
            Row(where=spot("paragraph 2"), cells=("Day 2",)),
        ),
    )


def test_tabs_part_cells_and_line_breaks_part_lines():
    first, second = "<w:t>09:00</w:t><w:tab/><w:t>Arrival</w:t>", "<w:t>10:00</w:t><w:tab/><w:t>Talks</w:t>"
    assert cells(f"<w:p><w:r>{first}<w:br/>{second}</w:r></w:p>") == [("09:00", "Arrival"), ("10:00", "Talks")]


def test_merged_cells_stand_once_also_from_right_to_left():
    across, down, rest = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tr(tc("ساعت"), tc("برنامه", across)),
        tr(tc("۰۹:۰۰", down), tc("ورود"), tc("فرودگاه")),
        tr(tc("۰۹:۰۰", rest), tc("استقبال"), tc("تالار")),
        tr(tc("پایان"), marks='<w:gridBefore w:val="1"/>'),
        marks="<w:bidiVisual/>",
    )
    assert cells(body) == [
        ("ساعت", "برنامه"),
        ("۰۹:۰۰", "ورود", "فرودگاه"),
        ("", "استقبال", "تالار"),
        ("", "پایان"),
    ]
    assert [row.merged for row in read(word(body)).rows] == [(), (), (0,), ()]


def test_a_table_inside_a_table_follows_its_row_under_a_number_of_its_own():
    inner = f"<w:tc>{p('Plenary')}{tbl(tr(tc('10:30'), tc('Signing')))}{p('Palace')}</w:tc>"
    rows = read(word(tbl(tr(tc("10:00"), inner), tr(tc("12:00"), tc("Lunch"))))).rows
    assert [(row.where, row.table, row.cells) for row in rows] == [
        (spot("table 1, row 1"), 1, ("10:00", "Plenary\nPalace")),
        (spot("table 2, row 1"), 2, ("10:30", "Signing")),
        (spot("table 1, row 2"), 1, ("12:00", "Lunch")),
    ]


def test_insertions_are_read_and_deletions_are_not():
    body = (
        "<w:p><w:r><w:t>Talks at </w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>11</w:t></w:r></w:ins></w:p>"
        + tbl(tr(tc("12:00"), marks="<w:del/>"), tr(tc("13:00"), marks="<w:ins/>"))
        + f"<w:moveFrom>{p('old')}</w:moveFrom>"
    )
    assert cells(body) == [("Talks at 11",), ("13:00",)]


def test_a_text_box_follows_its_paragraph_and_is_read_once():
    box = (
        "<w:p><w:r><w:t>Day 1</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice><wps:txbx><w:txbxContent>{p('Dress: dark suit')}</w:txbxContent></wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox><w:txbxContent>{p('Dress: dark suit')}</w:txbxContent></v:textbox></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert cells(box) == [("Day 1",), ("Dress: dark suit",)]
    assert cells(tbl(tr(f"<w:tc>{box}</w:tc>"))) == [("Day 1\nDress: dark suit",)]


def test_hidden_text_and_documents_inside_are_left_out_and_noted():
    body = p("Day 1") + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p><w:altChunk/>"
    grid = read(word(body))
    assert [row.cells for row in grid.rows] == [("Day 1",)]
    assert set(grid.notes) == {Note(what="embedded"), Note(what="hidden-text")}


def test_headings_are_marked():
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    grid = read(word(p("Day 1", style) + p("Talks") + tbl(tr(tc("Time"), marks="<w:tblHeader/>"))))
    assert [row.is_heading for row in grid.rows] == [True, False, True]


def test_ids_come_with_what_stands_under_them_now():
    (line, row) = read(word(f"<w:p>{TAGGED}</w:p>" + tbl(tr(tc("10:00"), f"<w:tc><w:p>{TAGGED}</w:p></w:tc>")))).rows
    assert (line.cells, line.tags, line.tagged) == (("Talks",), ("talks/title",), ("Talks",))
    assert (row.cells, row.tags, row.tagged) == (("10:00", "Talks"), ("talks/title",), ("Talks",))


@pytest.mark.parametrize(
    ("part", "attached"),
    [
        (b'<programme xmlns="urn:placet:programme:1">eyJhIjogMX0=</programme>', b'{"a": 1}'),
        (b'<programme xmlns="urn:placet:programme:1">?</programme>', None),
        (b"<other/>", None),
    ],
)
def test_data_of_ours_is_found_under_any_name(part, attached):
    assert read(word(p("Day 1"), customXml__item7_dot_xml=part)).attached == attached


@pytest.mark.parametrize("languages", [("en",), ("fa",), ("fa", "ru")])
def test_our_own_working_programme_is_read_back_with_its_ids_and_data(languages):
    papers = [working_programme.content(seen(full_day()), "AR", code, ISSUE) for code in languages]
    grid = read(working_programme.lay_out_word(papers, on=ON, attached=b"{}"))
    lines = [line for day in papers[0].days for line in day.lines]
    rows = [row for row in grid.rows if row.table is not None and not row.is_heading]
    assert [row.tags[[tag.endswith("/time") for tag in row.tags].index(True)] for row in rows] == [
        f"{line.id}/time" for line in lines
    ]
    assert grid.attached == b"{}"
