"""Principals are taken on a day of the visit; or none of them is, where the file says anything of their dates.

Whether the programme still fits around it is not said here: a search decides that.

Source: practice 2.3: absence of the counterpart is the commonest blocker (S56, S57); the weight is default.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from placet.model.attendance import parties_of, principals
from placet.model.ids import Ref, Sort
from placet.model.profile import Grade
from placet.model.visit import Busy, Visit
from placet.planner.dates.candidate import Candidate, Reason, Speaks
from placet.rules.commitments import is_on

LONG = 6 * 60
"""Minutes of a day from which somebody counts as away."""


def look(candidate: Candidate) -> Iterator[Reason]:
    """One reason for each commitment of a principal; one if all are free and the file knows of dates at all."""
    visit, wanted = candidate.scene.visit, set(principals(candidate.scene.visit))
    is_free, knows = True, False
    for entry, busy in _dated(visit):
        taken = sorted(wanted & parties_of(visit, busy.who))
        knows = knows or bool(taken)
        on = tuple(day for day in candidate.days if taken and is_on(busy, day))
        if on:
            is_free = False
            yield _taken(entry, busy, taken, on)
    if knows and is_free:
        yield Reason("diary", "free", Speaks.FOR, Grade.SHOULD)


def _taken(entry: Ref, busy: Busy, taken: Sequence[str], on: tuple[date, ...]) -> Reason:
    hours = busy.between
    long = hours.closes_min() - hours.opens_min() >= LONG
    case = f"{'away' if long else 'taken'}{'-private' if entry.sort is Sort.DIARY else ''}"
    facts = {"parties": tuple(Ref(Sort.ATTENDEE, party) for party in taken), "entry": entry, "hours": hours}
    return Reason("diary", case, Speaks.AGAINST, Grade.SHOULD if long else Grade.COURTESY, on, facts=facts)


def _dated(visit: Visit) -> Iterator[tuple[Ref, Busy]]:
    for sort, table in ((Sort.BUSY, visit.busy), (Sort.DIARY, visit.diary)):
        for name, busy in table.items():
            if busy.on is not None:
                yield Ref(sort, name), busy
