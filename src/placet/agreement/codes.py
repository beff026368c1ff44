"""Short codes for texts on paper, so that a reply can come back as a typed list: `P-14-KX7MP agreed`.

A code is a point's number, four letters from the hash of the exact text, and a check letter over all of it. One wrong
letter, one wrong digit and two neighbours swapped are always found out; of other slips, all but one in nineteen, and
of these only what happens to name another text of the same point gets through. Letters and digits that look alike are
not used; Cyrillic letters that look the same, other digits and small letters are read as what they are meant for. What
a reply says after its codes is for `wording` to understand.

A code finds a text, it does not vouch for it: whoever signs is shown the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from placet.agreement import limits
from placet.agreement.entry import Entry
from placet.agreement.numbering import number_by_point
from placet.agreement.tabling import Text
from placet.errors import Refused

ALPHABET = "CDF34H67J9KMNPRTWXY"
"""Without 0 O, 1 I L, 2 Z, 5 S, 8 B, G Q U V, and without vowels, so that no word comes about. A digit stands at its
own place, so a number and the letters are one row of values. Nineteen, a prime: that is why the check finds all."""
_BASE = len(ALPHABET)
_FACTOR = 2
"""Its powers run through all values but zero: each place counts differently from its neighbour."""
_DATA_LETTERS = 4
_SHAPE = re.compile(r"P[- ]?(\d{1,6})[- ]([A-Z0-9]+)\Z", re.ASCII)
_LEADING = re.compile(r"\s*(P[- ]?\d{1,6}[- ][^\s,:.]*)[\s,:.]*")
_PARTS = re.compile("[;؛]")
_MARKS = "\u200c\u200e\u200f\u2066\u2067\u2068\u2069"
"""Marks of direction that come along with a copied line."""
_MEANT = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz" + "СНКМРТХУснкмртху" + "۰۱۲۳۴۵۶۷۸۹" + "٠١٢٣٤٥٦٧٨٩" + "‐‑‒–—−" + "\u00a0\u202f،",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "CHKMPTXYCHKMPTXY" + "0123456789" + "0123456789" + "------" + "  ,",
)
_AROUND = " \t\r\u00a0" + _MARKS


@dataclass(frozen=True, slots=True)
class Code:
    """A point's number, and the letters that stand for one of its texts."""

    number: int
    letters: str

    def __str__(self) -> str:
        return f"P-{self.number:02d}-{self.letters}"


@dataclass(frozen=True, slots=True)
class Reply:
    """One line of a typed reply: the texts it is about, and what it says of them."""

    codes: tuple[Code, ...]
    words: str


def code_of(number: int, revision: str) -> Code:
    """The code of a text. `number` is its point's, from 1."""
    if not 1 <= number <= limits.MAX_POINT_NUMBER:
        raise ValueError("a point's number is from 1 to 999,999")
    value, data = int(revision, 16), ""
    for _ in range(_DATA_LETTERS):
        value, digit = divmod(value, _BASE)
        data += ALPHABET[digit]
    return Code(number, data + ALPHABET[-_sum(f"{number}{data}") * _FACTOR % _BASE])


def code_from(text: str) -> Code:
    """The code that somebody typed. Raises `Refused` for what is none, and where it was mistyped."""
    shape = _SHAPE.match(_meant(text)[0].strip())
    if shape is None or len(shape[2]) != _DATA_LETTERS + 1:
        raise Refused("code-malformed", shown=text[:20])
    number, letters = int(shape[1]), shape[2]
    strange = [letter for letter in letters if letter not in ALPHABET]
    if strange:
        raise Refused("code-letter", shown=text[:20], letter=strange[0])
    if number == 0 or _sum(f"{number}{letters}") != 0:
        raise Refused("code-mistyped", shown=text[:20])
    return Code(number, letters)


def replies_from(text: str) -> tuple[Reply, ...]:
    """A typed reply, line by line; `;` ends a line too. Raises `Refused` for a line that begins with no code."""
    if len(text) > limits.MAX_REPLY_CHARS:
        raise Refused("too-large", bytes=len(text), most=limits.MAX_REPLY_CHARS)
    return tuple(reply_from(line) for _, line in reply_lines(text))


def reply_lines(text: str) -> tuple[tuple[int, str], ...]:
    """The replies in a list, each with the number of its line; what begins with `#` is there for people to read."""
    lines = ((number, line.strip(_AROUND)) for number, line in enumerate(text.split("\n"), start=1))
    parts = ((number, part.strip(_AROUND)) for number, line in lines if line[:1] != "#" for part in _PARTS.split(line))
    return tuple((number, part) for number, part in parts if part)


def resolved(code: Code, numbers: Mapping[int, str], texts: Iterable[Text]) -> Text:
    """The one of these texts that a code stands for. Raises `Refused` where it is none, or more than one."""
    point = numbers.get(code.number)
    if point is None:
        raise Refused("code-unknown-point", shown=str(code))
    found = {text for text in texts if text[0] == point and code_of(code.number, text[1]) == code}
    if len(found) != 1:
        raise Refused("code-ambiguous" if found else "code-unknown-text", shown=str(code))
    return found.pop()


def codes_in(entries: Iterable[Entry], numbers: Mapping[int, str]) -> dict[Text, Code]:
    """For the printed twin of an envelope: the code of every text that it is about, in the order of numbers."""
    by_point = number_by_point(numbers)
    found: dict[Text, Code] = {}
    for header in (entry.header for entry in entries):
        if header.point in by_point and header.revision is not None:
            found[(header.point, header.revision)] = code_of(by_point[header.point], header.revision)
    return dict(sorted(found.items(), key=lambda item: (item[1].number, item[1].letters)))


def reply_from(line: str) -> Reply:
    """One line of a reply: codes, then words. Raises `Refused` for one that begins with no code."""
    codes, rest = [], line
    while True:
        plain, places = _meant(rest)
        leading = _LEADING.match(plain)
        if leading is None:
            break
        codes.append(code_from(leading[1]))
        rest = rest[places[leading.end() - 1] + 1 :]
    if not codes:
        raise Refused("code-missing", shown=line[:20])
    return Reply(tuple(codes), rest.strip(_AROUND))


def _meant(text: str) -> tuple[str, list[int]]:
    """The letters and digits that were meant, without marks of direction, and where each stands in the text."""
    places = [at for at, sign in enumerate(text) if sign not in _MARKS]
    return "".join(text[at] for at in places).translate(_MEANT), places


def _sum(row: str) -> int:
    """Zero for a good code. Counted from the last place, so that a zero before a number changes nothing."""
    return sum(_value(letter) * pow(_FACTOR, place, _BASE) for place, letter in enumerate(reversed(row))) % _BASE


def _value(letter: str) -> int:
    return int(letter) if letter.isdigit() else ALPHABET.index(letter)
