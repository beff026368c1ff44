"""The words of the page: every one is used, and every value of the model has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from placet.documents import programme_page
from placet.model.declare import Layer
from placet.model.engagements import Format, Kind, Mode, PressMode
from placet.model.movements import Transport
from placet.model.people import SideRole, Suite
from placet.model.places import Inspection, TravelBasis
from placet.model.profile import Grade
from placet.model.spine import Bearing
from placet.model.visit import BlockKind, Secrecy, VisitKind
from placet.wording.catalogues import catalogue

PHRASES = ("summary", "day", "sheet", "people", "notes", "left_out")
BY_VALUE = {"courtesy", "idea", "tbc", "added", "tentative"}
"""Keys that are chosen by a value of the model."""


@pytest.mark.parametrize("table", PHRASES)
def test_no_phrase_is_left_over(table):
    folder = Path(programme_page.__file__).parent
    written = "".join(path.read_text("utf-8") for path in folder.iterdir() if path.suffix in (".py", ".j2"))
    unused = [key for key in catalogue("en", "page")[table] if not re.search(rf"[\"'.]{key}\b", written)]
    assert [key for key in unused if key not in BY_VALUE] == []


@pytest.mark.parametrize("table", ["facts", "annexes"])
def test_no_fact_and_no_heading_is_left_over(table):
    """A fact is named as an argument of `facts`, a heading by its key."""
    folder = Path(programme_page.__file__).parent
    written = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    keys = catalogue("en", "page")[table]
    assert [key for key in keys if not re.search(rf"\b{key}=|\"{key}\"", written)] == []


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("engagement_kinds", Kind),
        ("suites", Suite),
        ("inspections", Inspection),
        ("bases", TravelBasis),
        ("bearings", Bearing),
        ("grades", Grade),
        ("kinds", VisitKind),
        ("secrecy", Secrecy),
        ("formats", Format),
        ("modes", Mode),
        ("press", PressMode),
        ("transport", Transport),
        ("journeys", Transport),
        ("blocks", BlockKind),
    ],
)
def test_every_value_has_its_word(table, values):
    assert set(catalogue("en", "page")[table]) == {value.value for value in values}


def test_every_role_and_layer_has_its_word():
    words = catalogue("en", "page")["masthead"]
    assert {value.value for value in (*SideRole, *Layer)} <= set(words)
