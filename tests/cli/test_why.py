"""Why is it there, why not, and what would move it: the reason is what a rule says of the next hour."""

from __future__ import annotations

import pytest
from tests.cli.running import placet
from tests.cli.test_plan_shown import CROWDED
from tests.cli.visits import CLASH, SMALL, written


def said(visit: object, thing: str) -> str:
    return " ".join(placet("why", visit, thing).stdout.split())


def test_a_stated_hour_is_the_reason(tmp_path):
    printed = said(written(tmp_path, SMALL), "talks")
    assert "it is D 10:00–11:00 at Palace" in printed
    assert "begins at 10:00" in printed
    assert "asked for by Arvandia; not agreed yet" in printed
    assert "earlier? No. At 09:55: Required. Talks begins at D 09:55; the file says" in printed
    assert "later? No. At 10:05: Required." in printed


def test_an_engagement_that_may_move_says_how_far(tmp_path):
    # The wreath ends 15 minutes of way before 10:00, or begins 15 after 11:00; nothing else holds it.
    printed = said(written(tmp_path, SMALL), "wreath")
    assert "nothing else has to move" in printed or "Nothing objects" in printed


def test_what_is_left_out_has_its_ways_in_with_who_wished_it(tmp_path):
    printed = said(written(tmp_path, CROWDED), "wreath")
    assert "not in the programme, which may do without it" in printed
    assert "way in a It fits if" in printed
    assert "reopens nothing agreed" in printed


def test_a_thing_is_found_by_the_beginning_of_its_title_in_any_case(tmp_path):
    assert said(written(tmp_path, SMALL), "TAL") == said(tmp_path, "talks")


def test_two_things_of_one_beginning_are_both_named(tmp_path):
    result = placet("why", written(tmp_path, SMALL), "prime")
    assert result.exit_code == 2
    assert "Did you mean: pm-ar, pm-se" in result.stderr


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        ("pm-se", "takes part"),
        ("palace", "held there D 10:00–11:00 Talks"),
        ("night-rest", "kept everywhere in this programme"),
        ("airport", "in nothing that is in the programme"),
    ],
)
def test_other_things(tmp_path, thing, expected):
    assert expected in said(written(tmp_path, SMALL), thing)


def test_where_nothing_can_be_planned_the_clash_is_shown(tmp_path):
    visit = written(tmp_path, CLASH)
    result = placet("why", visit, "wreath")
    assert result.exit_code == 4
    assert "“Wreath” is part of what cannot all be kept" in result.stdout
