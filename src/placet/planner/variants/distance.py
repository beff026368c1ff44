"""The distance of `placet.model.apart` inside the model: from a programme that is known to the one that is looked for.

Every literal is exactly what it says, so that a distance can be asked for, made large, and proven to be the largest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from placet.almanac.timeline import Timeline
from placet.model.apart import ELSEWHERE, share_somebody, stands
from placet.model.ids import EngagementId
from placet.model.programme import Programme
from placet.model.visit import Visit
from placet.planner.cp_sat import cp_model
from placet.planner.tasks.ground import whole
from placet.planner.variables import Linear, Literal, Model, TaskVars

HOUR = whole(ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Known:
    """Where an item of a programme that is known begins, in minutes, and its venue."""

    start: int
    venue: str | None


def known_places(programme: Programme, timeline: Timeline) -> Mapping[str, Known]:
    """Where everything stands in a programme."""
    return {name: Known(timeline.minute_of(it.at), it.venue) for name, it in stands(programme).items()}


def distance_to(model: Model, visit: Visit, known: Mapping[str, Known], number: int) -> Linear:
    """How many items stand elsewhere than in a known programme, and how many pairs have changed places.

    `number` tells the literals of one known programme from those of another.
    """
    elsewhere: dict[str, Literal] = {}
    for name, variables in model.tasks.items():
        if name in visit.engagements or name in visit.movements:
            elsewhere[name] = _elsewhere(model, variables, known.get(name), number)
    exchanged = list(_exchanged(model, visit, known, elsewhere, number))
    return cp_model.LinearExpr.sum([*elsewhere.values(), *exchanged])


def _elsewhere(model: Model, variables: TaskVars, known: Known | None, number: int) -> Literal:
    """The literal that it stands elsewhere: the one has it and the other has not, at another venue, an hour away."""
    if known is None:
        return variables.present
    name, cp = variables.task.id, model.cp
    here = [
        literal
        for site, literal in zip(variables.task.sites, variables.sites, strict=True)
        if known.venue is None or site.venue == known.venue
    ]
    near = cp.new_bool_var(f"{name} stays within the hour of {number}")
    early, late = (cp.new_bool_var(f"{name} {how} than in {number}") for how in ("earlier", "later"))
    cp.add(variables.start <= known.start + HOUR - 1).only_enforce_if(near)
    cp.add(variables.start >= known.start - HOUR + 1).only_enforce_if(near)
    cp.add(variables.start <= known.start - HOUR).only_enforce_if(early)
    cp.add(variables.start >= known.start + HOUR).only_enforce_if(late)
    cp.add_exactly_one([near, early, late])
    stays = cp.new_bool_var(f"{name} stands as in {number}")
    at_venue = cp.new_bool_var(f"{name} at the venue of {number}")
    cp.add(cp_model.LinearExpr.sum(here) == at_venue)
    cp.add_bool_and([near, at_venue, variables.present]).only_enforce_if(stays)
    cp.add_bool_or([~near, ~at_venue, ~variables.present, stays])
    return ~stays


def _exchanged(
    model: Model, visit: Visit, known: Mapping[str, Known], elsewhere: Mapping[str, Literal], number: int
) -> Iterator[Literal]:
    """For every two that may have changed places while both stay within the hour: the literal that they have."""
    names = [name for name in elsewhere if name in known and EngagementId(name) in visit.engagements]
    for one, other in combinations(sorted(names, key=lambda name: known[name].start), 2):
        apart = known[other].start - known[one].start
        if not 0 < apart < 2 * HOUR - 1 or not share_somebody(visit, one, other):
            continue
        turned = model.first(other, one)
        if turned is None:
            continue
        changed = model.cp.new_bool_var(f"{one} and {other} have changed places since {number}")
        stay = [~elsewhere[one], ~elsewhere[other]]
        model.cp.add_bool_and([turned, *stay]).only_enforce_if(changed)
        model.cp.add_bool_or([~turned, elsewhere[one], elsewhere[other], changed])
        yield changed
