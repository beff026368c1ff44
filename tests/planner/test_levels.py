"""The levels of the objective, each derived by hand, and their order."""

import pytest
from tests.planner.visits import amounts, engagement, planned, shown, visit_file
from tests.visits.toml import entry

from placet.planner import search as solving
from placet.planner import solve as planning
from placet.planner.run import Search
from placet.planner.search import QUICK, Found, Recipe


def full(closes: str, x: int = 10, y: int = 10, z: int = 15) -> str:
    """Three optional engagements of 60, 60 and 120 minutes, and a day that begins at 08:00."""
    hours = entry("legs", "city", day=f"08:00–{closes}")
    hour = engagement("x", optional=True, value=x) + engagement("y", optional=True, value=y)
    return hours + hour + engagement("z", length="120m", optional=True, value=z)


def test_everything_stays_when_everything_fits() -> None:
    plan = planned(full("12:00"))  # 60 + 60 + 120 = four hours
    assert amounts(plan)["value"] == 0
    assert plan.left_out == ()
    assert plan.programme.left_out == ()


def test_the_least_value_is_left_out() -> None:
    # Two hours: either x and y (20) or z (15). z is left out, which loses 15.
    plan = planned(full("10:00"))
    assert amounts(plan)["value"] == 15
    assert set(shown(plan)) == {"x", "y"}
    assert plan.programme.left_out == ("z",)
    assert [left.engagement for left in plan.left_out] == ["z"]


def test_what_is_not_found_at_once_with_everything_is_looked_for_from_less(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Recipe] = []
    solve = Search.solve

    def slow_with_everything(search: Search, recipe: Recipe, work: float, level: str) -> Found:
        asked.append(recipe)
        return Found(solving.cp_model.UNKNOWN) if len(asked) == 1 else solve(search, recipe, work, level)

    monkeypatch.setattr(planning, "first_programme", lambda *_: None)
    monkeypatch.setattr(Search, "solve", slow_with_everything)
    plan = planned(full("12:00"))  # four hours again: all fits
    assert asked[:2] == [QUICK, QUICK]  # with everything, and then at once without
    assert (amounts(plan)["value"], plan.levels[0].is_proven, plan.left_out) == (0, True, ())


def test_value_decides_not_number() -> None:
    # The same two hours with z worth 21: x and y are left out, which loses 20.
    plan = planned(full("10:00", z=21))
    assert amounts(plan)["value"] == 20
    assert set(shown(plan)) == {"z"}


def test_value_counts_before_every_wish() -> None:
    # Two hours: a lunch of an hour outside its usual hours (weight 3 of a `should`) and an hour of value 1. Without
    # the second, lunch could be had at 11:45; with it, one of the two begins at 11:00. Value comes first: both stay.
    text = entry("legs", "city", day="10:45–12:45")
    text += engagement("lunch", kind="meal") + engagement("x", "from 11:45", optional=True, value=1)
    plan = planned(text, soft=("usual-hours",))
    assert amounts(plan)["value"] == 0
    assert shown(plan) == {"lunch": "10:45–11:45 a", "x": "11:45–12:45 a"}
    assert amounts(plan)["should"] > 0


def test_a_should_counts_before_the_venue_that_is_liked_more() -> None:
    # The day has 125 minutes. x at c, its first choice, is 60 min from a: 60 + 60 leaves 5, so x and lunch would have
    # to shrink by 25 steps in all. At d, the last choice, the walk takes 5: nothing shrinks. Courtesy pays 2.
    length = {"least": "20m", "typical": "60m", "most": "60m"}
    text = entry("legs", "city", day="10:00–12:05")
    text += engagement("x", length=length, venues=["c", "b", "d"]) + engagement("y", length=length)
    levels = amounts(planned(text))
    assert (levels["should"], levels["courtesy"]) == (0, 2)


def test_each_five_minutes_below_the_typical_length_count_once() -> None:
    # 60 typical in 47 minutes: 45 on the grid, 15 short: three steps.
    length = {"least": "30m", "typical": "60m", "most": "60m"}
    plan = planned(engagement("x", "10:00", ends="by 10:47", length=length))
    assert amounts(plan)["should"] == 3
    assert shown(plan)["x"] == "10:00–10:45 a"


def test_waiting_is_what_lies_between_the_engagements_of_a_principal() -> None:
    # Both pinned: 10:00–11:00 and 12:00–13:00; later or earlier is not possible, and so is no other waiting.
    def waiting(who: str, at: str) -> int:
        return amounts(planned(engagement("x", "10:00", who=[who]) + engagement("y", at, who=[who])))["waiting"]

    # An hour more in which nothing happens, and the last one begins an hour later, which counts twice: 60 + 2 × 60.
    assert waiting("p", "12:00") - waiting("p", "11:00") == 180
    assert waiting("q", "12:00") == 0


def test_engagements_of_a_principal_are_put_close_together() -> None:
    # x is pinned at 10:00; y, free, is put before or after it, and before is earlier at the end of the day. At 09:00
    # nobody waits: twice the 600 minutes from midnight to 10:00 are 1200, of which a twentieth, 60, may be given. For
    # 15 of them y ends a quarter of an hour before x; when it takes a fifth longer, 12 minutes, x still begins at ten.
    plan = planned(engagement("x", "10:00") + engagement("y"))
    assert shown(plan)["y"] == "08:45–09:45 a"
    (waiting,) = (level for level in plan.levels if level.name == "waiting")
    assert (waiting.amount, waiting.given, waiting.is_proven) == (1200, 15, True)


def test_a_rule_of_grade_should_is_kept_where_it_can_be() -> None:
    # buffer-after: ten minutes beyond the way. y cannot come first, so it begins at 11:10 instead of 11:00.
    first = engagement("x", "10:00")
    kept = planned(first + engagement("y", "10:30–12:00"), soft=("buffer-after",))
    assert shown(kept)["y"] >= "11:10"
    assert amounts(kept)["should"] == 0
    broken = planned(first + engagement("y", "11:00"), soft=("buffer-after",))
    assert amounts(broken)["should"] > 0


def test_an_optional_engagement_that_cannot_be_at_all_is_left_out() -> None:
    # r comes at 10:00, y is pinned at 09:30: y is left out (10, the usual value), x stays.
    text = entry("people", "r", presence=[{"from_at": "10:00"}]) + engagement("x", who=["q"])
    plan = planned(text + engagement("y", "09:30", who=["r"], length="30m", venues=["b"], optional=True))
    assert set(shown(plan)) == {"x"}
    assert amounts(plan)["value"] == 10


def test_a_pause_is_asked_only_in_the_order_that_is_kept() -> None:
    # y keeps its time and x stood before it, so nothing comes after y and no buffer can be missing there.
    text = """
[engagements.x]
title = "X"
who = ["p"]
length = "60m"
venues = ["a"]
{at}
[engagements.y]
title = "Y"
who = ["p"]
at = "14:00"
length = "60m"
venues = ["a"]
anchor = true
"""
    remembered = visit_file(text.format(at='at = "10:00"')).visit
    plan = planned(text.format(at=""), soft=("buffer-after",), remembered=remembered)
    assert shown(plan)["x"][:5] <= "12:50"  # an hour and ten minutes before 14:00
    assert amounts(plan)["should"] == 0
