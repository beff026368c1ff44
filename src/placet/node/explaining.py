"""Why something is where it is in the programme, why it is not in it, and what would bring it in or move it.

The programme is planned as `plan` plans it. Why an engagement is not earlier or later is asked of the rules: it is
moved in small steps until a rule objects that did not before, and what that rule says is the reason. For what was left
out the planner has looked for the cheapest ways in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from enum import Enum
from typing import Any

from placet.errors import NotFoundError
from placet.formats.visitfile import VisitFile
from placet.model.attendance import parties_of
from placet.model.ids import EngagementId, MovementId
from placet.model.profile import Grade
from placet.model.programme import Placement, Programme
from placet.model.text import Text, Title
from placet.model.visit import Visit
from placet.node.judging import case_of
from placet.node.planning import PlanReport
from placet.planner.outcome import Infeasible, Planned, WayOut
from placet.planner.problem import Requirement
from placet.rules.catalogue import BY_NAME
from placet.rules.finding import Answer, Finding
from placet.rules.judge import judge

STEP = timedelta(minutes=5)
"""How far an engagement is moved at a time."""
STEPS = 36
"""How often: three hours either way, then it counts as free."""


class Sort(Enum):
    """What can be asked about."""

    ENGAGEMENT = "engagement"
    MOVEMENT = "movement"
    BLOCK = "block"
    PERSON = "person"
    DELEGATION = "delegation"
    VENUE = "venue"
    TRACK = "track"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of the visit, found by its id or its name."""

    sort: Sort
    id: str


