"""Text that goes on in the next line: whether it does, and two lines as one.

Two things may not tell: a word that stands divided at the end of a line may have its hyphen by right or only for want
of room, and two lines of a cell may be one sentence or two things. Each is kept with a mark (`DIVIDED`, `PERHAPS`),
until the whole paper is known and settles it, or somebody is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from placet.reading.letters import folded

DIVIDED = "\x01"
"""After a hyphen: a word may go on without it. No text of a file has this letter, see `letters.cleaned`."""
PERHAPS = "\x02"
"""Between two lines of a cell that may be one. No text of a file has this letter either."""
_ENDS_IN_THE_MIDDLE = re.compile(
    r"(?:[-,&/]|(?<!\w)(?:the|of|and|in|at|with|by|for|to|on|from|de|du|des|la|le|et|avec|à|в|на|с|со|и|по|для|от|к|"
    r"در|با|و|از|به|برای|رییس|رئیس|وزیر))\Z"
)
_LEADS_TO_TIME = re.compile(
    r"(?<!\w)(?:at|from|until|till|by|before|after|between|and|à|de|avant|jusqu'à|в|до|с|по|к|"
    r"ساعت|از|تا|قبل از|پس از)\Z"
)
_DIVIDED_WORD = re.compile(rf"([^\W\d_]+)-{DIVIDED}(\w+)")
_FULL = 0.9
"""The part of a line's width from which on it is full: letters are not all as wide."""


def goes_on(text: str, line: str) -> bool:
    """Whether a line is the rest of the sentence before it: it begins small, or that one ends in the middle."""
    first = line.lstrip()[:1]
    return first.islower() or (first != "" and first in ",;)") or bool(_ENDS_IN_THE_MIDDLE.search(folded(text)))


def leads_to_time(text: str) -> bool:
    """Whether a line ends with a word that a time follows: the time below it is then no beginning."""
    return bool(_LEADS_TO_TIME.search(folded(text)))


def had_no_room(before: str, line: str, width: int) -> bool:
    """Whether the first word of a line would not have fitted into the line before it; 0 is a width not known."""
    first = re.match(r"\s*[^\s-]*-?", line)
    return width > 0 and len(before) + 1 + len(first[0].strip() if first else "") > _FULL * width


def together(text: str, line: str) -> str:
    """Two lines as one. A hyphen stays before a capital, and in a word that has another; else it may go."""
    if not re.search(r"\w-\Z", text):
        return f"{text} {line}".strip()
    first, rest = text.split()[-1][:-1], line.split()[0]
    may_go = rest[0].islower() and first.isalpha() and "-" not in rest
    return f"{text}{DIVIDED if may_go else ''}{line}"


def divided_words(text: str) -> list[tuple[str, str]]:
    """The words of a text that are marked as divided, each whole and with its hyphen."""
    return [(f"{first}{rest}", f"{first}-{rest}") for first, rest in _DIVIDED_WORD.findall(text)]


def settled(text: str, known: Collection[str]) -> tuple[str, list[tuple[str, str]]]:
    """The text without marks, and the words that nothing settled. `known` are the words of the whole paper, folded."""
    open_words: list[tuple[str, str]] = []

    def settle(match: re.Match[str]) -> str:
        whole, hyphened = f"{match[1]}{match[2]}", f"{match[1]}-{match[2]}"
        if folded(hyphened) in known:
            return hyphened
        if folded(whole) not in known:
            open_words.append((whole, hyphened))
        return whole

    return _DIVIDED_WORD.sub(settle, text).replace(DIVIDED, ""), open_words
