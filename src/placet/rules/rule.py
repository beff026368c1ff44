"""A rule as the catalogue lists it: a name, a function, its parameters, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from placet.rules.case import Case
from placet.rules.finding import Verdict


@dataclass(frozen=True, slots=True)
class Rule:
    """One protocol rule. `source` is a citation, or the word *default*; `doc` is the module's docstring."""

    name: str
    judge: Callable[[Case, Any], Iterator[Verdict]]
    parameters: type
    source: str
    doc: str


def rule_in(module: ModuleType) -> Rule:
    """The rule that a module of `placet.rules` holds.

    Its name is the module's with hyphens; its docstring's paragraph that begins with `Source:` is its source. Raises
    `ValueError` when that paragraph is missing: a rule without a source is not shipped.
    """
    doc = (module.__doc__ or "").strip()
    sources = [paragraph for paragraph in doc.split("\n\n") if paragraph.startswith("Source:")]
    if len(sources) != 1:
        raise ValueError(f"{module.__name__}: a rule's docstring has one paragraph that begins with 'Source:'")
    return Rule(
        name=module.__name__.rpartition(".")[2].replace("_", "-"),
        judge=module.judge,
        parameters=module.Parameters,
        source=" ".join(sources[0].removeprefix("Source:").split()),
        doc=doc,
    )
