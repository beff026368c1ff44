"""A line from the right in a terminal: what runs the other way is one run each, and nobody puts anything in order.

In the examples ⟨ and ⟩ stand for the two signs of an isolate, which nobody sees.
"""

from __future__ import annotations

import pytest

from placet.wording.isolates import END, ISOLATE, Said
from placet.wording.language import language
from placet.wording.runs import FROM_THE_RIGHT, command_last, foreign_isolated, from_the_right, runs_isolated

SHOWN = str.maketrans({ISOLATE: "⟨", END: "⟩"})
HIDDEN = str.maketrans({"⟨": ISOLATE, "⟩": END})


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("پوشه‌ای با visit.toml (و private.toml).", "پوشه‌ای با ⟨visit.toml⟩ (و ⟨private.toml⟩)."),
        ("--out DIR پوشه", "⟨--out DIR⟩ پوشه"),
        ("(Word، Excel، تقویم)", "(⟨Word⟩، ⟨Excel⟩، تقویم)"),
        ("نخست [⟨rules⟩.⟨night-rest⟩] در", "نخست ⟨[rules.night-rest]⟩ در"),
        ('بنویسید: "⟨60⟩m"', 'بنویسید: "⟨60m⟩"'),
        ('متن: `{ en = "…" }` یا', 'متن: ⟨`{ en = "…" }`⟩ یا'),
        ("چنین: 2030-01-31.", "چنین: ⟨2030-01-31⟩."),
        ("هیچ", "هیچ"),
        ("–", "–"),
        ("", ""),
    ],
)
def test_every_run_is_isolated_with_its_own_signs_and_without_those_of_the_sentence(said, shown):
    assert runs_isolated(said.translate(HIDDEN)).translate(SHOWN) == shown


def test_names_that_stand_by_themselves_stay_isolated_each_for_itself():
    """One isolate around both would turn round the order in which a Persian reader expects them."""
    said = "⟨Иван Петров⟩ و ⟨Mary Ann⟩، ⟨en⟩".translate(HIDDEN)
    assert runs_isolated(said) == said


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("placet why ⟨a/b⟩ ⟨talks⟩", "placet why a/b talks"),
        ("placet COMMAND --help هر فرمان", "placet COMMAND --help هر فرمان"),
        ("  placet read x --accept 1,3  پذیرفتن", "  placet read x --accept 1,3  پذیرفتن"),
        ("«placet --version» یا", "«placet --version» یا"),
        ("placet why ⟨x⟩ مذاکرات", "placet why x مذاکرات"),
        # What ends in a sign would have it on the wrong side.
        ("placet check .", "⟨placet check .⟩"),
        ('placet why x "prime minister"  چرا', '⟨placet why x "prime minister"⟩  چرا'),
    ],
)
def test_a_command_is_there_to_be_copied_without_hidden_signs(said, shown):
    assert runs_isolated(said.translate(HIDDEN)).translate(SHOWN) == shown


@pytest.mark.parametrize("line", ["visit.toml خوانده شد", "  – visit", "\x1b[31mvisit\x1b[0m"])
def test_a_line_that_begins_the_other_way_says_which_way_it_runs(line):
    assert from_the_right(line) == f"{FROM_THE_RIGHT}{line}"


@pytest.mark.parametrize("line", ["خوانده شد visit.toml", "\x1b[1mخوانده\x1b[0m", "", "  "])
def test_a_line_that_begins_from_the_right_needs_no_sign(line):
    assert from_the_right(line) == line


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Opening (formal).", "⟨Opening (formal).⟩"),  # all foreign: its full stop is its own
        ("مراسم (رسمی)", "مراسم (رسمی)"),
        ("placet plan", "placet plan"),
        (Said("visit.toml"), "visit.toml"),
    ],
)
def test_a_text_of_a_file_is_one_run_with_all_its_signs_unless_it_has_anything_from_the_right(said, shown):
    assert foreign_isolated(said).translate(SHOWN) == shown


def test_a_command_is_taken_from_the_end_of_a_sentence_and_from_nowhere_else():
    english = language("en")
    ends = english.fill("Look: placet check a: placet plan {visit}", {"visit": "'b c'"})
    assert command_last(ends) == ("Look: placet check a:", "placet plan 'b c'")
    assert command_last(english.fill("Look: {command}", {"command": "placet check a"})) == ("Look:", "placet check a")
    assert command_last(english.fill("Look: placet check {a}. Or not.", {"a": "a"}))[1] == ""
    assert command_last(english.fill("placet check a", {})) == ("placet check a", "")
    assert command_last(english.fill("Ask placet for help.", {})) == ("Ask placet for help.", "")


def test_what_others_wrote_is_never_taken_for_a_command():
    words = "because: placet purge erase a; true"
    assert command_last(words) == (words, "")
    assert command_last(language("en").fill("A remark: {words}", {"words": words})) == (f"A remark: {words}", "")
