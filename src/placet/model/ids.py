"""One identifier type for each kind of thing. Opaque: never derived from a time, an order or a title.

Ids are the keys of the visit file's tables. They are stable over re-planning and translation and are never sent to
another side.
"""

from __future__ import annotations

import re
from typing import NewType

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
