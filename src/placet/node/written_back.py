"""What an answer changes, written into our file as it lies: whatever else is agreed stays in the record alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import timedelta

from placet.model.engagements import Engagement
from placet.model.ids import EngagementId
from placet.model.spans import UNKNOWN, Length
from placet.model.visit import Visit

WHEN = frozenset({"day", "days", "at", "ends", "length"})
"""What says together when an engagement is: of an hour that moved none of it is left as it was."""
LASTS = frozenset({"ends", "length"})
"""Of that, what says how long it takes."""


def written_back(lies: Visit, planned: Visit, answered: Visit, lasting: Mapping[EngagementId, timedelta]) -> Visit:
    """The visit `lies`, with every field in which `answered` differs from `planned`.

    `planned` is `lies` with whatever is agreed fixed in it. The first day is that of the answer. `lasting` is how long
    each takes that takes as long as before.
    """
    changed = {each.name for each in fields(Visit) if getattr(answered, each.name) != getattr(planned, each.name)}
    taken = {name: getattr(answered, name) for name in (changed - {"engagements"}) | {"starts_on"}}
    return replace(lies, **taken, engagements=_engagements(lies, planned, answered, lasting))


def _engagements(
    lies: Visit, planned: Visit, answered: Visit, lasting: Mapping[EngagementId, timedelta]
) -> Mapping[EngagementId, Engagement]:
    return {
        name: _engagement(lies.engagements[name], planned.engagements[name], it, lasting.get(name))
        if name in lies.engagements
        else it
        for name, it in answered.engagements.items()
    }


def _engagement(lies: Engagement, planned: Engagement, answered: Engagement, lasts: timedelta | None) -> Engagement:
    changed = {each.name for each in fields(Engagement) if getattr(answered, each.name) != getattr(planned, each.name)}
    if not changed.isdisjoint(WHEN):
        changed |= WHEN
    if lasts is not None and planned.ends != lies.ends == UNKNOWN and _takes(lies.length, lasts):
        changed -= LASTS  # when it ends is agreed, and only the record says so
    return replace(lies, **{name: getattr(answered, name) for name in changed})


def _takes(length: Length | None, lasts: timedelta) -> bool:
    return length is not None and length.least <= lasts <= length.most
