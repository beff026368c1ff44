"""Ends after midnight, days over the date line, ways between cities: as the rules read them, so the planner does."""

from datetime import date

import pytest
from tests.planner.visits import clash, engagement, entry, kinds, planned, shown

from placet.model.ids import EngagementId

LATE = """
[engagements.dance]
title = "Dance"
who = ["p"]
day = 1
venues = ["a"]
{times}
"""


@pytest.mark.parametrize(
    ("times", "found"),
    [
        ('at = "22:30"\nends = "00:30"', "22:30–00:30 a"),
        ('at = "22:30"\nends = "by 00:30"\nlength = "2h"', "22:30–00:30 a"),
        ('at = "22:00–23:00"\nends = "00:30"\nlength = "2h"', "22:30–00:30 a"),
        # no later start than 20:00, when the day of the city ends; an end in the small hours is of the night after
        ('ends = "00:30"\nlength = "4h30m"', "20:00–00:30 a"),
    ],
)
def test_an_end_after_midnight(times: str, found: str) -> None:
    assert shown(planned(LATE.format(times=times)))["dance"] == found


ISLANDS = """
[legs.city]
city = "First"
zone = "{zones[0]}"
first_day = {first}
last_day = {first}
[legs.islands]
city = "Second"
zone = "{zones[1]}"
first_day = {second}
last_day = {last}
day = "08:00–20:00"
[venues.lagoon]
name = "Lagoon"
leg = "islands"
openings = [{{ hours = "16:00–18:00" }}]
[engagements.talks]
title = "Talks"
who = ["p"]
day = {last}
length = "60m"
venues = ["lagoon"]
[engagements.tea]
title = "Tea"
who = ["p"]
day = {first}
length = "60m"
venues = ["a"]
[movements.flight]
title = "Flight"
by = "plane"
who = ["p"]
departs = {{ venue = "b", day = {first}, at = "{leaves}" }}
arrives = {{ venue = "lagoon", day = {second}, at = "{lands}" }}
"""
DATES = [None, date(2026, 6, 10)]


@pytest.mark.parametrize("on", DATES)
def test_over_the_date_line_eastwards(on: date | None) -> None:
    """Tea in Auckland on day 2, landing in Honolulu on day 1, talks there on day 2: each by its own clock."""
    zones = ("Pacific/Auckland", "Pacific/Honolulu")
    found = planned(ISLANDS.format(zones=zones, first=2, second=1, last=2, leaves="12:00", lands="22:30"), on=on)
    tea, talks = (found.programme.placements[EngagementId(name)].starts_at for name in ("tea", "talks"))
    assert shown(found)["talks"] == "16:00–17:00 lagoon"
    assert tea.date() == talks.date()


@pytest.mark.parametrize("on", DATES)
def test_over_the_date_line_westwards(on: date | None) -> None:
    """Tea in Honolulu on day 1, landing in Auckland on day 2, talks there on day 3."""
    zones = ("Pacific/Honolulu", "Pacific/Auckland")
    found = planned(ISLANDS.format(zones=zones, first=1, second=2, last=3, leaves="12:00", lands="19:00"), on=on)
    assert shown(found)["talks"] == "16:00–17:00 lagoon"


def test_a_way_by_the_other_door_of_a_compound_names_where_it_stands() -> None:
    # 60 min are stated from a to the new venue, 5 min on foot from d: 65, and there are 64
    text = """
[venues.far]
name = "Far"
leg = "city"
[[travel]]
origin = "a"
destination = "far"
time = "60m"
[engagements.x]
title = "X"
who = ["p"]
at = "10:00"
length = "60m"
venues = ["d"]
[engagements.y]
title = "Y"
who = ["p"]
at = "{at}"
length = "60m"
venues = ["far"]
"""
    assert shown(planned(text.format(at="12:05")))["y"] == "12:05–13:05 far"
    assert kinds(clash(text.format(at="12:04"))) == [
        ("length", "x"),
        ("place", "x"),
        ("place", "y"),
        ("time", "x"),
        ("time", "y"),
        ("travel", "a", "far"),
    ]


FLOWN = """
[legs.city]
sleeps_at = "c"
[legs.port]
city = "Port"
zone = "Asia/Dubai"
first_day = 1
last_day = 2
sleeps_at = "inn"
transfer = "20m"
[venues.quay]
name = "Quay"
leg = "port"
[venues.inn]
name = "Inn"
leg = "port"
[engagements.tea]
title = "Tea"
who = ["p"]
day = 2
at = "15:00"
length = "60m"
venues = ["quay"]
[movements.flight]
title = "Flight"
by = "plane"
who = ["p"]
departs = { venue = "b", day = 1, at = "23:00" }
arrives = { venue = "quay", day = 2, at = "01:30", buffer = "10m" }
"""


@pytest.mark.parametrize("on", DATES)
def test_a_drive_after_a_flight_is_told_by_the_clock_of_where_it_is(on: date | None) -> None:
    """Off at 23:00 in Tehran (+03:30), down at 01:30 in Dubai (+04:00), away ten minutes later, by that clock."""
    ways = [journey for journey in planned(FLOWN, on=on).programme.journeys if journey.movement is None]
    told = [(way.id, f"{way.leaves_at:%H:%M}", f"{way.arrives_at:%H:%M}") for way in ways]
    assert told == [("go:flight>night-2", "01:40", "02:00"), ("go:night-2>tea", "14:40", "15:00")]


@pytest.mark.parametrize("table", ["busy", "diary"])
def test_a_commitment_on_a_day_of_two_cities_is_by_the_clock_of_the_first(table: str) -> None:
    # 10:00 in Tehran is 15:30 in Tokyo.
    tokyo = """
[legs.tokyo]
city = "Tokyo"
zone = "Asia/Tokyo"
first_day = 1
last_day = 2
[venues.hall]
name = "Hall"
leg = "tokyo"
"""
    taken = entry(table, "cabinet", title="Cabinet", who=["q"], day=1, between="10:00–11:00")
    talks = {
        at: tokyo + taken + engagement("talks", at, who=["q"], venues=["hall"], day=1) for at in ("10:00", "15:30")
    }
    assert shown(planned(talks["10:00"]))["talks"] == "10:00–11:00 hall"
    assert ("busy", "cabinet") in kinds(clash(talks["15:30"]))
