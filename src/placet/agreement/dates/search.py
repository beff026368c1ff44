"""A search for common dates as both sides agreed to it: how many windows, how long, between which days, how often.

The terms are a text like any other: proposed, sealed by both, agreed by receipt. They are agreed before anything is
sent, because they are what bounds how much the other side can find out: a side may always claim as many windows as
the terms allow, and learns which of them are ours too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from placet.agreement import limits
from placet.agreement.acts import Revision, revision_of
from placet.agreement.dates.windows import Window, date_of
from placet.agreement.entry import Entry, Kind
from placet.agreement.fold import Folded, Signed
from placet.agreement.record import Record
from placet.agreement.shape import Shape
from placet.agreement.tabling import Text
from placet.errors import Refused

DEFAULT_NUMBER = 16
"""Windows of each side: enough for a season, few enough to leave the rest of a diary alone."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the sides agree to before a search."""

    number: int
    """Windows of each side in each round, filled up with blanks; nobody sees how many are real."""
    lengths: tuple[int, ...]
    """Days of stay that are searched for, ascending."""
    rounds: int
    earliest: date
    """First day of arrival."""
    latest: date
    """Last day of arrival."""
    first: str
    """The side that begins round 1; they take turns. Who begins a round is the first to know what came of it."""

    def to_content(self) -> dict[str, Any]:
        """The content of the text that both sides seal."""
        return {
            "earliest": self.earliest.isoformat(),
            "first": self.first,
            "latest": self.latest.isoformat(),
            "lengths": list(self.lengths),
            "number": self.number,
            "rounds": self.rounds,
            "type": "open",
        }

    def allow(self, window: Window) -> bool:
        """Whether a window may be searched for."""
        return window.days in self.lengths and self.earliest <= window.arrival <= self.latest


def terms_of(content: Mapping[str, Any]) -> Terms:
    """The terms that a content holds. Raises `Refused`."""
    shape = Shape(content, "terms")
    lengths = shape.items("lengths", limits.MAX_STAYS, _stay, least=1)
    terms = Terms(
        number=shape.number("number", 1, limits.MAX_DATES),
        lengths=lengths,
        rounds=shape.number("rounds", 1, limits.MAX_DATE_ROUNDS),
        earliest=date_of(shape, "earliest"),
        latest=date_of(shape, "latest"),
        first=shape.side("first"),
    )
    if shape.raw("type") != "open":
        raise Refused("field", field="terms.type")
    if list(lengths) != sorted(set(lengths)):
        raise Refused("field", field="terms.lengths")
    if not 0 <= (terms.latest - terms.earliest).days < limits.MAX_SEARCH_DAYS:
        raise Refused("field", field="terms.latest")
    return terms


def _stay(value: object) -> int:
    return Shape({"lengths": value}, "terms").number("lengths", 1, limits.MAX_STAY_DAYS)


Reached = tuple[tuple[str, int], ...]
"""A place in the record: for each side the number of an entry that must have been seen."""


@dataclass(frozen=True, slots=True)
class Search:
    """An agreed search: its terms, the text that holds them, and between which places of the record it is open."""

    visit: str
    sides: tuple[str, str]
    point: str
    revision: str
    terms: Terms
    needs: tuple[tuple[str, str], ...]
    """Offices that must each seal the terms, and each side's part in every round."""
    since: Reached = field(compare=False)
    """The receipts: from here on each side knows that the terms are agreed."""
    ends: tuple[Reached, ...] = field(compare=False)
    """Where a side withdrew the terms, or later terms were agreed in their place."""
    is_contested: bool = field(compare=False)

    @property
    def text(self) -> Text:
        """The text of the terms."""
        return self.point, self.revision

    def look_at_place(self, record: Record, entry: Entry) -> None:
        """Raise `Refused` unless the writer of an entry knew that the terms are agreed, and of no end to them."""
        if not _is_reached(self.since, record, entry):
            raise Refused("dates-not-agreed")
        if any(_is_reached(end, record, entry) for end in self.ends):
            raise Refused("dates-ended")

    def has_ended(self, record: Record) -> bool:
        """Whether whoever has the whole record knows of an end."""
        return any(all(len(record.chains[side].entries) >= seq for side, seq in end) for end in self.ends)


def search_of(record: Record, folded: Folded, text: Text) -> Search:
    """The search that is agreed under a text. Raises `Refused` where it is not agreed, not told or no search."""
    point, revision = text
    signed = next((each for each in folded.agreed if text in each.bundle.texts), None)
    if signed is None:
        raise Refused("dates-not-agreed")
    told = _told(record, text)
    if len(folded.sides) != 2:
        raise Refused("dates-two-sides")
    terms = terms_of(told.content)
    if terms.first not in folded.sides:
        raise Refused("field", field="terms.first")
    one, other = folded.sides
    return Search(
        visit=record.opening.visit,
        sides=(one, other),
        point=point,
        revision=revision,
        terms=terms,
        needs=told.needs,
        since=tuple(sorted(signed.receipts.items())),
        ends=_ends(folded, signed, text),
        is_contested=bool(signed.contested),
    )


def _told(record: Record, text: Text) -> Revision:
    """The agreed text of a point of this kind."""
    for entry in record:
        if entry.header.type == Kind.PROPOSE and (entry.header.point, entry.header.revision) == text:
            revision = revision_of(entry)
            if revision is not None and revision.kind == Kind.DATES:
                return revision
    raise Refused("dates-terms-missing")


def _ends(folded: Folded, signed: Signed, text: Text) -> tuple[Reached, ...]:
    point, revision = text
    later = folded.agreed[folded.agreed.index(signed) + 1 :]
    replaced = [each for each in later if dict(each.bundle.texts).get(point, revision) != revision]
    withdrawn = [((side, seq),) for side, seq in sorted(signed.withdrawals.items())]
    return (*withdrawn, *(tuple(sorted(each.receipts.items())) for each in replaced))


def _is_reached(place: Reached, record: Record, entry: Entry) -> bool:
    """Whether the writer of an entry had all these entries, or had written them."""
    return all(record.had(entry, side) >= seq for side, seq in place)
