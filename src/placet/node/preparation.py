"""The steps of a preparation as they stand for one visit: what Placet ships, and what its profile changes."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from placet.formats.plain import Reading
from placet.formats.toml import parse_toml
from placet.model.preparation import Preparation
from placet.model.visit import Visit
from placet.node.rulebook import laid_over, load_profile


def preparation_for(visit: Visit) -> Preparation:
    """The defaults for a visit."""
    return preparation_with(load_profile(visit.profile).data.get("preparation", {}))


def preparation_with(own: Mapping[str, Any]) -> Preparation:
    """The defaults with what a profile has under `[preparation]`. One that cannot be read is our bug and raises."""
    content = files("placet.rules").joinpath("preparation.toml").read_bytes()
    base: Mapping[str, Any] = parse_toml("preparation.toml", content).data
    reading = Reading(lambda _: ("preparation.toml", None))
    found = reading.read(Preparation, laid_over(base, own))
    if not isinstance(found, Preparation):
        raise TypeError(f"the steps cannot be read: {reading.faults[:3]}")
    return found
