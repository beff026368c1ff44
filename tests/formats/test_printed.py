"""What an imported programme says is read into the model's words, and what it leaves open stays open."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from placet.formats.published import visit_file_of
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.model.engagements import Engagement, Format, Kind, PressMode, Status
from placet.model.movements import Movement, Transport
from placet.model.spans import UNKNOWN, Clock, Length, Precision, When
from placet.model.text import Text
from placet.model.visit import Secrecy, Visit, VisitKind


def visit(*days: dict[str, Any], **head: Any) -> Visit:
    programme = {"timezones": ["Europe/Rome", "Asia/Tokyo"], **head, "days": list(days)}
    return read_visit(parse_toml("visit.toml", visit_file_of(programme))).visit


def day(*items: dict[str, Any], on: Any = "2019-11-23", city: Any = "Rome") -> dict[str, Any]:
    return {"date": on, "city": city, "items": list(items)}


def engagement(**item: Any) -> Engagement:
    """The one item of a programme of one day."""
    return visit(day(item)).engagements["d1-01"]


def at(hour: int, minute: int = 0, zone: str | None = None, plus: int = 0) -> Clock:
    return Clock(time(hour, minute), zone, None, plus)


TIMES = [
    ({"time": "10:00"}, When(Precision.EXACT, at(10))),
    ({"time": "9:05"}, When(Precision.EXACT, at(9, 5))),
    ({"time": "10:00", "approx": True}, When(Precision.ABOUT, at(10))),
    ({"time": "10:00", "deadline": True}, When(Precision.BY, at(10))),
    ({"time": "13:30", "end": "14:00", "window": True}, When(Precision.WINDOW, at(13, 30), at(14))),
    ({"time": "13:30", "window": True}, When(Precision.FROM, at(13, 30))),
    ({"time": None, "part": "evening"}, When(Precision.PART, part="evening")),
    ({"time": "20:00", "part": "evening"}, When(Precision.EXACT, at(20))),
    ({"part": "small hours"}, UNKNOWN),
    ({"time": "24:00"}, UNKNOWN),
    ({"time": 10}, UNKNOWN),
    ({"time": None}, UNKNOWN),
]


@pytest.mark.parametrize(("item", "expected"), TIMES)
def test_a_printed_time_keeps_its_precision(item, expected):
    assert engagement(**item).at == expected


def test_an_end_is_an_end_only_where_it_is_no_window():
    assert engagement(time="10:00", end="11:00").ends == When(Precision.EXACT, at(11))
    assert engagement(time="10:00", end="11:00", window=True).ends == UNKNOWN


def test_after_previous_means_the_item_before():
    second = visit(day({"time": "10:00"}, {"relative": "after previous"})).engagements["d1-02"]
    assert second.at == When(Precision.AFTER, after=("d1-01",))


LENGTHS = [
    (25, (25, 25, 25)),
    ("4.5", (5, 5, 5)),  # a part of a minute counts as one
    (4.5, (5, 5, 5)),
    ("150-180", (150, 165, 180)),
    ("180-150", None),
    (0, None),
    (-5, None),
    (True, None),
    ("long", None),
    (10**30, None),
]


@pytest.mark.parametrize(("printed", "expected"), LENGTHS)
def test_a_printed_duration_is_a_length(printed, expected):
    length = engagement(duration_min=printed).length
    assert length == (Length(*(timedelta(minutes=part) for part in expected)) if expected else None)


KINDS = [
    ("tete_a_tete", Kind.TALKS, Format.ONE_TO_ONE),
    ("delegation_talks", Kind.TALKS, Format.PLENARY),
    ("welcome_ceremony", Kind.WELCOME, None),
    ("mass_or_religious", Kind.RELIGIOUS, None),
    ("courtesy_visit", Kind.COURTESY_CALL, None),
    ("wreath", Kind.WREATH, None),
    ("transfer", Kind.OTHER, None),
    ("juggling", Kind.OTHER, None),
    (None, Kind.OTHER, None),
    (["talks"], Kind.OTHER, None),
]


@pytest.mark.parametrize(("printed", "kind", "talks"), KINDS)
def test_kinds_become_ours(printed, kind, talks):
    one = engagement(kind=printed, text="Something")
    assert (one.kind, one.format) == (kind, talks)


STATUSES = [
    ("tbc", Status.TO_BE_CONFIRMED),
    ("cancelled", Status.CANCELLED),
    ("added during the visit", Status.ADDED),
    ("host attendance tbc", Status.PROPOSED),  # of the host's attendance, not of the item
]


@pytest.mark.parametrize(("printed", "status"), STATUSES)
def test_a_status_is_read_where_it_is_the_items_own(printed, status):
    assert engagement(status=printed).status is status


def test_an_item_added_in_a_revision_is_added():
    assert engagement(added_in_revision=True).status is Status.ADDED


def test_details_are_read_beside_what_is_printed():
    one = engagement(
        time="12:00",
        text="Signing",
        kind="signing",
        place="Elysee",
        documents="7",
        press="pool at end",
        press_call="10:45",
        dress="black tie",
        outdoor=True,
        speech=True,
    )
    assert (one.documents, one.place, one.outdoor, one.speech) == (7, Text({"en": "Elysee"}), True, True)
    assert one.press is PressMode.POOL_AT_END
    assert one.press_call == timedelta(minutes=75)
    assert one.dress is not None
    assert one.dress.in_language("en") == "black tie"


def test_a_place_still_open_is_no_place():
    assert engagement(place="to be filled in", place_tbc=True).place is None


def test_the_head_tells_kind_sides_and_first_day():
    one = visit(day(on="2019-11-19"), title="Journey", kind="papal journey", host="Japan", guest="Pope")
    assert (one.kind, one.secrecy, one.starts_on) == (
        VisitKind.PAPAL,
        Secrecy.PROGRAMME_PUBLIC,
        date(2019, 11, 19),
    )
    assert [side.name.in_language("en") for side in one.sides.values()] == ["Japan", "Pope"]


# ------------------------------------------------------------------------------- days and zones


def test_days_are_numbered_from_the_first_date():
    one = visit(day(on="2019-11-19"), day(on="2019-11-21"), day(on=None), day(on="1919-11-23"))
    assert [heading.day for heading in one.printed_days.values()] == [1, 3, 4, 5]


def test_a_programme_without_dates_is_undated():
    one = visit(day(on=None), day(on="soon"))
    assert (one.starts_on, [heading.day for heading in one.printed_days.values()]) == (None, [1, 2])


def test_a_zone_is_carried_forward_and_the_first_one_is_assumed():
    one = visit(day({"time": "10:00"}, {"time": "18:00", "tz": "Asia/Tokyo"}), day({"time": "09:00"}, on="2019-11-24"))
    clocks = [item.at.clock.zone for item in one.engagements.values()]
    assert clocks == [None, "Asia/Tokyo", "Asia/Tokyo"]
    assert [(leg.zone, leg.zone_assumed) for leg in one.legs.values()] == [("Europe/Rome", True), ("Asia/Tokyo", False)]


@pytest.mark.parametrize("zone", ["EST", "Etc/GMT+3", "Mars/Olympus", "", None, 3])
def test_what_is_no_zone_changes_none(zone):
    assert engagement(time="10:00", tz=zone).at.clock == at(10)


def test_an_hour_that_the_clock_skips_is_left_open_and_a_doubled_one_is_the_first():
    one = visit(day({"time": "02:30"}, on="2019-03-31"), day({"time": "02:30"}, on="2019-10-27"))
    # two dates seven months apart: the second lies beyond the days of a visit and is the day after the first
    assert one.engagements["d1-01"].at == UNKNOWN
    doubled = visit(day({"time": "02:30"}, on="2019-10-27")).engagements["d1-01"]
    assert doubled.at == When(Precision.EXACT, Clock(time(2, 30), None, 0))


def test_a_heading_of_three_cities_makes_legs_that_share_the_day():
    one = visit(
        day({"place": "Tokyo station"}, city="Tokyo"),
        day(
            {"place": "Tokyo airport"},
            {"place": "Peace Park, Nagasaki"},
            {"place": "Baseball stadium"},
            {"place": "Tokyo airport"},
            on="2019-11-24",
            city="Tokyo - Nagasaki - Tokyo",
        ),
    )
    days = [(leg.city.in_language("en"), leg.first_day, leg.last_day) for leg in one.legs.values()]
    assert days == [("Tokyo", 1, 2), ("Nagasaki", 2, 2)]
    assert [one.engagements[f"d2-0{n}"].leg for n in (1, 2, 3, 4)] == ["tokyo", "nagasaki", "nagasaki", "tokyo"]


def test_every_day_has_a_leg():
    one = visit(day(on="2019-11-19", city="Rome"), day(on="2019-11-22", city="Tokyo"))
    assert [(leg.first_day, leg.last_day) for leg in one.legs.values()] == [(1, 3), (4, 4)]


def test_other_tracks_are_parties_of_their_own():
    one = visit(day({"track": "host only"}, {"track": "host-only"}, {}, {"track": "Пресса"}))
    assert [item.track for item in one.engagements.values()] == ["host-only", "host-only-2", "main", "track"]
    assert [track.name.in_language("en") for track in one.tracks.values()] == ["host only", "host-only", "Пресса"]


def test_an_hour_past_midnight_under_the_same_heading_is_the_next_day():
    one = visit(day({"time": "22:30"}, {"time": "00:15"}, {"time": "00:40"}))
    assert [item.at.clock.plus_days for item in one.engagements.values()] == [0, 1, 1]


# ------------------------------------------------------------------------------------ movements


def movement(departs: dict[str, Any], arrives: dict[str, Any], *between: dict[str, Any]) -> Movement | None:
    first = {"kind": "departure", "place": "Rome airport", "transport": "plane", **departs}
    last = {"kind": "arrival", "place": "Tokyo airport", **arrives}
    return visit(day(first, *between, last)).movements.get("d1-01")


def test_a_flight_has_each_end_on_its_own_clock():
    one = movement({"time": "09:30", "tz": "Europe/Rome"}, {"time": "17:40", "tz": "Asia/Tokyo"})
    assert one is not None
    assert (one.by, one.departs.at.clock, one.arrives.at.clock) == (
        Transport.PLANE,
        at(9, 30, "Europe/Rome"),
        at(17, 40, "Asia/Tokyo"),
    )


def test_a_clock_that_the_arrival_shows_only_the_next_day_is_marked():
    # 19:00 in Rome is 03:00 in Tokyo; 13:00 under the same heading is reached ten hours later
    one = movement({"time": "19:00", "tz": "Europe/Rome"}, {"time": "13:00", "tz": "Asia/Tokyo"})
    assert one is not None
    assert one.arrives.at.clock == at(13, 0, "Asia/Tokyo", plus=1)


def test_an_untimed_item_on_board_does_not_part_a_flight():
    assert movement({"time": "09:30"}, {"time": "12:00"}, {"text": "Greeting on board"}) is not None


@pytest.mark.parametrize(
    "between",
    [
        {"time": "10:00", "text": "Mass"},
        {"kind": "departure", "place": "Milan"},
    ],
)
def test_a_timed_item_or_another_departure_parts_it(between):
    assert movement({"time": "09:30"}, {"time": "12:00"}, between) is None


def test_items_on_different_tracks_are_no_pair():
    assert movement({"time": "09:30"}, {"time": "12:00", "track": "press"}) is None


def test_leaving_and_arriving_by_car_are_one_movement():
    one = movement(
        {"time": "08:10", "kind": "transfer", "transport": "car", "text": "Leave hotel"},
        {"time": "08:20", "kind": "transfer", "text": "Arrive at the pad"},
    )
    assert one is not None
    assert one.by is Transport.CAR


def test_a_transfer_that_does_not_say_it_arrives_is_an_item_of_its_own():
    one = movement(
        {"time": "08:10", "kind": "transfer", "transport": "car", "text": "Leave hotel"},
        {"time": "18:20", "kind": "transfer", "text": "Return to the hotel"},
    )
    assert one is None
