"""What the sides can agree: a point, and the content that each kind of point carries.

A content is what leaves: every field of it is shared, nothing in it is an id of a file, and it is built up in
`projections/points.py` from what the other side may know. Times are wall clocks with their zone and the offset that
the signer's own tables gave: a side whose tables differ is told so before it signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum

from placet.errors import Contradiction
from placet.model.declare import shared
from placet.model.engagements import Format, Interpretation, Kind, PressMode
from placet.model.text import Text
from placet.model.visit import VisitKind
from placet.model.vocabulary import LanguageTag

MOST_DAYS = 60
"""Days of the longest visit."""
MOST_HANDED_FILES = 8
"""Files in one answer to a request."""
MOST_HANDED_BYTES = 128 * 1024
"""Bytes of these files together: written as text they take a third more, and a body holds twice as many."""
MOST_NAME_CHARS = 200
"""Characters in the name of such a file."""
POINT_PATTERN = re.compile(r"[0-9a-f]{64}\Z")
"""The id of a point."""


class PointKind(Enum):
    """What a point is about."""

    CATEGORY = "category"
    WINDOW = "window"
    SEARCH = "dates"
    ENGAGEMENT = "engagement"
    DELEGATION = "delegation"
    SENTENCE = "sentence"
    DOCUMENT = "document"
    ANNOUNCEMENT = "announcement"
    REQUEST = "request"
    RETURN = "return"
    MATTER = "matter"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedClock:
    """A wall clock as its signer understands it."""

    at: time = shared("Wall clock.")
    plus_days: int = shared("1 where it is after the midnight that ends the day.", 0)
    zone: str = shared("IANA zone of that clock.")
    offset: str = shared("How far it was ahead of UTC in the signer's tables: `+03:30`.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryContent:
    """The category of the visit, which honours and suites hang on."""

    category: VisitKind = shared("`state`, `official`, `working` …")
    honours: tuple[str, ...] = shared("Honours that go with it.", ())
    remark: Text | None = shared("What else was said of it.", None)


class WindowStage(Enum):
    """What is said of a window of dates."""

    OFFERED = "offered"
    HOLD = "hold"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Days from an arrival on, the day of arrival included."""

    arrival: date = shared("Day of arrival.")
    days: int = shared("How many days.")

    def __post_init__(self) -> None:
        """Refuse a visit of no days."""
        if not 1 <= self.days <= MOST_DAYS:
            raise Contradiction("days-of-a-stay", most=MOST_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowContent:
    """A window of dates: offered, held until an instant and then nobody asked, or confirmed as the dates."""

    type: WindowStage = shared("`offered`, `hold` or `confirm`.")
    window: Stay = shared("The days.")
    until: str | None = shared("Of a hold, the instant in UTC at which it lapses: `2027-06-12T00:00:00Z`.", None)
    round: int | None = shared("The round of a search for common dates that it came of.", None)
    search: str | None = shared("That search.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchContent:
    """The terms of a search for common dates, which both sides agree to before anything is sent."""

    type: str = shared("`open`.")
    earliest: date = shared("First day of arrival that may be chosen.")
    latest: date = shared("Last day of arrival that may be chosen.")
    lengths: tuple[int, ...] = shared("Days of stay that are searched for, ascending.")
    number: int = shared("Windows of each side in each round, filled up with blanks.")
    rounds: int = shared("How often.")
    first: str = shared("The side that begins round 1; they take turns.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementContent:
    """One engagement as it is to be held."""

    title: Text = shared("What it is called.")
    kind: Kind = shared("What it is.", Kind.OTHER)
    format: Format | None = shared("Of talks: `one-to-one`, `restricted` or `plenary`.", None)
    day: int | None = shared("Day of the visit, 1 being the first.", None)
    on: date | None = shared("The date, once the visit has one.", None)
    starts: AgreedClock | None = shared("When it begins; none while its time is to be notified.", None)
    ends: AgreedClock | None = shared("When it ends.", None)
    margin: timedelta = shared("How far it may move without asking again.", timedelta(0))
    venue: Text | None = shared("Where.", None)
    who: tuple[Text, ...] = shared("Who takes part, by office.", ())
    interpretation: Interpretation | None = shared("Interpretation it needs.", None)
    press: PressMode | None = shared("Which cameras may see it.", None)
    dress: Text | None = shared("Dress.", None)
    honours: tuple[str, ...] = shared("Honours rendered.", ())
    documents: int = shared("Documents to be signed.", 0)
    seating_agreed: bool | None = shared("Whether the seating is agreed.", None)
    served: tuple[str, ...] = shared("Of a meal, what is on the table.", ())
    remark: Text | None = shared("What else was said of it.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationContent:
    """A list of people by office and, where their side gives it, by name; the order is that of precedence."""

    title: Text = shared("Which list.")
    members: tuple[Text, ...] = shared("Who is on it.", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceContent:
    """A sentence or paragraph of a joint text; all its languages are signed together."""

    document: Text = shared("The text it belongs to.")
    words: Text = shared("The wording, in each language.")
    authentic: tuple[LanguageTag, ...] = shared(
        "Languages in which it is authentic; all of its languages without any.", ()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentContent:
    """A document to be signed on the visit."""

    title: Text = shared("Its title.")
    signatories: tuple[Text, ...] = shared("Who signs it, by office.", ())
    remark: Text | None = shared("What else was said of it.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementContent:
    """What is said in public, and from which minute on."""

    words: Text = shared("The wording, in each language.")
    on: date | None = shared("The day.", None)
    starts: AgreedClock | None = shared("Not before.", None)
    by: Text | None = shared("Who announces; both at once without one.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestContent:
    """Data that one side needs of the other: a manifest, diets, scores of anthems, frequencies."""

    what: Text = shared("What is asked for.")
    due: date | None = shared("By when.", None)
    form: Text | None = shared("In what form.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedFile:
    """A file that is handed over whole: whoever signs the text signs every byte of it."""

    name: str = shared("What its owner calls it. A label: no place to write to.")
    data: bytes = shared("What is in it.")

    def __post_init__(self) -> None:
        """Refuse a file without a name or with nothing in it."""
        if not 1 <= len(self.name) <= MOST_NAME_CHARS:
            raise Contradiction("name-of-a-file", most=MOST_NAME_CHARS)
        if not self.data:
            raise Contradiction("file-empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnContent:
    """What was asked for, handed over: in words, in files, or both."""

    what: Text = shared("What it answers.")
    answers: str = shared("The request that it answers, by the id of its point.")
    words: Text | None = shared("The answer in words.", None)
    files: tuple[HandedFile, ...] = shared("The files that are handed over.", ())

    def __post_init__(self) -> None:
        """Refuse an answer to no point, one that says nothing, and more than an entry can carry."""
        if not POINT_PATTERN.match(self.answers):
            raise Contradiction("answers-no-point")
        if self.words is None and not self.files:
            raise Contradiction("nothing-handed-over")
        if len(self.files) > MOST_HANDED_FILES:
            raise Contradiction("too-many-files", count=len(self.files), most=MOST_HANDED_FILES)
        if (size := sum(len(each.data) for each in self.files)) > MOST_HANDED_BYTES:
            raise Contradiction("files-too-large", bytes=size, most=MOST_HANDED_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterContent:
    """Anything else that is to be agreed."""

    title: Text = shared("What it is about.")
    words: Text | None = shared("What is to be agreed.", None)


Content = (
    CategoryContent
    | WindowContent
    | SearchContent
    | EngagementContent
    | DelegationContent
    | SentenceContent
    | DocumentContent
    | AnnouncementContent
    | RequestContent
    | ReturnContent
    | MatterContent
)

CONTENT_OF: dict[PointKind, type[Content]] = {
    PointKind.CATEGORY: CategoryContent,
    PointKind.WINDOW: WindowContent,
    PointKind.SEARCH: SearchContent,
    PointKind.ENGAGEMENT: EngagementContent,
    PointKind.DELEGATION: DelegationContent,
    PointKind.SENTENCE: SentenceContent,
    PointKind.DOCUMENT: DocumentContent,
    PointKind.ANNOUNCEMENT: AnnouncementContent,
    PointKind.REQUEST: RequestContent,
    PointKind.RETURN: ReturnContent,
    PointKind.MATTER: MatterContent,
}
KIND_OF: dict[type[Content], PointKind] = {content: kind for kind, content in CONTENT_OF.items()}
SCHEMA = 1
"""Version of the contents above; a text of another can be passed on and shown in part, but not signed here."""
