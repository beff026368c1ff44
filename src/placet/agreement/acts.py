"""What bodies say, and what is hashed and sealed of it.

An entry is admitted for its form and its signature. Whether what it says has an effect is another matter, decided in
`fold` from the entries alone: a text whose body is not as it should be is kept, and nothing comes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress, starmap
from typing import Any

from placet.agreement import limits
from placet.agreement.cards import Card, is_signed_by_roots, signatures_of
from placet.agreement.entry import Entry, Kind, look_at_body, named_body
from placet.agreement.header import Header
from placet.agreement.plain_assent import plain_seal_of
from placet.agreement.shape import NAME_PATTERN, Shape
from placet.agreement.signing import Claim, Use, digest, verifies
from placet.agreement.values import value
from placet.errors import Refused
from placet.formats.canonical import canonical


class Level(StrEnum):
    """How far an assent goes."""

    AD_REFERENDUM = "ad-referendum"
    FINAL = "final"


class Wording(StrEnum):
    """How a final assent is put. Both bind alike."""

    AGREE = "agree"
    NO_OBJECTION = "no-objection"


@dataclass(frozen=True, slots=True)
class Revision:
    """One text of a point, as it is hashed. `content` is any canonical object; `base` are the texts it answers."""

    visit: str
    point: str
    kind: str
    schema: int
    base: tuple[str, ...]
    content: Mapping[str, Any]
    needs: tuple[tuple[str, str], ...]
    salt: str

    @property
    def hash(self) -> str:
        """The text's own name. The same words proposed again have another salt and so another name."""
        kind = (Kind.PACKAGE if self.kind == Kind.PACKAGE else Kind.PROPOSE).value
        body = {"base": list(self.base), "content": dict(self.content), "kind": self.kind, "schema": self.schema}
        return _name(self.visit, self.point, kind, self.needs, digest(Use.BODY, canonical({**body, "salt": self.salt})))


def _name(visit: str, point: str, kind: str, needs: tuple[tuple[str, str], ...], body: str) -> str:
    """The name of a text: everything that decides what a signature under it means, and the hash of its body."""
    fields = {"body": body, "needs": [list(pair) for pair in needs], "point": point, "type": kind, "visit": visit}
    return digest(Use.REVISION, canonical(fields))


def tables_a_text(header: Header) -> bool:
    """Whether an entry puts the text on the table that its header names. Asks for no body, so the answer stays."""
    if header.type not in (Kind.PROPOSE, Kind.PACKAGE) or header.point is None or header.revision is None:
        return False
    return header.revision == _name(header.visit, header.point, header.type, header.needs, header.body)


def point_id(visit: str, side: str, kind: str, salt: str) -> str:
    """The id of a new point. Salted: it tells nothing about how many others were drafted, nor what it is about."""
    return digest(Use.POINT, canonical({"kind": kind, "salt": salt, "side": side, "visit": visit}))


def revision_of(entry: Entry) -> Revision | None:
    """The text an entry proposes, or None where the body was erased or is not the text that the header names.

    A package that comes as a single text, or a single text as a package, is neither: a signature would cover other
    texts than are shown.
    """
    fields = entry.body_fields()
    header = entry.header
    if fields is None or header.point is None or not tables_a_text(header):
        return None
    shape = Shape(fields, "body")
    try:
        content = shape.raw("content")
        revision = Revision(
            visit=header.visit,
            point=header.point,
            kind=shape.matching("kind", NAME_PATTERN),
            schema=shape.number("schema", 1),
            base=shape.items("base", limits.MAX_MEMBERS, lambda value: Shape({"base": value}, "body").hash("base")),
            content=content if isinstance(content, dict) else {},
            needs=header.needs,
            salt=shape.hash("salt"),
        )
    except Refused:
        return None
    is_package = revision.kind == Kind.PACKAGE
    return revision if isinstance(content, dict) and is_package == (header.type == Kind.PACKAGE) else None


def members_of(entry: Entry) -> tuple[tuple[str, str], ...] | None:
    """The points and texts of a package, or None where they are not told as they should be."""
    revision = revision_of(entry)
    if revision is None or revision.kind != Kind.PACKAGE:
        return None
    try:
        members = Shape(revision.content, "package").items("members", limits.MAX_MEMBERS, _member, least=1)
    except Refused:
        return None
    points = [point for point, _ in members]
    is_sound = len(set(points)) == len(points) and revision.point not in points
    return members if is_sound else None


