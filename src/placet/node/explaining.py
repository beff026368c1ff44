"""Why something is where it is in the programme, why it is not in it, and what would bring it in or move it.

The programme is planned as `plan` plans it. Why an engagement is not earlier or later is asked of the rules: it is
moved in small steps until a rule objects that did not before, and what that rule says is the reason. For what was left
out the planner has looked for the cheapest ways in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from typing import Any

from placet.errors import NotFoundError
from placet.formats.visitfile import VisitFile
from placet.model.attendance import parties_of, required
from placet.model.engagements import Engagement
from placet.model.ids import EngagementId, Ref, Sort, engagement_ref, track_party
from placet.model.profile import Grade
from placet.model.programme import Journey, Placement, Programme
from placet.model.text import Text, Title
from placet.model.visit import Visit
from placet.node.judging import SEES_TO_WAYS, case_of
from placet.node.planned import PlanReport
from placet.planner.outcome import Infeasible, LeftOut, Planned
from placet.planner.placing.slack import Slack
from placet.rules.case import Case
from placet.rules.catalogue import BY_NAME
from placet.rules.finding import Answer, Finding
from placet.rules.judge import judge

STATED = "stated-time"
"""The rule that holds something to its hour, whatever margin lies around it."""
STEP = timedelta(minutes=5)
"""How far an engagement is moved at a time."""
STEPS = 36
"""How often: three hours either way, then it counts as free."""

TABLES = (
    (Sort.ENGAGEMENT, "engagements"),
    (Sort.MOVEMENT, "movements"),
    (Sort.BLOCK, "blocks"),
    (Sort.ATTENDEE, "people"),
    (Sort.ATTENDEE, "delegations"),
    (Sort.VENUE, "venues"),
    (Sort.TRACK, "tracks"),
)
"""What can be asked about besides rules, and where it stands. Of things with one id the first is meant."""


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

    thing: Ref
    report: PlanReport
    placement: Placement | None = None
    slack: Slack | None = None
    earlier: Limit | None = None
    later: Limit | None = None
    missing: LeftOut | None = None
    engagements: tuple[EngagementId, ...] = ()
    left_out: tuple[EngagementId, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_in_clash(self) -> bool:
        """Whether the thing is part of what cannot all be kept."""
        outcome = self.report.outcome
        if not isinstance(outcome, Infeasible):
            return False
        named = [wanted.subjects for clash in outcome.clashes for wanted in clash.requirements]
        named += [common.things for clash in outcome.clashes for common in clash.in_common]
        return any(_is_among(self.thing, refs) for refs in named)

    @property
    def programme(self) -> Programme | None:
        """The programme, if there is one."""
        return self.report.outcome.programme if isinstance(self.report.outcome, Planned) else None


# ── finding the thing ─────────────────────────────────────────────────────────────────────────────────────────────────


def find_thing(visit: Visit, name: str) -> Ref:
    """What a user means: an id, a title in any language, or the beginning of exactly one.

    Where several tables have the id, `people.ID` says which. Raises `NotFoundError`.
    """
    things = tuple(_things(visit))
    table, _, key = name.partition(".")
    for sort, known in TABLES:
        if table == known and key in getattr(visit, known):
            return Ref(sort, key)
    for thing, _ in things:
        if thing == name:
            return thing
    wanted = " ".join(name.split()).casefold()
    by_words = [(thing, {thing.casefold(), *(word.casefold() for word in words)}) for thing, words in things]
    for matches in (
        [thing for thing, words in by_words if wanted in words],
        [thing for thing, words in by_words if wanted and any(word.startswith(wanted) for word in words)],
    ):
        if len(matches) == 1 or (matches and matches[0].sort is Sort.ENGAGEMENT is not _second_sort(matches)):
            return matches[0]
        if matches:
            raise NotFoundError(name, tuple(str(thing) for thing in matches[:5]))
    raise NotFoundError(name, _nearest(wanted, by_words))


def _second_sort(matches: list[Ref]) -> Sort | None:
    return matches[1].sort if len(matches) > 1 else None


def _nearest(wanted: str, by_words: list[tuple[Ref, set[str]]]) -> tuple[str, ...]:
    ids = {word: str(thing) for thing, words in by_words for word in words}
    inside = [str(thing) for thing, words in by_words if wanted and any(wanted in word for word in words)]
    alike = [ids[word] for word in get_close_matches(wanted, list(ids), n=3, cutoff=0.6)]
    return tuple(dict.fromkeys([*alike, *inside]))[:3]


def _things(visit: Visit) -> Iterator[tuple[Ref, set[str]]]:
    for sort, table in TABLES:
        for name, entry in getattr(visit, table).items():
            yield Ref(sort, str(name)), set(_words(entry))
    for rule in BY_NAME:
        yield Ref(Sort.RULE, rule), set()


def _words(entry: Any) -> Iterator[str]:
    for field in ("title", "name", "office"):
        value = getattr(entry, field, None)
        if isinstance(value, Title):
            yield from (value.short.by_language.values() if value.short is not None else ())
            value = value.name
        if isinstance(value, Text):
            yield from value.by_language.values()


# ── explaining it ─────────────────────────────────────────────────────────────────────────────────────────────────────


def explain(report: PlanReport, thing: Ref) -> Explanation:
    """Everything that can be said of a thing, after planning."""
    outcome = report.outcome
    if isinstance(outcome, Infeasible):
        return Explanation(thing=thing, report=report)
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


def _engagement(report: PlanReport, thing: Ref, outcome: Planned, findings: tuple[Finding, ...]) -> Explanation:
    name = EngagementId(thing)
    placement = outcome.programme.placements.get(name)
    if placement is None:
        missing = next((left for left in outcome.left_out if left.engagement == name), None)
        return Explanation(thing=thing, report=report, missing=missing, findings=findings)
    if report.visit_file.visit.engagements[name].withheld is not None:  # it has many hours, and all are kept free
        return Explanation(thing=thing, report=report, placement=placement, findings=findings)
    return Explanation(
        thing=thing,
        report=report,
        placement=placement,
        slack=outcome.slack.get(name),
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
    placements = {**old.programme.placements, moved.engagement: moved}
    journeys = tuple(journey for journey in old.programme.journeys if not _gives_way(old, journey, moved))
    programme = replace(old.programme, placements=placements, journeys=journeys)
    judgement = judge(case_of(old.visit, programme, old.timeline, old.rulebook, old.today))
    binding = (finding for finding in judgement.violations if finding.grade in (Grade.MUST, Grade.SHOULD))
    margin = old.visit.engagements[moved.engagement].margin
    return tuple(f for f in binding if f.rule != SEES_TO_WAYS and not _is_left_open(f, moved.engagement, margin))


def _is_left_open(finding: Finding, name: EngagementId, margin: timedelta) -> bool:
    """Whether all that is objected to is an hour within the margin for which nobody need be asked again."""
    at, bound = (finding.verdict.facts.get(fact) for fact in ("at", "bound"))
    is_hour = finding.rule == STATED and engagement_ref(name) in finding.verdict.subjects
    return is_hour and isinstance(at, datetime) and isinstance(bound, datetime) and abs(at - bound) <= margin


def _gives_way(case: Case, journey: Journey, moved: Placement) -> bool:
    """Whether a way that the plan put in lies where an engagement is moved to: it would be laid anew there."""
    if journey.movement is not None or journey.leaves_at is None or journey.arrives_at is None:
        return False
    parties = required(case.visit, case.visit.engagements[moved.engagement]) | set(moved.interpreters)
    ends = moved.ends_at if moved.ends_at is not None else moved.starts_at
    meets = journey.leaves_at < ends and moved.starts_at < journey.arrives_at
    return meets and not parties.isdisjoint(journey.parties)


def _shifted(placement: Placement, step: timedelta) -> Placement:
    ends = placement.ends_at
    return replace(placement, starts_at=placement.starts_at + step, ends_at=ends + step if ends is not None else None)


def _key(finding: Finding) -> tuple[str, str, frozenset[tuple[Sort, str]]]:
    subjects = frozenset((subject.sort, str(subject)) for subject in finding.verdict.subjects)
    return finding.rule, finding.verdict.case, subjects


def _findings_about(report: PlanReport, thing: Ref) -> tuple[Finding, ...]:
    if report.judgement is None:
        return ()
    if thing.sort is Sort.RULE:
        return tuple(finding for finding in report.judgement.findings if finding.rule == thing)
    return tuple(
        finding
        for finding in report.judgement.findings
        if finding.verdict.answer is Answer.VIOLATED and _is_among(thing, _named_in(finding))
    )


def _named_in(finding: Finding) -> Iterator[Ref]:
    yield from finding.verdict.subjects
    for fact in finding.verdict.facts.values():
        yield from (part for part in (fact if isinstance(fact, tuple) else (fact,)) if isinstance(part, Ref))


def _is_among(thing: Ref, named: Iterable[Ref]) -> bool:
    """Whether a thing is named; a track also as those who follow it without a name."""
    party = Ref(Sort.ATTENDEE, track_party(thing)) if thing.sort is Sort.TRACK else thing
    return any(ref.is_same(thing) or ref.is_same(party) for ref in named)


def _engagements_of(visit_file: VisitFile, thing: Ref, programme: Programme) -> frozenset[str]:
    """The engagements that a person, delegation, venue, track or journey has to do with."""
    visit = visit_file.visit
    named: set[str] = set()
    for name, engagement in visit.engagements.items():
        placement = programme.placements.get(name)
        match thing.sort:
            case Sort.ATTENDEE:
                invited = (*engagement.who, *engagement.optional_who)
                people = {*invited, *parties_of(visit, invited), *_members(visit, engagement)}
                people |= set(placement.interpreters) if placement is not None else set()
                related = thing in people
            case Sort.VENUE:
                related = (
                    placement.venue == str(thing) if placement is not None else thing in map(str, engagement.venues)
                )
            case Sort.TRACK:
                related = engagement.track == str(thing)
            case _:
                related = thing in {*(follow.engagement for follow in engagement.after), *engagement.at.after}
        if related:
            named.add(name)
    return frozenset(named)


def _members(visit: Visit, engagement: Engagement) -> frozenset[str]:
    track = visit.tracks.get(engagement.track)
    return frozenset(parties_of(visit, track.members)) if track is not None and not engagement.who else frozenset()
