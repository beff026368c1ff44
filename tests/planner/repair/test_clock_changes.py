"""Hours that the clock of Berlin skips (30 March 2031, 02:00 is 03:00) or shows twice (26 October, 03:00 is 02:00)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.planner.repair.repairs import outcome_for
from tests.planner.visits import engagement, visit_file

from placet.almanac.timeline import Timeline
from placet.formats.change_lines import read_changes
from placet.model.ids import EngagementId, VenueId
from placet.model.programme import Placement, Programme
from placet.planner.repair.amended import Amended, amended
from placet.planner.repair.outcome import Repaired

FORWARD, BACK = "2031-03-30", "2031-10-26"
TALKS = EngagementId("talks")


def laid(starts_on: str, *changes: str) -> Amended:
    """Talks at one o'clock, an hour before the clock changes, for two hours."""
    head = f'starts_on = {starts_on}\n[legs.city]\nzone = "Europe/Berlin"\n'
    file = visit_file(head + engagement("talks", "01:00", day=1, length="2h"))
    timeline = Timeline(file.visit)
    starts = timeline.wall(1, 60, "Europe/Berlin")
    ends = (starts.astimezone(UTC) + timedelta(hours=2)).astimezone(starts.tzinfo)
    before = Programme(
        starts_on=file.visit.starts_on, placements={TALKS: Placement(engagement=TALKS, starts_at=starts, ends_at=ends)}
    )
    return amended(file.visit, before, timeline, read_changes(enumerate(changes, 1), "--change", file.visit, before, 1))


@pytest.mark.parametrize("change", ["talks at 02:30", "talks moved to b at 02:30", "add call 30m at 02:30"])
@pytest.mark.parametrize(("starts_on", "reason"), [(FORWARD, "no-such-time"), (BACK, "time-twice")])
def test_an_hour_that_is_none_or_two_is_not_read_as_another(starts_on: str, reason: str, change: str) -> None:
    found = laid(starts_on, "talks ends +5", change)
    assert [(one.number, error.reason) for one, error in found.unclear] == [(2, reason)]


@pytest.mark.parametrize(
    ("change", "utc"),
    [
        # The first half past two is still at +2, the second at +1.
        ("talks at 02:30 (first)", 0),
        ("talks at 02:30 (second)", 1),
    ],
)
def test_of_an_hour_that_comes_twice_one_is_named(change: str, utc: int) -> None:
    found = laid(BACK, change)
    talks = found.visit.engagements[TALKS]
    assert found.unclear == ()
    assert talks.at.clock is not None
    begins = Timeline(found.visit).instant(1, talks.at.clock, "Europe/Berlin")
    assert begins.astimezone(UTC) == datetime(2031, 10, 26, utc, 30, tzinfo=UTC)


def test_what_is_moved_over_the_change_of_the_clock_lasts_as_long() -> None:
    # 01:00 at +2 is 23:00 in Greenwich, and 100 minutes later 00:40: 02:40 at +2. Two hours on it is 03:40 at +1.
    length = laid(BACK, "talks +100").visit.engagements[TALKS].length
    assert length is not None
    assert length.typical == timedelta(hours=2)


def test_what_begins_before_the_change_runs_over_by_what_was_asked_for() -> None:
    # Two hours and a half; the clocks on the wall show 01:00 and 02:30.
    length = laid(BACK, "talks ends +30").visit.engagements[TALKS].length
    assert length is not None
    assert length.typical == timedelta(minutes=150)


def test_what_both_sides_left_open_is_reckoned_in_hours_that_pass() -> None:
    # From 01:00 at +2 to the second half past two, at +1: two hours and a half, where the clocks show one and a half.
    head = f'starts_on = {BACK}\n[legs.city]\nzone = "Europe/Berlin"\nday = "00:00–20:00"\n'
    reopened = []
    for margin in ("149m", "150m"):
        file = visit_file(head + engagement("talks", "01:00", day=1, agreed="P-14", margin=margin))
        starts = Timeline(file.visit).wall(1, 60, "Europe/Berlin")
        put = Placement(engagement=TALKS, starts_at=starts, ends_at=starts + timedelta(hours=1), venue=VenueId("a"))
        before = Programme(starts_on=file.visit.starts_on, placements={TALKS: put})
        found = outcome_for(file, before, "talks at 02:30 (second)")
        assert isinstance(found, Repaired)
        reopened.append([one.agreed for one in found.answers[0].reopens])
    assert reopened == [["P-14"], []]
