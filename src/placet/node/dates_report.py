"""What is known of days as plain data with stable keys: what `placet dates --json` prints."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

from placet.formats.plain import write
from placet.model.spans import Hours, PartialDate
from placet.model.text import Text
from placet.node.dates import DatesReport, Day, Exists
from placet.node.report import place_of
from placet.planner.dates.candidate import Reason
from placet.planner.tasks.problem import Requirement

Data = dict[str, Any]


def dates_data(report: DatesReport) -> Data:
    """The days, best first, with their reasons; nothing in it depends on how long something took."""
    exists = [day.decision.exists for day in report.days]
    return {
        "outcome": "dates",
        "visit": {"title": dict(report.visit_file.visit.title.by_language), "days": report.request.length},
        "today": report.request.today.isoformat(),
        "prepared": report.prepared.isoformat() if report.prepared is not None else None,
        "weights": dict(report.request.weights),
        "counts": {one.value: exists.count(one) for one in Exists},
        "days": [_day(report, day, rank) for rank, day in enumerate(report.days, start=1)],
    }


def _day(report: DatesReport, day: Day, rank: int) -> Data:
    decision = day.decision
    return {
        "rank": rank,
        "starts_on": day.on.isoformat(),
        "programme": decision.exists.value,
        "how": decision.how.value,
        "moved": decision.moved,
        "because": [_requirement(report, wanted) for wanted in decision.because],
        "alone": decision.whole,
        "forbidden": day.is_forbidden,
        "score": day.score,
        "reasons": [_reason(reason, points) for reason, points in zip(day.reasons, day.points, strict=True)],
    }


def _reason(reason: Reason, points: int) -> Data:
    return {
        "name": reason.name,
        "case": reason.case,
        "speaks": reason.speaks.value,
        "grade": reason.grade.value,
        "certain": reason.certain,
        "on": [on.isoformat() for on in reason.on],
        "points": points,
        "facts": {name: _fact(fact) for name, fact in reason.facts.items()},
    }


def _requirement(report: DatesReport, wanted: Requirement) -> Data:
    place = place_of(report.visit_file, wanted.path)
    return {
        "kind": wanted.kind,
        "subjects": list(wanted.subjects),
        "path": ".".join(wanted.path),
        "file": place[0] if place is not None else None,
        "line": place[1] if place is not None and isinstance(place[1], int) else None,
    }


def _fact(fact: object) -> Any:
    match fact:
        case Text():
            return dict(fact.by_language)
        case date():
            return fact.isoformat()
        case PartialDate() | Hours():
            return write(fact)
        case Enum():
            return fact.value
        case tuple():
            return [_fact(part) for part in fact]
        case str():
            return str(fact)
        case _:
            return fact
