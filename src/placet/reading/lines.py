"""A line of text as title and place: `Talks in the White Hall`, `Lunch – Granovit Hall`, `Dinner (Palace Hotel)`.

A place is cut off only where a mark sets it apart and its own words name a place, or where the whole paper sets places
apart in the same way. Otherwise the line stays whole: a long title is right, a wrong place is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from placet.reading.columns import is_place
from placet.reading.letters import folded
from placet.reading.words import either, words

_WORDS = words("columns")
_MARKS = (" | ", "; ", " — ", " – ", " - ", "، ", ", ", ". ")
"""What sets a place apart, the strongest first."""
_COMMAS = ("، ", ", ")
_BRACKETED = re.compile(r"\s*\(([^()]+)\)\s*[.,;]?\s*\Z")
_IN = re.compile(rf"\s(?:{either(_WORDS['places']['in'])})\s+(?=\S)")
_LABELS = {
    name: re.compile(rf"\s*(?:[-–•*]\s*)?{either(_WORDS['labels'][name])}\s*[:：]\s*(?=\S)")
    for name in ("place", "people", "note")
}
_GOES_ON = re.compile(
    r"[,;(:]|\b(?:for|with|by|to|from|and|hosted|followed|для|с|со|и|от|با|برای|توسط|و|pour|avec|par)\b"
)
"""What follows a place in a line that goes on after it."""
_GOES_ON_BEHIND = re.compile(r"\b(?:for|with|by|to|from|hosted|followed|для|с|со|от|با|برای|توسط|pour|avec|par)\b")
"""The same behind a mark, where a place may have a city after it."""
_LONGEST_PLACE = 80
WORDS_IN_PLACE = 8


@dataclass(frozen=True, slots=True)
class Split:
    """A line in its parts. `mark` is what set the place apart; `sure` unless only the habit of the paper says so."""

    title: str
    place: str = ""
    mark: str = ""
    sure: bool = True


def labelled(line: str) -> tuple[str, str] | None:
    """`Venue: White Hall` as (`place`, `White Hall`)."""
    said = folded(line)
    for name, pattern in _LABELS.items():
        if match := pattern.match(said):
            return name, line[match.end() :].strip()
    return None


def habit_of(lines: Sequence[str]) -> str:
    """The mark by which a paper sets places apart: it stands in most lines, and what follows often names a place."""
    marks: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for line in lines:
        for mark in (*_MARKS[:7], "("):
            place = _behind(line, mark)
            if place:
                marks[mark] += 1
                named[mark] += is_place(place)
    for mark, count in marks.most_common():
        enough = named[mark] * (2 if mark in _COMMAS else 4) >= count
        if count >= 3 and count * 5 >= 3 * len(lines) and enough:
            return mark
    return ""


def split(line: str, habit: str = "") -> Split:
    """Title and place of a line."""
    line = " ".join(line.split())
    if habit and (place := _behind(line, habit)):
        return _cut(line, place, habit, sure=is_place(place))
    if (bracketed := _BRACKETED.search(line)) and is_place(bracketed[1]) and bracketed.start():
        return _cut(line, bracketed[1], "(", sure=True)
    for mark in _MARKS[:4]:
        place = _behind(line, mark)
        if place and is_place(place) and _reads_as_place(place):
            return _cut(line, place, mark, sure=True)
    for mark in _MARKS[4:]:
        if last := _last_place(line, mark):
            return _cut(line, last, mark, sure=True)
    return _after_preposition(line)


def _behind(line: str, mark: str) -> str:
    if mark == "(":
        match = _BRACKETED.search(line)
        return match[1].strip() if match and match.start() else ""
    head, found, tail = line.partition(mark)
    return tail.strip() if found and head.strip() and len(tail) <= _LONGEST_PLACE else ""


def _last_place(line: str, mark: str) -> str:
    """The longest end of a line, from a mark on, whose first part names a place: `Palace Hotel, Tokyo`."""
    parts = line.split(mark)
    for number in range(1, len(parts)):
        place = mark.join(parts[number:]).strip()
        fits = len(place) <= _LONGEST_PLACE and not _GOES_ON_BEHIND.search(folded(place))
        if fits and is_place(parts[number]) and _reads_as_place(parts[number]):
            return place
    return ""


def _reads_as_place(text: str) -> bool:
    """A place is a name: short, and its words do not begin with `hosted by`."""
    first = folded(text).split()[:1]
    verbs = {
        "hosted",
        "given",
        "with",
        "by",
        "offered",
        "followed",
        "then",
        "and",
        "arrival",
        "departure",
        "visit",
        "talks",
    }
    return len(text.split()) <= WORDS_IN_PLACE and not (first and first[0] in verbs)


def _after_preposition(line: str) -> Split:
    """`Talks in the White Hall`: what follows the preposition, to the end of the line, is the name of a place."""
    said = folded(line)
    for match in reversed(list(_IN.finditer(said))):
        place = line[match.end() :].strip(" .")
        place = re.sub(r"\A(?:the|le|la|les|l')\s*", "", place, flags=re.IGNORECASE)
        is_name = place[:1].isupper() or not place[:1].isascii()
        if is_name and is_place(place) and _reads_as_place(place) and not _GOES_ON.search(folded(place)):
            return Split(line[: match.start()].strip(), place, "in")
    return Split(line)


def _cut(line: str, place: str, mark: str, *, sure: bool) -> Split:
    head = line[: line.rindex(place)]
    title = head.rstrip(" (").rstrip(" |;—–-،,.").strip() if mark != "(" else head.rstrip(" (")
    return Split(title or line, place.strip(" .;") if title else "", mark, sure)
