"""A change that a person made in a paper of ours: what it is, and what it would make of the visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from placet.model.ids import BlockId, EngagementId, MovementId
from placet.model.spans import UNKNOWN, When
from placet.reading.grid import Where


class Change(Enum):
    """What was done to a line."""

    MOVED = "moved"
    RENAMED = "renamed"
    PLACE = "place"
    DELETED = "deleted"
    ADDED = "added"
    UNREAD = "unread"


class WhyNot(Enum):
    """Why a change cannot be taken over."""

    UNREAD = "unread"
    OTHER_CLOCK = "other-clock"
    LAID = "laid"
    PUT_IN = "put-in"
    EVERY_DAY = "every-day"
    ENDS = "ends"
    NO_VENUE = "no-venue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change. Of `engagement`, `movement` and `block` one says what of the visit file it is about, if anything.

    `at` and `ends` are what the time of an engagement became; `new` are the fields that a movement or block gets.
    """

    where: Where
    change: Change
    engagement: EngagementId | None
    movement: MovementId | None = None
    block: BlockId | None = None
    name: str
    before: str = ""
    after: str = ""
    day: int = 1
    at: When = UNKNOWN
    ends: When = UNKNOWN
    place: str = ""
    new: Mapping[str, Any] = field(default_factory=dict)
    why_not: WhyNot | None = None
