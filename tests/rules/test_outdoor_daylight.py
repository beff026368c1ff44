"""Outdoors in daylight."""

from datetime import date

from tests.rules.cases import broken, case, certain, engagement, entry, missing, verdicts

# Tehran (35.7 N, 51.4 E) on 18 May 2026: the sun rises 4:56 and sets 19:05 (to the minute)
MAY = date(2026, 5, 18)


def walk(at: str, length: str | None = "60m", **more: object) -> str:
    return engagement("walk", at, **({"length": length, "outdoor": True} | more))


def test_between_sunrise_and_sunset() -> None:
    assert broken("outdoor-daylight", case(walk("05:00"), on=MAY)) == []
    assert broken("outdoor-daylight", case(walk("18:00"), on=MAY)) == []


def test_before_sunrise_and_after_sunset() -> None:
    assert broken("outdoor-daylight", case(walk("04:50"), on=MAY)) == [("walk",)]
    assert broken("outdoor-daylight", case(walk("18:10"), on=MAY)) == [("walk",)]


def test_an_estimated_end_breaks_it_only_perhaps() -> None:
    # walkabouts usually last 20 min: 18:50 + 20 = 19:10
    assert certain("outdoor-daylight", case(walk("18:50", None, kind="walkabout"), on=MAY)) == [False]


def test_an_outdoor_venue_counts() -> None:
    text = entry("venues", "hall", outdoor=True) + engagement("walk", "21:00", length="60m", venues=["hall"])
    assert broken("outdoor-daylight", case(text, on=MAY)) == [("walk",)]


def test_a_plane_lands_when_it_lands() -> None:
    assert verdicts("outdoor-daylight", case(walk("02:00", kind="arrival"), on=MAY)) == []


def test_an_undated_visit_cannot_be_judged() -> None:
    assert missing("outdoor-daylight", case(walk("02:00"))) == ["visit.starts_on"]


def test_a_place_without_a_position_cannot_be_judged() -> None:
    north = entry("legs", "north", city="North", zone="Europe/Oslo", first_day=1, last_day=2)
    assert missing("outdoor-daylight", case(north + walk("12:00", leg="north"), on=MAY)) == ["walk.latitude"]


def test_where_the_sun_does_not_rise_nothing_is_in_daylight() -> None:
    north = entry("legs", "north", city="North", zone="Arctic/Longyearbyen", first_day=1, last_day=2)
    north += "latitude = 78.2\nlongitude = 15.6\n"
    winter, summer = date(2026, 12, 20), date(2026, 6, 20)
    assert broken("outdoor-daylight", case(north + walk("12:00", leg="north"), on=winter)) == [("walk",)]
    assert broken("outdoor-daylight", case(north + walk("23:00", leg="north"), on=summer)) == []


def test_what_is_indoors_may_be_at_night() -> None:
    assert verdicts("outdoor-daylight", case(walk("21:00", outdoor=False, venues=["hall"]), on=MAY)) == []
