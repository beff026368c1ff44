"""The rules for one visit: a profile that Placet ships, and what the visit's file changes in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from placet.errors import Fault, Line, VisitFileError
from placet.formats.plain import Reading
from placet.formats.positions import Path
from placet.formats.scalars import notation
from placet.formats.toml import Tree, parse_toml, shown
from placet.formats.visitfile import VisitFile
from placet.model.profile import Grade, RuleOverride
from placet.model.visit import Visit
from placet.rules.catalogue import BY_NAME, RULES
from placet.rules.rulebook import Entry, Rulebook


def profile_names() -> tuple[str, ...]:
    """The profiles that Placet ships."""
    folder = files("placet.rules").joinpath("profiles")
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def load_profile(name: str) -> Tree:
    """A shipped profile as it is written, read once: nobody changes it. One that cannot be read is our bug, and raises.

    A visit asks for two, and reading them takes as long as making its model.
    """
    content = files("placet.rules").joinpath("profiles", f"{name}.toml").read_bytes()
    return parse_toml(f"{name}.toml", content)


def rulebook_for(visit: Visit, visit_file: VisitFile | None = None) -> Rulebook:
    """The rulebook of a visit. Raises `VisitFileError` for an unknown profile or rule and for wrong parameters.

    Of its file also for a change without a reason. A visit as others see it may have left the reason in the office.
    """

    def place(path: Path) -> tuple[str, Line | None]:
        found = visit_file.place_of(*(str(part) for part in path)) if visit_file is not None else None
        return found or ("visit.toml", None)

    if visit.profile not in profile_names():
        file, line = place(("profile",))
        expected = notation("one-of", words=profile_names())
        fault = Fault(
            file, line, "profile", "value", {"found": shown(visit.profile), "expected": expected, "meant": ""}
        )
        raise VisitFileError((fault,))
    reading = Reading(place)
    for name in visit.rules:
        if name not in BY_NAME:
            reading.fault(("rules", name), "no-rule", found=shown(name))
    base: Mapping[str, Any] = load_profile("neutral").data["rules"]
    own: Mapping[str, Any] = load_profile(visit.profile).data["rules"]
    entries: dict[str, Entry] = {}
    for rule in RULES:
        override = visit.rules.get(rule.name)
        layers = [base[rule.name], own.get(rule.name, {})]
        grade = Grade(next(layer["grade"] for layer in reversed(layers) if "grade" in layer))
        raw: dict[str, Any] = {}
        for layer in (*layers, {"parameters": override.parameters} if override is not None else {}):
            raw = laid_over(raw, layer.get("parameters", {}))
        parameters = reading.read(rule.parameters, raw, ("rules", rule.name, "parameters"))
        if override is not None:
            grade = override.grade or grade
            if visit_file is not None:
                _needs_reason(reading, rule.name, override)
        entries[rule.name] = Entry(grade, parameters, override)
    if reading.faults:
        raise VisitFileError(tuple(reading.faults))
    return Rulebook(visit.profile, entries)


def laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters laid over others: tables entry by entry, so that one usual length may differ alone."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        merged[key] = laid_over(under, value) if isinstance(value, dict) and isinstance(under, dict) else value
    return merged


def _needs_reason(reading: Reading, name: str, override: RuleOverride) -> None:
    if override.reason is None and override.reason_internal is None:
        reading.fault(("rules", name), "no-reason")
