"""The type that papers are set in: that of Placet first, then that of this machine, then a mark in place of a letter.

Noto Sans has Latin and Cyrillic, Vazirmatn Persian and Arabic; the typesetter itself brings some signs. A paper that
needs no others is set with these alone, and is the same on every machine. Where it has a letter that none of them draws
(材), the faces of this machine are asked too. What nobody draws, a control character among it, is set as `NO_LETTER`:
an archival PDF may not hold it, and one letter is no reason to print nothing.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import fontpkg_noto_sans
import typst

NO_LETTER = "\N{REPLACEMENT CHARACTER}"
"""Stands where a letter cannot be drawn."""
ARCHIVED: Literal["a-3b"] = "a-3b"
"""The standard: archival, and it may carry other files."""
_JOINER = "\u200d"
_SAMPLE = b'#set text(font: ("Noto Sans", "Vazirmatn"))\n#for said in json("said.json") [#said ]'


@cache
def own_type() -> typst.Compiler:
    """What sets papers in the type of Placet; one for the process, since it reads the fonts once."""
    return typst.Compiler(font_paths=_folders(), ignore_system_fonts=True)


@cache
def every_type() -> typst.Compiler:
    """The same with all fonts of this machine."""
    return typst.Compiler(font_paths=_folders())


def _folders() -> list[str]:
    noto = Path(fontpkg_noto_sans.__file__).parent / "files"
    return [str(noto), str(files("placet.documents.typeset").joinpath("fonts"))]


def drawable(content: object) -> object:
    """A paper's content as `every_type` can set it."""
    lost = undrawn(texts_of(content))
    return _each_text(content, lambda said: _without(said, lost)) if lost else content


def undrawn(texts: Iterable[str]) -> frozenset[str]:
    """The letters of texts, with the marks on them, that nothing on this machine draws."""
    return frozenset(_undrawn(_undrawn(_letters(texts), own_type()), every_type()))


def _without(said: str, lost: frozenset[str]) -> str:
    return "".join(NO_LETTER if letter in lost else letter for letter in letters_of(said))


def _undrawn(letters: list[str], by: typst.Compiler) -> list[str]:
    """Those that cannot be set. All are tried at once first: the typesetter names no more than one."""
    return [] if _draws(by, *letters) else [letter for letter in letters if not _draws(by, letter)]


@cache
def _draws(by: typst.Compiler, *letters: str) -> bool:
    """Kept for the process: the papers of a visit have the same letters."""
    sources: Any = {"main": _SAMPLE, "said.json": json.dumps(letters).encode()}
    try:
        by.compile(input=sources, format="pdf", pdf_standards=ARCHIVED, timestamp=0)
    except RuntimeError:
        return False
    return True


def _letters(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(letter for said in texts for letter in letters_of(said)))


def letters_of(said: str) -> Iterator[str]:
    """Each letter with the marks on it and what is joined to it: a face draws all of them or none."""
    letter = ""
    for part in said:
        if letter and (unicodedata.category(part)[0] == "M" or _JOINER in (part, letter[-1])):
            letter += part
            continue
        if letter:
            yield letter
        letter = part
    if letter:
        yield letter


def texts_of(content: object) -> Iterator[str]:
    """Every text in a paper's content."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for part in content.values():
            yield from texts_of(part)
    elif isinstance(content, list | tuple):
        for part in content:
            yield from texts_of(part)
    elif is_dataclass(content):
        for field in fields(content):
            yield from texts_of(getattr(content, field.name))


def _each_text(content: object, change: Callable[[str], str]) -> object:
    if isinstance(content, str):
        return change(content)
    if isinstance(content, Mapping):
        return {key: _each_text(part, change) for key, part in content.items()}
    if isinstance(content, list | tuple):
        return [_each_text(part, change) for part in content]
    return content
