"""Engagements at which people eat."""

from __future__ import annotations

from placet.model.engagements import Kind

MEALS = frozenset({Kind.MEAL, Kind.BANQUET, Kind.RECEPTION})
