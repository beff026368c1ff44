"""The catalogues: no word of a solver where people read, and no fact that is a template."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from placet.wording.catalogues import catalogue, filled

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
