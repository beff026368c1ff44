"""Small visits written as TOML, a table at a time."""

from __future__ import annotations

import json
from datetime import date
from typing import Any


def entry(table: str, key: str, /, **fields: Any) -> str:
    """One entry of a table: `entry("venues", "park", name="Park", outdoor=True)`. A field that is None is left out."""
    written = (f"{field} = {_value(value)}\n" for field, value in fields.items() if value is not None)
    return f"[{table}.{key}]\n" + "".join(written)


def laid_over(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """What was read, with more laid over it: tables are joined, everything else is replaced."""
    laid = dict(base)
    for key, value in more.items():
        known = laid.get(key)
        laid[key] = laid_over(known, value) if isinstance(value, dict) and isinstance(known, dict) else value
    return laid


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(inner) for inner in value) + "]"
    return str(value) if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
