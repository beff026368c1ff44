"""One place at a time and the way between: order literals, lags, venues, zones."""

from datetime import date

from tests.planner.visits import amounts, clash, engagement, kinds, outcome_of, planned, request_for, shown, visit_file
from tests.visits.toml import entry

from placet.planner.build import build
from placet.planner.outcome import Infeasible
from placet.planner.tasks.translation import problem_of


def two(x: str = "", y: str = "", venue: str = "b", who: str = "p") -> str:
    """x of p at a, and y of somebody elsewhere, each with more lines of its own."""
    return f"{engagement('x')}{x}\n{engagement('y', who=[who], venues=[venue])}{y}\n"


def test_the_way_lies_between_two_engagements() -> None:
    # 10:00 + 60 min + 30 min a–b = 11:30: the only start that `by 11:30` leaves.
    plan = planned(two('at = "10:00"', 'at = "by 11:30"\nafter = ["x"]'))
    assert shown(plan) == {"x": "10:00–11:00 a", "y": "11:30–12:30 b"}


def test_five_minutes_less_than_the_way_cannot_be_planned() -> None:
    found = clash(two('at = "10:00"', 'at = "10:30–11:25"'))
    # y could go first only if it began by 10:00 - 30 - 60 = 08:30; its window opens at 10:30.
    assert ("time", "x") in kinds(found)
    assert ("time", "y") in kinds(found)


def test_either_may_come_first_where_windows_leave_it_open() -> None:
    # x exactly 10:00–11:00; y by 08:30 must come first and drive 30 min: 08:30 + 60 + 30 = 10:00.
    plan = planned(two('at = "10:00"', 'at = "by 08:30"'))
    assert shown(plan)["y"] <= "08:30–09:30 b"


def test_people_who_share_nothing_may_be_busy_at_once() -> None:
    plan = planned(two('at = "10:00"', 'at = "10:00"', who="q"))
    assert shown(plan) == {"x": "10:00–11:00 a", "y": "10:00–11:00 b"}


def test_a_walk_inside_a_compound_takes_five_minutes() -> None:
    assert shown(planned(two('at = "10:00"', 'at = "11:05"', venue="d")))["y"] == "11:05–12:05 d"
    assert isinstance(outcome_of(two('at = "10:00"', 'at = "11:04"', venue="d")), Infeasible)


def test_the_shorter_of_two_ways_round_is_taken() -> None:
    # a–c is stated as 60, but by way of b it would be 30 + 20 = 50.
    text = two('at = "10:00"', 'at = "{at}"', venue="c")
    quicker = """
travel = [
    {{ origin = "a", destination = "b", time = "30m", basis = "measured" }},
    {{ origin = "b", destination = "c", time = "20m", basis = "measured" }},
    {{ origin = "a", destination = "c", time = "60m", basis = "measured" }},
]
"""
    assert shown(planned(quicker.format() + text.replace("{at}", "11:50")))["y"] == "11:50–12:50 c"
    assert isinstance(outcome_of(quicker.format() + text.replace("{at}", "11:49")), Infeasible)


def test_a_way_that_holds_in_one_direction_only() -> None:
    # There is 60 min a→c as stated and 10 min c→a, one way.
    one_way = 'travel = [{ origin = "c", destination = "a", time = "10m", basis = "measured", one_way = true }]\n'
    text = two('at = "11:10"', 'at = "10:00"', venue="c")
    assert shown(planned(one_way + text))["x"] == "11:10–12:10 a"


def test_pairs_that_windows_keep_apart_need_no_literal() -> None:
    file = visit_file(two('at = "09:00"', 'at = "15:00–18:00"'))
    request = request_for(file)
    assert build(request, problem_of(request)).before == {}


def test_pairs_whose_order_is_open_have_a_literal_each_way() -> None:
    request = request_for(visit_file(two()))
    before = build(request, problem_of(request)).before
    assert set(before) == {("x", "y"), ("y", "x")}


def test_what_takes_place_in_any_case_is_no_condition_of_a_way() -> None:
    # x takes place in any case, y is optional: under y and the order's literal the one comes before the other.
    request = request_for(visit_file(two("", "optional = true")))
    model = build(request, problem_of(request))
    cp, (order,) = model.cp.proto, {it.index for it in model.before.values() if it.index >= 0}
    starts = [number for number, variable in enumerate(cp.variables) if variable.name in ("start x", "start y")]
    ways = [sorted(ct.enforcement_literal) for ct in cp.constraints if list(ct.linear.vars) == starts]
    present = model.tasks["y"].present.index
    assert ways[:2] == [[present, order], [-order - 1, present]]


def choice(at: str) -> str:
    """x ends at a at 11:00; y is held at c, b or d, in this order of liking."""
    return engagement("x", "10:00") + engagement("y", at, venues=["c", "b", "d"])


def test_the_most_liked_alternate_that_can_be_reached_is_chosen() -> None:
    # From a: c takes 60, b 30, d 5. At 12:00 all three can be reached, at 11:30 b and d, at 11:05 only d.
    assert shown(planned(choice("12:00")))["y"] == "12:00–13:00 c"
    assert shown(planned(choice("11:30")))["y"] == "11:30–12:30 b"
    assert shown(planned(choice("11:05")))["y"] == "11:05–12:05 d"


