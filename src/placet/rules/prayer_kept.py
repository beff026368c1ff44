"""Whoever asked for it can pray: each prayer's hours have room for it.

Looks at people who state `prayer`, on the days on which they have anything; nobody's faith is inferred. The hours are
computed for the place, the date and the method that the side chose; asr at a shadow of one length. On a Friday,
whoever asked for the Friday prayer has longer at noon. For a principal this binds, and what nobody can judge is told at
once; for others it weighs `should` at most. Where the prayer is said, and the way there, is not looked at; nor are
hours that end before a guest has come, or begin after a guest has left.

Source: practice D2: five daily, computed; Friday noon 45 to 60 minutes; hard where the principal asked (default).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.engagements import Kind
from placet.model.ids import PartyId, attendee_ref
from placet.model.profile import Grade
from placet.rules.case import Case
from placet.rules.comings import There, bounds_in, hours_there, leg_of_hours
from placet.rules.days import days_of
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.free_time import fit, unstated_end
from placet.rules.gaps import Fit
from placet.rules.prayers_asked import Asked, leg_on, prayers_asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How long the Friday prayer takes."""

    friday: timedelta = shared("Least free time for the noon of a Friday, for whoever asked for the Friday prayer.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each prayer of each person who asked, on each of their days; one in all while undated."""
    bounds = bounds_in(case)
    for name, person in case.visit.people.items():
        party = PartyId(name)
        if person.prayer is None or party not in case.by_party:
            continue
        if not case.timeline.is_dated:
            yield cannot_judge(attendee_ref(name), missing="visit.starts_on", pressing=person.principal)
            continue
        for day, items in days_of(case, party):
            asked = prayers_asked(case, person.prayer, day, leg_on(case, day, items[0]), parameters.friday)
            if isinstance(asked, str):
                yield cannot_judge(attendee_ref(name), missing=asked, pressing=person.principal)
                continue
            for prayer in asked:
                there = hours_there(case, bounds, party, leg_of_hours(case, day), prayer.hours)
                yield _judged(case, party, prayer, there, binds=person.principal)


def _judged(case: Case, party: PartyId, prayer: Asked, there: There, *, binds: bool) -> Verdict:
    answer = fit(case, party, (there.most,), prayer.length)
    if answer is Fit.FITS or there.likely.length < min(prayer.length, prayer.hours.length):
        return satisfied(attendee_ref(party))
    for item in case.by_party[party]:
        if item.kind is Kind.RELIGIOUS and item.likely.overlaps(prayer.hours):
            # It may be this very prayer.
            return cannot_judge(attendee_ref(party), item.id, missing=f"{item.id}.serves", pressing=binds)
    if answer is Fit.OPEN:
        unknown = unstated_end(case, party, (there.most,))
        return cannot_judge(attendee_ref(party), missing=unknown, pressing=binds)
    return violated(
        attendee_ref(party),
        certain=answer is Fit.SURELY_NOT and not prayer.estimated,
        at_most=None if binds else Grade.SHOULD,
        prayer=prayer.prayer,
        opens=there.most.opens,
        closes=there.most.closes,
        needed=prayer.length,
    )
