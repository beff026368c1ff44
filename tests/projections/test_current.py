"""The rows and coverage of a programme, as its readers see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.projections.visits import at, full_day, going, resting, seen, with_journeys

from placet.model.programme import Programme
from placet.model.spans import Window
from placet.node.judging import case_of
from placet.projections.current import span_of
from placet.projections.programme import BlockRow, EngagementRow, MovementRow


def test_rows_stand_under_their_day_by_their_start():
    day = seen(full_day()).days[0]
    assert [row.id for row in day.rows] == ["flight", "arrival", "talks", "ministers", "lunch", "ball"]
    assert day.tracks == ("main", "ministers")


def test_a_day_without_rows_is_still_a_day():
    second = seen(full_day()).days[1]
    assert (second.number, second.rows, second.tracks) == (2, (), ())


def test_both_ends_of_a_movement_have_their_own_clock():
    flight = seen(full_day()).days[0].rows[0]
    assert isinstance(flight, MovementRow)
    assert (f"{flight.leaves_at:%H:%M}", flight.leaves_zone) == ("06:30", "Europe/Moscow")
    assert (f"{flight.arrives_at:%H:%M}", flight.arrives_zone) == ("09:00", "Asia/Tehran")


def test_an_engagement_that_ends_after_midnight_stands_under_the_day_on_which_it_begins():
    ball = seen(full_day()).days[0].rows[-1]
    assert isinstance(ball, EngagementRow)
    assert ball.day == 1
    assert ball.ends_at == at(0, 30, day=2)


def test_people_who_go_the_same_way_at_the_same_time_are_one_row():
    subject = with_journeys(
        full_day(),
        going("go:1", ("president-se",), at(9, 20), at(10)),
        going("go:2", ("minister-se",), at(9, 20), at(10)),
    )
    ways = [row for row in seen(subject).days[0].rows if isinstance(row, MovementRow) and row.movement is None]
    assert [way.parties for way in ways] == [("minister-se", "president-se")]
    assert ways[0].track == "main"


def test_a_way_belongs_to_the_track_of_what_it_leads_to():
    subject = with_journeys(full_day(), going("go:1", ("minister-se",), at(10, 50), at(11, 15), "palace", "ministry"))
    way = next(row for row in seen(subject).days[0].rows if row.id == "go:1")
    assert way.track == "ministers"


def test_protected_time_has_a_row_in_the_track_of_those_who_keep_it():
    block = next(row for row in seen(resting()).days[0].rows if isinstance(row, BlockRow))
    assert (block.tracks, span_of(block)) == (("main",), Window(at(10, 50), at(11, 10)))


def test_nobody_says_where_people_come_from_in_the_morning():
    early = going("go:1", ("minister-ar",), at(8, 30), at(9), "palace", "airport")
    later = going("go:2", ("minister-ar",), at(9, 30), at(10), "airport", "palace")
    ways = {row.id: row for row in seen(with_journeys(full_day(), early, later)).days[0].rows}
    assert [ways[name].origin for name in ("go:1", "go:2")] == ["", "airport"]


def test_a_track_of_an_agreement_without_an_engagement_is_there():
    found = {one.track: (one.engagements, one.left_out) for one in seen(full_day()).coverage}
    assert found == {"trade": (("talks",), ()), "culture": ((), ())}


def test_what_was_left_out_is_counted_and_serves_nothing():
    subject = full_day()
    placed = {name: one for name, one in subject.programme.placements.items() if name != "talks"}
    programme: Programme = replace(subject.programme, placements=placed, left_out=("talks",))
    projection = seen(case_of(subject.visit, programme, subject.timeline, subject.rulebook))
    assert (projection.kept, projection.wished) == (4, 5)
    assert [left.id for left in projection.left_out] == ["talks"]
    trade = next(one for one in projection.coverage if one.track == "trade")
    assert (trade.engagements, trade.left_out) == ((), ("talks",))


def test_daylight_is_known_for_a_dated_day_only():
    assert seen(full_day()).days[0].daylight is None
    dated = seen(full_day(date(2026, 5, 12))).days[0]
    assert dated.on == date(2026, 5, 12)
    assert dated.daylight is not None
    assert f"{dated.daylight.sunset:%H:%M}" == "19:00"


def test_everybody_has_the_rows_they_are_in():
    items = seen(full_day()).items
    assert [row.id for row in items["president-se"]] == ["flight", "arrival", "talks", "lunch", "ball"]
    assert [row.id for row in items["interpreter-1"]] == ["talks"]


def test_findings_stand_at_the_rows_they_speak_of():
    projection = seen(full_day())
    told = {row.id for day in projection.days for row in day.rows if not isinstance(row, BlockRow) and row.findings}
    spoken_of = {subject for finding in projection.findings for subject in finding.verdict.subjects}
    assert told == spoken_of & {row.id for day in projection.days for row in day.rows}
