"""The rows of a terminal: two clocks for a flight over zones, movements of principals, short lists of people."""

from __future__ import annotations

from datetime import time

from tests.wording.test_requirements import TEXT

from placet.almanac.timeline import Timeline
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.model.movements import Transport
from placet.model.programme import Basis, Journey, KeptBlock, Placement, Programme
from placet.model.spans import Clock, Window
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
