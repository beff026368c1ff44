"""Every private field of a visit filled in: what must never leave, whatever it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import time, timedelta
from typing import Any

from placet.model.declare import Layer, layer_of
from placet.model.preparation import Task
from placet.model.spans import Hours, PartialDate
from placet.model.text import Text
from placet.model.visit import Busy, PastVisit, Visit


def words(mark: str) -> str:
    return f"CANARY-{mark}"


def busy(mark: str) -> dict[str, Busy]:
    """A private commitment in the middle of the day: in the way of everything."""
    hours = Hours(time(9), time(18))
    return {
        words(mark): Busy(
            who=("president-ar", "president-se"),
            day=1,
            between=hours,
            title=Text({"en": words(mark)}),
            reason=words(mark),
        )
    }


def past_visits(mark: str) -> dict[str, PastVisit]:
    """An earlier visit that only this office keeps a record of."""
    title = Text({"en": words(mark)})
    return {words(mark): PastVisit(title=title, host="SE", on=PartialDate(2024, len(mark) % 12 + 1), note=words(mark))}


def own_tasks(mark: str) -> dict[str, Task]:
    """Something to be done of which only this office knows."""
    return {words(mark): Task(title=Text({"en": words(mark)}), usual=2, due=len(mark), note=words(f"{mark}-Task-note"))}


BY_NAME = {
    "value": lambda mark: 1 + len(mark),
    "day_limit": lambda mark: timedelta(minutes=len(mark)),
    "withheld": lambda mark: Hours(time(10), time(10 + len(mark) % 8 + 1)),
    "diary": busy,
    "past_visits": past_visits,
    "date_weights": lambda mark: {words(mark): 1 + len(mark)},
    "own_tasks": own_tasks,
    "notes": lambda mark: {words(mark): words(mark)},
}
"""How a private field that is no string is filled in."""


def filled_in(value: Any, mark: str, *, but: frozenset[str] = frozenset()) -> Any:
    """The value with every private field in it, at any depth, filled in; those named in `but` stay as they are."""
    if isinstance(value, Mapping):
        return {key: filled_in(part, mark, but=but) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(filled_in(part, mark, but=but) for part in value)
    if not is_dataclass(value) or isinstance(value, Text):
        return value
    changed: dict[str, Any] = {}
    for declared in fields(value):
        if not declared.metadata:
            continue
        if layer_of(declared) is not Layer.INTERNAL:
            changed[declared.name] = filled_in(getattr(value, declared.name), mark, but=but)
        elif declared.name not in but:
            changed[declared.name] = _canary(value, declared.name, mark)
    return replace(value, **changed)


def _canary(value: Any, field: str, mark: str) -> Any:
    """A private value; one in words says which field it stood in."""
    return BY_NAME[field](mark) if field in BY_NAME else words(f"{mark}-{type(value).__name__}-{field}")


def private_names(value: Any) -> set[str]:
    """Names of the private fields that a value has, at any depth."""
    if isinstance(value, Mapping):
        return set().union(*(private_names(part) for part in value.values()))
    if isinstance(value, tuple):
        return set().union(*(private_names(part) for part in value))
    if not is_dataclass(value) or isinstance(value, Text):
        return set()
    own = {declared.name for declared in fields(value) if declared.metadata and layer_of(declared) is Layer.INTERNAL}
    return own.union(*(private_names(getattr(value, declared.name)) for declared in fields(value)))


def canaries(value: Any) -> set[str]:
    """The canaries in words that a value holds, at any depth."""
    if isinstance(value, str):
        return {value} if value.startswith(words("")) else set()
    if isinstance(value, Text):
        return canaries(tuple(value.by_language.values()))
    if isinstance(value, Mapping):
        return set().union(*(canaries(part) for part in (*value.keys(), *value.values())))
    if isinstance(value, tuple):
        return set().union(*(canaries(part) for part in value))
    if not is_dataclass(value):
        return set()
    return set().union(*(canaries(getattr(value, declared.name)) for declared in fields(value)))


def with_private(visit: Visit, mark: str, *, but: frozenset[str] = frozenset()) -> Visit:
    """The visit with everything private that it can hold."""
    changed: Visit = filled_in(visit, mark, but=but)
    return changed
