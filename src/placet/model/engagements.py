"""An engagement: one item of what is wished for. Where it is put is a `Placement`, in `programme.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

from placet.errors import Contradiction
from placet.model.declare import internal, public, shared
from placet.model.ids import (
    AttendeeId,
    EngagementId,
    LegId,
    PersonId,
    PurposeId,
    ResourceId,
    SideId,
    TrackId,
    VenueId,
)
from placet.model.spans import UNKNOWN, Hours, Length, When
from placet.model.text import Text
from placet.model.vocabulary import LanguageTag


class Kind(Enum):
    """What an engagement is, in the words of a protocol office."""

    ARRIVAL = "arrival"
    WELCOME = "welcome"
    WREATH = "wreath"
    COURTESY_CALL = "courtesy-call"
    TALKS = "talks"
    SIGNING = "signing"
    PRESS = "press"
    SPEECH = "speech"
    MEAL = "meal"
    RECEPTION = "reception"
    BANQUET = "banquet"
    SITE_VISIT = "site-visit"
    CULTURAL = "cultural"
    BUSINESS = "business"
    RELIGIOUS = "religious"
    WALKABOUT = "walkabout"
    GIFTS = "gifts"
    DECORATION = "decoration"
    PHOTO = "photo"
    PRIVATE = "private"
    FAREWELL = "farewell"
    DEPARTURE = "departure"
    ADVANCE_VISIT = "advance-visit"
    OTHER = "other"


class Format(Enum):
    """The format of talks."""

    ONE_TO_ONE = "one-to-one"
    RESTRICTED = "restricted"
    PLENARY = "plenary"


class Status(Enum):
    """How settled an item is in the file."""

    IDEA = "idea"
    PROPOSED = "proposed"
    TENTATIVE = "tentative"
    TO_BE_CONFIRMED = "tbc"
    AGREED = "agreed"
    ADDED = "added"
    CANCELLED = "cancelled"


class PressMode(Enum):
    """Which cameras may see it (practice M2)."""

    CLOSED = "closed"
    PHOTOGRAPHER = "official-photographer"
    AGENCIES = "agencies"
    POOL_AT_START = "pool-at-start"
    POOL_AT_END = "pool-at-end"
    POOL = "pool"
    OPEN = "open"
    LIVESTREAM = "livestream"


class Mode(Enum):
    """How speech gets from one language to another."""

    NONE = "none"
    CONSECUTIVE = "consecutive"
    WHISPERED = "whispered"
    SIMULTANEOUS = "simultaneous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """Interpretation that an engagement needs."""

    mode: Mode = shared("`none`, `consecutive`, `whispered` or `simultaneous`.", Mode.CONSECUTIVE)
    languages: tuple[LanguageTag, LanguageTag] = shared("The pair of languages.")
    interpreters: int = shared("How many are needed at once.", 1)
    named: tuple[PersonId, ...] = shared(
        "Interpreters asked for by name; the others come from the visit's interpreters.", ()
    )
    speech: timedelta | None = shared(
        "How much is said, in one language only; consecutive interpreting doubles it.", None
    )

    def __post_init__(self) -> None:
        """Refuse fewer interpreters than none."""
        if self.interpreters < 0:
            raise Contradiction("interpreters-negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """This engagement comes after another one."""

    engagement: EngagementId = shared("The one that comes before.")
    least: timedelta = shared("Least time between its end and this start.", timedelta(0))
    most: timedelta | None = shared("Most time between the two.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanB:
    """What happens to an outdoor engagement in bad weather."""

    venue: VenueId = shared("Where it moves to.")
    decide_before: timedelta = shared("How long before the start it must be decided.", timedelta(hours=3))
    trigger: Text | None = shared("What decides it: steady rain, wind over the limit of the guard …", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A moment inside an engagement, to the minute."""

    after: timedelta = shared("From the start of the engagement.")
    what: Text = shared("What happens.")
    length: timedelta = shared("How long it takes.", timedelta(0))
    who: tuple[str, ...] = shared("Who does it.", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """One item of the programme as it is wished for."""

    title: Text = public("What it is called.")
    kind: Kind = public("What it is.", Kind.OTHER)
    format: Format | None = public("Of talks: `one-to-one`, `restricted` or `plenary`.", None)
    status: Status = shared("How settled it is.", Status.PROPOSED)
    day: int | None = public("The day it belongs to, 1 being the first; without one, any day of its leg.", None)
    days: tuple[int, ...] = shared("Days it may be put on, where it is more than one.", ())
    leg: LegId | None = public("The leg it belongs to, where its venues do not say.", None)
    at: When = public(
        "When it begins: `11:40`, `about 12:00`, `from 10:00`, `by 18:00`, `10:00–13:00`, `morning`, `after talks`; "
        "nothing when free.",
        UNKNOWN,
    )
    ends: When = public("When it ends, where that is fixed: `12:45`, `by 18:00`.", UNKNOWN)
    length: Length | None = public("How long it lasts, such as `45m`; or how long at least, usually and at most.", None)
    anchor: bool = shared("Keeps its time even when times are forgotten: a fixed external event.", False)
    after: tuple[Follow, ...] = shared(
        "What it must follow; where it matters, after how much time at least and at most.", ()
    )
    venues: tuple[VenueId, ...] = public("Where, alternates in order of preference.", ())
    place: Text | None = public("The place in words, where it is no venue of the file.", None)
    track: TrackId = public("The parallel programme it belongs to.", TrackId("main"))
    who: tuple[AttendeeId, ...] = shared(
        "Who must be there: ids of people and delegations; without any, the members of its track.", ()
    )
    optional_who: tuple[AttendeeId, ...] = shared("Who is invited and may be elsewhere.", ())
    roles: Mapping[AttendeeId, str] = shared(
        "Role of a person in it: `host`, `greets`, `escorts`, `speaks`, `signs`, `presents` …", factory=dict
    )
    greeter_level: int | None = shared("Level of the greeter that was agreed (1 is highest).", None)
    people: int | None = shared("How many people in all, where they are not listed.", None)
    host: Text | None = public("The office that is host, in words.", None)
    interpretation: Interpretation | None = shared("Interpretation it needs.", None)
    press: PressMode | None = public("Which cameras may see it.", None)
    press_call: timedelta | None = public("How long before the start the press assembles.", None)
    dress: Text | None = public("Dress.", None)
    outdoor: bool = public("Whether it is in the open air wherever it is held.", False)
    plan_b: PlanB | None = shared("What happens in bad weather.", None)
    documents: int = shared("Number of documents to be signed.", 0)
    people_met: int | None = shared("In a walkabout, how many people are to be met.", None)
    honours: tuple[str, ...] = public("Honours rendered: `guard-of-honour`, `anthems`, `salute-21` …", ())
    seating_agreed: bool | None = shared("Whether the seating is agreed between the sides, explicitly.", None)
    served: tuple[str, ...] = shared("Of a meal, what is on the table: `halal`, `alcohol`, `vegetarian` …", ())
    speech: bool = public("Whether a speech is given.", False)
    guest_book: bool = public("Whether the guest book is signed.", False)
    gifts: bool = shared("Whether gifts are exchanged.", False)
    flags: Text | None = shared("How the flags stand.", None)
    cues: tuple[Cue, ...] = shared("Moments inside it, to the minute.", ())
    uses: Mapping[ResourceId, int] = shared("How much of each resource it takes.", factory=dict)
    optional: bool = shared("Whether the programme may do without it.", False)
    value: int = internal("What it is worth to us, 1 to 100; used when not everything fits.", 10)
    serves: tuple[PurposeId, ...] = shared("What it serves: ids of agreements, tracks of agreements, commitments.", ())
    proposed_by: SideId | None = shared("The side that proposed it.", None)
    agreed: str | None = shared("What it was agreed by: a point, a note, a conversation.", None)
    margin: timedelta = shared("How far it may move without asking again.", timedelta(0))
    owner: str | None = shared("The office that owns it.", None)
    contact: PersonId | None = shared("The one person to call about it.", None)
    disclosed_on: str | None = shared("When time or place may be published, where that is later than the rest.", None)
    withheld: Hours | None = internal(
        "The hours between which it may begin, where its time will be told only on the day.", None
    )
    reason: str | None = internal("Why we want it, or do not.", None)
    note: str | None = internal("Anything this office notes.", None)
    printed_day: str | None = public("In an imported programme, the printed day it stands under.", None)
    printed_no: int | None = public("In an imported programme, its place under that day.", None)
    printed: Mapping[str, Any] | None = public("In an imported programme, what the source prints, verbatim.", None)

    def __post_init__(self) -> None:
        """Refuse contradictions inside one engagement."""
        if self.format is not None and self.kind is not Kind.TALKS:
            raise Contradiction("format-without-talks")
        if self.day is not None and self.days:
            raise Contradiction("day-and-days")
        if (self.day is not None and self.day < 1) or any(day < 1 for day in self.days):
            raise Contradiction("day-before-first")
        if not 1 <= self.value <= 100:
            raise Contradiction("value-beyond")
        if any(amount < 1 for amount in self.uses.values()):
            raise Contradiction("uses-none")
        if self.documents < 0:
            raise Contradiction("documents-negative")

    @property
    def is_cancelled(self) -> bool:
        """Whether it is kept in the file but never planned."""
        return self.status is Status.CANCELLED
