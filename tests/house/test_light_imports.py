"""Importing Placet and asking it for help load nothing heavy.

Each question is put to a fresh interpreter, because this one has long imported everything.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"ortools", "numpy", "pandas", "holidays", "astral", "jinja2", "rich", "tree_sitter"}

IMPORT = "import placet"
HELP = """
import contextlib, io, runpy
sys.argv = ["placet", "--help"]
with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.suppress(SystemExit):
    runpy.run_module("placet", run_name="__main__")
assert "Usage" in printed.getvalue(), printed.getvalue()
"""


def loaded_by(code: str) -> set[str]:
    """The top-level names of all modules that a fresh interpreter has loaded after `code`."""
    script = f"import sys, json\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return {name.partition(".")[0] for name in json.loads(run.stdout)}


@pytest.mark.parametrize("code", [IMPORT, HELP], ids=["import placet", "placet --help"])
def test_nothing_heavy_is_loaded(code):
    loaded = loaded_by(code)
    assert "placet" in loaded
    assert sorted(loaded & HEAVY) == []


def test_a_heavy_module_would_be_noticed():
    assert loaded_by("import jinja2") & HEAVY == {"jinja2"}
