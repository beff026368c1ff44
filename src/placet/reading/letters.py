"""Letters as they are compared: one shape for what is typed in several.

`cleaned` is what is kept and shown; `folded` is only for finding words in it, and has every letter at its own place.
"""

from __future__ import annotations

import re
from enum import Enum

from placet.reading.numerals import ascii_digits

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_SPACES = re.compile("[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_SHAPES = str.maketrans("يىكةأإآٱؤھۀ\u2212\u2010\u2011\u2012\u2015’ʼ`", "ییکهااااوهه\u2013--\u2013\u2014'''")
_PERSIAN_ONLY = re.compile("[پچژگ\u06cc\u06a9\u200c]")
_FRENCH = re.compile(r"\b(?:le|la|les|du|des|avec|et|au|aux|par|une?|pour)\b")
_ENGLISH = re.compile(r"\b(?:the|of|at|and|with|by|for|to|in)\b")


class Script(Enum):
    """Scripts that are told apart."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"


_SCRIPTS = {
    Script.LATIN: re.compile("[A-Za-z\u00c0-\u024f]"),
    Script.CYRILLIC: re.compile("[\u0400-\u04ff]"),
    Script.ARABIC: re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff]"),
}


def cleaned(text: str) -> str:
    """The text without what cannot be seen, and with plain single spaces. Line ends and tabs stay."""
    lines = _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")).split("\n")
    return "\n".join(_SPACES.sub(" ", line).strip(" ") for line in lines).strip()


def folded(text: str) -> str:
    """Small letters, one shape for letters that look alike, ASCII digits. As long as the text, letter for letter."""
    small = text.lower()
    if len(small) != len(text):  # a letter whose small form is two
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return ascii_digits(small).translate(_SHAPES).replace("ё", "е")


def script_of(text: str) -> Script | None:
    """The script that most letters are of."""
    counts = {script: len(letters.findall(text)) for script, letters in _SCRIPTS.items()}
    most = max(counts, key=lambda script: counts[script])
    return most if counts[most] else None


def language_of(text: str) -> str:
    """The likely language of a longer text: it decides how texts are labelled, never what they say."""
    match script_of(text):
        case Script.CYRILLIC:
            return "ru"
        case Script.ARABIC:
            return "fa" if _PERSIAN_ONLY.search(text) else "ar"
        case _:
            low = folded(text)
            return "fr" if len(_FRENCH.findall(low)) > len(_ENGLISH.findall(low)) else "en"
