"""The tutorial is true: its commands print what it shows. `make reference` writes the outputs anew."""

from __future__ import annotations

import re

import pytest
from scripts.run_tutorial import PAGES, Drawn, Printed, blocks, edit, follow, prepared


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_every_command_prints_what_the_tutorial_shows(page, tmp_path):
    steps = list(follow(page.read_text(encoding="utf-8"), prepared(tmp_path)))
    assert len(steps) >= 2
    assert {step.command: step.actual for step in steps if not step.is_true} == {}


def printed(wanted: str, actual: str) -> Printed:
    return Printed("placet plan", 0, tuple(wanted.splitlines()), tuple(actual.splitlines()))


def test_another_output_is_noticed():
    assert printed("kept all 11.", "kept all 11.").is_true
    assert not printed("kept all 11.", "kept 10 of 11.").is_true
    assert not printed("kept all 11.", "kept all 11.\nNothing to note.").is_true


def test_timings_and_line_breaks_do_not_count():
    assert printed("planned  0.2 s\nkept", "planned 11.4 s kept").is_true


def test_lines_may_be_left_out_and_stay_so_when_the_page_is_mended():
    shown = printed("one\n…\nfour", "one\ntwo\nthree\nfour")
    assert shown.is_true
    assert printed("one\n…\nfour", "1\n2\n3\n4").rewritten() == ("1", "…", "4")


def test_an_edit_that_fits_nowhere_is_refused(tmp_path):
    file = tmp_path / "visit.toml"
    file.write_text('zone = "UTC"\nday = 1\nday = 1\n', encoding="utf-8")
    edit(file, ('-zone = "UTC"', '+zone = "Europe/Lisbon"'))
    assert file.read_text(encoding="utf-8").startswith('zone = "Europe/Lisbon"\n')
    with pytest.raises(ValueError, match="found 0 times"):
        edit(file, ('-zone = "UTC"', '+zone = "Asia/Tehran"'))
    with pytest.raises(ValueError, match="found 2 times"):
        edit(file, ("-day = 1", "+day = 2"))


def test_blocks_are_found_with_kind_and_title():
    (block,) = blocks('Text\n```diff title="my-visit/visit.toml"\n-a\n+b\n```\nmore')
    assert (block.kind, block.title, block.first, block.lines) == ("diff", "my-visit/visit.toml", 2, ("-a", "+b"))


def test_numbers_drawn_by_lot_keep_to_their_places():
    drawn = Drawn()
    first = drawn.settled("state 6b7e f918 afe4 7a86, aloud 11111 22222 33333\n    44444 55555 66666")
    again = Drawn()
    assert again.settled("state 0000 f918 afe4 7a86, aloud 91111 22222 33333\n    44444 55555 66666") == first
    assert again.settled("state 0000 f918 afe4 7a86") == first.partition(",")[0]
    assert again.settled("state 0000 f918 afe4 7a87") != first.partition(",")[0]


def test_the_tutorial_of_two_sides_ends_with_the_same_number_at_both():
    page = next(page for page in PAGES if page.stem == "two-sides").read_text(encoding="utf-8")
    states = re.findall(r"^  state +(.+)$", page, re.MULTILINE)
    assert len(states) == 2
    assert states[0] == states[1]
