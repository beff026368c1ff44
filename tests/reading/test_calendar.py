"""Calendars: entries with their zones, and repetitions that come to an end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from tests.documents.papers import ON
from tests.projections.visits import full_day, seen
from tests.reading.files import calendar, event
from tests.reading.grids import spot
from tests.reading.refusals import refusal

from placet.documents import calendar as paper
from placet.reading.grid import Event, FileKind, Note
from placet.reading.readers import read

SIX = datetime(2026, 11, 24, 6, tzinfo=UTC)
TEHRAN = "DTSTART;TZID=Asia/Tehran:20261124T093000"


def starts(*lines):
    return [one.starts for one in read(calendar(*lines)).events]


def test_an_entry_has_its_parts():
    lines = event("DTEND:20261124T070000Z", "LOCATION:Palace", "DESCRIPTION:Dark\\nsuit", "DESCRIPTION:Flags")
    grid = read(calendar(*lines))
    assert grid.kind is FileKind.CALENDAR
    assert grid.events == (
        Event(
            where=spot("entry 1"),
            starts=SIX,
            ends=SIX + timedelta(hours=1),
            title="Talks",
            place="Palace",
            text="Dark\nsuit\nFlags",
            uid="a",
        ),
    )


def test_a_length_is_as_good_as_an_end():
    (one,) = read(calendar(*event("DURATION:PT90M"))).events
    assert one.ends == SIX + timedelta(minutes=90)


@pytest.mark.parametrize(
    ("starts_", "moment"),
    [
        (TEHRAN, datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=3, minutes=30)))),
        # Outlook's name for the same zone
        (
            "DTSTART;TZID=Iran Standard Time:20261124T093000",
            datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=3, minutes=30))),
        ),
        ("DTSTART;VALUE=DATE:20261124", date(2026, 11, 24)),
        ("DTSTART:20261124T093000", datetime(2026, 11, 24, 9, 30)),  # noqa: DTZ001  # names no zone, and none is added
    ],
)
def test_a_time_keeps_its_zone_or_has_none(starts_, moment):
    assert starts(*event(starts=starts_)) == [moment]


def test_a_zone_that_is_written_out_need_not_be_known():
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Our own\r\nBEGIN:STANDARD\r\nDTSTART:20260101T000000\r\nTZOFFSETFROM:+0400\r\n"
        "TZOFFSETTO:+0400\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )
    (moment,) = starts(zone, *event(starts="DTSTART;TZID=Our own:20261124T100000"))
    assert moment == SIX  # 10:00 at +04:00


def test_a_zone_that_nobody_knows_is_refused():
    lines = event(starts="DTSTART;TZID=Mars/Olympus:20261124T100000")
    assert refusal(calendar(*lines)) == ("unknown-zone", {"found": "Mars/Olympus"})


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;COUNT=3", [24, 25, 26]),
        ("FREQ=DAILY;INTERVAL=2;UNTIL=20261128T060000Z", [24, 26, 28]),
        ("FREQ=DAILY;UNTIL=20261125", [24, 25]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=2", [24, 26]),  # 24 November 2026 is a Tuesday
    ],
)
def test_repetitions_that_end_are_read_each(rule, days):
    assert starts(*event(f"RRULE:{rule}")) == [SIX.replace(day=day) for day in days]


def test_a_whole_day_and_a_time_without_zone_are_repeated_too():
    assert starts(*event("RRULE:FREQ=DAILY;COUNT=2", starts="DTSTART;VALUE=DATE:20261124")) == [
        date(2026, 11, 24),
        date(2026, 11, 25),
    ]
    naive = datetime(2026, 11, 24, 9)  # noqa: DTZ001  # names no zone
    rule = "RRULE:FREQ=DAILY;UNTIL=20261125T090000"
    assert starts(*event(rule, starts="DTSTART:20261124T090000")) == [naive, naive + timedelta(days=1)]


def test_what_is_taken_out_of_a_repetition_or_moved_in_it_counts():
    moved = event("RECURRENCE-ID:20261125T060000Z", starts="DTSTART:20261125T080000Z")
    lines = (*event("RRULE:FREQ=DAILY;COUNT=4", "EXDATE:20261126T060000Z"), *moved)
    assert starts(*lines) == [SIX, SIX.replace(day=27), SIX.replace(day=25, hour=8)]
    first = event("RECURRENCE-ID:20261124T060000Z", starts="DTSTART:20261124T080000Z")
    assert starts(*event("RRULE:FREQ=DAILY;COUNT=2"), *first) == [SIX.replace(day=25), SIX.replace(hour=8)]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=DAILY;COUNT=61",  # one more than limits.MAX_REPEATS
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;INTERVAL=0;COUNT=3",
        "FREQ=SECONDLY;COUNT=3",
        "FREQ=YEARLY;COUNT=2",
        "FREQ=DAILY;COUNT=3;BYMONTHDAY=31",
        "FREQ=WEEKLY;COUNT=3;BYDAY=1MO",
    ],
)
def test_any_other_rule_is_noted_and_not_followed(rule):
    grid = read(calendar(*event(f"RRULE:{rule}")))
    assert [one.starts for one in grid.events] == [SIX]
    assert grid.notes == (Note(what="repeats", where=spot("entry 1"), found="Talks"),)


def test_two_rules_are_not_followed_either():
    assert starts(*event("RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=DAILY;COUNT=3")) == [SIX]


@pytest.mark.parametrize("lines", [("METHOD:CANCEL", *event()), event("STATUS:CANCELLED")])
def test_a_cancelled_entry_is_left_out_and_noted(lines):
    grid = read(calendar(*lines, *event("STATUS:CONFIRMED"))) if lines[0] != "METHOD:CANCEL" else None
    if grid is None:
        assert refusal(calendar(*lines)) == ("nothing", {})
    else:
        assert (len(grid.events), grid.notes) == (1, (Note(what="cancelled", found="Talks"),))


def test_what_cannot_be_understood_of_an_entry_is_noted():
    grid = read(calendar(*event(starts="DTSTART:tomorrow")))
    assert (grid.events[0].starts, grid.notes) == (None, (Note(what="unclear", where=spot("entry 1"), found="Talks"),))


def test_a_list_of_times_where_one_is_meant_is_none():
    grid = read(calendar(*event("DTSTART:20261124T060000Z")))  # the start stands twice
    assert [one.starts for one in grid.events] == [None]


def test_ends_of_two_kinds_are_refused():
    assert refusal(calendar(*event("DTEND;VALUE=DATE:20261125"))) == ("broken", {})


@pytest.mark.parametrize("language", ["en", "fa"])
def test_our_own_calendar_is_read_back_whole(language):
    content = paper.content(seen(full_day(ON)), "AR", language)
    read_back = read(paper.lay_out(content, on=ON)).events
    assert [(one.uid, one.starts, one.ends, one.title, one.place, one.text) for one in read_back] == [
        (one.uid, one.starts_at, one.ends_at, one.summary, one.location, one.description) for one in content.entries
    ]
