"""What moved since last time, in sentences: only what an officer has to hear, and what stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.wording.test_timetable import TIMELINE, VISIT, at

from placet.model.changes import difference
from placet.model.movements import Transport
from placet.model.programme import Basis, Journey, Placement, Programme
from placet.wording.differences import Differences
from placet.wording.sentences import Sentences

TALKS = Placement(engagement="talks", starts_at=at(10), ends_at=at(11), venue="palace", attending=("minister-1",))
WREATH = Placement(engagement="wreath", starts_at=at(12), ends_at=at(12, 15), venue="monument")
FLIGHT = Journey(
    id="flight",
    movement="flight",
    parties=("pm-se",),
    by=Transport.PLANE,
    origin="place:severia",
    destination="airport",
    leaves_at=None,
    arrives_at=at(9),
    basis=Basis.STATED,
)


def of(*placements: Placement, journeys: tuple[Journey, ...] = (FLIGHT,)) -> Programme:
    return Programme(starts_on=None, placements={p.engagement: p for p in placements}, journeys=journeys)


BEFORE = of(TALKS, WREATH)


def told(after: Programme, before: Programme = BEFORE) -> Differences:
    return Differences(VISIT, difference(before, after), Sentences(VISIT, TIMELINE))


@pytest.mark.parametrize(
    ("after", "line"),
    [
        (of(replace(TALKS, starts_at=at(14), ends_at=at(15)), WREATH), ("Talks", "moves from D 10:00 to D 14:00")),
        (of(replace(TALKS, ends_at=at(12)), WREATH), ("Talks", "is 1 h 00 longer")),
        (of(replace(TALKS, ends_at=at(10, 40)), WREATH), ("Talks", "is 20 min shorter")),
        (
            of(replace(TALKS, starts_at=at(9), ends_at=at(9, 50), venue="monument"), WREATH),
            ("Talks", "moves from D 10:00 to D 09:00; is 10 min shorter; is now at Monument"),
        ),
        (of(replace(TALKS, venue=None), WREATH), ("Talks", "is now at ")),
        (
            of(replace(TALKS, ends_at=at(12), interpreters=("interpreter",)), WREATH),
            ("Talks", "is 1 h 00 longer; is interpreted by Interpreter"),
        ),
        (
            of(replace(TALKS, ends_at=at(12), attending=()), WREATH),
            ("Talks", "is 1 h 00 longer; has other people"),
        ),
        (of(TALKS), ("Wreath", "is left out; it was D 12:00")),
        (
            of(TALKS, WREATH, journeys=(replace(FLIGHT, arrives_at=at(9, 30)),)),
            ("Flight", "moves from D 09:00 to D 09:30"),
        ),
        (
            of(TALKS, WREATH, journeys=(replace(FLIGHT, destination="monument"),)),
            ("Flight", "is now at Monument"),
        ),
        (of(TALKS, WREATH, journeys=()), ("Flight", "is left out; it was D 09:00")),
    ],
)
def test_a_change_is_one_line(after, line):
    differences = told(after)
    assert differences.lines() == (line,)
    assert differences.head() == "1 of 3 changed since last time:"
    assert differences.calm() == "2 stay as they were."


def test_what_loses_its_interpreters_has_other_people():
    before = of(replace(TALKS, interpreters=("interpreter",)), WREATH)
    after = of(replace(TALKS, ends_at=at(12)), WREATH)
    assert told(after, before).lines() == (("Talks", "is 1 h 00 longer; has other people"),)


def test_what_is_new_says_when():
    assert told(of(TALKS, WREATH), of(TALKS)).lines() == (("Wreath", "is new, D 12:00"),)


def test_what_is_new_and_has_no_time_is_named_all_the_same():
    timeless = replace(FLIGHT, arrives_at=None)
    assert told(of(TALKS, journeys=(timeless,)), of(TALKS, journeys=())).lines() == (("Flight", "is new, "),)


def test_other_guests_at_the_same_hour_are_named_beside_what_stays():
    differences = told(of(replace(TALKS, attending=()), WREATH))
    assert differences.lines() == ()
    assert differences.head() == "Nothing moved since last time; all 3 stay as they were."
    assert differences.calm() == ("3 stay as they were. Other interpreters or guests, at the same hour: Talks.")


def test_what_only_has_other_guests_is_counted_among_what_stays():
    # Of talks, wreath and flight the wreath moves, and the talks have other guests.
    moved = replace(WREATH, starts_at=at(13), ends_at=at(13, 15))
    assert told(of(replace(TALKS, attending=()), moved)).counted() == {"changed": 1, "n": 3}


@pytest.mark.parametrize(
    ("staying", "said"),
    [((), "None stays as it was."), ((WREATH,), "1 stays as it was."), ((WREATH, FLIGHT), "2 stay as they were.")],
)
def test_what_stays_is_counted(staying, said):
    journeys = tuple(item for item in staying if isinstance(item, Journey))
    placements = tuple(item for item in staying if isinstance(item, Placement))
    moved = replace(TALKS, starts_at=at(14), ends_at=at(15))
    differences = told(of(moved, *placements, journeys=journeys), of(TALKS, *placements, journeys=journeys))
    assert differences.calm() == said


def test_each_programme_speaks_of_its_own_days():
    year = timedelta(days=(date(2030, 1, 31) - TIMELINE.first_day).days)
    dated = replace(TALKS, starts_at=at(14) + year, ends_at=at(15) + year)
    after = Programme(starts_on=date(2030, 1, 31), placements={"talks": dated})
    timeline = type(TIMELINE)(VISIT, date(2030, 1, 31))
    change = difference(of(TALKS, journeys=()), after)
    assert Differences(VISIT, change, Sentences(VISIT, timeline)).lines() == (
        ("Talks", "moves from D 10:00 to Thu 31 Jan 14:00"),
    )
