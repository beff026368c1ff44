"""Legs, venues, and how long it takes to get from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from enum import Enum

from placet.errors import Contradiction
from placet.model.declare import internal, public, shared
from placet.model.ids import LegId, SideId, VenueId
from placet.model.spans import Hours
from placet.model.text import Text
from placet.model.vocabulary import CountryCode, PrayerMethod, Weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A stretch of the visit in one city: it owns a country, a zone, days, and the bed of each night."""

    city: Text = public("The city.")
    zone: str = public("IANA zone of its clocks.")
    zone_assumed: bool = public("Whether nobody stated the zone: an imported programme's first one.", False)
    country: CountryCode | None = public("Its country, for days off.", None)
    first_day: int = public("First day, 1 being the first day of the visit.", 1)
    last_day: int = public("Last day; a city left on the day another is reached shares that day.", 1)
    host: SideId | None = public("The side that receives here.", None)
    sleeps_at: VenueId | None = shared("Where the principal sleeps.", None)
    day: Hours = shared("Hours within which engagements may be put.", Hours(time(7, 30), time(23, 0)))
    latitude: float | None = public("Degrees north, for sun and prayer.", None)
    longitude: float | None = public("Degrees east.", None)
    prayer_method: PrayerMethod | None = public("The method for prayer times, chosen by the side.", None)
    transfer: timedelta = shared(
        "A usual drive inside the city where no better figure is known (an estimate).", timedelta(minutes=20)
    )


class Inspection(Enum):
    """What is known of a venue's inspection. Not stated means unknown, which is not `not-inspected`."""

    INSPECTED = "inspected"
    NOT_INSPECTED = "not-inspected"
    REFUSED = "refused"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """When a venue can be used. Several openings add up."""

    hours: Hours = shared("From and until, local time: `09:00–17:00`.")
    days: tuple[int, ...] = shared("Days of the visit; every day without any.", ())
    weekdays: tuple[Weekday, ...] = shared("Weekdays; every weekday without any. Judged once the visit is dated.", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A place of an engagement: a hall, a palace, an apron."""

    name: Text = public("Name of the venue.")
    leg: LegId | None = public("The leg it lies in.", None)
    address: Text | None = shared("Address or entrance.", None)
    compound: str | None = shared(
        "Venues of one compound are a short walk apart; a drive to one leads to the others too.", None
    )
    capacity: int | None = shared("Most people it holds.", None)
    simultaneous: int = shared("How many engagements it holds at once.", 1)
    turnover: timedelta | None = shared("Time to set it up again between two engagements.", None)
    openings: tuple[Opening, ...] = shared("When it can be used; at any time without any.", ())
    outdoor: bool = public("Whether it lies in the open air.", False)
    residence: bool = shared("Whether the guests live there.", False)
    inspection: Inspection | None = shared(
        "`inspected`, `not-inspected`, `refused` or `waived` (in writing, by both sides).", None
    )
    inspected_by: str | None = shared("Who inspected or waived.", None)
    latitude: float | None = public("Degrees north.", None)
    longitude: float | None = public("Degrees east.", None)
    owner: str | None = shared("Who puts it at the visit's disposal.", None)
    note: str | None = internal("Anything this office notes about it.", None)

    def __post_init__(self) -> None:
        """Refuse a venue that holds nothing at all, or less."""
        if self.simultaneous < 1:
            raise Contradiction("simultaneous-none")
        if self.capacity is not None and self.capacity < 0:
            raise Contradiction("capacity-negative")


class TravelBasis(Enum):
    """How a travel time is known."""

    MEASURED = "measured"
    STATED = "stated"
    MAP = "map"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """How long it takes from one venue to another, doors not included. Holds in both directions unless `one_way`."""

    origin: VenueId = shared("From this venue.")
    destination: VenueId = shared("To this venue.")
    time: timedelta = shared("How long the drive takes.")
    basis: TravelBasis = shared(
        "`measured` at the same weekday and hour, `stated`, read from a `map`, or `estimated`.", TravelBasis.STATED
    )
    mode: str | None = shared("Car, on foot, helicopter …", None)
    one_way: bool = shared("Whether it holds in this direction only.", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something of which there is only so much: vehicles of the motorcade, the guard, an aircraft."""

    name: Text = shared("What it is.")
    capacity: int = shared("How much of it there is at once.")

    def __post_init__(self) -> None:
        """Refuse less than nothing."""
        if self.capacity < 0:
            raise Contradiction("capacity-negative")
