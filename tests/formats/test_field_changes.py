"""What differs between two visits, and what to write where so that the file of the first reads as the second."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from tests.cli.visits import SMALL

from placet.formats.field_changes import Edit, Where, edits, field_changes
from placet.formats.scalars import read_when
from placet.formats.toml import parse_toml
from placet.formats.visitfile import VisitFile, read_visit
from placet.model.engagements import Status
from placet.model.ids import EngagementId, PersonId
from placet.model.spans import Hours, Length
from placet.model.text import Text
from placet.model.visit import Busy, Visit
from placet.wording.edits import lines_of_edit, place_of_edit
from placet.wording.language import language

TALKS = EngagementId("talks")


def read(text: str) -> VisitFile:
    return read_visit(parse_toml("visit.toml", text.encode()))


def line_of(text: str, said: str) -> int:
    return text.splitlines().index(said) + 1


def with_talks(visit: Visit, **fields: object) -> Visit:
    talks = replace(visit.engagements[TALKS], **fields)  # type: ignore[arg-type]  # any fields of an engagement
    return replace(visit, engagements={**visit.engagements, TALKS: talks})


def with_edits(text: str, found: tuple[Edit, ...], code: str) -> str:
    """The text as somebody leaves it who does what is told, from the last line to the first."""
    rows = text.splitlines()
    placed = [(len(rows) + 1 if edit.place[1] is None else int(str(edit.place[1])), edit) for edit in found]
    for number, edit in sorted(placed, key=lambda one: -one[0]):
        lines = list(lines_of_edit(edit, language(code)))
        match edit.where:
            case Where.INSTEAD | Where.OUT:
                rows[number - 1 : number] = lines
            case Where.WITHIN:
                rows[number:number] = lines
            case Where.AT_END:
                rows += lines
    return "\n".join(rows)


@pytest.mark.parametrize("code", ["en", "fa", "ru"])
def test_who_writes_what_is_told_where_it_is_told_has_the_other_visit(code):
    file = read(SMALL)
    busy = Busy(who=(PersonId("pm-ar"),), day=1, between=Hours(time(9), time(10)), title=Text({"en": 'The "other"'}))
    call = replace(file.visit.engagements[TALKS], title=Text({"en": "Call", "fa": "دیدار"}), after=())
    after = with_talks(file.visit, length=Length.exactly(timedelta(minutes=50)), at=read_when("11:20"), agreed="P-1")
    after = replace(after, busy={"a.b": busy}, engagements={**after.engagements, EngagementId("call"): call})
    found = edits(field_changes(file.visit, after), file.lines)
    assert {edit.where for edit in found} == {Where.INSTEAD, Where.WITHIN, Where.AT_END}
    assert read(with_edits(SMALL, found, code)).visit == after


def test_fields_that_a_table_has_not_yet_are_told_together_and_one_that_it_has_by_itself():
    file = read(SMALL)
    after = with_talks(
        file.visit, status=Status.CANCELLED, agreed="P-1", day=None, length=Length.exactly(timedelta(hours=2))
    )
    head = line_of(SMALL, "[engagements.talks]")
    told = [
        (edit.where, edit.place, list(lines_of_edit(edit, language("en"))))
        for edit in edits(field_changes(file.visit, after), file.lines)
    ]
    assert sorted(told) == [
        (Where.INSTEAD, ("visit.toml", line_of(SMALL, 'length = "60m"')), ['length = "2h"   # was "1h"']),
        (Where.OUT, ("visit.toml", head + SMALL.splitlines()[head - 1 :].index("day = 1")), ["# day = 1"]),
        (Where.WITHIN, ("visit.toml", head), ['status = "cancelled"', 'agreed = "P-1"']),
    ]


def test_an_id_with_a_point_in_it_is_quoted():
    file = read(SMALL)
    after = replace(file.visit, engagements={EngagementId("a.b"): file.visit.engagements[TALKS]})
    changed = [change.key for change in field_changes(file.visit, after) if change.after]
    assert 'engagements."a.b".title' in changed
    (new,) = (edit for edit in edits(field_changes(file.visit, after), file.lines) if edit.where is Where.AT_END)
    assert new.head == '[engagements."a.b"]'


def test_the_place_is_told_by_the_name_of_the_file_and_its_line():
    file = read(SMALL)
    (edit,) = edits(field_changes(file.visit, with_talks(file.visit, agreed="P-1")), file.lines)
    head = line_of(SMALL, "[engagements.talks]")
    assert place_of_edit(edit, language("en")) == f"visit.toml:{head}, in the table that begins there:"


def test_visits_that_are_equal_need_no_edit():
    file = read(SMALL)
    assert edits(field_changes(file.visit, file.visit), file.lines) == ()
