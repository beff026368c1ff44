"""A plan B for the weather."""

from tests.rules.cases import broken, case, engagement, entry, missing, said, verdicts

HALL = entry("venues", "hall", capacity=2)


def walk(**more: object) -> str:
    return engagement("walk", "10:00", **({"outdoor": True, "venues": ["palace"], "plan_b": {"venue": "hall"}} | more))


def test_a_roof_that_holds_everybody() -> None:
    assert broken("plan-b", case(HALL + walk(who=["president-ar", "president-se"]))) == []


def test_a_roof_that_does_not() -> None:
    text = HALL + walk(who=["president-ar", "president-se", "minister-ar"])
    assert said("plan-b", case(text)) == ["The plan B of Walk, Hall, holds 2; 3 people come."]


def test_no_plan_b_at_all() -> None:
    assert said("plan-b", case(walk(plan_b=None))) == ["Walk is outdoors and has no plan B."]


def test_a_plan_b_in_the_open_air_is_none() -> None:
    assert broken("plan-b", case(entry("venues", "hall", outdoor=True, capacity=9) + walk())) == [("walk",)]
    assert broken("plan-b", case(walk(venues=["hall"]))) == [("walk",)]


def test_what_has_moved_under_its_roof_already_has_a_roof() -> None:
    assert broken("plan-b", case(HALL + walk(venues=["hall"], outdoor=False, who=["president-ar"]))) == []


def test_it_is_decided_before_the_start() -> None:
    assert broken("plan-b", case(HALL + walk(plan_b={"venue": "hall", "decide_before": "1m"}))) == []
    assert broken("plan-b", case(HALL + walk(plan_b={"venue": "hall", "decide_before": "0m"}))) == [("walk",)]


def test_what_is_missing_is_asked_for() -> None:
    assert missing("plan-b", case(walk())) == ["hall.capacity"]
    assert missing("plan-b", case(HALL + walk(who=None))) == ["walk.people"]


def test_indoors_there_is_nothing_to_judge() -> None:
    assert verdicts("plan-b", case(walk(outdoor=False, plan_b=None))) == []
    assert verdicts("plan-b", case(walk(kind="arrival", plan_b=None))) == []
