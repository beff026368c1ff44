"""The rules as they stand for one visit: grade and parameters of each, and why they differ from the profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from placet.model.profile import Grade, RuleOverride

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule for one visit. `override` is what the visit changed, with its reasons, or None."""

    grade: Grade
    parameters: object
    override: RuleOverride | None = None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules for one visit, by name, in the order of the catalogue."""

    profile: str
    entries: Mapping[str, Entry]

    def grade(self, name: str) -> Grade:
        """The weight of a rule here."""
        return self.entries[name].grade

    def parameters(self, name: str, kind: type[P]) -> P:
        """The parameters of a rule, of its own type; a wrong `kind` is our bug and raises `TypeError`."""
        parameters = self.entries[name].parameters
        if not isinstance(parameters, kind):
            raise TypeError(f"{name} has {type(parameters).__name__}, not {kind.__name__}")
        return parameters
