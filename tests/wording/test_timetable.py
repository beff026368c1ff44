"""The rows of a terminal: two clocks for a flight over zones, movements of principals, short lists of people."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from tests.wording.test_requirements import TEXT

from placet.almanac.timeline import Timeline
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.model.ids import Ref, Sort
from placet.model.movements import Transport
from placet.model.programme import Basis, Journey, KeptBlock, Placement, Programme
from placet.model.spans import Clock, Window
from placet.model.text import Text
from placet.wording.sentences import Sentences
from placet.wording.timetable import Row, Timetable

MINISTERS = "".join(
    f'[people.minister-{n}]\nside = "AR"\noffice = "Minister {n} of Arvandia, keeper of the great seal"\n'
    for n in "123"
)
TALKS = 'who = ["pm-ar", "pm-se"]\nproposed_by = "AR"'
WIDE = TEXT.replace(TALKS, 'who = ["pm-ar", "pm-se", "minister-1", "minister-2", "minister-3"]') + MINISTERS
VISIT = read_visit(parse_toml("visit.toml", WIDE.encode())).visit
TIMELINE = Timeline(VISIT)


def at(hour: int, minute: int = 0):
    return TIMELINE.instant(1, Clock(time(hour, minute)), "Asia/Tehran")


def go(*parties: str, origin: str = "airport") -> Journey:
    return Journey(
        id=f"go:{origin}>{parties}",
        movement=None,
        parties=parties,
        by=Transport.CAR,
        origin=origin,
        destination="palace",
        leaves_at=at(9, 45),
        arrives_at=at(10),
        basis=Basis.PLANNED,
    )


def rows(*journeys: Journey, details: bool = False) -> list[Row]:
    programme = Programme(
        starts_on=None,
        placements={"talks": Placement(engagement="talks", starts_at=at(10), ends_at=at(11), venue="palace")},
        journeys=journeys,
        blocks=(KeptBlock(block="rest", party="pm-se", window=Window(at(14), at(15))),),
    )
    (day,) = Timetable(VISIT, TIMELINE, programme, Sentences(VISIT, TIMELINE)).days(details=details)
    assert day.heading == "D"
    return list(day.rows)


def test_the_first_two_people_are_named_and_the_rest_counted():
    assert rows()[0] == Row(
        "10:00–11:00", "Talks", "Palace", "Prime Minister of Arvandia, Prime Minister of Severia and 3 more"
    )


def test_protected_time_is_a_quiet_row():
    assert rows()[1] == Row("14:00–15:00", "kept free: rest", who="Prime Minister of Severia", quiet=True)


def test_those_who_arrive_together_are_one_row_whose_principal_comes_first():
    row = rows(go("minister-1", origin="monument"), go("pm-se"))[0]
    assert row == Row("09:45", "by car, 15 min", "Palace", "Prime Minister of Severia and 1 more", quiet=True)


def test_movements_of_others_are_for_those_who_want_details():
    assert [row.what for row in rows(go("minister-1"))] == ["Talks", "kept free: rest"]
    assert next(row.who for row in rows(go("minister-1"), details=True)) == "Minister 1 of Arvandia"


def test_a_flight_over_zones_shows_each_end_on_its_own_clock():
    flight = Journey(
        id="flight",
        movement="flight",
        parties=("pm-se",),
        by=Transport.PLANE,
        origin="place:severia",
        destination="airport",
        leaves_at=at(8),  # 07:30 in Moscow
        arrives_at=at(10, 40),
        basis=Basis.STATED,
    )
    shown = [(row.time, row.what, row.where) for row in rows(flight) if "Flight" in row.what]
    assert shown == [
        ("07:30", "Flight: leaves (Moscow time)", "Severia"),
        ("10:40", "Flight: arrives", "Airport"),
    ]


MORE = """
[people.spouse-se]
side = "SE"
office = { name = "Spouse of the Prime Minister of Severia", short = "Spouse (SE)" }
[delegations.suite]
side = "SE"
name = "Suite"
members = ["pm-se", "spouse-se"]
[delegations.hosts]
side = "AR"
name = "Hosts"
members = ["pm-ar", "minister-1"]
[tracks.main]
name = "Main"
[tracks.spouses]
name = "Spouses"
members = ["spouse-se", "suite"]
[engagements.museum]
title = "Museum"
kind = "cultural"
day = 1
length = "30m"
place = "Museum"
track = "spouses"
[movements.hop]
title = "Hop"
by = "helicopter"
departs = { venue = "airport", day = 1, at = "12:00" }
arrives = { venue = "palace", day = 1 }
who = ["suite"]
"""
TOGETHER = read_visit(parse_toml("visit.toml", (WIDE + MORE).encode())).visit
CLOCKS = Timeline(TOGETHER)


def table(*journeys: Journey, museum: bool = True, blocks: tuple[KeptBlock, ...] = ()) -> Timetable:
    placements = {"talks": Placement(engagement="talks", starts_at=at(10), ends_at=None, venue="palace")}
    if museum:
        placements["museum"] = Placement(engagement="museum", starts_at=at(11), ends_at=at(11, 30), about=True)
    programme = Programme(starts_on=None, placements=placements, journeys=journeys, blocks=blocks)
    return Timetable(TOGETHER, CLOCKS, programme, Sentences(TOGETHER, CLOCKS))


def test_of_parallel_programmes_each_row_names_its_own():
    (day,) = table().days()
    assert [(row.time, row.track) for row in day.rows] == [("10:00", "Main"), ("11:00–11:30", "Spouses")]
    (day,) = table(museum=False).days()
    assert [row.track for row in day.rows] == [""]


def test_a_track_stands_for_its_members_delegations_first_and_a_place_is_not_said_twice():
    (day,) = table().days()
    assert day.rows[1] == Row("11:00–11:30", "Museum", "", "Suite, Spouse (SE)", "Spouses", about=True)


def test_a_place_in_words_is_told_in_the_language_of_the_reader():
    written = replace(TOGETHER.engagements["museum"], place=Text({"en": "Museum", "fa": "موزه"}))
    visit = replace(TOGETHER, engagements={**TOGETHER.engagements, "museum": written})
    programme = Programme(
        starts_on=None,
        placements={"museum": Placement(engagement="museum", starts_at=at(11), ends_at=at(11, 30))},
        journeys=(),
        blocks=(),
    )
    (day,) = Timetable(visit, CLOCKS, programme, Sentences(visit, CLOCKS, "fa")).days()
    assert day.rows[0].where == "موزه"


def test_a_journey_of_which_both_ends_are_known_on_one_clock_is_one_row():
    hop = Journey(
        id="hop",
        movement="hop",
        parties=("pm-se",),
        by=Transport.HELICOPTER,
        origin="airport",
        destination="palace",
        leaves_at=at(12),
        arrives_at=at(12, 20),
        basis=Basis.STATED,
    )
    (day,) = table(hop, museum=False).days()
    assert day.rows[1] == Row("12:00–12:20", "Hop", "Airport → Palace", "Suite")
    (day,) = table(replace(hop, arrives_at=None), museum=False).days()
    assert day.rows[1] == Row("12:00", "Hop: leaves", "Airport", "Suite")


@pytest.mark.parametrize(
    ("parties", "said"),
    [
        (("pm-se", "spouse-se"), "Suite"),
        (("pm-se", "spouse-se", "pm-ar", "minister-1"), "Suite, Hosts"),
        (("pm-se", "spouse-se", "minister-2"), "Suite and 1 more"),
        (("minister-2", "pm-se"), "Prime Minister of Severia and 1 more"),
        (("pm-se", "track:press"), "Prime Minister of Severia and 1 more"),
    ],
)
def test_a_delegation_that_goes_whole_goes_by_its_name(parties, said):
    (day,) = table(go(*parties), museum=False).days()
    assert day.rows[0].who == said


def test_movements_that_were_not_shown_are_counted():
    one = table(go("minister-1"))
    one.days()
    assert one.said_of_left_aside() == "1 more movement, of others, is shown with --details."
    two = table(go("minister-1"), replace(go("minister-2"), leaves_at=at(9)))
    two.days()
    assert two.said_of_left_aside() == "2 more movements, of others, are shown with --details."
    two.days(details=True)
    assert two.left_aside == 0


def test_time_kept_for_several_at_once_is_one_row():
    kept = Window(at(14), at(15))
    rest = tuple(KeptBlock(block="rest", party=party, window=kept) for party in ("pm-se", "spouse-se"))
    prayer = KeptBlock(block="prayer-dhuhr", party="pm-ar", window=Window(at(12), at(12, 20)))
    (day,) = table(museum=False, blocks=(*rest, prayer)).days()
    assert [(row.time, row.what, row.who) for row in day.rows[1:]] == [
        ("12:00–12:20", "kept free: midday prayer", "Prime Minister of Arvandia"),
        ("14:00–15:00", "kept free: rest", "Suite"),
    ]


def test_of_a_long_office_the_first_part_is_shown_and_a_short_title_before_all():
    timetable = table()
    assert timetable.short("minister-1") == "Minister 1 of Arvandia"
    assert timetable.short("spouse-se") == "Spouse (SE)"


def test_a_drive_home_after_midnight_belongs_to_the_evening():
    def talks_until(hour: int, leaves: int) -> list[tuple[str, list[str]]]:
        late = TIMELINE.instant(1, Clock(time(hour), plus_days=1), "Asia/Tehran")
        away = TIMELINE.instant(1, Clock(time(leaves), plus_days=1), "Asia/Tehran")
        home = replace(go("pm-se", origin="palace"), destination="airport", leaves_at=away, arrives_at=away)
        talks = Placement(engagement="talks", starts_at=at(22), ends_at=late, venue="palace")
        programme = Programme(starts_on=None, placements={"talks": talks}, journeys=(home,))
        days = Timetable(VISIT, TIMELINE, programme, Sentences(VISIT, TIMELINE)).days()
        return [(day.heading, [row.time for row in day.rows]) for day in days]

    assert talks_until(1, 1) == [("D", ["22:00–01:00⁺¹", "01:00⁺¹"])]
    # an hour and more after the end, nobody is coming home from the evening
    assert talks_until(1, 2) == [("D", ["22:00–01:00⁺¹"]), ("D+1", ["02:00"])]


def test_time_at_the_residence_is_a_quiet_row_for_principals_or_for_details():
    def told(party: str, *, details: bool = False) -> list[Row]:
        rest = KeptBlock(block="residence", party=party, window=Window(at(14), at(15)))
        programme = Programme(starts_on=None, placements={}, blocks=(rest,))
        days = Timetable(VISIT, TIMELINE, programme, Sentences(VISIT, TIMELINE)).days(details=details)
        return [row for day in days for row in day.rows]

    there = Row("14:00–15:00", "at the residence", who="Prime Minister of Severia", quiet=True)
    assert told("pm-se") == [there]
    assert told("minister-1") == []
    assert len(told("minister-1", details=True)) == 1


TWO = """
[legs.port]
city = "Port"
zone = "Asia/Dubai"
first_day = 1
last_day = 2
[venues.quay]
name = "Quay"
leg = "port"
[movements.over]
title = "Over"
by = "plane"
departs = { venue = "airport", day = 1, at = "12:00" }
arrives = { venue = "quay", day = 1, at = "14:30" }
who = ["pm-se"]
"""


def test_a_flight_between_two_cities_of_the_visit_names_both_clocks():
    visit = read_visit(parse_toml("visit.toml", (WIDE + TWO).encode())).visit
    clocks = Timeline(visit)
    over = Journey(
        id="over",
        movement="over",
        parties=("pm-se",),
        by=Transport.PLANE,
        origin="airport",
        destination="quay",
        leaves_at=clocks.instant(1, Clock(time(12)), "Asia/Tehran"),
        arrives_at=clocks.instant(1, Clock(time(14, 30)), "Asia/Dubai"),
        basis=Basis.STATED,
    )
    sentences = Sentences(visit, clocks)
    programme = Programme(starts_on=None, placements={}, journeys=(over,))
    (day,) = Timetable(visit, clocks, programme, sentences).days()
    cities = [sentences.name(Ref(Sort.LEG, leg)) for leg in visit.legs]
    assert [(row.time, row.what) for row in day.rows] == [
        ("12:00", f"Over: leaves ({cities[0]} time)"),
        ("14:30", f"Over: arrives ({cities[1]} time)"),
    ]


def test_the_day_before_the_first_is_counted_down():
    assert [Sentences(VISIT, TIMELINE).day(number) for number in (0, 1, 2)] == ["D-1", "D", "D+1"]
