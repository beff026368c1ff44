"""How a stated time reads: as exactly as it was stated, and no more."""

from __future__ import annotations

from placet.model.spans import Clock, Precision, When
from placet.wording.catalogues import catalogue, filled


def stated_time(when: When, language: str) -> str:
    """`not before 11:20`, `in the morning`; empty where nothing is stated, or only what it comes after."""
    words = catalogue(language, "requirements")
    if when.precision is Precision.PART:
        return filled(words["when"]["part"], {"part": words["parts"][when.part]})
    if when.clock is None:
        return ""
    until = _clock(when.until) if when.until is not None else ""
    return filled(words["when"][when.precision.value], {"at": _clock(when.clock), "until": until})


def _clock(clock: Clock) -> str:
    zone = f" ({city_of(clock.zone)})" if clock.zone is not None else ""
    plus = f" +{clock.plus_days}" if clock.plus_days else ""
    return f"{clock.at:%H:%M}{plus}{zone}"


def city_of(zone: str) -> str:
    """The city by which a zone is called."""
    return zone.rpartition("/")[2].replace("_", " ")
