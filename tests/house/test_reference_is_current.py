"""What is generated for the documentation is committed as the code has it now: `make reference` makes it so."""

from __future__ import annotations

import pytest
from scripts import write_reference

from placet.cli.app import COMMANDS
from placet.cli.exits import Exit
from placet.formats.programme import _File, _Kept, _Moment, _Put, _Way
from placet.formats.shapes import members_of


def test_no_generated_page_is_stale():
    assert write_reference.stale() == []


def test_a_page_that_was_changed_by_hand_is_noticed(monkeypatch, tmp_path):
    monkeypatch.setattr(write_reference, "CHECKOUT", tmp_path)
    assert len(write_reference.stale()) == len(write_reference.pages())
    write_reference.run([])
    assert write_reference.run(["--check"]) == 0
    (tmp_path / "docs/reference/rules/no-rule.md").write_text("# No rule\n")
    (tmp_path / "docs/reference/cli.md").write_text("# Commands\n")
    assert write_reference.stale() == ["docs/reference/cli.md", "docs/reference/rules/no-rule.md"]
    assert write_reference.run(["--check"]) == 1


def test_every_command_and_exit_code_is_described():
    text = write_reference.commands_page()
    assert [name for name in COMMANDS if f"### placet {name} " not in text] == []
    assert [code for code in Exit if f"\n| {code.value} | " not in text] == []


@pytest.mark.parametrize("table", [_File, _Put, _Way, _Moment, _Kept], ids=lambda table: table.__name__)
def test_every_field_of_the_programme_file_is_described(checkout, table):
    page = (checkout / "docs/formats/programme-file.md").read_text(encoding="utf-8")
    assert [member.name for member in members_of(table) if f"`{member.name}`" not in page] == []
