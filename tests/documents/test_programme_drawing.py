"""The drawing of a day: bars at their hours, and labels that can be read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.projections.visits import full_day, resting, seen
from tests.rules.cases import case, engagement

from placet.documents.programme_page.content import content
from placet.documents.programme_page.drawing import Bar, Label
from placet.model.declare import Layer
from placet.model.ids import EngagementId
from placet.projections.current import project
from placet.projections.programme import Late


def strips(subject=None):
    drawing = content(seen(subject or full_day()), "AR", "en").days[0].drawing
    assert drawing is not None
    return drawing.strips


def crowded(count):
    """One track, an engagement of 25 minutes every 40 from 08:00."""
    text = ""
    for number in range(count):
        minute = 8 * 60 + 40 * number
        title = f"Courtesy call on office number {number}"
        at = f"{minute // 60:02d}:{minute % 60:02d}"
        text += engagement(f"e{number}", at, title=title, length="25m", venues=["palace"], who=["president-ar"])
    return case(text)


def overlapping(bars: list[Bar]) -> list[tuple[Bar, Bar]]:
    return [
        (one, other)
        for index, one in enumerate(bars)
        for other in bars[index + 1 :]
        if one.lane == other.lane and one.start < other.start + other.width and other.start < one.start + one.width
    ]


def test_bars_stand_where_their_hours_are():
    # The flight leaves at 07:00 and the ball ends in the hour to 01:00: 18 hours. Talks begin 3 hours after the flight
    # and last 45 minutes: 3/18 = 16.667 and 0.75/18 = 4.167 hundredths, less what the start was rounded up.
    main = strips()[0]
    talks = next(bar for bar in main.bars if bar.number == "2")
    assert (talks.start, talks.width) == (16.667, 4.166)
    assert (talks.side, talks.agreed) == ("theirs", True)


def test_parallel_engagements_of_a_track_get_lanes():
    both = engagement("one", "10:00", length="60m", who=["president-ar"]) + engagement(
        "two", "10:30", length="60m", who=["president-se"]
    )
    strip = strips(case(both))[0]
    assert strip.lanes == 2
    assert overlapping([bar for bar in strip.bars if bar.style == "engagement"]) == []


@pytest.mark.parametrize("count", [1, 5, 18, 22])
def test_no_label_lies_on_another(count):
    for strip in strips(crowded(count)):
        for index, label in enumerate(strip.labels):
            assert label.start + label.width <= 100.001
            for other in strip.labels[index + 1 :]:
                assert label.step != other.step or label.start + label.width <= other.start + 0.001


def test_no_leader_runs_through_a_label_unless_the_strip_says_so():
    for strip in [*strips(), *strips(crowded(5))]:
        assert not strip.crossing
        for label in strip.labels:
            assert [other for other in strip.labels if runs_through(other, label)] == []


def runs_through(one: Label, other: Label) -> bool:
    return one.step > other.step and other.start < one.start < other.start + other.width


def test_protected_time_is_a_band_behind_the_bars():
    bands = [bar for bar in strips(resting())[0].bars if bar.style == "block"]
    assert len(bands) == 1
    assert [label.words for label in strips(resting())[0].labels if label.style == "block"] == ["Rest"]


def tail(minutes, *, further=False):
    """How late the talks of the day may run, as it is drawn."""
    late = Late(timedelta(minutes=minutes), further, "then lunch has to move")
    drawing = (
        content(project(full_day(), Layer.INTERNAL, late={EngagementId("talks"): late}), "AR", "en").days[0].drawing
    )
    assert drawing is not None
    return next(bar for bar in drawing.strips[0].bars if bar.style == "late")


def test_minutes_that_an_engagement_may_run_late_stand_where_it_ends():
    # 45 of 18 hours of 60 minutes: 4.167 hundredths, from the end of the talks at 16.667 + 4.166 on.
    drawn = tail(45)
    assert (drawn.minutes, drawn.tip, drawn.start, drawn.width) == ("45′", "then lunch has to move", 20.833, 4.167)
    assert (tail(0).minutes, tail(0).width) == ("0′", 0.0)


def test_how_late_is_not_written_where_that_is_not_known():
    assert tail(180, further=True).minutes == ""


def test_minutes_are_written_where_the_next_number_leaves_them_room():
    # The drawing has 4 hours, from 10 to 14: 6 minutes are 2.5 hundredths, and 2.6 are needed; 7 are 2.917.
    assert [tight(6), tight(7)] == ["", "5′"]


def tight(minutes):
    """The minutes written after the first of two engagements between which so many minutes lie."""
    both = engagement("one", "10:00", length="60m", who=["president-ar"]) + engagement(
        "two", f"11:{minutes:02d}", length="60m", who=["president-ar"]
    )
    late = {EngagementId("one"): Late(timedelta(minutes=5), False, "")}
    drawing = content(project(case(both), Layer.INTERNAL, late=late), "AR", "en").days[0].drawing
    assert drawing is not None
    return next(bar.minutes for bar in drawing.strips[0].bars if bar.style == "late")
