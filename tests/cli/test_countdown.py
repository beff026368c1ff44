"""`placet countdown` as people see it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.cli.running import placet

from placet.cli.exits import Exit
from placet.wording.countdown import NAMED

ASKED = ("--date", "2027-05-10", "--today", "2027-04-26")
"""Two weeks ahead of an official visit: much is late."""


@pytest.fixture
def visit(checkout: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(checkout / "examples/tehran-moscow", tmp_path / "visit"))


def with_tasks(visit: Path, lines: str) -> None:
    with (visit / "visit.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + lines)


def test_what_is_late_comes_first_with_what_it_blocks(visit):
    shown = placet("countdown", visit, *ASKED)
    assert shown.exit_code == Exit.DONE
    lines = shown.stdout.splitlines()
    assert lines[0].startswith("Preparation of Official visit of the President")
    assert "the first day is Mon 10 May · 20 Ordibehesht 1406, in 14 days" in shown.stdout
    assert " not ready; they block " in shown.stdout
    assert (
        shown.stdout.index("Late, by what it blocks")
        < shown.stdout.index("What decides")
        < shown.stdout.index("Ways out")
    )


def test_in_brief_it_fits_on_a_page_and_says_where_the_rest_is(visit):
    brief = placet("countdown", visit, *ASKED).stdout
    assert len(brief.splitlines()) < 66  # the lines of a page of paper
    assert "--details" in brief
    assert "Last days" not in brief
    whole = placet("countdown", visit, *ASKED, "--details").stdout
    assert whole.index("Ways out") < whole.index("Late, and what waits for it") < whole.index("Last days")


def test_ways_out_are_ranked_and_json_has_them(visit):
    asked = ("--date", "2027-05-10", "--today", "2027-04-19")
    said = " ".join(placet("countdown", visit, *asked).stdout.split())
    assert " a Work on 1 day off, Thu 22 Apr: geographic desk (IR, RU), legal department (IR, RU)" in said
    assert " b Do without Minutes of the advance mission agreed. What was found on the sites is then" in said
    assert "Leave out Signing of documents; 6 tasks fall away with it." in said
    assert " c Begin the visit on Thu 13 May" in said
    data = json.loads(placet("countdown", visit, *asked, "--json").stdout)
    assert data["ways"][0]["days_off"] == ["2027-04-22"]
    assert data["ways"][1]["engagements"] == ["signing"]
    assert data["wall"] == []
    assert data["too_late"] == ["languages-agreed", "signature-copies", "lock"]


def test_where_no_way_keeps_the_day_it_says_why(visit):
    said = " ".join(placet("countdown", visit, "--date", "2027-05-10", "--today", "2027-05-07").stdout.split())
    assert "Why the day cannot be kept" in said
    assert "→ List of the delegation (1 day) → Visas (3 days)" in said
    assert "What decides" not in said


def test_what_is_blocked_and_not_named_is_counted(visit):
    # Before the engagements two tasks that ask for data are named: the landing and the members of the delegation.
    said = " ".join(placet("countdown", visit, *ASKED).stdout.split())
    blocked = json.loads(placet("countdown", visit, *ASKED, "--json").stdout)["blocks"]
    assert len(blocked) > 3
    assert f" and {2 + len(blocked) - NAMED} more. " in said


@pytest.mark.parametrize(("language", "said"), [("fa", "راه‌های برون‌رفت"), ("ru", "Выходы")])
def test_it_speaks_as_it_is_asked_to(visit, language, said):
    shown = placet("--say", language, "countdown", visit, *ASKED)
    assert shown.exit_code == Exit.DONE
    assert said in shown.stdout
    assert "Ways out" not in shown.stdout


def test_json_says_the_same_in_every_language(visit):
    data = [json.loads(placet("--say", code, "countdown", visit, *ASKED, "--json").stdout) for code in ("en", "fa")]
    assert data[0] == data[1]
    assert data[0]["outcome"] == "late"
    assert set(data[0]["not_ready"]) <= {task["id"] for task in data[0]["tasks"]}
    assert data[0]["today"] == "2027-04-26"


def test_a_weekend_that_reports_differ_on_is_named_until_it_is_stated(visit):
    differ = "Not counted on in Islamic Republic of Iran, as reports of its weekend differ: Thursday."
    assert differ in " ".join(placet("countdown", visit, *ASKED).stdout.split())
    with_tasks(visit, '[[sides.IR.weekends]]\ndays = ["thursday", "friday"]\n')
    assert json.loads(placet("countdown", visit, *ASKED, "--json").stdout)["doubtful"] == {}


def test_one_office_alone(visit):
    data = json.loads(placet("countdown", visit, *ASKED, "--owner", "RU.embassy", "--json").stdout)
    assert data["tasks"]
    assert all("RU.embassy" in task["owners"] for task in data["tasks"])


def test_an_office_that_there_is_not_is_told_with_those_there_are(visit):
    shown = placet("countdown", visit, *ASKED, "--owner", "RU.embasy")
    assert shown.exit_code == Exit.WRONG_USE
    assert "RU.embasy" in shown.stderr
    assert "RU.embassy" in shown.stderr


def test_a_task_that_there_is_not_is_told_with_those_like_it(visit):
    shown = placet("countdown", visit, *ASKED, "--done", "landing-permitt")
    assert shown.exit_code == Exit.WRONG_USE
    assert "landing-permit" in shown.stderr.replace("landing-permitt", "")


def test_the_lines_that_mark_a_task_can_be_put_in(visit):
    shown = placet("countdown", visit, *ASKED, "--done", "subject-briefs.IR")
    assert shown.exit_code == Exit.DONE
    with_tasks(visit, "\n".join(line.strip() for line in shown.stdout.splitlines()[1:]))
    data = json.loads(placet("countdown", visit, *ASKED, "--json").stdout)
    (task,) = (task for task in data["tasks"] if task["id"] == "subject-briefs.IR")
    assert task["state"] == "done"


@pytest.mark.parametrize("language", ["fa", "ru"])
def test_the_lines_can_be_put_in_as_they_are_printed_in_every_language(visit, language):
    shown = placet("--say", language, "countdown", visit, *ASKED, "--done", "subject-briefs.IR")
    assert shown.stdout.splitlines()[1:] == [
        '    [tasks."subject-briefs.IR"]',
        '    state = "done"',
        "    done_on = 2027-04-26",
    ]


def test_a_task_that_has_its_table_is_told_by_its_line(visit):
    with_tasks(visit, '[tasks.landing-permit]\nstate = "under-way"\n')
    rows = (visit / "visit.toml").read_text(encoding="utf-8").splitlines()
    head = rows.index("[tasks.landing-permit]") + 1
    assert placet("countdown", visit, *ASKED, "--done", "landing-permit").stdout.splitlines() == [
        f"visit.toml:{head + 1}, instead of what stands there:",
        '    state = "done"   # was "under-way"',
        f"visit.toml:{head}, in the table that begins there:",
        "    done_on = 2027-04-26",
    ]
    with_tasks(visit, '[tasks.dates-confirmed]\nstate = "done"\ndone_on = 2026-11-01\n')
    again = placet("countdown", visit, *ASKED, "--done", "dates-confirmed")
    assert again.exit_code == Exit.DONE
    assert again.stdout.endswith("is marked as done already.\n")


def test_papers_are_told_by_who_may_have_them(visit, tmp_path):
    shown = placet("countdown", visit, *ASKED, "--out", tmp_path / "out", "--lang", "en")
    told = [line.strip() for line in shown.stdout.splitlines()[-2:]]
    offices = len(list((tmp_path / "out" / "offices").iterdir()))
    assert told == [f"to hand over: countdown.en.html, offices/ ({offices} files)", "stays here: office.en.html"]


def test_papers_of_one_office_are_all_that_is_written_for_it(visit, tmp_path):
    shown = placet("countdown", visit, *ASKED, "--out", tmp_path / "out", "--owner", "RU.embassy")
    assert shown.stdout.splitlines()[-1].strip() == "to hand over: offices/ (2 files)"
    written = sorted(path.name for path in (tmp_path / "out").rglob("*") if path.parent.name == "offices")
    assert written == ["RU.embassy.ics", "RU.embassy.pdf"]


def test_a_visit_without_a_date_is_told_how_to_give_one(visit):
    shown = placet("countdown", visit, "--today", "2027-04-26")
    assert shown.exit_code == Exit.WRONG_USE
    assert "--date" in shown.stderr


def test_a_visit_that_has_begun_is_counted_down_no_more(visit):
    shown = placet("countdown", visit, "--date", "2027-05-10", "--today", "2027-05-10")
    assert shown.exit_code == Exit.WRONG_USE
    assert "begun on 2027-05-10" in shown.stderr
    assert placet("countdown", visit, "--date", "2027-05-10", "--today", "2027-05-09").exit_code == Exit.DONE


def test_check_looks_at_tasks(visit):
    with_tasks(visit, '[tasks.one]\nneeds = ["two"]\n[tasks.two]\nneeds = ["one", "nothing"]\n')
    number = len((visit / "visit.toml").read_text("utf-8").splitlines())
    shown = placet("check", visit)
    assert shown.exit_code == Exit.WRONG_FILE
    assert f"{number}" in shown.stderr
    assert "tasks.two.needs" in shown.stderr
    assert "tasks.one.needs" in shown.stderr


def test_dates_begin_with_the_first_day_that_the_countdown_can_keep(visit):
    """With one task in the file the countdown speaks, and the usual 90 days do not."""
    asked = ("dates", visit, "--from", "2027-05-10", "--to", "2027-05-12", "--today", "2027-04-26")
    before = json.loads(placet(*asked, "--json").stdout)
    assert before["prepared"] == "2027-07-25"  # 26 April and 90 days
    with_tasks(visit, '[tasks.carpet]\nowners = ["IR.protocol"]\nusual = 2\ndue = 3\n')
    after = json.loads(placet(*asked, "--json").stdout)
    counted = json.loads(placet("countdown", visit, *ASKED, "--json").stdout)
    assert after["prepared"] == counted["earliest"]["usual"] != before["prepared"]
    shown = placet(*asked)
    left = sum(task["state"] not in ("done", "dropped") for task in counted["tasks"])
    assert f"the {left} tasks that are left then keep their usual time" in " ".join(shown.stdout.split())
    own = json.loads(placet(*asked, "--lead", "10", "--json").stdout)
    assert own["prepared"] < after["prepared"]


def test_a_letter_that_no_font_draws_is_told_where_it_is_printed_and_nowhere_else(visit, tmp_path):
    # U+0378 is given to no letter, so that no font has it
    with_tasks(visit, '[tasks.carpet]\ntitle = "Roll \\u0378 out"\nowners = ["IR.protocol"]\nusual = 2\ndue = 3\n')
    line = 1 + (visit / "visit.toml").read_text(encoding="utf-8").splitlines().index('title = "Roll \\u0378 out"')
    told = placet("countdown", visit, *ASKED, "--out", tmp_path / "all").stdout
    assert f"visit.toml:{line}:nofontonthismachinedrawsit." in "".join(told.split())
    others = placet("countdown", visit, *ASKED, "--owner", "RU", "--out", tmp_path / "theirs").stdout
    assert "In the PDFs" not in others
