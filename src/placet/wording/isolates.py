"""Foreign text inside a sentence: nothing hidden in it, and isolated where it runs the other way.

Isolates are those of Unicode Standard Annex 9. A sentence that is composed already is `Said`: it goes into another one
as it is, for isolated as a whole it would run as its first foreign name does.
"""

from __future__ import annotations

import re
import unicodedata

ISOLATE, END = "\u2068", "\u2069"
"""First strong isolate and its end: what lies between keeps its own direction."""
FROM_THE_RIGHT = "\N{RIGHT-TO-LEFT MARK}"
"""What has no width and says which way a line runs."""
_HIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff"
"""Control characters, and those that override the direction of text. Joiners and marks, which Persian needs, stay."""
_PAIR = f"{ISOLATE}([^{_HIDDEN}]*){END}"
_ALL_HIDDEN = re.compile(f"[{_HIDDEN}]")
_ALL_BUT_PAIRS = re.compile(f"({_PAIR})|[{_HIDDEN}]")
_ALL_PAIRS = re.compile(_PAIR)
_DIGITS = "0123456789"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}
_ESCAPES = re.compile("\x1b\\[[0-9;]*m")
_TOKENS = re.compile(f"((?:{ISOLATE}[^{_HIDDEN}]*{END}|`[^`{ISOLATE}{END}]*`|[^\\s{ISOLATE}{END}])+)")
"""What stands between blanks; those inside an isolate, or in what is to be typed (`key = value`), are its own."""
_STOPS, _QUOTES = ".,:;!?…،؛؟", "«»“”\"'"
_ENDS = frozenset(_STOPS + _QUOTES) - {","}
"""With what a run ends. A comma of the language itself is another sign."""
_BRACKETS = {")": "(", "]": "[", "}": "{"}


COMMAND = "placet "
"""How a line begins that is a command."""


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


def from_the_right(line: str) -> str:
    """A line that runs from right to left, which says so where its first letter would say otherwise."""
    letters = (unicodedata.bidirectional(letter) for letter in _ESCAPES.sub("", line))
    first = next((kind for kind in letters if kind in _STRONG), "")
    return line if first in _RIGHT_TO_LEFT or not line.strip() else f"{FROM_THE_RIGHT}{line}"


def foreign_isolated(said: str) -> str:
    """A text of a file for a line from the right: one that has nothing of that direction is one run, signs and all."""
    is_ours = said.startswith(COMMAND) or _runs_from_the_right(said)
    return said if is_ours else isolated(said, right_to_left=True)


def runs_isolated(said: str) -> Said:
    """A line that runs from right to left, with every run in it that does not isolated: `--help`, `visit.toml:12`.

    A command with what is filled into it is one run (`placet why visit talks`), or its words would be seen in the
    reverse order. Names that stand by themselves are isolated each for itself, and stay so. A text that is a command
    and nothing else is left alone: it is there to be copied, and no sign that nobody sees may go with it.
    """
    plain = without_isolates(said)
    if plain.startswith(COMMAND) and plain[-1].isalnum() and not _runs_from_the_right(plain):
        return Said(plain)
    out: list[str] = []
    run: list[str] = []
    for piece in _TOKENS.split(said):
        if _continues(piece) if run else _begins(piece):
            run.append(piece)
            is_over = piece[-1] in _ENDS
        else:
            out, is_over = [*out, *_closed(run), piece], False
            run = []
        if is_over:
            out, run = [*out, *_closed(run)], []
    return Said("".join([*out, *_closed(run)]))


def _begins(piece: str) -> bool:
    """Whether a run begins: with what is typed, or with several names that stand together; one name is isolated."""
    outside = _ALL_PAIRS.sub("", piece)
    is_typed = any(letter in _DIGITS or unicodedata.bidirectional(letter) == "L" for letter in outside)
    return not _runs_from_the_right(piece) and (is_typed or piece.count(ISOLATE) > 1)


def _continues(piece: str) -> bool:
    """Whether a run goes on: past one blank and past signs, as long as nothing runs the other way."""
    return piece == " " or (bool(piece.strip()) and not _runs_from_the_right(piece))


def _closed(run: list[str]) -> list[str]:
    """A run as one, and behind it the signs and blanks with which it would end."""
    kept = len(run)
    while kept and not (_begins(run[kept - 1]) or ISOLATE in run[kept - 1]):
        kept -= 1
    return [_as_one(run[:kept]), *run[kept:]]


def _runs_from_the_right(text: str) -> bool:
    return not _RIGHT_TO_LEFT.isdisjoint(map(unicodedata.bidirectional, text))


def _as_one(run: list[str]) -> str:
    """A run in one pair of isolates; the signs of the sentence around it, and the blank behind it, stay outside."""
    text = without_isolates("".join(run))
    inside = text.rstrip()
    while inside and _belongs_outside(inside, inside[-1]):
        inside = inside[:-1]
    end = len(inside)
    while inside and _belongs_outside(inside, inside[0]):
        inside = inside[1:]
    begin = end - len(inside)
    return f"{text[:begin]}{ISOLATE}{inside}{END}{text[end:]}" if inside else text


def _belongs_outside(inside: str, sign: str) -> bool:
    if sign in _BRACKETS.values():
        closing = next(closing for closing, opening in _BRACKETS.items() if opening == sign)
        return inside.count(sign) > inside.count(closing)
    if sign in _BRACKETS:
        return inside.count(sign) > inside.count(_BRACKETS[sign])
    return sign in _STOPS or sign in _QUOTES


def harmless(said: str) -> str:
    """A text without what hides or turns round what stands beside it; isolates that are closed do neither, and stay."""
    return _ALL_BUT_PAIRS.sub(lambda found: found[1] or "", said)


def without_isolates(said: str) -> str:
    """A text for where isolates are not understood. Only pairs go: another hidden character is the reader's affair."""
    return _ALL_PAIRS.sub(r"\1", said)
