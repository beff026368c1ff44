"""Engagements begin at the hours at which people expect them: talks by day, a banquet in the evening.

Only engagements whose time nobody stated are looked at: an office that states a lunch at 15:00 means it.

Source: published programmes (first items from 08:05, state banquets 19:00 to 20:35, hosted lunches in the midday
block); the bounds are default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from placet.model.declare import shared
from placet.model.engagements import Engagement
from placet.model.spans import Hours, Precision
from placet.rules.case import Case
from placet.rules.finding import Verdict, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """When engagements of a kind begin."""

    hours: Mapping[str, tuple[Hours, ...]] = shared("Hours within which engagements of a kind begin, local time.")

    def of(self, engagement: Engagement) -> tuple[Hours, ...]:
        """The hours that bear on an engagement; none where its time is stated."""
        free = engagement.at.precision in (Precision.UNKNOWN, Precision.AFTER)
        return self.hours.get(engagement.kind.value, ()) if free else ()


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each placed engagement that has usual hours."""
    for item in case.engagements:
        hours = parameters.of(item.engagement) if item.engagement is not None else ()
        if not hours:
            continue
        day = case.day_of(item)
        windows = [case.timeline.window(day, span, item.zone) for span in hours]
        if any(window.opens <= item.starts_at <= window.closes for window in windows):
            yield satisfied(item.id)
        else:
            yield violated(item.id, starts=item.starts_at)
