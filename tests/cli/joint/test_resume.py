"""`placet resume` from the officers' chairs: what happened, what is signed, and everybody goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.running import placet
from tests.node.joint.forked import digests, exchange, forked, frozen_at
from tests.node.joint.homes import PASSPHRASE, SideHome


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[SideHome, ...]:
    monkeypatch.setenv("PLACET_PASSPHRASE", PASSPHRASE)
    return forked(tmp_path, "RU")


def words(*args: object) -> str:
    result = placet(*args)
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


def refused(*args: object) -> str:
    result = placet(*args)
    assert (result.exit_code, "Traceback" in result.stderr) == (3, False)
    return " ".join(result.stderr.split())


def test_two_offices_go_on_by_files_and_an_envelope(tmp_path: Path, two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    draft, half, whole, envelope = (tmp_path / name for name in ("draft", "half", "whole", "envelope"))
    for home in two:
        told = words("standing", home.folder)
        assert "Two different entries of Side IR carry no. 3. The chain of Side IR is suspended" in told
        assert json.loads(placet("standing", home.folder, "--json").stdout)["suspended"] == [{"side": "IR", "seq": 3}]
    told = words("resume", ru.folder)
    assert told.count("no. 3 · proposal: Category of the visit category Working visit (working)") == 2
    assert told.count("no. 4 · signature:") == 2
    assert "Nobody has signed it" in words("resume", ru.folder, "--draft", "--counts", 1, "-o", draft)
    told = words("resume", ru.folder, "--sign", draft, "-o", half, "--yes")
    assert "What counts from no. 3 on: 2 entries" in told
    assert "What does not count any more: 2 entries" in told
    assert "Not yet signed by Side IR." in told
    assert "has not been signed by IR yet" in refused("resume", ru.folder, "--with", half)
    assert "All sides have signed it." in words("resume", ir.folder, "--sign", half, "-o", whole, "--yes")
    assert "goes on after no. 4" in words("resume", ir.folder, "--with", whole)
    assert "holds here already" in refused("resume", ir.folder, "--with", whole)
    assert "what all sides signed" in words("envelope", "seal", ir.folder, "--to", "RU", "-o", envelope)
    assert "how a suspended chain goes on" in words("envelope", "receive", ru.folder, envelope)
    assert words("resume", ru.folder) == "No chain of this file is suspended."
    assert ir.refusal_of_writing() is None
    for _ in range(3):
        exchange(two)
    assert len(digests(two)) == 1
    assert "all in order" in words("log", "verify", ir.folder)


def test_signatures_that_were_made_side_by_side_are_put_together(tmp_path: Path, two: tuple[SideHome, ...]) -> None:
    draft = tmp_path / "draft"
    words("resume", two[0].folder, "--draft", "--counts", 0, "-o", draft)
    for home in two:
        words("resume", home.folder, "--sign", draft, "-o", tmp_path / f"signed-{home.side}", "--yes")
    told = words("resume", two[0].folder, "--with", tmp_path / "signed-IR", "--with", tmp_path / "signed-RU")
    assert "goes on after no. 2" in told  # neither branch counts
    assert frozen_at(two[0]) == []


def test_nothing_is_signed_without_a_yes_and_no_second_statement(tmp_path: Path, two: tuple[SideHome, ...]) -> None:
    ru = two[1].folder
    first, second, signed = (tmp_path / name for name in ("first", "second", "signed"))
    words("resume", ru, "--draft", "--counts", 1, "-o", first)
    words("resume", ru, "--draft", "--counts", 2, "-o", second)
    stopped = placet("resume", ru, "--sign", first, "-o", signed)
    assert (stopped.exit_code, signed.exists()) == (130, False)
    words("resume", ru, "--sign", first, "-o", signed, "--yes")
    again = tmp_path / "again-signed"
    assert "has signed another statement" in refused("resume", ru, "--sign", second, "-o", again, "--yes")
    words("resume", ru, "--sign", second, "-o", again, "--yes", "--instead")
    assert "different statements" in refused("resume", ru, "--with", signed, "--with", again)


@pytest.mark.parametrize(
    "args",
    [
        ("--draft", "-o", "x"),
        ("--draft", "--counts", 1),
        ("--counts", 1),
        ("--sign", "x"),
        ("-o", "x"),
        ("--draft", "--counts", 1, "--with", "x", "-o", "y"),
        ("--draft", "--counts", "many", "-o", "x"),
        ("--draft", "--counts", 7, "-o", "x"),
    ],
)
def test_a_mistake_in_its_use_is_told(two: tuple[SideHome, ...], args: tuple[object, ...]) -> None:
    result = placet("resume", two[0].folder, *args)
    assert (result.exit_code, "Traceback" in result.stderr) == (2, False)


@pytest.mark.parametrize("content", [b"", b"{}", b"\0" * 50, b'{"roots":{},"statement":"{}"}', b"[" * 100_000])
def test_a_file_that_is_no_statement_is_told(tmp_path: Path, two: tuple[SideHome, ...], content: bytes) -> None:
    path = tmp_path / "statement"
    path.write_bytes(content)
    assert refused("resume", two[0].folder, "--with", path)
