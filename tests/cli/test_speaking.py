"""The terminal speaks one language, that of who sits before it: nothing of ours is left in another."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from docx import Document
from tests.cli.running import placet, placet_process
from tests.cli.test_plan_shown import CROWDED
from tests.cli.visits import CLASH, RICH, SMALL, UNSOUND, WRONG, written
from tests.untranslated import english_in

from placet.cli.app import COMMANDS
from placet.cli.speaking import Asked, language_asked
from placet.rules.catalogue import RULES
from placet.wording.isolates import END, ISOLATE

PERSIAN = re.compile("[\u0621-\u06cc]")
LATIN = re.compile("[A-Za-z]{2,}")


@pytest.mark.parametrize(
    ("typed", "environment", "language"),
    [
        ("check", {}, "en"),
        ("check", {"LANG": "fa_IR.UTF-8"}, "fa"),
        ("check", {"LANG": "fa_IR.UTF-8", "LC_MESSAGES": "ru_RU"}, "ru"),
        ("check", {"LC_MESSAGES": "ru_RU", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ("check", {"LC_ALL": "C", "LANG": "ru_RU.KOI8-R"}, "ru"),  # C is no language
        ("check", {"LANG": "xx_XX"}, "en"),
        ("check", {"LANG": "ru_RU@euro", "PLACET_LANG": "fa"}, "fa"),
        ("check", {"PLACET_LANG": "xx", "LANG": "ru"}, "ru"),
        ("--say ru check", {"PLACET_LANG": "fa"}, "ru"),
        ("check --say=ru", {"PLACET_LANG": "fa"}, "ru"),
        ("--say fa check --say ru", {}, "ru"),
        ("check --say fa_IR", {}, "fa"),
    ],
)
def test_what_is_asked_for_goes_before_the_environment_and_that_before_english(typed, environment, language):
    assert language_asked(typed.split(), environment) == Asked(language, ("check",))


def test_after_two_hyphens_nothing_is_an_option():
    assert language_asked(["check", "--", "--say", "ru"], {}) == Asked("en", ("check", "--", "--say", "ru"))


@pytest.mark.parametrize(
    ("typed", "unknown"), [("--say xx", "xx"), ("--say=", ""), ("--say", ""), ("--say ../ru", "../ru")]
)
def test_a_language_of_which_there_is_nothing_is_refused_in_that_of_the_environment(typed, unknown):
    assert language_asked(["check", *typed.split()], {"LANG": "ru"}) == Asked("ru", ("check",), unknown)


def test_the_refusal_says_which_there_are():
    result = placet("check", "--say", "xx")
    assert result.exit_code == 2
    assert "There are no sentences in “xx” yet. There are in en, fa, ru; such as --say en." in result.stderr


def test_the_environment_is_asked_by_the_command_itself(tmp_path):
    shown = placet_process("check", tmp_path, env={"PLACET_LANG": "", "LC_ALL": "ru_RU.UTF-8"})
    assert "visit.toml" in shown.stderr
    assert re.search("[а-я]{3,}", shown.stderr)


def joined(said: str) -> str:
    """What was printed as one line, without the signs of isolates."""
    return " ".join(said.replace(ISOLATE, "").replace(END, "").split())


def everything(code: str, *args: object) -> str:
    result = placet(*args, "--say", code)
    return result.stdout + result.stderr


def typed_only(said: str) -> str:
    """Without the line of usage: `[OPTIONS]`, `COMMAND` and names of values are typed so in every language."""
    return "\n".join(line for line in said.splitlines() if "[OPTIONS]" not in line and "COMMAND …" not in line)


@pytest.mark.parametrize("name", ["", *COMMANDS])
@pytest.mark.parametrize("code", ["fa", "ru"])
def test_no_help_has_an_english_sentence_of_ours(code, name):
    said = everything(code, *filter(None, (name, "--help")))
    assert len(said.splitlines()) > 10
    assert english_in(joined(typed_only(said))) == set()


VISITS = {"small": SMALL, "clash": CLASH, "crowded": CROWDED, "unsound": UNSOUND, "wrong": WRONG, "rich": RICH}
ASKED = [
    "check small",
    "check small --details",
    "check unsound",
    "check wrong",
    "check nothing",
    "check small/visit.txt",
    "check rich --date 2030-01-31",
    "plan small",
    "plan small --out papers",
    "plan clash",
    "plan crowded --details",
    "why small talks",
    "why crowded wreath",
    "why rich press",
    "why rich dinner",
    "why small prime",
    "why small nobody",
    "rules",
    "new mine",
    "new small",
    "new next --like rich",
    "demo --out demo",
    "workbook small -o small.xlsx",
    "read old.docx -o draft",
    "read broken.pdf -o draft",
    "import published.json --out imported",
    "import small/visit.toml --out imported",
    "export small --published",
    "chek",
    "plan --sed 3",
    "plan --seed",
    "plan small --seed soon",
    "plan --time-limit 0 small",
    "plan --date tomorrow small",
    "plan --lang xx small",
    "check a b",
    "new x --template grand",
    "new x --template state --like y",
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory, checkout) -> Path:
    """A folder with something for every command."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in VISITS.items():
        written(folder / name, text)
    (folder / "small" / "visit.txt").write_text("Programme")
    (folder / "nothing").mkdir()
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    shutil.copy(checkout / "examples" / "published" / "courtesy.json", folder / "published.json")
    document = Document()
    document.add_paragraph("Tuesday 12 May 2026")
    table = document.add_table(rows=0, cols=3)
    for row in (("Time", "Event", "Venue"), ("10:00–11:00", "Talks", "Palace"), ("10-12", "Signing", "White Hall")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("Cars wait at the north gate")
    document.save(str(folder / "old.docx"))
    return folder


@pytest.fixture
def at_desk(desk, tmp_path, monkeypatch) -> Path:
    """The folder, fresh and of no telling name; commands run in it."""
    shutil.copytree(desk, tmp_path / "d")
    monkeypatch.chdir(tmp_path / "d")
    return tmp_path / "d"


@pytest.mark.parametrize("typed", ASKED)
@pytest.mark.parametrize("code", ["fa", "ru"])
def test_no_answer_has_an_english_sentence_of_ours(at_desk, code, typed):
    own = " ".join((*VISITS.values(), "Cars wait at the north gate White Hall"))
    own += (at_desk / "published.json").read_text("utf-8")
    said = everything(code, *typed.split())
    assert re.search("[\u0400-\u04ff\u0621-\u06cc]{3,}", said)
    assert english_in(joined(typed_only(said)), theirs=" ".join(own.split())) == set()


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
@pytest.mark.parametrize("code", ["fa", "ru"])
def test_no_page_of_a_rule_has_an_english_sentence_of_ours(code, rule):
    said = everything(code, "rules", rule)
    assert english_in(joined(said)) == set()


def test_in_english_the_same_search_finds_ours(at_desk):
    """So that the tests above cannot pass because they look for nothing."""
    assert {typed for typed in ASKED if not english_in(joined(everything("en", *typed.split())))} == set()


@pytest.mark.parametrize("typed", ASKED)
def test_in_a_persian_line_latin_words_stand_isolated_and_isolates_are_closed(at_desk, typed):
    lines = everything("fa", *typed.split()).splitlines()
    assert [line for line in lines if line.count(ISOLATE) != line.count(END)] == []
    mixed = [line for line in lines if PERSIAN.search(line) and LATIN.search(line)]
    outside = [re.sub(f"{ISOLATE}[^{ISOLATE}{END}]*{END}", "", line) for line in mixed]
    assert [line for line in outside if LATIN.search(line) and not re.search(r"\bplacet ", line)] == []


@pytest.mark.parametrize("code", ["en", "ru"])
def test_where_lines_run_from_the_left_no_hidden_sign_is_printed(at_desk, code):
    said = "".join(everything(code, *typed.split()) for typed in ASKED[:20])
    assert re.search("[\u200e\u200f\u2066-\u2069]", said) is None
