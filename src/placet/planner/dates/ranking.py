"""Put the days in order: a programme first, then what weighs most.

A reason counts by its grade, for each day that it is about: 100 where it must be heeded, 10 where it should, 4 where it
is a courtesy; half of that where it is not certain; times its weight. Reasons for a day add, reasons against it take
away. A day on which a programme exists comes before one on which that is not known, and that before one on which none
does; among these, a day that something forbids comes last. Equal days are told in the order of the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from placet.model.profile import Grade
from placet.planner.dates.answers import Decision, Exists
from placet.planner.dates.candidate import Reason, Speaks

POINTS = {Grade.MUST: 100, Grade.SHOULD: 10, Grade.COURTESY: 4, Grade.OFF: 0}
"""What a reason counts, certain and about one day; even numbers, so that half of one is whole. Default."""
SIGNS = {Speaks.FOR: 1, Speaks.AGAINST: -1, Speaks.NOTED: 0}
ORDER = {Exists.YES: 0, Exists.UNDECIDED: 1, Exists.NOT_LOOKED: 1, Exists.NO: 2}


@dataclass(frozen=True, slots=True)
class Day:
    """A day, what is known of it, and what its reasons come to."""

    on: date
    decision: Decision
    reasons: tuple[Reason, ...]
    points: tuple[int, ...]
    """What each reason counts, in their order."""

    @property
    def score(self) -> int:
        """The sum."""
        return sum(self.points)

    @property
    def is_forbidden(self) -> bool:
        """Whether a reason against it must be heeded and is certain."""
        return any(r.grade is Grade.MUST and r.speaks is Speaks.AGAINST and r.certain for r in self.reasons)


def points_of(reason: Reason, weights: Mapping[str, int]) -> int:
    """What one reason counts."""
    whole = POINTS[reason.grade] * max(1, len(reason.on)) * SIGNS[reason.speaks] * weights.get(reason.name, 1)
    return whole if reason.certain else whole // 2 if whole >= 0 else -(-whole // 2)


def weighed(decision: Decision, reasons: tuple[Reason, ...], weights: Mapping[str, int]) -> Day:
    """A day with its points."""
    return Day(decision.on, decision, reasons, tuple(points_of(reason, weights) for reason in reasons))


def ranked(days: Iterable[Day]) -> tuple[Day, ...]:
    """The days, best first."""
    return tuple(sorted(days, key=lambda day: (ORDER[day.decision.exists], day.is_forbidden, -day.score, day.on)))
