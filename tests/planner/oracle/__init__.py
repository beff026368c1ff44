"""An independent judge of programmes: the hard facts of a visit, in plain Python.

Shares nothing with `placet.planner`, `placet.rules` or `placet.model.roads`, not even the clock: local times become
minutes with `zoneinfo` alone. It is slow, literal and knows only what a file states for certain; estimates of length
are not judged, estimates of travel are.

A file for each kind of judgement, each a function from a `Scene` to the sentences about what is broken; `JUDGEMENTS`
lists them all. What they look at is made in `clock`, `people`, `ways` and `scene`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.planner.oracle.blocks import blocks_not_kept
from tests.planner.oracle.completeness import not_accounted_for
from tests.planner.oracle.drives import drives_cut_short
from tests.planner.oracle.interpreters import interpreters_missing
from tests.planner.oracle.lengths import wrong_lengths
from tests.planner.oracle.orders import out_of_order
from tests.planner.oracle.persons import (
    attending_elsewhere,
    away_from_the_visit,
    in_two_places,
    on_the_way_meanwhile,
    otherwise_engaged,
)
from tests.planner.oracle.places import closed, too_many_at_once, wrong_venues
from tests.planner.oracle.resources import overdrawn
from tests.planner.oracle.scene import Scene
from tests.planner.oracle.stays import (
    after_flying_out,
    attending_before_coming_or_after_going,
    before_coming_or_after_going,
)
from tests.planner.oracle.times import OUTSIDE, not_at_stated_times
from tests.planner.oracle.withheld import withheld_hours_not_free

from placet.model.programme import Programme
from placet.model.visit import Visit

__all__ = ["JUDGEMENTS", "OUTSIDE", "broken"]

JUDGEMENTS: tuple[Callable[[Scene], Iterator[str]], ...] = (
    not_accounted_for,
    not_at_stated_times,
    wrong_lengths,
    wrong_venues,
    closed,
    too_many_at_once,
    withheld_hours_not_free,
    away_from_the_visit,
    before_coming_or_after_going,
    after_flying_out,
    out_of_order,
    in_two_places,
    on_the_way_meanwhile,
    otherwise_engaged,
    blocks_not_kept,
    interpreters_missing,
    overdrawn,
    drives_cut_short,
    attending_elsewhere,
    attending_before_coming_or_after_going,
)


def broken(visit: Visit, programme: Programme, loading: int | None = None) -> list[str]:
    """One sentence for each hard fact that the programme breaks.

    Args:
        visit: What was asked for.
        programme: What came of it.
        loading: Minutes added to a drive that is not an estimate; by default as the visit says.
    """
    scene = Scene(visit, programme, loading)
    return [sentence for judgement in JUDGEMENTS for sentence in judgement(scene)]
