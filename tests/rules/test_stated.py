"""What the file itself says about times."""

from datetime import UTC, date, datetime, time

import pytest
from tests.rules.cases import engagement, entry, visit_file

from placet.almanac.timeline import Timeline
from placet.formats.scalars import read_when
from placet.model.ids import EngagementId, MovementId
from placet.model.programme import Programme
from placet.rules.stated import Bounds, bounds_of, stated_programme

DAY = date(2026, 5, 18)


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=UTC)


def programme(text: str) -> Programme:
    visit = visit_file(text).visit
    return stated_programme(visit, Timeline(visit, DAY))


def flight(departs: str, arrives: str, **more: object) -> str:
    ends = {"departs": {"venue": "airport", "day": 1}, "arrives": {"place": "Severgrad"}}
    first = ends["departs"] | ({"at": departs} if departs else {})
    second = ends["arrives"] | ({"at": arrives} if arrives else {})
    return entry("movements", "flight", title="Flight", departs=first, arrives=second, **more)


@pytest.mark.parametrize(
    ("stated", "earliest", "latest"),
    [
        # Tehran is 3:30 ahead of UTC
        ("10:00", utc(18, 6, 30), utc(18, 6, 30)),
        ("about 10:00", utc(18, 6, 15), utc(18, 6, 45)),
        ("from 10:00", utc(18, 6, 30), None),
        ("by 10:00", None, utc(18, 6, 30)),
        ("10:00–11:00", utc(18, 6, 30), utc(18, 7, 30)),
        ("22:00–01:00", utc(18, 18, 30), utc(18, 21, 30)),
        ("00:30 +1", utc(18, 21), utc(18, 21)),
        ("afternoon", utc(18, 8, 30), utc(18, 15)),
        ("after talks", None, None),
        ("10:00 Europe/Moscow", utc(18, 7), utc(18, 7)),
    ],
)
def test_what_a_stated_time_allows(stated: str, earliest: datetime | None, latest: datetime | None) -> None:
    timeline = Timeline(visit_file().visit, DAY)
    assert bounds_of(timeline, 1, read_when(stated), "Asia/Tehran") == Bounds(earliest, latest)


def test_exact_and_approximate_starts_are_placed_and_the_rest_is_listed() -> None:
    text = engagement("one", "10:00") + engagement("two", "about 11:00") + engagement("three", "from 12:00")
    text += engagement("four", "13:00", day=None) + engagement("five", "14:00", status="cancelled")
    found = programme(text)
    assert {name: placed.about for name, placed in found.placements.items()} == {"one": False, "two": True}
    assert found.untimed == ("three", "four")


def test_an_hour_without_a_day_is_placed_where_there_is_one_day_only() -> None:
    # 10:00 in Tehran, 3:30 ahead of UTC
    talks = engagement("talks", "10:00", day=None)
    other = entry("legs", "other", city="Other", country="IR", zone="Asia/Tehran", first_day=2, last_day=2)
    there = entry("venues", "z", name="Z", leg="other")
    assert programme(talks).untimed == ("talks",)
    for text, day in (
        ("[legs.city]\nlast_day = 1\n" + talks, 18),
        (engagement("talks", "10:00", day=None, days=[2]), 19),
        (other + there + engagement("talks", "10:00", day=None, venues=["z"]), 19),
        (other + engagement("talks", "10:00", day=None, leg="other"), 19),
    ):
        assert programme(text).placements[EngagementId("talks")].starts_at == utc(day, 6, 30)
    assert programme(other + there + engagement("talks", "10:00", day=None, venues=["z", "palace"])).untimed == (
        "talks",
    )


def test_an_end_is_the_stated_one_or_follows_from_an_exact_length() -> None:
    play = {"least": "30m", "typical": "45m", "most": "60m"}
    text = (
        engagement("ends", "10:00", ends="11:00")
        + engagement("length", "10:00", length="45m")
        + engagement("play", "10:00", length=play)
        + engagement("late", "23:00", ends="01:00")
    )
    ends = {name: placed.ends_at for name, placed in programme(text).placements.items()}
    assert ends == {"ends": utc(18, 7, 30), "length": utc(18, 7, 15), "play": None, "late": utc(18, 21, 30)}


def test_the_first_venue_and_the_named_interpreters_are_taken() -> None:
    wanted = {"languages": ["fa", "ru"], "named": ["interpreter-1"]}
    placed = programme(engagement("talks", "10:00", venues=["hall", "palace"], interpretation=wanted)).placements
    assert placed[EngagementId("talks")].venue == "hall"
    assert placed[EngagementId("talks")].interpreters == ("interpreter-1",)


def test_each_end_of_a_journey_is_on_its_own_clock() -> None:
    (journey,) = programme(flight("18:00", "20:00 Europe/Moscow")).journeys
    # 18:00 in Tehran is 14:30 UTC, 20:00 in Moscow 17:00 UTC
    assert (journey.leaves_at, journey.arrives_at) == (utc(18, 14, 30), utc(18, 17))
    assert (journey.movement, journey.origin, journey.destination) == (
        MovementId("flight"),
        "airport",
        "place:severgrad",
    )


def test_a_stated_length_gives_the_other_end() -> None:
    (later,) = programme(flight("18:00", "", length="3h")).journeys
    (earlier,) = programme(flight("", "20:00 Europe/Moscow", length="3h")).journeys
    assert later.arrives_at == utc(18, 17, 30)
    assert earlier.leaves_at == utc(18, 14)


def test_without_a_length_the_other_end_stays_unknown() -> None:
    (journey,) = programme(flight("18:00", "")).journeys
    assert journey.arrives_at is None


def test_parts_of_the_day_are_generous() -> None:
    assert read_when("evening").part == "evening"
    timeline = Timeline(visit_file().visit, DAY)
    bounds = bounds_of(timeline, 1, read_when("evening"), "Asia/Tehran")
    assert bounds.earliest is not None
    assert bounds.earliest.timetz().replace(tzinfo=None) == time(17)
