"""A window held, confirmed, or let go without a word.

A hold and a confirmation are later texts of the window's point, signed like any other. A hold ends by the holder's own
clock: the holder withdraws its own signature with the reason `lapsed`, and nobody has declined anything. No rule
compares two clocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from placet.agreement.acts import revision_of
from placet.agreement.dates.offers import WINDOW
from placet.agreement.dates.windows import Window, window_of
from placet.agreement.entry import Kind
from placet.agreement.fold import Folded
from placet.agreement.record import Record
from placet.agreement.shape import TIME_PATTERN, Shape
from placet.agreement.tabling import Text
from placet.errors import Refused

LAPSED = "lapsed"
"""The reason of a withdrawal that says no more than that time has passed."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A window kept free until an instant, in UTC to the second: `2027-06-12T00:00:00Z`."""

    window: Window
    until: str

    def to_content(self) -> dict[str, Any]:
        """The text that is signed."""
        return {"type": "hold", "until": self.until, "window": self.window.to_fields()}


def confirmed(window: Window) -> dict[str, Any]:
    """The text that makes a window the dates of the visit. Signing it takes the place of a hold."""
    return {"type": "confirm", "window": window.to_fields()}


def hold_of(content: Any) -> Hold:
    """The hold that a content is. Raises `Refused` for every other content."""
    shape = Shape(content, "hold")
    if shape.raw("type") != "hold":
        raise Refused("field", field="hold.type")
    return Hold(window_of(shape.raw("window")), _instant(shape.matching("until", TIME_PATTERN)))


def due(record: Record, folded: Folded, own: tuple[str, str]) -> tuple[Text, ...]:
    """The holds that a side signed and whose time has passed by its clock; `own` is the side and the time, in UTC.

    Each is to be withdrawn with the reason `LAPSED`. A hold that was taken back already, or in whose place another
    text of its point was agreed, is not among them.
    """
    side, now = own
    agreed = [text for signed in folded.agreed for text in signed.bundle.texts]
    replaced = set(agreed) - set(dict(agreed).items())  # of the texts agreed about a point, all but the last
    return tuple(
        text
        for text, hold in _holds(record)
        if hold.until <= now and text not in replaced and _stands(folded, side, text)
    )


def _stands(folded: Folded, side: str, text: Text) -> bool:
    """Whether a side has signed a text, by some of its offices at least, and not taken that back."""
    said, signed = folded.sayings[side], folded.any_level.get(text)
    if text in said.taken_back or (signed is not None and side in signed.withdrawals):
        return False
    return text in said.partial or (signed is not None and side in signed.assents)


def _holds(record: Record) -> Iterator[tuple[Text, Hold]]:
    """Every hold on the table, once each, by text. One that is not told as it should be is none."""
    texts: dict[Text, Hold] = {}
    for entry in record:
        revision = revision_of(entry) if entry.header.type == Kind.PROPOSE else None
        if revision is not None and revision.kind == WINDOW:
            try:
                texts[revision.point, revision.hash] = hold_of(revision.content)
            except Refused:
                continue
    yield from sorted(texts.items(), key=lambda item: item[0])


def _instant(text: str) -> str:
    """A time that exists, as it was written: texts of this form sort like the instants they name."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise Refused("field", field="hold.until") from None
    return text
