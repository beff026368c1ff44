"""`placet dates` as people see it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.cli.running import placet

from placet.cli.exits import Exit
from placet.wording.isolates import without_isolates

ASKED = ("--from", "2027-05-03", "--to", "2027-05-16", "--today", "2026-12-01")
VISIT = """
format_version = 1
title = "A visit"
kind = "working"
[sides.AR]
name = "Arvandia"
role = "host"
country = "IR"
languages = ["fa"]
[sides.SE]
name = "Severia"
role = "guest"
languages = ["ru"]
[legs.city]
city = "Arvand"
zone = "Asia/Tehran"
[people.p]
side = "SE"
office = "President"
principal = true
[engagements.x]
title = "Talks"
who = ["p"]
day = 1
at = "10:00–16:00"
length = "60m"
[events.forum]
title = "Forum"
first = "2027-05-04"
bearing = "blocks"
"""
PRIVATE = """
[diary.trip]
who = ["p"]
on = 2027-05-10
until = 2027-05-12
between = "00:00–24:00"
title = "Away"
"""


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    folder = tmp_path / "visit"
    folder.mkdir()
    (folder / "visit.toml").write_text(VISIT, encoding="utf-8")
    (folder / "private.toml").write_text(PRIVATE, encoding="utf-8")
    return folder


def test_the_best_ten_are_shown_with_reasons_in_both_calendars(visit):
    result = placet("dates", visit, *ASKED)
    assert result.exit_code == Exit.DONE
    out = result.output
    assert "14 days looked at" in out
    assert "11 with a sound programme, 3 with none, 0 not decided" in out  # 10, 11 and 12 May are taken
    assert "1.  Monday 3 May 2027  13 Ordibehesht 1406" in out
    assert "4 more days: --all shows them." in out
    assert "Forum blocks Tue 4 May" not in out  # what is forbidden comes after nine others and last of those with one
    # Working: 45 days from 1 December 2026 is 15 January 2027.
    assert "from 15 January 2027 on: 45 days from today" in out


def test_all_shows_every_day_and_none_says_why(visit):
    out = " ".join(placet("dates", visit, *ASKED, "--all").output.split())
    assert "Forum blocks Tue 4 May [required]" in out
    assert out.count("none: because these cannot all be kept: Talks between 10:00 and 16:00") == 3
    assert "President away: Away, all day (Mon 10 May); only this office knows [advisable]" in out
    assert "Only if Eid al-Adha" in out


def test_one_day_is_explained_in_full(visit):
    result = placet("dates", visit, "--day", "2027-05-11", "--today", "2026-12-01")
    out = " ".join(result.output.split())
    assert result.exit_code == Exit.CLASH
    assert "weighs -10: diaries of the principals -10" in out
    assert "These cannot all be kept:" in out
    assert "Cheapest ways out" in out


def test_a_weight_changes_the_order_and_what_is_told(visit):
    usual = json.loads(placet("dates", visit, *ASKED, "--json").stdout)
    changed = json.loads(placet("dates", visit, *ASKED, "--json", "--weight", "host-weekend=9").stdout)
    friday = {day["starts_on"]: day["score"] for day in usual["days"]}["2027-05-07"]
    heavier = {day["starts_on"]: day["score"] for day in changed["days"]}["2027-05-07"]
    # The weekend of the host is -10; nine times that is 80 less.
    assert heavier == friday - 80
    assert (changed["weights"], usual["counts"]["yes"]) == ({"host-weekend": 9}, 11)


def test_all_that_is_wrong_with_what_was_typed_is_told_at_once(visit):
    wrong = ("--from", "2027-05-03", "--to", "2027-04-03", "--weight", "moon=1", "--weight", "fast", "--length", "99")
    result = placet("dates", visit, *wrong)
    assert result.exit_code == Exit.WRONG_FILE
    said = result.stderr
    assert all(part in said for part in ("moon", "fast", "2027-04-03", "99 days"))


def test_a_wrong_weight_in_the_file_is_told_with_its_place(visit):
    (visit / "private.toml").write_text(PRIVATE + "[date_weights]\nreciprocty = 3\n", encoding="utf-8")
    result = placet("dates", visit, *ASKED)
    assert result.exit_code == Exit.WRONG_FILE
    assert "private.toml" in result.stderr
    assert "reciprocty" in result.stderr


def test_a_commitment_on_a_day_and_a_date_is_refused(visit):
    (visit / "private.toml").write_text(PRIVATE + "day = 1\n", encoding="utf-8")
    result = placet("dates", visit, *ASKED)
    assert result.exit_code == Exit.WRONG_FILE
    assert "a day and a date" in " ".join(result.stderr.split())


def test_the_picture_and_the_best_programmes_are_written(visit, tmp_path):
    out = tmp_path / "choices"
    result = placet("dates", visit, *ASKED, "--plan", "2", "--out", out)
    assert result.exit_code == Exit.DONE
    page = (out / "days.html").read_text(encoding="utf-8")
    assert "stays in this office" in page
    assert page.count('class="day ') == 14 + 7  # the days, and the legend
    listed = re.findall(r'class="day [^"]* listed"[^>]*><i>([0-9]+)</i>', page)
    assert len(listed) == 10
    assert set(listed) == set(re.findall(r"<h3><bdi>[A-Z][a-z]+ ([0-9]+) May 2027", page))
    assert sorted(path.name for path in out.iterdir() if path.is_dir()) == ["2027-05-03", "2027-05-05"]
    assert (out / "2027-05-03" / "programme.toml").exists()


def test_of_each_day_that_is_written_it_is_said_what_may_be_handed_over(visit, tmp_path):
    result = placet("dates", visit, *ASKED, "--plan", "1", "--out", tmp_path / "choices")
    told = [line.strip() for line in result.stdout.split("a picture of the days", 1)[1].splitlines()]
    assert [line for line in told if line.startswith("stays here: ")] == [
        "stays here: days.html",
        "stays here: programme.toml, office.html",
    ]
    assert [line.startswith("to hand over: index.html, ") for line in told].count(True) == 1


def test_a_letter_that_no_font_draws_is_told_once_for_all_days_that_are_written(visit, tmp_path):
    # U+0378 is given to no letter, so that no font has it
    odd = VISIT.replace('title = "Forum"', 'title = "Forum \\u0378"')
    (visit / "visit.toml").write_text(odd, encoding="utf-8")
    line = 1 + next(number for number, said in enumerate(odd.splitlines()) if "u0378" in said)
    told = placet("dates", visit, *ASKED, "--plan", "2", "--out", tmp_path / "choices").stdout
    assert "".join(told.split()).count(f"visit.toml:{line}:nofontonthismachinedrawsit.") == 1


def test_what_a_file_says_is_escaped_on_the_picture(visit, tmp_path):
    hostile = VISIT.replace('title = "Forum"', 'title = "<script>alert(1)</script>"')
    (visit / "visit.toml").write_text(hostile, encoding="utf-8")
    placet("dates", visit, *ASKED, "--out", tmp_path / "out")
    page = (tmp_path / "out" / "days.html").read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_page_of_somebody_else_is_not_replaced(visit, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "days.html").write_text("mine", encoding="utf-8")
    assert placet("dates", visit, *ASKED, "--out", out).exit_code == Exit.STORAGE
    assert (out / "days.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("language", ["fa", "ru"])
def test_it_speaks_the_other_languages(visit, language):
    result = placet("dates", visit, *ASKED, "--all", "--say", language)
    assert result.exit_code == Exit.DONE
    assert {"fa": "بهترین‌ها", "ru": "начиная с лучших"}[language] in result.output


def test_a_visit_that_starts_with_several_processes_is_told_the_same(visit):
    asked = ("--from", "2027-04-01", "--to", "2027-06-10", "--today", "2026-12-01", "--json")
    one, two = (placet("dates", visit, *asked, "--processes", str(number)).stdout for number in (1, 2))
    assert one == two
    shutil.rmtree(visit)


def test_every_wrong_value_of_the_command_line_is_told_at_once(visit):
    wrong = ("--from", "2027-13-01", "--to", "soon", "--lead", "9999", "--length", "0", "too", "much")
    result = placet("dates", visit, *wrong)
    assert result.exit_code == Exit.WRONG_USE
    told = result.stderr.splitlines()
    assert [line.partition(":")[0] for line in told[:4]] == ["--from", "--to", "--lead", "--length"]
    assert told[4:] == ["Nothing more is taken here: too much", "placet dates --help shows how, with examples."]
    data = json.loads(placet("dates", visit, *wrong, "--json").stdout)
    assert data["message"].splitlines() == told[:5]


def test_a_required_option_with_a_wrong_value_is_not_called_missing_and_a_missing_one_is_told_too(tmp_path):
    told = placet("init", tmp_path / "home", "--side", "x y").stderr.splitlines()
    assert told[0].startswith("--side: “x y”")
    assert told[1:] == ["--name is missing.", "placet init --help shows how, with examples."]


def test_one_day_and_a_window_are_not_asked_for_together_whatever_else_is_wrong(visit):
    result = placet("dates", visit, "--day", "2027-05-11", "--to", "2027-06-01", "--lead", "9999")
    assert result.exit_code == Exit.WRONG_USE
    assert [line.partition(":")[0] for line in result.stderr.splitlines()[:2]] == ["--lead", "Choose one"]
    assert result.stderr.splitlines()[1] == "Choose one: --day, or --from and --to."


def test_what_an_option_is_given_is_told_with_the_option_once(visit):
    weights = ("--weight", "moon=99999", "--weight", "fast=               2000")
    wrong = ("--from", "2027-05-03", "--to", "2027-04-03", *weights, "--length", "61")
    told = placet("dates", visit, *wrong).stderr.splitlines()
    assert [line for line in told if line.startswith("--")] == [
        "--weight  moon",
        "--weight  moon: 99999",
        "--weight  fast: 2000",
        "--to  2027-04-03",
        "--length  61 days",
    ]


@pytest.mark.parametrize("weight", ["0000000009999", "", "-1", "1.5", "1001", "²", "9" * 5000])
def test_a_weight_that_none_can_have_is_refused(visit, weight):
    result = placet("dates", visit, "--weight", f"host-weekend={weight}")
    assert result.exit_code == Exit.WRONG_FILE
    assert "a whole number from 0 to 1000" in " ".join(result.stderr.replace(",", "").split())


def test_a_reason_that_counts_for_several_days_is_added_up(visit):
    out = " ".join(placet("dates", visit, "--day", "2027-05-11", "--today", "2027-05-01").output.split())
    assert "looked at 11 May 2027: 1 day looked at" in out
    # The diary -10; and less than 45 days to prepare -10.
    assert "weighs -20: time to prepare -10, diaries of the principals -10" in out


def test_to_plan_none_of_the_days_is_refused_with_what_to_do_instead(tmp_path):
    result = placet("dates", tmp_path, "--plan", "0")
    assert result.exit_code == Exit.WRONG_USE
    assert "0 is not a number of days to plan" in " ".join(result.stderr.split())


def refused(*asked: object) -> str:
    wrong = placet("dates", *asked)
    assert wrong.exit_code == 3, wrong.output
    return " ".join(wrong.stderr.split())


def test_a_day_that_has_passed_is_not_looked_at(visit: Path) -> None:
    told = "Expected: a day not before 2026-12-01, today."
    assert f"--day 2026-11-30 {told}" in refused(visit, "--day", "2026-11-30", "--today", "2026-12-01")
    window = ("--from", "2026-11-30", "--to", "2026-12-03", "--today", "2026-12-01")
    assert f"--from 2026-11-30 {told}" in refused(visit, *window)


def test_a_window_of_the_file_that_has_begun_is_looked_at_from_today_on(visit: Path) -> None:
    windowed(visit, "2026-11-01", "2026-12-03")
    report = json.loads(placet("dates", visit, "--today", "2026-12-01", "--json").stdout)
    assert sorted(day["starts_on"] for day in report["days"]) == ["2026-12-01", "2026-12-02", "2026-12-03"]


def test_a_window_of_the_file_that_is_over_is_told_with_its_line(visit: Path) -> None:
    windowed(visit, "2026-11-01", "2026-11-30")
    told = refused(visit, "--today", "2026-12-01")
    assert "visit.toml:1 latest: 2026-11-30 Expected: a day not before 2026-12-01, today." in told
    assert "The days of the file are over." in told


def windowed(visit: Path, earliest: str, latest: str) -> None:
    file = visit / "visit.toml"
    text = file.read_text("utf-8")
    file.write_text(f"latest = {latest}\nearliest = {earliest}\n{text}", "utf-8")


def test_in_persian_every_weight_and_count_is_in_persian_digits(visit):
    told = placet("dates", visit, *ASKED, "--all", "--details", "--weight", "event=3", "--say", "fa").stdout
    told, typed = told.split("placet dates ")
    assert "2027-05-03" in typed  # what is to be typed is as it is typed
    assert re.findall(r".*[0-9].*", told) == []
    assert "وزن" in told


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Eid al-Fitr and Eid al-Fitr Holiday in Arvandia: computed for 10 March 2027 and 11 March 2027; they hang",
        ),
        ("fa", "عید فطر و تعطیل عید فطر در Arvandia بنا بر محاسبه در ۱۰ مارس ۲۰۲۷ و ۱۱ مارس ۲۰۲۷ است؛ همه"),
        (
            "ru",
            "Ураза-байрам и Выходной по случаю Ураза-байрама, Arvandia: по расчёту 10 марта 2027 г. и 11 марта 2027 г.",
        ),
    ],
)
def test_holidays_that_hang_on_one_moon_are_told_once(visit, language, said):
    asked = ("--day", "2027-03-11", "--today", "2026-12-01", "--say", language)
    told = " ".join(without_isolates(placet("dates", visit, *asked).stdout).replace("\u200f", "").split())
    assert told.count(said) == 1
