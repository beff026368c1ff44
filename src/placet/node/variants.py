"""Plan a visit in several ways that really differ, and judge each of them before anyone sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from placet.formats.programme import write_programme
from placet.formats.visitfile import VisitFile
from placet.model.apart import Apart, apart
from placet.node.folders import marks_of, refuse_folder, write_folder
from placet.node.planned import PlanReport
from placet.node.planning import Searching, judged, planned_and_judged, request_for
from placet.planner.outcome import Planned
from placet.planner.variants.run import Ended, Variant, variants
from placet.projections.comparison import Comparison, comparison

LETTERS = "abcdefghi"
"""What the programmes are called, the best one first."""
WITHIN = 10
"""Per cent by which another programme may be worse than the best one, where nothing is said. Default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantReport:
    """Another programme beside the best one: what the rules say of it, and how the two differ."""

    letter: str
    variant: Variant
    report: PlanReport
    apart: Apart
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantsReport:
    """The programmes besides the best one, and why there are no more. `first` is the best one."""

    first: PlanReport
    within: int
    asked: int
    others: tuple[VariantReport, ...]
    ended: Ended

    def reports(self) -> Mapping[str, PlanReport]:
        """Every programme by its letter."""
        return {LETTERS[0]: self.first, **{one.letter: one.report for one in self.others}}


def plan_variants(
    visit_file: VisitFile, count: int, within: int, searching: Searching
) -> tuple[PlanReport, VariantsReport | None]:
    """The best programme, and others: `count` in all, none more than `within` per cent worse (`allowance`).

    Without a best one there are no others. One that breaks a rule which the planner searches is our bug and raises
    `RuntimeError`; one that breaks a required rule which nobody can search for is not told.
    """
    request = request_for(visit_file, searching)
    began = request.clock()
    first = planned_and_judged(visit_file, request)
    if not isinstance(first.outcome, Planned):
        return first, None
    found = variants(request, first.outcome, count - 1, within, began)
    others = []
    for letter, variant in zip(LETTERS[1:], found.found, strict=False):
        report = judged(visit_file, request, variant.planned)
        if isinstance(report.outcome, Planned):
            others.append(_beside(first, letter, variant, report))
    return first, VariantsReport(first=first, within=within, asked=count, others=tuple(others), ended=found.ended)


def _beside(first: PlanReport, letter: str, variant: Variant, report: PlanReport) -> VariantReport:
    if first.case is None or first.judgement is None or report.case is None or report.judgement is None:
        raise ValueError("a programme that was not judged")
    return VariantReport(
        letter=letter,
        variant=variant,
        report=report,
        apart=apart(report.case.visit, first.case.programme, report.case.programme),
        comparison=comparison(first.case, first.judgement, report.case, report.judgement),
    )


def refuse_variants(folder: Path, visit_file: VisitFile, count: int) -> None:
    """Raise what `write_variants` would raise for this folder, so that nobody waits in vain."""
    refuse_folder(folder, [_file(letter) for letter in LETTERS[:count]], marks_of(visit_file))


def write_variants(folder: Path, visit_file: VisitFile, report: VariantsReport) -> tuple[Path, ...]:
    """Write each programme under its letter. Raises `StorageError`, and then keeps what was there.

    What Placet wrote into the folder before goes, so that no variant of an earlier search lies among these.
    """
    contents = {
        _file(letter): write_programme(one.outcome.programme, visit_file.visit).encode()
        for letter, one in report.reports().items()
        if isinstance(one.outcome, Planned)
    }
    return write_folder(folder, contents, marks_of(visit_file), whole=True)


def _file(letter: str) -> str:
    return f"variant-{letter}.toml"
