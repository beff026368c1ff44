"""What in a text may deceive the eye of whoever signs it, letter by letter, so that a screen can show it.

Decides nothing: no text is refused for what stands here, because tables of letters differ between versions of Unicode
and nobody's signature may depend on one. Right-to-left text, vowel points, and the joiners that Persian is spelt with
are good writing and get no mark.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any, TypeVar

from placet.agreement.letters import (
    CYRILLIC,
    GREEK,
    JOINING,
    LATIN,
    SAME_SHAPE,
    is_disguised,
    looks_like,
    script_of,
)

T = TypeVar("T")


class Deceit(StrEnum):
    """How a letter may deceive."""

    DIRECTION = "direction"
    """Turns the order round in which the text is read."""
    INVISIBLE = "invisible"
    """Is there and shows nothing."""
    CONTROL = "control"
    """Steers a terminal or breaks the line; only the new line and the tabulator are free of suspicion."""
    UNKNOWN = "unknown"
    """No letter that is known here: nobody can say what the other side sees."""
    MIXED_SCRIPTS = "mixed-scripts"
    """A letter or digit of another script within one word or number."""
    LOOKALIKE = "lookalike"
    """Is drawn like another letter that was meant, or could have been."""
    STACKED = "stacked"
    """A mark that strikes a letter out, one of many on top of one another, or one on nothing."""
    NOT_NFC = "not-nfc"
    """Shows the same as a shorter spelling, with other bytes."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """What is to be shown at one letter, counted from 0."""

    at: int
    kind: Deceit


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A text within a content, by its path, and its marks; there is at least one."""

    path: tuple[str | int, ...]
    text: str
    marks: tuple[Mark, ...]


MOST_MARKS = 4
"""Combining marks on one letter; Vietnamese and pointed Arabic have two, Hebrew with its accents up to four."""
_LONGEST_NORMALISED = 32
"""Letters of one cluster that are put in order: to order a long run takes time with its square."""
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Letters and marks that are drawn as nothing, beside those that Unicode calls format characters."""
_SHOWN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
"""Format characters that are drawn: Arabic signs before numbers."""
_OVERLAYS = frozenset("\u0334\u0335\u0336\u0337\u0338\u20d2\u20d3\u20d8\u20d9\u20da\u20e5\u20e6\u20ea\u20eb")
_UNKNOWN = frozenset({"Cn", "Co", "Cs"})
_ALPHABETS = frozenset({LATIN, CYRILLIC, GREEK})


def marks_of(text: str) -> tuple[Mark, ...]:
    """Everything in a text that a screen must show before it is signed, by position."""
    found = {*_alone(text), *_in_words(text), *_in_numbers(text), *_same_shape(text), *_stacked(text), *_not_nfc(text)}
    return tuple(sorted(found))


def suspicions(content: Any, path: tuple[str | int, ...] = ()) -> Iterator[Suspicion]:
    """Every text within a content that has marks, in the content's own order."""
    if isinstance(content, str):
        marks = marks_of(content)
        if marks:
            yield Suspicion(path, content, marks)
    elif isinstance(content, Mapping):
        for key, value in content.items():
            yield from suspicions(value, (*path, key))
    elif isinstance(content, Sequence):
        for at, value in enumerate(content):
            yield from suspicions(value, (*path, at))


def _alone(text: str) -> Iterator[Mark]:
    """Letters that are suspicious wherever they stand, or but for their two neighbours."""
    for at, letter in enumerate(text):
        kind = _deceit_of(letter)
        if kind is not None and not (letter in _JOINERS and _is_spelt_with_a_joiner(text, at)):
            yield Mark(at, kind)


def _deceit_of(letter: str) -> Deceit | None:
    category = unicodedata.category(letter)
    if letter in _DIRECTIONS:
        return Deceit.DIRECTION
    if letter in _BLANK or (category == "Cf" and letter not in _SHOWN_FORMATS):
        return Deceit.INVISIBLE
    if category in ("Zl", "Zp") or (category == "Cc" and letter not in "\n\t"):
        return Deceit.CONTROL
    if category in _UNKNOWN:
        return Deceit.UNKNOWN
    return Deceit.LOOKALIKE if is_disguised(letter) else None


