"""Read a programme out of a solution: placements, the journeys in between, kept blocks, interpreters by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from placet.model.ids import BlockId, EngagementId, MovementId, PersonId, VenueId
from placet.model.programme import MIDDAY_MEAL, Basis, Journey, KeptBlock, Placement, Programme
from placet.model.spans import Window
from placet.planner.interpreting.jobs import jobs_of
from placet.planner.interpreting.names import assign
from placet.planner.placing.attending import attending
from placet.planner.placing.ways import inserted
from placet.planner.request import PlanRequest
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem
from placet.rules.stated import stated_journey

HALF_A_DAY = 12 * 60
"""Minutes before and after midday that are of the same day."""


def programme_from(
    request: PlanRequest,
    problem: Problem,
    placed: Mapping[str, Placed],
    named: Mapping[str, Sequence[str]] | None = None,
    *,
    fairly: bool = True,
) -> Programme:
    """The programme that a solution is. With `named`, those who interpreted in an earlier one do so where they can.

    `fairly`: the work of the interpreters is shared out, which takes longer.
    """
    timeline = request.timeline
    interpreters = assign(problem, jobs_of(problem, placed), named=named, fairly=fairly) or {}
    placements = {}
    guests: dict[str, list[Placed]] = defaultdict(list)
    for name in request.visit.engagements:
        it = placed.get(name)
        if it is None:
            continue
        placements[name] = Placement(
            engagement=name,
            starts_at=timeline.instant_of(it.start, it.task.zone),
            ends_at=timeline.instant_of(it.start + it.task.shown if it.task.shown else it.end, it.task.zone),
            venue=VenueId(it.site.venue) if it.site.venue is not None else None,
            interpreters=tuple(PersonId(person) for person in interpreters.get(name, it.task.named)),
            attending=attending(request, problem, placed, interpreters, name, guests),
        )
    ways, rests = inserted(request, problem, placed, placements)
    return Programme(
        starts_on=timeline.starts_on,
        placements=placements,
        journeys=(*_stated(request, placed), *ways),
        blocks=(*_blocks(request, in_programme(request, placed)), *rests),
        left_out=tuple(
            EngagementId(name)
            for name, engagement in request.visit.engagements.items()
            if name not in placed and not engagement.is_cancelled
        ),
        basis=Basis.PLANNED,
    )


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


def in_programme(request: PlanRequest, placed: Mapping[str, Placed]) -> dict[str, Placed]:
    """What of a solution is in its programme: all but the meals that the rule asks for of nobody."""
    return {name: it for name, it in placed.items() if not _is_idle_meal(request, placed, it)}


def _is_idle_meal(request: PlanRequest, placed: Mapping[str, Placed], it: Placed) -> bool:
    """Whether this is a meal that only the rule asks for, and of somebody with nothing before it or nothing after."""
    is_meal = it.task.kind == "block" and it.task.id.split("@")[0] == MIDDAY_MEAL
    return is_meal and BlockId(MIDDAY_MEAL) not in request.visit.blocks and not _is_on_duty(placed, it)


def _blocks(request: PlanRequest, placed: Mapping[str, Placed]) -> list[KeptBlock]:
    kept = []
    for it in placed.values():
        if it.task.kind == "block":
            block, _, party = it.task.id.split("@")
            begins = request.timeline.instant_of(it.start, it.task.zone)
            window = Window(begins, begins + timedelta(minutes=it.end - it.start))
            kept.append(KeptBlock(block=BlockId(block), party=party, window=window))
    return kept


def _is_on_duty(placed: Mapping[str, Placed], meal: Placed) -> bool:
    """Whether somebody has something before a meal and after it, the same day; else the rule asks for none."""
    own = [it for it in placed.values() if it.task.kind != "block" and it.task.parties & meal.task.parties]
    before = any(meal.start - HALF_A_DAY <= it.start < meal.start for it in own)
    return before and any(meal.end <= it.end < meal.end + HALF_A_DAY for it in own)
