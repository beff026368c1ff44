"""Word documents: that Word may open them, what they look like in both directions, and what travels along."""

from __future__ import annotations

import io
import re
import zipfile
from importlib.resources import files

import pytest
from docx import Document
from tests.documents import edges
from tests.documents.papers import ISSUE, ON, texts_of_word
from tests.projections.visits import full_day, seen

from placet.documents import working_programme
from placet.documents.typeset import word_fonts
from placet.documents.typeset.word import Cell, Piece, typeset

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(*codes: str, projection=None) -> bytes:
    projection = projection or seen(full_day(ON))
    said = [working_programme.content(projection, None, code, ISSUE) for code in codes]
    return working_programme.lay_out_word(said, on=ON, attached=b"{}")


def opened(*codes: str):
    return Document(io.BytesIO(made(*codes)))


def day_of(document):
    """The table of the one day; what two languages have above it stands in a table too."""
    return document.tables[-1]


def is_heading(row) -> bool:
    return row.find(f"{W}trPr/{W}tblHeader") is not None


def cells(row) -> list[str]:
    """The texts of a row, a paragraph to a line; python-docx passes over what stands in content controls."""
    return [
        "\n".join("".join(text.text for text in paragraph.iter(f"{W}t")) for paragraph in cell.iter(f"{W}p"))
        for cell in row.tc_lst
    ]


@pytest.mark.parametrize("codes", [("en",), ("fa",), ("ru",), ("fa", "ru")])
def test_a_day_is_one_table_whose_heading_stands_on_every_page(codes):
    rows = day_of(opened(*codes))._tbl.tr_lst
    headings = 2 if len(codes) == 1 else 1  # two languages need no labels over their columns
    assert [is_heading(row) for row in rows] == [number < headings for number in range(len(rows))]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@pytest.mark.parametrize("codes", [("en",), ("fa",), ("fa", "ru")])
def test_every_row_of_a_table_is_as_wide_as_the_table(codes):
    table = day_of(opened(*codes))
    columns = len(table._tbl.tblGrid)
    for row in table._tbl.tr_lst:
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.tc_lst]
        assert sum(int(span.get(f"{W}val")) if span is not None else 1 for span in spans) == columns


def test_a_persian_table_runs_from_the_right_and_a_russian_one_does_not():
    assert "<w:bidiVisual/>" in texts_of_word(made("fa"))
    assert "<w:bidiVisual/>" not in texts_of_word(made("ru"))


def test_in_a_persian_line_a_latin_name_is_a_run_of_its_own_that_runs_from_the_left():
    text = texts_of_word(made("fa"))
    runs = re.findall(r"<w:r>(?:(?!</w:r>).)*</w:r>", text)
    foreign = [run for run in runs if "\u2068" in run]
    assert foreign
    assert [run for run in foreign if "<w:rtl/>" in run] == []
    assert [run for run in runs if re.search("[\u0621-\u06cc]", run) and "<w:rtl/>" not in run] == []


def test_a_document_with_persian_carries_its_face_which_is_the_one_that_papers_are_set_in():
    with zipfile.ZipFile(io.BytesIO(made("fa"))) as packed:
        veiled = packed.read("word/fonts/font1.odttf")
        table = packed.read("word/fontTable.xml").decode()
    (persian,) = re.findall(r'<w:font w:name="Vazirmatn">.*?</w:font>', table)
    (key,) = re.findall(r'<w:embedRegular [^>]*w:fontKey="\{([0-9A-F-]+)\}"', persian)
    # As Word reads it: the first 32 bytes are combined with the 16 of the key, last first, twice.
    veil = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    face = bytes(a ^ b for a, b in zip(veiled[:32], veil, strict=True)) + veiled[32:]
    assert face == files(word_fonts.__package__).joinpath("fonts", "Vazirmatn-Regular.ttf").read_bytes()


def test_a_document_without_persian_carries_no_face():
    with zipfile.ZipFile(io.BytesIO(made("en", "ru"))) as packed:
        assert [name for name in packed.namelist() if name.endswith(".odttf")] == []
        assert "Segoe UI" in packed.read("word/fontTable.xml").decode()  # what stands in for the face asked for


def test_word_counts_the_pages_and_every_foot_says_which_issue_it_is():
    text = texts_of_word(made("en"))
    assert text.count('<w:fldSimple w:instr="PAGE">') == text.count('<w:fldSimple w:instr="NUMPAGES">') == 1
    document = opened("fa", "ru")
    foot = "\n".join(text.text for text in document.sections[0].footer._element.iter(f"{W}t"))
    assert "Редакция: 2" in foot
    assert "نسخهٔ ۲" in foot


def test_ways_run_on_over_the_columns_of_title_and_place():
    table = day_of(opened("en"))
    said = [cells(row) for row in table._tbl.tr_lst]
    assert [len(row) for row in said if row[1:] and "Flight to Arvand" in row[1]] == [3]
    assert [len(row) for row in said if row[1:] and row[1].startswith("Talks")] == [4]


@pytest.mark.parametrize(
    "text",
    [
        edges.long_names(),
        edges.empty_fields(),
        edges.full_day(40),
        edges.over_the_date_line(),
        edges.in_other_scripts(),
    ],
    ids=["long", "empty", "forty", "date line", "scripts"],
)
def test_a_visit_at_the_edge_has_each_of_its_lines_in_the_document(text):
    projection = edges.seen(text, ON)
    said = [working_programme.content(projection, None, code, ISSUE) for code in ("fa", "ru")]
    document = Document(io.BytesIO(working_programme.lay_out_word(said, on=ON, attached=b"{}")))
    rows = [cells(row) for table in document.tables for row in table._tbl.tr_lst if not is_heading(row)]
    first, second = ([line for day in paper.days for line in day.lines] for paper in said)
    assert len(rows) == len(first)
    for (one, middle, other), line, twin in zip(rows, first, second, strict=True):
        assert line.title in one
        assert twin.title in other
        assert middle.split("\n") == [line.time, twin.time]


