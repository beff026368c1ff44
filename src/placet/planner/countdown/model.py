"""A project as the solver has it: a start, a length and an end for each activity; needs and hands as constraints.

Working days are numbered, and a number is looked up in the calendar; where every day is worked on, days are numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placet.planner.countdown.project import Activity, Project, Put
from placet.planner.cp_sat import cp_model

Expression = cp_model.LinearExpr | int


@dataclass(frozen=True, slots=True)
class Timed:
    """The variables of one activity. `number` is that of its first working day, `final` that of its last."""

    starts: cp_model.IntVar
    ends: Expression
    length: Expression
    number: cp_model.IntVar
    final: cp_model.IntVar | None = None


class Model:
    """One project, and the variables of its activities. `visit` is a number, or a variable where the day is sought."""

    def __init__(
        self,
        project: Project,
        *,
        lengths: Mapping[str, int] | None = None,
        windows: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        """With `lengths` each activity takes so long; without, between its least and its usual length.

        `windows`: from which day on, and up to which day, not included, each must lie; the narrower, the smaller the
        model.
        """
        self._windows = windows or {a.name: (project.opens(a), project.horizon) for a in project.activities}
        self.project = project
        self.cp = cp_model.CpModel()
        self._lengths = lengths
        self._spans: dict[str, list[cp_model.IntVar]] = {}
        self._beyond: list[tuple[str, int, cp_model.IntVar]] = []
        self.timed = {activity.name: self._timed(activity) for activity in project.activities}
        self._needs()
        self._hands()

    def _timed(self, activity: Activity) -> Timed:
        least, usual = activity.least, activity.usual
        if self._lengths is not None:
            least = usual = self._lengths[activity.name]
        opens, closes = self._windows[activity.name]
        calendar = self.project.calendars[activity.calendar]
        if calendar is None:
            starts = self.cp.new_int_var(opens, closes - least, f"starts {activity.name}")
            length: Expression = least
            if usual > least:
                length = self.cp.new_int_var(least, usual, f"length {activity.name}")
            ends = self._sum(starts, length, activity.name) if usual > least else starts + least
            return Timed(starts, ends, length, starts)
        return self._in_calendar(activity, calendar, (opens, closes), (least, usual))

    def _sum(self, starts: cp_model.IntVar, length: Expression, name: str) -> cp_model.IntVar:
        ends = self.cp.new_int_var(0, self.project.horizon, f"ends {name}")
        self.cp.add(ends == starts + length)
        return ends

    def _in_calendar(
        self, activity: Activity, days: tuple[int, ...], window: tuple[int, int], lengths: tuple[int, int]
    ) -> Timed:
        """The number of the first working day is free; start and end are looked up."""
        cp, name, (least, usual) = self.cp, activity.name, lengths
        first, beyond = bisect_left(days, window[0]), bisect_left(days, window[1])
        open_days = days[first:beyond]
        number = cp.new_int_var(0, 0 if activity.begun else len(open_days) - least, f"number {name}")
        starts = cp.new_int_var_from_domain(_among(open_days), f"starts {name}")
        cp.add_element(number, list(open_days), starts)
        length = cp.new_int_var(least, usual, f"length {name}") if usual > least else least
        final = cp.new_int_var(least - 1, len(open_days) - 1, f"final {name}")
        cp.add(final == number + length - 1)
        ends = cp.new_int_var_from_domain(_among([day + 1 for day in open_days]), f"ends {name}")
        cp.add_element(final, [day + 1 for day in open_days], ends)
        return Timed(starts, ends, length, number, final)

    def _needs(self) -> None:
        for activity in self.project.activities:
            for before, wait in activity.needs:
                self.cp.add(self.timed[activity.name].starts >= self.timed[before].ends + wait)

    def _hands(self) -> None:
        """Of each resource no more is held at once than there is; what holds none of any is left out."""
        for resource, most in self.project.capacity.items():
            users = [activity for activity in self.project.activities if activity.uses.get(resource)]
            if sum(activity.uses[resource] for activity in users) <= most:
                continue
            intervals = [self._held(activity) for activity in users]
            self.cp.add_cumulative(intervals, [activity.uses[resource] for activity in users], most)

    def _held(self, activity: Activity) -> cp_model.IntervalVar:
        timed = self.timed[activity.name]
        if isinstance(timed.length, int) and self.project.calendars[activity.calendar] is None:
            return self.cp.new_fixed_size_interval_var(timed.starts, timed.length, f"held {activity.name}")
        span = self.cp.new_int_var(0, self.project.horizon, f"span {activity.name}")
        self._spans.setdefault(activity.name, []).append(span)
        return self.cp.new_interval_var(timed.starts, span, timed.ends, f"held {activity.name}")

    def beyond(self, name: str, day: int) -> cp_model.IntVar:
        """By how many days an activity is worked on beyond a day."""
        late = self.cp.new_int_var(0, self.project.horizon, f"beyond {name}")
        self.cp.add_max_equality(late, [0, self.timed[name].ends - 1 - day])
        self._beyond.append((name, day, late))
        return late

    def makespan(self) -> cp_model.IntVar:
        """The day on which all is finished."""
        end = self.cp.new_int_var(0, self.project.horizon, "makespan")
        for activity in self.project.activities:
            if not self.project.successors[activity.name]:
                self.cp.add(end >= self.timed[activity.name].ends)
        return end

    def hint(self, put: Mapping[str, Put]) -> None:
        """Begin from a schedule, with all that follows from it."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]  # the library forgot the annotation
        for activity in self.project.activities:
            timed, one = self.timed[activity.name], put[activity.name]
            self.cp.add_hint(timed.starts, one.starts)
            if timed.final is not None:
                days = self.project.working(activity)
                number = bisect_left(days, one.starts) - bisect_left(days, self._windows[activity.name][0])
                self.cp.add_hint(timed.number, number)
                self.cp.add_hint(timed.final, number + one.length - 1)
            for span in self._spans.get(activity.name, ()):
                self.cp.add_hint(span, one.ends - one.starts)
            for variable, value in ((timed.length, one.length), (timed.ends, one.ends)):
                if isinstance(variable, cp_model.IntVar) and variable.index != timed.starts.index:
                    self.cp.add_hint(variable, value)

        for name, day, late in self._beyond:
            self.cp.add_hint(late, max(0, put[name].ends - 1 - day))

    def put(self, values: list[int]) -> dict[str, Put]:
        """The schedule of an answer."""
        found: dict[str, Put] = {}
        for activity in self.project.activities:
            timed = self.timed[activity.name]
            starts, length = values[timed.starts.index], timed.length
            lasts = length if isinstance(length, int) else values[_index(length)]
            found[activity.name] = Put(starts, self.project.finishes(activity, starts, lasts), lasts)
        return found


def _among(days: Sequence[int]) -> cp_model.Domain:
    return cp_model.Domain.from_values(list(days))


def _index(variable: Expression) -> int:
    if not isinstance(variable, cp_model.IntVar):
        raise TypeError("no variable of the solver")
    return variable.index
