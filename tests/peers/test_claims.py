"""What is claimed follows from the runs, and a table that cannot be believed says so."""

from typing import Any

import pytest
from benchmarks.peers import gecode, jobshop, streams
from benchmarks.peers.claims import Ratio, compared, is_loaded, ratios, typical, unsound
from benchmarks.peers.page import page
from tests.peers.small import row, run

QUIET: dict[str, Any] = {
    "python": "3.11",
    "system": "Linux",
    "machine": "x86_64",
    "cores": 2,
    "turns": 5,
    "seconds": 20.0,
    "load before": 0.1,
    "published programmes": True,
    "versions": {"placet": "Placet 1", "cpsat": "OR-Tools 1"},
    "missing": {},
}


def test_a_sound_table_has_no_faults() -> None:
    assert unsound([row("placet", run(7)), row("cpsat", run(7)), row("timefold", run(9, proven=False))]) == []


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        (run(7, faults=["x is missing"]), "cpsat on small: x is missing"),
        (run(7, claimed=6), "cpsat on small: claims 6, the scorer counts 7"),
        (run(9, claimed=8, proven=False), "cpsat on small: claims 8, the scorer counts 9"),
        (run(7, claimed=8), "cpsat on small: claims 8, the scorer counts 7"),
        (run(7, claimed=None, proven=False), "cpsat on small: claims None, the scorer counts 7"),
        (run(9, bound=8, proven=False), "small: cpsat has the bound 8, and there is a plan of 7"),
        ({"error": "did not end"}, "cpsat on small: did not end"),
        (run(6, proven=False), "small: cpsat has 6, placet proved 7"),
        (run(8), "small: proofs differ: [(7, 'placet'), (8, 'cpsat')]"),
        (run(None, infeasible=True), "small: placet has 7, cpsat proved None"),
    ],
)
def test_what_makes_a_table_worthless_is_told(other: dict[str, Any], fault: str) -> None:
    assert fault in unsound([row("placet", run(7)), row("cpsat", other)])


def test_a_search_that_was_cut_off_may_claim_more_than_its_plan_has() -> None:
    # What the clock ends may have 12 in its model for a plan of 9; what it is judged by is 9.
    assert unsound([row("placet", run(7)), row("pyjobshop", run(9, claimed=12, bound=7, proven=False))]) == []


def test_plans_are_compared_run_by_run_and_no_plan_is_the_worst() -> None:
    mine = row("placet", run(7), run(7), run(9, proven=False), run(None))
    theirs = row("cpsat", run(9), run(7), run(8), run(9))
    seen = compared([mine, theirs], "cpsat")
    # 7 < 9, 7 = 7, 9 > 8, and nothing against 9.
    assert (seen.better, seen.equal, seen.worse, seen.where) == (1, 1, 2, ("small",))


def test_a_ratio_is_of_medians_and_the_limit_stands_for_what_was_not_proven() -> None:
    rows = [
        row("placet", run(7, 1.0), run(7, 2.0), run(7, 9.0), on="one"),
        row("cpsat", run(7, 3.0), run(7, 8.0), run(7, 9.0), on="one"),
        row("placet", run(7, 4.0), on="two"),
        row("cpsat", run(8, 20.0, proven=False), on="two"),
        row("placet", run(8, 20.0, proven=False), on="three"),
        row("cpsat", run(7, 5.0), on="three"),
    ]
    found, lost = ratios(rows, "cpsat", 20.0)
    # Medians 8 and 2; at least 20 against 4; the third is proven by the other only.
    assert found == [Ratio("one", 4.0, at_least=False), Ratio("two", 5.0, at_least=True)]
    assert lost == ["three"]


def test_the_typical_deviation_is_none_where_half_of_the_runs_have_no_plan() -> None:
    assert typical(row("placet", run(7), run(9), run(None))) == 9
    assert typical(row("placet", run(7), run(None))) is None


@pytest.mark.parametrize(
    ("before", "during", "loaded"), [(0.1, 2.5, False), (0.6, 2.5, True), (0.1, 3.5, True), (None, 1.0, True)]
)
def test_a_machine_is_loaded_when_others_use_it(before: float | None, during: float, *, loaded: bool) -> None:
    # Two cores: whatever runs takes two, and one is allowed for what the system does besides.
    rows = [row("placet", run(7, load=during))]
    assert is_loaded(QUIET | {"load before": before}, rows) is loaded


def test_times_are_told_on_a_quiet_machine_and_withheld_on_a_loaded_one() -> None:
    rows = [row("placet", run(7, 1.25)), row("cpsat", run(7, 5.0))]
    quiet, loaded = (
        page({"conditions": QUIET, "rows": rows}),
        page({"conditions": QUIET | {"load before": 9}, "rows": rows}),
    )
    assert "1 of 1: 1.25" in quiet
    # 5 over 1.25
    assert "| CP-SAT, plain model | 1 | 0 | 4.0 | 4.0 | 4.0 | – |" in quiet
    assert "1.25" not in loaded
    assert "Two claims" not in loaded
    assert "times are withheld" in loaded
    assert quiet.index("## Conditions") < quiet.index("## What is compared")


def test_a_run_that_ends_late_is_counted() -> None:
    # 22 is a tenth more than the limit of 20, and not late yet.
    rows = [row("placet", run(7, 22.0)), row("cpsat", run(7, 22.5, proven=False))]
    assert "Of these runs, 1 ended more than a tenth after" in page({"conditions": QUIET, "rows": rows})


def test_a_peer_that_is_not_there_is_named_with_its_remedy() -> None:
    shown = page(
        {"conditions": QUIET | {"missing": {"gecode": "no minizinc on the path"}}, "rows": [row("placet", run(7))]}
    )
    assert "| MiniZinc with Gecode | missing: no minizinc on the path |" in shown


def test_what_a_peer_needs_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    for peer in (jobshop, streams):
        monkeypatch.setattr(peer, "find_spec", lambda _: None)
    assert "minizinc" in (gecode.missing() or "")
    assert jobshop.missing() == "pip install -e '.[peers]' brings PyJobShop"
    assert streams.missing() == "pip install -e '.[peers]' brings Timefold"
    monkeypatch.setattr(streams, "find_spec", lambda _: object())
    assert "17" in (streams.missing() or "")
