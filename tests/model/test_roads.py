"""How long it takes from one spot to another."""

from datetime import timedelta

from tests.rules.cases import entry, visit_file

from placet.model.ids import LegId
from placet.model.places import TravelBasis
from placet.model.roads import Margins, Road, Roads, place_spot

MARGINS = Margins(loading=timedelta(minutes=7), map_factor=1.25)


def minutes(count: int, basis: TravelBasis) -> Road:
    return Road(timedelta(minutes=count), basis)


def roads(text: str = "", **legs: str) -> Roads:
    return Roads(visit_file(text).visit, {place_spot(spot): LegId(leg) for spot, leg in legs.items()})


def travel(origin: str, destination: str, time: str, basis: str = "stated", one_way: bool = False) -> str:
    return (
        f'origin = "{origin}"\ndestination = "{destination}"\ntime = "{time}"\nbasis = "{basis}"\n'
        f"one_way = {str(one_way).lower()}\n"
    )


def only(*ways: str) -> str:
    """These ways instead of those of the common visit."""
    return "".join(f"[[travel]]\n{way}" for way in ways)


def test_here_is_no_way_at_all() -> None:
    assert roads().needed("palace", "palace", MARGINS) == minutes(0, TravelBasis.MEASURED)


def test_a_stated_way_holds_in_both_directions_and_gets_its_margin() -> None:
    # 20 min + 7 min loading
    assert roads().needed("palace", "ministry", MARGINS) == minutes(27, TravelBasis.MEASURED)
    assert roads().needed("ministry", "palace", MARGINS) == minutes(27, TravelBasis.MEASURED)


def test_a_one_way_road_does_not_hold_back() -> None:
    found = roads(only(travel("palace", "ministry", "20m", one_way=True)))
    assert found.direct("palace", "ministry").basis is TravelBasis.STATED
    assert found.direct("ministry", "palace").basis is TravelBasis.ESTIMATED


def test_each_direction_may_be_stated() -> None:
    found = roads(only(travel("palace", "ministry", "20m"), travel("ministry", "palace", "30m")))
    assert found.direct("ministry", "palace").time == timedelta(minutes=30)


def test_a_map_gets_the_factor_for_traffic_too() -> None:
    # 21 min x 1.25 = 26.25, rounded up 27, + 7 min loading
    found = roads(only(travel("palace", "ministry", "21m", "map")))
    assert found.needed("palace", "ministry", MARGINS) == minutes(34, TravelBasis.MAP)


def test_a_walk_in_one_compound_gets_no_margin() -> None:
    assert roads().needed("palace", "hall", MARGINS) == minutes(5, TravelBasis.ESTIMATED)


def test_a_detour_is_taken_where_it_is_quicker() -> None:
    # 60 min + 7 direct; 20 + 7 and 20 + 7 by way of the palace
    found = roads(
        only(
            travel("ministry", "airport", "60m"),
            travel("ministry", "palace", "20m", "measured"),
            travel("palace", "airport", "20m"),
        )
    )
    assert found.needed("ministry", "airport", MARGINS) == minutes(54, TravelBasis.STATED)


def test_positions_give_a_distance() -> None:
    # 0.1 degree of latitude is 11.12 km; x 1.35 at 30 km/h = 30.02 min, rounded up to 35
    text = entry("venues", "palace", latitude=35.7, longitude=51.4) + entry(
        "venues", "north", name="North", leg="city", latitude=35.8, longitude=51.4
    )
    assert roads(text).direct("palace", "north") == minutes(35, TravelBasis.MAP)


def test_without_anything_the_usual_drive_of_the_city() -> None:
    assert roads().direct("hall", "ministry") == minutes(20, TravelBasis.ESTIMATED)
    slow = entry("legs", "city", transfer="45m")
    assert roads(slow).direct("hall", "ministry") == minutes(45, TravelBasis.ESTIMATED)


def test_between_two_cities_two_hours() -> None:
    south = entry("legs", "south", city="South", zone="Asia/Tehran") + entry("venues", "park", name="Park", leg="south")
    assert roads(south).direct("hall", "park") == minutes(120, TravelBasis.ESTIMATED)


def test_a_place_in_words_lies_in_the_leg_it_is_used_in() -> None:
    found = roads(Park="city")
    assert found.leg_of(place_spot("park")) == "city"
    assert found.leg_of(place_spot("Elsewhere")) is None
    assert found.leg_of("palace") == "city"


def test_words_are_the_same_place_however_they_are_spaced() -> None:
    assert place_spot("  Central   PARK ") == place_spot("Central Park") == "place:central park"


def test_going_by_way_of_a_third_spot_is_never_quicker() -> None:
    found = roads()
    spots = ("palace", "hall", "ministry", "airport")
    for origin in spots:
        for destination in spots:
            for between in ("palace",):  # the only crossing of stated ways
                direct = found.needed(origin, destination, MARGINS).time
                stated = {found.direct(origin, between).basis, found.direct(between, destination).basis}
                by_way = found.needed(origin, between, MARGINS).time + found.needed(between, destination, MARGINS).time
                assert direct <= by_way or TravelBasis.ESTIMATED in stated
