"""Every exit code is reached for real, and each failure says what to do next."""

from __future__ import annotations

import pytest
from tests.cli.running import placet, placet_process
from tests.cli.visits import CLASH, SMALL, UNSOUND, WRONG, written

NO_SECONDS = ("nan", "inf", "1e400", "-1", "0", "86401", "soon")


@pytest.fixture
def small(tmp_path):
    return written(tmp_path / "visit", SMALL)


def test_0_a_visit_is_planned(small):
    result = placet("plan", small)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "10:00–11:00  Talks" in result.stdout


def test_0_a_sound_file_is_checked(small):
    assert placet("check", small).exit_code == 0


def test_1_a_mistake_of_placet_is_admitted_without_a_traceback(small, monkeypatch):
    assert placet("plan", "--help").exit_code == 0  # the command is loaded now
    monkeypatch.setattr("placet.cli.plan.answered", lambda *_, **__: 1 // 0)
    result = placet("plan", small)
    assert result.exit_code == 1
    assert "a mistake in Placet, not in your visit" in result.stderr
    assert "ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.stderr
    assert "--traceback" in result.stderr


def test_1_with_traceback_it_shows_where(small, monkeypatch):
    assert placet("plan", "--help").exit_code == 0
    monkeypatch.setattr("placet.cli.plan.answered", lambda *_, **__: 1 // 0)
    assert "Traceback (most recent call last)" in placet("plan", small, "--traceback").stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["chek"], "There is no command “chek”. Did you mean: check"),
        (["plan", "--colour"], "There is no option --colour."),
        (["plan", "--sed", "3"], "There is no option --sed. Did you mean: --seed"),
        (["plan", "--seed"], "--seed wants a value after it."),
        (["plan", "--json=yes"], "--json takes no value."),
        (["check", "a", "b"], "Nothing more is taken here: b"),
        (["new", "x", "--template", "grand"], "--template: “grand” is none of these: courtesy, working, official,"),
        (["plan", "--date", "2030-02-30"], "is not a date. Write it as 2030-01-31."),
        (["plan", "--date", "9999-01-01"], "Choose a year from 1900 to 2100."),
        (["rules", "night"], "Did you mean: night-rest"),
        (["why", "."], "THING is missing."),
        (["read", "x.docx"], "--out is missing."),
        (["new", "x", "--template", "state", "--like", "y"], "Choose one"),
        (["export", "x"], "placet export DIR --published"),
        *((["plan", "--time-limit", n], "Give one from 0.001 to 86400 (a day)") for n in NO_SECONDS),
        *((["plan", "--work", n], "Give a number above 0, such as 2") for n in ("nan", "inf", "0", "-1", "much")),
        *((["plan", "--seed", n], "Give a whole number from 0 to 2147483647") for n in ("-1", "1.5", "9" * 5000)),
        (["plan", "--out", ""], "The name is empty. Write . for this folder."),
        (["check", ""], "The name is empty."),
        (["new", ""], "The name is empty."),
    ],
)
def test_2_wrong_use_says_what_is_meant(args, said):
    result = placet(*args)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_2_plan_alone_in_a_folder_without_a_visit_says_how_to_begin(tmp_path):
    run = placet_process("plan", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert "No visit here. Begin with what you have: placet read" in run.stderr


def test_plan_alone_in_a_folder_with_a_visit_plans_it(small):
    assert placet_process("plan", cwd=small).returncode == 0


def test_2_a_thing_that_is_not_in_the_visit_has_neighbours(small):
    result = placet("why", small, "taks")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Did you mean: talks" in result.stderr


def test_3_every_mistake_of_a_file_is_shown_at_once_with_its_line(tmp_path):
    result = placet("plan", written(tmp_path, WRONG))
    assert result.exit_code == 3
    assert "engagements.talks.length: 60" in result.stderr
    assert 'Write a unit: "60m"' in result.stderr
    assert "engagements.wreath.kind: wreth" in result.stderr
    assert "Did you mean: wreath" in result.stderr
    assert "2 things to mend. Nothing was written." in result.stderr
    line = WRONG.splitlines().index("length = 60") + 1
    assert f"visit.toml:{line}" in result.stderr


def test_3_a_clock_that_does_not_exist_on_that_day(tmp_path):
    # In Prague the clocks jump from 02:00 to 03:00 on 31 March 2030.
    text = SMALL.replace("Asia/Tehran", "Europe/Prague").replace('at = "10:00"', 'at = "02:30"')
    result = placet("plan", written(tmp_path, text), "--date", "2030-03-31")
    assert result.exit_code == 3
    assert "the clock jumps from 02:00 to 03:00" in " ".join(result.stderr.split())


def test_4_what_cannot_all_be_kept(tmp_path):
    assert placet("plan", written(tmp_path, CLASH)).exit_code == 4


def test_5_a_programme_that_breaks_what_must_be_kept(tmp_path):
    result = placet("check", written(tmp_path, UNSOUND))
    assert result.exit_code == 5
    assert "not sound, 2 broken that must be kept" in result.stdout  # two places at once, and no time for the drive
    assert "In two places at once: Prime Minister of Severia" in " ".join(result.stdout.split())


def test_6_no_answer_with_as_good_as_no_effort(small):
    result = placet("plan", small, "--work", "1e-9")
    assert result.exit_code in (0, 6)  # a solver may see the answer before it counts any effort
    result = placet("plan", "examples/tehran-moscow", "--work", "1e-9")
    assert result.exit_code == 6
    assert "No answer in the time given" in result.stdout
    assert "--time-limit" in result.stdout


def test_7_what_is_not_there(tmp_path):
    result = placet("plan", tmp_path / "nowhere")
    assert (result.exit_code, result.stdout) == (7, "")
    assert "is not there" in " ".join(result.stderr.split())


def test_7_what_is_there_already(small):
    assert placet("new", small).exit_code == 7


def test_7_a_folder_that_is_not_ours(small, tmp_path):
    foreign = tmp_path / "papers"
    foreign.mkdir()
    (foreign / "programme.toml").write_text("mine = true\n", encoding="utf-8")
    assert placet("plan", small, "--out", foreign).exit_code == 7
    assert (foreign / "programme.toml").read_text(encoding="utf-8") == "mine = true\n"
