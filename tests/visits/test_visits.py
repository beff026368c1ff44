"""The sample visits load, are sound as far as they state times, and use the model."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from tests.visits import NAMES, load, path_of

from placet.formats.shapes import FROM_STRING, Form, Shape, members_of, shape_of
from placet.model.engagements import Mode
from placet.model.visit import BlockKind, Visit
from placet.node.judging import judge_stated
from placet.node.rulebook import rulebook_for

# Fields that the state visit does not use: those of imported programmes and of estimates. This list may only shrink.
UNUSED = {
    "End.printed",
    "End.printed_day",
    "End.printed_no",
    "Engagement.printed",
    "Engagement.printed_day",
    "Engagement.printed_no",
    "Leg.zone_assumed",
    "Length.stated",
    "PrintedDay.day",
    "PrintedDay.printed",
    "Visit.printed",
    "Visit.printed_days",
}
PREPARATION = {"Visit.offices", "Visit.own_tasks", "Visit.tasks"}
"""Its tables, and all that stands in them: the preparation has samples of its own (tests/planner/countdown)."""


def of_the_preparation(field: str) -> bool:
    return field in PREPARATION or field.startswith(("Office.", "Task."))


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_visit_states_nothing_that_must_not_be(name):
    visit_file = load(name)
    _, judgement = judge_stated(visit_file, rulebook_for(visit_file.visit, visit_file))
    assert [finding for finding in judgement.findings if finding.is_unsound] == []


@pytest.mark.parametrize(("name", "count"), [("courtesy_call", 4), ("working_visit", 11), ("state_visit", 22)])
def test_each_has_the_number_of_engagements_it_is_known_for(name, count):
    assert len(load(name).visit.engagements) == count


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_visit_says_that_it_is_invented(name):
    assert load(name).visit.illustrative is not None


def test_the_state_visit_uses_every_field_but_those_listed():
    unused = declared(shape_of(Visit)) - used_by("state_visit")
    assert {field for field in unused if not of_the_preparation(field)} == UNUSED


def test_the_state_visit_has_blocks_of_each_kind_and_interpretation_of_every_mode():
    visit = load("state_visit").visit
    assert {block.kind for block in visit.blocks.values()} == set(BlockKind)
    modes = {each.interpretation.mode for each in visit.engagements.values() if each.interpretation is not None}
    assert modes == set(Mode)


def test_the_state_visit_has_two_principals_of_one_side_from_two_institutions():
    visit = load("state_visit").visit
    guests = [person for person in visit.people.values() if person.principal and person.side == "AR"]
    assert {person.institution for person in guests} == {"presidency", "parliament"}


def declared(shape: Shape, seen: frozenset[type] = frozenset()) -> set[str]:
    """Every field of every table that can stand in a visit file, as `Table.field`."""
    if shape.form is not Form.TABLE:
        return declared(shape.inner, seen) if shape.inner is not None else set()
    if shape.python in seen:
        return set()
    found: set[str] = set()
    for member in members_of(shape.python):
        found |= {f"{shape.python.__name__}.{member.name}"}
        found |= declared(member.shape, seen | {shape.python})
    return found


def used_by(name: str) -> set[str]:
    """Every field that stands in the files of a sample visit, as `Table.field`."""
    files = sorted(path_of(name).glob("*.toml"))
    return {used for file in files for used in _used(shape_of(Visit), tomllib.loads(file.read_text("utf-8")))}


def _used(shape: Shape, data: Any) -> Iterator[str]:
    if shape.form is Form.TABLE:
        if not isinstance(data, dict):  # written as its one most important value
            yield f"{shape.python.__name__}.{FROM_STRING.get(shape.python, 'engagement')}"
            return
        for member in members_of(shape.python):
            if member.name in data:
                yield f"{shape.python.__name__}.{member.name}"
                yield from _used(member.shape, data[member.name])
    elif shape.inner is not None:
        for entry in data.values() if shape.form is Form.MAP else data:
            yield from _used(shape.inner, entry)
