"""Windows of dates: an arrival and a number of days, always whole. Common single days would tell more than is asked.

What a side prefers among them stays in its office: nothing here is ordered by preference but what `ranked` returns.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from placet.agreement import limits
from placet.agreement.shape import Shape
from placet.errors import Refused

_DATE_PATTERN = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Days from an arrival on: `days` of them, the day of arrival included. In the order of arrival, then of length."""

    arrival: date
    days: int

    def to_fields(self) -> dict[str, Any]:
        """As it stands in texts that are proposed, and in what an office keeps."""
        return {"arrival": self.arrival.isoformat(), "days": self.days}


def window_of(value: object) -> Window:
    """The window of parsed fields. Raises `Refused`."""
    shape = Shape(value, "window")
    return Window(date_of(shape, "arrival"), shape.number("days", 1, limits.MAX_STAY_DAYS))


def date_of(shape: Shape, name: str) -> date:
    """A day of the Gregorian calendar, `2027-03-04`. Raises `Refused`."""
    text = shape.matching(name, _DATE_PATTERN)
    try:
        return date.fromisoformat(text)
    except ValueError:  # a 30 February
        raise Refused("field", field=name) from None


def ranked(preferences: Sequence[Window], common: Collection[Window]) -> tuple[Window, ...]:
    """Our preferences, best first, among the windows in common; those we did not rank come last, by date.

    For our own screen only. The other side has its own ranking and neither is told.
    """
    found = [window for window in dict.fromkeys(preferences) if window in common]
    return (*found, *sorted(set(common) - set(found)))
