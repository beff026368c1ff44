"""How far apart two programmes are: an hour, another venue, in or out, the order; the same both ways round."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.planner.visits import engagement, visit_file

from placet.model.apart import Apart, apart
from placet.model.programme import Placement, Programme

NOON = datetime(2030, 1, 31, 12, tzinfo=UTC)
VISIT = visit_file(engagement("one") + engagement("two") + engagement("three", who=["q"])).visit


def programme(**stands: tuple[int, str]) -> Programme:
    """Minutes from noon and venue of each."""
    placements = {}
    for name, (minutes, venue) in stands.items():
        at = NOON + timedelta(minutes=minutes)
        placements[name] = Placement(engagement=name, starts_at=at, ends_at=at + timedelta(minutes=30), venue=venue)
    return Programme(starts_on=None, placements=placements)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"one": (0, "a"), "two": (60, "a")}, Apart((), ())),
        ({"one": (59, "a"), "two": (119, "a")}, Apart((), ())),
        ({"one": (60, "a"), "two": (60, "a")}, Apart(("one",), ())),
        ({"one": (-60, "a"), "two": (0, "a")}, Apart(("one", "two"), ())),
        ({"one": (0, "b"), "two": (60, "a")}, Apart(("one",), ())),
        ({"one": (0, "a")}, Apart(("two",), ())),
        ({"one": (0, "a"), "two": (60, "a"), "three": (0, "b")}, Apart(("three",), ())),
        ({"one": (30, "a"), "two": (5, "a")}, Apart((), (("one", "two"),))),
    ],
)
def test_what_stands_elsewhere_and_what_has_changed_places(other, told):
    first, second = programme(one=(0, "a"), two=(60, "a")), programme(**other)
    assert apart(VISIT, first, second) == told
    back = apart(VISIT, second, first)
    assert (set(back.elsewhere), len(back.exchanged)) == (set(told.elsewhere), len(told.exchanged))
    assert told.distance == len(told.elsewhere) + len(told.exchanged)


def test_those_whom_nobody_shares_have_no_order():
    first, second = programme(one=(0, "a"), three=(20, "b")), programme(one=(30, "a"), three=(5, "b"))
    assert apart(VISIT, first, second).distance == 0
