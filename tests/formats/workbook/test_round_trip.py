"""Workbook to visit to workbook, and TOML to workbook: nothing is lost and nothing is added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.workbook import edited, opened, small, workbook
from tests.planner.invented import visits
from tests.planner.visits import visit_file
from tests.told import ENGLISH
from tests.visits import NAMES, path_of

from placet.formats.toml import Tree, parse_toml
from placet.formats.visitfile import read_visit
from placet.model.visit import Visit
from placet.node.files import open_stated
from placet.node.new import TEMPLATES, template_text

EXAMPLES = ("tehran-moscow", "university-visit")
NASTY = [
    "=1+1",
    "@SUM(A1)",
    "#N/A",
    "TRUE",
    "10:00",
    "1/2",
    " space before",
    "space after ",
    "two\nlines",
    "a\rb",
    "tab\there",
    "\x00\x1f",
    "_x000D_",
    "_x0041_ and _x",
    '"',
    '""',
    '"""',
    '"quoted"',
    "a, b; c / d: e",
    "،",
    "[]",
    "\u200f\u2068نام\u2069",
    "\u00a0",
    "'single",
    "\ufffe",
]


def assert_round_trip(visit: Visit) -> None:
    content = workbook(visit)
    again = opened(content).visit
    assert again == visit
    assert list(again.engagements) == list(visit.engagements)
    assert workbook(again) == content


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_visit_is_the_same_from_a_workbook(name):
    assert_round_trip(open_stated(path_of(name)).visit)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_the_same_from_a_workbook(checkout: Path, name: str):
    assert_round_trip(open_stated(checkout / "examples" / name).visit)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_the_same_from_a_workbook(name):
    assert_round_trip(read_visit(parse_toml("visit.toml", template_text(name, ENGLISH).encode())).visit)


@pytest.mark.parametrize("language", ["en", "fa", "ru", "de"])
def test_the_language_of_the_headings_makes_no_difference(language):
    assert opened(workbook(language=language)).visit == small()


def test_a_spreadsheet_that_saves_it_anew_changes_nothing():
    assert opened(edited()).visit == small()


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(visits())
def test_an_invented_visit_is_the_same_from_a_workbook(data: dict[str, Any]):
    assert_round_trip(visit_file(data=data).visit)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(NASTY), max_size=6))
def test_any_text_is_the_same_from_a_workbook(texts: list[str]):
    data = {
        "title": "Visit",
        "honours": texts,
        "legs": {"a": {"city": "A", "zone": "Europe/Rome"}},
        "engagements": {
            f"e{index}": {"title": text if text.strip() else "…", "agreed": text, "roles": {"p": text}}
            for index, text in enumerate(texts)
        },
        "sides": {"s": {"name": "S", "role": "host"}},
        "people": {"p": {"side": "s", "office": "P", "prayer": {"prayers": []}, "diet": texts}},
        "rules": {"night-rest": {"parameters": {"x": texts, "y": {"at": 3.5, "so": True}}, "reason": "r"}},
    }
    assert_round_trip(read_visit(tree(data)).visit)


def test_every_nasty_text_is_the_same_from_a_workbook():
    data = {
        "title": "Visit",
        "honours": NASTY,
        "legs": {"a": {"city": "A", "zone": "Europe/Rome"}},
        "resources": {f"r{index}": {"name": text, "capacity": 1} for index, text in enumerate(NASTY) if text.strip()},
    }
    assert_round_trip(read_visit(tree(data)).visit)


def test_a_prayer_asked_for_in_the_usual_way_is_not_lost():
    data = {
        "title": "Visit",
        "legs": {"a": {"city": "A", "zone": "Europe/Rome"}},
        "sides": {"s": {"name": "S", "role": "host"}},
        "people": {"p": {"side": "s", "office": "P", "prayer": {}}},
    }
    assert_round_trip(read_visit(tree(data)).visit)


def test_tasks_and_offices_are_the_same_from_a_workbook():
    shared = """
title = "Visit"
[sides.s]
name = "S"
role = "host"
[legs.a]
city = "A"
zone = "Europe/Rome"
[people.p]
side = "s"
office = "Chief of protocol"
[engagements.e]
title = "Arrival"
[offices."s.protocol"]
name = { en = "Protocol", fa = "تشریفات" }
side = "s"
institution = "Office of the President"
contact = "p"
hands = 2
[tasks."subject-briefs.s"]
state = "done"
begun_on = 2027-01-10
done_on = 2027-02-01
[tasks.overflight]
title = "Overflight, «TR»"
like = "overflight-permit"
stage = "clearances"
owners = ["s.protocol"]
hands = 0
needs = ["lock", "subject-briefs.s"]
wait = 2
usual = 5
least = 3
opens = 40
due_on = 2027-03-01
closes = 2
gates = ["e"]
data = { registration = "EP-ABC", "call-sign" = "=1+1" }
source = "note 12"
"""
    private = """
[own_tasks.red-line]
title = "Red line"
needs = ["overflight"]
due = 5
note = "Not before Thursday"
[tasks.overflight]
note = "Ask twice"
"""
    visit = read_visit(parse_toml("visit.toml", shared.encode()), parse_toml("private.toml", private.encode())).visit
    assert visit.tasks["overflight"].note == "Ask twice"
    assert_round_trip(visit)
    handed_over = opened(workbook(visit, shared_only=True)).visit
    assert (handed_over.own_tasks, handed_over.tasks["overflight"].note) == ({}, None)
    assert handed_over.tasks["overflight"].data == visit.tasks["overflight"].data


def tree(data: dict[str, Any]) -> Tree:
    """Plain data as a file that was parsed."""
    return Tree("visit.toml", data, {})
