"""The oracle's own clock: every instant is a whole number of minutes since 00:00 UTC of the first day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from placet.model.programme import NOMINAL_FIRST_DAY
from placet.model.spans import Hours
from placet.model.visit import Visit

Minutes = int
Span = tuple[Minutes, Minutes]

DAY = 1440


class Clock:
    """Wall clocks of one visit; undated, with each zone's standard time throughout."""

    def __init__(self, visit: Visit, starts_on: date | None) -> None:
        self.visit = visit
        self.first = starts_on or NOMINAL_FIRST_DAY
        self.dated = starts_on is not None

    def at(self, instant: datetime) -> Minutes:
        return int((instant - datetime.combine(self.first, time(0), tzinfo=UTC)).total_seconds() // 60)

    def wall(self, day: int, minutes: int, zone: str) -> Minutes:
        """A wall clock so many minutes after the local midnight of a day."""
        days, rest = divmod(minutes, DAY)
        on = self.first + timedelta(days=day - 1 + days)
        if not self.dated:
            offsets = [datetime(2026, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7)]
            midnight = datetime.combine(on, time(0), tzinfo=UTC) - min(o for o in offsets if o is not None)
            return self.at(midnight) + rest
        return self.at(datetime.combine(on, time(rest // 60, rest % 60), tzinfo=ZoneInfo(zone)))

    def hours(self, day: int, hours: Hours, zone: str) -> Span:
        """Daily hours on one day; they may end on the next."""
        opens, closes = of_day(hours.opens), of_day(hours.closes)
        return self.wall(day, opens, zone), self.wall(day, closes if closes > opens else closes + DAY, zone)

    def days(self) -> range:
        return range(1, max(leg.last_day for leg in self.visit.legs.values()) + 1)

    def zone_on(self, day: int) -> str:
        """The zone of the leg that a day belongs to, or of the first leg."""
        legs = [leg for leg in self.visit.legs.values() if leg.first_day <= day <= leg.last_day]
        return (legs or list(self.visit.legs.values()))[0].zone

    def zone_at(self, venue: str | None) -> str | None:
        """The zone of a venue whose leg is known."""
        leg = self.visit.venues[venue].leg if venue is not None else None
        return self.visit.legs[leg].zone if leg is not None else None

    def is_on(self, weekdays: tuple[str, ...], day: int) -> bool:
        """Whether a day is one of these weekdays, of which none means all; undated, it may be any."""
        on = self.first + timedelta(days=day - 1)
        return not self.dated or not weekdays or on.strftime("%A").lower() in weekdays


def of_day(clock: time) -> Minutes:
    """Minutes since midnight."""
    return clock.hour * 60 + clock.minute


def whole(length: timedelta) -> Minutes:
    """A length in minutes."""
    return int(length.total_seconds() // 60)
