"""`--now`: a moment of a visit as somebody types it, and what it is on the visit's own clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from placet.almanac.timeline import Timeline

TYPED = re.compile(r"(?:(\d{4}-\d{2}-\d{2})|day\s+(\d{1,3}))[ T](\d{1,2}):(\d{2})\Z")


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall clock on a date, or on a day of a visit that may have none."""

    at: time
    on: date | None = None
    day: int | None = None

    def day_in(self, timeline: Timeline) -> int | None:
        """The day of the visit, 1 being the first and 0 the eve; None for a date of a visit without one."""
        if self.day is not None:
            return self.day
        if self.on is None or not timeline.is_dated:
            return None
        return (self.on - timeline.first_day).days + 1

    def instant_in(self, timeline: Timeline) -> datetime | None:
        """The instant, by the clock of the first leg of that day; the nearest leg's before and after the visit."""
        day = self.day_in(timeline)
        if day is None:
            return None
        zone = timeline.zones_on(min(max(day, 1), timeline.last_day))[0]
        return timeline.wall(day, self.at.hour * 60 + self.at.minute, zone)


def read_moment(raw: str) -> Moment:
    """Read `2030-01-31 10:20` or `day 2 10:20`. Raises `ValueError` for anything else."""
    match = TYPED.match(raw.strip())
    if match is None:
        raise ValueError("not a moment")
    on, day, hour, minute = match.groups()
    at = time(int(hour), int(minute))
    return Moment(at, date.fromisoformat(on) if on else None, int(day) if day else None)
