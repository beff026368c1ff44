"""What happens in the open air has a plan B: a roof that holds everybody, and an hour by which it is decided.

Looks at outdoor engagements, and at plans B wherever they are stated. Weather is not known here; whether the other
venue is open, free and near enough is judged by `plan-b-holds`.

Source: default; practice A1 asks the same of aircraft (S13).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.engagements import Engagement, Kind, PlanB
from placet.model.ids import Ref, Sort
from placet.rules.capacity import heads_of
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.outdoor_daylight import is_outdoor


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Exceptions."""

    in_any_weather: tuple[Kind, ...] = shared("Kinds that are held outdoors whatever the weather.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each outdoor engagement and each plan B."""
    for item in case.engagements:
        if item.engagement is None:
            continue
        plan = item.engagement.plan_b
        if plan is not None:
            yield _judged(case, item, item.engagement, plan)
        elif is_outdoor(case, item) and item.kind not in parameters.in_any_weather:
            yield violated(item.id, case="none")


def _judged(case: Case, item: Item, engagement: Engagement, plan: PlanB) -> Verdict:
    venue, where = case.visit.venues[plan.venue], Ref(Sort.VENUE, plan.venue)
    if venue.outdoor or (plan.venue == item.origin and engagement.outdoor):  # under that roof already it is carried out
        return violated(item.id, case="no-roof", venue=where)
    if plan.decide_before <= timedelta(0):
        return violated(item.id, case="no-hour", venue=where)
    heads = heads_of(case, item, engagement)
    if venue.capacity is None:
        return cannot_judge(item.id, missing=f"{plan.venue}.capacity")
    if heads.least > venue.capacity:
        return violated(item.id, case="small", venue=where, people=heads.least, capacity=venue.capacity)
    return satisfied(item.id) if heads.complete else cannot_judge(item.id, missing=f"{item.id}.people")
