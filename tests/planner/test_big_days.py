"""Big days, as small as they still are what they are: many parties, serial bilaterals, tracks, three countries.

`benchmarks/big_days.py` plans them at full size. Here each ends with a programme in which the independent judge and the
rules find nothing wrong, and which does what makes such a day what it is.
"""

from __future__ import annotations

import itertools

import pytest
from benchmarks.big_days import QUICK, VISITS
from tests.planner.oracle import broken
from tests.planner.visits import request_for, unsound

from placet.formats.visitfile import VisitFile
from placet.model.ids import EngagementId
from placet.model.programme import Programme
from placet.planner.outcome import Planned
from placet.planner.solve import plan

SIZES = dict(QUICK)
LOADING = 7
"""Minutes that the neutral profile adds to a measured drive."""


def planned(name: str) -> tuple[VisitFile, Programme]:
    file = VISITS[name](*SIZES[name])
    outcome = plan(request_for(file, work=0.1))
    assert isinstance(outcome, Planned), outcome
    assert unsound(file, outcome.programme) == []
    return file, outcome.programme


@pytest.mark.parametrize("name", ["crowd", "tracks"])
def test_everything_has_its_place_in_a_big_visit(name: str) -> None:
    file, programme = planned(name)
    assert broken(file.visit, programme, LOADING) == []
    assert programme.placements.keys() == file.visit.engagements.keys()


def test_a_host_receives_one_guest_after_the_other_and_two_who_meet_are_nowhere_else() -> None:
    file, programme = planned("summit")
    guests, each = SIZES["summit"]
    assert len(file.visit.engagements) == 4 + guests + guests * each // 2  # common ones, calls, bilaterals
    calls = sorted((it.starts_at, it.ends_at) for name, it in programme.placements.items() if name.startswith("call-"))
    assert len(calls) == guests
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(calls))
    assert broken(file.visit, programme, LOADING) == []


def test_tracks_split_after_breakfast_and_are_together_again_at_every_meal() -> None:
    _, programme = planned("tracks")
    days, each = SIZES["tracks"]
    for day in range(1, days + 1):
        meals = [programme.placements[EngagementId(f"{meal}-{day}")] for meal in ("breakfast", "lunch", "dinner")]
        for track in ("main", "spouses", "business", "press"):
            own = [programme.placements[EngagementId(f"{track}-{day}-{turn:02d}")] for turn in range(1, each + 1)]
            for it in own:
                assert meals[0].ends_at <= it.starts_at
                assert it.ends_at <= meals[2].starts_at
                assert it.ends_at <= meals[1].starts_at or meals[1].ends_at <= it.starts_at


def test_a_date_that_comes_twice_is_two_days_of_the_visit() -> None:
    file, programme = planned("islands")
    east, west = (next(it for it in programme.journeys if it.id == name) for name in ("east", "west"))
    assert east.leaves_at is not None
    assert east.arrives_at is not None
    assert west.arrives_at is not None
    assert east.arrives_at.date() < east.leaves_at.date()  # 09:00 of day 2 to 20:00 of day 1
    for name, it in programme.placements.items():
        leg = file.visit.engagements[name].leg
        if leg == "auckland":
            assert it.ends_at <= east.leaves_at
        elif leg == "tokyo":
            assert it.starts_at >= west.arrives_at
        else:
            assert east.arrives_at <= it.starts_at
    assert len(programme.placements) == 3 * SIZES["islands"][0]
