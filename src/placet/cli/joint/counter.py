"""`placet counter`: answer a text with another, and sign that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at, points_of, refuse_past
from placet.cli.joint.shown import Shown
from placet.cli.joint.signed import Signing, kept, signed, signing_options
from placet.cli.misuse import BadValue, WrongUse
from placet.cli.typed import pass_spoken
from placet.cli.values import Clock, Day, InLanguage, Number, OneOf, Words
from placet.model.engagements import Format, Kind, Mode, PressMode
from placet.model.text import LANGUAGE_PATTERN, Text
from placet.model.visit import VisitKind
from placet.model.vocabulary import LanguageTag
from placet.node.joint.countering import Change, counter, length_of
from placet.node.joint.wishes import wish
from placet.wording.language import Language


class Lasting(click.ParamType[timedelta]):
    """A length as in visit files: `45m`, `1h30`; `reason` is said of any other, and of one under the least."""

    name = "length"

    def __init__(self, reason: str, least: timedelta) -> None:
        """No length that is taken is longer than a day."""
        self.reason, self.least = reason, least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:  # noqa: ARG002  # click asks so
        """Read it."""
        if isinstance(value, timedelta):
            return value
        try:
            return length_of(str(value), self.least)
        except ValueError:
            raise BadValue(self.reason, value, param) from None


class Pair(click.ParamType[tuple[LanguageTag, LanguageTag]]):
    """Two languages, `fa,ru`."""

    name = "languages"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002  # click asks so
    ) -> tuple[LanguageTag, LanguageTag]:
        """Read them."""
        if isinstance(value, tuple):
            return value
        named = [each.strip() for each in str(value).split(",")]
        if len(set(named)) != 2 or not all(map(LANGUAGE_PATTERN.match, named)):
            raise BadValue("no-pair", value, param)
        return LanguageTag(named[0]), LanguageTag(named[1])


SEATING = {"agreed": True, "open": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks to have otherwise."""

    starts: time | None
    ends: time | None
    length: timedelta | None
    day: float | None
    on: date | None
    days: float | None
    category: str | None
    title: Sequence[tuple[str, str]]
    place: Sequence[tuple[str, str]]
    who: Sequence[str]
    kind: str | None
    format: str | None
    interpretation: str | None
    between: tuple[LanguageTag, LanguageTag] | None
    interpreters: float | None
    honours: Sequence[str]
    no_honours: bool
    seating: str | None
    margin: timedelta | None
    press: str | None
    dress: str | None
    documents: float | None
    food: Sequence[str]
    no_food: bool
    remark: str | None
    words: str | None
    due: date | None
    hold_until: date | None

    def change(self, spoken: Language) -> Change:
        """The same as a change of a text; words are in the language that is spoken. Raises `WrongUse`."""
        if self.ends is not None and self.length is not None:
            raise WrongUse("ends-or-length")
        if self.honours and self.no_honours:
            raise WrongUse("honours-or-none")
        if self.food and self.no_food:
            raise WrongUse("food-or-none")

        def said(words: str | None) -> Text | None:
            return Text({spoken.speaks: words}) if words else None

        def said_in(languages: Sequence[tuple[str, str]]) -> Text | None:
            return Text({code or spoken.speaks: words for code, words in languages}) if languages else None

        return Change(
            starts=self.starts,
            ends=self.ends,
            length=self.length,
            day=int(self.day) if self.day is not None else None,
            on=self.on,
            days=int(self.days) if self.days is not None else None,
            category=VisitKind(self.category) if self.category is not None else None,
            title=said_in(self.title),
            venue=said_in(self.place),
            who=tuple(Text({spoken.speaks: each}) for each in self.who) or None,
            kind=Kind(self.kind) if self.kind is not None else None,
            format=Format(self.format) if self.format is not None else None,
            mode=Mode(self.interpretation) if self.interpretation is not None else None,
            languages=self.between,
            interpreters=int(self.interpreters) if self.interpreters is not None else None,
            honours=() if self.no_honours else tuple(self.honours) or None,
            seating=SEATING[self.seating] if self.seating is not None else None,
            margin=self.margin,
            press=PressMode(self.press) if self.press is not None else None,
            dress=said(self.dress),
            documents=int(self.documents) if self.documents is not None else None,
            served=() if self.no_food else tuple(self.food) or None,
            remark=said(self.remark),
            words=said(self.words),
            due=self.due,
            until=f"{self.hold_until}T00:00:00Z" if self.hold_until is not None else None,
        )


