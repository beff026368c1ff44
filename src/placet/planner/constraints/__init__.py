"""The constraints, one file a kind, in the order in which they are posted.

Each has the name of the rule that judges it, where there is one. What a rule grades `must` is posted as it is; what it
grades lower becomes a violation that `levels/objective.py` counts.
"""

from __future__ import annotations

from placet.planner.constraints import (
    compact_days,
    crowded,
    indoors,
    interpreters,
    kept_stays,
    orders,
    pauses,
    principal_days,
    resources,
    soft_blocks,
    stays,
    suitable_hours,
    together,
    turnovers,
    venues,
    ways_in_one_piece,
    windows,
)
from placet.planner.request import PlanRequest
from placet.planner.variables import Model


def add_constraints(model: Model, request: PlanRequest) -> None:
    """Post every constraint, those first that make literals which others use: `together` of orders, `kept_stays`."""
    windows.post(model)
    together.post(model)
    crowded.post(model)
    ways_in_one_piece.post(model, request)
    kept_stays.post(model)
    soft_blocks.post(model, request)
    orders.post(model, request.rulebook)
    stays.post(model)
    venues.post(model, request)
    indoors.post(model, request)
    resources.post(model)
    interpreters.post(model)
    pauses.post(model, request)
    turnovers.post(model, request)
    principal_days.post(model, request)
    compact_days.post(model, request)
    suitable_hours.post(model, request)
