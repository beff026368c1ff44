"""Protected time is kept."""

from dataclasses import replace

from tests.rules.cases import broken, case, certain, engagement, entry, missing, plan, said

from placet.formats.scalars import read_hours
from placet.model.ids import BlockId
from placet.model.programme import KeptBlock
from placet.rules.case import Case

RULE = "protected-block"


def rest(**fields: object) -> str:
    fields = {"kind": "rest", "title": "Rest", "who": ["president-ar"], "day": 1} | fields
    fields = {"between": "14:00–17:00", "length": "60m"} | fields
    return entry("blocks", "rest", **{key: value for key, value in fields.items() if value is not None})


def around(first_ends: str, second_starts: str, place: str = "palace") -> str:
    return engagement("lunch", "13:00", ends=first_ends, venues=["palace"]) + engagement(
        "talks", second_starts, length="4h", venues=[place]
    )


def test_an_hour_between_is_enough() -> None:
    # 14:30 to 15:30
    assert broken(RULE, case(rest() + around("14:30", "15:30"))) == []


def test_a_minute_less_is_not() -> None:
    assert said(RULE, case(rest() + around("14:30", "15:29"))) == [
        "Rest: between D 14:00 and D 17:00 President of Arvandia has 59 min free; 1 h 00 were promised."
    ]


def test_the_way_is_no_rest() -> None:
    # 14:30 + 60 min + 20 min measured + 7 min loading = 15:57
    assert broken(RULE, case(rest() + around("14:30", "15:57", "ministry"))) == []
    assert broken(RULE, case(rest() + around("14:30", "15:56", "ministry"))) == [("rest", "president-ar")]


def test_an_estimated_way_breaks_it_only_perhaps() -> None:
    # palace to hall is a walk of about 5 min: 14:30 + 60 + 5 = 15:35
    assert certain(RULE, case(rest() + around("14:30", "15:34", "hall"))) == [False]


def test_time_before_and_after_the_way_does_not_add_up() -> None:
    # free are 14:00 to 16:00 less 20 + 7 min at one end: 93 min; 100 min fit only across the way
    text = engagement("lunch", "13:00", ends="14:00", venues=["palace"])
    text += engagement("talks", "16:00", length="4h", venues=["ministry"])
    assert broken(RULE, case(rest(length="93m") + text)) == []
    assert broken(RULE, case(rest(length="94m") + text)) == [("rest", "president-ar")]


def test_at_a_place_of_its_own_both_ways_count() -> None:
    # palace to ministry and back: 27 + 60 + 27 = 114 min; 14:30 + 114 = 16:24
    assert broken(RULE, case(rest(venue="ministry") + around("14:30", "16:24"))) == []
    assert broken(RULE, case(rest(venue="ministry") + around("14:30", "16:23"))) == [("rest", "president-ar")]


def test_waived_it_need_not_be_kept() -> None:
    assert broken(RULE, case(rest(waived="The guest prefers to talk.") + around("14:30", "15:00"))) == []


def test_without_a_day_it_holds_every_day() -> None:
    text = engagement("talks", "12:00", length="6h", day=2)
    assert broken(RULE, case(rest(day=2) + text)) == [("rest", "president-ar")]
    assert broken(RULE, case(rest(day=None) + text)) == [("rest", "president-ar")]


def test_commitments_that_both_sides_know_are_no_rest() -> None:
    busy = entry("busy", "cabinet", who=["president-ar"], day=1, between="14:00–16:30")
    assert broken(RULE, case(rest() + busy)) == [("rest", "president-ar")]


def test_without_the_end_of_lunch_nobody_can_say() -> None:
    # lunch usually lasts 75 min, 45 at least: 14:00–14:46 holds the rest only after a short lunch
    text = engagement("lunch", "13:15", kind="meal", venues=["palace"]) + engagement(
        "talks", "15:10", length="4h", venues=["palace"]
    )
    assert missing(RULE, case(rest() + text)) == ["lunch.ends"]


def test_in_a_plan_everything_counts_for_certain() -> None:
    text = rest() + around("14:30", "15:34", "hall")
    assert certain(RULE, plan(text, lunch="13:00-14:30", talks="15:34-19:34")) == [True]
    assert certain(RULE, plan(text, lunch="13:00-14:30", talks="15:35-19:35")) == []


def test_where_a_plan_says_when_it_kept_a_block_that_is_judged() -> None:
    def kept(opens: str, closes: str) -> Case:
        subject = plan(rest() + around("14:30", "15:30"), lunch="13:00-14:30", talks="15:30-19:30")
        window = subject.timeline.window(1, read_hours(f"{opens}-{closes}"), "Asia/Tehran")
        block = KeptBlock(block=BlockId("rest"), party="president-ar", window=window)
        subject.programme = replace(subject.programme, blocks=(block,))
        return subject

    assert broken(RULE, kept("14:30", "15:30")) == []
    assert broken(RULE, kept("14:00", "15:00")) == [("rest", "president-ar")]


# ── the first day and the last ───────────────────────────────────────────────────────────────────────────────────────

LUNCH = rest(who=["president-se"], between="12:00–15:00", length="45m")


