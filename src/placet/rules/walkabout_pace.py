"""A walkabout is long enough for the people who are to be met.

Looks at walkabouts whose number of people is stated.

Source: practice B9: 100 people an hour, in groups of about ten (UK guidance, S81).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.engagements import Kind
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Pace."""

    people_an_hour: int = shared("How many people one principal can meet in an hour.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each walkabout."""
    for item in case.engagements:
        if item.engagement is None or item.kind is not Kind.WALKABOUT:
            continue
        people = item.engagement.people_met
        if people is None:
            yield cannot_judge(item.id, missing=f"{item.id}.people_met")
            continue
        if item.placement is not None and item.placement.ends_at is None:
            yield cannot_judge(item.id, missing=f"{item.id}.ends")
            continue
        lasts, needed = item.ends_at - item.starts_at, timedelta(hours=1) * people / parameters.people_an_hour
        if lasts >= needed:
            yield satisfied(item.id)
        else:
            yield violated(item.id, certain=item.end_is_certain, people=people, lasts=lasts, needed=needed)
