"""Whatever is substance serves something: an agreement, one of its tracks, a commitment.

Looks at engagements of the kinds that are substance, once the visit names agreements. Whether they serve it well is
not looked at.

Source: default; a visit that names what it serves can be held to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.model.declare import shared
from placet.model.engagements import Kind
from placet.model.ids import engagement_ref
from placet.rules.case import Case
from placet.rules.finding import Verdict, satisfied, violated
from placet.rules.who_is_there import held


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What is substance."""

    kinds: tuple[Kind, ...] = shared("Kinds of engagements that serve something.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each engagement of these kinds, once the visit names agreements."""
    if not case.visit.agreements:
        return
    for name, engagement in held(case):
        if engagement.kind in parameters.kinds:
            yield satisfied(engagement_ref(name)) if engagement.serves else violated(engagement_ref(name))
