"""Venues, their hours and their turnover; resources; days of a leg; stays between flights."""

from itertools import product

import pytest
from tests.planner.visits import engagement, outcome_of, planned, shown
from tests.visits.toml import entry

from placet.planner.outcome import Infeasible


def room(at: str, **venue: object) -> str:
    """x of p from 10:00 to 11:00 and y of q, both at a."""
    return entry("venues", "a", **venue) + engagement("x", "10:00") + engagement("y", at, who=["q"])


def test_a_venue_holds_one_engagement_at_a_time() -> None:
    assert shown(planned(room("11:00")))["y"] == "11:00–12:00 a"
    assert isinstance(outcome_of(room("10:59")), Infeasible)


def test_a_venue_that_holds_two_holds_two() -> None:
    assert shown(planned(room("10:30", simultaneous=2)))["y"] == "10:30–11:30 a"


def test_a_third_is_one_too_many_for_a_venue_that_holds_two() -> None:
    third = engagement("z", "10:45", who=["r"])
    assert isinstance(outcome_of(room("10:30", simultaneous=2) + third), Infeasible)


def test_a_venue_is_set_up_again_between_two_engagements() -> None:
    # x ends 11:00, setting up takes 25 min: 11:25.
    assert shown(planned(room("11:25", turnover="25m")))["y"] == "11:25–12:25 a"
    assert isinstance(outcome_of(room("11:24", turnover="25m")), Infeasible)


def opened(*openings: dict[str, object], at: str, day: int = 1, days: int = 1) -> str:
    """x at a, which is open as stated, in a visit whose days have no hours of their own."""
    hours = entry("legs", "city", last_day=days, day="00:00–24:00") + entry("venues", "a", openings=list(openings))
    return hours + engagement("x", at, day=day)


def test_an_engagement_lies_wholly_inside_the_hours_of_its_venue() -> None:
    # Of 12:00–14:00 an hour that begins at 12:50 or later, on a grid of five minutes, leaves 12:50, 12:55 and 13:00.
    afternoon = {"hours": "12:00–14:00"}
    assert shown(planned(opened(afternoon, at="12:47–13:00")))["x"] in (
        "12:50–13:50 a",
        "12:55–13:55 a",
        "13:00–14:00 a",
    )
    assert isinstance(outcome_of(opened(afternoon, at="13:01")), Infeasible)


def test_openings_add_up_but_do_not_join() -> None:
    # 11:30–12:30 lies in neither 09:00–12:00 nor 12:00–15:00.
    two = ({"hours": "09:00–12:00"}, {"hours": "12:00–15:00"})
    assert shown(planned(opened(*two, at="12:00")))["x"] == "12:00–13:00 a"
    assert isinstance(outcome_of(opened(*two, at="11:30")), Infeasible)


def test_hours_that_cross_midnight_hold_into_the_next_day() -> None:
    night = {"hours": "20:00–02:00", "days": [1]}
    assert shown(planned(opened(night, at="00:45 +1", days=2)))["x"] == "00:45–01:45 a"
    assert isinstance(outcome_of(opened(night, at="01:15 +1", days=2)), Infeasible)
    # Day 2 has no hours of its own, and those of day 1 end at 02:00.
    assert isinstance(outcome_of(opened(night, at="20:00", day=2, days=2)), Infeasible)


def test_weekdays_count_once_the_visit_is_dated() -> None:
    closed_on_tuesday = opened({"hours": "08:00–20:00", "weekdays": ["monday"]}, at="10:00")
    # 1 January 2030 is a Tuesday.
    assert isinstance(outcome_of("starts_on = 2030-01-01\n" + closed_on_tuesday), Infeasible)
    assert shown(planned(closed_on_tuesday))["x"] == "10:00–11:00 a"


def test_a_venue_that_is_too_small_is_not_chosen() -> None:
    small = entry("venues", "a", capacity=20) + entry("venues", "b", capacity=200)
    small += engagement("x", people=100, venues=["a", "b"])
    assert shown(planned(small))["x"].endswith(" b")


