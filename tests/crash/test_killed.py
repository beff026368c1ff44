"""A node is killed at any moment: what it acknowledged is there, and it goes on under the next number.

A hundred times here; `make release-crash` does it ten thousand times.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

RUNS = int(os.environ.get("PLACET_KILLS", "100"))


def killings(*arguments):
    run = subprocess.run([sys.executable, "-m", "tests.crash.killing", *arguments], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.slow
def test_a_killed_node_has_kept_what_it_acknowledged(folder):
    told = killings(str(folder), str(RUNS))
    assert told["found"] == {"sound": RUNS}
    assert told["acknowledged"] > RUNS  # most runs came to write something


@pytest.mark.slow
def test_a_node_that_acknowledges_too_early_is_found_out(folder):
    assert set(killings(str(folder), "30", "early")["found"]) > {"sound"}
