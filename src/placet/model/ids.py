"""One identifier type for each kind of thing. Opaque: never derived from a time, an order or a title.

Ids are the keys of the visit file's tables. They are stable over re-planning and translation and are never sent to
another side. An id is that of one thing within its table only: what is said about things of several tables names them
by `Ref`, which knows the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import NewType, Self

SideId = NewType("SideId", str)
LegId = NewType("LegId", str)
VenueId = NewType("VenueId", str)
PersonId = NewType("PersonId", str)
DelegationId = NewType("DelegationId", str)
TrackId = NewType("TrackId", str)
EngagementId = NewType("EngagementId", str)
MovementId = NewType("MovementId", str)
BlockId = NewType("BlockId", str)
AgreementId = NewType("AgreementId", str)
ResourceId = NewType("ResourceId", str)
OfficeId = NewType("OfficeId", str)
TaskId = NewType("TaskId", str)

AttendeeId = NewType("AttendeeId", str)
"""Someone who can be invited: a person or a delegation."""

PurposeId = NewType("PurposeId", str)
"""Something an engagement can serve: an agreement, a track of one, a commitment or a milestone."""

PartyId = NewType("PartyId", str)
"""Who can be in only one place at a time: a person, or a track whose members are not named (`track:spouse`)."""

ID_PATTERN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")
"""What an id may look like: ASCII letters, digits, dot, hyphen, underscore; at most 64 characters."""


def is_id(text: str) -> bool:
    """Whether `text` can be an id."""
    return ID_PATTERN.match(text) is not None


def track_party(track: str) -> PartyId:
    """The party that stands for a track whose members are not named."""
    return PartyId(f"track:{track}")


class Sort(Enum):
    """What a `Ref` can be the id of."""

    VISIT = "visit"
    SIDE = "side"
    LEG = "leg"
    ENGAGEMENT = "engagement"
    MOVEMENT = "movement"
    BLOCK = "block"
    ATTENDEE = "attendee"
    """A person or a delegation, or `track:…` for those of a track who are not named."""
    TRACK = "track"
    VENUE = "venue"
    """A venue, or `place:…` for a place in words."""
    RESOURCE = "resource"
    BUSY = "busy"
    DIARY = "diary"
    OFFICE = "office"
    TASK = "task"
    PRINTED_DAY = "printed-day"
    LANGUAGE = "language"
    RULE = "rule"


class Ref(str):
    """An id that says what it is the id of, so that nothing is looked up in a table that happens to have the same.

    Equal to the bare id; `is_same` compares two references.
    """

    __slots__ = ("sort",)
    sort: Sort

    def __new__(cls, sort: Sort, name: str) -> Self:
        """The id `name` of something of a sort."""
        ref = super().__new__(cls, name)
        ref.sort = sort
        return ref

    def __getnewargs__(self) -> tuple[Sort, str]:  # type: ignore[override]  # a text is made of one, this of two
        """What it is made of, for another process."""
        return self.sort, str(self)

    def is_same(self, other: Ref) -> bool:
        """Whether both mean the same thing."""
        return self == other and self.sort is other.sort


THE_VISIT = Ref(Sort.VISIT, "visit")


def refs(sort: Sort, names: Iterable[str]) -> tuple[Ref, ...]:
    """References to several things of one sort, in the order of the letters of their ids."""
    return tuple(Ref(sort, name) for name in sorted(names))


def engagement_ref(name: str) -> Ref:
    """An engagement."""
    return Ref(Sort.ENGAGEMENT, name)


def attendee_ref(name: str) -> Ref:
    """A person, a delegation or a party."""
    return Ref(Sort.ATTENDEE, name)
