"""An interpreter's day has an end, and a pause before anybody is tired.

Looks at the people who are named to interpret, engagement by engagement. Work that follows without a pause is one
stretch; in an engagement with several interpreters they take turns, and that is their pause. Travel is no work and no
pause.

Source: practice T13: six hours a day, a pause each 90 minutes: one practitioner's norm [S87]; how long a pause is, is
default.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from placet.model.declare import shared
from placet.model.ids import PersonId, attendee_ref
from placet.rules.case import Case, Item
from placet.rules.days import covered
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.interpreting import assigned, interpreted, interpreters


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How long interpreters work."""

    a_day: timedelta = shared("Most work in a day.")
    at_a_stretch: timedelta = shared("Most work without a pause.")
    pause: timedelta = shared("What counts as a pause.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """Verdicts for each named interpreter and day; one for each engagement that names none of the visit's."""
    work: dict[tuple[PersonId, int], list[tuple[Item, bool]]] = {}
    for item, _need in interpreted(case):
        names = assigned(case, item)
        for name in names:
            work.setdefault((name, case.day_of(item)), []).append((item, len(names) == 1))
        if not names and interpreters(case):
            yield cannot_judge(item.id, missing=f"{item.id}.interpretation.named")
    for (name, _), items in sorted(work.items(), key=lambda entry: entry[0]):
        yield from _judged(name, items, parameters)


def _judged(name: PersonId, items: Sequence[tuple[Item, bool]], parameters: Parameters) -> Iterator[Verdict]:
    likely = covered(item.likely for item, _ in items)
    surely = covered(item.certain for item, _ in items)
    if likely > parameters.a_day:
        starts = items[0][0].starts_at
        yield violated(
            attendee_ref(name),
            certain=surely > parameters.a_day,
            case="day",
            starts=starts,
            works=likely,
            most=parameters.a_day,
        )
        return
    begins: datetime | None = None
    reached: datetime | None = None
    for item, alone in items:
        if begins is None or reached is None or not alone or item.starts_at - reached >= parameters.pause:
            begins = item.starts_at
        reached = max(reached or item.ends_at, item.ends_at)
        if alone and reached - begins > parameters.at_a_stretch:
            yield violated(
                attendee_ref(name),
                item.id,
                certain=item.certain.closes - begins > parameters.at_a_stretch,
                case="pause",
                interpreter=attendee_ref(name),
                works=reached - begins,
                most=parameters.at_a_stretch,
            )
            return
        if not alone:
            begins = reached = None
    yield satisfied(attendee_ref(name))
