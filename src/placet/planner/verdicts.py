"""What the rules say of a programme on a day: all that must be kept, and nothing of what the planner believes.

A programme that stands at the same hours on two days with the same frame is judged alike by every rule that does not
look at the date. So on the second day only those that do are asked again (a test holds the others to it).
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime

from placet.almanac.timeline import Timeline
from placet.model.profile import Grade
from placet.model.programme import Programme
from placet.model.roads import RoadMap
from placet.model.visit import Visit
from placet.rules import enough_travel, usual_length
from placet.rules.case import Case
from placet.rules.catalogue import RULES
from placet.rules.judge import judge
from placet.rules.rulebook import Rulebook

BY_DATE = frozenset(
    {
        "clocks-change",
        "days-off",
        "diary",
        "fasting-daylight",
        "midday-meal",
        "outdoor-daylight",
        "prayer-kept",
        "protected-block",
        "source-consistent",
        "venue-open",
        "way-in-one-piece",
    }
)
"""Rules that look at the date, or at commitments that are stated for dates."""


class Verdicts:
    """Judges the programmes of one visit by the rules of `rulebook` that are not off."""

    def __init__(self, rulebook: Rulebook, road_map: RoadMap) -> None:
        """Nothing is judged yet."""
        self._rulebook = rulebook
        self._road_map = road_map
        self._margins = rulebook.parameters("enough-travel", enough_travel.Parameters).margins()
        self._usual = rulebook.parameters("usual-length", usual_length.Parameters).usual()
        binding = [rule for rule in RULES if rulebook.grade(rule.name) is Grade.MUST]
        self._by_date = [rule for rule in binding if rule.name in BY_DATE]
        self._others = [rule for rule in binding if rule.name not in BY_DATE]
        self._sound_at: dict[Hashable, bool] = {}

    def forget(self) -> None:
        """Forget what was judged: it is long, and of other days."""
        self._sound_at.clear()

    def is_sound(self, visit: Visit, programme: Programme, timeline: Timeline, frame: Hashable | None) -> bool:
        """Whether no rule that must be kept is broken on a day of a frame; None: there is no other like it."""
        case = Case(
            visit,
            programme,
            timeline,
            self._rulebook,
            margins=self._margins,
            usual=self._usual,
            road_map=self._road_map,
        )
        if not judge(case, self._by_date).is_sound:
            return False
        if frame is None:
            return judge(case, self._others).is_sound
        key = (frame, _hours_of(programme, timeline))
        if key not in self._sound_at:
            self._sound_at[key] = judge(case, self._others).is_sound
        return self._sound_at[key]


def _hours_of(programme: Programme, timeline: Timeline) -> Hashable:
    """Everything that a programme says, in minutes of the visit."""

    def minute(instant: datetime | None) -> int | None:
        return timeline.minute_of(instant) if instant is not None else None

    placements = tuple(
        (p.engagement, minute(p.starts_at), minute(p.ends_at), p.venue, p.interpreters, p.attending)
        for p in programme.placements.values()
    )
    journeys = tuple(
        (j.id, j.parties, j.origin, j.destination, minute(j.leaves_at), minute(j.arrives_at))
        for j in programme.journeys
    )
    blocks = tuple((b.block, b.party, minute(b.window.opens), minute(b.window.closes)) for b in programme.blocks)
    return placements, journeys, blocks, programme.left_out
