"""The values a paper about a programme is made from: days, rows, and what the visit serves.

Frozen, in the words of the model, without prose. Everything in them is already seen: `seen` is the visit as the readers
may know it, and no row holds an object of the private visit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from placet.almanac.timeline import Timeline
from placet.model.decisions import Decision
from placet.model.declare import Layer
from placet.model.engagements import Engagement
from placet.model.ids import AgreementId, BlockId, EngagementId, MovementId, PartyId, PersonId, TrackId, VenueId
from placet.model.movements import Movement, Transport
from placet.model.spans import Window
from placet.model.text import Text
from placet.model.visit import Block, Visit
from placet.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Late:
    """How late an engagement may run, and a sentence that says what gives way then.

    `further` tells that nothing gives way even at `by`, and that nobody asks what lies beyond.
    """

    by: timedelta
    further: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementRow:
    """An engagement where it was put, on the clock of `zone`. `ends_at` is None where nobody says."""

    id: EngagementId
    engagement: Engagement
    day: int
    zone: str
    starts_at: datetime
    ends_at: datetime | None
    likely: Window
    about: bool
    venue: VenueId | None
    track: TrackId
    parties: tuple[PartyId, ...]
    interpreters: tuple[PersonId, ...]
    attending: tuple[str, ...]
    findings: tuple[Finding, ...]
    late: Late | None = None
    """Known to this office only, and only of a plan."""
    decision: Decision | None = None
    """By when it is decided whether it moves to its plan B."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementRow:
    """A journey of a party, each end on its own clock. `movement` is None for one put in between two engagements.

    `origin` is empty where nobody says it: after a night.
    """

    id: MovementId
    movement: Movement | None
    day: int
    by: Transport
    origin: str
    destination: str
    leaves_at: datetime | None
    leaves_zone: str
    arrives_at: datetime | None
    arrives_zone: str
    about: bool
    track: TrackId
    parties: tuple[PartyId, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow:
    """Protected time as it was kept, for all parties that keep it at the same time. Without a `block` a rule asked."""

    id: BlockId
    block: Block | None
    day: int
    zone: str
    window: Window
    tracks: tuple[TrackId, ...]
    parties: tuple[PartyId, ...]


Row = EngagementRow | MovementRow | BlockRow


@dataclass(frozen=True, slots=True)
class Daylight:
    """Sunrise and sunset of a day where they are known; either may be missing near the poles."""

    sunrise: datetime | None
    sunset: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the visit: its rows by their start, on the clock of its first leg."""

    number: int
    on: date | None
    zone: str
    cities: tuple[Text, ...]
    daylight: Daylight | None
    rows: tuple[Row, ...]
    tracks: tuple[TrackId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One track of an agreement and the engagements that serve it, those left out apart. None may serve it."""

    agreement: AgreementId
    track: str
    name: Text
    engagements: tuple[EngagementId, ...]
    left_out: tuple[EngagementId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An engagement that is not in the programme, with sentences that say what would bring it in."""

    id: EngagementId
    engagement: Engagement
    ways_in: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A programme as one layer of readers sees it.

    `items` are the rows of each person's days, by start. `untimed` are engagements without a time. `rules` counts those
    that judged, `looked_at` everything they looked at; for the public nothing is judged and both are 0. What was found
    is advice to this office: other readers learn whether the programme `is_sound`, and no more.
    """

    layer: Layer
    seen: Visit
    timeline: Timeline
    days: tuple[Day, ...]
    untimed: tuple[EngagementId, ...]
    kept: int
    wished: int
    left_out: tuple[LeftOut, ...]
    coverage: tuple[Coverage, ...]
    items: Mapping[PersonId, tuple[Row, ...]]
    is_sound: bool
    findings: tuple[Finding, ...]
    unjudged: tuple[Finding, ...]
    rules: int
    looked_at: int
