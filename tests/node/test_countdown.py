"""A countdown of a real file: templates, what the file changes, what is late, and what stays in this office."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from placet.errors import VisitFileError
from placet.formats.field_changes import Where
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.formats.writing import write_visit
from placet.model.declare import Layer
from placet.model.preparation import TaskState
from placet.node.countdown import Marking, count_down, earliest_first_day, marked_done, only_of
from placet.node.countdown_data import countdown_data
from placet.node.files import open_visit
from placet.wording.edits import lines_of_edit
from placet.wording.language import language

FIRST = date(2027, 5, 10)
IN_TIME = date(2027, 1, 10)
SECRET = "Red line of the second floor"


@pytest.fixture(scope="module")
def visit_file(checkout):
    return open_visit(checkout / "examples/tehran-moscow")


@pytest.fixture(scope="module")
def shared_text(checkout):
    return (checkout / "examples/tehran-moscow/visit.toml").read_text("utf-8")


def with_lines(shared_text: str, lines: str, private: str = ""):
    shared = parse_toml("visit.toml", (shared_text + "\n" + lines).encode())
    own = parse_toml("private.toml", private.encode()) if private else None
    return read_visit(shared, own)


def test_four_months_ahead_everything_is_in_time(visit_file):
    found = count_down(visit_file, FIRST, IN_TIME).countdown
    assert found.not_ready == ()
    assert found.kept is None
    assert all(line.shortened == 0 for line in found.lines)
    assert all(line.duty.source for line in found.lines)


def test_nobody_works_on_a_day_off_of_a_side_that_has_a_hand_in_it(visit_file):
    """Thursday and Friday, or Friday and Saturday, in Iran; Saturday and Sunday in Russia: Fridays are in no plan of
    an Iranian office, Sundays in none of a Russian one."""
    found = count_down(visit_file, FIRST, IN_TIME).countdown
    for line in found.lines:
        for on in (line.begins, line.ends, line.latest, line.until):
            assert on is not None
            assert not ("IR" in line.duty.sides and on.weekday() == 4)
            assert not ("RU" in line.duty.sides and on.weekday() == 6)


def test_each_waits_for_what_it_needs(visit_file):
    found = count_down(visit_file, FIRST, IN_TIME).countdown
    by_id = {line.duty.id: line for line in found.lines}
    for line in found.lines:
        assert all(by_id[need].ends < line.begins for need in line.duty.needs)
        assert all(by_id[need].until < line.latest for need in line.duty.needs)


def test_when_time_presses_it_is_told_what_is_late_and_what_it_blocks(visit_file):
    found = count_down(visit_file, FIRST, date(2027, 4, 26)).countdown
    texts = found.line("texts-negotiated")
    assert texts.is_overdue or texts.late > 0
    assert any(visit_file.visit.engagements[name].kind.value == "signing" for name in texts.blocks)
    assert found.hurried is not None
    assert found.hurried > date(2027, 4, 26)


def test_the_earliest_first_day_can_be_kept_and_is_kept(visit_file):
    today = date(2027, 3, 1)
    day = earliest_first_day(visit_file, today)
    assert day is not None
    found = count_down(visit_file, day, today).countdown
    assert found.not_ready == ()
    assert all(line.shortened == 0 for line in found.lines)


def test_the_file_changes_a_step_and_adds_tasks(shared_text):
    lines = """
[tasks.landing-permit]
state = "done"
done_on = 2027-01-05

[tasks.carpet]
title = "Red carpet"
owners = ["IR.protocol"]
usual = 2
due = 3
gates = ["arrival"]
"""
    found = count_down(with_lines(shared_text, lines), FIRST, IN_TIME).countdown
    assert found.line("landing-permit").duty.state is TaskState.DONE
    assert found.line("landing-permit").begins is None
    carpet = found.line("carpet")
    assert carpet.due_on == FIRST - timedelta(days=3)
    assert (carpet.length, carpet.blocks, carpet.duty.sides) == (2, ("arrival",), ("IR",))
    assert found.line("landing-permit").duty.step == "landing-permit"


def test_what_names_nothing_is_told_with_its_line_all_at_once(shared_text):
    lines = """
[tasks.carpet]
owners = ["IR.protocoll"]
needs = ["lock", "nothing-of-this"]

[tasks.other]
like = "landing-permits"
needs = ["other"]
"""
    with pytest.raises(VisitFileError) as caught:
        count_down(with_lines(shared_text, lines), FIRST, IN_TIME)
    faults = {(fault.field, fault.reason) for fault in caught.value.faults}
    assert faults == {
        ("tasks.carpet.owners", "unknown-id"),
        ("tasks.carpet.needs", "unknown-id"),
        ("tasks.other.like", "no-step"),
        ("tasks.other.needs", "circle"),
    }
    assert all(fault.line is not None for fault in caught.value.faults)


def test_a_private_task_is_in_no_shared_countdown_and_moves_nothing_in_it(shared_text):
    private = f"""