@dataclass(frozen=True, slots=True)
class Limit:
    """How far an engagement may move one way. `until` is its last good start; `findings` object to the next one.

    Without findings nothing objects as far as was looked.
    """

    until: datetime
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What can be said of one thing. Which fields are filled depends on its sort and on what planning ended in."""

    thing: Thing
    report: PlanReport
    placement: Placement | None = None
    earlier: Limit | None = None
    later: Limit | None = None
    ways_in: tuple[WayOut, ...] | None = None
    engagements: tuple[EngagementId, ...] = ()
    left_out: tuple[EngagementId, ...] = ()
    findings: tuple[Finding, ...] = ()
    clash: tuple[Requirement, ...] = ()

    @property
    def programme(self) -> Programme | None:
        """The programme, if there is one."""
        return self.report.outcome.programme if isinstance(self.report.outcome, Planned) else None


# ── finding the thing ─────────────────────────────────────────────────────────────────────────────────────────────────


def find_thing(visit: Visit, name: str) -> Thing:
    """What a user means: an id, a title in any language, or the beginning of exactly one. Raises `NotFoundError`."""
    things = tuple(_things(visit))
    for thing, _ in things:
        if thing.id == name:
            return thing
    wanted = " ".join(name.split()).casefold()
    by_words = [(thing, {thing.id.casefold(), *(word.casefold() for word in words)}) for thing, words in things]
    for matches in (
        [thing for thing, words in by_words if wanted in words],
        [thing for thing, words in by_words if wanted and any(word.startswith(wanted) for word in words)],
    ):
        if len(matches) == 1 or (matches and matches[0].sort is Sort.ENGAGEMENT is not _second_sort(matches)):
            return matches[0]
        if matches:
            raise NotFoundError(name, tuple(thing.id for thing in matches[:5]))
    raise NotFoundError(name, _nearest(wanted, by_words))


def _second_sort(matches: list[Thing]) -> Sort | None:
    return matches[1].sort if len(matches) > 1 else None


def _nearest(wanted: str, by_words: list[tuple[Thing, set[str]]]) -> tuple[str, ...]:
    ids = {word: thing.id for thing, words in by_words for word in words}
    inside = [thing.id for thing, words in by_words if wanted and any(wanted in word for word in words)]
    alike = [ids[word] for word in get_close_matches(wanted, list(ids), n=3, cutoff=0.5)]
    return tuple(dict.fromkeys([*alike, *inside]))[:3]


def _things(visit: Visit) -> Iterator[tuple[Thing, set[str]]]:
    tables: tuple[tuple[Sort, Mapping[Any, Any]], ...] = (
        (Sort.ENGAGEMENT, visit.engagements),
        (Sort.MOVEMENT, visit.movements),
        (Sort.BLOCK, visit.blocks),
        (Sort.PERSON, visit.people),
        (Sort.DELEGATION, visit.delegations),
        (Sort.VENUE, visit.venues),
        (Sort.TRACK, visit.tracks),
    )
    for sort, table in tables:
        for name, entry in table.items():
            yield Thing(sort, str(name)), set(_words(entry))
    for rule in BY_NAME:
        yield Thing(Sort.RULE, rule), set()


def _words(entry: Any) -> Iterator[str]:
    for field in ("title", "name", "office"):
        value = getattr(entry, field, None)
        if isinstance(value, Title):
            yield from (value.short.by_language.values() if value.short is not None else ())
            value = value.name
        if isinstance(value, Text):
            yield from value.by_language.values()


# ── explaining it ─────────────────────────────────────────────────────────────────────────────────────────────────────


def explain(report: PlanReport, thing: Thing) -> Explanation:
    """Everything that can be said of a thing, after planning."""
    outcome = report.outcome
    if isinstance(outcome, Infeasible):
        touching = tuple(r for r in outcome.clash if thing.id in r.subjects)
        return Explanation(thing=thing, report=report, clash=touching or outcome.clash)
    if not isinstance(outcome, Planned) or report.case is None or report.judgement is None:
        return Explanation(thing=thing, report=report)
    findings = _findings_about(report, thing)
    match thing.sort:
        case Sort.ENGAGEMENT:
            return _engagement(report, thing, outcome, findings)
        case Sort.RULE | Sort.BLOCK:
            return Explanation(thing=thing, report=report, findings=findings)
        case _:
            names = _engagements_of(report.visit_file, thing, outcome.programme)
            left_out = tuple(name for name in outcome.programme.left_out if name in names)
            placed = tuple(p.engagement for p in outcome.programme.in_order() if p.engagement in names)
            return Explanation(thing=thing, report=report, engagements=placed, left_out=left_out, findings=findings)


def _engagement(report: PlanReport, thing: Thing, outcome: Planned, findings: tuple[Finding, ...]) -> Explanation:
    name = EngagementId(thing.id)
    placement = outcome.programme.placements.get(name)
    if placement is None:
        ways = next((left.ways_in for left in outcome.left_out if left.engagement == name), ())
        return Explanation(thing=thing, report=report, ways_in=ways, findings=findings)
    return Explanation(
        thing=thing,
        report=report,
        placement=placement,
        earlier=_limit(report, placement, -STEP),
        later=_limit(report, placement, STEP),
        findings=findings,
    )


def _limit(report: PlanReport, placement: Placement, step: timedelta) -> Limit:
    """Move a placement step by step, and nothing else, until a rule that binds or advises objects."""
    if report.judgement is None:
        raise ValueError("nothing was judged")
    before = {_key(finding) for finding in report.judgement.violations}
    moved = placement
    for _ in range(STEPS):
        moved = _shifted(moved, step)
        objections = [f for f in _violations(report, moved) if _key(f) not in before]
        if objections:
            gravest = [f for f in objections if f.grade is objections[0].grade]
            return Limit(moved.starts_at - step, tuple(gravest))
    return Limit(moved.starts_at, ())


def _violations(report: PlanReport, moved: Placement) -> tuple[Finding, ...]:
    if report.case is None:
        raise ValueError("nothing was judged")
    old = report.case
    programme = replace(old.programme, placements={**old.programme.placements, moved.engagement: moved})
    judgement = judge(case_of(old.visit, programme, old.timeline, old.rulebook, old.today))
    return tuple(finding for finding in judgement.violations if finding.grade in (Grade.MUST, Grade.SHOULD))


def _shifted(placement: Placement, step: timedelta) -> Placement:
    ends = placement.ends_at
    return replace(placement, starts_at=placement.starts_at + step, ends_at=ends + step if ends is not None else None)


def _key(finding: Finding) -> tuple[str, str, frozenset[str]]:
    return finding.rule, finding.verdict.case, frozenset(finding.verdict.subjects)


def _findings_about(report: PlanReport, thing: Thing) -> tuple[Finding, ...]:
    if report.judgement is None:
        return ()
    if thing.sort is Sort.RULE:
        return tuple(finding for finding in report.judgement.findings if finding.rule == thing.id)
    return tuple(
        finding
        for finding in report.judgement.findings
        if finding.verdict.answer is Answer.VIOLATED and thing.id in _named_in(finding)
    )


def _named_in(finding: Finding) -> set[str]:
    named = set(finding.verdict.subjects)
    for fact in finding.verdict.facts.values():
        named |= {str(part) for part in (fact if isinstance(fact, tuple) else (fact,)) if isinstance(part, str)}
    return named


def _engagements_of(visit_file: VisitFile, thing: Thing, programme: Programme) -> frozenset[str]:
    """The engagements that a person, delegation, venue, track or journey has to do with."""
    visit = visit_file.visit
    named: set[str] = set()
    for name, engagement in visit.engagements.items():
        placement = programme.placements.get(name)
        match thing.sort:
            case Sort.PERSON:
                people = {*parties_of(visit, (*engagement.who, *engagement.optional_who)), *_members(visit, engagement)}
                people |= set(placement.interpreters) if placement is not None else set()
                related = thing.id in people
            case Sort.DELEGATION:
                related = thing.id in (*engagement.who, *engagement.optional_who)
            case Sort.VENUE:
                related = placement.venue == thing.id if placement is not None else thing.id in engagement.venues
            case Sort.TRACK:
                related = engagement.track == thing.id
            case _:
                after = {follow.engagement for follow in engagement.after} | set(engagement.at.after)
                related = MovementId(thing.id) in after
        if related:
            named.add(name)
    return frozenset(named)


def _members(visit: Visit, engagement: Any) -> frozenset[str]:
    track = visit.tracks.get(engagement.track)
    return frozenset(parties_of(visit, track.members)) if track is not None and not engagement.who else frozenset()
