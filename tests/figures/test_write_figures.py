"""`make bench FIGURES="--only NAME"` measures that alone and leaves what others found; what fails is named."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.recording import KEPT_IN
from scripts import write_figures


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(write_figures, "BENCH", tmp_path)
    monkeypatch.setattr(write_figures, "PAGE", tmp_path / "figures.md")
    monkeypatch.setattr(write_figures, "page", json.dumps)
    for name in ("clashes", "repair"):
        (tmp_path / f"{name}.json").write_text('"before"', encoding="utf-8")
    return tmp_path


def asked_for(monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    monkeypatch.setattr(sys, "argv", ["write_figures", *options])
    return write_figures.main()


def test_one_is_measured_and_the_others_stay(bench: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def measure(command: list[str], *, env: dict[str, str], check: bool) -> subprocess.CompletedProcess[str]:
        asked.append([Path(command[1]).name, *command[2:]])
        (Path(env[KEPT_IN]) / "clashes.json").write_text('"after"', encoding="utf-8")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(write_figures.subprocess, "run", measure)
    assert asked_for(monkeypatch, "--only", "clashes") == 0
    assert asked == [["clashes.py"]]
    assert json.loads((bench / "figures.md").read_text(encoding="utf-8")) == {"clashes": "after", "repair": "before"}


def test_what_failed_is_named_and_has_no_figure(
    bench: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failed = subprocess.CompletedProcess[str]([], 1)
    monkeypatch.setattr(write_figures.subprocess, "run", lambda *_, **__: failed)
    assert asked_for(monkeypatch, "--only", "clashes") == 1
    assert "not measured: clashes" in capsys.readouterr().out
    assert json.loads((bench / "figures.md").read_text(encoding="utf-8")) == {"repair": "before"}


def test_the_page_alone_is_written_again_without_measuring(bench: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_figures.subprocess, "run", None)
    assert asked_for(monkeypatch, "--again") == 0
    assert json.loads((bench / "figures.md").read_text(encoding="utf-8")) == {"clashes": "before", "repair": "before"}
