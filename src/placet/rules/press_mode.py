"""Wherever the principals of two sides meet, the file says which cameras may see it.

Looks only at whether a mode is stated, `closed` among them; silence is none.

Source: practice M2: per event media mode [S10][S108].
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.model.ids import engagement_ref
from placet.rules.case import Case
from placet.rules.finding import Verdict, satisfied, violated
from placet.rules.who_is_there import by_side, held, principals_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each engagement with principals of two sides."""
    for name, engagement in held(case):
        if len(by_side(principals_at(case, engagement))) > 1:
            yield satisfied(engagement_ref(name)) if engagement.press is not None else violated(engagement_ref(name))
