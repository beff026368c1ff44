"""What the planner is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from placet.almanac.timeline import Timeline
from placet.model.programme import Programme
from placet.model.roads import RoadMap
from placet.model.visit import Visit
from placet.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known so far: the level being worked on, how many of the wished engagements are kept."""

    level: str
    kept: int
    wished: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """A visit to be planned.

    `seconds` ends the search on the wall clock, which makes the answer depend on the machine; `work` ends it in the
    solver's own deterministic units, which does not. `remembered` is the visit before its times were forgotten, if
    they were: what stood before or after a journey that keeps its times stays there. `stop` is asked now and then
    whether to give up and return the best so far.
    """

    visit: Visit
    timeline: Timeline
    rulebook: Rulebook
    seconds: float = 60.0
    work: float | None = None
    seed: int = 0
    remembered: Visit | None = None
    on_progress: Callable[[Progress], None] | None = None
    near: Programme | None = None
    """Of programmes that are equally good, the one in which least stands otherwise than in this one."""
    road_map: RoadMap | None = None
    """Shared by the requests of one visit, where there are many."""
    stop: Callable[[], bool] | None = None
    clock: Callable[[], float] = lambda: 0.0
    """Seconds that pass, monotonic; handed in because nothing below the node reads a clock."""
