"""Everybody the programme is built around can eat at midday.

Looks at days on which a principal has something before and after the hours of the midday meal: there is a meal among
the engagements of those hours, or a free stretch long enough for one, or a journey long enough on which people eat.
Who fasts is not known here; such a person's side waives the rule.

Source: published programmes, where midday is a hosted lunch or a gap; the hours and the length are default.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.ids import PartyId, attendee_ref
from placet.model.movements import Transport
from placet.model.spans import Hours, Window
from placet.rules.case import Case, Item
from placet.rules.days import days_of
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.free_time import Reading, fit, longest_free, unstated_end
from placet.rules.gaps import Fit
from placet.rules.meals import MEALS
from placet.rules.who_is_there import held

ABOARD = frozenset({Transport.PLANE, Transport.TRAIN, Transport.SHIP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """When and how long people eat at midday."""

    between: Hours = shared("Hours of the midday meal, local time.")
    length: timedelta = shared("Least free time for a meal that is no engagement.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each principal and each day with something before and after midday."""
    for party in case.by_party:
        if case.is_principal(party):
            for day, items in days_of(case, party):
                hours = case.timeline.window(day, parameters.between, items[0].zone)
                if items[0].starts_at < hours.opens and any(item.ends_at > hours.closes for item in items):
                    yield _judged(case, party, day, items, hours, parameters)


def _judged(
    case: Case, party: PartyId, day: int, items: Sequence[Item], hours: Window, parameters: Parameters
) -> Verdict:
    if any(_feeds(item, hours, parameters) for item in items):
        return satisfied(attendee_ref(party))
    meals = [name for name, wished in held(case) if wished.kind in MEALS and wished.day in (None, day)]
    untimed = next((name for name in meals if name in case.programme.untimed), None)
    if untimed is not None:
        return cannot_judge(attendee_ref(party), missing=f"{untimed}.at")
    match fit(case, party, (hours,), parameters.length):
        case Fit.FITS:
            return satisfied(attendee_ref(party))
        case Fit.OPEN:
            return cannot_judge(attendee_ref(party), missing=unstated_end(case, party, (hours,)))
        case Fit.HARDLY | Fit.SURELY_NOT as answer:
            return violated(
                attendee_ref(party),
                certain=answer is Fit.SURELY_NOT,
                opens=hours.opens,
                closes=hours.closes,
                needed=parameters.length,
                there_is=longest_free(case, party, hours, Reading.LIKELY),
            )


def _feeds(item: Item, hours: Window, parameters: Parameters) -> bool:
    """Whether people eat there, or aboard."""
    shared_time = min(item.ends_at, hours.closes) - max(item.starts_at, hours.opens)
    if item.movement is not None:
        return item.movement.by in ABOARD and shared_time >= parameters.length
    return item.kind in MEALS and (shared_time > timedelta(0) or hours.opens <= item.starts_at < hours.closes)
