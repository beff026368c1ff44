"""`placet read`: a draft that the other commands accept, its report, and how it ends."""

from __future__ import annotations

import json

import pytest
from docx import Document
from tests.cli.running import placet

from placet.cli.watching import Watch


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
