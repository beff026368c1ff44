"""A line of text as title and place: `Talks in the White Hall`, `Lunch – Granovit Hall`, `Dinner (Palace Hotel)`.

A place is cut off only where a mark sets it apart and its own words name a place, or where the whole paper sets places
apart in the same way. Otherwise the line stays whole: a long title is right, a wrong place is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from placet.reading.columns import is_place
from placet.reading.letters import folded
from placet.reading.words import either, words

_WORDS = words("columns")
_MARKS = (" | ", " — ", " – ", " - ", "; ", "، ", ", ")
"""What sets a place apart, the strongest first."""
_ANY_MARK = re.compile("|".join(map(re.escape, _MARKS)))
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
    """A line in its parts. `maybe` is what is asked whether it is the place; `others` are what else could be."""

    title: str
    place: str = ""
    maybe: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Habit:
    """How a paper sets its places apart: the mark it uses in most lines, and what it repeats behind such marks."""

    mark: str = ""
    known: frozenset[str] = frozenset()


def labelled(line: str) -> tuple[str, str] | None:
    """`Venue: White Hall` as (`place`, `White Hall`)."""
    said = folded(line)
    for name, pattern in _LABELS.items():
        if match := pattern.match(said):
            return name, line[match.end() :].strip()
    return None


def habit_of(lines: Sequence[str]) -> Habit:
    """The mark that stands in most lines with something like a name behind it, and names that come again."""
    marks: Counter[str] = Counter()
    named: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for line in lines:
        for mark in (*_MARKS, "("):
            if place := _behind(line, mark):
                marks[mark] += 1
                named[mark] += is_place(place)
                names[place] += 1
    known = frozenset(name for name, count in names.items() if count > 1 and _is_name(name))
    for mark, count in marks.most_common():
        if count >= 3 and count * 2 >= len(lines) and named[mark] * 4 >= count:
            return Habit(mark, known)
    return Habit("", known)


def split(line: str, habit: Habit = Habit()) -> Split:  # a value that never changes
    """Title and place of a line. Where the title that is left could end sooner, it is asked where the place begins."""
    found = _split(" ".join(line.split()), habit)
    if not found.place:
        return replace(found, others=(found.maybe,) if found.maybe else ())
    sooner = _sooner(found.title, line)
    return replace(found, maybe=found.maybe or (found.place if sooner else ""), others=sooner)


def _split(line: str, habit: Habit) -> Split:
    maybe = ""
    for mark in sorted((*_MARKS, "("), key=lambda mark: mark != habit.mark):
        place = _place_behind(line, mark, habit)
        if place:
            return _cut(line, place)
        if (behind := _behind(line, mark)) and _reads_as_place(behind) and (_is_name(behind) or mark == habit.mark):
            if mark == habit.mark or behind in habit.known:
                cut = _cut(line, behind)
                return Split(cut.title, cut.place, cut.place)
            maybe = maybe or behind
    found = _after_preposition(line)
    return found if found.place else Split(line, maybe=maybe or _long_place(line))


def _sooner(title: str, line: str) -> tuple[str, ...]:
    """The longer places that a line would have if its title ended at an earlier mark."""
    line = " ".join(line.split())
    found = []
    for match in _ANY_MARK.finditer(title):
        part = _ANY_MARK.split(title[match.end() :], maxsplit=1)[0]
        if _reads_as_place(part) and (is_place(part) or _is_name(part)):
            found.append(line[match.end() :].strip(" ."))
    return tuple(found)


def _long_place(line: str) -> str:
    """What stands behind a mark and names a place, and is too long to be taken for one unasked."""
    for mark in _MARKS:
        _, found, tail = line.partition(mark)
        if found and is_place(tail) and (is_place(tail.split(mark)[0]) or tail[:1].isupper()):
            return tail.strip(" .")
    return ""


def _place_behind(line: str, mark: str, habit: Habit) -> str:
    """What stands behind a mark, if its words name a place or the paper has it more than once.

    Behind a comma the second is not enough: it may be only the city of a longer name.
    """
    if mark in _COMMAS and (place := _last_place(line, mark)):
        return place
    place = _behind(line, mark)
    is_one = (place in habit.known and mark not in _COMMAS) or (
        is_place(place) and not _GOES_ON_BEHIND.search(folded(place))
    )
    return place if place and is_one and _reads_as_place(place) else ""


def _behind(line: str, mark: str) -> str:
    """What stands behind the last of such marks."""
    if mark == "(":
        match = _BRACKETED.search(line)
        return match[1].strip() if match and match.start() else ""
    head, found, tail = line.rpartition(mark)
    return tail.strip(" .") if found and head.strip() and len(tail) <= _LONGEST_PLACE else ""


def _is_name(text: str) -> bool:
    """Whether a text begins as names do, in a script that tells."""
    return text[:1].isupper() or (text[:1].isdigit() and len(text.split()) > 1)


def _last_place(line: str, mark: str) -> str:
    """The longest end of a line, from a mark on, whose first part names a place: `Palace Hotel, Tokyo`."""
    parts = line.split(mark)
    for number in range(1, len(parts)):
        place = mark.join(parts[number:]).strip(" .")
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
            return Split(line[: match.start()].strip(), place)
    return Split(line)


def _cut(line: str, place: str) -> Split:
    title = line[: line.rindex(place)].rstrip(" (|;—–-،,.")
    return Split(title, place) if title else Split(line)
