"""The demonstration: the first screen of a newcomer, and the six mistakes."""

from __future__ import annotations

import pytest
from tests.cli.running import placet


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    out = tmp_path_factory.mktemp("demo")
    return placet("demo", "--out", out), out


def test_the_screen_says_what_was_kept_what_was_not_and_what_brings_it_in(demo):
    result, _ = demo
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0] == "Placet · an official visit, announced and not dated"
    assert lines[1].startswith("ILLUSTRATIVE: ")
    kept = next(i for i, line in enumerate(lines) if "Left out: Technology park." in line)
    assert "It fits if" in lines[kept + 1]
    assert "technological none" in result.stdout
    assert "that know nothing of the planner: sound" in result.stdout


def test_there_is_one_file_to_open_first(demo):
    result, out = demo
    assert f"{out}/index.html" in result.stdout
    assert (out / "index.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (out / "programme.toml").is_file()


def test_no_line_is_longer_than_a_hundred_columns(demo):
    assert max(len(line) for line in demo[0].stdout.splitlines() if "/" not in line) <= 100


def test_broken_shows_six_mistakes_of_six_kinds_with_a_remedy_each():
    result = placet("demo", "broken")
    assert result.exit_code == 0
    assert "6 things to mend. Nothing was written." in result.stdout
    assert sum(line.startswith("visit.toml:") for line in result.stdout.splitlines()) == 6
    for remedy in ("Did you mean: dress", "Did you mean: hall-2", 'Write a unit: "60m"', "Move it to private.toml."):
        assert remedy in result.stdout
