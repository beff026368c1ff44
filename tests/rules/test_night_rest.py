"""A night's rest."""

from tests.rules.cases import broken, case, certain, engagement, entry, missing, said

RULE = "night-rest"


def night(ends: str | None, starts: str) -> str:
    return engagement("banquet", "20:00", kind="banquet", ends=ends) + engagement("talks", starts, kind="talks", day=2)


def test_eight_hours_are_a_night() -> None:
    # 23:00 to 07:00
    assert broken(RULE, case(night("23:00", "07:00"))) == []


def test_a_minute_less_is_none() -> None:
    assert said(RULE, case(night("23:01", "07:00"))) == [
        (
            "President of Arvandia ends the day at D 23:01 with Banquet and begins the next at D+1 07:00 with Talks: "
            "7 h 59; 8 h 00 needed."
        )
    ]


def test_the_shortest_banquet_decides_where_no_end_is_stated() -> None:
    # 20:00 + 90 min at least = 21:30, + 150 min usually = 22:30
    assert broken(RULE, case(night(None, "06:30"))) == []
    assert missing(RULE, case(night(None, "06:29"))) == ["banquet.ends"]
    assert missing(RULE, case(night(None, "05:30"))) == ["banquet.ends"]
    assert certain(RULE, case(night(None, "05:29"))) == [False]


def test_a_night_in_the_air_is_not_looked_at() -> None:
    departs, arrives = {"venue": "airport", "day": 1, "at": "23:30"}, {"venue": "airport", "day": 2, "at": "06:00"}
    who = ["president-ar"]
    flight = entry("movements", "flight", title="Flight", by="plane", who=who, departs=departs, arrives=arrives)
    assert broken(RULE, case(flight + night("22:00", "09:00"))) == []


def test_nor_is_one_after_a_flight_of_five_hours() -> None:
    def flown(leaves: str) -> str:
        who, ends = ["president-ar"], {"venue": "airport", "day": 1}
        departs, arrives = ends | {"at": leaves}, ends | {"at": "23:30"}
        return entry("movements", "flight", title="Flight", by="plane", who=who, departs=departs, arrives=arrives)

    # 23:30 to 07:00 is no night; 18:30 to 23:30 are 5 h aboard
    morning = engagement("talks", "07:00", kind="talks", day=2)
    assert broken(RULE, case(flown("18:30") + morning)) == []
    assert broken(RULE, case(flown("18:31") + morning)) == [("president-ar", "flight", "talks")]


def test_a_night_is_spent_travelling_between_midnight_and_five() -> None:
    def flown(leaves: str, lands: str, day: int) -> str:
        who, airport = ["president-ar"], {"venue": "airport", "day": day}
        ends = {"departs": airport | {"at": leaves}, "arrives": airport | {"at": lands}}
        return entry("movements", "flight", title="Flight", by="plane", who=who, **ends)

    # landing at 24:00 leaves 7 h 59; a minute later people were under way at midnight
    talks = engagement("talks", "07:59", day=2)
    assert broken(RULE, case(flown("23:00", "00:00 +1", 1) + talks)) == [("president-ar", "flight", "talks")]
    assert broken(RULE, case(flown("23:00", "00:01 +1", 1) + talks)) == []
    # from 21:01 to 05:00 there are 7 h 59; who takes off earlier travels in the small hours
    banquet = engagement("banquet", "20:00", ends="21:01")
    assert broken(RULE, case(banquet + flown("05:00", "06:00", 2))) == [("president-ar", "banquet", "flight")]
    assert broken(RULE, case(banquet + flown("04:59", "06:00", 2))) == []


INN = """
[legs.city]
sleeps_at = "inn"
[venues.inn]
name = "Inn"
leg = "city"
[[travel]]
origin = "palace"
destination = "inn"
time = "20m"
[[travel]]
origin = "ministry"
destination = "inn"
time = "30m"
basis = "estimated"
"""


def slept(who: str, ends: str, starts: str, *, morning: str = "palace") -> str:
    """A banquet in the palace and talks there, or elsewhere, the morning after."""
    place = {"venues": [morning]} if morning != "outside" else {"place": "A village"}
    evening = engagement("banquet", "20:00", kind="banquet", ends=ends, who=[who], venues=["palace"])
    return INN + evening + engagement("talks", starts, day=2, who=[who], **place)


def test_the_ways_to_bed_and_back_are_no_rest_of_a_guest() -> None:
    # each way takes 20 min and 7 min at the doors: 22:06 to 07:00 are 8 h 54, 8 h 00 of them at the inn
    assert broken(RULE, case(slept("president-se", "22:06", "07:00"))) == []
    assert said(RULE, case(slept("president-se", "22:07", "07:00"))) == [
        (
            "President of Severia ends the day at D 22:07 with Banquet and begins the next at D+1 07:00 with Talks: "
            "7 h 59 between the ways to bed and back (54 min); 8 h 00 needed."
        )
    ]


def test_hosts_go_home_and_nobody_says_how_far() -> None:
    assert broken(RULE, case(slept("president-ar", "23:00", "07:00"))) == []


def test_a_way_that_nobody_states_settles_no_night() -> None:
    # 22:05 to 07:00 are 8 h 55: enough with the 27 min from the palace, not with the guess of 37 to the ministry too
    ministry = slept("president-se", "22:05", "07:00", morning="ministry")
    assert (broken(RULE, case(ministry)), missing(RULE, case(ministry))) == ([], ["travel.time"])
    # an hour more holds both
    later = slept("president-se", "21:30", "07:00", morning="ministry")
    assert (broken(RULE, case(later)), missing(RULE, case(later))) == ([], [])


def test_the_way_from_a_place_that_is_no_venue_is_unknown() -> None:
    outside = slept("president-se", "20:30", "07:00", morning="outside")
    assert (broken(RULE, case(outside)), missing(RULE, case(outside))) == ([], ["talks.venue"])
