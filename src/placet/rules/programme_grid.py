"""What nobody fixed begins on the grid: at a time that can be said and remembered.

Ceremonies run to the minute, and a start that the file states exactly keeps its minute. Ends and journeys are not
looked at: they follow from lengths.

Source: practice T1: 5 minutes, 1 inside ceremonies (the UK asks for slots of 5 or 10 minutes, S81; a German booklet is
to the minute, S67).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.engagements import Kind
from placet.model.spans import Precision
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, satisfied, violated

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The grid."""

    step: timedelta = shared("Starts lie on multiples of this, by the clock on the wall.")
    to_the_minute: tuple[Kind, ...] = shared("Kinds that run to the minute.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each placed engagement."""
    for item in case.engagements:
        step = MINUTE if _is_fixed(item) or item.kind in parameters.to_the_minute else parameters.step
        local = item.starts_at.astimezone(case.timeline.zone(item.zone))
        into_day = timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
        if into_day % step:
            yield violated(item.id, starts=item.starts_at, step=step)
        else:
            yield satisfied(item.id)


def _is_fixed(item: Item) -> bool:
    return item.engagement is not None and item.engagement.at.precision is Precision.EXACT
