"""Something outside the visit favours its days, blocks them, or is to be noted: a forum, an election, a summit.

What is known to the month only, or without a year, may be meant, and is told so.

Source: practice 2.2, stages 0 and 1; `case-tehran-moscow`: external events block or favour dates. Weights are default.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from placet.model.profile import Grade
from placet.model.spine import Bearing, ExternalEvent
from placet.planner.dates.candidate import Candidate, Reason, Speaks
from placet.planner.dates.partly import days_meant

SPEAKS = {Bearing.FAVOURS: Speaks.FOR, Bearing.BLOCKS: Speaks.AGAINST, Bearing.NOTED: Speaks.NOTED}
GRADES = {Bearing.FAVOURS: Grade.SHOULD, Bearing.BLOCKS: Grade.MUST, Bearing.NOTED: Grade.COURTESY}


def look(candidate: Candidate) -> Iterator[Reason]:
    """One reason for each event that is, or may be, on one of the days."""
    for event in candidate.scene.visit.events.values():
        on, certain = _on(event, candidate.days)
        if on:
            grade = GRADES[event.bearing]
            if not certain and grade is Grade.MUST:
                grade = Grade.SHOULD
            case = event.bearing.value if certain else f"{event.bearing.value}-perhaps"
            yield Reason("event", case, SPEAKS[event.bearing], grade, on, certain, {"event": event.title})


def _on(event: ExternalEvent, days: tuple[date, ...]) -> tuple[tuple[date, ...], bool]:
    if event.first is None and event.last is None:
        return (), True
    first, last = event.first or event.last, event.last or event.first
    meant = [days_meant(first, last, day) for day in days]  # type: ignore[arg-type]  # one of the two is known
    on = tuple(day for day, answer in zip(days, meant, strict=True) if answer is not None)
    return on, all(answer for answer in meant if answer is not None)
