"""The difference of two programmes: by day and wall clock, item by item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from placet.model.changes import ChangeKind, difference, printed
from placet.model.movements import Transport
from placet.model.programme import NOMINAL_FIRST_DAY, Basis, Journey, Placement, Programme

TEHRAN = timezone(timedelta(hours=3, minutes=30))


def at(hour: int, minute: int = 0, day: int = 1) -> datetime:
    return datetime.combine(NOMINAL_FIRST_DAY, datetime.min.time(), TEHRAN) + timedelta(
        days=day - 1, hours=hour, minutes=minute
    )


TALKS = Placement(engagement="talks", starts_at=at(10), ends_at=at(11), venue="palace", interpreters=("first",))
LUNCH = Placement(engagement="lunch", starts_at=at(13), ends_at=at(14), venue="palace")
FLIGHT = Journey(
    id="flight",
    movement="flight",
    parties=("guest",),
    by=Transport.PLANE,
    origin="place:severia",
    destination="airport",
    leaves_at=at(6),
    arrives_at=at(9),
    basis=Basis.PLANNED,
)
DRIVE = replace(FLIGHT, id="go:talks>lunch", movement=None, leaves_at=at(12), arrives_at=at(13), by=Transport.CAR)


def programme(*placements: Placement, journeys: tuple[Journey, ...] = (), starts_on: date | None = None) -> Programme:
    return Programme(starts_on=starts_on, placements={p.engagement: p for p in placements}, journeys=journeys)


BEFORE = programme(TALKS, LUNCH, journeys=(FLIGHT, DRIVE))


def kinds(after: Programme) -> dict[str, tuple[ChangeKind, ...]]:
    return {change.id: change.kinds for change in difference(BEFORE, after).changes}


def test_an_hour_later_over_the_change_of_the_clock_is_no_other_length():
    berlin = ZoneInfo("Europe/Berlin")  # at three o'clock in the morning of 26 October 2031 it is two again
    starts, ends = datetime(2031, 10, 26, 1, tzinfo=berlin), datetime(2031, 10, 26, 2, tzinfo=berlin)
    moved = replace(TALKS, starts_at=ends, ends_at=ends.replace(fold=1))
    before = programme(replace(TALKS, starts_at=starts, ends_at=ends), starts_on=date(2031, 10, 26))
    (change,) = difference(before, programme(moved, starts_on=date(2031, 10, 26))).changes
    assert change.kinds == (ChangeKind.MOVED,)


def test_the_same_programme_has_not_changed():
    same = difference(BEFORE, BEFORE)
    assert same.is_empty
    assert same.unchanged == ("flight", "talks", "lunch")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (replace(TALKS, starts_at=at(9), ends_at=at(10)), (ChangeKind.MOVED,)),
        (replace(TALKS, starts_at=at(10, day=2), ends_at=at(11, day=2)), (ChangeKind.MOVED,)),
        (replace(TALKS, ends_at=at(11, 15)), (ChangeKind.LENGTHENED,)),
        (replace(TALKS, ends_at=at(10, 45)), (ChangeKind.SHORTENED,)),
        (replace(TALKS, starts_at=at(9), ends_at=at(11)), (ChangeKind.MOVED, ChangeKind.LENGTHENED)),
        (replace(TALKS, venue="hall"), (ChangeKind.OTHER_VENUE,)),
        (replace(TALKS, interpreters=("second",)), (ChangeKind.OTHER_PEOPLE,)),
        (replace(TALKS, attending=("press",)), (ChangeKind.OTHER_PEOPLE,)),
        (replace(TALKS, ends_at=None), (ChangeKind.MOVED,)),
    ],
)
def test_what_happened_to_one_engagement(after, expected):
    assert kinds(programme(after, LUNCH, journeys=(FLIGHT,))) == {"talks": expected}


def test_interpreters_in_another_order_are_the_same_people():
    two = replace(TALKS, interpreters=("first", "second"))
    other = replace(TALKS, interpreters=("second", "first"))
    assert difference(programme(two), programme(other)).is_empty


def test_what_is_new_and_what_is_left_out():
    banquet = Placement(engagement="banquet", starts_at=at(19), ends_at=at(21))
    found = difference(BEFORE, programme(TALKS, banquet, journeys=(FLIGHT,)))
    assert [(change.id, change.kinds) for change in found.changes] == [
        ("banquet", (ChangeKind.ADDED,)),
        ("lunch", (ChangeKind.LEFT_OUT,)),
    ]
    assert found.unchanged == ("flight", "talks")


def test_a_journey_of_the_file_counts_and_an_inserted_one_does_not():
    later = replace(FLIGHT, leaves_at=at(7), arrives_at=at(10))
    drive = replace(DRIVE, leaves_at=at(12, 30))
    assert kinds(programme(TALKS, LUNCH, journeys=(later, drive))) == {"flight": (ChangeKind.MOVED,)}


def test_a_programme_that_only_got_its_date_has_not_moved():
    zone = ZoneInfo("Asia/Tehran")
    first = date(2030, 1, 31)
    shift = first - NOMINAL_FIRST_DAY

    def dated(instant: datetime) -> datetime:
        return (instant.replace(tzinfo=None) + shift).replace(tzinfo=zone)

    placements = [
        replace(p, starts_at=dated(p.starts_at), ends_at=dated(p.ends_at)) for p in (TALKS, LUNCH) if p.ends_at
    ]
    flight = replace(FLIGHT, leaves_at=dated(at(6)), arrives_at=dated(at(9)))
    found = difference(BEFORE, programme(*placements, journeys=(flight,), starts_on=first))
    assert found.is_empty
    assert (found.before_on, found.after_on) == (None, first)


def test_an_instant_is_printed_as_day_and_wall_clock():
    assert printed(BEFORE, at(23, 59, day=2)) == (2, "23:59")
    assert printed(BEFORE, None) is None
