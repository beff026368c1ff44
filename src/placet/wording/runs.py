"""Lines that run from right to left where nothing else says so: in a terminal, and what is typed within them.

A sentence isolates its own facts (`isolates.py`). Here whole lines are looked at, as they are about to be printed: what
the catalogue itself has of file names, options and commands. Nothing is put in order by hand.
"""

from __future__ import annotations

import re
import unicodedata

from placet.wording.isolates import (
    DIGITS,
    END,
    ISOLATE,
    RIGHT_TO_LEFT,
    Said,
    SaidToRun,
    isolated,
    runs_from_the_right,
    without_isolates,
)

FROM_THE_RIGHT = "\N{RIGHT-TO-LEFT MARK}"
"""What has no width and says which way a line runs."""
COMMAND = "placet "
"""How a text begins that is a command."""
_STRONG = RIGHT_TO_LEFT | {"L"}
_ESCAPES = re.compile("\x1b\\[[0-9;]*m")
_PAIRS = re.compile(f"{ISOLATE}[^{ISOLATE}{END}]*{END}")
_TOKENS = re.compile(f"((?:{_PAIRS.pattern}|`[^`{ISOLATE}{END}]*`|[^\\s{ISOLATE}{END}])+)")
"""What stands between blanks; those inside an isolate, or in what is to be typed (`key = value`), are its own."""
_STOPS, _QUOTES = ".,:;!?…،؛؟", "«»“”\"'"
_ENDS = frozenset(_STOPS + _QUOTES) - {","}
"""With what a run ends. A comma of the language itself is another sign."""
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def from_the_right(line: str) -> str:
    """A line that runs from right to left, which says so where its first letter would say otherwise."""
    kinds = map(unicodedata.bidirectional, _ESCAPES.sub("", line))
    first = next((kind for kind in kinds if kind in _STRONG), "")
    return f"{FROM_THE_RIGHT}{line}" if line.strip() and first not in RIGHT_TO_LEFT else line


def foreign_isolated(said: str) -> str:
    """A text of a file for a line from the right: one that has nothing of that direction is one run, signs and all."""
    is_ours = said.startswith(COMMAND) or runs_from_the_right(said)
    return said if is_ours else isolated(said, right_to_left=True)


def runs_isolated(said: str) -> Said:
    """A line that runs from right to left, with every run in it that does not isolated: `--help`, `visit.toml:12`.

    A command with what is filled into it is one run (`placet why visit talks`), or its words would be seen in the
    reverse order. Names that stand by themselves are isolated each for itself, and stay so.
    """
    plain = without_isolates(said)
    if plain.startswith(COMMAND) and not runs_from_the_right(plain):
        return Said(_one(plain))
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


def command_last(said: str) -> tuple[str, str]:
    """A sentence of ours that ends in a command, without it; and the command as it is copied, empty where none ends it.

    What somebody else wrote is none, whatever it looks like: a remark does not become a line to be copied and run.
    """
    if not isinstance(said, SaidToRun):
        return said, ""
    return Said(said.removesuffix(said.command).rstrip()), without_isolates(said.command)


def _begins(piece: str) -> bool:
    """Whether a run begins: with what is typed, or with several names that stand together; one name is isolated."""
    outside = _PAIRS.sub("", piece)
    is_typed = any(letter in DIGITS or unicodedata.bidirectional(letter) == "L" for letter in outside)
    return not runs_from_the_right(piece) and (is_typed or piece.count(ISOLATE) > 1)


def _continues(piece: str) -> bool:
    """Whether a run goes on: past one blank and past signs, as long as nothing runs the other way."""
    return piece == " " or (bool(piece.strip()) and not runs_from_the_right(piece))


def _closed(run: list[str]) -> list[str]:
    """A run as one, and behind it the signs and blanks with which it would end."""
    kept = len(run)
    while kept and not (_begins(run[kept - 1]) or ISOLATE in run[kept - 1]):
        kept -= 1
    return [_as_one(run[:kept]), *run[kept:]]


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
    return f"{text[:begin]}{_one(inside)}{text[end:]}" if inside else text


def _one(run: str) -> str:
    """A run as one. A command is there to be copied: where it needs no isolate, nothing that nobody sees is in it."""
    is_plain = run.startswith(COMMAND) and run[-1].isalnum()
    return run if is_plain else f"{ISOLATE}{run}{END}"


def _belongs_outside(inside: str, sign: str) -> bool:
    if sign in _BRACKETS.values():
        closing = next(closing for closing, opening in _BRACKETS.items() if opening == sign)
        return inside.count(sign) > inside.count(closing)
    if sign in _BRACKETS:
        return inside.count(sign) > inside.count(_BRACKETS[sign])
    if sign == '"' and inside[0] != sign:
        return inside.count(sign) % 2 == 1
    return sign in _STOPS or sign in _QUOTES