def _is_spelt_with_a_joiner(text: str, at: int) -> bool:
    """Whether the joiner stands between two letters that are drawn otherwise for it, or a number and its ending."""
    if not 0 < at < len(text) - 1:
        return False
    before, after = text[at - 1], text[at + 1]
    is_number = unicodedata.category(before) == "Nd"
    return script_of(after) in JOINING and (is_number or script_of(before) in JOINING)


def _runs(text: str, categories: str) -> Iterator[tuple[int, str]]:
    """The longest stretches of letters of these categories, by their initials, with their positions."""
    at = 0
    for is_in, group in groupby(text, key=lambda letter: unicodedata.category(letter)[0] in categories):
        run = "".join(group)
        if is_in:
            yield at, run
        at += len(run)


def _in_words(text: str) -> Iterator[Mark]:
    """Letters of two scripts in a word, and whole words in letters of another alphabet than the text is in."""
    alphabet = _most(script for letter in text if (script := script_of(letter)) in _ALPHABETS)
    for start, word in _runs(text, "LM"):
        scripts = [script_of(letter) for letter in word]
        own = _most(script for script in scripts if script is not None)
        for at, script in enumerate(scripts, start):
            if script is not None and script != own:
                yield Mark(at, Deceit.MIXED_SCRIPTS)
        if own is not None and alphabet not in (None, own) and looks_like(word, own, alphabet):
            yield from (Mark(at, Deceit.LOOKALIKE) for at in range(start, start + len(word)))


def _in_numbers(text: str) -> Iterator[Mark]:
    """Digits of two systems in one number."""
    for start, number in _runs(text, "N"):
        zeros = [_zero_of(digit) for digit in number]
        own = _most(zero for zero in zeros if zero is not None)
        for at, zero in enumerate(zeros, start):
            if zero is not None and zero != own:
                yield Mark(at, Deceit.MIXED_SCRIPTS)


def _zero_of(digit: str) -> int | None:
    """Where the zero of a digit's system stands, which names the system; None for other numbers."""
    value = unicodedata.decimal(digit, None)
    return None if value is None else ord(digit) - value


def _same_shape(text: str) -> Iterator[Mark]:
    """Arabic and Persian letters of one shape, where a text has both: the rarer ones."""
    for pair in SAME_SHAPE:
        rare = min(pair, key=text.count)
        if all(letter in text for letter in pair):
            yield from (Mark(at, Deceit.LOOKALIKE) for at, letter in enumerate(text) if letter == rare)


def _stacked(text: str) -> Iterator[Mark]:
    marks, has_base = 0, False
    for at, letter in enumerate(text):
        category = unicodedata.category(letter)
        if category not in ("Mn", "Me"):
            marks, has_base = 0, category[0] in "LNSPM"
            continue
        marks += 1
        if marks > MOST_MARKS or letter in _OVERLAYS or not has_base:
            yield Mark(at, Deceit.STACKED)


def _not_nfc(text: str) -> Iterator[Mark]:
    """Clusters that have another spelling in normal form C; those too long to be put in order are stacked anyway."""
    start = 0
    while start < len(text):
        end = _end_of_cluster(text, start)
        if end - start <= _LONGEST_NORMALISED and unicodedata.normalize("NFC", text[start:end]) != text[start:end]:
            yield Mark(start, Deceit.NOT_NFC)
        start = end


def _end_of_cluster(text: str, start: int) -> int:
    """Where the letter that begins at `start` ends, with all marks and letters that may melt into it."""
    end = start + 1
    while end < len(text) and (unicodedata.combining(text[end]) or _melts(text[max(start, end - 4) : end], text[end])):
        end += 1
    return end


def _melts(before: str, letter: str) -> bool:
    """Whether a letter that is no mark is written as one with those before it: Hangul, and few others."""
    if letter.isascii():
        return False
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", letter)
    return unicodedata.normalize("NFC", before + letter) != apart


def _most(found: Iterator[T]) -> T | None:
    """The most frequent, of equals the first; None of nothing."""
    counted = Counter(found).most_common(1)
    return counted[0][0] if counted else None
