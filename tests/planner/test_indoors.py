"""What may move indoors: the plan keeps the roof free and reachable, and looks at every programme for one that does."""

from __future__ import annotations

import random  # noqa: TID251  # seeded
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from tests.planner.oracle import broken
from tests.planner.visits import amounts, clash, engagement, planned, shown, visit_file

from placet.almanac.timeline import Timeline
from placet.formats.visitfile import VisitFile
from placet.model.programme import Programme
from placet.node.judging import case_of
from placet.node.rulebook import rulebook_for
from placet.rules.judge import judge

SOFT = ("plan-b-holds",)
WALK = {"outdoor": True, "venues": ["a"], "plan_b": {"venue": "b"}}


def found(text: str, programme: Programme) -> list[tuple[str, ...]]:
    file = visit_file(text, soft=SOFT)
    case = case_of(file.visit, programme, Timeline(file.visit), rulebook_for(file.visit))
    return [(f.verdict.case, *f.verdict.subjects) for f in judge(case).violations if f.rule == "plan-b-holds"]


def kept(text: str) -> dict[str, str]:
    outcome = planned(text, soft=SOFT)
    assert amounts(outcome)["should"] == 0
    assert found(text, outcome.programme) == []
    return shown(outcome)


def test_the_roof_is_not_given_to_something_else_at_that_time():
    # an hour is kept in b for the walk; without that the meeting of others would be at any hour, at noon too
    walk = engagement("walk", "12:00", **WALK)
    others = [engagement(f"m{n}", who=["q"], venues=["b"], length="3h40m") for n in range(2)]
    # 08:00–20:00 are 12 hours: 3:40 + 3:40 + the hour at noon fit only before 12:00 and after 13:00
    hours = sorted(it[:11] for name, it in kept(walk + "".join(others)).items() if name != "walk")
    assert hours[0] <= "08:20"
    assert hours[1] >= "13:00"


def test_there_is_time_to_get_there_and_on():
    # a to a is no way; in rain it is half an hour to b and half an hour back
    text = engagement("walk", "12:00", **WALK) + engagement("call", "from 13:00", length="30m")
    assert kept(text)["call"] >= "13:30"
    before = engagement("walk", "12:00", **WALK) + engagement("call", "10:30–12:00", length="30m")
    assert kept(before)["call"] <= "11:00–11:30 a"


def test_it_is_open():
    text = '[venues.b]\nopenings = [{ hours = "15:00–16:00" }]\n' + engagement("walk", **WALK)
    assert kept(text)["walk"] == "15:00–16:00 a"


def test_two_that_may_move_to_one_roof_do_not_overlap():
    text = engagement("walk", "12:00", **WALK) + engagement(
        "ride", "from 12:00", **(WALK | {"who": ["q"], "venues": ["d"]})
    )
    assert kept(text)["ride"] >= "13:00"


def test_a_roof_that_holds_two_is_shared():
    text = "[venues.b]\nsimultaneous = 2\n" + engagement("walk", "12:00", **WALK)
    text += engagement("ride", "12:00", **(WALK | {"who": ["q"], "venues": ["d"]}))
    assert kept(text)["ride"].startswith("12:00")


def test_held_under_the_roof_anyway_nothing_is_kept_besides():
    text = engagement("walk", "12:00", **(WALK | {"venues": ["b"]}))
    assert kept(text) == {"walk": "12:00–13:00 b"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (engagement("call", "13:10", length="30m"), [("way-on", "walk", "call")]),
        (engagement("other", "12:30", who=["q"], venues=["b"]), [("taken", "walk", "other")]),
        ('[venues.b]\nopenings = [{ hours = "15:00–16:00" }]\n', [("closed", "walk")]),
    ],
)
def test_what_cannot_be_is_counted_once_and_found_by_the_rule(text, told):
    text = engagement("walk", "12:00", **WALK) + text
    outcome = planned(text, soft=SOFT)
    assert amounts(outcome)["should"] == 1
    assert found(text, outcome.programme) == told


def test_where_it_is_required_nothing_else_will_do():
    must = '[rules.plan-b-holds]\ngrade = "must"\nreason = "It rains every day"\n'
    free = engagement("other", "from 12:00", who=["q"], venues=["b"])
    outcome = planned(must + engagement("walk", "12:00", **WALK) + free, soft=SOFT)
    assert shown(outcome)["other"] >= "13:00"


def test_a_visit_without_a_roof_that_is_required_says_what_clashes():
    must = '[rules.plan-b-holds]\ngrade = "must"\nreason = "It rains every day"\n'
    text = must + engagement("walk", "12:00", **WALK) + engagement("other", "12:30", who=["q"], venues=["b"])
    assert clash(text).clashes


def tiny(seed: int) -> str:
    """Three engagements in five hours, two of them in the open air with a plan B."""
    draw = random.Random(seed)
    text = '[legs.city]\nday = "08:00–13:00"\n[people.p]\nprincipal = false\n'
    for name in ("walk", "ride", "talk"):
        who = draw.choice([["p"], ["q"], ["p", "q"]])
        venue, roof = draw.choice([("a", "b"), ("a", "c"), ("d", "b"), ("b", "a")])
        weather = {"outdoor": True, "plan_b": {"venue": roof}} if name != "talk" else {}
        at = draw.choice([None, "10:00", "11:00"]) if name == "walk" else None
        text += engagement(name, at, who=who, venues=[venue], length=draw.choice(["45m", "60m", "90m"]), **weather)
    return text


def weathers(file: VisitFile, programme: Programme) -> Iterator[list[str]]:
    """What the oracle finds with every choice of those that it rains for."""
    outdoors = [name for name, it in file.visit.engagements.items() if it.plan_b is not None]
    for size in range(1, len(outdoors) + 1):
        for wet in combinations(outdoors, size):
            roofs = {name: file.visit.engagements[name].plan_b.venue for name in wet}
            engagements = {
                name: replace(it, venues=(roofs[name],)) if name in roofs else it
                for name, it in file.visit.engagements.items()
            }
            placements = {
                name: replace(it, venue=roofs.get(name, it.venue)) for name, it in programme.placements.items()
            }
            wished = replace(file.visit, engagements=engagements)
            yield broken(wished, Programme(starts_on=None, placements=placements))


@pytest.mark.parametrize("seed", range(16))
def test_the_programme_is_sound_whichever_it_rains_for_where_any_programme_is(seed):
    text = tiny(seed)
    outcome = planned(text, soft=SOFT)
    amount = amounts(outcome)["should"]
    wrong = [found for found in weathers(visit_file(text, soft=SOFT), outcome.programme) if found]
    assert bool(wrong) == bool(amount)
    assert bool(found(text, outcome.programme)) == bool(amount)


def test_there_are_seeds_of_both_sorts():
    kept = [amounts(planned(tiny(seed), soft=SOFT))["should"] == 0 for seed in range(16)]
    assert {True, False} == set(kept)
