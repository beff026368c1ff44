"""`placet counter`: answer a text with another, and sign that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import (
    file_option,
    home_argument,
    office_at,
    office_option,
    passphrase_of,
    passphrase_option,
    points_of,
    refuse_past,
    seals_of,
)
from placet.cli.joint.shown import Shown
from placet.cli.misuse import BadValue
from placet.cli.values import Day, Number, OneOf, Words
from placet.model.text import Text
from placet.model.visit import VisitKind
from placet.node.joint.countering import Change, counter
from placet.node.joint.proposing import propose
from placet.wording.language import language as language_of


class Clock(click.ParamType[time]):
    """A wall clock as `11:40`."""

    name = "clock"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> time:  # noqa: ARG002  # click asks so
        """Read it."""
        if isinstance(value, time):
            return value
        try:
            return datetime.strptime(str(value), "%H:%M").time()  # noqa: DTZ007  # a wall clock has no zone
        except ValueError:
            raise BadValue("no-clock", value, param) from None


@click.command("counter", cls=Command)
@home_argument
@click.argument("point", metavar="POINT")
@option("--at", "starts", type=Clock(), metavar="HH:MM")
@option("--ends", type=Clock(), metavar="HH:MM")
@option("--day", type=Number(int, 1, 60, "days"), metavar="N")
@option("--on", type=Day(), metavar="DAY")
@option("--days", type=Number(int, 1, 60, "days"), metavar="N")
@option("--category", type=OneOf([kind.value for kind in VisitKind]), metavar="NAME")
@option("--place", type=Words(), metavar="WORDS")
@option("--remark", type=Words(), metavar="WORDS")
@option("--words", type=Words(), metavar="WORDS")
@option("--due", type=Day(), metavar="DAY")
@option("--hold-until", type=Day(), metavar="DAY")
@file_option
@office_option
@passphrase_option
@common()
@click.pass_obj
def counter_command(
    language: str,
    home: Path,
    *,
    point: str,
    starts: time | None,
    ends: time | None,
    day: float | None,
    on: date | None,
    days: float | None,
    category: str | None,
    place: str | None,
    remark: str | None,
    words: str | None,
    due: date | None,
    hold_until: date | None,
    file_name: str | None,
    offices: Sequence[str],
    passphrase_file: Path | None,
) -> Exit:
    """Put the other text on the table."""
    spoken = language_of(language)
    change = Change(
        starts=starts,
        ends=ends,
        day=int(day) if day is not None else None,
        on=on,
        days=int(days) if days is not None else None,
        category=VisitKind(category) if category is not None else None,
        venue=Text({spoken.speaks: place}) if place else None,
        remark=Text({spoken.speaks: remark}) if remark else None,
        words=Text({spoken.speaks: words}) if words else None,
        due=due,
        until=f"{hold_until}T00:00:00Z" if hold_until is not None else None,
    )
    with office_at(home) as office:
        desk = office.desk(file_name)
        (found,) = points_of(desk, [point])
        refuse_past(desk, "--due", due)
        refuse_past(desk, "--hold-until", hold_until)
        proposed, shown = counter(found, change), Shown(desk, spoken)
        shown.paper.line(f"{found.label}  {shown.title(found)}", "head")
        shown.changes(found, proposed.content)
        seals = seals_of(desk, offices, passphrase_of(passphrase_file, spoken))
        texts = propose(desk, [[proposed]], seals)[0]
        shown.done("proposed", labels=shown.labels_of(texts))
        shown.leaves()
    return Exit.DONE
