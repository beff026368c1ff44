"""A movement of a party between venues: one journey with two ends, each on its own clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

from placet.errors import Contradiction
from placet.model.declare import internal, public, shared
from placet.model.engagements import Status
from placet.model.ids import AttendeeId, ResourceId, SideId, TrackId, VenueId
from placet.model.spans import UNKNOWN, Length, When
from placet.model.text import Text


class Transport(Enum):
    """How a party travels."""

    CAR = "car"
    MOTORCADE = "motorcade"
    CARRIAGE = "carriage"
    BUS = "bus"
    TRAIN = "train"
    PLANE = "plane"
    HELICOPTER = "helicopter"
    BOAT = "boat"
    SHIP = "ship"
    FOOT = "foot"


FLIGHTS = frozenset({Transport.PLANE, Transport.HELICOPTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a movement: a venue, and when, on the clock of that venue."""

    venue: VenueId | None = public("Where.", None)
    place: Text | None = public("Where, in words, where it is no venue of the file.", None)
    day: int | None = public("The day under which it is printed.", None)
    at: When = public("When, on this end's own clock.", UNKNOWN)
    buffer: timedelta = shared("Time this end takes on the ground: boarding before, formalities after.", timedelta(0))
    printed_day: str | None = public("In an imported programme, the printed day it stands under.", None)
    printed_no: int | None = public("In an imported programme, its place under that day.", None)
    printed: Mapping[str, Any] | None = public("In an imported programme, what the source prints, verbatim.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A journey that is stated in the file: a flight, a train, a drive whose hour is agreed."""

    title: Text = public("What it is called.")
    by: Transport = public("How.", Transport.CAR)
    departs: End = public("Its first end.")
    arrives: End = public("Its second end.")
    length: Length | None = public("How long it takes.", None)
    track: TrackId = public("The parallel programme it belongs to.", TrackId("main"))
    who: tuple[AttendeeId, ...] = shared("Who travels; without any, the members of its track.", ())
    status: Status = shared("How settled it is.", Status.PROPOSED)
    anchor: bool | None = shared(
        "Keeps its times even when times are forgotten; flights do unless this is false.", None
    )
    flight: str | None = shared("Call sign or number.", None)
    uses: Mapping[ResourceId, int] = shared("How much of each resource it takes.", factory=dict)
    proposed_by: SideId | None = shared("The side that proposed it.", None)
    agreed: str | None = shared("What it was agreed by.", None)
    note: str | None = internal("Anything this office notes.", None)

    def __post_init__(self) -> None:
        """Refuse to use less than one of something."""
        if any(amount < 1 for amount in self.uses.values()):
            raise Contradiction("uses-none")

    @property
    def keeps_times(self) -> bool:
        """Whether `--forget-times` leaves it alone."""
        return self.anchor if self.anchor is not None else self.by in FLIGHTS

    @property
    def is_cancelled(self) -> bool:
        """Whether it is kept in the file but never planned."""
        return self.status is Status.CANCELLED
