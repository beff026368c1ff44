"""What is known of single letters: their script, and which of them look like one of another script.

Rests on the Unicode tables of the running Python, so nothing that must be the same at every node may ask here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LATIN, CYRILLIC, GREEK, EAST_ASIAN = "LATIN", "CYRILLIC", "GREEK", "EAST ASIAN"
TWINS = {
    CYRILLIC: dict(zip("АВЕКМНОРСТУХІЈЅԁеаоросхуһіјѕԛԝ", "ABEKMHOPCTYXIJSdeaopocxyhijsqw", strict=True)),
    GREEK: dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορυχ", "ABEZHIKMNOPTYXayikvopux", strict=True)),
}
"""Letters of other scripts with the Latin ones that most founts draw alike."""
ROMAN_NUMERALS = frozenset("IVXLCDM")
"""Latin letters that stand in texts of any script, after the name of a king."""
SAME_SHAPE = (("\u064a", "\u06cc"), ("\u0643", "\u06a9"))
"""Arabic letters beside the Persian ones that are drawn alike within a word: yeh and kaf."""
JOINING = frozenset(
    {
        "ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU",
        "KANNADA", "MALAYALAM", "SINHALA",
    }
)  # fmt: skip
"""Scripts in which a joiner between two letters changes how they are drawn, and is good spelling."""
_REMEMBERED = 4096  # letters; a hostile text may hold every letter there is
_NO_SCRIPT = frozenset(
    {"", "MODIFIER", "COMBINING", "VARIATION", "MASCULINE", "FEMININE", "FULLWIDTH", "HALFWIDTH", "MATHEMATICAL"}
)
_WRITTEN_TOGETHER = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"})
_NOT_DISGUISED = frozenset("ªº\u0e33\u0eb3")
"""Letters in daily use that Unicode takes apart: ordinals of Romance languages, a vowel of Thai and of Lao."""


@lru_cache(_REMEMBERED)
def script_of(letter: str) -> str | None:
    """The script of a letter or mark, as its name begins; None where it belongs to all."""
    first = unicodedata.name(letter, "").replace("-", " ").partition(" ")[0]
    if first in _NO_SCRIPT:
        return None
    return EAST_ASIAN if first in _WRITTEN_TOGETHER else first


@lru_cache(_REMEMBERED)
def is_disguised(letter: str) -> bool:
    """Whether a letter or digit is another in a costume: full width, mathematical bold, a presentation form."""
    kind = unicodedata.category(letter)
    if letter in _NOT_DISGUISED or (kind[0] != "L" and kind != "Nd"):
        return False
    # What is canonically the same is no costume: that is a matter of the normal form.
    return unicodedata.normalize("NFKC", letter) != unicodedata.normalize("NFC", letter)


def looks_like(word: str, own: str, other: str) -> bool:
    """Whether every letter of a word of one script is drawn like one of another."""
    if own == LATIN:
        return not ROMAN_NUMERALS.issuperset(word) and set(TWINS.get(other, {}).values()).issuperset(word)
    return other == LATIN and TWINS.get(own, {}).keys() >= set(word)
