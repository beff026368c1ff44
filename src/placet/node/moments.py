"""`--now`: a moment of a visit as somebody types it, and what it is on the visit's own clock."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from placet.almanac.timeline import Timeline
from placet.almanac.zones import AmbiguousWallTime, NonexistentWallTime
from placet.errors import Facts, Fault
from placet.formats.toml import shown
from placet.formats.visitfile import is_zone
from placet.model.spans import Clock

TYPED = re.compile(r"(?:(\d{4}-\d{2}-\d{2})|day\s+(\d{1,3}))[ T](\d{1,2}):(\d{2})(?:\s*([+-]\d{2}:\d{2})|\s+(\S+))?\Z")
MOST_AHEAD = 14
"""Hours: no clock is further ahead of Greenwich, and none so far behind."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall clock on a date, or on a day of a visit that may have none.

    It is that of `zone` where one is named, or so far `ahead` of Greenwich where that is said.
    """

    at: time
    on: date | None = None
    day: int | None = None
    zone: str | None = None
    ahead: timedelta | None = None

    def day_in(self, timeline: Timeline) -> int | None:
        """The day of the visit, 1 being the first and 0 the eve; None for a date of a visit without one."""
        if self.day is not None:
            return self.day
        if self.on is None or not timeline.is_dated:
            return None
        return (self.on - timeline.first_day).days + 1

    def instant_in(self, timeline: Timeline) -> datetime | None:
        """The instant: by what is named, or by the first leg of that day; of the nearest around the visit.

        Raises `UnclearWallTime` for an hour that this clock skips, or shows twice.
        """
        day = self.day_in(timeline)
        if day is None:
            return None
        if self.ahead is not None:
            return datetime.combine(timeline.date_of(day), self.at, tzinfo=timezone(self.ahead))
        zone = self.zone or timeline.zones_on(min(max(day, 1), timeline.last_day))[0]
        return timeline.instant(day, Clock(self.at), zone)


def moment_in(timeline: Timeline, raw: str) -> Moment | Fault:
    """Read `2030-01-31 10:20`, `day 2 10:20 Asia/Tehran` or `day 2 10:20 +03:30`; or what is wrong with it here."""
    match = TYPED.match(raw.strip())
    if match is not None:
        on, day, hour, minute, ahead, zone = match.groups()
        if zone is not None and not is_zone(zone):
            return Fault("--now", None, "", "now-zone", {"found": shown(zone)})
        with suppress(ValueError):
            at = time(int(hour), int(minute))
            dated = date.fromisoformat(on) if on else None
            moment = Moment(at, dated, int(day) if day else None, zone, _ahead(ahead) if ahead is not None else None)
            return _fault(moment, timeline, shown(raw)) or moment
    return Fault("--now", None, "", "now", {"found": shown(raw)})


def _fault(moment: Moment, timeline: Timeline, found: str) -> Fault | None:
    """What is wrong with a moment on the clocks of a visit; of an hour shown twice an offset says which it is."""
    try:
        if moment.instant_in(timeline) is None:
            return Fault("--now", None, "", "now-undated", {"found": found})
    except AmbiguousWallTime as error:
        first, second = (str(it)[-len("+02:00") :] for it in (error.earlier, error.later))
        facts: Facts = {"found": found, "day": error.day, "first": first, "second": second}
        return Fault("--now", None, "", "now-twice", facts)
    except NonexistentWallTime as error:
        return Fault("--now", None, "", error.reason, {"found": found, **error.facts})
    return None


def _ahead(written: str) -> timedelta:
    """`+03:30` as a length; `ValueError` for what no clock on earth is ahead."""
    hours, minutes = int(written[1:3]), int(written[4:])
    if hours > MOST_AHEAD or minutes >= 60:
        raise ValueError(written)
    return timedelta(hours=hours, minutes=minutes) * (-1 if written[0] == "-" else 1)
