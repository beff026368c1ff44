"""PDF by Typst: PDF/A-3b, fonts embedded, the data it shows attached. Same input, same bytes.

What a paper says reaches Typst as JSON data, never as markup, so foreign text cannot run anything. Which type it is set
in, and what becomes of a letter that none has, is said in `typefaces`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from placet.documents.typeset.typefaces import ARCHIVED, drawable, every_type, own_type
from placet.documents.typeset.unbroken import unbroken
from placet.wording.isolates import unturned

_MARK = "\u200f"
_RANGE = re.compile("([٠-٩۰-۹⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹])–(?=[٠-٩۰-۹])")
"""From … to, in the digits of a language that runs from the right."""
_POINT = re.compile("([٠-٩۰-۹])([:.,،/])(?![٠-٩۰-۹])")
"""A number of those digits that a point follows."""
_HEH_WITH_HAMZA = "\u0647\u0654", "\u06c0"
"""Drawn as one glyph, of which programs would read the letters the wrong way round; and the letter that is both."""
_SOFT_HYPHEN = "\u00ad"
_LONG_WORD = re.compile(r"\w{25,}")
"""A word that may be wider than its place; the longest of ceremonial Russian stay below."""
_PIECE = re.compile(r"\w{6}(?=\w{3})")


def typeset(
    layout: str,
    content: object,
    *,
    on: date,
    attached: bytes | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """A PDF of `content`, laid out by the Typst source `layout`, which reads it as `content.json`.

    `on` is the date that the file says it was made on. `attached` becomes `programme.json` inside it, where the layout
    calls `attach-programme`; `pictures` it may show (`bytes(json(name))`). A layout that does not compile is our bug
    and raises `RuntimeError`.
    """
    sources: Any = {  # the library's stubs do not know that sources may be handed over as a mapping
        "main": layout.encode(),
        "page.typ": _asset("page.typ"),
        "programme.json": attached or b"",
        **{name: _numbers(picture) for name, picture in (pictures or {}).items()},
    }
    midnight = datetime(on.year, on.month, on.day, tzinfo=UTC)
    stamp = int(midnight.timestamp())
    try:
        return _set(own_type(), sources, content, stamp)
    except RuntimeError:  # a letter that our type does not draw, most likely; to look for one first takes longer
        return _set(every_type(), sources, drawable(content), stamp)


def _set(by: typst.Compiler, sources: Mapping[str, Any], content: object, stamp: int) -> bytes:
    said = _set_ready(json.dumps(content, ensure_ascii=False)).encode()
    given: Any = {**sources, "content.json": said}
    made = by.compile(input=given, format="pdf", pdf_standards=ARCHIVED, timestamp=stamp)
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no file")
    return made


def can_be_shown(kind: str, content: bytes) -> bool:
    """Whether a picture can be set: a well-formed file may still hold one that cannot be made out."""
    sources: Any = {
        "main": f'#image(bytes(json("picture.json")), format: "{kind}", width: 10mm)'.encode(),
        "picture.json": _numbers(content),
    }
    try:
        own_type().compile(input=sources, format="pdf", pdf_standards=ARCHIVED, timestamp=0)
    except RuntimeError:
        return False
    return True


def _numbers(content: bytes) -> bytes:
    """Bytes as a list of numbers: the library takes no file but texts."""
    return json.dumps(list(content)).encode()


def _set_ready(said: str) -> str:
    """Texts with what the typesetter cannot know: which way ranges in eastern digits run, where a line may break.

    A page looks the same without the marks of direction, but holds no letters there that a program could tell it by:
    what it copies from the page, or searches it for, would begin with the end, and with the point.
    """
    marked = _POINT.sub(rf"\1{_MARK}\2{_MARK}", _RANGE.sub(rf"\1{_MARK}–{_MARK}", unturned(said)))
    whole = marked.replace(*_HEH_WITH_HAMZA)
    return _LONG_WORD.sub(lambda found: _PIECE.sub(r"\g<0>" + _SOFT_HYPHEN, found[0]), unbroken(whole))


@cache
def _asset(name: str) -> bytes:
    return files("placet.documents.typeset").joinpath(name).read_bytes()
