"""Repair of small visits, each answer derived by hand. The common ground is in `tests/planner/visits.py`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest
from tests.planner.repair.repairs import moves, outcome_for, outcome_of, programme_of, repaired, shown, touched
from tests.planner.visits import engagement, kinds, visit_file

from placet.formats.scalars import write_hours
from placet.model.ids import VenueId
from placet.planner.clashes import explain
from placet.planner.outcome import Infeasible
from placet.planner.repair.outcome import Repaired
from placet.planner.repair.weights import WEIGHTS, Freeze, freeze_on

TWO = engagement("talks", who=["p", "q"]) + engagement("press", who=["p"])
STOOD = {"talks": "10:00–11:00 a", "press": "11:00–12:00 a"}


def test_what_moves_pushes_only_what_it_must() -> None:
    # Talks until 11:40: the press, at the same place, begins then at the earliest; 12:40 is its end.
    found = repaired(TWO, "talks +40", **STOOD)
    before = programme_of(visit_file(TWO), **STOOD)
    assert moves(before, found.answers[0]) == {"talks": "10:40–11:40 a", "press": "11:40–12:40 a"}
    assert touched(found.answers[0]) == {"press moved": 10}
    # The only answer: whatever leaves the press alone has it while the talks are on.
    assert len(found.answers) == 1
    assert found.is_settled


def test_what_is_in_nobodys_way_moves_nothing() -> None:
    found = repaired(TWO, "talks -40", **STOOD)
    assert touched(found.answers[0]) == {}


def test_the_one_that_is_not_agreed_gives_way() -> None:
    # q is away 10:00–11:00, so the talks, agreed, must go: 110. Afterwards, at 11:00, the press is in the way, which is
    # another 10; before, 9:00–10:00, nothing is.
    text = engagement("talks", who=["p", "q"], agreed="P-14") + engagement("press", who=["p"])
    found = repaired(text, "q away 10:00-11:00", **STOOD)
    assert moves(programme_of(visit_file(text), **STOOD), found.answers[0]) == {"talks": "09:00–10:00 a"}
    assert touched(found.answers[0]) == {"talks moved": 110}
    assert [one.agreed for one in found.answers[0].reopens] == ["P-14"]
    # Moved, it is agreed no longer.
    assert found.answers[0].visit.engagements["talks"].agreed is None


MEAL = visit_file(engagement("lunch", who=["p"], kind="meal"), soft=("usual-hours",))
"""Meals begin from 11:45 to 14:30, or from 18:30 to 21:30; the day is from 08:00 to 20:00."""


@pytest.mark.parametrize(
    ("stood", "taken", "moved", "weighs"),
    [
        # At 11:00 it would be changed, 10, and at no mealtime, 40. At 18:30: changed, and in another part of the day.
        ("12:00–13:00 a", "12:00-15:30", "18:30–19:30 a", {"lunch moved": 10, "lunch far": 10}),
        # There is nothing but the morning, and the later the nearer.
        ("12:00–13:00 a", "12:00-20:00", "11:00–12:00 a", {"lunch moved": 10, "lunch unsuited": 40}),
        # It stood at no mealtime: then another such hour weighs no more than a change.
        ("15:00–16:00 a", "08:00-16:30", "16:30–17:30 a", {"lunch moved": 10}),
    ],
)
def test_what_stood_at_an_hour_that_suits_goes_to_another_such_if_it_can(
    stood: str, taken: str, moved: str, weighs: dict[str, int]
) -> None:
    before = programme_of(MEAL, lunch=stood)
    found = outcome_for(MEAL, before, f"p away {taken}")
    assert isinstance(found, Repaired)
    assert moves(before, found.answers[0]) == {"lunch": moved}
    assert touched(found.answers[0]) == weighs


@pytest.mark.parametrize(
    ("until", "weighs"), [("12:00", {"talks moved": 10}), ("12:05", {"talks moved": 10, "talks far": 10})]
)
def test_beyond_two_hours_it_is_in_another_part_of_the_day(until: str, weighs: dict[str, int]) -> None:
    # From 10:00 to 12:00 are two hours, and five minutes more are more.
    found = repaired(engagement("talks", who=["p"]), f"p away 08:00-{until}", talks="10:00–11:00 a")
    assert touched(found.answers[0]) == weighs


def test_within_its_margin_nothing_is_reopened() -> None:
    text = engagement("talks", who=["p", "q"]) + engagement("press", who=["p"], agreed="P-15", margin="45m")
    found = repaired(text, "talks +40", **STOOD)
    # 40 minutes are within 45: the press weighs 10, not 110.
    assert touched(found.answers[0]) == {"press moved": 10}
    assert found.answers[0].reopens == ()
    assert found.answers[0].visit.engagements["press"].agreed == "P-15"


def test_what_is_asked_for_reopens_what_was_agreed_beyond_its_margin_only() -> None:
    text = engagement("talks", who=["p"], agreed="P-14", margin="45m")
    within, beyond = repaired(text, "talks +40", **STOOD), repaired(text, "talks +50", **STOOD)
    # Nothing else is touched: 40 minutes are within 45, 50 are not.
    assert [found.answers[0].cost for found in (within, beyond)] == [0, 0]
    assert within.answers[0].reopens == ()
    assert within.answers[0].visit.engagements["talks"].agreed == "P-14"
    assert [(one.item, one.agreed) for one in beyond.answers[0].reopens] == [("talks", "P-14")]
    assert beyond.answers[0].visit.engagements["talks"].agreed is None


def test_an_hour_that_is_asked_for_has_no_margin_around_it() -> None:
    # The talks are asked for from 10:40 to 11:40, the press has to begin at 11:35: five minutes too few. What both
    # sides left open, fifteen minutes, lies around 10:00; five minutes before 10:40 nothing is left open.
    text = engagement("talks", who=["p"], agreed="P-14", margin="15m") + engagement(
        "press", "11:35", who=["p"], anchor=True
    )
    found = outcome_of(text, "talks +40", talks="10:00–11:00 a", press="11:35–12:35 a")
    assert isinstance(found, Infeasible)
    given_up = {
        (change.requirement.kind, change.requirement.agreed) for way in found.ways_out for change in way.changes
    }
    assert ("margin", None) not in given_up
    assert ("length", "P-14") in given_up


def test_what_is_reopened_is_told_in_the_order_of_the_day() -> None:
    # Talks until 11:40, so the call, agreed as well, moves to 11:40: the talks stood first, whatever they are called.
    text = engagement("zeta", who=["p", "q"], agreed="P-1") + engagement("alpha", who=["p"], agreed="P-2")
    found = repaired(text, "zeta +40", zeta="10:00–11:00 a", alpha="11:00–12:00 a")
    assert touched(found.answers[0]) == {"alpha moved": 110}
    assert [one.item for one in found.answers[0].reopens] == ["zeta", "alpha"]


def test_no_answer_touches_more_than_another_for_nothing() -> None:
    # q is taken from 11:00 on, so the tour must go before the talks; whatever spares the tour keeps q away from it.
    text = engagement("talks", who=["p", "q"]) + engagement("tour", who=["q"])
    found = repaired(text, "q away 11:00-20:00", talks="10:00–11:00 a", tour="11:00–12:00 a")
    assert [touched(answer) for answer in found.answers] == [{"tour moved": 10}]
    text = engagement("talks", who=["p", "q"]) + engagement("press", who=["p"]) + engagement("tour", who=["q"])
    stood = {"talks": "10:00–11:00 a", "press": "12:00–13:00 a", "tour": "13:00–14:00 a"}
    # New at 12:30 for p and q, half an hour at `a`: the press must leave 12:30, the tour at 13:00 need not.
    found = repaired(text, "add gifts 30m at 12:30 with p,q in a", **stood)
    assert touched(found.answers[0]) == {"press moved": 10}


def test_two_answers_of_equal_weight_are_both_told() -> None:
    # q's call is new, for an hour, and must begin between 12:00 and 13:00 at `a`, where p's press and r's tour stand.
    # One of the two makes room, and each answer spares what the other touches.
    text = engagement("press", who=["p"]) + engagement("tour", who=["r"])
    stood = {"press": "12:00–13:00 a", "tour": "13:00–14:00 a"}
    found = repaired(text, "add call 60m at 12:00–13:00 with q in a", **stood)
    assert sorted(str(touched(answer)) for answer in found.answers) == ["{'press moved': 10}", "{'tour moved': 10}"]
    assert found.is_settled


def test_what_has_begun_stays_and_may_run_over() -> None:
    # It is 10:20: the talks are on and end at 11:30 now; the press moves to 11:30.
    found = repaired(TWO, "talks ends +30", now="10:20", freeze=Freeze.F4, **STOOD)
    before = programme_of(visit_file(TWO), **STOOD)
    assert moves(before, found.answers[0]) == {"talks": "10:00–11:30 a", "press": "11:30–12:30 a"}
    # F4, 40 minutes ahead: changed 10 + frozen 10 + printed 30 + people on their way 50.
    assert touched(found.answers[0]) == {"press moved": 100}


def test_nothing_is_moved_into_the_past() -> None:
    # q is away 12:00–20:00; without the clock the call would go to 9:00 or before, at 10:20 it can only go to 11:00.
    text = engagement("talks", who=["p"]) + engagement("call", who=["q"], venues=["b"])
    stood = {"talks": "10:00–11:00 a", "call": "12:00–13:00 b"}
    found = repaired(text, "q away 12:00-20:00", now="10:20", **stood)
    assert moves(programme_of(visit_file(text), **stood), found.answers[0]) == {"call": "11:00–12:00 b"}


def test_a_lost_venue_is_replaced_by_its_alternate() -> None:
    text = engagement("talks", venues=["a", "b"]) + engagement("press", venues=["a"], who=["q"])
    stood = {"talks": "10:00–11:00 a", "press": "14:00–15:00 a"}
    found = repaired(text, "a lost 09:00-12:00", **stood)
    first = found.answers[0]
    # Another venue, or another hour in the same: either weighs 10; a courtesy is kept where the first choice is.
    assert first.cost == 10
    assert list(moves(programme_of(visit_file(text), **stood), first)) == ["talks"]


def test_of_a_venue_that_is_always_open_the_hours_that_are_left_are_said_once() -> None:
    # The whole day, and an evening that goes on until 06:00; what lies within another of the same day is not said.
    text = engagement("talks", venues=["a"]) + "[legs.city]\nlast_day = 2\n"
    found = repaired(text, "a lost 15:00-18:00 day 1", talks="10:00–11:00 a")
    openings = found.answers[0].visit.venues[VenueId("a")].openings
    assert [(write_hours(it.hours), *it.days) for it in openings] == [
        ("00:00–15:00", 1),
        ("18:00–06:00", 1),
        ("00:00–24:00", 2),
        ("12:00–06:00", 2),
    ]


def test_an_hour_that_only_the_change_states_weighs_nothing() -> None:
    # x has no stated hour: another venue weighs 10, and not 5 more because it was asked to begin half an hour earlier.
    text = engagement("x", None, venues=["a", "b"])
    found = repaired(text, "x -30", "a lost 08:00-12:00", x="10:00–11:00 a")
    assert touched(found.answers[0]) == {"x venue": 10}


def test_what_is_under_way_ends_where_it_is_though_its_venue_is_lost_for_good() -> None:
    # 30 minutes from b to a from 11:00: nothing that comes after has to change. The rules object to x, as they must.
    text = engagement("x", venues=["b", "a"]) + engagement("y", venues=["a"])
    found = outcome_of(text, "b lost", now="10:30", x="10:00–11:00 b", y="12:00–13:00 a")
    assert isinstance(found, Repaired)
    assert shown(found.answers[0].programme, "x") == "10:00–11:00 b"
    assert shown(found.answers[0].programme, "y") == "12:00–13:00 a"


def test_a_venue_lost_for_good_is_replaced_by_one_of_the_compound() -> None:
    found = repaired(engagement("talks"), "a lost", talks="10:00–11:00 a")
    # `d` lies in one compound with `a`; the visit names the one that was chosen, and not all that were looked at.
    assert found.answers[0].visit.engagements["talks"].venues == ("d",)
    assert touched(found.answers[0]) == {"talks venue": 10}


def test_what_is_dropped_moves_nothing() -> None:
    found = repaired(TWO, "drop talks", **STOOD)
    assert touched(found.answers[0]) == {}
    assert "talks" not in found.answers[0].programme.placements


def test_those_who_interpret_go_on() -> None:
    interpreted = {"interpretation": {"languages": ["fa", "ru"], "mode": "consecutive"}}
    text = engagement("talks", who=["p"], **interpreted) + engagement("call", who=["q"], venues=["b"], **interpreted)
    stood = {"talks": "10:00–11:00 a i2", "call": "10:00–11:00 b i1"}
    found = repaired(text, "talks +30", **stood)
    put = found.answers[0].programme.placements
    assert (put["talks"].interpreters, put["call"].interpreters) == (("i2",), ("i1",))


def test_a_stated_hour_moves_at_a_price_and_is_stated_anew() -> None:
    text = TWO.replace("[engagements.press]", '[engagements.press]\nday = 1\nat = "11:00"')
    found = repaired(text, "talks +40", **STOOD)
    # 10 for the change and 5 for the hour that the file states; the file must read 11:40 then.
    assert touched(found.answers[0]) == {"press moved": 15}
    at = found.answers[0].visit.engagements["press"].at.clock
    assert at is not None
    assert f"{at.at:%H:%M}" == "11:40"


def test_an_anchor_never_moves() -> None:
    text = TWO.replace("[engagements.press]", '[engagements.press]\nday = 1\nat = "11:00"\nanchor = true')
    outcome = outcome_of(text, "talks +40", **STOOD)
    assert isinstance(outcome, Infeasible)
    # The talks take 10:40–11:40 and the anchor 11:00–12:00, both need p.
    assert {("time", "press"), ("time", "talks")} <= set(kinds(outcome))
    assert outcome.ways_out


def test_where_the_whole_is_too_hard_ways_out_are_looked_for_nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    told = explain.infeasible

    def without_ways(*asked: Any) -> Any:
        return replace(cast("Infeasible", told(*asked)), ways_out=(), is_searched=False)

    monkeypatch.setattr(explain, "infeasible", without_ways)
    text = TWO.replace("[engagements.press]", '[engagements.press]\nday = 1\nat = "11:00"\nanchor = true')
    outcome = outcome_of(text, "talks +40", **STOOD)
    assert isinstance(outcome, Infeasible)
    # 10:40–11:40 and 11:00–12:00: one of the two hours, or one of the two engagements; there may be cheaper ways.
    assert {change.requirement.kind for way in outcome.ways_out for change in way.changes} & {"time", "place", "length"}
    assert not outcome.is_searched


def test_a_change_in_the_file_itself_is_repaired_without_words() -> None:
    text = TWO.replace("[engagements.talks]", '[engagements.talks]\nday = 1\nat = "10:40"')
    found = repaired(text, **STOOD)
    before = programme_of(visit_file(text), **STOOD)
    assert moves(before, found.answers[0]) == {"talks": "10:40–11:40 a", "press": "11:40–12:40 a"}


def test_freeze_levels_follow_the_days_before_the_visit() -> None:
    # Day 1 is D: D-7 is day -6, D-3 day -2, D-1 the eve.
    assert [freeze_on(day).name for day in (-7, -6, -3, -2, -1, 0, 1, 9)] == [
        "F0", "F1", "F1", "F2", "F2", "F3", "F4", "F4",
    ]  # fmt: skip
    assert freeze_on(None) is Freeze.F0
    assert WEIGHTS["agreed"] > WEIGHTS["printed"] > WEIGHTS["frozen"]


def test_no_rule_is_kept_at_the_price_of_a_change() -> None:
    # The press follows the talks at once, though a pause is advisable: what stands may stand.
    file = visit_file(TWO, soft=("buffer-after",))
    before = programme_of(file, **STOOD)
    outcome = outcome_for(file, before)
    assert isinstance(outcome, Repaired)
    changed, rules, shift = outcome.answers[0].levels
    assert (changed.amount, shift.amount) == (0, 0)
    assert rules.amount > 0
    # Where the press must move anyway, it keeps the pause of ten minutes: 11:40 and 10.
    answer = outcome_for(file, before, "talks +40", answers=1)
    assert isinstance(answer, Repaired)
    assert moves(before, answer.answers[0]) == {"talks": "10:40–11:40 a", "press": "11:50–12:50 a"}


def test_where_each_way_takes_back_what_was_asked_for_one_that_does_not_is_told_as_well() -> None:
    # Four hours of p on the one day, on which p is away: nothing helps but to do without all four, more at once than
    # are otherwise proposed.
    hours = {f"x{hour}": f"{hour}:00–{hour + 1}:00 a" for hour in (10, 11, 12, 13)}
    file = visit_file("".join(engagement(name, who=["p"]) for name in hours))
    before = programme_of(file, **hours)
    taken_back = outcome_for(file, before, "p away")
    kept = outcome_for(file, before, "p away", keeping=[("busy", "change-1")])
    assert isinstance(taken_back, Infeasible)
    assert isinstance(kept, Infeasible)
    given_up = [[change.requirement.kind for change in way.changes] for way in kept.ways_out]
    assert given_up == [["busy"], ["place"] * 4]
    assert kept.ways_out[:1] == taken_back.ways_out
