"""What a text on the table would do to our programme, judged by the same rules and against what only we know.

The answer stays in this office: it is made of our private diary and red lines, and nothing of it can reach an entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from placet.almanac.timeline import Timeline
from placet.almanac.zones import UnknownZone, resolve
from placet.formats.visitfile import VisitFile
from placet.model.points import EngagementContent
from placet.model.programme import Programme
from placet.model.visit import Visit
from placet.node.joint.pins import with_content
from placet.node.joint.texts import understood
from placet.node.judging import case_of
from placet.node.rulebook import rulebook_for
from placet.projections.contents import offset_of
from placet.projections.standing import PointStanding, TextStanding
from placet.rules.finding import Finding
from placet.rules.judge import judge
from placet.rules.stated import stated_programme


@dataclass(frozen=True, slots=True)
class Effect:
    """What is new under a text: findings that were not there before, and those that are gone."""

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class OffsetDiffers:
    """Our time tables put a zone elsewhere than those of whoever wrote a text."""

    zone: str
    ours: str
    theirs: str


def effect_of(
    visit_file: VisitFile, programme: Programme, point: PointStanding, item: tuple[str, str] | None
) -> Effect:
    """Judge our programme as it is and as it would be. `programme` gives the hours of everything else."""
    before = _findings(visit_file, visit_file.visit, programme)
    changed = with_content(visit_file.visit, point.latest, point.label, item)
    after = _findings(visit_file, changed, programme)
    return Effect(
        tuple(finding for finding in after if finding not in before),
        tuple(finding for finding in before if finding not in after),
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


def _findings(visit_file: VisitFile, visit: Visit, programme: Programme) -> tuple[Finding, ...]:
    """What the rules say of a visit whose stated hours beat those of the programme."""
    timeline = Timeline(visit)
    stated = stated_programme(visit, timeline)
    fixed = {name for name, engagement in visit.engagements.items() if engagement.at.is_placed}
    others = {name: place for name, place in programme.placements.items() if name not in fixed}
    placements = {**others, **{name: stated.placements[name] for name in fixed if name in stated.placements}}
    merged = Programme(
        starts_on=timeline.starts_on,
        placements=placements,
        journeys=programme.journeys,
        blocks=programme.blocks,
        left_out=tuple(name for name in programme.left_out if name not in placements),
        basis=programme.basis,
    )
    return judge(case_of(visit, merged, timeline, rulebook_for(visit, visit_file))).violations