[own_tasks.zebra]
title = "{SECRET}"
owners = ["IR.legal"]
hands = 3
usual = 40
due = 30
"""
    visit_file = with_lines(shared_text, "", private)
    ours = count_down(visit_file, FIRST, IN_TIME)
    theirs = count_down(visit_file, FIRST, IN_TIME, Layer.SHARED)
    alone = count_down(with_lines(shared_text, ""), FIRST, IN_TIME, Layer.SHARED)
    assert SECRET in json.dumps(countdown_data(ours))
    assert SECRET not in json.dumps(countdown_data(theirs))
    assert "zebra" not in json.dumps(countdown_data(theirs))
    assert countdown_data(theirs) == countdown_data(alone)
    assert countdown_data(ours)["tasks"] != countdown_data(alone)["tasks"]


def test_a_shared_task_cannot_wait_for_a_private_one(shared_text):
    private = '[own_tasks.zebra]\ntitle = "Zebra"\n'
    with pytest.raises(VisitFileError) as caught:
        count_down(with_lines(shared_text, '[tasks.carpet]\nneeds = ["zebra"]\n', private), FIRST, IN_TIME)
    assert [(fault.field, fault.reason) for fault in caught.value.faults] == [("tasks.carpet.needs", "needs-own")]


@pytest.mark.parametrize(
    ("office", "reasons"),
    [("IR.hospitality", []), ("RU.embassy", ["stand-in-side"]), ("IR.nobody", ["unknown-id"])],
)
def test_only_an_office_of_the_same_side_stands_in(shared_text, office, reasons):
    lines = f'[tasks.carpet]\ntitle = "Carpet"\nowners = ["IR.protocol"]\ndue = 3\nstand_in = "{office}"\n'
    faults = []
    try:
        count_down(with_lines(shared_text, lines), FIRST, IN_TIME)
    except VisitFileError as refused:
        faults = [(fault.field, fault.reason) for fault in refused.faults]
    assert faults == [("tasks.carpet.stand_in", reason) for reason in reasons]


def test_tasks_and_offices_are_written_and_read_back(shared_text):
    lines = (
        '[tasks.carpet]\ntitle = "Carpet"\nowners = ["IR.protocol"]\ndue = 3\n[offices."IR.protocol"]\nside = "IR"\n'
    )
    private = '[own_tasks.zebra]\ntitle = "Zebra"\nneeds = ["carpet"]\n'
    visit = with_lines(shared_text, lines, private).visit
    written = write_visit(visit)
    assert "Zebra" not in written.shared
    again = read_visit(parse_toml("visit.toml", written.shared.encode()), parse_toml("p", written.private.encode()))
    assert again.visit == visit


def test_a_task_is_marked_as_done_by_lines_that_can_be_put_in(visit_file, shared_text):
    found = count_down(visit_file, FIRST, IN_TIME).countdown
    marking = marked_done(visit_file, found, "subject-briefs.IR", date(2027, 1, 7))
    assert isinstance(marking, Marking)
    (edit,) = marking.edits
    assert (edit.where, Path(edit.place[0]).name, edit.place[1]) == (Where.AT_END, "visit.toml", None)
    lines = lines_of_edit(edit, language("fa"))
    marked = count_down(with_lines(shared_text, "\n".join(lines)), FIRST, IN_TIME).countdown
    assert marked.line("subject-briefs.IR").duty.done_on == date(2027, 1, 7)
    assert marked_done(visit_file, found, "landing-permitt", IN_TIME)[0] == "landing-permit"


def test_what_a_file_says_of_a_task_already_is_marked_where_it_stands(shared_text):
    state, own = '[tasks.landing-permit]\nstate = "under-way"\n', '[own_tasks.zebra]\ntitle = "Zebra"\n'
    begun = with_lines(shared_text, state, own)
    found = count_down(begun, FIRST, IN_TIME).countdown
    head = begun.lines["tasks", "landing-permit"][1]
    marking = marked_done(begun, found, "landing-permit", date(2027, 1, 7))
    assert isinstance(marking, Marking)
    assert [(edit.where, edit.place, list(lines_of_edit(edit, language("en")))) for edit in marking.edits] == [
        (Where.INSTEAD, ("visit.toml", head + 1), ['state = "done"   # was "under-way"']),
        (Where.WITHIN, ("visit.toml", head), ["done_on = 2027-01-07"]),
    ]
    marking = marked_done(begun, found, "zebra", date(2027, 1, 7))
    assert isinstance(marking, Marking)
    assert [(edit.where, edit.place, list(lines_of_edit(edit, language("en")))) for edit in marking.edits] == [
        (Where.WITHIN, begun.lines["own_tasks", "zebra"], ['state = "done"', "done_on = 2027-01-07"]),
    ]


def test_a_task_that_is_done_keeps_its_day_and_there_is_nothing_to_write(shared_text):
    done = with_lines(shared_text, '[tasks.landing-permit]\nstate = "done"\ndone_on = 2027-01-05\n')
    marking = marked_done(done, count_down(done, FIRST, IN_TIME).countdown, "landing-permit", date(2027, 1, 7))
    assert isinstance(marking, Marking)
    assert marking.edits == ()


def test_what_is_said_to_be_done_later_than_today_is_told(shared_text):
    lines = '[tasks.landing-permit]\nstate = "done"\ndone_on = 2027-01-11\n'
    with pytest.raises(VisitFileError) as caught:
        count_down(with_lines(shared_text, lines), FIRST, IN_TIME)
    assert [(fault.field, fault.reason) for fault in caught.value.faults] == [
        ("tasks.landing-permit.done_on", "task-ahead")
    ]


def test_one_office_or_one_side_alone(visit_file):
    found = count_down(visit_file, FIRST, IN_TIME).countdown
    only = only_of(found, "RU.embassy")
    assert not isinstance(only, tuple)
    assert {line.duty.id for line in only.lines} >= {"landing-requested", "members-notified"}
    assert all("RU.embassy" in line.duty.owners for line in only.lines)
    assert "RU.embassy" in only_of(found, "embassy")
