"""Foreign text inside a sentence: nothing hidden in it, and isolated where it runs the other way.

Isolates are those of Unicode Standard Annex 9. A sentence that is composed already is `Said`: it goes into another one
as it is, for isolated as a whole it would run as its first foreign name does.
"""

from __future__ import annotations

import re
import unicodedata

ISOLATE, END = "\u2068", "\u2069"
"""First strong isolate and its end: what lies between keeps its own direction."""
_HIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff"
"""Control characters, and those that override the direction of text. Joiners and marks, which Persian needs, stay."""
_PAIR = f"{ISOLATE}([^{_HIDDEN}]*){END}"
_ALL_HIDDEN = re.compile(f"[{_HIDDEN}]")
_ALL_BUT_PAIRS = re.compile(f"({_PAIR})|[{_HIDDEN}]")
_ALL_PAIRS = re.compile(_PAIR)
_DIGITS = "0123456789"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_PAIRS = re.compile(f"({ISOLATE}[^{_HIDDEN}]*{END})")
_WORDS = re.compile(r"(\s+)")
_OPENING, _CLOSING = "([{«“\"'", ".,:;!?…)]}»”\"'،؛؟"
"""Signs around a foreign run that belong to the sentence."""


class Said(str):
    """Words of ours, composed in one language already."""

    __slots__ = ()

    def __str__(self) -> Said:
        """Itself: it stays composed, also where somebody asks for its text."""
        return self


def isolated(said: str, *, right_to_left: bool) -> Said:
    """A foreign text as it may stand in a line of that direction.

    Groups of digits, as a telephone has them, run from left to right but would be put in order from right to left.
    """
    if isinstance(said, Said):
        return said
    shown = _ALL_HIDDEN.sub("", said)
    kinds = {unicodedata.bidirectional(letter) for letter in shown}
    is_right_to_left = bool(kinds & _RIGHT_TO_LEFT)
    is_left_to_right = "L" in kinds or (not is_right_to_left and any(letter in _DIGITS for letter in shown))
    runs_against = is_left_to_right if right_to_left else is_right_to_left
    return Said(f"{ISOLATE}{shown}{END}" if runs_against else shown)


def runs_isolated(said: str) -> Said:
    """A line that runs from right to left, with every run in it that does not isolated: `--help`, `visit.toml:12`.

    For lines of ours in which such runs stand by themselves: what was filled in is isolated already, and stays so.
    """
    parts = _PAIRS.split(said)
    return Said("".join(part if number % 2 else _isolated_words(part) for number, part in enumerate(parts)))


def _isolated_words(text: str) -> str:
    """Neighbours that run from left to right are one run; more than a blank between them keeps them apart."""
    pieces = _WORDS.split(text)
    out: list[str] = []
    run: list[str] = []
    for word, gap in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if _runs_left_to_right(word):
            run += [word, gap]
            if gap != " ":
                out, run = [*out, _bracketed(run)], []
        else:
            out, run = [*out, _bracketed(run), word, gap], []
    return "".join([*out, _bracketed(run)])


def _runs_left_to_right(word: str) -> bool:
    kinds = {unicodedata.bidirectional(letter) for letter in word}
    return not kinds & _RIGHT_TO_LEFT and ("L" in kinds or any(letter in _DIGITS for letter in word))


def _bracketed(run: list[str]) -> str:
    """A run in its isolates; the signs of the sentence around it, and the blank behind it, stay outside."""
    text = "".join(run)
    inside = text.rstrip().rstrip(_CLOSING).lstrip(_OPENING)
    before, _, after = text.partition(inside) if inside else (text, "", "")
    return f"{before}{ISOLATE}{inside}{END}{after}" if inside else text


def harmless(said: str) -> str:
    """A text without what hides or turns round what stands beside it; isolates that are closed do neither, and stay."""
    return _ALL_BUT_PAIRS.sub(lambda found: found[1] or "", said)


def without_isolates(said: str) -> str:
    """A text for where isolates are not understood. Only pairs go: another hidden character is the reader's affair."""
    return _ALL_PAIRS.sub(r"\1", said)
