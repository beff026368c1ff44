"""Nobody is driven while they telephone or are busy elsewhere: from a to b it takes 30 minutes, from there to c 60."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from tests.planner.oracle import broken
from tests.planner.repair.repairs import outcome_of as repaired
from tests.planner.visits import (
    amounts,
    clash,
    engagement,
    entry,
    kinds,
    outcome_of,
    planned,
    request_for,
    shown,
    unsound,
    visit_file,
)

from placet.almanac.timeline import Timeline
from placet.formats.visitfile import VisitFile
from placet.model.programme import Placement, Programme
from placet.planner.build import build
from placet.planner.outcome import Infeasible, Planned
from placet.planner.repair.outcome import Repaired
from placet.planner.solve import plan
from placet.planner.tasks.translation import problem_of

FIRST = engagement("x", "09:00", who=["q"])
CABINET = entry("busy", "cabinet", title="Cabinet", who=["q"], day=1, between="10:20–10:40")
DIARY = CABINET.replace("[busy", "[diary")


def call(at: str = "10:20", length: str = "20m", **more: Any) -> str:
    """A telephone call: an engagement of which nobody says where it is."""
    return engagement("call", at, **{"who": ["q"], "venues": None, "length": length} | more)


def then(at: str, venue: str = "b", **more: Any) -> str:
    return engagement("y", at, **{"who": ["q"], "venues": [venue]} | more)


def drives(plan: Planned) -> list[str]:
    return [f"{it.leaves_at:%H:%M}–{it.arrives_at:%H:%M}" for it in plan.programme.journeys]


# ── one way ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("beside", [call(), CABINET, DIARY], ids=["call", "busy", "diary"])
def test_the_way_lies_after_what_begins_too_soon_for_it(beside: str) -> None:
    # x ends at 10:00, which leaves 20 minutes before 10:20; from 10:40 on it takes until 11:10.
    found = planned(FIRST + beside + then("from 10:20"))
    assert shown(found)["y"] == "11:10–12:10 b"
    assert drives(found) == ["10:40–11:10"]


def test_it_lies_before_where_there_is_time() -> None:
    # 30 minutes from 10:00 to 10:30: y may begin as the call ends.
    found = planned(FIRST + call("10:30") + then("10:50"))
    assert drives(found) == ["10:00–10:30"]


@pytest.mark.parametrize("beside", [call(), CABINET, DIARY], ids=["call", "busy", "diary"])
def test_a_minute_too_little_on_both_sides_is_a_clash_that_says_why(beside: str) -> None:
    # 29 minutes after 10:40, 20 before 10:20
    found = clash(FIRST + beside + then("11:09"))
    named = kinds(found)
    (taken,) = [name for kind, name, *_ in named if kind == "unbroken"]
    assert taken in ("call", "cabinet")
    assert ("travel", "a", "b") in named
    assert all(change.requirement.kind != "unbroken" for way in found.ways_out for change in way.changes)


def test_between_two_calls_it_may_lie_too() -> None:
    # 10:10 + 30 = 10:40
    text = FIRST + call("10:00", "10m") + engagement("other", "10:40", who=["q"], venues=None, length="20m")
    assert drives(planned(text + then("11:00"))) == ["10:10–10:40"]
    assert isinstance(outcome_of(text.replace("10:40", "10:39") + then("10:59")), Infeasible)


def test_each_of_several_people_goes_when_they_can() -> None:
    # r comes from b, where y is: for r nothing lies between. q has until 10:40, then half an hour.
    text = FIRST + engagement("z", "09:00", who=["r"], venues=["b"]) + call(who=["q", "r"])
    assert shown(planned(text + then("from 10:20", who=["r"])))["y"] == "10:40–11:40 b"
    assert shown(planned(text + then("from 10:20", who=["q", "r"])))["y"] == "11:10–12:10 b"


def test_rest_and_a_call_are_looked_at_together() -> None:
    # Either leaves half an hour: the rest 10:10–10:30 after it, the call at 10:30 before it. Both leave 10 minutes, and
    # what is left after 10:50.
    rest = entry("blocks", "rest", who=["q"], kind="rest", length="20m", between="10:10–10:30")
    assert shown(planned(FIRST + rest + then("from 10:30")))["y"].startswith("11:00")
    assert shown(planned(FIRST + rest + call("10:30") + then("from 10:30")))["y"].startswith("11:20")


def test_a_call_is_moved_where_it_may_be() -> None:
    # Half an hour to the ministry until 10:30; the call fits only after y has ended at 11:30.
    found = planned(FIRST + call("10:20–12:00") + then("10:30"))
    assert shown(found)["call"] == "11:30–11:50"


def test_whoever_lowers_the_grade_may_be_driven_meanwhile() -> None:
    rule = '[rules.way-in-one-piece]\ngrade = "{}"\nreason = "calls are had in the car"\n'
    text = FIRST + call() + then("11:00")
    off, should = (outcome_of(text + rule.format(grade)) for grade in ("off", "should"))
    assert isinstance(off, Planned)
    assert isinstance(should, Planned)
    assert (amounts(off)["should"], amounts(should)["should"]) == (0, 2)  # one way of weight 2


def test_guests_do_not_go_home_during_a_call() -> None:
    # 10:00 to 14:00 is long enough for the way to c and back, an hour each; the call is not had there.
    bed = '[legs.city]\nsleeps_at = "c"\n'
    alone = planned(bed + FIRST + then("14:00"))
    assert drives(alone) == ["10:00–11:00", "13:00–14:00"]
    assert drives(planned(bed + FIRST + call("12:00") + then("14:00"))) == ["13:30–14:00"]


def test_who_is_only_invited_comes_where_no_way_is_broken() -> None:
    # Nobody waits for q: with the call, 20 minutes on either side are left for half an hour to b.
    invited = call(who=["r"], optional_who=["q"])
    assert planned(FIRST + invited + then("11:00")).programme.placements["call"].attending == ()
    assert planned(FIRST + invited + then("11:10")).programme.placements["call"].attending == ("q",)


def test_formalities_before_a_rest_are_not_had_again_after_it() -> None:
    # Landed at 10:00, out by 10:20; the rest takes until 10:50, and half an hour later q is at b.
    flight = """
