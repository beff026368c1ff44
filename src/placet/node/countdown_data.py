"""A countdown as the one JSON object that `--json` prints. It is this office's own output: its own tasks are in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from placet.model.countdown import Line, Link, Way
from placet.node.countdown import CountdownReport

Data = dict[str, Any]


def countdown_data(report: CountdownReport) -> Data:
    """Everything a countdown says; dates are ISO 8601, lengths and slack whole working days."""
    found, visit = report.countdown, report.visit
    late = found.not_ready
    return {
        "outcome": "late" if late else "ready",
        "visit": {
            "title": dict(visit.title.by_language),
            "kind": visit.kind.value,
            "starts_on": found.starts_on.isoformat(),
        },
        "today": found.today.isoformat(),
        "not_ready": [line.duty.id for line in late],
        "blocks": list(dict.fromkeys(name for line in late for name in line.blocks)),
        "critical": list(found.critical),
        "slack": found.chain_slack,
        "earliest": {"usual": _date(found.kept), "hurried": _date(found.hurried)},
        "reliefs": [{"office": relief.office, "days": relief.days} for relief in found.reliefs],
        "too_late": [line.duty.id for line in found.missed],
        "ways": [_way(way) for way in found.ways],
        "wall": [_link(link) for link in found.wall],
        "unsure": [on.isoformat() for on in found.unsure],
        "assumed": list(found.assumed),
        "doubtful": {side: list(days) for side, days in found.doubtful.items()},
        "proven": found.is_proven,
        "tasks": [_task(line) for line in report.lines],
    }


def _task(line: Line) -> Data:
    duty = line.duty
    return {
        "id": duty.id,
        "step": duty.step,
        "title": dict(duty.title.by_language) if duty.title is not None else None,
        "stage": duty.stage.value,
        "owners": list(duty.owners),
        "state": duty.state.value,
        "own": duty.is_own,
        "needs": list(duty.needs),
        "due": _date(line.due_on),
        "too_late_after": _date(line.closes_on),
        "begins": _date(line.begins),
        "ends": _date(line.ends),
        "latest": _date(line.latest),
        "days": line.length,
        "usual": line.usual,
        "slack": line.slack,
        "late": line.late,
        "met": line.is_met,
        "overdue": line.is_overdue,
        "ready": line.is_ready,
        "blocks": list(line.blocks),
        "holds_up": list(line.holds_up),
        "missing": list(duty.missing),
        "dispensable": duty.dispensable,
        "stand_in": duty.stand_in,
        "source": duty.source,
        "stated": sorted(duty.stated),
    }


def _way(way: Way) -> Data:
    return {
        "days_off": [on.isoformat() for on in way.days_off],
        "at_work": list(way.at_work),
        "stand_ins": list(way.stand_ins),
        "hands": dict(way.hands),
        "tasks": list(way.tasks),
        "engagements": list(way.engagements),
        "fallen": list(way.fallen),
        "late": way.late,
        "hurried": way.hurried,
        "saved": way.saved,
    }


def _link(link: Link) -> Data:
    return {"task": link.task, "begins": _date(link.begins), "ends": _date(link.ends), "days": link.length}


def _date(on: date | None) -> str | None:
    return on.isoformat() if on is not None else None
