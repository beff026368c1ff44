"""A repair as plain data with stable keys: what `placet repair --json` prints. See `report` for what holds of all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from placet.formats.visitfile import VisitFile
from placet.model.programme import Journey
from placet.node.repairing import AnswerReport, RepairReport
from placet.node.report import (
    Data,
    Moments,
    clash_data,
    difference_data,
    judged_data,
    level_data,
    programme_data,
    slack_data,
    visit_data,
)
from placet.planner.outcome import Infeasible, NoAnswer
from placet.planner.repair.outcome import Repaired, Touched
from placet.projections.ripple import Drive


def repair_data(report: RepairReport, written: Sequence[Path] = ()) -> Data:
    """What repairing ended in; the same keys whatever that is."""
    outcome = report.outcome
    repaired = outcome if isinstance(outcome, Repaired) else None
    clash = outcome if isinstance(outcome, Infeasible) else None
    moments = Moments(report.timeline.starts_on)
    return {
        "outcome": "repaired" if repaired else "clash" if clash else "no-answer",
        "visit": visit_data(report.visit_file.visit, report.timeline.starts_on),
        "asked": [{"words": one.words, "number": one.number, "about": one.about} for one in report.asked],
        "frozen": report.freeze.name,
        "answers": [_answer(one, report.visit_file, moments) for one in report.answers],
        "settled": repaired.is_settled if repaired else clash is not None,
        "reproducible": repaired.reproducible if repaired else clash is not None,
        **clash_data(clash, report.visit_file, moments),
        "tried": list(outcome.tried) if isinstance(outcome, NoAnswer) else [],
        "written": [str(path) for path in written],
    }


def _answer(report: AnswerReport, visit_file: VisitFile, moments: Moments) -> Data:
    answer, reached = report.answer, report.ripple
    return {
        "weight": answer.cost,
        "proven": answer.is_least,
        "levels": [level_data(level) for level in answer.levels],
        "touched": [_touched(one) for one in answer.touched],
        "reopens": list(dict.fromkeys(one.agreed or one.item for one in answer.reopens)),
        "changes": difference_data(report.difference),
        "tell": [{"who": news.who, "items": list(news.items)} for news in reached.people],
        "venues": list(reached.venues),
        "interpreters": list(reached.interpreters),
        "drives": [_drive(drive, moments) for drive in reached.drives],
        "papers": list(report.papers.papers),
        "cards": list(report.papers.cards),
        "fields": [{"field": it.key, "before": it.before, "after": it.after} for it in report.fields],
        "programme": programme_data(answer.programme, moments),
        **judged_data(report.judgement, moments),
        "slack": slack_data(answer.programme, report.slack, visit_file, moments),
    }


def _touched(one: Touched) -> Data:
    parts = [{"part": part, "weight": weight} for part, weight in one.parts]
    return {"item": one.item, "kind": one.kind, "weight": one.weight, "parts": parts}


def _drive(drive: Drive, moments: Moments) -> Data:
    return {"before": _way(drive.before, moments), "after": _way(drive.after, moments)}


def _way(journey: Journey | None, moments: Moments) -> Any:
    if journey is None:
        return None
    return {
        "id": journey.id,
        "from": journey.origin,
        "to": journey.destination,
        "leaves": moments.of(journey.leaves_at),
        "arrives": moments.of(journey.arrives_at),
        "parties": list(journey.parties),
    }
