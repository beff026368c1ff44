"""A visit: what is wished for, before any timetable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from placet.model.declare import internal, public, shared
from placet.model.engagements import Engagement
from placet.model.ids import (
    AgreementId,
    AttendeeId,
    BlockId,
    DelegationId,
    EngagementId,
    LegId,
    MovementId,
    OfficeId,
    PersonId,
    Ref,
    ResourceId,
    SideId,
    Sort,
    TaskId,
    TrackId,
    VenueId,
)
from placet.model.movements import Movement
from placet.model.people import Delegation, Person, Side
from placet.model.places import Leg, Resource, Travel, Venue
from placet.model.preparation import Office, Task
from placet.model.profile import RuleOverride
from placet.model.spans import Hours, PartialDate
from placet.model.spine import Agreement, Commitment, ExternalEvent, Milestone
from placet.model.text import Text
from placet.model.vocabulary import LanguageTag, Weekday

FORMAT_VERSION = 1
"""Version of the visit file that this Placet writes and reads."""


class VisitKind(Enum):
    """The category of a visit.

    The honours are stated apart from it: a working visit may have those of a state visit.
    """

    STATE = "state"
    OFFICIAL = "official"
    WORKING = "working"
    PRIVATE = "private"
    COURTESY = "courtesy"
    TRANSIT = "transit"
    PAPAL = "papal"
    ROYAL = "royal"
    PARLIAMENTARY = "parliamentary"
    MINISTERIAL = "ministerial"
    SUMMIT = "summit"
    CEREMONY = "ceremony"
    UNIVERSITY = "university"
    OTHER = "other"


class Secrecy(Enum):
    """What may be known of the visit; it switches captions, names and papers."""

    SECRET = "secret"  # noqa: S105  # a state of the visit, not a password
    HELD = "held"
    ANNOUNCED = "announced"
    PROGRAMME_PUBLIC = "programme-public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A parallel programme: the principal's, the spouse's, the press's. Tracks split and rejoin at engagements."""

    name: Text = public("What it is called.")
    members: tuple[AttendeeId, ...] = shared(
        "People and delegations who follow it; without any, the track moves as one.", ()
    )


