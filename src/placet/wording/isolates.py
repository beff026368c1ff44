"""Foreign text inside a sentence: nothing hidden in it, and isolated where it runs the other way.

Isolates are those of Unicode Standard Annex 9. A sentence that is composed already is `Said`: it goes into another one
as it is, for isolated as a whole it would run as its first foreign name does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ISOLATE, END = "\u2068", "\u2069"
"""First strong isolate and its end: what lies between keeps its own direction."""
_HIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff"
"""Control characters, and those that override the direction of text. Joiners and marks, which Persian needs, stay."""
_PAIR = f"{ISOLATE}([^{_HIDDEN}]*){END}"
_ALL_HIDDEN = re.compile(f"[{_HIDDEN}]")
_ALL_BUT_PAIRS = re.compile(f"({_PAIR})|[{_HIDDEN}]")
_ALL_PAIRS = re.compile(_PAIR)
_TURNING = re.compile("[\u202a-\u202e]")
DIGITS = "0123456789"
RIGHT_TO_LEFT = frozenset({"R", "AL"})
_REMEMBERED = 4096
"""Texts that are looked at once: the same names stand on every line of every paper."""


class Said(str):
    """Words of ours, composed in one language already."""

    __slots__ = ()

    def __str__(self) -> Said:
        """Itself: it stays composed, also where somebody asks for its text."""
        return self


class SaidToRun(Said):
    """A sentence of ours that ends in a command. Only our own form of words makes one, never what is filled into it."""

    __slots__ = ("command",)
    command: str

    def __new__(cls, said: str, command: str) -> SaidToRun:
        """The whole sentence, and what stands at its end."""
        made = super().__new__(cls, said)
        made.command = command
        return made


def isolated(said: str, *, right_to_left: bool) -> Said:
    """A foreign text as it may stand in a line of that direction.

    Groups of digits, as a telephone has them, run from left to right but would be put in order from right to left.
    """
    return said if isinstance(said, Said) else _isolated(said, right_to_left)


@lru_cache(maxsize=_REMEMBERED)
def _isolated(said: str, right_to_left: bool) -> Said:  # a cache takes what it is given by position
    shown = _ALL_HIDDEN.sub("", said)
    kinds = {unicodedata.bidirectional(letter) for letter in shown}
    is_right_to_left = bool(kinds & RIGHT_TO_LEFT)
    is_left_to_right = "L" in kinds or (not is_right_to_left and any(letter in DIGITS for letter in shown))
    runs_against = is_left_to_right if right_to_left else is_right_to_left
    return Said(f"{ISOLATE}{shown}{END}" if runs_against else shown)


def unturned(said: str) -> str:
    """The text without marks that turn everything after them: in a paragraph they would turn our times as well.

    We write none ourselves; isolates stay.
    """
    return _TURNING.sub("", said)


def runs_from_the_right(text: str) -> bool:
    """Whether anything in a text does."""
    return not RIGHT_TO_LEFT.isdisjoint(map(unicodedata.bidirectional, text))


def harmless(said: str) -> str:
    """A text without what hides or turns round what stands beside it; isolates that are closed do neither, and stay."""
    return _ALL_BUT_PAIRS.sub(lambda found: found[1] or "", said)


def without_isolates(said: str) -> str:
    """A text for where isolates are not understood. Only pairs go: another hidden character is the reader's affair."""
    return _ALL_PAIRS.sub(r"\1", said)
