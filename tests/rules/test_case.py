"""How a programme is laid out for the rules."""

from datetime import UTC, date, datetime, timedelta

from tests.rules.cases import case, engagement, entry, plan

from placet.model.spans import Window

DRIVE = {"departs": {"venue": "palace", "day": 1, "at": "12:00"}, "arrives": {"venue": "airport"}}


def utc(hour: int, minute: int = 0) -> datetime:
    return datetime(2001, 1, 1, hour, minute, tzinfo=UTC)


def test_a_stated_span_is_certain() -> None:
    # Tehran is 3:30 ahead: 10:00 is 6:30 UTC
    (item,) = case(engagement("talks", "10:00", length="45m")).items
    assert item.certain == item.likely == Window(utc(6, 30), utc(7, 15))
    assert item.end_is_certain


def test_an_unstated_end_is_estimated_and_nothing_of_it_is_certain() -> None:
    (item,) = case(engagement("talks", "10:00", kind="talks")).items
    assert item.certain == Window(utc(6, 30), utc(6, 30))
    assert item.likely == Window(utc(6, 30), utc(7, 30))  # talks usually last 60 min
    assert not item.end_is_certain


def test_an_estimate_stops_at_the_next_start_of_the_same_track() -> None:
    text = engagement("talks", "10:00", kind="talks") + engagement("lunch", "10:40")
    assert case(text).items[0].likely.closes == utc(7, 10)
    journey = entry("movements", "drive", title="Drive", **(DRIVE | {"departs": DRIVE["departs"] | {"at": "10:30"}}))
    assert case(text + journey).items[0].likely.closes == utc(7)


def test_of_a_length_with_play_only_the_least_is_certain() -> None:
    play = {"least": "30m", "typical": "45m", "most": "60m"}
    (item,) = case(engagement("talks", "10:00", length=play)).items
    assert item.certain.length == timedelta(minutes=30)
    assert item.likely.length == timedelta(minutes=45)


def test_about_takes_a_quarter_of_an_hour_off_both_ends() -> None:
    (item,) = case(engagement("talks", "about 10:00", length="45m")).items
    assert item.certain == Window(utc(6, 45), utc(7))
    assert (item.latest_start, item.earliest_end) == (utc(6, 45), utc(7))
    (short,) = case(engagement("talks", "about 10:00", length="20m")).items
    assert not short.surely_goes_on
    assert short.earliest_end == utc(6, 15)  # it may begin at 9:45, and nothing more is certain


def test_a_window_it_may_lie_in_is_not_surely_missed() -> None:
    (item,) = case(engagement("talks", "about 10:00", length="45m")).items
    assert not item.is_surely_outside(Window(utc(6, 45), utc(8)))
    assert item.is_surely_outside(Window(utc(6, 46), utc(8)))
    assert not item.is_surely_outside(Window(utc(6), utc(7)))
    assert item.is_surely_outside(Window(utc(6), utc(6, 59)))


def test_a_journey_takes_its_buffers_too() -> None:
    ends = {
        "departs": {"venue": "palace", "day": 1, "at": "12:00", "buffer": "10m"},
        "arrives": {"venue": "airport", "at": "12:30", "buffer": "20m"},
    }
    (item,) = case(entry("movements", "drive", title="Drive", **ends)).items
    # 12:00 less 10 min to 12:30 and 20 min, 3:30 ahead of UTC
    assert item.certain == item.likely == Window(utc(8, 20), utc(9, 20))


def test_a_journey_with_one_time_is_half_known() -> None:
    (item,) = case(entry("movements", "drive", title="Drive", **DRIVE)).items
    assert item.start_is_certain
    assert not item.end_is_certain
    assert item.certain == Window(utc(8, 30), utc(8, 30))


def test_a_journey_without_times_takes_no_time() -> None:
    ends = {"departs": {"venue": "palace", "day": 1}, "arrives": {"venue": "airport"}}
    assert case(entry("movements", "drive", title="Drive", **ends)).items == ()


def test_a_plan_is_a_plan() -> None:
    text = engagement("talks")
    assert plan(text, talks="10:00-11:00").is_planned
    assert not case(text).is_planned


def test_items_that_follow_one_another_are_listed_once_with_everybody() -> None:
    both = ["president-ar", "president-se"]
    text = (
        engagement("one", "10:00", length="30m", who=both)
        + engagement("two", "11:00", length="30m", who=both)
        + engagement("three", "12:00", length="30m")
    )
    found = [(each.first.id, each.second.id, each.parties) for each in case(text).successions]
    assert found == [("one", "two", ("president-ar", "president-se")), ("two", "three", ("president-ar",))]


def test_the_leg_of_an_engagement_is_its_venues_its_own_or_the_only_one() -> None:
    south = entry("legs", "south", city="South", zone="Asia/Kolkata", first_day=2, last_day=3)
    garden = entry("venues", "garden", name="Garden", leg="south")
    text = (
        south
        + garden
        + engagement("venue", "10:00", venues=["garden"])
        + engagement("own", "10:00", leg="south", place="Park")
        + engagement("only", "10:00", place="Square")
        + engagement("either", "10:00", place="Somewhere", day=2)
    )
    subject = case(text)
    legs = {item.id: subject.leg_name_of(item) for item in subject.items}
    assert legs == {"venue": "south", "own": "south", "only": "city", "either": None}
    assert {item.id: item.zone for item in subject.items} == {
        "venue": "Asia/Kolkata",
        "own": "Asia/Kolkata",
        "only": "Asia/Tehran",
        "either": "Asia/Tehran",  # that of the day's first leg
    }


def test_the_principals_are_those_named_or_the_main_track() -> None:
    subject = case(engagement("talks", "10:00"))
    assert subject.is_principal("president-ar")
    assert not subject.is_principal("minister-ar")
    assert subject.is_principal("track:main")


def test_a_span_over_a_change_of_the_clock_is_as_long_as_it_is() -> None:
    # Brussels goes forward on 29 March 2026 at 2:00: 1:30 and an hour and a half later it is 4:00 there, 2:00 UTC
    text = entry("legs", "city", zone="Europe/Brussels") + engagement("dance", "01:30 +1", length="90m")
    (item,) = case(text, on=date(2026, 3, 28)).items
    assert item.likely.length == timedelta(minutes=90)
    assert item.ends_at == datetime(2026, 3, 29, 2, tzinfo=UTC)


def test_two_stated_clocks_over_a_change_are_an_hour_less_apart() -> None:
    # 1:00 to 4:00 with one hour skipped
    text = entry("legs", "city", zone="Europe/Brussels") + engagement("dance", "01:00 +1", ends="04:00 +1")
    (item,) = case(text, on=date(2026, 3, 28)).items
    assert item.likely.length == timedelta(hours=2)


def test_what_takes_somebody_stands_in_the_order_of_their_items() -> None:
    found = case(engagement("lunch", "12:00", length="1h") + engagement("talks", "10:00", length="45m"))
    assert {party: [it[:2] for it in own] for party, own in found.likely_taken.items()} == {
        party: [(item.starts_at, item.ends_at) for item in items] for party, items in found.by_party.items()
    }
    (own,) = set(found.likely_taken.values())
    assert [it.opens for it in own] == [utc(6, 30), utc(8, 30)]  # Tehran is 3:30 ahead
