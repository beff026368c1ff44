"""What is scheduled: activities in whole days, with calendars, precedences and limited hands. No words, no visit.

Day 0 is today. An activity takes consecutive working days of its own calendar and holds its hands from the first of
them to the last. `opens`, `due` and `closes` are counted back from the visit's first day; `due_at` is a day of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One thing to do. Lengths are working days; `needs` has each predecessor with the days that lie between.

    `begun`: it is under way, and goes on with the first working day there is.
    """

    name: str
    usual: int
    least: int
    calendar: int = 0
    needs: tuple[tuple[str, int], ...] = ()
    uses: Mapping[str, int] = field(default_factory=dict)
    opens: int | None = None
    due: int | None = None
    due_at: int | None = None
    closes: int | None = None
    begun: bool = False

    def due_day(self, visit: int) -> int | None:
        """The last day on which it may be worked on, if it is to be finished in time."""
        if self.due_at is not None:
            return self.due_at
        return visit - self.due if self.due is not None else None

    def last_day(self, visit: int) -> int:
        """The last day that is not too late."""
        return visit - (self.closes if self.closes is not None else 1)


@dataclass(frozen=True)
class Project:
    """Activities in an order in which each stands after those it needs, calendars, hands, and the visit's first day.

    A calendar is the working days in order, every day of the horizon where it is None.
    """

    activities: tuple[Activity, ...]
    calendars: tuple[tuple[int, ...] | None, ...]
    capacity: Mapping[str, int]
    visit: int
    horizon: int

    @cached_property
    def by_name(self) -> Mapping[str, Activity]:
        """Each activity by its name."""
        return {activity.name: activity for activity in self.activities}

    @cached_property
    def successors(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """What each activity is needed for, with the days that lie between."""
        found: dict[str, list[tuple[str, int]]] = {activity.name: [] for activity in self.activities}
        for activity in self.activities:
            for before, wait in activity.needs:
                found[before].append((activity.name, wait))
        return {name: tuple(after) for name, after in found.items()}

    def working(self, activity: Activity) -> tuple[int, ...]:
        """The days on which an activity can be worked on."""
        return self._calendars[activity.calendar]

    @cached_property
    def _calendars(self) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(range(self.horizon)) if days is None else days for days in self.calendars)

    def begins(self, activity: Activity, not_before: int) -> int:
        """The first working day of an activity that is not before a day. Raises `BeyondHorizon` where there is none."""
        days = self.working(activity)
        index = bisect_left(days, not_before)
        if index >= len(days):
            raise BeyondHorizon(activity.name)
        return days[index]

    def finishes(self, activity: Activity, starts: int, length: int) -> int:
        """The day after its last working day, when it starts on a working day."""
        if length == 0:
            return starts
        days = self.working(activity)
        last = bisect_left(days, starts) + length - 1
        if last >= len(days):
            raise BeyondHorizon(activity.name)
        return days[last] + 1

    def days_of(self, activity: Activity, length: int) -> tuple[Sequence[int], Sequence[int]]:
        """By each day: the first working day from then on; and by that day, where an activity ends that begins on it.

        Both are as long as the horizon allows.
        """
        key = (activity.calendar, length)
        if key not in self._days_of:
            days = self.calendars[activity.calendar]
            if days is None:
                self._days_of[key] = range(self.horizon), range(length, self.horizon + 1)
            else:
                first = [days[bisect_left(days, day)] for day in range(days[-1] + 1 if days else 0)]
                last = [day + 1 for day in days[length - 1 :]] if length else list(days)
                until = [last[bisect_left(days, day)] for day in range(days[len(last) - 1] + 1 if last else 0)]
                self._days_of[key] = first, until
        return self._days_of[key]

    @cached_property
    def _days_of(self) -> dict[tuple[int, int], tuple[Sequence[int], Sequence[int]]]:
        return {}

    def opens(self, activity: Activity) -> int:
        """The first day on which an activity may begin."""
        return max(0, self.visit - activity.opens) if activity.opens is not None and not activity.begun else 0


class BeyondHorizon(Exception):  # noqa: N818  # not an error: the horizon was chosen too near, and is put off
    """The calendars end before an activity does."""


@dataclass(frozen=True, slots=True)
class Put:
    """Where an activity was put: from the day `starts` up to, not including, the day `ends`; days worked."""

    starts: int
    ends: int
    length: int
