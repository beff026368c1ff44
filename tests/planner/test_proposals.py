"""What a way out proposes: a sensible hour, then a round minute, then as small a move as that allows."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.planner.visits import clash, outcome_of

from placet.planner.outcome import Infeasible


def engagement(name: str, at: str, length: str, kind: str = "other") -> str:
    """An engagement of `p` in `a`: two of them need no way between."""
    return (
        f'[engagements.{name}]\ntitle = "{name}"\nwho = ["p"]\nvenues = ["a"]\nday = 1\n'
        f'at = "{at}"\nlength = "{length}"\nkind = "{kind}"\n'
    )


def proposed(found: Infeasible, name: str) -> list[str]:
    """The hours that are proposed for one engagement where nothing else changes."""
    starts = [
        dict(way.changes[0].becomes)["starts"]
        for way in found.ways_out
        if len(way.changes) == 1
        and way.changes[0].requirement.kind == "time"
        and way.changes[0].requirement.subjects == (name,)
    ]
    return [f"{start:%H:%M}" for start in starts if isinstance(start, datetime)]


def test_a_time_moves_to_the_grid_though_an_odd_minute_is_nearer():
    # x must end by 10:28: it could begin at 09:28, 32 min earlier; the grid has 09:25. y may begin at 11:00.
    found = clash(engagement("x", "10:00", "60m") + engagement("y", "10:28", "35m"))
    assert proposed(found, "x") == ["09:25"]
    assert proposed(found, "y") == ["11:00"]


def test_where_only_an_odd_minute_fits_it_is_proposed():
    # Taken 08:00–09:28, 10:28–11:28 and 11:28–20:00 (8 h 32): 60 min fit at 09:28 only, or at night.
    taken = engagement("first", "08:00", "88m") + engagement("last", "11:28", "512m")
    found = clash(taken + engagement("x", "10:00", "60m") + engagement("y", "10:28", "60m"))
    assert proposed(found, "x") == ["09:28"]


def test_a_time_moves_further_rather_than_out_of_the_hours_of_the_day():
    # Taken 08:00–09:30 and 10:00–15:00: x fits at 07:00, 3 h off and before the day begins, or at 15:00, 5 h off.
    taken = engagement("first", "08:00", "90m")
    found = clash(taken + engagement("x", "10:00", "60m") + engagement("y", "10:00", "5h"))
    assert proposed(found, "x") == ["15:00"]


def test_what_was_stated_outside_the_hours_of_the_day_may_stay_there():
    # x and y overlap by 30 min before the day begins at 08:00: the nearest hours are 05:30 and 07:00.
    found = clash(engagement("x", "06:00", "60m") + engagement("y", "06:30", "60m"))
    assert proposed(found, "x") == ["05:30"]
    assert proposed(found, "y") == ["07:00"]


@pytest.mark.parametrize(("soft", "hours"), [(("usual-hours",), ["18:30"]), ((), ["10:30"])])
def test_a_meal_moves_to_a_mealtime_rather_than_to_an_hour_beside_it(soft: tuple[str, ...], hours: list[str]):
    # Meals begin from 11:45 to 14:30 and from 18:30. Taken 12:00-16:00: the lunch of 90 min fits before, at 10:30, or
    # in the evening; without the rule the nearer hour is proposed.
    text = engagement("lunch", "13:00", "90m", "meal") + engagement("y", "12:00", "4h")
    found = outcome_of(text, soft=soft)
    assert isinstance(found, Infeasible)
    assert proposed(found, "lunch") == hours


def test_a_longer_day_is_told_by_the_hours_that_it_would_have():
    # Thirteen hours of one person in a day of twelve, the last until 20:00: it begins at 07:00, or is shortened.
    hours = "".join(
        f'[engagements.x{number}]\ntitle = "X"\nwho = ["p"]\nvenues = ["a"]\nlength = "4h"\n' for number in "12"
    )
    found = clash(hours + engagement("last", "15:00", "5h"))
    days = [dict(c.becomes) for way in found.ways_out for c in way.changes if c.requirement.kind == "hours"]
    assert [f"{it['opens']:%H:%M}" for it in days if "opens" in it] == ["07:00"]
