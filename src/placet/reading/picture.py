"""A picture as the reading process answers it, and back, trusting nothing: that process has met the file.

A picture that comes through has been taken apart and put together anew from the parts that are known: nothing else that
a file may carry (remarks, places, scripts, other files) is in it.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Literal

from placet.reading import limits
from placet.reading.answer import BadAnswer, refused_of
from placet.reading.refusal import Refused

Kind = Literal["png", "svg"]
BEGINNINGS: dict[Kind, bytes] = {"png": b"\x89PNG\r\n\x1a\n", "svg": b"<svg "}


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or a drawing in SVG, as this process wrote it."""

    kind: Kind
    content: bytes


def said(picture: Picture | Refused) -> bytes:
    """The answer: a picture, or why there is none."""
    if isinstance(picture, Refused):
        return json.dumps({"reason": picture.reason, "facts": picture.facts}).encode()
    return json.dumps({"kind": picture.kind, "content": base64.b64encode(picture.content).decode()}).encode()


def heard(answer: bytes) -> Picture:
    """The picture of an answer. Raises `Refused` where that is the answer, and `BadAnswer` for any other text."""
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError):
        raise BadAnswer("not JSON") from None
    if not isinstance(told, dict):
        raise BadAnswer("no object")
    if "reason" in told:
        raise refused_of(told)
    for kind, beginning in BEGINNINGS.items():
        if told.get("kind") == kind:
            return Picture(kind, _content(told.get("content"), beginning))
    raise BadAnswer("no kind of picture")


def _content(told: object, beginning: bytes) -> bytes:
    if not isinstance(told, str) or len(told) > limits.MAX_PICTURE_BYTES * 2:
        raise BadAnswer("no picture")
    try:
        content = base64.b64decode(told, validate=True)
    except (binascii.Error, ValueError):
        raise BadAnswer("not base64") from None
    if not content.startswith(beginning):
        raise BadAnswer("another kind of picture")
    return content