@pytest.mark.parametrize(("capacity", "at", "fits"), [(5, "10:30", True), (4, "10:30", False), (4, "11:00", True)])
def test_no_more_of_a_resource_at_once_than_there_is(capacity: int, at: str, fits: bool) -> None:
    # 3 + 2 cars at once, or 3 and then 2.
    cars = entry("resources", "cars", name="Cars", capacity=capacity)
    x = engagement("x", "10:00", uses={"cars": 3})
    y = engagement("y", at, who=["q"], venues=["b"], uses={"cars": 2})
    outcome = outcome_of(cars + x + y)
    assert isinstance(outcome, Infeasible) is not fits


def three_days(days: list[int] | None = None) -> str:
    """x on one of three days, of which the first is taken and the second until 19:30."""
    return (
        entry("legs", "city", last_day=3)
        + engagement("x", days=days)
        + entry("busy", "first", who=["p"], day=1, between="00:00–24:00")
        + entry("busy", "second", who=["p"], day=2, between="00:00–19:30")
    )


def test_without_a_day_an_engagement_lies_on_any_day_of_its_leg() -> None:
    # Day 1 is taken, day 2 leaves 19:30–20:00, too short for an hour: only day 3 is left.
    assert planned(three_days()).programme.placements["x"].starts_at.day == 3


def test_of_several_stated_days_one_is_taken() -> None:
    assert planned(three_days([1, 3])).programme.placements["x"].starts_at.day == 3
    assert isinstance(outcome_of(three_days([1, 2])), Infeasible)


def cities(at: str | None = None, venue: str = "field", formalities: str = "0m", boarding: str = "0m") -> str:
    """x of 90 minutes on the day on which p flies to another city (10:00–12:00) and back (16:00–18:00)."""
    flight = {"by": "plane", "who": ["p"]}
    out = {"venue": "a", "day": 2, "at": "10:00"}, {"venue": "field", "day": 2, "at": "12:00", "buffer": formalities}
    back = {"venue": "field", "day": 2, "at": "16:00", "buffer": boarding}, {"venue": "a", "day": 2, "at": "18:00"}
    return (
        entry("legs", "city", last_day=3)
        + entry("legs", "far", city="Far", zone="Asia/Tehran", first_day=2, last_day=2)
        + entry("venues", "field", name="Field", leg="far", turnover="0m")
        + entry("movements", "there", title="There", departs=out[0], arrives=out[1], **flight)
        + entry("movements", "back", title="Back", departs=back[0], arrives=back[1], **flight)
        + engagement("x", at, day=2, length="90m", venues=[venue])
    )


def test_what_is_in_the_other_city_lies_between_the_flights() -> None:
    plan = planned(cities())
    assert "12:00" <= shown(plan)["x"][:5] <= "14:30"  # 16:00 less 90 minutes


def test_what_is_at_home_lies_before_or_after_both_flights() -> None:
    # Before: from 08:00 to 10:00. After: from 18:00 to 20:00; between them nobody is at home.
    assert shown(planned(cities("from 09:00", venue="a")))["x"][:5] in ("18:00", "18:15", "18:30")
    assert isinstance(outcome_of(cities("12:30–14:00", venue="a")), Infeasible)


def test_no_way_out_leaves_out_a_flight_or_shortens_it() -> None:
    # At a from 12:30 on, between the flights. They may leave at other hours; x may be dropped or be at another hour.
    found = outcome_of(cities("12:30–14:00", venue="a"))
    assert isinstance(found, Infeasible)
    given_up = {
        (change.requirement.kind, change.requirement.subjects[0]) for way in found.ways_out for change in way.changes
    }
    assert given_up
    assert given_up.isdisjoint(product(("place", "length"), ("there", "back")))


def test_boarding_and_formalities_take_time_too() -> None:
    # Landing 12:00, formalities 45 min: 12:45; boarding 30 min before 16:00: 15:30. An hour and a half fits at 14:00.
    def ground(at: str) -> str:
        return cities(at, formalities="45m", boarding="30m")

    assert shown(planned(ground("by 12:45")))["x"].startswith("12:45")
    assert shown(planned(ground("from 14:00")))["x"].startswith("14:00")
    assert isinstance(outcome_of(ground("from 14:05")), Infeasible)
