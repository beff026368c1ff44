"""Starts lie on a grid of five minutes; hours that somebody asks for are kept even where the grid has none."""

from __future__ import annotations

import pytest
from tests.planner.visits import clash, kinds, planned, shown

ONE = """
[engagements.x]
title = "X"
who = ["p"]
venues = ["a"]
"""


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        # The window is 31 minutes long, and so is the engagement.
        ('at = "from 10:02"\nends = "by 10:33"\nlength = "31m"', "10:02–10:33 a"),
        # A window without a point of the grid: 10:01 to 10:04.
        ('at = "10:01–10:04"\nlength = "30m"', "10:01–10:31 a"),
        # The end is stated, 3 minutes beside the grid, and so the length of 30 leads to 10:03.
        ('ends = "10:33"\nlength = "30m"', "10:03–10:33 a"),
    ],
)
def test_hours_beside_the_grid_are_kept_to_the_minute(asked: str, found: str) -> None:
    assert shown(planned(f"{ONE}{asked}\n")) == {"x": found}


def test_the_hours_of_a_venue_beside_the_grid_are_kept_to_the_minute() -> None:
    opens = '[venues.a]\nopenings = [{ hours = "10:02–10:33" }]\n'
    assert shown(planned(f'{ONE}length = "31m"\n{opens}')) == {"x": "10:02–10:33 a"}


def test_what_may_be_left_out_is_not_left_out_for_the_grid() -> None:
    opens = '[venues.a]\nopenings = [{ hours = "10:02–10:33" }]\n'
    assert shown(planned(f'{ONE}length = "31m"\noptional = true\n{opens}')) == {"x": "10:02–10:33 a"}


def test_what_follows_at_once_on_something_beside_the_grid_is_kept_to_the_minute() -> None:
    # X ends at 10:32; Y must begin within 2 minutes, before 10:35.
    text = f"""{ONE}at = "10:02"
length = "30m"
[engagements.y]
title = "Y"
who = ["p"]
venues = ["a"]
length = "30m"
after = [{{ engagement = "x", most = "2m" }}]
"""
    (start, _) = shown(planned(text))["y"].split("–")
    assert start in ("10:32", "10:33", "10:34")


def test_what_has_a_start_on_the_grid_begins_there() -> None:
    # 10:03 to 10:12 holds 10:05 and 10:10.
    assert shown(planned(f'{ONE}at = "10:03–10:12"\nlength = "30m"\n'))["x"] in ("10:05–10:35 a", "10:10–10:40 a")


def test_what_fits_at_no_minute_is_a_clash() -> None:
    # 30 minutes are there from 10:02 to 10:32, 31 are asked for.
    found = clash(f'{ONE}at = "from 10:02"\nends = "by 10:32"\nlength = "31m"\n')
    assert ("length", "x") in kinds(found)
