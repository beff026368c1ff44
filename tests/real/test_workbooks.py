"""The real published programmes as workbooks: nothing is lost on the way there and back."""

from __future__ import annotations

import pytest
from tests.conftest import SHARED
from tests.formats.workbook import opened, workbook

from placet.formats.published import published, read_published, visit_file_of
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit

SOURCES = sorted((SHARED / "data" / "programmes").glob("*.json"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_an_imported_programme_is_the_same_from_a_workbook(source):
    programme = read_published(source.name, source.read_bytes())
    visit = read_visit(parse_toml("visit.toml", visit_file_of(programme))).visit
    again = opened(workbook(visit)).visit
    assert again == visit
    assert published(again) == programme
