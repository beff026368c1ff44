"""`placet read`: a draft that the other commands accept, its report, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from tests.cli.running import placet
from tests.documents.papers import ISSUE, ON
from tests.projections.visits import at, full_day, going, seen, with_journeys
from tests.reading.files import edited

from placet.cli.watching import Watch
from placet.documents import working_programme
from placet.model.ids import SideId
from placet.node.attached import attached


@pytest.fixture
def old(tmp_path):
    """An old programme in Word: a heading, a table of two rows, and a line that says nothing."""
    document = Document()
    document.add_paragraph("Tuesday 12 May 2026")
    table = document.add_table(rows=0, cols=3)
    for row in (("Time", "Event", "Venue"), ("10:00–11:00", "Talks", "Palace"), ("10-12", "Signing", "White Hall")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("Cars wait at the north gate")
    path = tmp_path / "old.docx"
    document.save(path)
    return path


def test_a_draft_and_a_report_are_written_and_told(old, tmp_path):
    result = placet("read", old, "-o", tmp_path / "draft")
    assert result.exit_code == 0
    assert "1 engagement understood, 1 doubtful, 1 question, 1 line left as text" in " ".join(result.stdout.split())
    assert "“10-12”: one time, or from one hour to another?" in result.stdout
    assert sorted(path.name for path in (tmp_path / "draft").iterdir()) == [
        ".placet-wrote.json",
        "report.txt",
        "visit.toml",
    ]


def test_the_other_commands_accept_the_draft(old, tmp_path):
    placet("read", old, "-o", tmp_path / "draft")
    assert placet("check", tmp_path / "draft").exit_code == 0
    assert placet("plan", tmp_path / "draft", "--forget-times").exit_code == 0


def test_as_json_every_entry_has_its_questions(old, tmp_path):
    answer = json.loads(placet("read", old, "-o", tmp_path / "draft", "--json").stdout)
    assert [(entry["date"], entry["starts"], entry["ends"]) for entry in answer["entries"]] == [
        ("2026-05-12", "10:00", "11:00"),
        ("2026-05-12", "10:12", None),
    ]
    assert [len(entry["doubts"]) for entry in answer["entries"]] == [0, 1]
    assert answer["questions"][0]["others"] == ["10:00–12:00"]


def test_a_visit_that_is_there_stays(old, tmp_path):
    placet("read", old, "-o", tmp_path / "draft")
    (tmp_path / "draft" / "visit.toml").write_text("mine")
    assert placet("read", old, "-o", tmp_path / "draft").exit_code == 7
    assert (tmp_path / "draft" / "visit.toml").read_text() == "mine"


def test_nothing_that_could_be_understood_writes_nothing(tmp_path):
    document = Document()
    document.add_paragraph("A letter about something else")
    document.save(tmp_path / "letter.docx")
    result = placet("read", tmp_path / "letter.docx", "-o", tmp_path / "draft")
    assert result.exit_code == 3
    assert not (tmp_path / "draft").exists()


def test_changes_are_taken_over_only_from_papers_of_ours(old, tmp_path):
    result = placet("read", old, "-o", tmp_path / "draft", "--accept", "all")
    assert result.exit_code == 2
    assert "--accept is for papers that Placet printed" in result.stderr


def test_ctrl_c_is_answered_in_one_line_and_leaves_nothing_behind(old, tmp_path, monkeypatch):
    monkeypatch.setattr(Watch, "stop", lambda _: True)
    result = placet("read", old, "-o", tmp_path / "draft")
    # The empty line before it ends the one in which a terminal shows ^C.
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "\nStopped. Nothing is half written.\n")
    assert list(tmp_path.iterdir()) == [old]


def test_ctrl_c_after_the_last_look_leaves_nothing_behind_either(old, tmp_path, monkeypatch):
    run = Watch.run

    def stopped_at_the_end(watch, work):
        made = run(watch, work)
        watch.stopped = True
        return made

    monkeypatch.setattr(Watch, "run", stopped_at_the_end)
    assert placet("read", old, "-o", tmp_path / "draft").exit_code == 130
    assert list(tmp_path.iterdir()) == [old]


def test_a_line_says_which_file_is_read_and_how_far_it_is(old, tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(Watch, "tell", lambda _, key, facts: said.append((key, facts["file"], facts["of"])))
    placet("read", old, "-o", tmp_path / "draft")
    # A heading, three rows and a last line are five; the child has 30 seconds and is looked at while it runs.
    assert list(dict.fromkeys(said)) == [
        ("read-file", "old.docx", 30),
        ("read-rows", "old.docx", 5),
        ("read-draft", "old.docx", 0),
    ]


@pytest.fixture(scope="module")
def ours():
    """Our working programme in Word, of a day with a flight that the file states and a way that was laid."""
    drive = going("go:drive", ("president-ar",), at(11, 20), at(11, 30), "palace", "hall")
    subject = with_journeys(full_day(), drive)
    paper = working_programme.content(seen(subject), SideId("AR"), "en", ISSUE)
    data = attached(seen(subject).seen, subject.programme)
    return working_programme.lay_out_word([paper], on=ON, attached=data)


@pytest.fixture
def back(ours, tmp_path):
    """The same, come back with both changed by hand."""
    path = tmp_path / "back.docx"
    path.write_bytes(edited(ours, {"flight/time": "07:20–09:20", "go:drive/time": "11:00–11:30"}))
    return path


def changes_in(path, out, *more):
    answer = json.loads(placet("read", path, "-o", out, "--json", *more).stdout)
    return [(change["number"], change["change"], change["taken"]) for change in answer["changes"]], answer["written"]


def test_an_untouched_paper_of_ours_comes_back_without_a_change(ours, tmp_path):
    (tmp_path / "back.docx").write_bytes(ours)
    assert changes_in(tmp_path / "back.docx", tmp_path / "visit")[0] == []


def test_changes_in_ways_are_shown_and_those_that_can_be_are_taken_over(back, tmp_path):
    waiting = placet("read", back, "-o", tmp_path / "visit")
    lines = " ".join(waiting.stdout.split())
    assert "1 Flight to Arvand: 07:00–09:00 became 07:20–09:20" in lines
    assert "11:20–11:30 became 11:00–11:30 (not to be taken over: Placet lays this way itself" in lines
    assert not (tmp_path / "visit").exists()
    shown, written = changes_in(back, tmp_path / "visit", "--accept", "all")
    assert shown == [(1, "moved", True), (2, "moved", False)]
    assert sorted(Path(name).name for name in written) == ["report.txt", "visit.toml"]
    assert 'at = "06:50 Europe/Moscow"' in (tmp_path / "visit" / "visit.toml").read_text("utf-8")


def test_a_change_that_cannot_be_taken_over_is_refused_with_its_reason(back, tmp_path):
    result = placet("read", back, "-o", tmp_path / "visit", "--accept", "1,2")
    assert result.exit_code == 2
    assert result.stderr.startswith("Change 2 cannot be taken over: Placet lays this way itself")
    assert not (tmp_path / "visit").exists()


def test_where_nothing_can_be_taken_over_the_visit_is_written_as_it_was_sent(ours, tmp_path):
    path = tmp_path / "back.docx"
    path.write_bytes(edited(ours, {}, out=("go:drive",)))
    result = placet("read", path, "-o", tmp_path / "visit")
    assert "Nothing of this can be taken over; each line says why." in result.stdout
    assert (tmp_path / "visit" / "programme.toml").exists()


def test_a_folder_that_is_here_is_called_by_its_sign(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = placet("read", ".", "-o", "draft")
    assert result.exit_code == 3
    assert result.stderr.splitlines()[0] == ".: is not a file."
