"""The real published programmes: nothing is lost, nothing sound is called unsound, and what is spoilt is found."""

from __future__ import annotations

import copy
import json
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import SHARED
from tests.real.corruptions import KINDS, Spoilt, spoilt
from tests.told import ENGLISH

from placet.formats.published import published, read_published, visit_file_of
from placet.formats.toml import Tree, parse_toml
from placet.formats.visitfile import read_visit
from placet.model.profile import Grade
from placet.node.files import open_visit, with_estimates
from placet.node.judging import judge_stated
from placet.node.published import export_published, import_published
from placet.node.rulebook import rulebook_for
from placet.rules.judge import Judgement

SOURCES = sorted((SHARED / "data" / "programmes").glob("*.json"))
A_FILE = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)


def tree_of(source: Path) -> dict[str, Any]:
    """The visit file of a programme, as plain data."""
    content = visit_file_of(read_published(source.name, source.read_bytes()))
    return dict(parse_toml("visit.toml", content).data)


def judged(tree: dict[str, Any]) -> Judgement:
    """What `check` says of a visit file."""
    visit_file = with_estimates(read_visit(Tree("visit.toml", tree, {})))
    return judge_stated(visit_file, rulebook_for(visit_file.visit, visit_file))[1]


@A_FILE
def test_what_is_imported_is_exported(source, tmp_path):
    import_published(source, tmp_path / "visit", ENGLISH)
    assert export_published(tmp_path / "visit") == json.loads(source.read_bytes())


@A_FILE
def test_after_one_edit_exactly_that_value_differs(source):
    """Each value of the head, of the last heading and of the first item that has an hour, one after the other."""
    original = json.loads(source.read_bytes())
    tree = tree_of(source)
    last = len(original["days"])
    edits = [((key,), ("printed", key)) for key in original if key != "days"]
    edits += [
        (("days", last - 1, key), ("printed_days", f"d{last}", "printed", key))
        for key in original["days"][-1]
        if key != "items"
    ]
    for name, engagement in tree["engagements"].items():
        if isinstance(engagement["printed"].get("time"), str):
            day, number = int(engagement["printed_day"][1:]) - 1, engagement["printed_no"] - 1
            edits += [
                (("days", day, "items", number, key), ("engagements", name, "printed", key))
                for key in engagement["printed"]
                if key != "nulls"
            ]
            break
    for there, here in edits:
        expected, edited = copy.deepcopy(original), copy.deepcopy(tree)
        for value, path in ((expected, there), (edited, here)):
            reduce(getitem, path[:-1], value)[path[-1]] = "changed"
        assert published(read_visit(Tree("visit.toml", edited, {})).visit) == expected


@A_FILE
def test_a_published_programme_is_sound(source, tmp_path):
    """No `must` is broken; a source that contradicts itself would be named as such instead."""
    import_published(source, tmp_path / "visit", ENGLISH)
    visit_file = open_visit(tmp_path / "visit")
    _, judgement = judge_stated(visit_file, rulebook_for(visit_file.visit, visit_file))
    broken = [finding for finding in judgement.violations if finding.grade is Grade.MUST]
    assert broken == []


def test_no_source_contradicts_itself_as_far_as_its_items_say():
    """Contradictions between sources stand in the notes of a file, not in its items."""
    named = {
        (source.stem, finding.verdict.subjects)
        for source in SOURCES
        for finding in judged(tree_of(source)).violations
        if finding.rule == "source-consistent"
    }
    assert named == set()


# ---------------------------------------------------------------------------- seeded corruption

ABOUT_FACTS = {
    "capacity",
    "enough-travel",
    "interpreter-pool",
    "journey-times",
    "one-place-at-a-time",
    "right-city",
    "source-consistent",
    "stated-order",
    "stated-time",
    "venue-open",
}
"""Rules that can find these faults. That a rule about customs speaks of a spoilt item does not count as found."""

AT_LEAST = 0.9


def findings(tree: dict[str, Any]) -> set[tuple[str, str, tuple[str, ...]]]:
    return {
        (finding.rule, finding.verdict.case, finding.verdict.subjects)
        for finding in judged(tree).violations
        if finding.rule in ABOUT_FACTS
    }


def is_found(before: set[tuple[str, str, tuple[str, ...]]], one: Spoilt) -> bool:
    """Whether `check` says something new that names the spoilt item."""
    return any(not one.items.isdisjoint(subjects) for _, _, subjects in findings(one.tree) - before)


@pytest.mark.slow
def test_nine_in_ten_seeded_corruptions_are_found(record_property):
    found = dict.fromkeys(KINDS, 0)
    total = dict.fromkeys(KINDS, 0)
    missed = []
    for source in SOURCES:
        tree = tree_of(source)
        before = findings(tree)
        for kind in KINDS:
            for one in spoilt(kind, tree, seed=f"2024 {source.stem}", most=2):
                total[kind] += 1
                if is_found(before, one):
                    found[kind] += 1
                else:
                    missed.append((source.stem, kind, sorted(one.items)))
    record_property("found", found)
    record_property("total", total)
    summary = {kind: f"{found[kind]}/{total[kind]}" for kind in KINDS}
    assert all(total.values()), f"a kind of corruption fits no file: {summary}"
    assert sum(found.values()) >= AT_LEAST * sum(total.values()), (summary, missed)
    assert all(found[kind] >= AT_LEAST * total[kind] for kind in KINDS), (summary, missed)
