"""Nobody is in two engagements, or in an engagement and on a journey, at once.

People, tracks and interpreters count alike. Two items that begin in the same minute at two different places collide even
if nobody says how long they last. An unstated end is estimated and can break no `must`.

Source: practice Z4 (default).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from placet.rules.case import Case, Item
from placet.rules.finding import Ref, Verdict, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each party and each two of its items that touch."""
    for party, items in case.by_party.items():
        clashes = 0
        for first, second in combinations(items, 2):
            certain = first.certain.overlaps(second.certain) or _same_minute_elsewhere(first, second)
            if certain or first.likely.overlaps(second.likely):
                clashes += 1
                yield violated(
                    first.id, second.id, certain=certain, party=Ref(party), until=first.ends_at, starts=second.starts_at
                )
        if not clashes:
            yield satisfied(party)


def _same_minute_elsewhere(first: Item, second: Item) -> bool:
    """Both begin in the same minute, for certain, at two spots that are known to differ."""
    exact = not any(
        (item.placement is not None and item.placement.about) or (item.journey is not None and item.journey.about)
        for item in (first, second)
    )
    if first.engagement is None or second.engagement is None:
        return False
    known = first.origin is not None and second.origin is not None and first.origin != second.origin
    return exact and known and first.starts_at == second.starts_at
