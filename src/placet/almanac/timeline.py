"""The clock of one visit: from leg-days and wall clocks to instants, and back.

A dated visit has real instants: its zones, daylight saving and all. An undated one is laid on nominal days with the
legs' nominal offsets (`zones.nominal_offset`), so that it can be planned; `is_dated` tells which, and nothing may show
a date, a weekday or a season of an undated one. Minutes (`minute_of`) count from 00:00 UTC of the first day and are
what the planner works in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from placet.almanac.zones import nominal_offset, resolve, zone_of
from placet.model.ids import LegId
from placet.model.places import Leg
from placet.model.programme import NOMINAL_FIRST_DAY
from placet.model.spans import PARTS_OF_DAY, Clock, Hours, Precision, When, Window
from placet.model.visit import Visit


class Timeline:
    """Leg-days and wall clocks of a visit as instants. `starts_on` overrides the visit's own first day."""

    def __init__(self, visit: Visit, starts_on: date | None = None) -> None:
        """Fix the first day once, so that nothing computed from this timeline can straddle two dates."""
        self.starts_on = starts_on or visit.starts_on
        self.is_dated = self.starts_on is not None
        self.first_day = self.starts_on or NOMINAL_FIRST_DAY
        self.last_day = visit.last_day
        self._legs = visit.legs
        self._origin = datetime.combine(self.first_day, time(0), tzinfo=UTC)
        self._instants: dict[tuple[int, str], datetime] = {}

    def date_of(self, day: int) -> date:
        """The calendar day of day `day` (1 is the first): real when dated, nominal otherwise."""
        return self.first_day + timedelta(days=day - 1)

    def zone(self, name: str) -> tzinfo:
        """The zone to print and compute with: real when dated, a fixed nominal offset otherwise."""
        return zone_of(name) if self.is_dated else timezone(nominal_offset(name))

    def legs_on(self, day: int) -> tuple[LegId, ...]:
        """The legs that have this day, in the order of the visit."""
        return tuple(name for name, leg in self._legs.items() if leg.first_day <= day <= leg.last_day)

    def zones_on(self, day: int) -> tuple[str, ...]:
        """The zones by which a day runs, that of its first leg first; the visit's first on a day without a leg."""
        return tuple(self._legs[name].zone for name in self.legs_on(day) or tuple(self._legs)[:1])

    def leg(self, name: LegId) -> Leg:
        """A leg by its id."""
        return self._legs[name]

    def days_of(self, name: LegId) -> range:
        """The days of a leg."""
        leg = self._legs[name]
        return range(leg.first_day, leg.last_day + 1)

    def instant(self, day: int, clock: Clock, zone: str) -> datetime:
        """The instant of a stated clock on a day; the clock's own zone, if it has one, beats `zone`.

        Raises `NonexistentWallTime` or `AmbiguousWallTime` (of `placet.almanac.zones`) for a dated visit.
        """
        named = clock.zone or zone
        on = self.date_of(day + clock.plus_days)
        if self.is_dated:
            return resolve(on, clock.at, named, clock.fold)
        return datetime.combine(on, clock.at, tzinfo=self.zone(named))

    def day_of_end(self, day: int, at: When, ends: When, zone: str) -> int:
        """The day under whose date a stated end falls: an end clock before the start is one of the night after.

        Where no clock says when it starts, only an end in the small hours is: before the earliest part of the day.
        """
        clock = ends.until or ends.clock
        if clock is None:
            return day
        opens = Clock(min(opens for opens, _ in PARTS_OF_DAY.values()))
        starts = self.reading(day, opens if at.clock is None or at.precision is Precision.BY else at.clock, zone)
        while self.reading(day, clock, zone) < starts:
            day += 1
        return day

    def reading(self, day: int, clock: Clock, zone: str) -> datetime:
        """The instant of a stated clock in UTC, for comparing; one skipped or doubled takes the earlier reading.

        Whoever opens the file is told of those.
        """
        try:
            return self.instant(day, clock, zone).astimezone(UTC)
        except ValueError:
            minutes = clock.at.hour * 60 + clock.at.minute
            return self.wall(day + clock.plus_days, minutes, clock.zone or zone).astimezone(UTC)

    def wall(self, day: int, minutes: int, zone: str) -> datetime:
        """The instant `minutes` of wall clock after a day's local midnight.

        A skipped or doubled hour takes the earlier reading.

        For hours that we choose (opening, meals), not for times that someone stated: those go through `instant`.
        """
        days, rest = divmod(minutes, 1440)
        local = datetime.combine(self.date_of(day + days), time(rest // 60, rest % 60), tzinfo=self.zone(zone))
        return local.astimezone(UTC).astimezone(self.zone(zone))

    def window(self, day: int, hours: Hours, zone: str) -> Window:
        """Daily hours on one day, as a window of instants."""
        return Window(self.wall(day, hours.opens_min(), zone), self.wall(day, hours.closes_min(), zone))

    def minute_of(self, instant: datetime) -> int:
        """Whole minutes from the timeline's origin to an instant; seconds are cut off."""
        return int((instant - self._origin).total_seconds() // 60)

    def instant_of(self, minute: int, zone: str) -> datetime:
        """The instant of a minute, on the clock of a zone."""
        if (minute, zone) not in self._instants:
            self._instants[minute, zone] = (self._origin + timedelta(minutes=minute)).astimezone(self.zone(zone))
        return self._instants[minute, zone]

    def day_of(self, instant: datetime, zone: str) -> int:
        """The day of the visit on which an instant falls, on the clock of a zone."""
        return (instant.astimezone(self.zone(zone)).date() - self.first_day).days + 1

    def days(self) -> Iterator[int]:
        """All days of the visit."""
        return iter(range(1, self.last_day + 1))
