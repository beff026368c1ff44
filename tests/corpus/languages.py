"""Words of five languages as old programmes print them; the words are in `words/`.

Titles and places of the sources are English. In another script a title is a fixed phrase for its kind, followed by the
English words letter by letter where a day has two of one kind; places are letters only. That is no translation: it
tries scripts, digits and directions.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.corpus.programmes import Day, Engagement
from tests.corpus.solar_hijri import solar_hijri

WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True, kw_only=True)
class Language:
    """`weekdays` begin with Monday, `months` with January or Farvardin. Without `kinds`, titles stay English."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    about: str
    later: str
    parts: dict[str, str]
    labels: dict[str, str]
    digits: str
    after_year: str = ""
    after_weekday: str = ","
    solar: bool = False
    kinds: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    levantine_months: tuple[str, ...] = ()

    def numbered(self, text: str) -> str:
        """The text in the digits of the language."""
        return text.translate(str.maketrans("0123456789", self.digits))

    def date(self, day: date, *, weekday: bool, year: bool) -> str:
        """A date as a heading."""
        of_year, month, number = solar_hijri(day) if self.solar else (day.year, day.month, day.day)
        text = f"{number} {self.months[month - 1]}" + (f" {of_year}{self.after_year}" if year else "")
        if weekday:
            text = f"{self.weekdays[day.weekday()]}{self.after_weekday} {text}"
        return self.numbered(text[0].upper() + text[1:])

    def year(self, day: date) -> int:
        """The year in the calendar of the language."""
        return solar_hijri(day)[0] if self.solar else day.year

    def titles(self, day: Day) -> list[str]:
        """The titles of one day."""
        kinds = [one.kind for one in day.engagements]
        return [self._title(one, alone=kinds.count(one.kind) == 1) for one in day.engagements]

    def spelt(self, text: str) -> str:
        """The text letter by letter, where the language has another script."""
        if not self.letters:
            return text
        plain = unicodedata.normalize("NFKD", text)
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        made, at = "", 0
        while at < len(plain):
            piece = plain[at : at + 2]
            if piece.lower() not in self.letters:
                piece = plain[at]
            letters = self.letters.get(piece.lower(), piece)
            made += letters.capitalize() if piece[0].isupper() else letters
            at += len(piece)
        return self.numbered(made)

    def _title(self, one: Engagement, *, alone: bool) -> str:
        if not self.kinds:
            return one.title
        phrase, words = self.kinds.get(one.kind, ""), self.spelt(one.title)
        if phrase and alone:
            return phrase
        return f"{phrase}: {words}" if phrase else words


def clock(language: Language, one: Engagement, *, mark: str = ".", between: str = " – ", later: bool = False) -> str:
    """`10.00 – 10.45`, `approx. 10.00`, a part of the day, or nothing; with `later`, that the hour will be said."""
    if one.start is None:
        return language.parts.get(one.part, language.later if later else "")
    text = f"{one.start:%H{mark}%M}" + (f"{between}{one.end:%H{mark}%M}" if one.end else "")
    return language.numbered((language.about if one.about else "") + text)


def _language(name: str) -> Language:
    words = tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8"))
    return Language(**{key: tuple(value) if isinstance(value, list) else value for key, value in words.items()})


ENGLISH, FRENCH, RUSSIAN, PERSIAN, ARABIC = map(_language, ("en", "fr", "ru", "fa", "ar"))
