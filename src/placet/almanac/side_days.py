"""What a side states of its own weekends and holidays, as the almanac takes it."""

from __future__ import annotations

from collections.abc import Iterator

from placet.almanac.public_holidays import Added, Correction, Moved, Removed
from placet.almanac.weekends import WeekendOverride
from placet.model.people import HolidayRule, Side
from placet.model.vocabulary import WEEKDAYS


def weekends_of(side: Side) -> list[WeekendOverride]:
    """Its weekends, and those of its institutions."""
    return [
        WeekendOverride(
            frozenset(WEEKDAYS.index(day) for day in rule.days), rule.valid_from, rule.valid_until, rule.institution
        )
        for rule in side.weekends
    ]


def corrections_of(side: Side) -> list[Correction]:
    """Its holidays, in their order."""
    return [correction for rule in side.holidays for correction in _corrected(rule)]


def _corrected(rule: HolidayRule) -> Iterator[Correction]:
    """What a side states of one day, as the almanac takes it. An announced day moved to itself is uncertain no more."""
    name = next(iter(rule.name.by_language.values())) if rule.name is not None else str(rule.on)
    if not rule.kept:
        yield Removed(rule.on, name)
        return
    if rule.observed:
        yield Moved(rule.on, rule.on, name)
    yield Added(rule.on, name, name)
