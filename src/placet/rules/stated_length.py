"""An engagement lasts as long as the file says: at least its least length, at most its most.

Looks only at lengths that somebody stated; those that are estimates belong to `usual-length`, those of journeys to
`journey-times`. A start stated as "about" gives a quarter of an hour either way.

Source: default; what a stated length means is a decision of Placet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each placed engagement whose length is stated."""
    for item in case.engagements:
        length = item.engagement.length if item.engagement is not None else None
        if length is None or not length.stated:
            continue
        if item.placement is not None and item.placement.ends_at is None:
            yield cannot_judge(item.id, missing=f"{item.id}.ends")
            continue
        lasts = item.ends_at - item.starts_at
        if length.least <= lasts <= length.most:
            yield satisfied(item.id)
            continue
        surely = not length.least - item.slack <= lasts <= length.most + item.slack
        yield violated(item.id, certain=surely, lasts=lasts, least=length.least, most=length.most)
