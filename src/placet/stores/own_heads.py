"""How far this office has written, told outside the database.

A database alone cannot know that it is an old copy of itself. So the last number and hash of our own chain in each
joint file stand in a small file beside it, written anew after every entry of ours was kept and before it may leave. A
database that does not hold what this file names is older than what has left the office; whoever went on from there
would give a number to two entries, and the other side would hold the proof.

The file: one line of canonical JSON, then the SHA-256 of that line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from placet.agreement.envelopes.segments import ID_PATTERN
from placet.agreement.header import Head
from placet.agreement.limits import MAX_ENTRIES, MAX_POUCH_NUMBER
from placet.agreement.shape import Shape
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object
from placet.node.joint.ports import Claim, Footing
from placet.stores.address import fault_of
from placet.stores.durable import beginning, write_durably
from placet.stores.shelf import Shelf
from placet.stores.troubles import trouble

OWN_HEADS = "own-heads"
"""The file's name in a home."""
IN_FOLDER = "folder"
_MOST_BYTES = 64 * 1024 * 1024
_MOST_VISITS = 250_000
_MOST_QUESTIONS = 64
"""Envelopes of one joint file, the newest, of which an answer is believed."""
_MOST_CLAIMS = 64
"""Claims about one joint file, the newest, that are shown; and as many that were denied."""


@dataclass(frozen=True, slots=True)
class Question:
    """An envelope that was sealed in a joint file to another side while nothing might be written there."""

    visit: str
    side: str
    id: str


