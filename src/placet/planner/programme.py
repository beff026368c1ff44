"""Read a programme out of a solution: placements, the journeys in between, kept blocks, interpreters by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from placet.model.attendance import invited
from placet.model.ids import BlockId, EngagementId, MovementId, PartyId, PersonId, VenueId
from placet.model.programme import Basis, Journey, KeptBlock, Placement, Programme
from placet.model.spans import Window
from placet.planner.interpreters import assign
from placet.planner.placed import Placed, jobs_of
from placet.planner.problem import Problem
from placet.planner.request import PlanRequest
from placet.planner.ways import inserted_journeys
from placet.rules.stated import stated_journey


def programme_from(request: PlanRequest, problem: Problem, placed: Mapping[str, Placed]) -> Programme:
    """The programme that a solution is."""
    timeline = request.timeline
    interpreters = assign(problem, jobs_of(problem, placed)) or {}
    placements = {}
    for name, engagement in request.visit.engagements.items():
        it = placed.get(name)
        if it is None:
            continue
        named = engagement.interpretation.named if engagement.interpretation is not None else ()
        placements[name] = Placement(
            engagement=name,
            starts_at=timeline.instant_of(it.start, it.task.zone),
            ends_at=timeline.instant_of(it.start + it.task.shown if it.task.shown else it.end, it.task.zone),
            venue=VenueId(it.site.venue) if it.site.venue is not None else None,
            interpreters=tuple(PersonId(person) for person in interpreters.get(name, named)),
            attending=tuple(sorted(p for p in invited(request.visit, engagement) if _is_free(problem, placed, p, it))),
        )
    return Programme(
        starts_on=timeline.starts_on,
        placements=placements,
        journeys=(*_stated(request, placed), *inserted_journeys(request, problem, placed)),
        blocks=tuple(_blocks(request, placed)),
        left_out=tuple(
            EngagementId(name)
            for name, engagement in request.visit.engagements.items()
            if name not in placed and not engagement.is_cancelled
        ),
        basis=Basis.PLANNED,
    )


def _is_free(problem: Problem, placed: Mapping[str, Placed], party: PartyId, wanted: Placed) -> bool:
    """Whether someone who is only invited has nothing else then, the ways included."""
    for it in placed.values():
        if party not in it.task.parties or it is wanted:
            continue
        apart = (
            it.end + problem.between(it.site.destination, wanted.site.origin) <= wanted.start
            or wanted.end + problem.between(wanted.site.destination, it.site.origin) <= it.start
        )
        if not apart:
            return False
    return True


def _stated(request: PlanRequest, placed: Mapping[str, Placed]) -> list[Journey]:
    """Journeys of the file, where the plan has put them."""
    journeys = []
    for name, movement in request.visit.movements.items():
        it = placed.get(name)
        if it is None:
            continue
        stated = stated_journey(request.visit, request.timeline, name, movement)
        arrival_zone = _arrival_zone(request, stated, it)
        journeys.append(
            Journey(
                id=name,
                movement=name,
                parties=stated.parties,
                by=stated.by,
                origin=stated.origin,
                destination=stated.destination,
                leaves_at=request.timeline.instant_of(it.start, it.task.zone),
                arrives_at=request.timeline.instant_of(it.end, arrival_zone),
                basis=Basis.PLANNED,
            )
        )
    return journeys


def _arrival_zone(request: PlanRequest, stated: Journey, it: Placed) -> str:
    movement = request.visit.movements[MovementId(stated.id)]
    clock = movement.arrives.at.clock
    if clock is not None and clock.zone is not None:
        return clock.zone
    venue = movement.arrives.venue
    leg = request.visit.venues[venue].leg if venue is not None else None
    return request.visit.legs[leg].zone if leg is not None else it.task.zone


def _blocks(request: PlanRequest, placed: Mapping[str, Placed]) -> list[KeptBlock]:
    kept = []
    for it in placed.values():
        if it.task.kind == "block":
            block, _, party = it.task.id.split("@")
            if block not in request.visit.blocks:
                continue  # a rule asked for it; the file knows nothing of it
            begins = request.timeline.instant_of(it.start, it.task.zone)
            window = Window(begins, begins + timedelta(minutes=it.end - it.start))
            kept.append(KeptBlock(block=BlockId(block), party=party, window=window))
    return kept