class BlockKind(Enum):
    """What a protected block protects."""

    REST = "rest"
    MEAL = "meal"
    PRAYER = "prayer"
    DRESSING = "dressing"
    SETTLING = "settling"
    BRIEFING = "briefing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Time that is protected for someone and holds no engagement."""

    kind: BlockKind = shared("`rest`, `meal`, `prayer`, `dressing`, `settling` or `briefing`.")
    title: Text | None = shared("What the programme calls it.", None)
    who: tuple[AttendeeId, ...] = shared("Whom it is protected for.")
    day: int | None = shared("On which day; every day without one.", None)
    between: Hours = shared("Hours between which it lies, local time.")
    length: timedelta = shared("How long it lasts.")
    venue: VenueId | None = shared("Where; anywhere without one.", None)
    asked_by: SideId | None = shared("The side that asked for it.", None)
    waived: str | None = shared("Why it need not be kept, if it was waived.", None)
    note: str | None = internal("Anything this office notes.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """Time in which someone is taken by something outside the visit, half-open.

    It is on a day of the visit, whenever that is, or on dates: then it counts once the visit is dated.
    """

    who: tuple[AttendeeId, ...] = shared("Who is taken.")
    day: int | None = shared("On which day of the visit; without one, on the dates of `on` and `until`.", None)
    on: date | None = shared("On which date, or from which one.", None)
    until: date | None = shared("The last of these dates; without one, `on` alone.", None)
    weekdays: tuple[Weekday, ...] = shared("Only on these days of the week.", ())
    between: Hours = shared("From and until, local time.")
    title: Text | None = shared("By what, as far as it may be said.", None)
    reason: str | None = internal("By what, really.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVisit:
    """An earlier visit between the sides: whose turn it is to travel is reckoned from these."""

    title: Text | None = shared("What it was called.", None)
    host: SideId = shared("The side that received.")
    on: PartialDate = shared("When it began, as precisely as known.")
    kind: VisitKind = shared("Its category.", VisitKind.OFFICIAL)
    note: str | None = internal("Anything this office notes about it.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDay:
    """A day heading of an imported programme, verbatim."""

    day: int = public("The day of the visit it is.")
    printed: Mapping[str, Any] = public("What the source prints, verbatim, without its items.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Everything that is wished for. Mappings keep the order of the file; the order is not a demand."""

    format_version: int = public("Version of this file format.", FORMAT_VERSION)
    title: Text = public("What the visit is called.")
    kind: VisitKind = public("Its category.", VisitKind.OFFICIAL)
    language: LanguageTag = public("Language of texts that name none.", "en")
    honours: tuple[str, ...] = public(
        "Honours granted, whatever the category: `guard-of-honour`, `salute-21`, `banquet` …", ()
    )
    secrecy: Secrecy = public("What may be known: `secret`, `held`, `announced` or `programme-public`.", Secrecy.SECRET)
    code_name: str | None = shared(
        "Name that stands in the place of the title while the visit is secret or held.", None
    )
    illustrative: Text | None = public("What in this file is invented; printed on every page made from it.", None)
    starts_on: date | None = shared("The first day. Without it the visit is planned undated, as D, D+1 …", None)
    earliest: date | None = shared("First day on which it may begin.", None)
    latest: date | None = shared("Last day on which it may begin.", None)
    profile: str = shared("Profile of rules: `neutral`, or another that Placet ships.", "neutral")
    sides: Mapping[SideId, Side] = public("The sides.", factory=dict)
    legs: Mapping[LegId, Leg] = public("The legs, in order.", factory=dict)
    venues: Mapping[VenueId, Venue] = public("The venues.", factory=dict)
    travel: tuple[Travel, ...] = shared("Travel times between venues.", ())
    resources: Mapping[ResourceId, Resource] = shared("Vehicles and other things that run out.", factory=dict)
    people: Mapping[PersonId, Person] = shared("The people.", factory=dict)
    delegations: Mapping[DelegationId, Delegation] = shared("Delegations and groups.", factory=dict)
    tracks: Mapping[TrackId, Track] = public("Parallel programmes.", factory=dict)
    engagements: Mapping[EngagementId, Engagement] = public("The engagements.", factory=dict)
    movements: Mapping[MovementId, Movement] = public("Journeys that are stated.", factory=dict)
    blocks: Mapping[BlockId, Block] = shared("Protected time.", factory=dict)
    busy: Mapping[str, Busy] = shared("Other commitments that both sides know of.", factory=dict)
    diary: Mapping[str, Busy] = internal("Other commitments that only this office knows of.", factory=dict)
    past_visits: Mapping[str, PastVisit] = internal("Earlier visits between the sides, either way.", factory=dict)
    date_weights: Mapping[str, int] = internal(
        "What reasons for and against a date weigh, by their names: 0 for not at all, 1 without an entry.",
        factory=dict,
    )
    agreements: Mapping[AgreementId, Agreement] = public("Treaties and plans that the visit serves.", factory=dict)
    commitments: Mapping[str, Commitment] = shared("What was promised under them.", factory=dict)
    milestones: Mapping[str, Milestone] = public("Steps on the way.", factory=dict)
    events: Mapping[str, ExternalEvent] = public("Events outside the visit.", factory=dict)
    offices: Mapping[OfficeId, Office] = shared("Offices that prepare the visit.", factory=dict)
    tasks: Mapping[TaskId, Task] = shared(
        "Tasks of the preparation, where they differ from the templates or come beside them.", factory=dict
    )
    own_tasks: Mapping[TaskId, Task] = internal("Tasks that only this office knows of.", factory=dict)
    rules: Mapping[str, RuleOverride] = shared(
        "Rules of the profile that are changed for this visit, with reasons.", factory=dict
    )
    notes: Mapping[str, str] = internal("Red lines, fallback positions, notes of this office.", factory=dict)
    printed: Mapping[str, Any] | None = public("In an imported programme, what its head says, verbatim.", None)
    printed_days: Mapping[str, PrintedDay] = public("In an imported programme, its day headings.", factory=dict)

    @property
    def last_day(self) -> int:
        """Number of the last day, 1 being the first."""
        return max((leg.last_day for leg in self.legs.values()), default=1)

    def item_ref(self, name: str) -> Ref:
        """The engagement or the journey of an id; no id is that of both."""
        return Ref(Sort.MOVEMENT if name in self.movements else Sort.ENGAGEMENT, name)

    def date_of(self, day: int) -> date | None:
        """The date of a day of the visit, or None while the visit is undated."""
        return None if self.starts_on is None else self.starts_on + timedelta(days=day - 1)
