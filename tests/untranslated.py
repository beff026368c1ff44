"""What is English of ours: looked for where another language is spoken."""

from __future__ import annotations

import re
from functools import cache

from tests.house.test_catalogues_complete import SUBJECTS, forms_of, read

WORDS = re.compile("[A-Za-z]{2,}")
_PROSE = re.compile("[A-Za-z]{2,}[,;:.]? [A-Za-z]{2,}")
_NOT_OURS = re.compile(r"\{[^}]*\}|`[^`]*`|--[a-z-]+|^placet .*|\bplacet [a-z].*|ad referendum")
"""Facts, what is typed, and the Latin of diplomats: the same in every language."""


@cache
def english() -> frozenset[str]:
    """What stands between the facts of the English sentences, where it is two words or more."""
    sentences = [said for subject in SUBJECTS for entry in read("en", subject).values() for said in forms_of(entry)]
    between = (part.strip(" .,;:“”()") for sentence in sentences for part in _NOT_OURS.split(sentence))
    return frozenset(" ".join(part.split()) for part in between if _PROSE.search(part))


def english_in(said: str, *, theirs: str = "") -> set[str]:
    """English of ours in a text; what stands in `theirs` as well is the visit's own."""
    found = (part for part in english() if part in said and part not in theirs)
    return {part for part in found if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", said)}
