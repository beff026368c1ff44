"""Whether a plan B can be carried out: open, free, and reachable, to the minute."""

from __future__ import annotations

from tests.rules.cases import broken, case, engagement, entry, said, verdicts

WALK = {"outdoor": True, "venues": ["palace"], "plan_b": {"venue": "ministry"}, "length": "60m"}
RULE = "plan-b-holds"


def walk(at: str = "10:00", **more: object) -> str:
    return engagement("walk", at, **(WALK | more))


def before(length: str) -> str:
    return engagement("before", "09:00", length=length, venues=["palace"])


def after(at: str) -> str:
    return engagement("after", at, venues=["palace"])


def test_a_roof_that_is_free_and_near_enough() -> None:
    # the ministry lies 20 minutes from the palace, with 7 to load and unload: 27 before and 27 after
    text = walk() + before("33m") + after("11:27")
    assert broken(RULE, case(text)) == []
    assert len(verdicts(RULE, case(text))) == 1


def test_a_minute_too_little_to_get_there() -> None:
    text = walk() + before("34m")
    assert said(RULE, case(text)) == [
        "If Walk moves to Ministry, the way there from Before takes 27 min; there is 26 min."
    ]


def test_a_minute_too_little_to_get_on() -> None:
    text = walk() + after("11:26")
    assert said(RULE, case(text)) == ["If Walk moves to Ministry, the way on to After takes 27 min; there is 26 min."]


def test_where_the_way_is_too_long_in_good_weather_another_rule_says_so() -> None:
    text = walk(venues=["hall"]) + engagement("before", "09:00", length="45m", venues=["airport"])
    assert broken("enough-travel", case(text)) == [("before", "walk")]
    assert broken(RULE, case(text)) == []


def test_it_is_taken_while_something_else_is_held_there() -> None:
    other = engagement("other", "10:30", venues=["ministry"], who=["minister-ar"], length="60m")
    assert said(RULE, case(walk(who=["president-ar"]) + other)) == [
        "The plan B of Walk, Ministry, is wanted by Other at that time."
    ]
    later = engagement("other", "11:00", venues=["ministry"], who=["minister-ar"], length="60m")
    assert broken(RULE, case(walk(who=["president-ar"]) + later)) == []


def test_the_time_to_set_it_up_counts() -> None:
    later = engagement("other", "11:00", venues=["ministry"], who=["minister-ar"], length="60m")
    slow = entry("venues", "ministry", turnover="1m")
    assert broken(RULE, case(slow + walk(who=["president-ar"]) + later)) == [("walk", "other")]


def test_a_venue_that_holds_two_at_once_is_free_beside_one() -> None:
    other = engagement("other", "10:30", venues=["ministry"], who=["minister-ar"], length="60m")
    assert broken(RULE, case(entry("venues", "ministry", simultaneous=2) + walk(who=["president-ar"]) + other)) == []


def test_two_that_would_move_to_one_roof_at_once_are_in_each_others_way() -> None:
    other = engagement("ride", "10:30", **(WALK | {"who": ["minister-ar"], "venues": ["hall"]}))
    assert broken(RULE, case(walk(who=["president-ar"]) + other)) == [("walk", "ride"), ("ride", "walk")]


def test_two_that_would_move_one_after_the_other_need_the_way_between_the_roofs() -> None:
    # in good weather both are in the compound; in rain one is at the ministry and the other at the airport's hall
    ride = engagement("ride", "11:30", **(WALK | {"plan_b": {"venue": "airport"}}))
    far = '[[travel]]\norigin = "ministry"\ndestination = "airport"\ntime = "50m"\nbasis = "measured"\n'
    assert broken(RULE, case(far + walk() + ride)) == [("walk", "ride"), ("ride", "walk")]


def test_it_is_open_to_the_minute() -> None:
    def hours(stated: str) -> str:
        return entry("venues", "ministry", openings=[{"hours": stated}]) + walk()

    assert broken(RULE, case(hours("10:00–11:00"))) == []
    assert said(RULE, case(hours("10:00–10:59"))) == [
        "The plan B of Walk, Ministry, is not open from D 10:00 to D 11:00."
    ]


def test_what_is_no_roof_is_for_another_rule() -> None:
    assert verdicts(RULE, case(entry("venues", "ministry", outdoor=True) + walk())) == []
    assert verdicts(RULE, case(walk(plan_b=None))) == []
