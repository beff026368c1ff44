"""The tasks of a file looked at: every fault at once, each at its line."""

from __future__ import annotations

from datetime import date

import pytest
from tests.told import told

from placet.errors import VisitFileError
from placet.formats.toml import parse_toml
from placet.formats.visitfile import VisitFile, read_visit
from placet.node.preparation import preparation_for
from placet.node.tasks import refuse_faulty_tasks

TODAY = date(2027, 3, 1)
VISIT = """
title = "Visit"
kind = "working"
[sides.A]
name = "Arvandia"
role = "host"
[sides.B]
name = "Severia"
role = "guest"
[legs.city]
city = "Arvand"
zone = "Asia/Tehran"
"""


def opened(tasks: str, private: str = "") -> VisitFile:
    own = parse_toml("private.toml", private.encode()) if private else None
    return read_visit(parse_toml("visit.toml", (VISIT + tasks).encode()), own)


def faults(tasks: str, private: str = "", today: date | None = TODAY) -> list[tuple[object, ...]]:
    visit_file = opened(tasks, private)
    try:
        refuse_faulty_tasks(visit_file, preparation_for(visit_file.visit), today)
    except VisitFileError as error:
        return [(fault.file, fault.line, fault.field, fault.reason) for fault in error.faults]
    return []


def test_tasks_that_are_in_order_pass():
    assert (
        faults('[tasks.carpet]\nowners = ["A.protocol"]\nneeds = ["lock"]\nstate = "done"\ndone_on = 2027-03-01\n')
        == []
    )


def test_every_fault_is_told_at_once_with_its_line():
    tasks = """[tasks.one]
needs = ["two"]
[tasks.two]
needs = ["one", "nothing"]
owners = ["A.protocoll"]
[tasks.three]
like = "landing-permits"
state = "done"
begun_on = 2027-03-02
done_on = 2027-03-05
"""
    # VISIT has 12 lines with its first, empty one: `[tasks.one]` is line 13
    assert faults(tasks) == [
        ("visit.toml", 17, "tasks.two.owners", "unknown-id"),
        ("visit.toml", 16, "tasks.two.needs", "unknown-id"),
        ("visit.toml", 19, "tasks.three.like", "no-step"),
        ("visit.toml", 21, "tasks.three.begun_on", "task-ahead"),
        ("visit.toml", 22, "tasks.three.done_on", "task-ahead"),
        ("visit.toml", 14, "tasks.one.needs", "circle"),
    ]


def test_a_circle_by_way_of_a_step_is_one_too():
    # `printing` needs `programme-final` by its template
    assert faults('[tasks.programme-final]\nneeds = ["printing"]\n') == [
        ("visit.toml", 14, "tasks.programme-final.needs", "circle")
    ]


def test_what_is_done_later_than_today_is_told_only_where_today_is_known():
    done = '[tasks.lock]\nstate = "done"\ndone_on = 2027-03-02\n'
    assert [fault[3] for fault in faults(done)] == ["task-ahead"]
    assert faults(done, today=None) == []
    assert faults(done, today=date(2027, 3, 2)) == []


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ('state = "under-way"\ndone_on = 2027-02-01', "done-on-undone"),
        ("done_on = 2027-02-01", "done-on-undone"),
        ('state = "done"\nbegun_on = 2027-02-02\ndone_on = 2027-02-01', "done-before-begun"),
    ],
)
def test_a_task_that_contradicts_itself_is_refused_when_it_is_read(lines, reason):
    with pytest.raises(VisitFileError) as caught:
        opened(f"[tasks.carpet]\n{lines}\n")
    assert [fault.reason for fault in caught.value.faults] == [reason]


def test_it_is_said_what_would_help():
    visit_file = opened('[tasks.lock]\nstate = "done"\ndone_on = 2027-03-02\n')
    with pytest.raises(VisitFileError) as caught:
        refuse_faulty_tasks(visit_file, preparation_for(visit_file.visit), TODAY)
    (fault,) = caught.value.faults
    assert told(fault)[2:] == (
        "tasks.lock.done_on",
        "2027-03-02",
        "a date up to today, 2027-03-01",
        "When it is to be finished stands in `due_on`.",
    )
