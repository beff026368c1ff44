"""A clash of very many requirements is told in a row for each engagement, with every line of the file."""

from __future__ import annotations

import json
import re
from pathlib import Path

from benchmarks.generator import synthetic
from tests.cli.running import placet


def test_what_is_asked_of_one_engagement_stands_in_one_row(tmp_path: Path) -> None:
    # Five visits of the envoy within four hours less five minutes: of each that it takes place (which goes without
    # saying), its hours and its length, 15 requirements in five rows.
    synthetic(10, 1, 8, "contradictory", clash="crowd").write(tmp_path)
    shown = placet("plan", tmp_path)
    assert shown.exit_code == 4
    told = shown.stdout.partition("cannot all be kept")[2].partition("Cheapest ways out")[0]
    rows = re.findall(r"^  (\d)  (x\d): .* visit\.toml:\d+, \d+$", told, re.MULTILINE)
    assert rows == [(str(number), f"x{number}") for number in range(1, 6)]
    data = json.loads(placet("plan", tmp_path, "--json").stdout)
    assert len(data["clashes"][0]["requirements"]) == 15
