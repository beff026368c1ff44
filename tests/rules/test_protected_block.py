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
