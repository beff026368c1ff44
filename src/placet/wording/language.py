"""A language as sentences need it: digits, direction, plurals, lists, and facts put into a sentence.

What a language is like stands in its catalogue (`catalogue/<code>/language.toml`); how many plural forms it has comes
from Unicode's locale data. A language without a catalogue is still a language that names may be in: it has a direction
of its own, ASCII digits and English sentences.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from placet.wording.catalogues import catalogue, filled, has_catalogue

FALLBACK = "en"
"""The language whose catalogue speaks where a language has none."""
ISOLATE, END = "\u2068", "\u2069"
"""First strong isolate and its end (Unicode Standard Annex 9): what lies between keeps its own direction."""
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff]")
"""Control characters, and those that override the direction of text. Joiners and marks, which Persian needs, stay."""
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_ASCII = "0123456789"


@dataclass(frozen=True, slots=True)
class Language:
    """How one language is written. `speaks` is the language of its sentences: its own, or English."""

    code: str
    speaks: str
    right_to_left: bool
    digits: str
    comma: str
    calendars: tuple[str, ...]
    reviewed: bool

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML and Typst write it."""
        return "rtl" if self.right_to_left else "ltr"

    def in_digits(self, said: str) -> str:
        """A number or a time of ours, in the digits of the language. Never for foreign text: a flight keeps its own."""
        return said.translate(str.maketrans(_ASCII, self.digits))

    def plural(self, count: int) -> str:
        """The plural category of a count (`one`, `few`, `many`, `other` ...), by Unicode's rules for the language."""
        return _locale(self.speaks).plural_form(count)

    def isolated(self, said: str) -> str:
        """A foreign text as it may stand in a sentence: nothing hidden in it, and isolated if it runs the other way."""
        shown = _HIDDEN.sub("", said)
        runs = {unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in shown if _is_strong(letter)}
        return f"{ISOLATE}{shown}{END}" if (not self.right_to_left) in runs else shown

    def joined(self, parts: Iterable[str]) -> str:
        """A list."""
        return self.comma.join(parts)

    def fill(self, sentence: str | Mapping[str, str], facts: Mapping[str, object]) -> str:
        """A sentence with its facts: counts in the language's digits, foreign text isolated.

        A sentence with several plural forms is a table by category; the fact `n` (or `count`) chooses, `other` stands
        in for a form that is not written. A missing fact raises `KeyError`: it is our bug.
        """
        form = sentence
        if not isinstance(form, str):
            count = facts["n"] if "n" in facts else facts["count"]
            category = self.plural(count) if isinstance(count, int) else "other"
            form = form.get(category, form["other"])
        return filled(form, {name: self._said(fact) for name, fact in facts.items()})

    def _said(self, fact: object) -> str:
        return self.in_digits(str(fact)) if isinstance(fact, int) else self.isolated(str(fact))


@cache
def language(code: str) -> Language:
    """A language by its BCP 47 code. One that nobody knows runs left to right."""
    speaks = next((name for name in (code, code.partition("-")[0]) if has_catalogue(name)), FALLBACK)
    own = catalogue(speaks, "language")
    is_worded = speaks.partition("-")[0] == code.partition("-")[0]
    return Language(
        code=code,
        speaks=speaks,
        right_to_left=own["direction"] == "rtl" if is_worded else _locale(code).character_order == "right-to-left",
        digits=str(own["digits"]),
        comma=str(own["comma"]),
        calendars=tuple(own["calendars"]) if is_worded else (),
        reviewed=bool(own["reviewed"]),
    )


def _is_strong(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT | {"L"}


@cache
def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK)
