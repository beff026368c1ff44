"""The parameters and grades of rules, for a country, a house or a visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from placet.model.declare import internal, shared


class Grade(Enum):
    """How much a rule weighs. Only stated facts can violate a `must`."""

    MUST = "must"
    SHOULD = "should"
    COURTESY = "courtesy"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOverride:
    """A rule whose grade or parameters differ, and why."""

    grade: Grade | None = shared("`must`, `should`, `courtesy` or `off`.", None)
    parameters: Mapping[str, Any] = shared("Parameters that differ.", factory=dict)
    reason: str | None = shared("Why, as the other side may read it.", None)
    reason_internal: str | None = internal("Why, for this office.", None)


@dataclass(frozen=True, slots=True)
class Profile:
    """Grades and parameters by rule name. `source` says where the profile's figures come from."""

    name: str
    source: str
    rules: Mapping[str, RuleOverride]
