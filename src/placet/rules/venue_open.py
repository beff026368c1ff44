"""A venue is open from the beginning to the end of what is held in it.

A venue without stated hours can be used at any time. Hours that hold on certain weekdays are judged once the visit is
dated.

Source: default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.places import Opening, Venue
from placet.model.spans import Window
from placet.rules.case import Case, Item
from placet.rules.finding import Ref, Verdict, cannot_judge, satisfied, violated

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


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
        windows = open_windows(case, item, venue)
        if any(window.contains(item.likely) for window in windows):
            yield satisfied(item.id)
            continue
        surely = not any(
            window.contains(Window(item.starts_at, max(item.starts_at, item.certain.closes))) for window in windows
        )
        yield violated(item.id, certain=surely, venue=Ref(item.origin or ""), starts=item.starts_at, ends=item.ends_at)


def open_windows(case: Case, item: Item, venue: Venue) -> tuple[Window, ...]:
    """When a venue is open on the day of an item and the day before, in its own zone."""
    zone = case.visit.legs[venue.leg].zone if venue.leg is not None else item.zone
    day = case.timeline.day_of(item.starts_at, zone)
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
