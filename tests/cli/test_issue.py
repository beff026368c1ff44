"""An issue of papers from the command line: its marks, the capitals' time, the emblems, and what is refused."""

from __future__ import annotations

import re

import pytest
from tests.cli.running import placet
from tests.cli.visits import SMALL, written
from tests.documents.papers import text_of_pdf
from tests.reading.pictures import svg

from placet.cli.exits import Exit


def test_an_issue_carries_its_marks_and_emblems(tmp_path):
    (tmp_path / "arms.svg").write_bytes(svg())
    visit, out = written(tmp_path / "visit", SMALL), tmp_path / "out"
    marks = ("--issue", "3", "--copy", "12", "--supersedes", "2", "--emblem", f"SE={tmp_path / 'arms.svg'}")
    result = placet("plan", visit, "--out", out, "--lang", "en", "--date", "2026-11-24", *marks)
    assert result.exit_code == Exit.DONE
    outline = " ".join(text_of_pdf((out / "papers" / "outline.en.pdf").read_bytes()).split())
    assert re.search(r"Version 3, as on .*, Copy no\. 12.? · .?Supersedes version 2", outline)
    assert "Supersedes version 2" in (out / "index.html").read_text(encoding="utf-8")
    assert b"Emblem of Severia" in (out / "papers" / "booklet.en.pdf").read_bytes()  # for who cannot see it


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--issue", ""], "“” is no mark for an issue. Give up to 30 letters and digits, such as 2."),
        (["--issue", "x" * 31], "is no mark for an issue"),
        (["--copy", "7\n8"], "is no mark for an issue"),
        (["--supersedes", "\u202e2"], "is no mark for an issue"),
        (["--emblem", "arms.svg"], "“arms.svg” names no side and file. Write it as SE=arms.svg."),
        (["--emblem", "=arms.svg"], "names no side and file"),
        (["--emblem", "SE="], "names no side and file"),
    ],
)
def test_a_mark_or_an_emblem_that_is_none_is_a_wrong_use(tmp_path, options, told):
    result = placet("plan", written(tmp_path, SMALL), *options)
    assert result.exit_code == Exit.WRONG_USE
    assert told in " ".join(result.stderr.split())


def test_an_emblem_of_no_side_is_told_with_the_sides_there_are(tmp_path):
    result = placet("plan", written(tmp_path, SMALL), "--emblem", "FR=arms.svg")
    assert result.exit_code != Exit.DONE
    assert "FR" in result.stderr
    assert "AR" in result.stderr


def test_an_emblem_that_is_no_picture_is_told_before_anything_is_planned(tmp_path):
    (tmp_path / "arms.svg").write_bytes(svg("<script/>"))
    visit, out = written(tmp_path / "visit", SMALL), tmp_path / "out"
    result = placet("plan", visit, "--out", out, "--emblem", f"SE={tmp_path / 'arms.svg'}")
    assert result.exit_code == Exit.WRONG_FILE
    said = " ".join(result.stderr.split())
    assert "holds “<script>”, which an emblem need not" in said
    assert "or save the emblem as PNG" in said
    assert not out.exists()


def test_a_letter_that_no_font_draws_is_told_with_its_line_and_the_papers_are_printed_all_the_same(tmp_path):
    # U+0378 is given to no letter, so that no font has it; U+001B steers a terminal
    text = SMALL.replace('title = "Talks"', 'title = "Talks \\u0378"').replace('"Palace"', '"Pal\\u001bace"')
    visit, out = written(tmp_path / "visit", text), tmp_path / "out"
    lines = text.splitlines()
    title, name = (1 + next(n for n, line in enumerate(lines) if code in line) for code in ("u0378", "u001b"))
    result = placet("plan", visit, "--out", out, "--date", "2026-11-24")
    assert result.exit_code == Exit.DONE
    assert "Talks \N{REPLACEMENT CHARACTER}" in text_of_pdf((out / "papers" / "outline.en.pdf").read_bytes())
    told = "".join(result.stdout.split())
    assert f"visit.toml:{title}:nofontonthismachinedrawsit." in told
    assert f"U+001B,firstfromvisit.toml:{name}:acontrolcharacter" in told


def test_nothing_is_said_of_letters_where_all_are_drawn(tmp_path):
    result = placet("plan", written(tmp_path / "visit", SMALL), "--out", tmp_path / "out")
    assert "In the PDFs" not in result.stdout