def alone(text: str, tag: str = "", *, right_to_left: bool = False) -> bytes:
    """A document with this text alone."""
    language = "fa" if right_to_left else "ru"
    piece = Piece(text=text, right_to_left=right_to_left, language=language, tag=tag)
    return typeset([Cell((piece,))], [], end=[], head=[], foot=[], language=language, on=ON, attached=b"")


def written(text: str, tag: str = "", *, right_to_left: bool = False) -> str:
    """What stands in its body."""
    document = Document(io.BytesIO(alone(text, tag, right_to_left=right_to_left)))
    return "".join(text.text for text in document.element.body.iter(f"{W}t"))


def test_no_line_ends_within_a_date_or_a_time_from_to_and_none_begins_with_a_point():
    assert written("до 24 ноября 2026 г. · 11:50–15:00 · ۲۴ نوامبر ۲۰۲۶ · 3 1405 4") == (
        "до 24\u00a0ноября\u00a02026\u00a0г.\u00a0· 11:50\u2060–\u206015:00\u00a0· "
        "۲۴\u00a0نوامبر\u00a0۲۰۲۶\u00a0· 3 1405 4"
    )


def test_a_time_that_fills_its_cell_stands_there_as_it_is_typed():
    assert written("11:50–15:00", tag="talks/time") == "11:50–15:00"


def test_in_a_persian_line_a_space_of_a_point_holds_a_time_to_its_dash_and_to_the_bracket_before_it():
    assert written("هیئت (۱۱:۵۰–۱۵:۰۰)", right_to_left=True) == "هیئت (\u00a0۱۱:۵۰\u2060–\u2060\u00a0۱۵:۰۰)"
    assert written("۱۱:۵۰–۱۵:۰۰", tag="talks/time", right_to_left=True) == "۱۱:۵۰–۱۵:۰۰"  # fills its cell
    body = texts_of_word(alone("هیئت (۱۱:۵۰–۱۵:۰۰)", right_to_left=True))
    held = re.findall(r"<w:r><w:rPr>((?:(?!</w:rPr>).)*)</w:rPr><w:t>\u00a0</w:t></w:r>", body)
    assert held == ['<w:sz w:val="2"/><w:szCs w:val="2"/>'] * 2  # halves of a point: it cannot be seen


def test_papers_of_two_languages_stand_beside_each_other_from_the_title_to_the_foot():
    document = opened("fa", "ru")
    section = document.sections[0]
    for table in (document.tables[0], *section.header.tables, *section.footer.tables):
        assert table._tbl.tblPr.find(f"{W}bidiVisual") is not None  # the first language is Persian: it begins
        for row in table._tbl.tr_lst:
            first, second = cells(row)
            assert not re.search("[\u0400-\u04ff]", first)
            assert not re.search("[\u0621-\u06cc]", second)
    assert len(section.header.tables) == len(section.footer.tables) == 1
    assert [len(opened("fa").sections[0].footer.tables), len(opened("fa").tables)] == [0, 1]


def test_two_languages_of_the_same_digits_are_told_a_time_once():
    rows = [cells(row) for row in day_of(opened("en", "ru"))._tbl.tr_lst if not is_heading(row)]
    assert rows
    assert [row[1] for row in rows if len(set(row[1].split("\n"))) < len(row[1].split("\n"))] == []


@pytest.mark.parametrize("codes", [("ru",), ("fa", "ru")])
def test_engagements_without_a_time_stand_below_their_label_and_not_behind_a_point(codes):
    projection = edges.seen(edges.empty_fields(), ON)
    document = Document(io.BytesIO(made(*codes, projection=projection)))
    said = ["".join(text.text for text in one.iter(f"{W}t")) for one in document.element.body.iter(f"{W}p")]
    label = said.index("Время уточняется:")
    assert said[label + (1 if len(codes) == 1 else 2)] == "Some time"  # beside it stands the Persian one


def test_pages_are_counted_in_a_face_that_draws_persian_digits_and_travels_along():
    paper = made("fa", "ru")
    with zipfile.ZipFile(io.BytesIO(paper)) as packed:
        foot = next(text for name in packed.namelist() if "footer" in name if (text := packed.read(name).decode()))
        named = packed.read("word/fontTable.xml").decode()
        faces = [name for name in packed.namelist() if name.endswith(".odttf")]
    counted = re.findall(r'w:instr="(\w+)"><w:r><w:rPr>(?:<w:rFonts w:ascii="([^"]+)")?', foot)
    persian = "Vazirmatn 06F0"
    # Persian first, as the paper runs; each says its page and how many there are.
    assert counted == [("PAGE", persian), ("NUMPAGES", persian), ("PAGE", ""), ("NUMPAGES", "")]
    assert f'<w:font w:name="{persian}"><w:altName w:val="Vazirmatn"/>' in named
    assert len(faces) == 3


def test_a_name_cannot_turn_the_times_that_stand_after_it():
    assert written("Palace\u202e \u2068کاخ\u2069 11:50") == "Palace \u2068کاخ\u2069 11:50"
