"""Every rule has a page, a sentence for each of its cases, and a test of its own that knows both sides of it."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator

import pytest

from placet.rules.catalogue import RULES
from placet.wording.catalogues import catalogue

NAMES = [rule.name for rule in RULES]
SENTENCES = catalogue("en", "rules")
NOT_CASES = {"title", "advice"}


def module_of(name: str) -> str:
    return name.replace("-", "_")


def cases_in(source: str) -> set[str]:
    """The cases that a rule's code names outright: in calls of `violated`, without one the case is "violated"."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "violated":
            given = [keyword.value for keyword in node.keywords if keyword.arg == "case"]
            found |= set(_texts(given[0])) if given else {"violated"}
    return found


def _texts(value: ast.expr) -> Iterator[str]:
    """The texts an expression may come to, as far as they stand in it; not the parts of a text that is put together."""
    if isinstance(value, ast.Constant):
        yield str(value.value)
    elif isinstance(value, ast.IfExp):
        yield from _texts(value.body)
        yield from _texts(value.orelse)


def texts_in(source: str) -> set[str]:
    return {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}


def test_the_index_names_every_rule(checkout):
    index = (checkout / "docs/reference/rules.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"(rules/{name}.md)" not in index] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_has_a_page_with_its_source(checkout, name):
    page = (checkout / f"docs/reference/rules/{name}.md").read_text(encoding="utf-8")
    assert f"# {SENTENCES[name]['title']}\n" in page
    assert "**Source:**" in page


def test_every_sentence_belongs_to_a_rule():
    assert sorted(set(SENTENCES) - {"reviewed"}) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_has_a_sentence_for_each_of_its_cases_and_no_other(name):
    source = inspect.getsource(importlib.import_module(f"placet.rules.{module_of(name)}"))
    advised = {f"{case}-advice" for case in cases_in(source)}
    said = set(SENTENCES[name]) - NOT_CASES - advised
    assert cases_in(source) <= said
    unused = said - cases_in(source) - texts_in(source)
    # A case may be put together of two words (`night-` and `forward`), each of which stands in the code.
    assert {case for case in unused if not set(case.replace("-", "-|").split("|")) <= texts_in(source)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_has_a_title_and_says_what_to_do_next(name):
    assert set(SENTENCES[name]) >= NOT_CASES


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_has_a_test_file_with_at_least_two_tests(checkout, name):
    tree = ast.parse((checkout / f"tests/rules/test_{module_of(name)}.py").read_text(encoding="utf-8"))
    tests = [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    assert len(tests) >= 2


def test_a_missing_sentence_would_be_noticed():
    source = 'violated("talks")\nviolated("talks", case="early")\nviolated("talks", case="a" if late else "b")'
    assert cases_in(source) == {"violated", "early", "a", "b"}
