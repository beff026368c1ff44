"""How a point stands, in the words of both sides; `where_it_stands` computes it.

A point has texts; of these at most one is in force (the last that was agreed and not ended), and any number are on the
table. What is on the table never weakens what is in force: until a new text is agreed the old one holds. `turn` says
who is awaited; it is advice to people, no rule rests on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from placet.agreement.acts import Revision
from placet.agreement.tabling import Text


class Standing(Enum):
    """How a point, or one text of it, stands."""

    PROPOSED = "proposed"
    SIGNED = "signed"
    """By some sides, and not all."""
    PARTLY_SEALED = "partly-sealed"
    """By a side of which another office must seal too."""
    RECEIPT_OUTSTANDING = "receipt-outstanding"
    AD_REFERENDUM = "ad-referendum"
    AGREED = "agreed"
    CONTESTED = "contested"
    CROSSED = "crossed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    """Taken back by signing something else in its place, and in no other way."""
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    ENDED = "ended"
    """An agreement from which a side has withdrawn."""


LIVE = frozenset(
    {
        Standing.PROPOSED,
        Standing.SIGNED,
        Standing.PARTLY_SEALED,
        Standing.RECEIPT_OUTSTANDING,
        Standing.AD_REFERENDUM,
        Standing.CROSSED,
        Standing.DECLINED,
    }
)
"""On the table: neither in force nor done with."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A note about a point: under consideration, noted, agreed by telephone. It changes no standing."""

    side: str
    seq: int
    at: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class TextStanding:
    """One text of a point."""

    text: Text
    side: str
    """Who proposed it."""
    seq: int
    at: str
    """The proposer's clock; a label."""
    revision: Revision | None
    """What it says; None where its body was erased or is not the text that was signed."""
    base: tuple[str, ...]
    standing: Standing
    signed_by: frozenset[str]
    ad_referendum_by: frozenset[str]
    """Of these, those that signed only ad referendum."""
    receipts_of: frozenset[str]
    needs: frozenset[str]
    """Offices that must each seal, as `side/office`; where none of a side is named, any. Of a package those of all."""
    missing_offices: frozenset[str]
    """Offices that must still seal where others of their side have, as `side/office`."""
    ended_by: frozenset[str]
    package: Text | None
    """The package with which it was signed or is on the table, if any."""
    replaced_by: str = ""
    """Of one that was replaced, the label of the point that was signed in its place."""


@dataclass(frozen=True, slots=True)
class PointStanding:
    """A point with all its texts, in the order of their proposal."""

    point: str
    label: str
    """Its short name, the same at every side: `P-14`."""
    number: int
    kind: str
    side: str
    texts: tuple[TextStanding, ...]
    standing: Standing
    in_force: TextStanding | None
    on_table: tuple[TextStanding, ...]
    turn: frozenset[str]
    since: str
    remarks: tuple[Remark, ...]

    @property
    def latest(self) -> TextStanding:
        """The text to talk about: the newest on the table, else the one in force, else the last there was."""
        return self.on_table[-1] if self.on_table else self.in_force or self.texts[-1]

    @property
    def beside(self) -> tuple[TextStanding, ...]:
        """What is on the table and the latest text does not answer: sides that counter at once put one there each."""
        bases, answered = {each.text[1]: each.base for each in self.texts}, {self.latest.text[1]}
        waiting = [*self.latest.base]
        while waiting:
            base = waiting.pop()
            if base not in answered:
                answered.add(base)
                waiting.extend(bases.get(base, ()))
        return tuple(each for each in self.on_table if each.text[1] not in answered)

    def asked_of(self, side: str) -> PointStanding:
        """The point with that text as the latest which a side is asked to sign: one beside it, where it signed it."""
        texts = (self.latest, *reversed(self.beside))
        asked = next((each for each in texts if side not in each.signed_by - each.ad_referendum_by), self.latest)
        if asked is self.latest:
            return self
        others = tuple(each for each in self.on_table if each is not asked)
        return replace(self, on_table=(*others, asked), standing=asked.standing)

    def before(self, text: TextStanding) -> TextStanding | None:
        """The text that another one would replace, or that it answers; None for the first that was said."""
        if self.in_force is not None and self.in_force is not text:
            return self.in_force
        based = [each for each in self.texts if each.text[1] in text.base]
        return based[-1] if based else None