def test_a_less_liked_alternate_counts_at_the_level_of_courtesies() -> None:
    # c is the first choice (0), b the second (1), d the third (2).
    assert [amounts(planned(choice(at)))["courtesy"] for at in ("12:00", "11:30", "11:05")] == [0, 1, 2]


def test_a_delegation_s_members_are_where_the_delegation_is() -> None:
    group = '[delegations.all]\nname = "All"\nmembers = ["p", "q"]\n'
    text = group + two('at = "10:00"', 'at = "10:30"', who="q").replace('who = ["p"]', 'who = ["all"]')
    assert isinstance(outcome_of(text), Infeasible)


def test_an_invited_person_is_told_of_only_where_they_are_free() -> None:
    text = two('at = "10:00"', 'at = "10:30"', who="q") + 'optional_who = ["p", "r"]\n'
    plan = planned(text)
    assert plan.programme.placements["y"].attending == ("r",)


def test_an_invited_person_attends_one_of_two_things_at_once() -> None:
    text = two('at = "10:00"\noptional_who = ["r"]', 'at = "10:30"\noptional_who = ["r"]', who="q")
    there = [name for name, put in planned(text).programme.placements.items() if put.attending == ("r",)]
    assert len(there) == 1


def test_a_cancelled_engagement_takes_nobody_s_time() -> None:
    plan = planned(two('at = "10:00"\nstatus = "cancelled"', 'at = "10:30"'))
    assert shown(plan) == {"y": "10:30–11:30 b"}
    assert plan.programme.left_out == ()


def test_a_pinned_minute_is_kept_to_the_minute() -> None:
    # 11:43 lies on no grid; with an end pinned as well the length is what lies between, 31 minutes.
    plan = planned(two('at = "11:43"\nends = "12:14"').replace('length = "60m"\nvenues = ["a"]', 'venues = ["a"]'))
    assert shown(plan)["x"] == "11:43–12:14 a"


def test_about_means_a_quarter_of_an_hour_either_way() -> None:
    # y about 11:45 can be as early as 11:30 = 10:00 + 60 + 30, and about 11:40 would be no later than 11:55.
    assert shown(planned(two('at = "10:00"', 'at = "about 11:20"')))["y"] == "11:30–12:30 b"
    assert isinstance(outcome_of(two('at = "10:00"', 'at = "about 11:10"')), Infeasible)


def flown(zone: str, leaves: str, lands: str, met: str) -> str:
    """A flight on 10 January 2030 from Tehran to a leg in another zone, and an engagement where it lands."""
    return (
        "starts_on = 2030-01-10\n"
        + entry("legs", "far", city="Far", zone=zone, first_day=1, last_day=1, day="00:00–24:00")
        + entry("venues", "field", name="Field", leg="far")
        + entry(
            "movements",
            "flight",
            title="Flight",
            by="plane",
            who=["p"],
            departs={"venue": "a", "day": 1, "at": leaves},
            arrives={"venue": "field", "day": 1, "at": lands},
        )
        + engagement("met", met, day=1, length="30m", venues=["field"])
    )


def test_a_flight_over_zones_takes_its_real_time() -> None:
    # Tehran is UTC+3:30, Paris UTC+1 in January: 10:00 there is 07:30 in Paris, so 13:00 in Paris is 5 h 30 later.
    plan = planned(flown("Europe/Paris", leaves="10:00", lands="13:00", met="13:00"))
    (journey,) = plan.programme.journeys
    assert (journey.arrives_at - journey.leaves_at).total_seconds() == 5.5 * 3600
    assert plan.programme.placements["met"].starts_at == journey.arrives_at


def test_over_the_date_line_one_lands_before_one_left() -> None:
    # Tehran to Honolulu (UTC-10): 20:00 on the 10th in Tehran is 06:30 on the 10th there; landing at 16:30 that day.
    plan = planned(flown("Pacific/Honolulu", leaves="20:00", lands="16:30", met="17:00"))
    (journey,) = plan.programme.journeys
    assert (journey.arrives_at - journey.leaves_at).total_seconds() == 10 * 3600
    assert plan.programme.placements["met"].starts_at.date() == date(2030, 1, 10)


def night_in_paris(on: date, length: str) -> str:
    """An engagement from 23:00 and another at 04:00 of the next day."""
    return (
        f"starts_on = {on}\n"
        + entry("legs", "city", zone="Europe/Paris", last_day=2, day="00:00–24:00")
        + engagement("night", "23:00", day=1, length=length)
        + engagement("early", "04:00", day=2, length="30m")
    )


def test_the_night_in_which_clocks_go_forward_is_an_hour_shorter() -> None:
    # Paris 2030-03-31: 02:00 becomes 03:00. From 23:00 to 04:00 there are four hours, not five.
    assert planned(night_in_paris(date(2030, 3, 30), "4h"))
    assert isinstance(outcome_of(night_in_paris(date(2030, 3, 30), "4h5m")), Infeasible)


def test_the_night_in_which_clocks_go_back_is_an_hour_longer() -> None:
    # Paris 2030-10-27: 03:00 becomes 02:00. From 23:00 to 04:00 there are six hours.
    assert planned(night_in_paris(date(2030, 10, 26), "6h"))
    assert isinstance(outcome_of(night_in_paris(date(2030, 10, 26), "6h5m")), Infeasible)
