"""Variants, and what would be otherwise, as plain data. See `report` for what holds of all."""

from __future__ import annotations

from placet.node.comparing import level_rows
from placet.node.outcomes import Infeasible, Planned
from placet.node.report import (
    Data,
    Moments,
    clash_data,
    difference_data,
    judged_data,
    level_data,
    outcome_word,
    programme_data,
)
from placet.node.variants import VariantReport, VariantsReport
from placet.node.what_if import WhatIfReport
from placet.projections.comparison import Comparison


def variants_data(report: VariantsReport | None) -> Data | None:
    """The programmes besides the best one; None where they were not asked for."""
    if report is None:
        return None
    return {
        "asked": report.asked,
        "within": report.within,
        "ended": report.ended.value,
        "others": [_variant(one) for one in report.others],
    }


def _variant(one: VariantReport) -> Data:
    outcome = one.variant.planned
    moments = Moments(one.report.timeline.starts_on)
    return {
        "letter": one.letter,
        "distance": one.variant.distance,
        "most": one.variant.most,
        "proven": one.variant.is_furthest,
        "elsewhere": list(one.apart.elsewhere),
        "exchanged": [list(pair) for pair in one.apart.exchanged],
        "levels": [level_data(level) for level in outcome.levels],
        "reproducible": outcome.reproducible,
        **_compared(one.comparison),
        "programme": programme_data(outcome.programme, moments),
        **judged_data(one.report.judgement, moments),
    }


def _compared(compared: Comparison) -> Data:
    return {
        "changes": difference_data(compared.difference),
        "compared": [{"name": name, "first": a, "second": b} for name, a, b in level_rows(compared.levels)],
    }


def what_if_data(report: WhatIfReport | None) -> Data | None:
    """What there would be, beside what there is; None where it was not asked for."""
    if report is None:
        return None
    planned, moments = report.report, Moments(report.report.timeline.starts_on)
    outcome = planned.outcome
    programme = outcome.programme if isinstance(outcome, Planned) else None
    compared = report.comparison
    return {
        "asked": [{"words": one.words, "number": one.number, "about": one.about} for one in report.asked],
        "outcome": outcome_word(outcome),
        "changes": difference_data(compared.difference) if compared is not None else None,
        "compared": _compared(compared)["compared"] if compared is not None else [],
        "levels": [level_data(level) for level in outcome.levels] if isinstance(outcome, Planned) else [],
        "programme": programme_data(programme, moments) if programme is not None else None,
        **judged_data(planned.judgement, moments),
        **clash_data(outcome if isinstance(outcome, Infeasible) else None, planned.visit_file, moments),
    }