[movements.in]
title = "Flight"
who = ["q"]
by = "plane"
departs = { day = 1, at = "08:30", place = "Severia" }
arrives = { day = 1, at = "10:00", venue = "a", buffer = "20m" }
"""
    rest = entry("blocks", "rest", who=["q"], kind="rest", length="30m", between="10:20–10:50")
    assert shown(planned(flight + rest + then("from 10:50")))["y"].startswith("11:20")


def test_two_stays_that_nothing_brings_near_each_other_need_no_way_between_them() -> None:
    # x is over at 10:00, and with the rest beside it at 12:00 at the latest. On the same day y may begin before that,
    # and the way of 30 minutes lies between the two stays; y before x there is no time for. On the third day y and its
    # own rest begin at 10:00 at the earliest: no way takes two days.
    def ways_between_stays(day: int) -> int:
        rest = "".join(
            entry("blocks", f"rest{on}", kind="rest", who=["q"], day=on, between="10:00–12:00", length="30m")
            for on in {1, day}
        )
        first = engagement("x", "09:00", day=1, who=["q"])
        text = first + rest + engagement("y", "10:00–19:00", day=day, who=["q"], venues=["b"])
        request = request_for(visit_file(text, data={"legs": {"city": {"last_day": 3}}}))
        cp = build(request, problem_of(request)).cp.proto
        named = [{cp.variables[it].name.rsplit(" ", 1)[-1] for it in ct.linear.vars} for ct in cp.constraints]
        return named.count({"since", "until"})

    assert (ways_between_stays(1), ways_between_stays(3)) == (1, 0)


# ── repairing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_repair_keeps_the_way_in_one_piece() -> None:
    # The call is put off from 10:10 to 10:20: 20 minutes are left before it, so y begins at 10:40 + 30.
    text = FIRST + call("10:10") + then("from 10:20")
    stood = {"x": "09:00–10:00 a", "call": "10:10–10:30", "y": "11:00–12:00 b"}
    outcome = repaired(text, "call +10", now="10:05", **stood)
    assert isinstance(outcome, Repaired)
    assert f"{outcome.answers[0].programme.placements['y'].starts_at:%H:%M}" == "11:10"


# ── against brute force ───────────────────────────────────────────────────────────────────────────────────────────────

SLOTS = tuple(range(8 * 60, 13 * 60, 30))


@st.composite
def tiny(draw: st.DrawFn) -> dict[str, Any]:
    """Two or three stops of one or two people, and one or two things without a place, each at few half hours."""
    engagements: dict[str, Any] = {}
    for name in ("x", "y", "z")[: draw(st.integers(2, 3))]:
        engagements[name] = _one(draw, draw(st.sampled_from(["a", "b", "c"])))
    for name in ("call", "talk")[: draw(st.integers(0, 2))]:
        engagements[name] = _one(draw, None)
    data: dict[str, Any] = {"engagements": engagements}
    if draw(st.booleans()):
        opens = draw(st.sampled_from(SLOTS))
        table = draw(st.sampled_from(["busy", "diary"]))
        data[table] = {"taken": {"who": ["q"], "day": 1, "between": _hours(opens, opens + 30)}}
    return data


def _one(draw: st.DrawFn, venue: str | None) -> dict[str, Any]:
    opens = draw(st.sampled_from(SLOTS))
    found = {
        "title": "One",
        "who": draw(st.sampled_from([["q"], ["q"], ["q", "r"], ["r"]])),
        "length": "30m",
        "at": _hours(opens, opens + 30 * draw(st.integers(0, 3))),
    }
    return found | ({"venues": [venue]} if venue is not None else {})


def _hours(opens: int, closes: int) -> str:
    return "–".join(f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in (opens, closes))


def programmes(file: VisitFile) -> list[Programme]:
    """Every programme on the grid of half hours that keeps the windows."""
    wall = Timeline(file.visit).wall
    starts: list[list[datetime]] = []
    for one in file.visit.engagements.values():
        assert one.at.clock is not None
        assert one.at.until is not None
        first, last = (clock.at.hour * 60 + clock.at.minute for clock in (one.at.clock, one.at.until))
        starts.append([wall(1, minutes, "Asia/Tehran") for minutes in range(first, last + 1, 30)])
    found = []
    for chosen in product(*starts):
        placements = {
            name: Placement(
                engagement=name, starts_at=at, ends_at=at + timedelta(minutes=30), venue=next(iter(one.venues), None)
            )
            for (name, one), at in zip(file.visit.engagements.items(), chosen, strict=True)
        }
        found.append(Programme(starts_on=None, placements=placements))
    return found


@settings(
    max_examples=60,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(tiny())
def test_there_is_a_plan_where_one_of_all_programmes_is_sound(data: dict[str, Any]) -> None:
    # Every time, length and way is a multiple of half an hour, so that the grid misses nothing.
    file = visit_file(data=data)
    judged = [(unsound(file, one) == [], broken(file.visit, one) == []) for one in programmes(file)]
    assert all(by_rules == by_oracle for by_rules, by_oracle in judged)
    exists = any(by_rules for by_rules, _ in judged)
    event("sound" if exists else "contradictory")
    outcome = plan(request_for(file))
    assert isinstance(outcome, Planned if exists else Infeasible)
    if isinstance(outcome, Planned):
        assert broken(file.visit, outcome.programme) == []
        assert unsound(file, outcome.programme) == []
