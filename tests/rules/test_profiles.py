"""The profiles that Placet ships: each can be read, and each says where its figures come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from tests.rules.cases import visit_file

from placet.node.rulebook import load_profile, profile_names, rulebook_for
from placet.rules.catalogue import BY_NAME, RULES

NATIONAL = [name for name in profile_names() if name != "neutral"]
CITATION = re.compile(r"\[S\d+\]")


def headings(profile: str) -> Iterator[str]:
    """The lines of a profile that begin what it says of a rule."""
    text = files("placet.rules").joinpath("profiles", f"{profile}.toml").read_text("utf-8")
    seen = set()
    for line in text.splitlines():
        rule = re.match(r"\[rules\.([a-z-]+)", line)
        if rule is not None and rule[1] not in seen:
            seen.add(rule[1])
            yield line


@pytest.mark.parametrize("profile", profile_names())
def test_every_profile_can_be_read(profile: str) -> None:
    rulebook = rulebook_for(visit_file(profile=profile).visit)
    assert list(rulebook.entries) == [rule.name for rule in RULES]


@pytest.mark.parametrize("profile", NATIONAL)
def test_a_national_profile_names_its_source_as_a_whole_and_rule_by_rule(profile: str) -> None:
    assert CITATION.search(load_profile(profile).data["source"])
    assert [line for line in headings(profile) if not CITATION.search(line)] == []


@pytest.mark.parametrize("profile", NATIONAL)
def test_a_national_profile_changes_only_rules_that_there_are(profile: str) -> None:
    assert sorted(set(load_profile(profile).data["rules"]) - set(BY_NAME)) == []


def test_the_neutral_profile_names_every_rule_and_no_other() -> None:
    assert sorted(load_profile("neutral").data["rules"]) == sorted(BY_NAME)


def test_a_rule_without_its_source_would_be_found() -> None:
    assert CITATION.search("[rules.programme-grid]") is None
