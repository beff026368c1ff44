"""What somebody says has changed about a visit that is planned already: frozen values, no prose.

Each speaks of one thing. Where it says how much later or longer, that is counted from the programme as it stands; what
it asks for is not weighed against anything: it holds, and the rest of the programme gives way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from placet.model.ids import EngagementId, VenueId
from placet.model.spans import UNKNOWN, Clock, Hours, When


@dataclass(frozen=True, slots=True)
class Shifted:
    """An item begins so much later than planned, or earlier (a negative length), and lasts as long."""

    item: str
    by: timedelta


@dataclass(frozen=True, slots=True)
class Begins:
    """An item begins at a clock, on a day of the visit or on its own, and lasts as long."""

    item: str
    at: Clock
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Lasts:
    """An engagement lasts so long."""

    item: EngagementId
    length: timedelta


@dataclass(frozen=True, slots=True)
class RunsOver:
    """An item ends so much later than planned, or earlier (a negative length); it begins as planned."""

    item: str
    by: timedelta


@dataclass(frozen=True, slots=True)
class Away:
    """A person or a delegation is taken by something else; the whole day without hours."""

    who: str
    day: int
    between: Hours | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """A venue cannot be used: on a day or throughout, between hours or all day."""

    venue: VenueId
    day: int | None = None
    between: Hours | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """An item does not take place."""

    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A new engagement. Without anybody named, the principals take part; without a day, any will do."""

    item: EngagementId
    length: timedelta
    day: int | None = None
    at: When = UNKNOWN
    after: tuple[EngagementId, ...] = ()
    who: tuple[str, ...] = ()
    venues: tuple[VenueId, ...] = ()


@dataclass(frozen=True, slots=True)
class Diverted:
    """A journey ends at another venue, perhaps at another hour; an engagement is held at another venue."""

    item: str
    venue: VenueId
    at: Clock | None = None


Amendment: TypeAlias = Shifted | Begins | Lasts | RunsOver | Away | Lost | Dropped | Added | Diverted


@dataclass(frozen=True, slots=True)
class Asked:
    """A change as somebody wrote it: the words, where they stand, and what they mean."""

    words: str
    number: int
    amendment: Amendment

    @property
    def about(self) -> str:
        """The id of what it is about."""
        match self.amendment:
            case Away():
                return self.amendment.who
            case Lost():
                return self.amendment.venue
            case _:
                return self.amendment.item


Aspects: TypeAlias = Mapping[str, frozenset[str]]
"""By item: what of it somebody asked to change (`time`, `length`, `venue`); changing that costs nothing."""
