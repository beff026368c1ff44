"""The common part in Timefold's own terms. Importing this needs Timefold and starts its virtual machine.

Annotations are read at run time, so they are not postponed here.
"""

import time
from dataclasses import dataclass, field
from typing import Annotated

from benchmarks.peers.problem import GRID, Answer, Instance, apart, shared_venues
from timefold.solver import SolverFactory
from timefold.solver.config import (
    Duration,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    TerminationConfig,
)
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    Joiners,
    constraint_provider,
)


@planning_entity
@dataclass
class Item:
    """One engagement, in steps of the grid. `room` is the number of a venue that holds several, or -1."""

    id: Annotated[int, PlanningId]
    length: int
    preferred: int
    weight: int
    room: int
    holds: int
    possible: Annotated[list[int], ValueRangeProvider]
    start: Annotated[int | None, PlanningVariable] = field(default=None)


@dataclass
class Exclusive:
    """Two items of which one comes first: steps from start to start either way."""

    first: int
    second: int
    forward: int
    backward: int


@dataclass
class Following:
    """The second starts at least and at most so many steps after the start of the first."""

    first: int
    second: int
    least: int
    most: int


@planning_solution
@dataclass
class Plan:
    """Everything."""

    exclusives: Annotated[list[Exclusive], ProblemFactCollectionProperty]
    followings: Annotated[list[Following], ProblemFactCollectionProperty]
    items: Annotated[list[Item], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


def overlap(pair: Exclusive, a: Item, b: Item) -> int:
    """Steps by which two items are too close, in the better of the two orders."""
    return min(a.start + pair.forward - b.start, b.start + pair.backward - a.start)


def amiss(wait: Following, a: Item, b: Item) -> int:
    """Steps by which a wait is too short or too long."""
    return max(wait.least - (b.start - a.start), (b.start - a.start) - wait.most)


@constraint_provider
def constraints(factory: ConstraintFactory) -> list[Constraint]:
    """Hard: what excludes, what follows, what a venue holds. Soft: the weighted deviation."""
    return [
        factory.for_each(Exclusive)
        .join(Item, Joiners.equal(lambda pair: pair.first, lambda item: item.id))
        .join(Item, Joiners.equal(lambda pair, a: pair.second, lambda item: item.id))  # noqa: ARG005  # so many arguments it has
        .filter(lambda pair, a, b: overlap(pair, a, b) > 0)
        .penalize(HardSoftScore.ONE_HARD, overlap)
        .as_constraint("apart"),
        factory.for_each(Following)
        .join(Item, Joiners.equal(lambda wait: wait.first, lambda item: item.id))
        .join(Item, Joiners.equal(lambda wait, a: wait.second, lambda item: item.id))  # noqa: ARG005  # as above
        .filter(lambda wait, a, b: amiss(wait, a, b) > 0)
        .penalize(HardSoftScore.ONE_HARD, amiss)
        .as_constraint("waits"),
        factory.for_each(Item)
        .filter(lambda item: item.room >= 0)
        .join(Item, Joiners.equal(lambda item: item.room))
        .filter(lambda a, b: b.start <= a.start and a.start < b.start + b.length)
        .group_by(lambda a, b: a, ConstraintCollectors.count_bi())  # noqa: ARG005  # as above
        .filter(lambda a, inside: inside > a.holds)
        .penalize(HardSoftScore.ONE_HARD, lambda a, inside: inside - a.holds)
        .as_constraint("venues hold"),
        factory.for_each(Item)
        .filter(lambda item: item.weight > 0)
        .penalize(HardSoftScore.ONE_SOFT, lambda item: item.weight * abs(item.start - item.preferred))
        .as_constraint("deviation"),
    ]


def solved(instance: Instance, seconds: float) -> Answer:
    """The best plan after so many seconds."""
    config = SolverConfig(
        solution_class=Plan,
        entity_class_list=[Item],
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=constraints),
        termination_config=TerminationConfig(
            spent_limit=Duration(milliseconds=int(seconds * 1000)), best_score_limit="0hard/0soft"
        ),
    )
    solver = SolverFactory.create(config).build_solver()
    began = time.perf_counter()
    first: list[float] = []

    def told(event) -> None:  # its type is Java's
        if event.new_best_score.hard_score >= 0 and not first:
            first.append(time.perf_counter() - began)

    solver.add_event_listener(told)
    best = solver.solve(_plan(instance))
    took = time.perf_counter() - began
    if best.score.hard_score < 0:
        return Answer(None, None, False, took)
    starts = {e.id: GRID * item.start for e, item in zip(instance.engagements, best.items, strict=True)}
    cost = -best.score.soft_score
    return Answer(starts, cost, cost == 0, took, first[0] if first else None)


def _plan(instance: Instance) -> Plan:
    room, holds = {}, {}
    for number, (most, users) in enumerate(shared_venues(instance)):
        room |= dict.fromkeys(users, number)
        holds |= dict.fromkeys(users, most)
    index = {e.id: i for i, e in enumerate(instance.engagements)}
    lengths = {e.id: e.length // GRID for e in instance.engagements}
    endless = (instance.days + 1) * 24 * 60 // GRID
    return Plan(
        [Exclusive(p.first, p.second, p.forward // GRID, p.backward // GRID) for p in apart(instance)],
        [
            Following(
                index[w.before],
                index[w.after],
                lengths[w.before] + w.least // GRID,
                endless if w.most is None else lengths[w.before] + w.most // GRID,
            )
            for w in instance.waits
        ],
        [
            Item(
                i,
                e.length // GRID,
                (e.preferred or 0) // GRID,
                0 if e.preferred is None else e.weight,
                room.get(i, -1),
                holds.get(i, 0),
                list(range(e.opens // GRID, e.closes // GRID + 1)),
            )
            for i, e in enumerate(instance.engagements)
        ],
    )