def met(kind: str, at: str, **more: object) -> str:
    return engagement(kind, at, **({"kind": kind, "length": "15m", "who": ["president-se"], "venues": ["hall"]} | more))


def long_talks(starts: str, ends: str) -> str:
    return engagement("talks", starts, ends=ends, who=["president-se"], venues=["hall"])


def test_before_the_arrival_a_guest_has_no_free_time() -> None:
    # received until 13:00; free until the talks at 13:45, or only 44 minutes
    assert broken(RULE, case(LUNCH + met("arrival", "12:45") + long_talks("13:45", "16:00"))) == []
    assert said(RULE, case(LUNCH + met("arrival", "12:45") + long_talks("13:44", "16:00"))) == [
        "Rest: between D 13:00 and D 15:00 President of Severia has 44 min free; 45 min were promised."
    ]


def test_after_the_departure_neither() -> None:
    # free from the end of the talks to the departure at 14:00
    assert broken(RULE, case(LUNCH + met("departure", "14:00") + long_talks("10:00", "13:15"))) == []
    assert broken(RULE, case(LUNCH + met("departure", "14:00") + long_talks("10:00", "13:16"))) == [
        ("rest", "president-se")
    ]


def test_where_the_stay_leaves_too_little_it_is_not_asked_for() -> None:
    # 15:00 - 45 min = 14:15, when the arrival ends
    assert broken(RULE, case(LUNCH + met("arrival", "14:00") + long_talks("14:15", "16:00"))) == [
        ("rest", "president-se")
    ]
    assert broken(RULE, case(LUNCH + met("arrival", "14:01") + long_talks("14:16", "16:00"))) == []
    assert broken(RULE, case(LUNCH + met("departure", "12:44") + long_talks("10:00", "12:44"))) == []


def test_where_the_stay_leaves_too_little_what_the_plan_says_it_kept_is_judged_all_the_same() -> None:
    # received until 14:16 and 44 minutes are left; the plan has the rest from 14:15
    subject = case(LUNCH + met("arrival", "14:01") + long_talks("15:00", "16:00"))
    window = subject.timeline.window(1, read_hours("14:15–15:00"), "Asia/Tehran")
    block = KeptBlock(block=BlockId("rest"), party="president-se", window=window)
    subject.programme = replace(subject.programme, blocks=(block,))
    assert broken(RULE, subject) == [("rest", "president-se")]


def test_an_arrival_without_an_end_breaks_it_only_perhaps() -> None:
    # An arrival takes at least 10 min: 13:30 + 10 leaves 35 to the talks. If it took none there would be 45, after
    # 13:31 only 44.
    def met_at(starts: str) -> Case:
        return case(LUNCH + met("arrival", starts, length=None) + long_talks("14:15", "16:00"))

    assert certain(RULE, met_at("13:30")) == [False]
    assert certain(RULE, met_at("13:31")) == [True]


def flight(departs: dict[str, object], arrives: dict[str, object]) -> str:
    ends = {"departs": departs | {"day": 1}, "arrives": arrives | {"day": 1}}
    return entry("movements", "flight", title="Flight", by="plane", who=["president-se"], **ends)


LANDS = flight({"place": "Severia", "at": "10:00"}, {"venue": "airport", "at": "14:16"})
LEAVES = flight({"venue": "airport", "at": "12:44"}, {"place": "Severia", "at": "17:00"})


def test_a_flight_into_the_visit_begins_a_stay_and_a_flight_out_of_it_ends_one() -> None:
    assert broken(RULE, case(LUNCH + LANDS + long_talks("14:30", "16:00"))) == []
    assert broken(RULE, case(LUNCH + LEAVES + long_talks("10:00", "12:30"))) == []
    # A minute earlier or later there would have been 45 minutes, all of them taken.
    assert broken(RULE, case(LUNCH + LANDS.replace("14:16", "14:15") + long_talks("14:30", "16:00"))) == [
        ("rest", "president-se")
    ]
    assert broken(RULE, case(LUNCH + LEAVES.replace("12:44", "12:45") + long_talks("10:00", "12:30"))) == [
        ("rest", "president-se")
    ]


def test_a_place_in_the_plan_before_the_landing_does_not_count() -> None:
    text = LUNCH + met("arrival", "12:45") + long_talks("14:00", "16:00")

    def kept(opens: str) -> Case:
        subject = plan(text, arrival="12:45-13:00", talks="14:00-16:00")
        window = subject.timeline.window(1, read_hours(opens), "Asia/Tehran")
        block = KeptBlock(block=BlockId("rest"), party="president-se", window=window)
        subject.programme = replace(subject.programme, blocks=(block,))
        return subject

    assert broken(RULE, kept("12:00-12:45")) == [("rest", "president-se")]
    assert broken(RULE, kept("13:00-13:45")) == []


def test_on_a_day_in_two_cities_the_hours_are_there_only_where_they_have_a_place() -> None:
    coast = entry("legs", "coast", city="Coast", zone="Asia/Tehran", first_day=1, last_day=1)
    text = coast + LANDS + long_talks("14:30", "16:00")
    assert broken(RULE, case(text + LUNCH)) == [("rest", "president-se")]
    assert broken(RULE, case(text + LUNCH + 'venue = "hall"\n')) == []