def _member(value: object) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise Refused("field", field="package.members")
    pair = Shape({"point": value[0], "revision": value[1]}, "package.members")
    return pair.hash("point"), pair.hash("revision")


@value(frozen=True, slots=True)
class Consent:
    """What an officer seals: this text, at this level, in this wording, for this side."""

    visit: str
    side: str
    point: str
    revision: str
    level: Level
    wording: Wording
    at: str

    def to_bytes(self) -> bytes:
        """The canonical bytes under the seal."""
        return canonical(
            {
                "at": self.at,
                "level": self.level.value,
                "point": self.point,
                "revision": self.revision,
                "side": self.side,
                "visit": self.visit,
                "wording": self.wording.value,
            }
        )


@value(frozen=True, slots=True)
class Sealed:
    """What is left of an assent once its seals were verified: how far it goes, and the offices that sealed it."""

    level: Level
    wording: Wording
    offices: frozenset[str]


def assent_fields(consent: Consent, seals: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The body of an assent under these seals: pairs of seal key and signature."""
    return {
        "level": consent.level.value,
        "seals": [list(pair) for pair in seals],
        "wording": consent.wording.value,
    }


@value(frozen=True, slots=True)
class Sealing:
    """An assent as it came: what its seals are for, and the seals, none of them verified."""

    level: Level
    wording: Wording
    message: bytes
    """What every seal signs."""
    seals: tuple[tuple[str, str], ...]
    """Keys and signatures, in hex."""

    def under(self, card: Card) -> Sealed | None:
        """What it amounts to under the card in force at its place, or None where no seal of the side is good."""
        return self.amounts_to(card, starmap(verifies, self.claims(card)))

    def amounts_to(self, card: Card, good: Iterable[bool]) -> Sealed | None:
        """The same, told of each of the claims under this card whether it is good."""
        offices = [card.seals[key] for key, _ in self.seals if key in card.seals]
        sealed = frozenset(compress(offices, good))
        return Sealed(self.level, self.wording, sealed) if sealed else None

    def claims(self, card: Card) -> list[Claim]:
        """What has to be verified under a card."""
        return [
            (bytes.fromhex(key), self.message, bytes.fromhex(seal)) for key, seal in self.seals if key in card.seals
        ]


def sealing_in(assent: Entry) -> Sealing | None:
    """What stands in the body of an assent, or None where it is not told as it should be.

    Raises `Refused` as `look_at_body` does.
    """
    plain = plain_seal_of(named_body(assent) or b"")
    if plain is None:
        return sealing_of(assent.header, look_at_body(assent))
    level, wording, seal = plain
    return _sealing(assent.header, level, wording, (seal,))


def sealing_of(header: Header, fields: Mapping[str, Any] | None) -> Sealing | None:
    """The same, from what the body says."""
    if fields is None:
        return None
    shape = Shape(fields, "body")
    try:
        seals = signatures_of(shape.raw("seals"), limits.MAX_SEALS)
        return _sealing(header, shape.text("level"), shape.text("wording"), seals)
    except Refused:
        return None


def _sealing(header: Header, level: str, wording: str, seals: tuple[tuple[str, str], ...]) -> Sealing | None:
    if header.point is None or header.revision is None:
        return None
    try:
        told = Level(level), Wording(wording)
    except ValueError:
        return None
    consent = Consent(header.visit, header.side, header.point, header.revision, *told, header.at)
    return Sealing(*told, Use.SEAL + consent.to_bytes(), seals)


def joining(visit: str, card: Card) -> bytes:
    """What the roots of a side sign to join a file: the file, and the card that it joins with."""
    return canonical({"card": digest(Use.CARD, card.raw), "side": card.side, "visit": visit})


def is_joined_by_roots(entry: Entry, card: Card) -> bool:
    """Whether the first entry of a chain carries the signatures of its side's roots."""
    fields = entry.body_fields()
    if fields is None:
        return False
    signatures = signatures_of(fields.get("roots"))
    return is_signed_by_roots(card, Use.JOIN, joining(entry.header.visit, card), signatures)
