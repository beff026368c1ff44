"""The sides of a visit, and the people who travel and receive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum

from placet.model.declare import internal, public, shared
from placet.model.ids import PersonId, SideId
from placet.model.text import Text, Title
from placet.model.vocabulary import CountryCode, LanguageTag, PrayerName, Weekday


class SideRole(Enum):
    """What a side is to the visit."""

    HOST = "host"
    GUEST = "guest"
    THIRD = "third"


class Suite(Enum):
    """The part of a delegation a person travels in; it drives rooms, cars, tables and badges (practice 1.1)."""

    OFFICIAL = "official"
    ACCOMPANYING = "accompanying"
    TECHNICAL = "technical"
    SERVICE = "service"
    PRESS = "press"
    HONOUR = "honour"
    SECURITY = "security"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekendRule:
    """The weekly days off of a side or of one of its institutions, while the rule is in force."""

    days: tuple[Weekday, ...] = shared("Weekdays off.")
    institution: str | None = shared("The institution it holds for; the whole side without one.", None)
    valid_from: date | None = shared("First day on which it holds.", None)
    valid_until: date | None = shared("First day on which it no longer holds.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRule:
    """A public holiday the side adds, or one of the tables that it does not keep."""

    on: date = shared("The day.")
    name: Text | None = shared("What is celebrated.", None)
    kept: bool = shared("False takes a holiday of the tables away.", True)
    observed: bool = shared("True when the day was announced after sighting and is no longer uncertain.", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the sovereign sides. Each owns its own installation; this is what the sides may know of each other."""

    name: Text = public("Name of the side as papers print it.")
    role: SideRole = public("`host`, `guest` or `third`.")
    country: CountryCode | None = public("Its country, for weekends and holidays.", None)
    languages: tuple[LanguageTag, ...] = public("Languages of its papers, first one first.", ())
    zone: str | None = public("IANA zone of its capital, printed beside local time on request.", None)
    weekends: tuple[WeekendRule, ...] = shared("Weekends that differ from the tables.", ())
    holidays: tuple[HolidayRule, ...] = shared("Holidays that differ from the tables.", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """When a person is with the visit: from a leg-day and hour until a leg-day and hour, half-open."""

    from_day: int = shared("First day, 1 being the day of arrival.", 1)
    from_at: time | None = shared("Not before this hour of the first day.", None)
    until_day: int | None = shared("Last day; without one, to the end.", None)
    until_at: time | None = shared("Not after this hour of the last day.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prayer:
    """Prayers that a person asked to be kept free. Stated by its owner, never inferred."""

    prayers: tuple[PrayerName, ...] = shared("Which; `friday` is the noon of a Friday.", ("dhuhr", "asr"))
    length: timedelta = shared("How long each takes, ablution included.", timedelta(minutes=20))


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who takes part, by office. A name is optional: offices are enough to plan."""

    side: SideId = shared("The side the person belongs to.")
    office: Title = public("The office held, with the forms that papers need.")
    name: Text | None = shared("Full name, written by its owner in each script.", None)
    principal: bool = shared("Whether the programme is built around this person.", False)
    institution: str | None = shared("The institution whose protocol office speaks for this person.", None)
    level: int | None = shared(
        "Level of the office: 1 head of state, 2 head of government, 3 minister, 4 deputy, 5 head of department, "
        "6 other.",
        None,
    )
    precedence: int | None = shared("Place in the order of precedence given by the person's own side.", None)
    suite: Suite = shared("Suite the person travels in.", Suite.OFFICIAL)
    speaks: tuple[LanguageTag, ...] = shared("Languages spoken well enough to need no interpreter.", ())
    interprets: tuple[tuple[LanguageTag, LanguageTag], ...] = shared(
        "Pairs of languages this person interprets between.", ()
    )
    counterpart: PersonId | None = shared("Opposite number on the other side.", None)
    presence: tuple[Presence, ...] = shared("When the person is there; without any, throughout.", ())
    prayer: Prayer | None = shared("Prayers to be kept free, if the person asked.", None)
    diet: tuple[str, ...] = shared(
        "Instructions for the kitchen: `halal`, `kosher`, `vegetarian`, `no-alcohol-on-table` …", ()
    )
    phone: str | None = shared("Telephone on the day.", None)
    home_zone: str | None = shared("IANA zone the person comes from, to judge the shift of a long flight.", None)
    day_limit: timedelta | None = internal("Most hours of engagements a day, for reasons of age or health.", None)
    note: str | None = internal("Anything this office notes about the person.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """A list of people who are invited together; in an engagement its name stands for its members."""

    name: Text = shared("Name of the delegation or group.")
    side: SideId | None = shared("Its side, if it has one.", None)
    members: tuple[PersonId, ...] = shared("The people in it, in order of precedence.", ())
    count: int | None = shared("How many, where they are not named.", None)
