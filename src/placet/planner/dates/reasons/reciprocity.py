"""Whose turn it is to travel, by the visits that there were.

A visit that the side which receives now has paid is returned by this one: that speaks for a day within two years of it,
and against letting it wait longer. Where the last visit went the same way as this one, it is not this side's turn.

Source: practice 2.2, stage 0: who owes a visit; two years are default.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from placet.model.ids import Ref, Sort
from placet.model.people import SideRole
from placet.model.profile import Grade
from placet.model.visit import PastVisit
from placet.planner.dates.candidate import Candidate, Reason, Speaks

WITHIN = 24
"""Months in which a visit is returned."""


def look(candidate: Candidate) -> Iterator[Reason]:
    """One reason, from the last visit before the day; none where no visit is on record."""
    visit = candidate.scene.visit
    hosts = {name for name, side in visit.sides.items() if side.role is SideRole.HOST}
    earlier = [
        past for past in visit.past_visits.values() if _months(past, candidate.on) > 0 or _is_before(past, candidate)
    ]
    if not earlier or not hosts:
        return
    last = max(earlier, key=lambda past: (past.on.year or 0, past.on.month or 0, past.on.day or 0))
    if last.on.year is None:
        return
    months = _months(last, candidate.on)
    facts = {"host": Ref(Sort.SIDE, last.host), "when": last.on, "n": months}
    certain = last.on.month is not None
    if last.host in hosts:
        yield Reason("reciprocity", "same-way", Speaks.AGAINST, Grade.COURTESY, (), certain, facts)
    elif months <= WITHIN:
        yield Reason("reciprocity", "returned", Speaks.FOR, Grade.SHOULD, (), certain, facts)
    else:
        yield Reason("reciprocity", "owed", Speaks.AGAINST, Grade.COURTESY, (), certain, facts)


def _months(past: PastVisit, on: date) -> int:
    """Whole months from a visit to a day, as far as the visit's date is known."""
    return (on.year - (past.on.year or on.year)) * 12 + on.month - (past.on.month or 1)


def _is_before(past: PastVisit, candidate: Candidate) -> bool:
    on = past.on
    if on.year is None or _months(past, candidate.on) < 0:
        return False
    return on.day is None or (on.year, on.month or 1, on.day) < (
        candidate.on.year,
        candidate.on.month,
        candidate.on.day,
    )
