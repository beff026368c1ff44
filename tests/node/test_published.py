"""Importing a published programme into a folder, and exporting it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from tests.formats.programmes import PROGRAMMES
from tests.told import ENGLISH

from placet.errors import FormatError, StorageError, VisitFileError
from placet.formats.published import visit_file_of
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.node.files import open_visit, with_estimates
from placet.node.judging import judge_stated
from placet.node.published import export_published, exported_json, import_published
from placet.node.rulebook import rulebook_for

PROGRAMME = {
    "title": "Visit",
    "timezones": ["Europe/Rome"],
    "days": [{"date": "2019-11-23", "city": "Rome", "items": [{"time": "10:00", "end": None, "text": "Talks"}]}],
}


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source.json"
    path.write_text(json.dumps(PROGRAMME), encoding="utf-8")
    return path


def test_what_is_imported_is_exported(source, tmp_path):
    (written,) = import_published(source, tmp_path / "visit", ENGLISH)
    assert written.name == "visit.toml"
    assert export_published(tmp_path / "visit") == PROGRAMME
    assert json.loads(exported_json(tmp_path / "visit")) == PROGRAMME


@given(PROGRAMMES)
def test_whatever_is_imported_can_be_judged(programme):
    content = visit_file_of(json.loads(json.dumps(programme)))
    visit_file = with_estimates(read_visit(parse_toml("visit.toml", content)))
    judge_stated(visit_file, rulebook_for(visit_file.visit, visit_file))


def test_importing_again_never_replaces_the_visit_that_is_being_edited(source, tmp_path):
    import_published(source, tmp_path / "visit", ENGLISH)
    theirs = tmp_path / "visit" / "visit.toml"
    theirs.write_text(theirs.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    with pytest.raises(StorageError):
        import_published(source, tmp_path / "visit", ENGLISH)
    assert theirs.read_text(encoding="utf-8").endswith("# edited\n")


def test_a_visit_file_of_somebody_else_is_not_replaced(source, tmp_path):
    theirs = tmp_path / "visit" / "visit.toml"
    theirs.parent.mkdir()
    theirs.write_text("mine", encoding="utf-8")
    with pytest.raises(StorageError):
        import_published(source, theirs.parent, ENGLISH)
    assert theirs.read_text(encoding="utf-8") == "mine"


def test_nothing_is_written_for_what_is_no_programme(source, tmp_path):
    source.write_text("[]", encoding="utf-8")
    with pytest.raises(FormatError):
        import_published(source, tmp_path / "visit", ENGLISH)
    assert not (tmp_path / "visit").exists()


def edited(source, tmp_path, old, new):
    import_published(source, tmp_path / "visit", ENGLISH)
    path = tmp_path / "visit" / "visit.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return tmp_path / "visit"


def test_an_edit_of_one_value_shows_in_that_value_only(source, tmp_path):
    folder = edited(source, tmp_path, 'text = "Talks"', 'text = "Call"')
    items = [{**PROGRAMME["days"][0]["items"][0], "text": "Call"}]
    assert export_published(folder) == {**PROGRAMME, "days": [{**PROGRAMME["days"][0], "items": items}]}


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('time = "10:00"', "time = 10:00:00", "engagements.d1-01.printed"),
        ('time = "10:00"', "time = nan", "engagements.d1-01.printed"),
        ('time = "10:00"', 'time = { json = "[1," }', "engagements.d1-01.printed"),
        ('    "end",', '    "time",', "engagements.d1-01.printed"),
        ('printed_day = "d1"', 'printed_day = "d7"', "engagements.d1-01.printed_day"),
    ],
)
def test_an_edit_that_json_cannot_hold_is_a_fault_with_its_line(source, tmp_path, old, new, field):
    folder = edited(source, tmp_path, old, new)
    with pytest.raises(VisitFileError) as refused:
        open_visit(folder)
    (fault,) = refused.value.faults
    assert fault.field == field
    assert fault.line is not None
