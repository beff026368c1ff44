"""Engagements begin at the hours at which people expect them: talks by day, a banquet in the evening.

A meal of which nothing is said is a lunch or a dinner; a breakfast has its hour, or `at = "morning"`. An office that
states a lunch at 15:00 means it. Of stated times only the small hours are remarked on, for an hour is easily mistyped;
somebody may arrive or leave even then.

Source: published programmes (first items from 08:05, state banquets 19:00 to 20:35, hosted lunches in the midday
block); the bounds are default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from placet.model.declare import shared
from placet.model.engagements import Engagement, Kind
from placet.model.profile import Grade
from placet.model.spans import Hours, Precision
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """When engagements of a kind begin."""

    hours: Mapping[str, tuple[Hours, ...]] = shared("Hours within which engagements of a kind begin, local time.")
    night: Hours = shared("Hours in which nothing begins that is not about coming or going, local time.")

    def of(self, engagement: Engagement) -> tuple[Hours, ...]:
        """The hours that bear on an engagement; none where its time is stated."""
        free = engagement.at.precision in (Precision.UNKNOWN, Precision.AFTER)
        return self.hours.get(engagement.kind.value, ()) if free else ()


COMING_AND_GOING = frozenset({Kind.ARRIVAL, Kind.WELCOME, Kind.FAREWELL, Kind.DEPARTURE})


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each placed engagement that has usual hours, and for each that is stated to begin by night."""
    for item in case.engagements:
        hours = parameters.of(item.engagement) if item.engagement is not None else ()
        if hours and not _is_within(case, item, hours):
            yield violated(item.id, starts=item.starts_at)
        elif item.kind not in COMING_AND_GOING and _is_within(case, item, (parameters.night,)):
            yield violated(item.id, case="night", at_most=Grade.COURTESY, starts=item.starts_at)
        elif hours:
            yield satisfied(item.id)


def _is_within(case: Case, item: Item, hours: Iterable[Hours]) -> bool:
    windows = (case.timeline.window(case.day_of(item), span, item.zone) for span in hours)
    return any(window.opens <= item.starts_at <= window.closes for window in windows)
