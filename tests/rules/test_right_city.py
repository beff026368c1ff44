"""The right city."""

from dataclasses import replace

from tests.rules.cases import broken, case, certain, engagement, entry, missing, plan, said, unjudged

from placet.model.ids import MovementId
from placet.model.movements import Transport
from placet.model.programme import Basis, Journey
from placet.rules.case import Case

SOUTH = entry("legs", "south", city="Sudan-e Jonub", zone="Asia/Tehran", first_day=2, last_day=3) + entry(
    "venues", "gardens", name="Gardens", leg="south"
)


def talks(at: str = "10:00", **more: object) -> str:
    return engagement("talks", at, **({"length": "60m", "day": 2, "venues": ["palace"]} | more))


def walk(at: str, **more: object) -> str:
    return engagement("walk", at, **({"length": "60m", "day": 2, "venues": ["gardens"]} | more))


def flight(departs: str | None = "12:00", arrives: str = "13:00", **more: object) -> str:
    first = {"venue": "airport", "day": 2} | ({"at": departs} if departs else {})
    second = {"venue": "gardens", "day": 2} | ({"at": arrives} if departs else {})
    fields = {"title": "Flight", "by": "plane", "who": ["president-ar"], "departs": first, "arrives": second}
    return entry("movements", "flight", **(fields | more))


def test_a_venue_lies_in_its_city_on_the_days_of_its_leg() -> None:
    assert broken("right-city", case(SOUTH + walk("10:00", day=2))) == []
    assert broken("right-city", case(SOUTH + walk("10:00", day=3))) == []
    assert broken("right-city", case(SOUTH + walk("10:00", day=1))) == [("walk",)]


def test_what_begins_after_midnight_belongs_to_its_printed_day() -> None:
    assert broken("right-city", case(SOUTH + talks("00:30 +1"))) == []


def test_a_stated_flight_brings_them() -> None:
    subject = case(SOUTH + talks() + flight() + walk("14:00"))
    assert broken("right-city", subject) == []
    assert unjudged("right-city", subject) == []


def test_without_a_journey_nobody_can_say() -> None:
    assert missing("right-city", case(SOUTH + talks() + walk("14:00"))) == ["movements (city → south)"]


def test_a_journey_without_times_is_asked_for_them() -> None:
    assert missing("right-city", case(SOUTH + talks() + flight(None) + walk("14:00"))) == ["flight.departs.at"]


def test_no_time_at_all_between_two_cities_is_certain() -> None:
    # talks end 10:00 + 60 min = 11:00
    assert said("right-city", case(SOUTH + talks() + walk("11:00"))) == [
        "Talks is in Arvand and Walk in Sudan-e Jonub, with no time between them. For: President of Arvandia."
    ]
    assert broken("right-city", case(SOUTH + talks() + walk("11:01"))) == []


def test_a_night_between_is_time_enough() -> None:
    subject = case(SOUTH + talks(day=1) + walk("08:00"))
    assert (broken("right-city", subject), unjudged("right-city", subject)) == ([], [])


def test_after_a_flight_away_they_are_away() -> None:
    subject = case(SOUTH + flight() + talks("15:00"))
    assert unjudged("right-city", subject) == [("flight", "talks")]


def test_nobody_arrives_where_they_already_are() -> None:
    arrival = flight().replace("airport", "gardens")
    home = arrival.replace('departs = { venue = "gardens"', 'departs = { place = "Severgrad"')
    subject = case(SOUTH + walk("10:00") + home)
    assert broken("right-city", subject) == [("walk", "flight")]
    assert certain("right-city", subject) == [False]


def test_two_legs_in_one_city_are_one() -> None:
    same = SOUTH.replace("Sudan-e Jonub", "Arvand")
    subject = case(same + talks() + walk("11:00"))
    assert (broken("right-city", subject), unjudged("right-city", subject)) == ([], [])


def test_about_midnight_nobody_can_say_for_certain_which_day_it_is() -> None:
    assert certain("right-city", case(SOUTH + walk("10:00", day=1))) == [True]
    assert certain("right-city", case(SOUTH + walk("about 10:00", day=1))) == [False]


def test_what_is_cancelled_brings_nobody() -> None:
    # nor does a flight that others take
    for other in ({"status": "cancelled"}, {"who": ["minister-ar"]}):
        text = SOUTH + talks() + flight(None, **other) + walk("14:00")
        assert missing("right-city", case(text)) == ["movements (city → south)"]


