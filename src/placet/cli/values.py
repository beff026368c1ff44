"""What options and arguments take: each reads one kind of value, and says what is wrong with any other."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import click

from placet.cli.misuse import BadValue
from placet.model.text import LANGUAGE_PATTERN
from placet.reading.numerals import ascii_digits
from placet.wording.catalogues import has_catalogue, languages

LONGEST_MARK = 30
"""Characters of a version or the number of a copy: more does not fit at the foot of a card."""


class Day(click.ParamType[date]):
    """A date as `2030-01-31`, in the digits of any script."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ARG002  # click asks so
        """Read it; the years are those that calendars reach."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(ascii_digits(str(value)))
        except ValueError:
            raise BadValue("no-date", value, param) from None
        if not date(1900, 1, 1) <= day <= date(2100, 12, 31):
            raise BadValue("date-beyond", value, param)
        return day


class Clock(click.ParamType[time]):
    """A wall clock as `11:40`, in the digits of any script."""

    name = "clock"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> time:  # noqa: ARG002  # click asks so
        """Read it."""
        if isinstance(value, time):
            return value
        try:
            return datetime.strptime(ascii_digits(str(value)), "%H:%M").time()  # noqa: DTZ007  # a wall clock has no zone
        except ValueError:
            raise BadValue("no-clock", value, param) from None


class InLanguage(click.ParamType[tuple[str, str]]):
    """Words with the language before them, `fa=…`, or without one: then it is the language of the command."""

    name = "words"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:  # noqa: ARG002  # click asks so
        """Read it."""
        if isinstance(value, tuple):
            return value
        language, equals, words = str(value).partition("=")
        if not (equals and LANGUAGE_PATTERN.match(language)):
            language, words = "", str(value)
        if not words.strip():
            raise BadValue("no-words", value, param)
        return language, words.strip()


class Words(click.ParamType[str]):
    """Something in words, without the blanks around it; none at all are a slip (a variable that is not set)."""

    name = "words"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002  # click asks so
        """Read it."""
        said = str(value).strip()
        if not said:
            raise BadValue("no-words", value, param)
        return said


class Number(click.ParamType[float]):
    """A number from `least` to `most`, both ends included; `advice` is the key of the sentence for any other."""

    name = "number"

    def __init__(self, kind: type[int] | type[float], least: float, most: float, advice: str) -> None:
        """Only whole numbers where `kind` is `int`."""
        self.kind, self.least, self.most, self.advice = kind, least, most, advice

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ARG002  # click asks so
        """Read it; what is not a number at all, `nan` among it, lies within no bounds."""
        try:
            number = self.kind(value)
        except ValueError:
            raise BadValue(self.advice, value, param) from None
        if not self.least <= number <= self.most:
            raise BadValue(self.advice, value, param)
        return number


class Languages(click.ParamType[tuple[str, ...]]):
    """Languages of papers, with commas between: `en,fa,ru`. Only those that have sentences."""

    name = "languages"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:  # noqa: ARG002  # click asks so
        """Read it; each language once, in the order in which they were named."""
        if isinstance(value, tuple):
            return value
        named = tuple(dict.fromkeys(code.strip() for code in str(value).split(",")))
        for code in named:
            if not has_catalogue(code):
                raise BadValue("language", code, param, known=", ".join(languages()))
        return named


class OneOf(click.Choice[str]):
    """One of a few words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read it."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            raise BadValue("no-choice", value, param, known=", ".join(self.choices)) from None


class Mark(click.ParamType[str]):
    """What an issue is marked with: a version such as `2`, the number of a copy."""

    name = "mark"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002  # click asks so
        """Read it: a few letters and digits in one line."""
        said = str(value).strip()
        if not 0 < len(said) <= LONGEST_MARK or not said.isprintable():
            raise BadValue("mark", value, param, most=LONGEST_MARK)
        return said


class EmblemFile(click.ParamType[tuple[str, Path]]):
    """The emblem of a side: `SIDE=FILE`."""

    name = "emblem"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:  # noqa: ARG002  # click asks so
        """Read it; whether there is such a side, and what is in the file, is for the node to say."""
        if isinstance(value, tuple):
            return value
        side, equals, file = str(value).partition("=")
        if not (side.strip() and equals and file):
            raise BadValue("emblem", value, param)
        return side.strip(), Path(file)


class Where(click.Path):
    """A path as it was typed; an empty one is a slip (a variable that is not set), never this folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read it."""
        if value == "":
            raise BadValue("no-path", value, param)
        return super().convert(value, param, ctx)


def path() -> click.Path:
    """A path as it was typed; whether it can be read is for the node to say."""
    return Where(path_type=Path)