@click.command("counter", cls=Command)
@home_argument
@click.argument("point", metavar="POINT")
@option("--at", "starts", type=Clock(), metavar="HH:MM")
@option("--ends", type=Clock(), metavar="HH:MM")
@option("--length", type=Lasting("no-length", timedelta(minutes=1)), metavar="LENGTH")
@option("--day", type=Number(int, 1, 60, "days"), metavar="N")
@option("--on", type=Day(), metavar="DAY")
@option("--days", type=Number(int, 1, 60, "days"), metavar="N")
@option("--category", type=OneOf([kind.value for kind in VisitKind]), metavar="NAME")
@option("--title", type=InLanguage(), multiple=True, metavar="[LANG=]WORDS")
@option("--place", type=InLanguage(), multiple=True, metavar="[LANG=]WORDS")
@option("--who", type=Words(), multiple=True, metavar="WORDS")
@option("--kind", type=OneOf([each.value for each in Kind]), metavar="NAME")
@option("--format", type=OneOf([each.value for each in Format]), metavar="NAME")
@option("--interpretation", type=OneOf([mode.value for mode in Mode]), metavar="NAME")
@option("--between", type=Pair(), metavar="LANG,LANG")
@option("--interpreters", type=Number(int, 0, 20, "interpreters"), metavar="N")
@option("--honours", type=Words(), multiple=True, metavar="NAME")
@option("--no-honours", is_flag=True)
@option("--seating", type=OneOf(list(SEATING)), metavar="NAME")
@option("--margin", type=Lasting("no-margin", timedelta(0)), metavar="LENGTH")
@option("--press", type=OneOf([mode.value for mode in PressMode]), metavar="NAME")
@option("--dress", type=Words(), metavar="WORDS")
@option("--documents", type=Number(int, 0, 200, "documents"), metavar="N")
@option("--food", type=Words(), multiple=True, metavar="NAME")
@option("--no-food", is_flag=True)
@option("--remark", type=Words(), metavar="WORDS")
@option("--words", type=Words(), metavar="WORDS")
@option("--due", type=Day(), metavar="DAY")
@option("--hold-until", type=Day(), metavar="DAY")
@option("--any-office", is_flag=True)
@signing_options
@file_option
@common()
@pass_spoken
def counter_command(
    spoken: Language,
    /,
    home: Path,
    *,
    point: str,
    any_office: bool,
    file_name: str | None,
    **asked: object,
) -> Exit:
    """Show the other text whole, ask, put it on the table and sign it; or keep it."""
    how = Signing.taken_from(asked)
    wanted = Asked(**asked)  # type: ignore[arg-type]  # click made them of these types
    if any_office and how.needs:
        raise WrongUse("needs-or-any")
    if any_office and how.draft:
        raise WrongUse("needs-of-draft")
    change = wanted.change(spoken)
    with office_at(home) as office:
        desk = office.desk(file_name)
        (named,) = points_of(desk, [point])
        found = named.asked_of(desk.side)
        refuse_past(desk, "--on", wanted.on)
        refuse_past(desk, "--due", wanted.due)
        refuse_past(desk, "--hold-until", wanted.hold_until)
        wishes = wish(counter(found, change, () if any_office else how.named(desk)))
        shown = Shown(desk, spoken)
        if how.draft:
            kept(desk, shown, wishes)
            return Exit.DONE
        if signed(desk, shown, wishes, how) is None:
            return Exit.STOPPED
        shown.done("proposed", labels=[found.label])
        shown.leaves()
    return Exit.DONE
