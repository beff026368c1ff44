"""Several programmes side by side, and what would be if: what an office reads, what is written, what is refused."""

from __future__ import annotations

import json
import re

import pytest
from tests.cli.homes import VISIT
from tests.cli.running import placet
from tests.cli.visits import CLASH, HEAD, SMALL, TALKS, WREATH, written

from placet.wording.isolates import without_isolates
from placet.wording.runs import FROM_THE_RIGHT

FREE = HEAD + TALKS.format(at="") + WREATH
"""Talks and a wreath at any hour of the day."""


def test_each_stands_under_its_letter_with_what_it_costs_and_what_is_proven(tmp_path):
    printed = placet("plan", written(tmp_path, FREE), "--variants", 3, "--within", 60).stdout
    head = next(line for line in printed.splitlines() if line.split() == ["A", "B", "C"])
    assert printed.index("3 programmes that really differ, none more than 60 % worse than A") < printed.index(head)
    assert re.search(r"Talks +D \d\d:\d\d +D \d\d:\d\d +D \d\d:\d\d", printed)
    assert re.search(r"value of what is left out +0 +(0|10) +(0|10)", printed)
    assert "B differs from A in at least 2; nothing within this loss differs in more." in printed
    assert re.search(r"C differs from A and B in at least \d; nothing within this loss differs in more.", printed)


def test_where_there_is_no_other_that_is_said(tmp_path):
    only = HEAD + TALKS.format(at='at = "10:00"')
    result = placet("plan", written(tmp_path, only), "--variants", 2)
    assert result.exit_code == 0
    assert "Within 10 % there is no further programme" in result.stdout
    assert "differ, none more than" not in result.stdout


def test_they_are_written_under_their_letters_and_can_be_compared(tmp_path):
    visit, out = written(tmp_path, FREE), tmp_path / "ways"
    printed = placet("plan", visit, "--variants", 2, "--within", 60, "--out", out).stdout
    assert sorted(path.name for path in out.iterdir() if path.suffix == ".toml") == ["variant-a.toml", "variant-b.toml"]
    assert "variant-a.toml, variant-b.toml" in printed
    compared = placet("compare", visit, out / "variant-a.toml", out / "variant-b.toml")
    assert compared.exit_code == 0
    assert "2 of 2 differ" in compared.stdout
    checked = placet("check", visit, "--programme", out / "variant-b.toml")
    assert checked.exit_code == 0


def test_fewer_the_next_time_leave_none_of_last_time_behind(tmp_path):
    visit, out = written(tmp_path, FREE), tmp_path / "ways"
    placet("plan", visit, "--variants", 3, "--within", 60, "--out", out)
    placet("plan", visit, "--variants", 2, "--within", 60, "--out", out)
    assert sorted(path.name for path in out.glob("variant-*")) == ["variant-a.toml", "variant-b.toml"]


def test_the_one_that_is_taken_is_written_with_its_papers(tmp_path):
    visit, out, ways = written(tmp_path, FREE), tmp_path / "papers", tmp_path / "ways"
    placet("plan", visit, "--variants", 2, "--within", 60, "--out", ways)
    result = placet("plan", visit, "--variants", 2, "--within", 60, "--take", "B", "--out", out)
    assert result.exit_code == 0
    assert (out / "programme.toml").read_bytes() == (ways / "variant-b.toml").read_bytes()
    assert (out / "index.html").exists()


def test_variants_do_not_come_among_the_papers_of_a_programme(tmp_path):
    visit, out = written(tmp_path, FREE), tmp_path / "papers"
    placet("plan", visit, "--out", out)
    before = {path.name for path in out.iterdir()}
    result = placet("plan", visit, "--variants", 2, "--out", out)
    assert result.exit_code == 2
    assert "Give the variants a folder of their own." in result.stderr
    assert {path.name for path in out.iterdir()} == before


def test_a_clash_is_told_as_ever(tmp_path):
    result = placet("plan", written(tmp_path, CLASH), "--variants", 3)
    assert result.exit_code == 4
    assert "Cheapest ways out" in result.stdout
    assert "further programme" not in result.stdout


