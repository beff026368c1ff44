"""How long it takes from one spot to another."""

from datetime import timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.cases import entry, visit_file

from placet.model.ids import LegId
from placet.model.places import TravelBasis
from placet.model.roads import Margins, Road, Roads, place_spot
from placet.model.text import Text

MARGINS = Margins(loading=timedelta(minutes=7), map_factor=1.25)
BARE = Margins(loading=timedelta(0), map_factor=1.0)


def minutes(count: int, basis: TravelBasis) -> Road:
    return Road(timedelta(minutes=count), basis)


def spot_of(words: str) -> str:
    return place_spot(Text({"en": words}))


def roads(text: str = "", **legs: str) -> Roads:
    return Roads(visit_file(text).visit, {spot_of(words): LegId(leg) for words, leg in legs.items()})


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
    assert found.needed("palace", "ministry", BARE).basis is TravelBasis.STATED
    assert found.needed("ministry", "palace", BARE).basis is TravelBasis.ESTIMATED


def test_each_direction_may_be_stated() -> None:
    found = roads(only(travel("palace", "ministry", "20m"), travel("ministry", "palace", "30m")))
    assert found.needed("ministry", "palace", BARE).time == timedelta(minutes=30)


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
    assert roads(text).needed("palace", "north", BARE) == minutes(35, TravelBasis.MAP)


def test_without_anything_the_usual_drive_of_the_city() -> None:
    assert roads().needed("ministry", "airport", BARE) == minutes(20, TravelBasis.ESTIMATED)
    slow = entry("legs", "city", transfer="45m")
    assert roads(slow).needed("ministry", "airport", BARE) == minutes(45, TravelBasis.ESTIMATED)


def test_between_two_cities_two_hours() -> None:
    south = entry("legs", "south", city="South", zone="Asia/Tehran") + entry("venues", "park", name="Park", leg="south")
    assert roads(south).needed("hall", "park", BARE) == minutes(120, TravelBasis.ESTIMATED)


def test_to_another_city_by_the_way_that_is_stated() -> None:
    # 20 min, the usual drive to where the way begins; 3 h + 7 min loading; 20 min to the lake
    south = entry("legs", "south", city="South", zone="Asia/Tehran") + "".join(
        entry("venues", name, name=name, leg="south") for name in ("park", "lake")
    )
    found = roads(only(travel("ministry", "park", "3h")) + south)
    assert found.needed("airport", "lake", MARGINS) == minutes(227, TravelBasis.ESTIMATED)
    assert found.is_known("airport", "lake")
    assert not roads(south).is_known("airport", "lake")


def test_a_place_in_words_lies_in_the_leg_it_is_used_in() -> None:
    found = roads(Park="city")
    assert found.leg_of(spot_of("park")) == "city"
    assert found.leg_of(spot_of("Elsewhere")) is None
    assert found.leg_of("palace") == "city"


def test_words_are_the_same_place_however_they_are_spaced() -> None:
    assert spot_of("  Central   PARK ") == spot_of("Central Park") == "place:central park"


def test_a_place_is_the_same_in_whatever_languages_it_is_written_besides() -> None:
    assert place_spot(Text({"fa": "پارک مرکزی", "en": "Central Park"})) == spot_of("Central Park")
    assert place_spot(Text({"fa": "پارک", "ru": "Парк"})) == place_spot(Text({"fa": "پارک"})) == "place:پارک"


def test_a_stated_drive_is_not_dodged_through_the_other_door_of_the_compound() -> None:
    # 60 min + 7 min loading from the palace's door, 5 min walk from the hall to it
    found = roads(only(travel("palace", "ministry", "60m")))
    assert found.needed("hall", "ministry", MARGINS) == minutes(72, TravelBasis.ESTIMATED)
    assert found.needed("ministry", "hall", MARGINS) == minutes(72, TravelBasis.ESTIMATED)


def test_each_end_has_its_own_doors() -> None:
    # 5 min walk, 60 min + 7 min loading, 5 min walk
    annexe = entry("venues", "ministry", compound="square") + entry(
        "venues", "annexe", name="Annexe", leg="city", compound="square"
    )
    found = roads(annexe + only(travel("palace", "ministry", "60m")))
    assert found.needed("hall", "annexe", MARGINS) == minutes(77, TravelBasis.ESTIMATED)


def test_the_walk_to_a_door_may_itself_be_stated() -> None:
    # 12 min + 7 min loading inside the compound, 60 min + 7 min loading outside; both are stated
    found = roads(only(travel("palace", "ministry", "60m"), travel("hall", "palace", "12m")))
    assert found.needed("hall", "ministry", MARGINS) == minutes(86, TravelBasis.STATED)


def test_a_neighbours_position_on_a_map_is_better_than_a_guess() -> None:
    # 35 min by positions as below, without margins, and 5 min walk to the door that has one
    text = entry("venues", "palace", latitude=35.7, longitude=51.4) + entry(
        "venues", "north", name="North", leg="city", latitude=35.8, longitude=51.4
    )
    assert roads(text).needed("hall", "north", BARE) == minutes(40, TravelBasis.ESTIMATED)


def test_nought_degrees_are_a_position() -> None:
    # 0.1 degree of longitude on the equator is 11.12 km; x 1.35 at 30 km/h = 30.02 min, rounded up to 35
    text = entry("venues", "palace", latitude=0.0, longitude=0.0) + entry(
        "venues", "north", name="North", leg="city", latitude=0.0, longitude=0.1
    )
    assert roads(text).needed("palace", "north", BARE) == minutes(35, TravelBasis.MAP)


SPOTS = ("palace", "hall", "ministry", "airport", "annexe")


@st.composite
def some_ways(draw: st.DrawFn) -> str:
    """Ways between some of the spots, never inside a compound: there a stated way beats two estimated walks."""
    square = draw(st.sampled_from(["", entry("venues", "ministry", compound="square")]))
    annexe = entry("venues", "annexe", name="Annexe", leg="city", compound=draw(st.sampled_from(["court", "square"])))
    pairs = st.sampled_from(
        [("palace", "ministry"), ("hall", "airport"), ("ministry", "airport"), ("hall", "ministry")]
    )
    chosen = draw(st.lists(pairs, unique=True))
    ways = (travel(*pair, f"{draw(st.integers(0, 90))}m", one_way=draw(st.booleans())) for pair in chosen)
    return (only(*ways) or "travel = []\n") + square + annexe


@given(some_ways())
def test_no_stated_way_is_quicker_by_a_third_spot(text: str) -> None:
    """The triangle inequality, wherever neither part is a guess: the usual drive of the city, 20 minutes."""
    found = roads(text)
    guess = minutes(20, TravelBasis.ESTIMATED)
    for origin, between, destination in permutations(SPOTS, 3):
        first, second = found.needed(origin, between, MARGINS), found.needed(between, destination, MARGINS)
        if guess not in (first, second):
            assert found.needed(origin, destination, MARGINS).time <= first.time + second.time


@given(some_ways())
def test_no_door_of_a_compound_is_more_than_a_walk_from_the_others(text: str) -> None:
    found = roads(text)
    for one, other in permutations(SPOTS, 2):
        if other in found.doors_of(one):
            for spot in set(SPOTS) - set(found.doors_of(one)):
                here, there = found.needed(one, spot, MARGINS).time, found.needed(other, spot, MARGINS).time
                assert abs(here - there) <= timedelta(minutes=5)
