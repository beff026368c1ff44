"""The judge of all plans finds every way in which a plan can break the common part."""

import pytest
from benchmarks.peers.instances import generated, planted
from benchmarks.peers.problem import Instance, Wait
from benchmarks.peers.scorer import score
from tests.peers.small import NINE, engagement, instance

PAIR = instance(
    engagement("x", preferred=NINE, weight=2), engagement("y", venue="b", length=30, preferred=NINE, weight=1)
)


def test_a_plan_that_keeps_everything_is_accepted_and_counted() -> None:
    # x from 09:10: two steps of weight 2; over at 10:10, half an hour to b, y from 10:40: twenty steps of weight 1.
    verdict = score(PAIR, {"x": NINE + 10, "y": NINE + 100})
    assert verdict.faults == ()
    assert verdict.deviation == 2 * 2 + 20 * 1


@pytest.mark.parametrize(
    ("starts", "fault"),
    [
        ({"x": NINE, "y": NINE + 85}, "p cannot be at y after x"),
        ({"x": NINE, "y": NINE}, "p cannot be at x after y"),
        ({"x": 7 * 60 + 55, "y": NINE + 90}, "x is outside its window"),
        ({"x": NINE, "y": 12 * 60 + 5}, "y is outside its window"),
        ({"x": NINE + 1, "y": NINE + 100}, "x is off the grid"),
        ({"x": NINE}, "y is missing"),
        ({"x": NINE, "y": NINE + 90, "z": NINE}, "z is nobody's"),
    ],
)
def test_a_plan_that_breaks_something_is_refused(starts: dict[str, int], fault: str) -> None:
    assert score(PAIR, starts).faults == (fault,)


def test_a_venue_holds_no_more_than_it_holds() -> None:
    three = [engagement(name, who=who) for name, who in (("x", "p"), ("y", "q"), ("z", "r"))]
    starts = {"x": NINE, "y": NINE + 30, "z": NINE + 55}
    assert score(instance(*three, capacity={"a": 3}), starts).faults == ()
    assert score(instance(*three, capacity={"a": 2}), starts).faults == ("a holds 2, not 3: x, y, z",)
    # At 10:00 x is over.
    assert score(instance(*three, capacity={"a": 2}), starts | {"z": NINE + 60}).faults == ()


@pytest.mark.parametrize(
    ("gap", "faults"), [(10, ("y too soon after x",)), (15, ()), (30, ()), (35, ("y too long after x",))]
)
def test_waits_are_neither_too_short_nor_too_long(gap: int, faults: tuple[str, ...]) -> None:
    asked = instance(engagement("x"), engagement("y", who="q"), waits=(Wait("x", "y", 15, 30),))
    assert score(asked, {"x": NINE, "y": NINE + 60 + gap}).faults == faults


@pytest.mark.parametrize(("size", "days", "family"), [(30, 1, "loose"), (60, 2, "loose"), (60, 1, "dense")])
def test_where_everything_was_planted_is_a_solution(size: int, days: int, family: str) -> None:
    made = generated(size, days, 5, family)
    assert score(made, planted(size, days, 5, family)).faults == ()
    assert sum(1 for e in made.engagements if e.preferred is not None) > 0


def test_an_instance_survives_the_way_to_another_process() -> None:
    made = generated(12, 1, 1)
    assert Instance.from_json(made.to_json()) == made


def test_the_same_seed_gives_the_same_instance() -> None:
    assert generated(12, 1, 1) == generated(12, 1, 1)
    assert generated(12, 1, 1) != generated(12, 1, 2)
