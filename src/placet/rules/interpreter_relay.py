"""Nobody interprets simultaneously for long alone: beyond a certain length a team takes turns.

Looks at simultaneous interpreting only, and at how many interpreters the engagement asks for. Where nobody states how
long it lasts, its usual length decides and can break no `must`.

Source: practice T12: simultaneous interpreters take turns every 20 to 30 minutes [S85][S86].
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.engagements import Mode
from placet.rules.case import Case
from placet.rules.finding import Verdict, satisfied, violated
from placet.rules.interpreting import assigned, interpreted


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """When a team is needed."""

    longest_alone: timedelta = shared("How long one interpreter works simultaneously alone.")
    team: int = shared("How many interpreters of one pair of languages take turns.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each placed engagement that is interpreted simultaneously."""
    for item, need in interpreted(case):
        if need.mode is not Mode.SIMULTANEOUS:
            continue
        there = max(need.interpreters, len(assigned(case, item)))
        lasts = item.ends_at - item.starts_at
        if there >= parameters.team or lasts <= parameters.longest_alone:
            yield satisfied(item.id)
        else:
            stated = item.placement is not None and item.placement.ends_at is not None
            yield violated(item.id, certain=stated or case.is_planned, there=there, needed=parameters.team, lasts=lasts)
