"""What a command found, as plain data with stable keys: the one JSON object that `--json` prints.

Every object has `outcome`: `planned`, `clash`, `no-answer`, `sound`, `unsound` or `error`, and the same keys each time,
`null` or empty where there is nothing to say. Times are ISO 8601 with offset once the visit is dated, and `{"day",
"at"}` while it is not. Nothing in it depends on how long something took: same file, same seed, same bytes. Keys are
only ever added.

It is this office's own output: made from the whole visit, it names the private diary. `docs/formats/json.md` lists the
keys in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

from placet.errors import (
    Cell,
    Declared,
    Fault,
    FileError,
    Line,
    NotFoundError,
    PlacetError,
    ReplyTrouble,
    UnreadReplies,
    VisitFileError,
    Word,
)
from placet.errors import Fact as ErrorFact
from placet.errors import Facts as ErrorFacts
from placet.formats import limits
from placet.formats.plain import write
from placet.formats.visitfile import VisitFile
from placet.model.changes import Difference, ItemChange, span_of
from placet.model.coverage import coverage
from placet.model.decisions import decision_of
from placet.model.programme import NOMINAL_FIRST_DAY, Journey, KeptBlock, Placement, Programme
from placet.model.visit import Visit
from placet.node.checking import CheckReport
from placet.node.planned import PlanReport
from placet.planner.outcome import Change, Clash, Infeasible, Level, NoAnswer, Planned, WayOut
from placet.planner.placing.slack import GivesWay, Slack
from placet.planner.tasks.problem import Requirement
from placet.rules.finding import Fact, Finding
from placet.rules.judge import Judgement
from placet.wording.errors import advice, fault_parts, problem, sentence
from placet.wording.isolates import without_isolates
from placet.wording.language import Language

Data = dict[str, Any]


def plan_data(
    report: PlanReport,
    changes: Difference | None = None,
    agreed: Data | None = None,
    variants: Data | None = None,
    what_if: Data | None = None,
) -> Data:
    """What planning ended in, with what was asked besides.

    `changes` compares with the programme kept last, where one was; `agreed` tells which agreed points stand in the
    visit, where that was asked for.
    """
    visit_file, outcome = report.visit_file, report.outcome
    data: Data = {"outcome": outcome_word(outcome), "visit": visit_data(visit_file.visit, report.timeline.starts_on)}
    programme = outcome.programme if isinstance(outcome, Planned) else None
    planned = outcome if isinstance(outcome, Planned) else None
    clash = outcome if isinstance(outcome, Infeasible) else None
    moments = Moments(report.timeline.starts_on)
    data["programme"] = programme_data(programme, moments) if programme is not None else None
    data |= judged_data(report.judgement, moments)
    data["coverage"] = _coverage(visit_file.visit, programme)
    data["levels"] = [level_data(level) for level in planned.levels] if planned else []
    data["proven"] = planned.is_proven if planned else clash is not None
    data["reproducible"] = planned.reproducible if planned else clash is not None
    data["left_out"] = [
        {
            "engagement": left.engagement,
            "ways_in": [_way(way, visit_file, moments) for way in left.ways_in],
            "searched": left.is_searched,
        }
        for left in (planned.left_out if planned else ())
    ]
    data |= clash_data(clash, visit_file, moments)
    data["tried"] = list(outcome.tried) if isinstance(outcome, NoAnswer) else []
    data["changes"] = difference_data(changes) if changes is not None else None
    data["agreed"] = agreed
    data["slack"] = slack_data(planned.programme, planned.slack, visit_file, moments) if planned else []
    data["plans_b"] = list(_plans_b(report.case.visit, programme, moments)) if programme and report.case else []
    data["variants"] = variants
    data["what_if"] = what_if
    return data


def slack_data(programme: Programme, slack: Mapping[str, Slack], visit_file: VisitFile, moments: Moments) -> list[Data]:
    """How late each engagement may run, in the order of the programme."""

    def way(gives: GivesWay | None) -> Data | None:
        if gives is None:
            return None
        wanted = gives.requirement
        said = _requirement(wanted, visit_file, moments) if wanted is not None else None
        return {"item": gives.item, "requirement": said}

    found = ((it.engagement, slack[it.engagement]) for it in programme.in_order() if it.engagement in slack)
    return [
        {
            "engagement": name,
            "late": own.free,
            "gives_way": way(own.first),
            "in_all": own.total,
            "breaks": way(own.last),
        }
        for name, own in found
    ]


def _plans_b(visit: Visit, programme: Programme, moments: Moments) -> Iterator[Data]:
    """What moves in bad weather, and by when that is decided, in the order of the programme."""
    for placement in programme.in_order():
        plan, decision = (
            visit.engagements[placement.engagement].plan_b,
            decision_of(visit, programme, placement.engagement),
        )
        if plan is not None and decision is not None:
            yield {
                "engagement": placement.engagement,
                "venue": plan.venue,
                "decide_by": moments.of(decision.at),
                "because": decision.because.value,
            }


def clash_data(clash: Infeasible | None, visit_file: VisitFile, moments: Moments) -> Data:
    """What cannot all be kept and the ways out; the same keys where there is no clash."""
    return {
        "clashes": [_clash(one, visit_file, moments) for one in clash.clashes] if clash else [],
        "all_clashes": clash.are_all if clash else True,
        "ways_out": [_way(way, visit_file, moments) for way in clash.ways_out] if clash else [],
    }


def _clash(clash: Clash, visit_file: VisitFile, moments: Moments) -> Data:
    return {
        "requirements": [_requirement(wanted, visit_file, moments) for wanted in clash.requirements],
        "irreducible": clash.is_irreducible,
        "in_common": [{"things": list(common.things), "between": list(common.between)} for common in clash.in_common],
    }


def check_data(report: CheckReport, agreed: Data | None = None) -> Data:
    """What the rules say of the programme that was checked. `agreed` as in a plan."""
    visit, programme = report.visit_file.visit, report.case.programme
    moments = Moments(programme.starts_on)
    return {
        "outcome": "sound" if report.judgement.is_sound else "unsound",
        "visit": visit_data(visit, programme.starts_on),
        "programme": programme_data(programme, moments),
        **judged_data(report.judgement, moments),
        "coverage": _coverage(visit, programme),
        "agreed": agreed,
        "slack": slack_data(programme, report.slack, report.visit_file, moments),
    }


def error_data(error: PlacetError, spoken: Language) -> Data:
    """An error, with its stable code and every fault: reasons and facts for programs, and what a person would read."""
    data: Data = {"outcome": "error", "code": error.code, "message": _plain(sentence(error, spoken)), "faults": []}
    match error:
        case VisitFileError():
            data["faults"] = [_fault(fault, spoken) for fault in error.faults[: limits.MAX_FAULTS]]
            data |= {"more": len(error.faults) - limits.MAX_FAULTS} if len(error.faults) > limits.MAX_FAULTS else {}
        case UnreadReplies():
            data["faults"] = [_trouble(trouble, spoken) for trouble in error.troubles[: limits.MAX_FAULTS]]
        case NotFoundError():
            data |= {"name": error.name, "nearest": list(error.nearest)}
        case FileError():
            said = {"problem": _plain(problem(error, spoken)), "advice": _plain(advice(error, spoken))}
            data |= {"file": error.file, **said, "reason": error.reason, "facts": _told(error.facts)}
        case _:  # its sentence says it all
            pass
    return data


def _trouble(trouble: ReplyTrouble, spoken: Language) -> Data:
    refusal = trouble.refusal
    said = {"found": sentence(refusal, spoken), "advice": advice(refusal, spoken)}
    return {
        "line": trouble.line,
        **{name: _plain(words) for name, words in said.items()},
        "reason": refusal.code,
        "facts": dict(refusal.facts),
    }


def _fault(fault: Fault, spoken: Language) -> Data:
    parts = fault_parts(fault, spoken)
    return {
        "file": fault.file,
        "line": _line(fault.line),
        "field": fault.field,
        "found": _plain(parts.found),
        "expected": _plain(parts.expected),
        "advice": _plain(parts.advice),
        "reason": fault.reason,
        "facts": _told(fault.facts),
    }


def _told(facts: ErrorFacts) -> Data:
    """The facts of an error as data. A word of the catalogue is told by its key."""
    return {name: _told_fact(fact) for name, fact in facts.items()}


def _told_fact(fact: ErrorFact) -> Any:
    match fact:
        case Word():
            return {"word": f"{fact.table}.{fact.key}", **_told(fact.facts)}
        case Declared():
            return {"field": f"{fact.table}.{fact.field}"}
        case Fault():
            return {"reason": fact.reason, "facts": _told(fact.facts)}
        case date() | time():
            return fact.isoformat()
        case tuple():
            return list(fact)
        case _:
            return fact


def _plain(said: str) -> str:
    return without_isolates(said)


def place_of(visit_file: VisitFile, path: tuple[str, ...]) -> tuple[str, Line] | None:
    """File and line of what a requirement speaks of; its path has the index of a list entry in digits."""
    exact = tuple(int(part) if part.isdigit() else part for part in path)
    return visit_file.lines.get(exact) or visit_file.place_of(*path)


def _line(line: Line | None) -> int | str | None:
    """A line as its number; a cell as spreadsheets refer to it."""
    return f"{line.sheet}!{line.address}" if isinstance(line, Cell) else line


# ── parts ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Moments:
    """Instants of one programme as data: nothing of an undated one may look like a date."""

    def __init__(self, starts_on: date | None) -> None:
        """`starts_on` is None while it is undated."""
        self._dated = starts_on is not None

    def of(self, instant: datetime | None) -> Any:
        """ISO 8601, or day and clock."""
        if instant is None:
            return None
        if self._dated:
            return instant.isoformat()
        return {"day": (instant.date() - NOMINAL_FIRST_DAY).days + 1, "at": f"{instant:%H:%M}"}


def outcome_word(outcome: object) -> str:
    """What planning ended in, in a word."""
    return {Planned: "planned", Infeasible: "clash", NoAnswer: "no-answer"}[type(outcome)]


def visit_data(visit: Visit, starts_on: date | None) -> Data:
    """What every report says of the visit itself."""
    return {
        "title": dict(visit.title.by_language),
        "kind": visit.kind.value,
        "dated": starts_on is not None,
        "starts_on": starts_on.isoformat() if starts_on is not None else None,
        "illustrative": dict(visit.illustrative.by_language) if visit.illustrative is not None else None,
    }


def programme_data(programme: Programme, moments: Moments) -> Data:
    """A whole programme."""
    return {
        "basis": programme.basis.value,
        "placements": [_placement(placement, moments) for placement in programme.in_order()],
        "journeys": [_journey(journey, moments) for journey in programme.journeys],
        "blocks": [_block(block, moments) for block in programme.blocks],
        "left_out": list(programme.left_out),
        "untimed": list(programme.untimed),
    }


def _placement(placement: Placement, moments: Moments) -> Data:
    return {
        "engagement": placement.engagement,
        "starts": moments.of(placement.starts_at),
        "ends": moments.of(placement.ends_at),
        "venue": placement.venue,
        "about": placement.about,
        "interpreters": list(placement.interpreters),
        "attending": list(placement.attending),
    }


def _journey(journey: Journey, moments: Moments) -> Data:
    return {
        "id": journey.id,
        "movement": journey.movement,
        "by": journey.by.value,
        "from": journey.origin,
        "to": journey.destination,
        "leaves": moments.of(journey.leaves_at),
        "arrives": moments.of(journey.arrives_at),
        "parties": list(journey.parties),
        "basis": journey.basis.value,
    }


def _block(block: KeptBlock, moments: Moments) -> Data:
    return {
        "block": block.block,
        "party": block.party,
        "starts": moments.of(block.window.opens),
        "ends": moments.of(block.window.closes),
    }


def judged_data(judgement: Judgement | None, moments: Moments) -> Data:
    """What the rules found."""
    if judgement is None:
        return {"sound": None, "rules": 0, "findings": [], "unjudged": []}
    return {
        "sound": judgement.is_sound,
        "rules": judgement.rules,
        "findings": [_finding(finding, moments) for finding in judgement.violations],
        "unjudged": [_finding(finding, moments) for finding in judgement.unjudged],
    }


def _finding(finding: Finding, moments: Moments) -> Data:
    return {
        "rule": finding.rule,
        "case": finding.verdict.case,
        "grade": finding.grade.value,
        "certain": finding.verdict.certain,
        "subjects": list(finding.verdict.subjects),
        "facts": {name: _fact(fact, moments) for name, fact in finding.verdict.facts.items()},
    }


def _fact(fact: Fact | object, moments: Moments) -> Any:
    """A fact as data; lengths are whole minutes."""
    if isinstance(fact, Finding):
        return _finding(fact, moments)
    if isinstance(fact, datetime):
        return moments.of(fact)
    if isinstance(fact, timedelta):
        return round(fact.total_seconds() / 60)
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, Enum):
        return fact.value
    if isinstance(fact, tuple):
        return [_fact(part, moments) for part in fact]
    if fact is None or isinstance(fact, str | int | float):
        return str(fact) if isinstance(fact, str) else fact
    return write(fact)


def _coverage(visit: Visit, programme: Programme | None) -> list[Data]:
    if programme is None:
        return []
    return [
        {"agreement": covered.agreement, "track": covered.track, "engagements": list(covered.engagements)}
        for covered in coverage(visit, programme)
    ]


def level_data(level: Level) -> Data:
    """One level of an aim."""
    return {
        "name": level.name,
        "amount": level.amount,
        "bound": level.bound,
        "given": level.given,
        "proven": level.is_proven,
    }


def _requirement(wanted: Requirement, visit_file: VisitFile, moments: Moments) -> Data:
    place = place_of(visit_file, wanted.path)
    return {
        "kind": wanted.kind,
        "subjects": list(wanted.subjects),
        "path": ".".join(wanted.path),
        "file": place[0] if place is not None else None,
        "line": _line(place[1]) if place is not None else None,
        "asked_by": wanted.asked_by,
        "agreed": wanted.agreed,
        "cost": wanted.cost,
        "facts": _facts(wanted.facts, moments),
    }


def _facts(facts: Iterable[tuple[str, object]], moments: Moments) -> Mapping[str, Any]:
    return {name: _fact(fact, moments) for name, fact in facts}


def _way(way: WayOut, visit_file: VisitFile, moments: Moments) -> Data:
    return {
        "cost": way.cost,
        "reopens": list(way.reopens),
        "reopens_settled": way.is_followed,
        "changes": [_change(change, visit_file, moments) for change in way.changes],
    }


def _change(change: Change, visit_file: VisitFile, moments: Moments) -> Data:
    return {
        "gives_up": _requirement(change.requirement, visit_file, moments),
        "becomes": _facts(change.becomes, moments),
    }


def difference_data(changes: Difference) -> Data:
    """What changed from one programme to the next."""
    before, after = Moments(changes.before_on), Moments(changes.after_on)
    return {
        "changed": [_item_change(change, before, after) for change in changes.changes],
        "unchanged": list(changes.unchanged),
    }


def _item_change(change: ItemChange, before: Moments, after: Moments) -> Data:
    def span(item: Placement | Journey | None, moments: Moments) -> Data | None:
        if item is None:
            return None
        starts, ends = span_of(item)
        venue = item.venue if isinstance(item, Placement) else item.destination
        return {"starts": moments.of(starts), "ends": moments.of(ends), "venue": venue}

    return {
        "id": change.id,
        "kinds": [kind.value for kind in change.kinds],
        "before": span(change.before, before),
        "after": span(change.after, after),
    }
