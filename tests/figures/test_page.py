"""The page of all figures: from JSONs and nothing else; what is not there is a dash, what is not met says so."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import SECTIONS
from benchmarks.figures_page import FOOT, HEAD, HEADINGS, READING, SAID, page
from benchmarks.recording import kept as recorded
from tests.figures.kept import core, kept

FOUND = [HEADINGS.index(name) for name in ("reached", "measured", "met")]
EIGHTY = "| proven | 80 in two days | {} | 0.4 / 2 | {} | {} | s of processor | `core.py --size 80/2` |"


def figures(text: str) -> Iterator[tuple[str, ...]]:
    """The rows of figures, in order."""
    for line in text.splitlines():
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if line.startswith("|") and len(cells) == len(HEADINGS) and cells != HEADINGS and set(cells) != {"---"}:
            yield cells


def test_without_a_json_every_figure_is_a_dash_with_the_command_for_it() -> None:
    text = page({})
    rows = list(figures(text))
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        (figure.what, figure.size, f"`{figure.again}`") for section in SECTIONS for figure in section.figures
    ]
    assert {row[place] for row in rows for place in FOUND} == {"–"}
    aims = sum(figure.aim is not None for section in SECTIONS for figure in section.figures)
    assert f"Of {aims} aims: met 0, not met 0, not measured so far that it can be said {aims}." in text


def test_a_figure_that_is_as_it_should_be() -> None:
    # The median of 0.3, 0.1 and 0.2 is 0.2, at most 0.4; the worst 0.3, at most 2.
    assert EIGHTY.format("3 of 3", "0.2 / 0.3", "yes") in page(core(0.3, 0.1, 0.2))


def test_an_aim_that_is_not_met_says_so() -> None:
    # The worst may take 2 seconds: one took 2.5, another more than the 30 that there were.
    assert EIGHTY.format("2 of 2", "1.4 / 2.5", "**no**") in page(core(0.3, 2.5))
    assert EIGHTY.format("2 of 3", "0.3 / > 30", "**no**") in page(core(0.3, 0.2, None))
    assert "met 0, not met 1," in page(core(0.3, 2.5))


def test_an_aim_beyond_the_limit_stays_open() -> None:
    # One second was not enough, and two are allowed.
    assert EIGHTY.format("2 of 3", "0.3 / > 1", "open") in page(core(0.3, 0.2, None, limit=1.0))


def test_the_conditions_say_a_look_and_the_work_of_others() -> None:
    quiet, look = page(core(0.3)), page(core(0.3, command="core.py --quick", others=1.5))
    assert "| `core.py` | 0.10 | 0.02 | 12 s |  |" in quiet
    told = "**a look: less than `make bench` measures**; **other work ran**"
    assert f"| `core.py --quick` | 0.10 | 1.50 | 12 s | {told} |" in look
    assert "2 cores (x86_64, Linux), Python 3.11.7, OR-Tools 9.15.6755, Placet 0.1.0." in quiet


def test_softer_levels_stand_with_their_bounds() -> None:
    levels = [["value", 0, 0], ["should", 7, 5]]
    row = {"name": "loose-80-2-1", "family": "loose", "size": "80/2", "levels": levels}
    row |= dict.fromkeys(("proof", "first", "value", "ways_in", "memory")) | {"asks": True}
    lines = page({"planner": kept(row, {**row, "name": "over-80", "levels": levels[:1]})}).splitlines()
    assert "| visit | value | should |" in lines
    assert "| loose-80-2-1 | **0** | 7 (≥ 5) |" in lines
    assert "| over-80 | **0** | – |" in lines


def test_the_page_in_the_reference_is_of_these_scripts(checkout: Path) -> None:
    # Its figures come from a run and are compared by nobody; everything else is as it is written without any.
    written = (checkout / "docs" / "reference" / "figures.md").read_text(encoding="utf-8")
    assert written.startswith(HEAD)
    assert READING in written
    assert written.endswith(FOOT)
    assert all(said in written for said in SAID.values())

    def said(text: str) -> list[tuple[str, ...]]:
        return [tuple(cell for place, cell in enumerate(row) if place not in FOUND) for row in figures(text)]

    assert said(written) == said(page({}))


def test_no_other_page_tells_what_was_measured(checkout: Path) -> None:
    measured = re.compile(
        r"\d (s|ms|seconds|milliseconds) (of processor|on the clock)|took \d|benchmarks/\w+\.py[^)]*\d s\b"
    )
    own = {"figures.md", "peers.md", "real-programmes.md"}
    pages = [path for path in sorted((checkout / "docs").rglob("*.md")) if path.name not in own]
    assert [path.name for path in pages if measured.search(path.read_text(encoding="utf-8"))] == []
    assert measured.search("64 windows take 0.16 s of processor")
    assert measured.search("deciding every day took 3 seconds")


def test_what_a_script_keeps_has_its_conditions(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("benchmarks.recording.OUT", tmp_path)
    monkeypatch.setattr("sys.argv", ["/somewhere/core.py", "--quick"])
    with recorded("core", limit=6.0) as rows:
        rows.append({"size": "80/2", "proof": 0.5})
    written = json.loads((tmp_path / "core.json").read_text(encoding="utf-8"))
    assert written["rows"] == [{"size": "80/2", "proof": 0.5}]
    assert written["conditions"].keys() == core(0.5)["core"]["conditions"].keys()
    assert written["conditions"]["command"] == "core.py --quick"
    # 0.5 alone is the median and the worst; 0.4 are allowed of the median.
    assert EIGHTY.format("1 of 1", "0.5 / 0.5", "**no**") in page({"core": written})
