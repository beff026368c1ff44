"""A programme: engagements and movements placed in time.

What is wished (`Visit`) and where it was put (`Programme`) are separate values; a programme never rewrites the visit.
Instants are aware. While the visit is undated they lie on nominal days that begin at `NOMINAL_FIRST_DAY`, with the
legs' nominal offsets; such a programme has `starts_on` None and must never be shown with a weekday or a date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from placet.model.ids import BlockId, EngagementId, MovementId, PersonId, VenueId
from placet.model.movements import Transport
from placet.model.spans import Hours, Window, length_between

NOMINAL_FIRST_DAY = date(2001, 1, 1)
"""Where undated programmes are kept. Its weekday and season mean nothing."""


class Basis(Enum):
    """Whether a value was stated by someone, planned by us, or only estimated."""

    STATED = "stated"
    PLANNED = "planned"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an engagement was put. `ends_at` is None where a stated programme does not say."""

    engagement: EngagementId
    starts_at: datetime
    ends_at: datetime | None
    venue: VenueId | None = None
    about: bool = False
    interpreters: tuple[PersonId, ...] = ()
    attending: tuple[str, ...] = ()
    """Those of the optional participants who can be there."""

    def __post_init__(self) -> None:
        """Refuse naive instants and an end before the start."""
        if self.starts_at.tzinfo is None or (self.ends_at is not None and self.ends_at.tzinfo is None):
            raise ValueError("a placement has aware instants")
        if self.ends_at is not None and length_between(self.starts_at, self.ends_at) < timedelta(0):
            raise ValueError("a placement ends before it starts")


STILL_EVENING = timedelta(hours=1)
"""Who leaves a late engagement this soon after its end leaves it on its evening, whatever the clock says. Default."""


def kept_free(starts_at: datetime, ends_at: datetime | None, withheld: Hours) -> Window:
    """From the first hour at which a withheld engagement may begin until the last at which it may end."""
    midnight = starts_at.replace(hour=0, minute=0)
    lasts = ends_at - starts_at if ends_at is not None else timedelta(0)
    opens, closes = timedelta(minutes=withheld.opens_min()), timedelta(minutes=withheld.closes_min())
    return Window(midnight + opens, midnight + closes + lasts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A movement placed in time. `movement` is None for one that was inserted between two engagements.

    An inserted journey's id derives from (party, what comes before, what comes after), so it survives re-planning.
    """

    id: MovementId
    movement: MovementId | None
    parties: tuple[str, ...]
    by: Transport
    origin: str
    destination: str
    leaves_at: datetime | None
    arrives_at: datetime | None
    basis: Basis
    about: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBlock:
    """A protected block as it was kept for one party: one of the visit file, or one that the plan put in itself.

    The latter is called by what it is: `midday-meal` or a prayer that a rule asked for, time at the `residence`.
    """

    block: BlockId
    party: str
    window: Window


MIDDAY_MEAL = BlockId("midday-meal")
PRAYERS = {BlockId(f"prayer-{name}"): name for name in ("fajr", "dhuhr", "asr", "maghrib", "isha", "friday")}
RESIDENCE = BlockId("residence")
PUT_IN = (MIDDAY_MEAL, RESIDENCE, *PRAYERS)
"""Blocks that no file need state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Everything that was put somewhere, and what was left out."""

    starts_on: date | None
    placements: Mapping[EngagementId, Placement]
    journeys: tuple[Journey, ...] = ()
    blocks: tuple[KeptBlock, ...] = ()
    left_out: tuple[EngagementId, ...] = ()
    basis: Basis = Basis.PLANNED
    untimed: tuple[str, ...] = field(default=())
    """Ids of engagements that a stated programme lists without a time."""

    def evening_of(self, journey: Journey) -> Placement | None:
        """The engagement of the day before that people leave after midnight, for an inserted journey."""
        if journey.movement is not None or journey.leaves_at is None:
            return None
        for placement in self.placements.values():
            ends = placement.ends_at
            if ends is None or (placement.venue or journey.origin) != journey.origin:
                continue
            is_past_midnight = placement.starts_at.date() < journey.leaves_at.date()
            if is_past_midnight and ends <= journey.leaves_at < ends + STILL_EVENING:
                return placement
        return None

    def in_order(self) -> tuple[Placement, ...]:
        """Placements by start, then end, then id."""
        far = max((p.starts_at for p in self.placements.values()), default=None)
        return tuple(sorted(self.placements.values(), key=lambda p: (p.starts_at, p.ends_at or far, p.engagement)))
