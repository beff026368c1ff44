"""What a visit serves: agreements, their tracks, commitments, milestones; and events outside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from placet.model.declare import internal, public, shared
from placet.model.ids import AgreementId, SideId
from placet.model.spans import PartialDate
from placet.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A treaty or plan between the sides, with the tracks it speaks of."""

    title: Text = public("What it is called.")
    signatories: tuple[Text, ...] = public("Offices that signed it.", ())
    signed_on: PartialDate | None = public("When, as precisely as known: `2025-01-17`, `2025-01` or `2025`.", None)
    term_years: int | None = public("For how many years.", None)
    tracks: Mapping[str, Text] = public("Its tracks, by id.", factory=dict)
    source: str | None = public("Where this is known from.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Something that was promised under an agreement."""

    title: Text = shared("What was promised.")
    agreement: AgreementId | None = shared("Under which agreement.", None)
    track: str | None = shared("In which of its tracks.", None)
    owners: Mapping[SideId, str] = shared("The office that owns it, on each side.", factory=dict)
    due: PartialDate | None = shared("By when.", None)
    evidence: str | None = shared("What shows that it was kept.", None)
    assessment: str | None = internal("How this office sees it.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A step on the way that already happened or is expected."""

    title: Text = public("What happened.")
    on: PartialDate | None = public("When, as precisely as known.", None)
    agreement: AgreementId | None = shared("Under which agreement.", None)
    source: str | None = public("Where this is known from.", None)


class Bearing(Enum):
    """What an outside event means for the dates of the visit."""

    FAVOURS = "favours"
    BLOCKS = "blocks"
    NOTED = "noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalEvent:
    """An event outside the visit that favours or blocks its dates."""

    title: Text = public("What it is.")
    place: Text | None = public("Where.", None)
    first: PartialDate | None = public("First day, as precisely as known.", None)
    last: PartialDate | None = public("Last day.", None)
    bearing: Bearing = shared("`favours`, `blocks` or `noted`.", Bearing.NOTED)
    source: str | None = public("Where this is known from.", None)
