"""The first day by which a visit can be prepared, counted in days on which the offices of both sides work.

How many of these it takes is handed in. Without that, the usual lead times stand in, in days of the calendar.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from placet.model.people import SideRole
from placet.model.visit import Visit, VisitKind
from placet.planner.dates.offices import is_working

LEADS: Mapping[VisitKind, int] = {
    VisitKind.STATE: 365,
    VisitKind.ROYAL: 365,
    VisitKind.PAPAL: 365,
    VisitKind.OFFICIAL: 90,
    VisitKind.SUMMIT: 90,
    VisitKind.WORKING: 45,
    VisitKind.CEREMONY: 45,
    VisitKind.PARLIAMENTARY: 45,
    VisitKind.MINISTERIAL: 30,
    VisitKind.UNIVERSITY: 21,
    VisitKind.COURTESY: 21,
    VisitKind.PRIVATE: 15,
    VisitKind.TRANSIT: 15,
    VisitKind.OTHER: 45,
}
"""Days before the visit, by practice 2.1: state D-365, official D-90, working D-45, ministerial D-30, university two to
three weeks, flash D-15. What it does not name stands beside what is most like it (default)."""
FARTHEST = 3000
"""Days after which no working day is looked for any more."""


def usual_lead(visit: Visit, today: date) -> date:
    """The first day by which a visit of this kind is usually prepared."""
    return today + timedelta(days=LEADS[visit.kind])


def by_working_days(visit: Visit, today: date, number: int) -> date | None:
    """The first day before which so many days lie, from today on, on which host and guest both work; None: too far."""
    sides = [side for side in visit.sides.values() if side.role is not SideRole.THIRD]
    left = number
    for shift in range(FARTHEST):
        on = today + timedelta(days=shift)
        if left <= 0:
            return on
        if all(is_working(side, on) for side in sides):
            left -= 1
    return None
