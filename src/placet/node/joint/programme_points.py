"""A programme as points: what of it is new or changed since the sides last spoke of it, in groups.

An engagement that moved no further than its agreed margin is not proposed again: the margin was signed for that. Of a
group in which something changed, the members that did not change keep their texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from placet.almanac.timeline import Timeline
from placet.formats.points import write_content
from placet.formats.visitfile import VisitFile
from placet.model.declare import Layer
from placet.model.ids import EngagementId
from placet.model.points import AgreedClock, Content, EngagementContent
from placet.model.programme import Programme
from placet.node.joint.desk import Desk
from placet.node.joint.pins import links, matched
from placet.node.joint.texts import Proposed, needs_carried, understood
from placet.node.judging import case_of
from placet.node.rulebook import rulebook_for
from placet.projections.contents import engagements_of, groups_of
from placet.projections.current import project
from placet.projections.standing import PointStanding, TextStanding


@dataclass(frozen=True, slots=True)
class Member:
    """One engagement of a group. `proposed` is None where its text stands as it is; then `text` is that text."""

    item: EngagementId
    proposed: Proposed | None
    text: TextStanding | None


def contents_of(visit_file: VisitFile, programme: Programme) -> dict[EngagementId, EngagementContent]:
    """What the other side may know of a programme, engagement by engagement."""
    visit = visit_file.visit
    timeline = Timeline(visit, programme.starts_on)
    case = case_of(visit, programme, timeline, rulebook_for(visit, visit_file))
    return engagements_of(project(case, Layer.SHARED))


def changed_groups(desk: Desk, visit_file: VisitFile, programme: Programme) -> list[list[Member]]:
    """Groups of a programme in which something is to be proposed."""
    contents = contents_of(visit_file, programme)
    points = points_of(desk, visit_file, desk.standings())
    groups = groups_of(visit_file.visit, contents)
    members = ([_member(name, contents[name], points.get(name), desk.side) for name in group] for group in groups)
    return [group for group in members if any(each.proposed is not None for each in group)]


def points_of(
    desk: Desk, visit_file: VisitFile, standings: tuple[PointStanding, ...]
) -> Mapping[EngagementId, PointStanding]:
    """Our engagements that the sides have a point about, with the newest such point."""
    known, found = links(desk), {}
    for point in standings:
        content = understood(point.latest).content
        if isinstance(content, EngagementContent):
            item = known.get(point.point)
            name = EngagementId(item[1]) if item is not None else matched(visit_file.visit, content)
            if name is not None:
                found[name] = point
    return found


def _member(name: EngagementId, content: EngagementContent, point: PointStanding | None, side: str) -> Member:
    """A member of a group. Where a text of each side is on the table, it is a new one only if neither says so."""
    if point is None:
        return Member(name, Proposed(content), None)
    asked = point.asked_of(side).latest
    for text in (point.latest, asked):
        said = understood(text).content
        if isinstance(said, EngagementContent) and is_within_margin(said, content):
            return Member(name, None, text)
    return Member(name, Proposed(content, asked, needs_carried(asked)), None)


def with_hours_of(content: Content, before: Content | None) -> Content:
    """A text without hours with the hours and the place of the text that it is to replace; any other as it is.

    Our file leaves both open where they are to be planned, which takes back nothing that was said of them.
    """
    if not isinstance(content, EngagementContent) or not isinstance(before, EngagementContent):
        return content
    if content.starts is not None or content.ends is not None:
        return content
    return replace(
        content,
        day=content.day or before.day,
        on=content.on or before.on,
        starts=before.starts,
        ends=before.ends,
        venue=content.venue or before.venue,
    )


def is_within_margin(agreed: EngagementContent, now: EngagementContent) -> bool:
    """Whether nothing but the hours differs, and these by no more than the margin that was signed."""
    if write_content(replace(now, starts=agreed.starts, ends=agreed.ends, margin=agreed.margin)) != write_content(
        agreed
    ):
        return False
    pairs = ((agreed.starts, now.starts), (agreed.ends, now.ends))
    return all(_apart(one, other) <= agreed.margin for one, other in pairs)


def _apart(one: AgreedClock | None, other: AgreedClock | None) -> timedelta:
    if one == other:
        return timedelta(0)
    if one is None or other is None or (one.zone, one.offset) != (other.zone, other.offset):
        return timedelta.max
    first, second = (timedelta(days=c.plus_days, hours=c.at.hour, minutes=c.at.minute) for c in (one, other))
    return abs(first - second)
