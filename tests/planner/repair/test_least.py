"""The least change is the least: every smaller set of changes of small visits is tried, and none of them will do.

The oracle judges each candidate; it knows nothing of the constraints, nor of the weights but their sums. All times and
lengths are multiples of half an hour, so that the best on that grid is the best there is (`tests/planner/brute.py`).
"""

from __future__ import annotations

import random  # noqa: TID251  # seeded: the same visits every time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from tests.planner.brute import _alone, _extended
from tests.planner.repair.repairs import HALF, assert_sound, outcome_for
from tests.planner.visits import engagement, visit_file

from placet.almanac.timeline import Timeline
from placet.formats.change_lines import read_changes
from placet.formats.visitfile import VisitFile
from placet.model.programme import Placement, Programme
from placet.planner.outcome import Infeasible
from placet.planner.repair.amended import amended
from placet.planner.repair.outcome import Repaired

NAMES = ("one", "two", "three", "four", "five")
STAYS, NEAR, FAR = 0, 1, 2
KINDS = tuple(product((STAYS, NEAR, FAR), (0, 1)))
"""Whether an engagement gets another hour, within two hours of where it was or beyond, and another venue."""
TWO_HOURS = timedelta(hours=2)
CALLS = 16
"""From this seed on, one of them is nobody knows where."""


def drawn(seed: int) -> tuple[VisitFile, Programme, str]:
    """A small visit, a programme of it, and something that changes."""
    draw = random.Random(seed)
    texts = []
    for number, name in enumerate(NAMES):
        fields: dict[str, object] = {
            "who": draw.sample(["p", "q", "r"], draw.choice([1, 1, 2])),
            "length": draw.choice(["60m", "90m", "120m"]),
            "venues": draw.sample(["a", "b", "c"], draw.choice([1, 1, 2])),
        }
        if seed >= CALLS and name == "three":
            fields["venues"] = None
        if draw.random() < 0.4:
            fields["agreed"] = f"P-{number}"
        if number and draw.random() < 0.3:
            fields["after"] = [NAMES[number - 1]]
        texts.append(engagement(name, **fields))
    file = visit_file("\n".join(texts))
    options = {name: list(_alone(file, name)) for name in NAMES}
    for puts in options.values():
        draw.shuffle(puts)
    before = next(_extended(file, list(NAMES), options, {}, set()))
    moved = draw.choice(NAMES)
    change = draw.choice(
        [
            f"{moved} +{draw.choice([30, 60, 90])}",
            f"{moved} -{draw.choice([30, 60])}",
            "p away 10:00-12:00",
            f"{draw.choice('abc')} lost 11:00-13:00",
            f"{draw.choice('pqr')} away 13:00-15:00",
        ]
    )
    return file, before, change


def least_weight(file: VisitFile, before: Programme, change: str) -> int | None:
    """The least weight of changes after which the oracle has nothing to say; None where nothing helps."""
    asked = read_changes([(1, change)], "", file.visit, before, 1)
    wished = amended(file.visit, before, Timeline(file.visit), asked)
    own = VisitFile(wished.visit, file.lines)
    free = {name: "time" in wished.aspects.get(name, ()) for name in NAMES}
    # 10 for what is changed, 100 more for what is agreed; another hour and another venue are two changes. Another part
    # of the day is 10 more, and nothing for what was asked to be at another hour.
    weight = {name: 110 if file.visit.engagements[name].agreed else 10 for name in NAMES}
    options = {name: list(_alone(own, name)) for name in NAMES}
    choices = sorted(product(KINDS, repeat=len(NAMES)), key=lambda it: (_sum(it, weight, free), it))
    for kinds in choices:
        allowed = {
            name: [put for put in options[name] if _is(kind, put, before.placements[name])]
            for name, kind in zip(NAMES, kinds, strict=True)
        }
        if all(allowed.values()) and any(True for _ in _programmes(own, allowed)):
            return _sum(kinds, weight, free)
    return None


def _sum(kinds: tuple[tuple[int, int], ...], weight: dict[str, int], free: dict[str, bool]) -> int:
    parts = zip(NAMES, kinds, strict=True)
    return sum(
        weight[name] * (place + (not free[name] and time != STAYS)) + 10 * (not free[name] and time == FAR)
        for name, (time, place) in parts
    )


def _is(kind: tuple[int, int], put: Placement, stood: Placement) -> bool:
    by = abs(put.starts_at - stood.starts_at)
    time = STAYS if not by else NEAR if by <= TWO_HOURS else FAR
    return kind == (time, int(put.venue != stood.venue))


def _programmes(file: VisitFile, allowed: dict[str, list[Placement]]) -> Iterator[Programme]:
    names = sorted(NAMES, key=lambda name: len(allowed[name]))
    yield from _extended(file, names, allowed, {}, set())


@pytest.mark.parametrize("seed", range(CALLS + 8))
def test_nothing_that_weighs_less_will_do(seed: int) -> None:
    file, before, change = drawn(seed)
    outcome = outcome_for(file, before, change, answers=1)
    expected = least_weight(file, before, change)
    if isinstance(outcome, Infeasible):
        assert expected is None
        assert outcome.clashes
        return
    assert isinstance(outcome, Repaired)
    answer = outcome.answers[0]
    assert answer.is_least
    assert (change, answer.cost) == (change, expected)
    assert_sound(file, answer)
    # What is not touched stands to the minute.
    of = {one.item for one in answer.touched} | ({change.split()[0]} if change[0] in "otf" else set())
    stays = [name for name in NAMES if name not in of]
    assert {n: answer.programme.placements[n].starts_at for n in stays} == {
        n: before.placements[n].starts_at for n in stays
    }


def test_something_in_the_draw_is_hard_enough() -> None:
    """The draw has visits in which several things must move, and some in which agreed ones must."""
    costs = []
    for seed in range(16):
        outcome = outcome_for(*drawn(seed), answers=1)
        costs.append(outcome.answers[0].cost if isinstance(outcome, Repaired) else -1)
    assert max(costs) >= 110
    assert any(10 <= cost < 100 for cost in costs)


def test_half_hours_are_the_grid_of_the_brute_force() -> None:
    file, before, _ = drawn(0)
    midnight = Timeline(file.visit).wall(1, 0, "Asia/Tehran")
    assert all((put.starts_at - midnight) % HALF == HALF * 0 for put in before.placements.values())
    assert replace(before, left_out=()).placements == before.placements
