"""A venue is open from the beginning to the end of what is held in it.

A venue without stated hours can be used at any time. Hours that hold on certain weekdays are judged once the visit is
dated.

Source: default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.ids import Ref, Sort
from placet.model.places import Opening, Venue
from placet.model.spans import Window
from placet.model.vocabulary import WEEKDAYS
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each engagement in a venue with stated hours."""
    for item in case.engagements:
        venue = case.venue_of(item)
        if venue is None or not venue.openings:
            continue
        if not case.timeline.is_dated and any(opening.weekdays for opening in venue.openings):
            yield cannot_judge(item.id, missing="visit.starts_on")
            continue
        if is_open_during(case, venue, item.likely):
            yield satisfied(item.id)
        else:
            surely = all(map(item.is_surely_outside, open_windows(case, venue, item.likely)))
            where = Ref(Sort.VENUE, item.origin or "")
            yield violated(item.id, certain=surely, venue=where, starts=item.starts_at, ends=item.ends_at)


def is_open_during(case: Case, venue: Venue, span: Window) -> bool:
    """Whether one of a venue's openings covers a span; a venue without stated hours is always open."""
    return not venue.openings or any(window.contains(span) for window in open_windows(case, venue, span))


def open_windows(case: Case, venue: Venue, span: Window) -> tuple[Window, ...]:
    """When a venue is open, in its own zone, on the day a span begins and the day before."""
    zone = case.visit.legs[venue.leg].zone if venue.leg is not None else next(iter(case.visit.legs.values())).zone
    day = case.timeline.day_of(span.opens, zone)
    return tuple(
        case.timeline.window(on, opening.hours, zone)
        for on in (day - 1, day)
        for opening in venue.openings
        if is_open_on(case, opening, on)
    )


def is_open_on(case: Case, opening: Opening, day: int) -> bool:
    """Whether an opening holds on a day of the visit; weekdays count only once the visit is dated."""
    if opening.days and day not in opening.days:
        return False
    if not opening.weekdays or not case.timeline.is_dated:
        return True
    return WEEKDAYS[(case.timeline.first_day + timedelta(days=day - 1)).weekday()] in opening.weekdays