@dataclass(frozen=True, slots=True)
class OwnHeads:
    """What the file tells."""

    side: str
    epoch: int = 0
    """How many times a process had begun to write when it was written."""
    heads: Mapping[str, Head] = field(default_factory=dict)
    """By joint file, the last entry that was written here."""
    is_restored: bool = False
    """Everything came from somewhere else: in no file may we write until another side has shown our head."""
    confirmed: frozenset[str] = frozenset()
    """Joint files in which one has since."""
    doubted: frozenset[str] = frozenset()
    """Joint files of which the database was found to be old."""
    asked: tuple[Question, ...] = ()
    """The envelopes that were sealed while nothing might be written: only who answers one of them is believed."""
    answered: frozenset[tuple[str, str]] = frozenset()
    """Joint files and other sides that have answered since, and showed nothing of ours that we do not hold."""
    is_set_back: bool = False
    """Somebody said, or an envelope showed, that the whole home is older than what left it: perhaps it joined files of
    which nothing is here."""
    drawn: frozenset[str] = frozenset()
    """Our key cards, by hash, that were drawn here since: whatever names one of them was made since as well."""
    claims: tuple[tuple[str, Claim], ...] = ()
    """By joint file, what others say that they hold of our chain beyond it, and nobody has decided."""
    denied: tuple[tuple[str, str], ...] = ()
    """Joint files and hashes of entries of ours that were claimed, and of which a person said that they never were."""
    store: str = IN_FOLDER
    """Where the database was: `IN_FOLDER`, or the address of a server; empty where an earlier Placet did not tell."""

    def footing(self, visit: str) -> Footing:
        """Whether we may write in a joint file."""
        is_unheard = visit not in self.confirmed
        if visit in self.doubted or (self.is_restored and is_unheard):
            return Footing.RESTORED
        if self.may_be_set_back and is_unheard and visit not in self.heads:  # it may have been joined before
            return Footing.RESTORED
        return Footing.IN_STEP if visit in self.heads else Footing.FRESH

    @property
    def may_be_set_back(self) -> bool:
        """Whether the whole home is held to be older than what left it, or somebody says so and nobody has decided."""
        return self.is_set_back or bool(self.claims)

    def claims_about(self, visit: str) -> tuple[Claim, ...]:
        """What nobody has decided about one joint file."""
        return tuple(claim for each, claim in self.claims if each == visit)

    def is_new(self, visit: str, card: str) -> bool:
        """Whether nothing of ours in a file can have left: its opening names a card that was drawn since we went back.

        No word of another side goes into this: it may hide an entry of ours, or not have received it yet.
        """
        is_drawn = card in self.drawn and not self.claims  # or else it may have been drawn before it was set back
        return is_drawn and visit not in self.heads and visit not in self.doubted

    def with_drawn(self, card: str) -> OwnHeads:
        """The same once new keys were drawn. In a home that never went back there is nothing to remember."""
        return replace(self, drawn=self.drawn | {card}) if self.is_restored or self.is_set_back else self

    def with_confirmed(self, visit: str, head: Head | None) -> OwnHeads:
        """The same once another side has shown how far we had come there."""
        heads = {each: kept for each, kept in self.heads.items() if each != visit}
        if head is not None:
            heads[visit] = head
        confirmed = self.confirmed | {visit} if self.is_restored or self.may_be_set_back else self.confirmed
        told = replace(self, heads=heads, confirmed=confirmed, doubted=self.doubted - {visit})
        return told.without_questions(visit)

    def with_claim(self, visit: str, claim: Claim) -> OwnHeads:
        """The same once another side says that it holds more of our chain; where we doubt already, it is noted."""
        told = self if visit in self.doubted else self._with_doubt(visit)
        here = [each for each in self.claims if each[0] == visit and each[1].shown != claim.shown]
        others = [each for each in self.claims if each[0] != visit]
        return replace(told, claims=(*others, *here[1 - _MOST_CLAIMS :], (visit, claim)))

    def with_denied(self, visit: str) -> OwnHeads:
        """The same once a person said that nothing of ours that is claimed about a file ever was."""
        denied = [(visit, claim.shown.hash) for claim in self.claims_about(visit)]
        here = [*(each for each in self.denied if each[0] == visit and each not in denied), *denied]
        others = (each for each in self.denied if each[0] != visit)
        return replace(self._without_claims(visit), denied=(*others, *here[-_MOST_CLAIMS:]))

    def with_claims_believed(self, visit: str) -> OwnHeads:
        """The same once all have answered after a claim: the home may have been set back as a whole."""
        told = self.as_set_back() if self.claims_about(visit) else self
        return told._without_claims(visit)  # noqa: SLF001  # another of this class

    def _without_claims(self, visit: str) -> OwnHeads:
        return replace(self, claims=tuple(each for each in self.claims if each[0] != visit))

    def _with_doubt(self, visit: str) -> OwnHeads:
        told = replace(self, doubted=self.doubted | {visit}, confirmed=self.confirmed - {visit})
        return told.without_questions(visit)

    def with_doubted(self, visit: str) -> OwnHeads:
        """The same once a joint file was found to be old; what was asked before tells nothing about it."""
        told = replace(self, denied=tuple(each for each in self.denied if each[0] != visit))
        return told._with_doubt(visit).as_set_back()  # noqa: SLF001  # another of this class

    def as_set_back(self) -> OwnHeads:
        """The same once the whole home was found or said to be older than what left it."""
        return replace(self, is_set_back=True, drawn=frozenset())

    def with_question(self, question: Question) -> OwnHeads:
        """The same once another side is about to be asked."""
        others = [each for each in self.asked if each.visit != question.visit]
        here = [each for each in self.asked if each.visit == question.visit and each != question]
        return replace(self, asked=(*others, *here[1 - _MOST_QUESTIONS :], question))

    def with_answer(self, visit: str, side: str) -> OwnHeads:
        """The same once another side has answered."""
        return replace(self, answered=self.answered | {(visit, side)})

    def without_questions(self, visit: str) -> OwnHeads:
        """The same with nothing asked in a joint file, and nothing answered."""
        asked = tuple(each for each in self.asked if each.visit != visit)
        return replace(self, asked=asked, answered=frozenset(each for each in self.answered if each[0] != visit))

    def as_restored(self) -> OwnHeads:
        """The same in a home that came out of a sealed copy: everything is to be asked anew."""
        told = replace(self, is_restored=True, confirmed=frozenset(), drawn=frozenset())
        return replace(told, asked=(), answered=frozenset(), claims=(), denied=())

    def to_bytes(self) -> bytes:
        """The file."""
        line = canonical(
            {
                "answered": sorted(map(list, self.answered)),
                "asked": [[each.visit, each.side, each.id] for each in self.asked],
                "claims": [_claim_row(visit, claim) for visit, claim in self.claims],
                "confirmed": sorted(self.confirmed),
                "denied": sorted(map(list, self.denied)),
                "doubted": sorted(self.doubted),
                "drawn": sorted(self.drawn),
                "epoch": self.epoch,
                "heads": [[visit, head.seq, head.hash] for visit, head in sorted(self.heads.items())],
                "restored": self.is_restored,
                "set_back": self.is_set_back,
                "side": self.side,
                "store": self.store,
                "v": 1,
            }
        )
        return line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n"

    def write(self, folder: Path) -> None:
        """Put the file down durably."""
        write_durably(folder / OWN_HEADS, self.to_bytes())


def read_own_heads(folder: Path, side: str) -> OwnHeads | None:
    """What the file in a folder tells. None where there is none, and where it is damaged: then it tells nothing.

    Raises `StorageError` for another side's, and for one that is there and cannot be read.
    """
    path = folder / OWN_HEADS
    raw = beginning(path, _MOST_BYTES)
    if raw is None:
        return None
    try:
        told = own_heads_of(raw)
    except Refused:
        return None
    if told.side != side:
        raise trouble(folder, "of-another-side")
    return told


