"""An engagement lasts about as long as its kind usually does.

An office that states a length is taken at its word: then this rule looks at nothing. Each document to be signed adds to
a signing.

Source: practice T2 to T10: talks, calls, wreath and welcome derived from published schedules (practice 3.1); signing,
press, meals and all others default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.lengths import UsualLengths
from placet.model.spans import Length
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Usual lengths."""

    lengths: Mapping[str, Length] = shared("Usual length by kind; talks by format: `talks-plenary`.")
    per_document: timedelta = shared("What each document adds to a signing.")

    def usual(self) -> UsualLengths:
        """The same, as the model takes them."""
        return UsualLengths(self.lengths, self.per_document)


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each placed engagement whose length nobody stated."""
    for item in case.engagements:
        engagement = item.engagement
        if engagement is None or (engagement.length is not None and engagement.length.stated):
            continue
        if item.placement is not None and item.placement.ends_at is None:
            yield cannot_judge(item.id, missing=f"{item.id}.length")
            continue
        usual = parameters.usual().usual(engagement)
        lasts = item.ends_at - item.starts_at
        if usual.least <= lasts <= usual.most or (engagement.length is not None and lasts >= engagement.length.least):
            yield satisfied(item.id)
        else:
            yield violated(item.id, lasts=lasts, least=usual.least, most=usual.most)