def test_as_data(tmp_path):
    result = placet("plan", written(tmp_path, FREE), "--variants", 3, "--within", 60, "--json")
    told = json.loads(result.stdout)["variants"]
    assert (told["asked"], told["within"], told["ended"]) == (3, 60, "enough")
    assert [one["letter"] for one in told["others"]] == ["b", "c"]
    assert all(one["proven"] and one["sound"] for one in told["others"])
    assert told["others"][0]["elsewhere"] == ["talks", "wreath"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--variants", 1), "“1” is no number of programmes. Give one from 2 to 9."),
        (("--variants", 3, "--within", 101), "“101” is no loss in per cent."),
        (("--within", 5), "--within belongs to --variants."),
        (("--take", "B"), "--take belongs to --variants."),
        (("--variants", 2, "--take", "C"), "“C” is the letter of none of these programmes: A, B."),
        (("--variants", 2, "--take", "B"), "--take writes a programme, but no folder is named. Name it with --out."),
        (("--variants", 2, "--what-if", "drop talks"), "--variants and --what-if are two questions."),
        (("--what-if", "drop talks", "--out", "here"), "--what-if writes nothing"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_sought(tmp_path, options, said):
    result = placet("plan", written(tmp_path, FREE), *options)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_the_letter_of_one_that_was_not_found_is_told_with_those_that_were(tmp_path):
    only = HEAD + TALKS.format(at='at = "10:00"')
    result = placet("plan", written(tmp_path, only), "--variants", 2, "--take", "B", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "There is no programme B: there are A." in result.stderr
    assert not (tmp_path / "out").exists()


def test_what_if_without_a_change_is_told_as_that(tmp_path):
    result = placet("plan", written(tmp_path, SMALL), "--what-if", "")
    assert result.exit_code == 3
    assert "--what-if:1  no change" in result.stderr


def test_what_if_says_what_would_be_otherwise_and_leaves_the_file(tmp_path):
    visit = written(tmp_path, SMALL)
    before = {path: path.read_bytes() for path in visit.rglob("*") if path.is_file()}
    result = placet("plan", visit, "--what-if", "talks lasts 90m")
    assert result.exit_code == 0
    assert "what if    talks lasts 90m" in result.stdout
    assert re.search(r"Talks +is 30 min longer", result.stdout)
    assert re.search(r"as it is +then", result.stdout)
    assert {path: path.read_bytes() for path in visit.rglob("*") if path.is_file()} == before


def test_what_if_that_cannot_be_ends_like_a_clash(tmp_path):
    result = placet("plan", written(tmp_path, SMALL), "--what-if", "pm-ar away day 1")
    assert result.exit_code == 4
    assert "Then these could not all be kept:" in result.stdout
    assert "--what-if:1" in result.stdout


@pytest.mark.parametrize(
    ("language", "who", "wanted_by"),
    [
        (
            "en",
            "President of Severia: taken on Mon 10 May, 10:30–11:30, by “president-se away 10:30-11:30”",
            "asked for now",
        ),
        (
            "fa",
            "President of Severia: دوشنبه ۱۰ مه، ۱۰:۳۰–۱۱:۳۰، به‌سبب «president-se away 10:30-11:30» وقت ندارد",
            "اکنون خواسته شده",
        ),
        (
            "ru",
            "President of Severia: время занято, пн, 10 мая, 10:30–11:30: «president-se away 10:30-11:30»",
            "запрошено сейчас",
        ),
    ],
)
def test_an_absence_that_is_asked_about_is_told_in_words_and_stands_in_no_file(tmp_path, language, who, wanted_by):
    """The talks of 10:00 last an hour, and half of it is in the absence."""
    asked = ("plan", written(tmp_path, VISIT), "--what-if", "president-se away 10:30-11:30", "--say", language)
    lines = without_isolates(placet(*asked).stdout).replace(FROM_THE_RIGHT, "").splitlines()
    rows = [re.split(" {2,}", line.strip()) for line in lines]
    first, second = (next(n for n, row in enumerate(rows) if row[0] in figure) for figure in (("1", "۱"), ("2", "۲")))
    assert rows[first][2:] == [wanted_by, "--what-if:1"]
    assert " ".join([rows[first][1], *(row[0] for row in rows[first + 1 : second])]) == who


def test_what_if_as_data(tmp_path):
    told = json.loads(placet("plan", written(tmp_path, SMALL), "--what-if", "drop wreath", "--json").stdout)["what_if"]
    assert told["outcome"] == "planned"
    assert told["asked"] == [{"words": "drop wreath", "number": 1, "about": "wreath"}]
    assert [change["id"] for change in told["changes"]["changed"]] == ["wreath"]
