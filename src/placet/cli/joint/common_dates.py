"""`placet common-dates`: dates that both sides can keep, without showing a diary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from placet.agreement.dates.rounds import Conduct
from placet.agreement.dates.windows import Window
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import (
    file_option,
    home_argument,
    office_at,
    office_option,
    passphrase_of,
    passphrase_option,
    seals_of,
)
from placet.cli.joint.shown import Shown
from placet.cli.misuse import BadValue, WrongUse
from placet.cli.values import Day, Number, OneOf
from placet.node.joint.common_dates import COMMANDS, Result, close, conduct, refuse_step, results, say, terms
from placet.node.joint.desk import Desk
from placet.node.joint.wishes import put_forward, wish
from placet.wording.language import language as language_of

STEPS = {command: step for step, command in COMMANDS.items()}
ACTIONS = ("terms", "offer", "answer", "close", "show")


class Stay(click.ParamType[Window]):
    """A window as `2027-05-10/3`: the day of arrival, and how many days."""

    name = "window"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Window:  # noqa: ARG002  # click asks so
        """Read it."""
        if isinstance(value, Window):
            return value
        arrival, _, days = str(value).partition("/")
        try:
            return Window(date.fromisoformat(arrival), int(days))
        except ValueError:
            raise BadValue("no-window", value, param) from None


@click.command("common-dates", cls=Command)
@click.argument("action", type=OneOf(ACTIONS), metavar="|".join(ACTIONS))
@home_argument
@option("--window", "windows", type=Stay(), multiple=True, metavar="DAY/DAYS")
@option("--from", "earliest", type=Day(), metavar="DAY")
@option("--until", "latest", type=Day(), metavar="DAY")
@option("--days", "lengths", type=Number(int, 1, 60, "days"), multiple=True, metavar="N")
@option("--number", type=Number(int, 1, 64, "windows"), default=16, metavar="N")
@option("--rounds", type=Number(int, 1, 16, "rounds"), default=2, metavar="N")
@file_option
@office_option
@passphrase_option
@common()
@click.pass_obj
def common_dates_command(
    language: str,
    /,
    action: str,
    home: Path,
    *,
    windows: Sequence[Window],
    earliest: date | None,
    latest: date | None,
    lengths: Sequence[float],
    number: float,
    rounds: float,
    file_name: str | None,
    offices: Sequence[str],
    passphrase_file: Path | None,
) -> Exit:
    """Do one step of the search."""
    spoken = language_of(language)
    with office_at(home) as office:
        desk = office.desk(file_name)
        shown = Shown(desk, spoken)
        if action == "show":
            _show(shown, results(desk))
            _turn(shown, conduct(desk))
            return Exit.DONE
        if action in STEPS:
            refuse_step(desk, conduct(desk), STEPS[action])
        if action == "close":
            _show(shown, (close(desk),))
            shown.leaves()
            return Exit.DONE
        if action == "terms" and (earliest is None or latest is None or not lengths):
            raise WrongUse("dates-terms")
        if action != "terms" and not windows:
            raise WrongUse("no-windows")
        seals = seals_of(desk, offices, passphrase_of(passphrase_file, spoken))
        if action == "terms" and earliest is not None and latest is not None:
            content = terms(desk, (earliest, latest), [int(each) for each in lengths], int(number), int(rounds))
            texts = put_forward(desk, wish(content), seals)
            shown.done("proposed", labels=shown.labels_of(texts))
            facts = {
                "n": int(number),
                "days": spoken.joined(spoken.number(int(each)) for each in lengths),
                "rounds": int(rounds),
            }
            shown.paper.line(spoken.fill(shown.words["dates"]["opened"], facts))
        else:
            say(desk, windows, seals.keys)
            _told(shown, desk, len(windows), action)
        shown.leaves()
    return Exit.DONE


def _told(shown: Shown, desk: Desk, count: int, action: str) -> None:
    """What the other side will learn, and what it will not."""
    other = shown.said.sides(desk.opening.sides)
    shown.paper.line(shown.spoken.fill(shown.words["dates"]["offered"], {"n": count, "side": other}))
    if action == "answer":
        shown.paper.line(str(shown.words["dates"]["answered"]))


def _turn(shown: Shown, now: Conduct) -> None:
    """Who has the turn, and what is to be typed where it is we."""
    words, current = shown.words["dates"], now.current
    if current is None or (now.is_ended and not current.messages):
        shown.paper.line(str(words["over" if current is None else "ended"]))
        return
    key = f"{'waits-for' if current.messages else 'begins-with'}-{'us' if current.side == shown.desk.side else 'them'}"
    facts = {
        "round": current.meeting.round,
        "rounds": now.search.terms.rounds,
        "side": shown.said.side(current.side),
        "command": f"placet common-dates {COMMANDS[current.step]}",
    }
    shown.paper.line(shown.spoken.fill(words[key], facts))


def _show(shown: Shown, found: Sequence[Result]) -> None:
    words, spoken = shown.words["dates"], shown.spoken
    for result in found:
        key = "common" if result.windows else "none"
        shown.paper.line(spoken.fill(words[key], {"n": len(result.windows)}), "head")
        for window in result.windows:
            facts = {"first": shown.said.date(window.arrival), "days": window.days}
            shown.paper.line(spoken.fill(words["window"], facts), indent=2)
