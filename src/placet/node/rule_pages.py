"""What can be said of each rule without a visit: its weight, its parameters, where it comes from, what it demands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any

from placet.errors import NotFoundError
from placet.formats.plain import write
from placet.model.declare import doc_of
from placet.model.text import Text
from placet.model.visit import Visit
from placet.node.rulebook import rulebook_for
from placet.planner.searched import search_for
from placet.rules.catalogue import RULES
from placet.rules.rule import Rule
from placet.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Parameter:
    """One figure of a rule: its name, its value as the file writes it, and what it means."""

    name: str
    value: Any
    doc: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule as the neutral profile has it. `demands` are the paragraphs of its description, without the source."""

    name: str
    grade: str
    parameters: tuple[Parameter, ...]
    source: str
    demands: tuple[str, ...]
    search: str
    """What the planner does about it: `searched`, `partly` or `judged-only`."""


def rule_pages() -> tuple[RulePage, ...]:
    """All rules, in the order of the catalogue."""
    book = _neutral()
    return tuple(_page(rule, book) for rule in RULES)


def rule_page(name: str) -> RulePage:
    """One rule. Raises `NotFoundError` with the names that look alike."""
    for rule in RULES:
        if rule.name == name:
            return _page(rule, _neutral())
    names = [rule.name for rule in RULES]
    alike = [known for known in names if name and name.casefold() in known]
    raise NotFoundError(name, tuple(dict.fromkeys([*get_close_matches(name, names, cutoff=0.5), *alike]))[:3])


def _neutral() -> Rulebook:
    return rulebook_for(Visit(title=Text({"en": "any visit"})))


def _page(rule: Rule, book: Rulebook) -> RulePage:
    entry = book.entries[rule.name]
    paragraphs = [" ".join(part.split()) for part in rule.doc.split("\n\n")]
    demands = tuple(part for part in paragraphs if part and not part.startswith("Source:"))
    return RulePage(
        rule.name,
        entry.grade.value,
        tuple(_parameters(entry.parameters)),
        rule.source,
        demands,
        search_for(rule.name).value,
    )


def _parameters(parameters: Any) -> Iterator[Parameter]:
    for declared in fields(parameters):
        yield Parameter(declared.name, write(getattr(parameters, declared.name)), doc_of(declared))
