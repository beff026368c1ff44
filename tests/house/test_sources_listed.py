"""Every published source that a rule, a profile or a step of the preparation cites by number is listed for readers."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from placet.node.rule_pages import rule_pages
from placet.node.rulebook import load_profile, profile_names

CITED = re.compile(r"\bS(\d{1,3})\b")
LISTED = re.compile(r"^\| S(\d{1,3}) \| [^|]+ \| [^|]+ \| [^|]+ \| \[[^|]+\]\(https?://[^|]+\) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def listed(checkout: Path) -> list[str]:
    return LISTED.findall((checkout / "docs/reference/sources.md").read_text(encoding="utf-8"))


def cited() -> set[str]:
    """The numbers in the sources of rules, profiles and steps, and in what rules say of themselves."""
    rules = [text for page in rule_pages() for text in (page.source, *page.demands)]
    profiles = [str(load_profile(name).data["source"]) for name in profile_names()]
    steps = files("placet.rules").joinpath("preparation.toml").read_text(encoding="utf-8")
    return {number for text in (*rules, *profiles, steps) for number in CITED.findall(text)}


def test_every_source_that_is_cited_is_listed(listed):
    assert sorted(cited() - set(listed), key=int) == []


def test_only_what_is_cited_is_listed_once_and_in_order(listed):
    assert listed == sorted(cited(), key=int)


def test_every_row_of_the_list_was_read(checkout, listed):
    rows = (checkout / "docs/reference/sources.md").read_text(encoding="utf-8").count("\n| S")
    assert len(listed) == rows


def test_rules_lead_to_the_list(checkout):
    assert "(sources.md)" in (checkout / "docs/reference/rules.md").read_text(encoding="utf-8")


def test_a_source_is_found_however_it_is_cited():
    assert CITED.findall("Rome 1979, S75; [S83][S84]; (S2)") == ["75", "83", "84", "2"]
