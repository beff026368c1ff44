"""Guests who have come are soon welcomed, and seen off soon before they go."""

import pytest
from tests.planner.visits import amounts, engagement, planned, request_for, shown, visit_file
from tests.visits.toml import entry

from placet.planner.tasks.translation import problem_of

DINNER = engagement("dinner", "19:00")
ARRIVAL = engagement("arrival", "09:00", kind="arrival", length="30m")
WELCOME = engagement("welcome", kind="welcome", venues=["b"], length="20m")


def flight(*, comes: bool, at: str) -> str:
    city, away = {"venue": "c", "at": at}, {"place": "Severia"}
    return entry(
        "movements",
        "flight",
        title="Flight",
        by="plane",
        who=["p"],
        departs={"day": 1, **(away | {"at": "08:00"} if comes else city)},
        arrives={"day": 1, **(city if comes else away | {"at": "19:30"})},
    )


def minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])


def test_the_welcome_comes_soon_after_the_arrival() -> None:
    # Received until 09:30, half an hour of way, and half an hour that nobody minds: 10:30.
    plan = planned(ARRIVAL + WELCOME + DINNER, soft=("ceremony-order",))
    assert "10:00" <= shown(plan)["welcome"] <= "10:30–10:50 b"


def test_a_journey_is_an_arrival_too() -> None:
    # From c, at 09:30, it is an hour to b: 11:00.
    plan = planned(flight(comes=True, at="09:30") + WELCOME + DINNER)
    assert "10:30" <= shown(plan)["welcome"] <= "11:00–11:20 b"


@pytest.mark.parametrize("kind", ["farewell", "departure"])
def test_they_are_seen_off_soon_before_the_flight(kind: str) -> None:
    # An hour from b to c and half an hour that nobody minds before 18:00: not before 16:30.
    seen_off = engagement("off", kind=kind, venues=["b"], length="20m")
    off = shown(planned(seen_off + engagement("call", "10:00") + flight(comes=False, at="18:00")))["off"]
    assert 16 * 60 + 30 <= minutes(off[6:11]) <= 17 * 60


def test_each_minute_more_weighs_more_than_an_early_evening() -> None:
    # One principal is out in both, so a minute weighs (2 + 1) × (1 + 1 + 1) = 9. Received until 09:30, half an hour of
    # way and half an hour more: it counts from 10:30 on. The day is as long either way.
    def waiting(at: str) -> int:
        fixed = engagement("welcome", at, kind="welcome", venues=["b"], length="20m")
        return amounts(planned(ARRIVAL + fixed + DINNER, soft=("ceremony-order",)))["waiting"]

    assert waiting("10:40") - waiting("10:30") == 9 * 10
    assert waiting("10:30") == waiting("10:20")


def test_what_may_be_left_out_keeps_nobody_waiting() -> None:
    optional = engagement("welcome", kind="welcome", venues=["b"], length="20m", optional=True)
    pairs = [problem_of(request_for(visit_file(ARRIVAL + it + DINNER))).close_by for it in (WELCOME, optional)]
    assert pairs == [(("arrival", "welcome"),), ()]
