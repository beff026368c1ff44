"""Measure the papers: `python benchmarks/papers.py`.

All papers of a visit in English, Persian and Russian, made several times in one process, each kind apart. `first` is
the first of its kind, with the fonts to be read; `each` the median of the others; `share` what part of the whole set a
kind takes. One table on standard output, the same as JSON (`recording.py`). Times are seconds of processor.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

# Run as a script: `benchmarks` is a folder of the checkout, not a package.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.recording import kept

from placet.documents.imprint import Issue
from placet.model.declare import Layer
from placet.node.attached import attached
from placet.node.opening import open_dated
from placet.node.paper_set import Making, papers_in
from placet.node.papers import papers_of
from placet.node.planned import PlanReport
from placet.node.planning import plan_visit
from placet.node.wanted import DRAFT, Wanted
from placet.planner.outcome import Planned
from placet.projections.current import project

CHECKOUT = Path(__file__).resolve().parent.parent
VISITS = ("tests/visits/state_visit", "examples/tehran-moscow")
LANGUAGES = ("en", "fa", "ru")
ON = date(2026, 11, 24)
TURNS = 3


def main() -> None:
    """Measure and print."""
    print(f"{'visit':<26}{'papers':<24}{'number':>7}{'first':>9}{'each':>9}{'share':>8}")
    with kept("papers") as written:
        for row in (row for visit in VISITS for row in measured(visit)):
            written.append(asdict(row))
            times = f"{row.first:>9.3f}{row.each:>9.3f}"
            print(f"{row.visit:<26}{row.papers:<24}{row.number:>7}{times}{row.share:>8.0%}", flush=True)


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of paper of a visit, or all of them."""

    visit: str
    papers: str
    number: int
    first: float
    each: float
    share: float


def measured(visit: str) -> list[Row]:
    """A row for each kind of paper, and one for the whole set."""
    visit_file = open_dated(CHECKOUT / visit, ON)
    report = plan_visit(visit_file, starts_on=ON, seconds=60)
    if not isinstance(report.outcome, Planned) or report.case is None:
        sys.exit(f"{visit}: nothing was planned")
    kinds = _each(report)
    whole = []
    for _ in range(TURNS):
        began = time.process_time()
        number = len(papers_of(report, ON, Wanted(LANGUAGES)))
        whole.append(time.process_time() - began)
    total = statistics.median(whole)
    rows = [_row(visit, kind, times, total) for kind, times in sorted(kinds.items())]
    return [*rows, Row(visit, "all", number, first=whole[0], each=total, share=1.0)]


def _each(report: PlanReport) -> dict[str, list[float]]:
    """The times of each kind of printed paper, in the order in which they are made."""
    if report.case is None:
        raise ValueError("no programme")
    projection = project(report.case, Layer.SHARED)
    data = attached(projection.seen, report.case.programme)
    making = Making(projection, Issue(DRAFT, ON), data, lambda _: None)
    kinds: dict[str, list[float]] = defaultdict(list)
    for name, make in papers_in(projection.seen, LANGUAGES, dated=True).items():
        folder, _, file = name.rpartition("/")
        kind = f"{folder}/*{Path(file).suffix}" if folder == "people" else f"{file.split('.')[0]}{Path(file).suffix}"
        began = time.process_time()
        make(making)
        kinds[kind].append(time.process_time() - began)
    return kinds


def _row(visit: str, kind: str, times: list[float], total: float) -> Row:
    later = statistics.median(times[1:] or times)
    return Row(visit, kind, len(times), first=times[0], each=later, share=sum(times) / total)


if __name__ == "__main__":
    main()
