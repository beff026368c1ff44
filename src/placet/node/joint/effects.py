"""What a text on the table would do to our programme, judged by the same rules and against what only we know.

The answer stays in this office: it is made of our private diary and red lines, and nothing of it can reach an entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from placet.almanac.timeline import Timeline
from placet.almanac.zones import UnknownZone, resolve
from placet.formats.visitfile import VisitFile
from placet.model.ids import EngagementId
from placet.model.points import EngagementContent, Stay, WindowContent
from placet.model.programme import Placement, Programme
from placet.model.spans import length_between
from placet.model.visit import Visit
from placet.node.joint.other_days import OtherDays, days_of, on_its_days
from placet.node.joint.our_programme import OurProgramme
from placet.node.joint.pins import with_content
from placet.node.joint.texts import understood
from placet.node.judging import SEES_TO_WAYS, case_of
from placet.node.rulebook import rulebook_for
from placet.projections.contents import offset_of
from placet.projections.standing import PointStanding, TextStanding
from placet.rules.finding import Finding
from placet.rules.instants import later
from placet.rules.judge import judge
from placet.rules.stated import stated_programme


@dataclass(frozen=True, slots=True)
class Effect:
    """What is new under a text: findings that were not there before, and those that are gone.

    `by` is the file of the plan that it was judged by; without one the hours that
    our visit file states were taken. `aside` is a plan that does not fit: of other days, or of what our visit was.
    `visit` is ours as it would be. `days` is what is known of the days, where the text is about those of the visit.
    """

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    by: Path | None = None
    aside: Path | None = None
    visit: Visit | None = None
    days: OtherDays | None = None


@dataclass(frozen=True, slots=True)
class OffsetDiffers:
    """Our time tables put a zone elsewhere than those of whoever wrote a text."""

    zone: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text is judged by: our visit file, our visit with what is agreed fixed in it, our plan, and today."""

    visit_file: VisitFile
    agreed: Visit
    ours: OurProgramme
    today: date


def effect_of(setting: Setting, point: PointStanding, item: tuple[str, str] | None) -> Effect:
    """Judge our programme as it is and as it would be. `agreed` is our visit with what is agreed fixed in it.

    What is planned keeps its place, and only what is agreed or proposed is moved: that it could all be planned anew is
    another question, for `placet plan`.
    """
    visit_file, agreed, ours = setting.visit_file, setting.agreed, setting.ours
    content = understood(point.latest).content
    if isinstance(content, WindowContent):
        return _of_days(setting, content.window)
    changed = with_content(agreed, point.latest, point.label, item)
    fits = ours.planned is not None and all(
        ours.planned.starts_on == Timeline(visit).starts_on for visit in (agreed, changed)
    )
    planned = ours.planned if fits else None
    before, after = (_findings(visit_file, visit, planned) for visit in (agreed, changed))
    return Effect(
        tuple(finding for finding in after if finding not in before),
        tuple(finding for finding in before if finding not in after),
        by=ours.file if fits else None,
        aside=ours.aside if fits else ours.aside or ours.file,
        visit=changed,
    )


def _of_days(setting: Setting, stay: Stay) -> Effect:
    """Judge our programme on its days and at the same hours on others, and look at those days themselves.

    Offered, held or confirmed, they are looked at alike: whoever holds days may be taken at their word.
    """
    visit_file, ours = setting.visit_file, setting.ours
    changed = replace(setting.agreed, starts_on=stay.arrival)
    days = days_of(visit_file, setting.agreed, stay, setting.today)
    try:
        before, after = (_on_its_days(visit_file, visit, ours) for visit in (setting.agreed, changed) if days.is_known)
    except ValueError:  # no such day, or an hour that the clock skips or shows twice on one of them
        return Effect((), (), aside=ours.aside, days=replace(days, is_known=False))
    new = _without(after, before)
    return Effect(new, _without(before, after), by=ours.file, aside=ours.aside, visit=changed, days=days)


def _on_its_days(visit_file: VisitFile, visit: Visit, ours: OurProgramme) -> tuple[Finding, ...]:
    return _findings(visit_file, visit, on_its_days(visit, ours.planned) if ours.planned is not None else None)


def _without(findings: Sequence[Finding], others: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those of which the others say nothing, on whatever day."""
    known = {(each.rule, each.verdict.case, each.verdict.subjects, each.grade) for each in others}
    return tuple(
        each for each in findings if (each.rule, each.verdict.case, each.verdict.subjects, each.grade) not in known
    )


def differing_offsets(text: TextStanding) -> Sequence[OffsetDiffers]:
    """Where the offsets that a text states are not those of our own tables. Nothing is converted silently.

    A zone that our tables do not know differs too.
    """
    content = understood(text).content
    if not isinstance(content, EngagementContent) or content.on is None:
        return ()
    found = []
    for clock in (content.starts, content.ends):
        if clock is None:
            continue
        try:
            on = content.on + timedelta(days=clock.plus_days)
            ours = offset_of(resolve(on, clock.at, clock.zone, None))
        except (UnknownZone, ValueError):
            ours = ""
        if ours != clock.offset:
            found.append(OffsetDiffers(clock.zone, ours, clock.offset))
    return tuple(dict.fromkeys(found))


def _findings(visit_file: VisitFile, visit: Visit, planned: Programme | None) -> tuple[Finding, ...]:
    """What the rules say of the hours that a visit states, or of a plan with what differs from our file moved."""
    timeline = Timeline(visit)
    programme = stated_programme(visit, timeline)
    if planned is not None:
        ours = visit_file.visit.engagements
        changed = (name for name, engagement in visit.engagements.items() if engagement != ours[name])
        moved = {name: programme.placements[name] for name in changed if name in programme.placements}
        programme = _with_moved(visit, planned, moved)
    violations = judge(case_of(visit, programme, timeline, rulebook_for(visit, visit_file))).violations
    return tuple(finding for finding in violations if finding.rule != SEES_TO_WAYS)


def _with_moved(visit: Visit, planned: Programme, stated: Mapping[EngagementId, Placement]) -> Programme:
    """A plan with some engagements at other hours, each as long and, where it still may, in the place that was planned.

    The ways that planning put in are left out: they would be laid anew, and whether there is time for them is judged.
    """
    moved = {name: _moved(visit, planned.placements.get(name), placement) for name, placement in stated.items()}
    return replace(
        planned,
        placements={**planned.placements, **moved},
        journeys=tuple(journey for journey in planned.journeys if journey.movement is not None),
        left_out=tuple(name for name in planned.left_out if name not in moved),
        untimed=tuple(name for name in planned.untimed if name not in moved),
    )


def _moved(visit: Visit, planned: Placement | None, stated: Placement) -> Placement:
    if planned is None:
        return stated
    lasts = length_between(planned.starts_at, planned.ends_at) if planned.ends_at is not None else None
    ends = stated.ends_at or (later(stated.starts_at, lasts) if lasts is not None else None)
    venue = planned.venue if planned.venue in visit.engagements[stated.engagement].venues else stated.venue
    return replace(planned, starts_at=stated.starts_at, ends_at=ends, venue=venue, about=stated.about)
