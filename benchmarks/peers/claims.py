"""What may be claimed of a table of runs, and whether the table itself is sound."""

from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from benchmarks.peers.entrants import ENTRANTS, Column

Row = dict[str, Any]
OURS = "placet"


def unsound(rows: list[Row]) -> list[str]:
    """Everything that makes the table worthless: refused plans, claims that are not so, proofs that differ, errors."""
    faults, proofs = [], defaultdict(set)
    for row in rows:
        for run in row["runs"]:
            where = f"{row['entrant']} on {row['instance']}"
            if "error" in run:
                faults.append(f"{where}: {run['error']}")
                continue
            faults += [f"{where}: {fault}" for fault in run["faults"]]
            if _is_wrong(run["claimed"], run["deviation"], is_proven=run["proven"]):
                faults.append(f"{where}: claims {run['claimed']}, the scorer counts {run['deviation']}")
            if run["infeasible"]:
                proofs[row["instance"]].add((None, row["entrant"]))
            elif run["proven"]:
                proofs[row["instance"]].add((run["deviation"], row["entrant"]))
    for instance, found in proofs.items():
        if len({amount for amount, _ in found}) > 1:
            faults.append(f"{instance}: proofs differ: {sorted(found, key=str)}")
    faults += _below_a_proof(rows, proofs)
    return faults


def _is_wrong(claimed: int | None, counted: int | None, *, is_proven: bool) -> bool:
    """Whether a claim is not so: less than is counted, or more where that is called the least.

    A search that the clock ends may leave the deviation of an engagement larger in its model than it is in its plan:
    it claims more than it has, and the plan is judged by what is counted.
    """
    if claimed is None or counted is None:
        return claimed is not counted
    return claimed < counted or (is_proven and claimed > counted)


def _below_a_proof(rows: list[Row], proofs: dict[str, set[tuple[int | None, str]]]) -> list[str]:
    """A plan that is better than a proven optimum or bound, or that is there where a proof says that there is none."""
    faults = []
    bounds = {(row["instance"], row["entrant"], run.get("bound")) for row in rows for run in row["runs"]}
    for row in rows:
        for run in row["runs"]:
            for least, who in proofs.get(row["instance"], ()):
                amount = run.get("deviation")
                if amount is not None and (least is None or amount < least):
                    faults.append(f"{row['instance']}: {row['entrant']} has {amount}, {who} proved {least}")
    least_had = _least_had(rows)
    for instance, who, bound in sorted(bounds, key=str):
        if bound is not None and bound > least_had.get(instance, bound):
            faults.append(f"{instance}: {who} has the bound {bound}, and there is a plan of {least_had[instance]}")
    return faults


def _least_had(rows: list[Row]) -> dict[str, int]:
    """By instance, the least deviation of any plan that the scorer accepted."""
    had: dict[str, int] = {}
    for row in rows:
        for run in row["runs"]:
            amount = run.get("deviation")
            if amount is not None and not run["faults"]:
                had[row["instance"]] = min(amount, had.get(row["instance"], amount))
    return had


def _amounts(row: Row) -> list[int | None]:
    return [run.get("deviation") for run in row["runs"]]


def typical(row: Row) -> float | None:
    """The median deviation; None where half of the runs or more have no plan."""
    ranked = sorted(float("inf") if amount is None else amount for amount in _amounts(row))
    middle = statistics.median(ranked)
    return None if middle == float("inf") else middle


def proofs(row: Row) -> int:
    """In how many runs it was proven."""
    return sum(1 for run in row["runs"] if run.get("proven") or run.get("infeasible"))


def time_to_proof(row: Row, limit: float) -> tuple[float, bool]:
    """The median time until it was proven; with False it is the limit only, and would have been more."""
    times = [run["seconds"] if run.get("proven") or run.get("infeasible") else float("inf") for run in row["runs"]]
    middle = statistics.median(times)
    return (limit, False) if middle == float("inf") else (middle, True)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times longer than Placet an entrant takes to its proof; `at_least` where it had none in the time."""

    instance: str
    times: float
    at_least: bool


def ratios(rows: list[Row], entrant: str, limit: float) -> tuple[list[Ratio], list[str]]:
    """On every instance that Placet proves in most runs; and the instances that only the other proves."""
    ours = {row["instance"]: row for row in rows if row["entrant"] == OURS}
    found, lost = [], []
    for row in rows:
        if row["entrant"] != entrant or row["instance"] not in ours:
            continue
        mine, is_proven = time_to_proof(ours[row["instance"]], limit)
        theirs, is_theirs = time_to_proof(row, limit)
        if is_proven:
            found.append(Ratio(row["instance"], theirs / mine, not is_theirs))
        elif is_theirs:
            lost.append(row["instance"])
    return found, lost


@dataclass(frozen=True, slots=True)
class Comparison:
    """Turn by turn: how often Placet's plan is better, equal and worse, and on which instances it is worse."""

    better: int
    equal: int
    worse: int
    where: tuple[str, ...]


def compared(rows: list[Row], entrant: str) -> Comparison:
    """Placet's plans beside another's at the same time limit. No plan is worse than any plan."""
    ours = {row["instance"]: _amounts(row) for row in rows if row["entrant"] == OURS}
    counts, where = [0, 0, 0], []
    for row in rows:
        if row["entrant"] != entrant or row["instance"] not in ours:
            continue
        for mine, theirs in zip(ours[row["instance"]], _amounts(row), strict=True):
            a, b = (float("inf") if amount is None else amount for amount in (mine, theirs))
            counts[0 if a < b else 1 if a == b else 2] += 1
            if a > b and row["instance"] not in where:
                where.append(row["instance"])
    return Comparison(*counts, tuple(where))


QUIET = 0.15
"""The share of a core that others may have during a run: what a system does by itself."""


def is_disturbed(run: dict[str, Any]) -> bool:
    """Whether others used the machine during this run, or nobody knows."""
    return run["others"] is None or run["others"] > QUIET


def disturbed(rows: list[Row]) -> list[str]:
    """The instances of which no time may be told: others used the machine during one of their runs."""
    return list(dict.fromkeys(row["instance"] for row in rows if any(map(is_disturbed, row["runs"]))))


def others(rows: list[Row], column: Column) -> list[str]:
    """The entrants of a column that are in the table."""
    there = {row["entrant"] for row in rows}
    return [name for name, entrant in ENTRANTS.items() if entrant.column is column and name in there]
