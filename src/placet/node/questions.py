"""What may be asked of a visit at once: a plan, several that differ, or what would be if something changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from placet.formats.visitfile import VisitFile
from placet.node.keeping import last_programme, refuse_keeping
from placet.node.planned import PlanReport
from placet.node.planning import Searching, planned_and_judged, request_for
from placet.node.variants import WITHIN, VariantsReport, plan_variants, refuse_variants
from placet.node.what_if import WhatIfReport, plan_what_if


@dataclass(frozen=True, slots=True)
class Question:
    """So many variants and the letter of the one to be taken; or changes that might be made; or just a plan."""

    variants: int | None = None
    within: int = WITHIN
    take: str | None = None
    what_if: tuple[str, ...] = ()

    @property
    def writes_variants(self) -> bool:
        """Whether what is written down is the variants, and not one programme with its papers."""
        return self.variants is not None and self.take is None


@dataclass(frozen=True, slots=True)
class Found:
    """The plan, and what was asked besides."""

    report: PlanReport
    variants: VariantsReport | None = None
    what_if: WhatIfReport | None = None

    def taken(self, letter: str | None) -> PlanReport | None:
        """The programme of a letter, None where none has it; the best one without a letter or without variants."""
        if letter is None or self.variants is None:
            return self.report
        return self.variants.reports().get(letter)


def answered(visit_file: VisitFile, question: Question, searching: Searching) -> Found:
    """Plan, and whatever else was asked. Raises what `plan_variants` and `plan_what_if` raise."""
    if question.variants is not None:
        report, variants = plan_variants(visit_file, question.variants, question.within, searching)
        return Found(report, variants=variants)
    if question.what_if:
        report, what_if = plan_what_if(visit_file, question.what_if, searching)
        return Found(report, what_if=what_if)
    return Found(planned_and_judged(visit_file, request_for(visit_file, searching)))


def is_kept_there(out: Path, question: Question) -> bool:
    """Whether variants would come into a folder in which the papers of a programme lie."""
    return question.writes_variants and last_programme(out) is not None


def refuse_writing(out: Path, visit_file: VisitFile, languages: tuple[str, ...], question: Question) -> None:
    """Raise what writing the answer down would raise for this folder, so that nobody waits in vain."""
    if question.variants is not None and question.take is None:
        refuse_variants(out, visit_file, question.variants)
    else:
        refuse_keeping(out, visit_file, languages)
