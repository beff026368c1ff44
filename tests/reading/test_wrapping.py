"""Text that goes on in the next line."""

from __future__ import annotations

import pytest

from placet.reading.grid import Row
from placet.reading.setting import setting_of
from placet.reading.wrapping import DIVIDED, goes_on, had_no_room, leads_to_time, settled, together


@pytest.mark.parametrize(
    ("text", "line", "whole"),
    [
        ("Lunch hosted by the", "President", "Lunch hosted by the President"),
        ("Shrine of Sainte-", "Anne-de-Beaupre", "Shrine of Sainte-Anne-de-Beaupre"),
        ("Hall Shakkyo-no-", "ma", "Hall Shakkyo-no-ma"),
        ("Hall Shakkyo-", "no-ma", "Hall Shakkyo-no-ma"),
        ("Building A-", "12", "Building A-12"),
        ("Talks on co-", "operation", f"Talks on co-{DIVIDED}operation"),
        ("Talks –", "Lunch", "Talks – Lunch"),
    ],
)
def test_two_lines_are_one_and_a_hyphen_stays_where_it_must(text, line, whole):
    assert together(text, line) == whole


def test_a_divided_word_is_as_the_paper_has_it_elsewhere_and_else_it_is_open():
    text = f"Talks on co-{DIVIDED}operation and re-{DIVIDED}export of pre-{DIVIDED}war maps"
    assert settled(text, {"cooperation", "re-export"}) == (
        "Talks on cooperation and re-export of prewar maps",
        [("prewar", "pre-war")],
    )


@pytest.mark.parametrize(
    ("text", "line", "goes"),
    [
        ("Talks", "with the Minister", True),
        ("Lunch hosted by the", "President", True),
        ("Встреча с", "Министром", True),
        ("Talks", "Lunch", False),
        ("Talks", "", False),
    ],
)
def test_a_line_goes_on_that_begins_small_or_stands_under_one_that_ends_in_the_middle(text, line, goes):
    assert goes_on(text, line) is goes


def test_a_line_had_no_room_if_its_first_word_would_have_reached_over_the_width():
    # 20 letters, a space and 8 are 29 of 30, more than nine tenths; with `Duke` they are 25.
    assert had_no_room("Reception hosted by ", "Embassy, Rome", 30)
    assert not had_no_room("Reception hosted by ", "Duke of York", 30)
    # Of `Sainte-Anne` only `Sainte-` had to fit: 20 and 1 and 7 are 28.
    assert had_no_room("Reception hosted by ", "Sainte-Anne", 30)
    assert not had_no_room("Reception hosted by ", "Embassy, Rome", 0)


def test_a_line_that_ends_with_until_or_at_leads_to_the_time_below_it():
    assert leads_to_time("Doors open until")
    assert leads_to_time("تالار باز است از")
    assert not leads_to_time("Doors open")


def rows(*texts: str) -> list[Row]:
    return [Row(where=f"line {number}", cells=(text,)) for number, text in enumerate(texts, 1)]


def test_a_paper_shows_its_width_by_full_lines_that_go_on():
    broken = ("Talks between the delegations of", "both sides", "Lunch hosted by the President of", "the host side")
    # Both full lines have 32 letters; three are needed.
    assert setting_of(rows("A title over the whole page that is far longer", *broken)).width == 0
    third = ("Return to the hotel by way of the", "old bridge")
    # The longest of the three has 33.
    assert setting_of(rows("A title over the whole page that is far longer", *broken, *third)).width == 33


def test_lines_that_go_on_early_show_no_width():
    short = ("Talks between the delegations of", "both sides", "Lunch by", "the host", "Walk in", "the park")
    assert setting_of(rows(*short)).width == 0
