"""The catalogues: no word of a solver where people read, and no fact that is a template."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from tests.documents.papers import ISSUE
from tests.projections.visits import full_day, seen

from placet.documents import pocket_programme
from placet.wording import catalogues
from placet.wording.catalogues import catalogue, filled, languages
from placet.wording.language import language

SOLVER = ("cp-sat", "infeasible", "optimal", "solver", " gap", "constraint", "objective")


def sentences(tree: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from sentences(value, f"{path}.{key}")
    elif isinstance(tree, list):
        for value in tree:
            yield from sentences(value, path)


@pytest.mark.parametrize("subject", ["outcome", "requirements", "errors", "commands"])
def test_nobody_reads_the_words_of_a_solver(subject):
    found = [
        (path, word)
        for path, said in sentences(dict(catalogue("en", subject)))
        for word in SOLVER
        if word in f" {said.lower()}"
    ]
    assert found == []


def test_seeds_are_spoken_of_in_details_and_in_the_name_of_the_option_only():
    found = {path for path, said in sentences(dict(catalogue("en", "outcome"))) if "seed" in said.lower()}
    assert found == {".levels.seed"}


def test_what_a_file_says_is_never_a_template():
    assert filled("“{name}” is new", {"name": "{name} %s {0}"}) == "“{name} %s {0}” is new"


def test_a_fact_that_is_missing_is_our_mistake():
    with pytest.raises(KeyError):
        filled("{name}", {})


FRENCH = """
name = "français"
reviewed = false
direction = "ltr"
digits = "0123456789"
quote = "« {said} »"
calendars = []
[lists]
comma = ", "
both = " et "
semicolon = " ; "
"""


@pytest.fixture
def french(tmp_path, monkeypatch):
    """A language of two sentences, in a folder of its own beside English."""
    shutil.copytree(str(catalogues.CATALOGUES.joinpath("en")), tmp_path / "en")
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "language.toml").write_text(FRENCH, encoding="utf-8")
    papers = 'reviewed = false\n[programme]\nfree = "Rien pour vous ce jour-là."\ntime = "Heure"\n'
    (tmp_path / "fr" / "papers.toml").write_text(papers, encoding="utf-8")
    monkeypatch.setattr(catalogues, "CATALOGUES", tmp_path)
    for known in (catalogue, language):
        known.cache_clear()
    yield language("fr")
    for known in (catalogue, language):
        known.cache_clear()


def test_a_language_is_added_by_a_folder(french):
    projection = seen(full_day(date(2026, 11, 24)))
    card = pocket_programme.content(projection, "president-se", "fr", ISSUE)
    assert card.free == "Rien pour vous ce jour-là."
    # Unicode knows the days and months; what has no French sentence yet is said in English.
    assert card.days[0].heading == "mardi 24 novembre 2026"
    assert card.imprint.issue == "Version 2, as on 24 novembre 2026, Copy no. 7"
    assert french.all_of(["A", "B", "C"]) == "A, B et C"
    assert languages() == ("en", "fr")
