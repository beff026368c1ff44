"""A language as sentences need it: digits, direction, plurals, lists, and facts put into a sentence.

What a language is like stands in its catalogue (`catalogue/<code>/language.toml`); how many plural forms it has comes
from Unicode's locale data. A language without a catalogue is still a language that names may be in: it has a direction
of its own, ASCII digits and English sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from placet.wording.catalogues import catalogue, filled, has_catalogue
from placet.wording.isolates import END, ISOLATE, Said, SaidToRun, isolated
from placet.wording.runs import COMMAND

FALLBACK = "en"
"""The language whose catalogue speaks where a language has none."""
_ASCII = "0123456789"
_ENDS_IN_COMMAND = re.compile(rf".*: ((?:{COMMAND}|{{command}})(?:[^.]|\.(?=\w))*)\Z", re.DOTALL)
"""A full stop, and what is said after one, is no part of a command."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a suggested command is typed with, quoted: the home, and the home with the joint file that is meant."""

    home: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """How one language is written. `speaks` is the language of its sentences: its own, or English.

    `both` stands before the last of several things. `typed` is known where a command line named a home.
    """

    code: str
    speaks: str
    right_to_left: bool
    digits: str
    comma: str
    both: str
    semicolon: str
    quote: str
    calendars: tuple[str, ...]
    reviewed: bool
    typed: Typed | None = None

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML and Typst write it."""
        return "rtl" if self.right_to_left else "ltr"

    @property
    def at(self) -> str:
        """The home and the joint file that a command suggested by the code is typed with.

        Raises:
            KeyError: No home was typed: it is our bug.
        """
        return self._homes()["at"]

    @property
    def locale(self) -> Locale:
        """Unicode's data on the language of the sentences."""
        return _locale(self.speaks)

    def words(self, subject: str) -> Mapping[str, Any]:
        """The sentences of one subject."""
        return catalogue(self.speaks, subject)

    def in_digits(self, said: object) -> str:
        """A number or a time of ours, in the digits of the language. Never for foreign text: a flight keeps its own."""
        return str(said).translate(str.maketrans(_ASCII, self.digits))

    def number(self, count: float, *, decimals: int = 0) -> Said:
        """A number as a reader of the language writes it: thousands apart, its own decimal sign, its digits."""
        system = "latn" if self.digits == _ASCII else "default"
        pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        return Said(self.in_digits(format_decimal(count, pattern, self.locale, numbering_system=system)))

    def signed(self, count: int) -> Said:
        """A number with its sign before it, `+3`, also in a line from the right, where it would stand behind."""
        said = self.in_digits(f"{count:+d}" if count else "0")
        return Said(f"{ISOLATE}{said}{END}" if self.right_to_left else said)

    def plural(self, count: int) -> str:
        """The plural category of a count (`one`, `few`, `many`, `other` ...), by Unicode's rules for the language."""
        return self.locale.plural_form(count)

    def isolated(self, said: str) -> Said:
        """A foreign text as it may stand in a sentence: nothing hidden in it, and isolated if it runs the other way."""
        return isolated(said, right_to_left=self.right_to_left)

    def joined(self, parts: Iterable[str], between: str | None = None) -> Said:
        """A list, with the comma of the language or something else between its parts."""
        return Said((self.comma if between is None else between).join(map(self.isolated, parts)))

    def all_of(self, parts: Sequence[str]) -> Said:
        """`A, B and C`."""
        return self.joined((self.joined(parts[:-1]), parts[-1]), self.both) if len(parts) > 1 else self.joined(parts)

    def clauses(self, parts: Iterable[str]) -> Said:
        """`A; B`."""
        return self.joined(parts, self.semicolon)

    def quoted(self, said: str) -> Said:
        """A name in the quotation marks of the language."""
        return self.fill(self.quote, {"said": said})

    def fill(self, sentence: str | Mapping[str, str], facts: Mapping[str, object]) -> Said:
        """A sentence with its facts: numbers in the language's digits, foreign text isolated.

        A sentence with several plural forms is a table by category; the fact `n` chooses, `other` stands in for a form
        that is not written. A missing fact raises `KeyError`: it is our bug. Where a home was typed,
        every sentence knows `home` and `at`.
        """
        form, known = sentence, {**self._homes(), **facts}
        if not isinstance(form, str):
            count = facts["n"]
            category = self.plural(count) if isinstance(count, int) else "other"
            form = form.get(category, form["other"])
        said = {name: self._said(fact) for name, fact in known.items()}
        form = _with_one_full_stop(form, said)
        command = _command_of(form)
        return SaidToRun(filled(form, said), filled(command, said)) if command else Said(filled(form, said))

    def _homes(self) -> Mapping[str, str]:
        return {"home": self.typed.home, "at": self.typed.at} if self.typed is not None else {}

    def _said(self, fact: object) -> str:
        return self.in_digits(fact) if isinstance(fact, int | float) else self.isolated(str(fact))


def _with_one_full_stop(form: str, said: Mapping[str, str]) -> str:
    """The form without a full stop after what ends in one: `1406 г.` closes its sentence."""
    for name, words in said.items():
        if words.endswith("."):
            form = form.replace(f"{{{name}}}.", f"{{{name}}}")
    return form


@cache
def _command_of(form: str) -> str:
    """The command in which a form ends, after a colon; empty where it ends in none."""
    found = _ENDS_IN_COMMAND.search(form)
    return found[1] if found is not None else ""


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
        comma=str(own["lists"]["comma"]),
        both=str(own["lists"]["both"]),
        semicolon=str(own["lists"]["semicolon"]),
        quote=str(own["quote"]),
        calendars=tuple(own["calendars"]) if is_worded else (),
        reviewed=bool(own["reviewed"]),
    )


@cache
def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK)
