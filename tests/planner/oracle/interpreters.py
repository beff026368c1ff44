"""Enough interpreters, of the right languages; that nobody is in two places is looked at with everybody else."""

from __future__ import annotations

from collections.abc import Iterator

from tests.planner.oracle.people import parties
from tests.planner.oracle.scene import Scene

from placet.model.engagements import Mode
from placet.model.visit import Visit


def interpreters_missing(scene: Scene) -> Iterator[str]:
    for thing, engagement in scene.engagements():
        wanted = engagement.interpretation
        if wanted is None or wanted.mode is Mode.NONE:
            continue
        assigned = scene.programme.placements[thing.name].interpreters
        trained = _working_between(scene.visit, wanted.languages)
        able = set(assigned) & (trained | set(wanted.named))
        if trained and len(able) < wanted.interpreters:
            yield f"{thing.name}: interpreters {assigned}, wanted {wanted.interpreters}"
        there = set(wanted.named) | (trained & parties(scene.visit, engagement.who, engagement.track))
        if len(there & set(assigned)) < min(len(there), wanted.interpreters):
            yield f"{thing.name}: interpreters {assigned}, and not those who are there anyway"
        if not set(wanted.named) <= set(assigned):
            yield f"{thing.name}: not the interpreters that were asked for"


def _working_between(visit: Visit, languages: tuple[str, str]) -> set[str]:
    return {
        name for name, person in visit.people.items() if any(set(pair) == set(languages) for pair in person.interprets)
    }
