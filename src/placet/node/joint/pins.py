"""Agreed points as the planner gets them: engagements of our own file with their agreed hours fixed and named.

Which point belongs to which engagement this office alone knows (`links`): ids of files are never sent. An agreed
engagement becomes an exact time with the label of its point, so that whatever clashes with it says what it would
reopen; its margin goes with it. What is agreed and has no place in our file is named, never dropped silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from placet.model.engagements import Engagement, Status
from placet.model.ids import EngagementId, VenueId
from placet.model.places import Venue
from placet.model.points import AgreedClock, CategoryContent, EngagementContent, WindowContent, WindowStage
from placet.model.spans import UNKNOWN, Clock, Precision, When
from placet.model.text import Text
from placet.model.visit import Visit
from placet.node.joint.desk import Desk
from placet.node.joint.drafts import drafts
from placet.node.joint.office import Document
from placet.node.joint.texts import understood
from placet.projections.standing import Standing, TextStanding

LINK = "link"


def linked(point: str, item: tuple[str, str]) -> Document:
    """What is to be kept so that we remember which item of our own file a point is about."""
    return LINK, {"item": list(item), "point": point}


def links(desk: Desk) -> dict[str, tuple[str, str]]:
    """Point to item of our own file; the last that was said of a point counts."""
    found = {draft.tabled[0]: draft.item for draft in drafts(desk).values() if draft.tabled is not None and draft.item}
    for _, document in desk.stores.private.documents(desk.file, LINK):
        sort, name = document["item"]
        found[str(document["point"])] = (str(sort), str(name))
    return found


def matched(visit: Visit, content: EngagementContent) -> EngagementId | None:
    """The engagement of our file that another side's point must be about: the same title in some language, and kind."""
    titles = set(content.title.by_language.items())
    found = [
        name
        for name, engagement in visit.engagements.items()
        if engagement.kind is content.kind and not titles.isdisjoint(engagement.title.by_language.items())
    ]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Pinned:
    """Our visit with everything that is agreed fixed in it."""

    visit: Visit
    lies: Visit
    """Our visit as its file says it."""
    placed: tuple[str, ...]
    """Labels of the points that stand in it."""
    elsewhere: tuple[str, ...]
    """Labels of agreed engagements that are about nothing in our file."""


def with_agreed(visit: Visit, desk: Desk) -> Pinned:
    """Our visit with everything that is agreed fixed in it. The record itself is never shown to the planner."""
    lies, known, placed, elsewhere = visit, links(desk), [], []
    for point in desk.standings():
        if point.in_force is None or point.in_force.standing is Standing.CONTESTED:
            continue
        content, item = understood(point.in_force).content, known.get(point.point)
        if isinstance(content, EngagementContent) and engagement_of(visit, content, item) is None:
            elsewhere.append(point.label)
        elif isinstance(content, EngagementContent | CategoryContent) or _is_confirmed(content):
            visit = with_content(visit, point.in_force, point.label, item)
            placed.append(point.label)
    return Pinned(visit, lies, tuple(placed), tuple(elsewhere))


def engagement_of(visit: Visit, content: EngagementContent, item: tuple[str, str] | None) -> EngagementId | None:
    """The engagement of our file that a point is about: the one that we linked, else the one that it must be."""
    name = EngagementId(item[1]) if item is not None and item[0] == "engagement" else matched(visit, content)
    return name if name in visit.engagements else None


def with_content(visit: Visit, text: TextStanding, label: str, item: tuple[str, str] | None) -> Visit:
    """Our visit with one text fixed in it, as if it were agreed; unchanged where the text is about nothing in it."""
    content = understood(text).content
    if isinstance(content, CategoryContent):
        return replace(visit, kind=content.category, honours=content.honours or visit.honours)
    if isinstance(content, WindowContent) and _is_confirmed(content):
        return replace(visit, starts_on=content.window.arrival)
    if isinstance(content, EngagementContent):
        name = engagement_of(visit, content, item)
        if name is not None:
            pinned = _pinned(visit, visit.engagements[name], content, label)
            return replace(visit, engagements={**visit.engagements, name: pinned})
    return visit


def _is_confirmed(content: object) -> bool:
    """Whether it settles the days of the visit; what is only held settles nothing."""
    return isinstance(content, WindowContent) and content.type is WindowStage.CONFIRM


def _pinned(visit: Visit, engagement: Engagement, content: EngagementContent, label: str) -> Engagement:
    """An engagement at its agreed hours and, where we know the place by that name, in its agreed place."""
    venue = _venue(visit.venues, content.venue)
    starts, ends = _exact(content.starts), _exact(content.ends)
    if starts is UNKNOWN:  # time to be notified: whatever we know of it stays ours
        return replace(engagement, agreed=label, status=Status.AGREED)
    return replace(
        engagement,
        day=content.day or engagement.day,
        days=() if content.day else engagement.days,
        at=starts,
        ends=ends,
        length=engagement.length if ends is UNKNOWN else None,
        venues=(venue,) if venue is not None else engagement.venues,
        margin=content.margin,
        agreed=label,
        status=Status.AGREED,
    )


def _exact(clock: AgreedClock | None) -> When:
    if clock is None:
        return UNKNOWN
    return When(Precision.EXACT, Clock(clock.at, clock.zone, None, clock.plus_days))


def _venue(venues: Mapping[VenueId, Venue], name: Text | None) -> VenueId | None:
    if name is None:
        return None
    said = set(name.by_language.items())
    found = [key for key, venue in venues.items() if not said.isdisjoint(venue.name.by_language.items())]
    return found[0] if found else None
