"""Every violation that a rule can find has a sentence, and every sentence uses only facts that the rule gives.

Read off the source of the rules: each call of `violated`, the cases it can name, and the facts it hands over.
"""

from __future__ import annotations

import ast
import string
from importlib.resources import files

import pytest

from placet.rules.catalogue import RULES
from placet.wording.catalogues import catalogue

SUBJECTS = {"first", "second", "third", "fourth", "fifth", "subjects"}
ABOUT_THE_VERDICT = {"certain", "case", "at_most"}


def violations(rule: str) -> list[tuple[set[str], set[str] | None]]:
    """For each call of `violated`: the cases it can name, and its facts; None where they are computed."""
    source = files("placet.rules").joinpath(f"{rule.replace('-', '_')}.py").read_text("utf-8")
    found: list[tuple[set[str], set[str] | None]] = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "violated":
            continue
        case = next((keyword.value for keyword in node.keywords if keyword.arg == "case"), None)
        facts = {keyword.arg for keyword in node.keywords if keyword.arg is not None} - ABOUT_THE_VERDICT
        computed = any(keyword.arg is None for keyword in node.keywords)
        found.append((cases_of(case), None if computed else facts))
    return found


def cases_of(value: ast.expr | None) -> set[str]:
    """The cases that an argument can name; none where it is computed."""
    if value is None:
        return {"violated"}
    if isinstance(value, ast.IfExp):
        return cases_of(value.body) | cases_of(value.orelse)
    return {value.value} if isinstance(value, ast.Constant) else set()


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_every_violation_has_a_sentence(rule: str) -> None:
    known = catalogue("en", "rules")[rule]
    for cases, facts in violations(rule):
        assert sorted(cases - set(known)) == []
        for case in cases if facts is not None else ():
            assert sorted(placeholders(known[case]) - SUBJECTS - (facts or set())) == []


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_every_rule_has_a_title_and_advice(rule: str) -> None:
    assert {"title", "advice"} <= set(catalogue("en", "rules")[rule])


def test_the_catalogue_speaks_of_no_other_rule() -> None:
    known = {name for name, entry in catalogue("en", "rules").items() if isinstance(entry, dict)}
    assert sorted(known - {rule.name for rule in RULES}) == []


def test_a_fact_that_is_not_given_would_be_noticed() -> None:
    assert placeholders("From {first}: {needed} needed.") - SUBJECTS == {"needed"}