def driven(more: str = "", compound: str = "gardens") -> Case:
    """Our own plan: talks in one city, a walk in another on the same day, and a drive put in between."""
    south = SOUTH.replace("first_day = 2", "first_day = 1") + f'compound = "{compound}"\n'
    subject = plan(south + more + talks("", day=1) + walk("", day=1), talks="08:00-09:00", walk="15:00-16:00")
    talked, walked = (subject.programme.placements[item.id].starts_at for item in subject.engagements)  # type: ignore[index]
    drive = Journey(
        id=MovementId("go:talks>walk"),
        movement=None,
        parties=("president-ar",),
        by=Transport.CAR,
        origin="palace",
        destination="gardens",
        leaves_at=talked,
        arrives_at=walked,
        basis=Basis.PLANNED,
    )
    programme = replace(subject.programme, journeys=(drive,))
    return Case(
        subject.visit, programme, subject.timeline, subject.rulebook, margins=subject.margins, usual=subject.usual
    )


def test_a_drive_between_cities_of_which_nothing_is_known_is_a_guess() -> None:
    assert said("right-city", driven()) == [
        (
            "The file states no journey from Arvand to Sudan-e Jonub to take President of Arvandia to Walk at D 15:00; "
            "the drive in the plan is a guess."
        )
    ]
    assert certain("right-city", driven()) == [False]


def test_a_stated_drive_between_two_cities_may_be_put_in() -> None:
    way = '[[travel]]\norigin = "airport"\ndestination = "gardens"\ntime = "3h"\n'
    assert broken("right-city", driven(way)) == []


def test_positions_of_two_cities_let_a_drive_be_put_in() -> None:
    # each is the neighbour of a venue that has a position
    north = entry("venues", "hall", latitude=35.7, longitude=51.4)
    south = entry("venues", "gate", name="Gate", leg="south", compound="park", latitude=34.6, longitude=50.9)
    assert broken("right-city", driven(north + south)) == [("talks", "walk")]
    assert broken("right-city", driven(north + south, compound="park")) == []


def home(at: str = "14:00") -> str:
    """A flight of the guests from the city out of the visit."""
    departs = {"venue": "airport", "day": 1, "at": at}
    arrives = {"place": "Severgrad", "day": 1, "at": "20:15 Europe/Moscow"}
    return entry(
        "movements", "home", title="Flight home", by="plane", who=["president-se"], departs=departs, arrives=arrives
    )


def call(at: str, **more: object) -> str:
    return engagement("call", at, **({"length": "20m", "who": ["president-ar", "president-se"]} | more))


def test_a_guest_who_has_flown_home_has_nothing_more_there() -> None:
    subject = case(home() + call("21:20"))
    away = "Flight home takes President of Severia out of Arvand and out of the visit"
    assert said("right-city", subject) == [f"{away}; Call is there at D 21:20, and nothing brings them back."]
    assert certain("right-city", subject) == [False]  # another flight may have, where the programme is not ours
    assert broken("right-city", case(home() + call("13:00"))) == []


def test_of_our_own_plan_it_is_certain_that_nothing_brings_them_back() -> None:
    subject = case(home() + call("21:20"))
    ours = replace(subject.programme, basis=Basis.PLANNED)
    planned = Case(
        subject.visit, ours, subject.timeline, subject.rulebook, margins=subject.margins, usual=subject.usual
    )
    assert certain("right-city", planned) == [True]


def test_a_host_who_flies_with_them_and_what_is_where_they_landed_are_not_meant() -> None:
    hosts = home().replace("president-se", "president-ar")
    assert broken("right-city", case(hosts + call("21:20"))) == []
    assert broken("right-city", case(home() + call("21:20", place="Severgrad"))) == []


def test_a_ride_in_the_city_does_not_bring_back_who_has_flown_home() -> None:
    def ride(origin: str, destination: str) -> str:
        departs, arrives = {"venue": origin, "day": 1, "at": "20:30"}, {"venue": destination, "day": 1, "at": "21:00"}
        return entry(
            "movements", "ride", title="Ride", by="car", who=["president-se"], departs=departs, arrives=arrives
        )

    assert broken("right-city", case(home() + ride("airport", "palace") + call("21:20"))) == [("home", "call")]
    assert broken("right-city", case(home() + call("21:20"))) == [("home", "call")]
    # From beyond the visit it may.
    back = ride("airport", "palace").replace('venue = "airport"', 'place = "the border"')
    assert broken("right-city", case(home() + back + call("21:20"))) == []
