"""MiniZinc with Gecode: `programme.mzn`, starts halved where most has failed, restarts, one thread.

Of six ways of searching that were tried, this is the best by far; Gecode's own proves nothing and finds little.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.peers.problem import GRID, Answer, Instance, apart, shared_venues

MODEL = Path(__file__).with_name("programme.mzn")
GRACE = 10.0
"""Seconds after its limit at which it is ended all the same."""


def missing() -> str | None:
    """What has to be installed."""
    if shutil.which("minizinc") is None:
        return "no minizinc on the path (Debian: apt-get install minizinc flatzinc)"
    return (
        None if "Gecode" in _solvers() else "minizinc is there, and knows no Gecode (Debian: apt-get install flatzinc)"
    )


def about() -> str:
    """What runs."""
    told = subprocess.run(["minizinc", "--version"], capture_output=True, text=True, check=True).stdout
    minizinc, gecode = re.search(r"version ([\d.]+)", told), re.search(r"Gecode ([\d.]+)", _solvers())
    return f"MiniZinc {minizinc[1] if minizinc else '?'}, Gecode {gecode[1] if gecode else '?'}"


@cache
def _solvers() -> str:
    return subprocess.run(["minizinc", "--solvers"], capture_output=True, text=True, check=True).stdout


def solve(instance: Instance, seconds: float) -> Answer:
    """The time limit holds for flattening and solving together; solutions are told as they come."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.json"
        data.write_text(json.dumps(_data(instance)), encoding="utf-8")
        limit = str(int(seconds * 1000))
        command = ["minizinc", "--solver", "gecode", "--time-limit", limit, "-a", "--output-mode", "json"]
        done = subprocess.run(
            [*command, "--json-stream", str(MODEL), str(data)],
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds + GRACE,
        )
    took = time.perf_counter() - began
    best: list[int] | None = None
    status = ""
    for line in done.stdout.splitlines():
        if not line.startswith('{"type"'):
            continue  # a warning of the Debian build about its own library
        told = json.loads(line)
        if told["type"] == "solution":
            best = told["output"]["json"]["start"]
        elif told["type"] == "status":
            status = told["status"]
        elif told["type"] == "error":
            raise RuntimeError(told.get("message") or line)
    if done.returncode != 0 or (not done.stdout and done.stderr):
        raise RuntimeError(done.stderr.strip() or "minizinc failed")
    if best is None:
        return Answer(None, None, False, took, says_infeasible=status == "UNSATISFIABLE")
    starts = {e.id: GRID * start for e, start in zip(instance.engagements, best, strict=True)}
    cost = sum(
        e.weight * abs(starts[e.id] - e.preferred) // GRID for e in instance.engagements if e.preferred is not None
    )
    return Answer(starts, cost, status == "OPTIMAL_SOLUTION", took)


def _data(instance: Instance) -> dict[str, Any]:
    number = {e.id: i + 1 for i, e in enumerate(instance.engagements)}
    pairs, rooms, waits = apart(instance), shared_venues(instance), instance.waits
    return {
        "n": len(instance.engagements),
        "length": [e.length // GRID for e in instance.engagements],
        "opens": [e.opens // GRID for e in instance.engagements],
        "closes": [e.closes // GRID for e in instance.engagements],
        "preferred": [(e.preferred or 0) // GRID for e in instance.engagements],
        "weight": [e.weight if e.preferred is not None else 0 for e in instance.engagements],
        "pairs": len(pairs),
        "apart": [[p.first + 1, p.second + 1, p.forward // GRID, p.backward // GRID] for p in pairs],
        "waits": len(waits),
        "wait": [
            [number[w.before], number[w.after], w.least // GRID, -1 if w.most is None else w.most // GRID]
            for w in waits
        ],
        "rooms": len(rooms),
        "holds": [holds for holds, _ in rooms],
        "users": [{"set": [user + 1 for user in users]} for _, users in rooms],
    }
