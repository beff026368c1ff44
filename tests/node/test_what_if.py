"""What would be if something changed: planned anew, near to what there is, with the file left as it is."""

from __future__ import annotations

import pytest
from tests.planner.visits import clash, engagement, shown, visit_file

from placet.errors import VisitFileError
from placet.node.outcomes import Infeasible, Planned
from placet.node.planning import Searching
from placet.node.what_if import plan_what_if

TEXT = engagement("talks", "10:00") + engagement("lunch", "12:00", length="90m") + engagement("free", who=["q"])


def asked(*changes: str, text: str = TEXT):
    return plan_what_if(visit_file(text), changes, Searching(seconds=30))


def test_a_shorter_lunch_is_all_that_differs():
    first, told = asked("lunch lasts 45m")
    assert told is not None
    assert told.comparison is not None
    assert [change.id for change in told.comparison.difference.changes] == ["lunch"]
    assert isinstance(told.report.outcome, Planned)
    assert shown(told.report.outcome)["lunch"] == "12:00–12:45 a"
    assert isinstance(first.outcome, Planned)
    assert shown(first.outcome)["lunch"] == "12:00–13:30 a"


def test_what_is_dropped_and_added_is_told_of():
    _, told = asked("drop free", "add walk 30m with q in b")
    assert told is not None
    assert told.comparison is not None
    assert {change.id for change in told.comparison.difference.changes} == {"free", "walk"}


def test_what_could_not_be_kept_is_told_with_the_change_that_asks_for_it():
    # from 10:00 to 12:30 the talks would reach into the lunch that is stated for 12:00
    _, told = asked("talks lasts 150m")
    assert told is not None
    assert isinstance(told.report.outcome, Infeasible)
    assert {wanted.kind for wanted in told.report.outcome.clashes[0].requirements} >= {"time", "length"}
    assert told.report.visit_file.place_of("engagements", "talks", "length") == ("--what-if", 1)
    assert told.comparison is None


def test_without_a_programme_as_things_are_nothing_is_told():
    text = engagement("one", "10:00") + engagement("two", "10:30")
    assert clash(text).clashes
    first, told = asked("one lasts 30m", text=text)
    assert isinstance(first.outcome, Infeasible)
    assert told is None


def test_every_fault_of_the_changes_is_told_at_once():
    with pytest.raises(VisitFileError) as refused:
        asked("luncheon lasts 45m", "talks flies", "lunch lasts never")
    assert [(fault.file, fault.line) for fault in refused.value.faults] == [("--what-if", n) for n in (1, 2, 3)]
