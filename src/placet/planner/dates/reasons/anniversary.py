"""The day on which an agreement was signed, or a step was taken, comes round again.

On the day itself where that is known; within its month where only the month is. Its own year is no anniversary.

Source: practice 2.2, stage 0: anniversaries; `case-tehran-moscow`: dates may be known to the month only.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.model.profile import Grade
from placet.model.spans import PartialDate
from placet.model.text import Text
from placet.planner.dates.candidate import Candidate, Reason, Speaks


def look(candidate: Candidate) -> Iterator[Reason]:
    """One reason for each."""
    visit = candidate.scene.visit
    dated: list[tuple[Text, PartialDate | None]] = [
        *((agreement.title, agreement.signed_on) for agreement in visit.agreements.values()),
        *((milestone.title, milestone.on) for milestone in visit.milestones.values()),
    ]
    for title, when in dated:
        if when is None or when.month is None:
            continue
        on = tuple(
            day
            for day in candidate.days
            if day.month == when.month and when.day in (None, day.day) and (when.year is None or day.year > when.year)
        )
        if on:
            years = on[0].year - when.year if when.year is not None else 0
            case = ("day" if when.day is not None else "month") + ("-years" if years else "")
            grade = Grade.SHOULD if when.day is not None else Grade.COURTESY
            facts = {"title": title, "n": years}
            yield Reason("anniversary", case, Speaks.FOR, grade, on[:1], when.day is not None, facts)
