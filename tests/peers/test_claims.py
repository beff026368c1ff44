"""What is claimed follows from the runs, and a table that cannot be believed says so."""

from typing import Any

import pytest
from benchmarks.peers import gecode, jobshop, streams
from benchmarks.peers.claims import Ratio, compared, disturbed, ratios, typical, unsound
from benchmarks.peers.page import page
from tests.peers.small import row, run

QUIET: dict[str, Any] = {
    "python": "3.11",
    "system": "Linux",
    "machine": "x86_64",
    "cores": 2,
    "turns": 5,
    "seconds": 20.0,
    "planner": "0123abc",
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


@pytest.mark.parametrize(("others", "told"), [(0.15, []), (0.16, ["small"]), (None, ["small"])])
def test_an_instance_is_disturbed_by_one_run_beside_which_others_worked(others: float | None, told: list[str]) -> None:
    # Beside the second of two runs.
    assert disturbed([row("placet", run(7), run(7, others=others)), row("cpsat", run(7), on="other")]) == told


def test_times_are_told_where_others_left_the_machine_alone_and_withheld_elsewhere() -> None:
    rows = [
        row("placet", run(7, 1.25), on="quiet"),
        row("cpsat", run(7, 5.0), on="quiet"),
        row("placet", run(7, 1.75), on="loud"),
        row("cpsat", run(7, 3.5, others=0.9), on="loud"),
    ]
    told = page({"conditions": QUIET, "rows": rows})
    assert "1 of 1: 1.25" in told
    assert "1.75" not in told
    # 5 over 1.25; two ratios would be told, were the other counted.
    assert "| CP-SAT, plain model | 1 | 0 | 4.0 | 4.0 | 4.0 | – |" in told
    assert "On 1 instances others took up to 0.9 cores" in told
    assert "(loud)" in told
    assert told.index("## Conditions") < told.index("## What is compared")


def test_nothing_is_claimed_where_no_run_was_left_alone() -> None:
    told = page({"conditions": QUIET, "rows": [row("placet", run(7, others=None)), row("cpsat", run(7, others=2.0))]})
    assert "Two claims" not in told
    assert "an unknown share of the machine" in told


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
