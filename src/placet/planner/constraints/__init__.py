"""The constraints, one file a kind, in the order in which they are posted.

Each has the name of the rule that judges it, where there is one. What a rule grades `must` is posted as it is; what it
grades lower becomes a violation that `objective.py` counts.
"""

from __future__ import annotations

from placet.planner.constraints import (
    blocks,
    compact_days,
    crowded,
    interpreters,
    kept_stays,
    orders,
    pauses,
    principal_days,
    resources,
    soft_blocks,
    stays,
    together,
    turnovers,
    usual_hours,
    venues,
    windows,
)
from placet.planner.request import PlanRequest
from placet.planner.variables import Model

SEARCHED = frozenset(
    {
        "stated-time",
        "stated-length",
        "stated-order",
        "withheld-time",
        "one-place-at-a-time",
        "presence",
        "while-here",
        "diary",
        "enough-travel",
        "right-city",
        "venue-open",
        "venue-in-use",
        "resources",
        "interpreter-pool",
        "protected-block",
        "prayer-kept",
        "host-first",
        "cues-inside",
        "journey-times",
    }
)
"""Rules that a timetable can satisfy and that the constraints see to: a plan that breaks one of them is our bug."""


def add_constraints(model: Model, request: PlanRequest) -> None:
    """Post every constraint, those first that make literals which others use: `together` of orders, `kept_stays`."""
    windows.post(model)
    together.post(model)
    crowded.post(model)
    blocks.post(model)
    kept_stays.post(model)
    soft_blocks.post(model, request)
    orders.post(model, request.rulebook)
    stays.post(model)
    venues.post(model)
    resources.post(model)
    interpreters.post(model)
    pauses.post(model, request)
    turnovers.post(model, request)
    principal_days.post(model, request)
    compact_days.post(model, request)
    usual_hours.post(model, request)
