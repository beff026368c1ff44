"""What a field of the visit means, and what a rule demands, in a language.

Both are declared in English where the code declares the thing itself: of these declarations `make reference` writes the
English catalogues `fields` and `demands`, of which all others are translations.
"""

from __future__ import annotations

from dataclasses import dataclass

from placet.errors import Declared
from placet.wording.language import Language


@dataclass(frozen=True, slots=True)
class Demand:
    """A rule in words: the paragraphs of what it demands, where it comes from, and what each of its figures means."""

    paragraphs: tuple[str, ...]
    source: str
    figures: dict[str, str]


def meaning(declared: Declared, spoken: Language) -> str:
    """The sentence that explains a field."""
    return str(spoken.words("fields")[declared.table][declared.field])


def demand(rule: str, spoken: Language) -> Demand:
    """What a rule demands."""
    said = spoken.words("demands")[rule]
    return Demand(tuple(said["demands"]), str(said["source"]), dict(said.get("figures", {})))