def own_heads_of(raw: bytes) -> OwnHeads:
    """What the file's bytes tell. Raises `Refused` for any others."""
    line, _, rest = raw.partition(b"\n")
    if rest != hashlib.sha256(line).hexdigest().encode() + b"\n":
        raise Refused("damaged")
    shape = Shape(parse_object(line, _MOST_BYTES), "own-heads")
    shape.number("v", 1, 1)
    side = shape.side("side")
    return OwnHeads(
        side=side,
        epoch=shape.number("epoch"),
        heads=dict(shape.items("heads", _MOST_VISITS, lambda value: _head(value, side))),
        is_restored=shape.raw("restored") is True,
        confirmed=frozenset(shape.items("confirmed", _MOST_VISITS, _visit)),
        doubted=frozenset(shape.items("doubted", _MOST_VISITS, _visit)),
        asked=shape.items("asked", _MOST_VISITS, _question),
        answered=frozenset(shape.items("answered", _MOST_VISITS, _answered)),
        is_set_back=shape.has("set_back") and shape.flag("set_back"),
        drawn=frozenset(shape.items("drawn", _MOST_VISITS, _visit)) if shape.has("drawn") else frozenset(),
        claims=shape.items("claims", _MOST_VISITS, lambda value: _claim(value, side)) if shape.has("claims") else (),
        denied=shape.items("denied", _MOST_VISITS, _denied) if shape.has("denied") else (),
        store=_store(shape),
    )


def _store(shape: Shape) -> str:
    store = shape.text("store") if shape.has("store") else ""
    if store not in ("", IN_FOLDER) and fault_of(store) is not None:
        raise Refused("field", field="own-heads.store")
    return store


def _visit(value: object) -> str:
    return Shape({"visit": value}, "own-heads").hash("visit")


def _question(value: object) -> Question:
    shape = _named(value, ("visit", "side", "id"), "own-heads.asked")
    return Question(shape.hash("visit"), shape.side("side"), shape.matching("id", ID_PATTERN))


def _answered(value: object) -> tuple[str, str]:
    shape = _named(value, ("visit", "side"), "own-heads.answered")
    return shape.hash("visit"), shape.side("side")


def _claim_row(visit: str, claim: Claim) -> list[object]:
    return [visit, claim.by, claim.envelope, claim.shown.seq, claim.shown.hash, claim.is_key_replaced]


def _claim(value: object, side: str) -> tuple[str, Claim]:
    shape = _named(value, ("visit", "by", "envelope", "seq", "hash", "replaced"), "own-heads.claims")
    shown = Head(side, shape.number("seq", 1, MAX_ENTRIES), shape.hash("hash"))
    number = shape.number("envelope", 1, MAX_POUCH_NUMBER)
    return shape.hash("visit"), Claim(shape.side("by"), number, shown, shape.flag("replaced"))


def _denied(value: object) -> tuple[str, str]:
    shape = _named(value, ("visit", "hash"), "own-heads.denied")
    return shape.hash("visit"), shape.hash("hash")


def _head(value: object, side: str) -> tuple[str, Head]:
    shape = _named(value, ("visit", "seq", "hash"), "own-heads.heads")
    return shape.hash("visit"), Head(side, shape.number("seq", 1, MAX_ENTRIES), shape.hash("hash"))


def _named(value: object, names: tuple[str, ...], field: str) -> Shape:
    """A list of exactly so many values, as if they had names."""
    if not isinstance(value, list) or len(value) != len(names):
        raise Refused("field", field=field)
    return Shape(dict(zip(names, value, strict=True)), field)


def compared(shelf: Shelf, side: str, told: OwnHeads | None) -> OwnHeads:
    """What is to be told from now on, once a database and the file beside it have been held against each other.

    A database that is further than the file is in step: a power cut came between the two.
    """
    found = {visit: head for visit in shelf.visits() if (head := shelf.head(visit, side)) is not None}
    if told is None:
        is_new = shelf.epoch == 0
        return OwnHeads(side, shelf.epoch, found, is_restored=not is_new)
    doubted = {visit for visit, head in told.heads.items() if not holds(shelf, visit, head)}
    if shelf.epoch < told.epoch:  # an older copy, even where our own chain had come no further since
        doubted |= found.keys() | told.heads.keys()
    doubted |= told.doubted
    heads = {**found, **{visit: head for visit, head in told.heads.items() if visit in doubted}}
    return replace(told, epoch=shelf.epoch, heads=heads, confirmed=told.confirmed - doubted, doubted=frozenset(doubted))


def holds(shelf: Shelf, visit: str, head: Head) -> bool:
    """Whether a store has this very entry, or the word of all sides that it does not count."""
    return shelf.knows(visit, head)
