"""The commands that begin a visit, and those that carry a published programme in and out word for word."""

from __future__ import annotations

import json
import tomllib

import pytest
from tests.cli.running import placet
from tests.cli.visits import RICH, written
from tests.told import ENGLISH

from placet.node.new import TEMPLATES, template_text


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_visit_begins_from_each_template(tmp_path, template):
    folder = tmp_path / "mine"
    result = placet("new", folder, "--template", template)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (folder / "visit.toml").read_text(encoding="utf-8") == template_text(template, ENGLISH)
    printed = "".join(result.stdout.split())
    assert f"Yourvisitbeginsin{folder}/visit.toml." in printed
    assert printed.index(f"placetcheck{folder}") < printed.index(f"placetplan{folder}")


def test_without_a_template_it_is_a_working_visit(tmp_path):
    assert placet("new", tmp_path / "mine").exit_code == 0
    assert (tmp_path / "mine" / "visit.toml").read_text(encoding="utf-8") == template_text("working", ENGLISH)


def test_a_visit_like_an_old_one_keeps_its_people_and_not_what_was_agreed(tmp_path):
    old = written(tmp_path / "old", RICH)
    assert placet("new", tmp_path / "next", "--like", old).exit_code == 0
    begun = tomllib.loads((tmp_path / "next" / "visit.toml").read_text(encoding="utf-8"))
    assert list(begun["people"]) == ["pm-ar", "pm-se", "spouse-se"]
    talks = begun["engagements"]["talks"]
    assert talks["at"] == "11:00"  # an anchor
    assert "agreed" not in talks


def test_what_is_imported_is_exported_word_for_word(checkout, tmp_path):
    source = checkout / "examples" / "published" / "courtesy.json"
    result = placet("import", source, "--out", tmp_path / "visit")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "".join(result.stdout.split()).startswith(f"Everything{source}saysisin{tmp_path / 'visit'}.")
    assert f"placetcheck{tmp_path / 'visit'}seethatitisinorder" in "".join(result.stdout.split())
    exported = placet("export", tmp_path / "visit", "--published")
    assert (exported.exit_code, json.loads(exported.stdout)) == (0, json.loads(source.read_text(encoding="utf-8")))


def test_half_a_character_is_exported_as_it_came_and_shown_as_a_mark(tmp_path):
    source = tmp_path / "published.json"
    printed = {"title": "Visit \ud800", "days": [{"items": [{"time": "10:00", "text": "Talks \udfff"}]}]}
    source.write_text(json.dumps(printed), encoding="utf-8")
    assert placet("import", source, "--out", tmp_path / "visit").exit_code == 0
    assert json.loads(placet("export", tmp_path / "visit", "--published").stdout) == printed
    assert placet("plan", tmp_path / "visit", "--out", tmp_path / "papers").exit_code == 0
    assert "Talks \N{REPLACEMENT CHARACTER}" in (tmp_path / "papers" / "index.html").read_text(encoding="utf-8")


def test_a_visit_that_was_not_imported_cannot_be_exported(tmp_path):
    result = placet("export", written(tmp_path, RICH), "--published")
    assert (result.exit_code, result.stdout) == (3, "")


def test_a_path_with_a_space_is_quoted_in_the_commands_that_come_next(tmp_path):
    begun = placet("new", tmp_path / "my visit")
    said = " ".join(begun.stdout.split())
    assert f"placet check '{tmp_path}/my visit'" in said
    assert f"placet plan '{tmp_path}/my visit'" in said
