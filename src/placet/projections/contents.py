"""Contents of points from what the other side may know of a visit and its programme.

Built up from a projection of the shared layer: nothing of the private visit is in reach, and no id of a file leaves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from placet.model.declare import Layer
from placet.model.engagements import Engagement
from placet.model.ids import EngagementId
from placet.model.points import AgreedClock, CategoryContent, EngagementContent, Stay, WindowContent, WindowStage
from placet.model.text import Text
from placet.model.visit import Visit
from placet.projections.programme import EngagementRow, Projection


def category_of(seen: Visit) -> CategoryContent:
    """The category of the visit, as its file has it."""
    return CategoryContent(category=seen.kind, honours=seen.honours)


def dates_of(seen: Visit) -> WindowContent | None:
    """The visit's own dates, where it has any."""
    if seen.starts_on is None:
        return None
    return WindowContent(type=WindowStage.CONFIRM, window=Stay(arrival=seen.starts_on, days=seen.last_day))


def engagements_of(projection: Projection) -> dict[EngagementId, EngagementContent]:
    """Every engagement of a programme, in its order; those whose time is to be notified last, without one.

    Raises `ValueError` for a projection that is not made for the other side.
    """
    if projection.layer is not Layer.SHARED:
        raise ValueError("contents are made of the shared layer")
    rows = [row for day in projection.days for row in day.rows if isinstance(row, EngagementRow)]
    found = {row.id: _placed(projection, row) for row in rows}
    for name in projection.untimed:
        found.setdefault(name, _content(projection.seen, projection.seen.engagements[name]))
    return found


def groups_of(seen: Visit, names: Iterable[EngagementId]) -> tuple[tuple[EngagementId, ...], ...]:
    """Engagements that stand or fall together: one must follow another within a stated time.

    Every other engagement is a group of its own, so that a counter to it reopens nothing else.
    """
    order = list(names)
    leader = {name: name for name in order}

    def lead(name: EngagementId) -> EngagementId:
        while leader[name] != name:
            name = leader[name]
        return name

    for name in order:
        for follow in seen.engagements[name].after:
            if follow.most is not None and follow.engagement in leader:
                first, second = sorted((lead(name), lead(follow.engagement)), key=order.index)
                leader[second] = first
    groups: dict[EngagementId, list[EngagementId]] = defaultdict(list)
    for name in order:
        groups[lead(name)].append(name)
    return tuple(tuple(group) for group in groups.values())


def _placed(projection: Projection, row: EngagementRow) -> EngagementContent:
    seen, timeline = projection.seen, projection.timeline
    begins = timeline.date_of(row.day)
    return replace(
        _content(seen, row.engagement),
        day=row.day,
        on=begins if timeline.is_dated else None,
        starts=_clock(row.starts_at, row.zone, begins),
        ends=_clock(row.ends_at, row.zone, begins) if row.ends_at is not None else None,
        venue=seen.venues[row.venue].name if row.venue is not None else row.engagement.place,
        who=tuple(_named(seen, (*row.engagement.who, *row.attending))),
    )


def _content(seen: Visit, engagement: Engagement) -> EngagementContent:
    needed = engagement.interpretation
    return EngagementContent(
        title=engagement.title,
        kind=engagement.kind,
        format=engagement.format,
        margin=engagement.margin,
        venue=engagement.place,
        who=tuple(_named(seen, engagement.who)),
        interpretation=replace(needed, named=()) if needed is not None else None,
        press=engagement.press,
        dress=engagement.dress,
        honours=engagement.honours,
        documents=engagement.documents,
        seating_agreed=engagement.seating_agreed,
        served=engagement.served,
    )


def _named(seen: Visit, invited: Iterable[str]) -> Iterable[Text]:
    """Offices and delegations; who is known by an id alone is left out, for no id leaves."""
    people = {str(name): person.office.name for name, person in seen.people.items()}
    delegations = {str(name): delegation.name for name, delegation in seen.delegations.items()}
    known = {**delegations, **people}
    return (known[name] for name in invited if name in known)


def _clock(instant: datetime, zone: str, begins: date) -> AgreedClock:
    local = instant.replace(tzinfo=None)
    return AgreedClock(at=local.time(), plus_days=(local.date() - begins).days, zone=zone, offset=offset_of(instant))


def offset_of(instant: datetime) -> str:
    """How far an instant's clock is ahead of UTC: `+03:30`."""
    minutes = round((instant.utcoffset() or timedelta(0)).total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
