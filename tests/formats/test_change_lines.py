"""What changed, as a person types it: every form is understood, and every mistake is told at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.planner.repair.repairs import programme_of
from tests.planner.visits import engagement, visit_file

from placet.errors import VisitFileError
from placet.formats.change_lines import MOST_CHANGES, read_changes
from placet.formats.scalars import read_clock, read_hours, read_when
from placet.model.amendments import Added, Amendment, Away, Begins, Diverted, Dropped, Lasts, Lost, RunsOver, Shifted

FILE = visit_file(
    engagement("talks", who=["p", "q"]) + engagement("left", optional=True) + "[legs.city]\nlast_day = 3\n"
)
BEFORE = programme_of(FILE, talks="10:00–11:00 a")


def read(line: str, today: int | None = 2) -> Amendment:
    (asked,) = read_changes([(7, line)], "changes.txt", FILE.visit, BEFORE, today)
    assert (asked.words, asked.number) == (line, 7)
    return asked.amendment


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("talks +40", Shifted("talks", timedelta(minutes=40))),
        ("talks -1h30m", Shifted("talks", timedelta(minutes=-90))),
        ("talks −15", Shifted("talks", timedelta(minutes=-15))),
        ("talks + 40", Shifted("talks", timedelta(minutes=40))),
        ("talks +40 minutes", Shifted("talks", timedelta(minutes=40))),
        ("talks - 1 h day 1", Shifted("talks", timedelta(hours=-1))),  # the day on which it stands
        ("talks ends -59 min", RunsOver("talks", timedelta(minutes=-59))),  # one minute of its hour is left
        ("talks at 12:20", Begins("talks", read_clock("12:20"))),
        ("talks at 12:20 day 3", Begins("talks", read_clock("12:20"), 3)),
        ("talks at 02:30 (second) day 3", Begins("talks", read_clock("02:30 (second)"), 3)),
        ("talks lasts 45m", Lasts("talks", timedelta(minutes=45))),
        ("talks ends +30min", RunsOver("talks", timedelta(minutes=30))),
        ("q away 14:00-16:00", Away("q", 2, read_hours("14:00-16:00"))),
        ("q away day 3", Away("q", 3)),
        ("b lost", Lost("b")),
        ("b lost 9:00-12:00", Lost("b", 2, read_hours("9:00-12:00"))),
        ("b lost day 1", Lost("b", 1)),
        ("drop talks", Dropped("talks")),
        ("add call 30min", Added(item="call", length=timedelta(minutes=30), day=2)),
        (
            "add call 30m day 1 at 10:00 after talks with p,q in a,b",
            Added(
                item="call",
                length=timedelta(minutes=30),
                day=1,
                at=read_when("10:00"),
                after=("talks",),
                who=("p", "q"),
                venues=("a", "b"),
            ),
        ),
        ("talks diverted to b", Diverted("talks", "b")),
        ("talks moved to b at 12:50", Diverted("talks", "b", read_clock("12:50"))),
    ],
)
def test_each_form(line: str, meant: Amendment) -> None:
    assert read(line) == meant


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("talks", "change-form"),
        ("talks later", "change-form"),
        ("talks +x", "change-length"),
        ("talks +0", "change-length"),
        ("talks +25h", "change-length"),
        ("talks +99999999999999999999", "change-length"),
        ("talks ends 30", "change-by"),
        ("talks at noon", "change-clock"),
        ("talks at 25:00", "change-clock"),
        ("talk +40", "change-no-item"),
        ("left +40", "change-not-planned"),
        ("z away 10:00-11:00", "change-no-who"),
        ("talks +5 day 2", "change-other-day"),
        ("talks +5 today", "change-day"),
        ("talks ends -60", "change-no-length"),  # 10:00–11:00
        ("talks ends -60 day 1", "change-form"),
        ("q away 14:00-14:00", "change-hours-equal"),
        ("q away 10-11", "change-hours"),
        ("q away 10:00-11:00 day 9", "change-day"),
        ("q away 10:00-11:00 day ²", "change-day"),
        ("q away 10:00-11:00 day 00021", "change-day"),
        ("q away 10:00-11:00 on 2030-01-31", "change-day"),
        ("palace lost", "change-no-venue"),
        ("add talks 30m", "change-id-taken"),
        ("add a/b 30m", "no-id"),
        ("add call", "change-form"),
        ("add call 30m with", "change-form"),
        ("add call 30m for p", "change-form"),
        ("talks diverted to shiraz", "change-no-venue"),
        ("talks diverted to b now", "change-form"),
    ],
)
def test_each_mistake(line: str, reason: str) -> None:
    with pytest.raises(VisitFileError) as refused:
        read(line)
    assert [fault.reason for fault in refused.value.faults] == [reason]


def test_without_a_day_there_must_be_one_today() -> None:
    with pytest.raises(VisitFileError) as refused:
        read("q away 10:00-11:00", today=None)
    assert [fault.reason for fault in refused.value.faults] == ["change-day-needed"]


def test_all_mistakes_are_told_with_their_lines() -> None:
    lines = ["# at lunch", "", "talks +40", "talks +10", "drop wreath", "q away 9-10"]
    with pytest.raises(VisitFileError) as refused:
        read_changes(enumerate(lines, 1), "changes.txt", FILE.visit, BEFORE, 1)
    assert [(fault.line, fault.reason) for fault in refused.value.faults] == [
        (4, "change-twice"),
        (5, "change-no-item"),
        (6, "change-hours"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("talks +40", "drop talks"),
        ("drop talks", "talks lasts 30m"),
        ("talks +40", "talks at 12:00"),
        ("talks ends +10", "talks lasts 30m"),
        ("talks diverted to b", "drop talks"),
        ("talks +40", "talks diverted to b at 12:00"),
    ],
)
def test_two_changes_that_cannot_both_be_are_told(first: str, second: str) -> None:
    with pytest.raises(VisitFileError) as refused:
        read_changes([(1, first), (2, second)], "changes.txt", FILE.visit, BEFORE, 1)
    (fault,) = refused.value.faults
    assert (fault.line, fault.reason, fault.facts) == (2, "change-against", {"found": second, "other": first})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("talks +40", "talks lasts 30m"),
        ("talks diverted to b", "talks +40"),
        ("p away 9:00-10:00", "p away 14:00-15:00"),
    ],
)
def test_two_changes_of_one_thing_that_can_both_be_are_read(first: str, second: str) -> None:
    asked = read_changes([(1, first), (2, second)], "changes.txt", FILE.visit, BEFORE, 1)
    assert [one.words for one in asked] == [first, second]


def test_there_is_an_end_to_changes() -> None:
    lines = [f"add call-{number} 30m" for number in range(MOST_CHANGES + 1)]
    with pytest.raises(VisitFileError) as refused:
        read_changes(enumerate(lines, 1), "changes.txt", FILE.visit, BEFORE, 1)
    assert [fault.reason for fault in refused.value.faults] == ["change-too-many"]


def test_what_a_line_adds_is_said_in_that_line() -> None:
    lines = [(1, "add call 30m"), (2, "call at 10:00"), (3, "coll +10")]
    with pytest.raises(VisitFileError) as refused:
        read_changes(lines, "changes.txt", FILE.visit, BEFORE, 2)
    assert [(fault.line, fault.reason) for fault in refused.value.faults] == [
        (2, "change-of-new"),
        (3, "change-no-item"),
    ]
    assert refused.value.faults[0].facts["other"] == "add call 30m"


def test_nothing_follows_what_another_line_adds() -> None:
    # That line could say nothing of it: it is told as what stands in no programme.
    with pytest.raises(VisitFileError) as refused:
        read_changes([(1, "add call 30m"), (2, "add tea 30m after call")], "changes.txt", FILE.visit, BEFORE, 2)
    assert [(fault.line, fault.reason) for fault in refused.value.faults] == [(2, "change-no-item")]


@pytest.mark.parametrize(("typed", "meant"), [("TALKS", "talks"), ("talk", "talks"), ("nothing", ""), ("lost", "")])
def test_what_is_hardly_alike_is_not_suggested(typed: str, meant: str) -> None:
    with pytest.raises(VisitFileError) as refused:
        read(f"{typed} +40")
    assert [fault.facts["meant"] for fault in refused.value.faults] == [meant]
