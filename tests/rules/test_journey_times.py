"""Journeys arrive after they leave."""

from tests.rules.cases import broken, case, certain, entry, missing, said
from tests.rules.journeys import going, way

PLACES = (
    entry("legs", "home", city="Severgrad", zone="Europe/Moscow", first_day=1, last_day=3)
    + entry("venues", "vnukovo", name="Vnukovo", leg="home", latitude=55.6, longitude=37.3)
    + entry("venues", "airport", latitude=35.7, longitude=51.3)
)


def flight(departs: str | None, arrives: str | None, **more: object) -> str:
    first = {"venue": "vnukovo", "day": 1} | ({"at": departs} if departs else {})
    second = {"venue": "airport", "day": 1} | ({"at": arrives} if arrives else {})
    fields = {"title": "Flight", "by": "plane", "departs": first, "arrives": second}
    return PLACES + entry("movements", "flight", **(fields | more))


def test_ends_are_compared_as_instants() -> None:
    # 10:00 in Moscow (+3) is 10:30 in Tehran (+3:30): 13:59 there is 3 h 29 later, 10:29 a minute before
    assert broken("journey-times", case(flight("10:00", "13:59"))) == []
    assert said("journey-times", case(flight("10:00", "10:29"))) == [
        "Flight arrives at D 10:29 (Arvand), before it leaves at D 10:00 (Severgrad)."
    ]
    assert certain("journey-times", case(flight("10:00", "10:29"))) == [True]


def test_about_gives_half_an_hour_between_two_ends() -> None:
    # 10:30 - 30 min = 10:00
    assert certain("journey-times", case(flight("about 10:00", "about 10:00"))) == [False]
    assert certain("journey-times", case(flight("about 10:00", "about 09:59"))) == [True]


def test_a_stated_length_is_kept() -> None:
    # 13:59 less 10:30 = 3 h 29
    assert broken("journey-times", case(flight("10:00", "13:59", length="3h29"))) == []
    assert broken("journey-times", case(flight("10:00", "13:59", length="3h30"))) == [("flight",)]


def test_too_fast_is_pointed_out_only() -> None:
    # great circle 55.6 N 37.3 E to 35.7 N 51.3 E: 2455 km; at 1000 km/h 2 h 27.3 min; 10:30 + 2 h 28 = 12:58
    assert broken("journey-times", case(flight("10:00", "12:58"))) == []
    assert broken("journey-times", case(flight("10:00", "12:57"))) == [("flight",)]
    assert certain("journey-times", case(flight("10:00", "12:57"))) == [False]


def test_too_long_is_pointed_out_only() -> None:
    # 20 h after 10:30 is 06:30 on the next day
    assert broken("journey-times", case(flight("10:00", "06:30 +1"))) == []
    assert certain("journey-times", case(flight("10:00", "06:31 +1"))) == [False]


def test_an_end_without_a_time_is_asked_for() -> None:
    assert missing("journey-times", case(flight("10:00", None))) == ["flight.arrives.at"]
    assert missing("journey-times", case(flight(None, "10:00"))) == ["flight.departs.at"]


def test_about_gives_half_an_hour_to_a_stated_length() -> None:
    # 3 h 29, give or take 30 min: 2 h 59 to 3 h 59
    def about(length: str) -> str:
        return flight("about 10:00", "about 13:59", length=length)

    assert [certain("journey-times", case(about(length))) for length in ("2h58", "2h59", "3h59", "4h")] == [
        [True],
        [False],
        [False],
        [True],
    ]


def test_about_gives_half_an_hour_to_the_fastest() -> None:
    # 2 h 27.3 min less 30 min: 10:30 + 1 h 58 = 12:28
    assert broken("journey-times", case(flight("about 10:00", "about 12:28"))) == []
    assert broken("journey-times", case(flight("about 10:00", "about 12:27"))) == [("flight",)]


def test_without_a_position_nobody_knows_how_far_it_is() -> None:
    # to the palace, in no time at all
    palace = flight("10:00", "10:30").replace('venue = "airport"', 'venue = "palace"')
    assert broken("journey-times", case(palace)) == []


def test_a_way_of_our_plan_takes_as_long_as_the_road() -> None:
    # 20 min measured + 7 min loading = 27 min
    assert broken("journey-times", going(way("11:33-12:00"))) == []
    assert said("journey-times", going(way("11:34-12:00"))) == [
        "The way to Ministry at D 11:34 takes 26 min; the road needs 27 min."
    ]
    assert certain("journey-times", going(way("11:34-12:00"))) == [True]
    # nothing is known of the way from the ministry to the airport but the usual drive of a city (default, 20 min)
    guessed = way("11:50-12:00", "ministry", "airport")
    assert certain("journey-times", going(guessed)) == [False]
