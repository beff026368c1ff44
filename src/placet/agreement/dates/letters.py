"""The three messages of a round as bodies of entries, and back. Everything that comes back is checked for its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from placet.agreement import limits
from placet.agreement.cards import signatures_of
from placet.agreement.dates.meeting import Closed, Message, Points, Returned, Sent
from placet.agreement.shape import Shape
from placet.errors import Refused


class Step(StrEnum):
    """The messages of a round in their order."""

    SEND = "send"
    RETURN = "return"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message with what stands around it in the body."""

    round: int
    message: Message
    answers: str | None = None
    """The hash of the entry that it answers; the first message answers none."""
    seals: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """An officer's approval; the third message needs none, it follows from the first."""

    @property
    def step(self) -> Step:
        """Which of the three."""
        if isinstance(self.message, Sent):
            return Step.SEND
        return Step.RETURN if isinstance(self.message, Returned) else Step.CLOSE


def letter_fields(letter: Letter) -> dict[str, Any]:
    """The body of a `dates` entry. Its length depends on nothing but the agreed number and the number of seals."""
    message = letter.message
    fields: dict[str, Any] = {"proof": message.proof.hex(), "round": letter.round, "type": letter.step.value}
    if letter.answers is not None:
        fields["answers"] = letter.answers
    if not isinstance(message, Closed):
        fields["key"], fields["points"] = message.key.hex(), _hex(message.points)
        fields["seals"] = [list(pair) for pair in letter.seals]
    if not isinstance(message, Sent):
        fields["raised"] = _hex(message.raised)
    return fields


def letter_of(fields: Mapping[str, Any]) -> Letter:
    """The letter in a body. Raises `Refused`."""
    shape = Shape(fields, "dates")
    number = shape.number("round", 1)
    try:
        step = Step(shape.text("type"))
    except ValueError:
        raise Refused("field", field="dates.type") from None
    proof = bytes.fromhex(shape.signature("proof"))
    if step is Step.SEND:
        return Letter(number, Sent(*_chosen(shape), proof), seals=signatures_of(shape.raw("seals")))
    answers = shape.hash("answers")
    if step is Step.CLOSE:
        return Letter(number, Closed(_points(shape, "raised"), proof), answers)
    returned = Returned(*_chosen(shape), _points(shape, "raised"), proof)
    return Letter(number, returned, answers, signatures_of(shape.raw("seals")))


def _chosen(shape: Shape) -> tuple[bytes, Points]:
    return bytes.fromhex(shape.hash("key")), _points(shape, "points")


def _points(shape: Shape, name: str) -> Points:
    """Any number of them that could ever be agreed; whether it is the one that was is asked later."""
    found = shape.items(name, limits.MAX_DATES, lambda value: Shape({name: value}, "dates").hash(name))
    return tuple(bytes.fromhex(point) for point in found)


def _hex(points: Points) -> list[str]:
    return [point.hex() for point in points]
