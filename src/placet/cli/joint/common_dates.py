"""`placet common-dates`: dates that both sides can keep, without showing a diary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from placet.agreement.dates.rounds import Conduct
from placet.agreement.dates.search import DEFAULT_NUMBER
from placet.agreement.dates.windows import Window
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at, passphrase_of, refuse_past, seals_of
from placet.cli.joint.sheet import is_signed
from placet.cli.joint.shown import Shown
from placet.cli.joint.signed import Signing, kept, signed, signing_options
from placet.cli.misuse import BadValue, WrongUse
from placet.cli.typed import pass_spoken
from placet.cli.values import Day, Number, OneOf
from placet.node.joint.common_dates import (
    COMMANDS,
    DEFAULT_ROUNDS,
    Result,
    close,
    conduct,
    refuse_offices,
    refuse_step,
    refuse_windows,
    results,
    say,
    terms,
)
from placet.node.joint.desk import Desk
from placet.node.joint.wishes import wish
from placet.wording.language import Language

STEPS = {command: step for step, command in COMMANDS.items()}
ACTIONS = ("terms", "offer", "answer", "close", "show")
OF_TERMS = {"earliest": "--from", "latest": "--until", "lengths": "--days", "number": "--number", "rounds": "--rounds"}
"""What only terms are made of, and how it is typed."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks for."""

    windows: Sequence[Window]
    earliest: date | None
    latest: date | None
    lengths: Sequence[float]
    number: float | None
    rounds: float | None

    def refuse_what_is_idle(self, action: str, how: Signing) -> None:
        """Raise `WrongUse` for options that this action has no use for: whoever typed them meant something else."""
        given = {"--window": self.windows, "--needs": how.needs, "--draft": how.draft}
        given |= {option: getattr(self, name) for name, option in OF_TERMS.items()}
        used = {"terms": set(given) - {"--window"}, "offer": {"--window"}, "answer": {"--window"}}.get(action, set())
        if idle := [option for option, value in given.items() if value and option not in used]:
            raise WrongUse("idle-options", action=action, options=", ".join(idle))


@click.command("common-dates", cls=Command)
@click.argument("action", type=OneOf(ACTIONS), metavar="|".join(ACTIONS))
@home_argument
@option("--window", "windows", type=Stay(), multiple=True, metavar="DAY/DAYS")
@option("--from", "earliest", type=Day(), metavar="DAY")
@option("--until", "latest", type=Day(), metavar="DAY")
@option("--days", "lengths", type=Number(int, 1, 60, "days"), multiple=True, metavar="N")
@option("--number", type=Number(int, 1, 64, "windows"), metavar="N")
@option("--rounds", type=Number(int, 1, 16, "rounds"), metavar="N")
@signing_options
@file_option
@common()
@pass_spoken
def common_dates_command(
    spoken: Language, /, action: str, home: Path, *, file_name: str | None, **asked: object
) -> Exit:
    """Do one step of the search."""
    how = Signing.taken_from(asked)
    wanted = Asked(**asked)  # type: ignore[arg-type]  # click made them of these types
    wanted.refuse_what_is_idle(action, how)
    with office_at(home) as office:
        desk = office.desk(file_name)
        shown = Shown(desk, spoken)
        if action == "terms":
            return _propose(desk, shown, wanted, how)
        if action == "show":
            _show(shown, results(desk))
            _turn(shown, conduct(desk))
            return Exit.DONE
        refuse_step(desk, conduct(desk), STEPS[action])
        if action == "close":
            _show(shown, (close(desk),))
            shown.leaves()
            return Exit.DONE
        return _say(desk, shown, wanted.windows, how, action)


def _propose(desk: Desk, shown: Shown, wanted: Asked, how: Signing) -> Exit:
    """Show the terms whole, ask, put them on the table and sign them."""
    if wanted.earliest is None or wanted.latest is None or not wanted.lengths:
        raise WrongUse("dates-terms")
    refuse_past(desk, "--from", wanted.earliest)
    refuse_past(desk, "--until", wanted.latest)
    between, lengths = (wanted.earliest, wanted.latest), [int(each) for each in wanted.lengths]
    number, rounds = int(wanted.number or DEFAULT_NUMBER), int(wanted.rounds or DEFAULT_ROUNDS)
    wishes = wish(terms(desk, between, lengths, number, rounds))
    if how.draft:
        kept(desk, shown, wishes)
        return Exit.DONE
    texts = signed(desk, shown, wishes, how)
    if texts is None:
        return Exit.STOPPED
    shown.done("proposed", labels=shown.labels_of(texts))
    facts = {"n": number, "days": shown.spoken.joined(map(shown.spoken.number, lengths)), "rounds": rounds}
    shown.paper.line(shown.spoken.fill(shown.words["dates"]["opened"], facts))
    shown.leaves()
    return Exit.DONE


def _say(desk: Desk, shown: Shown, windows: Sequence[Window], how: Signing, action: str) -> Exit:
    """Show the windows and what the other side will learn, ask, seal them."""
    if not windows:
        raise WrongUse("no-windows")
    for window in windows:
        refuse_past(desk, "--window", window.arrival)
    now, offices = conduct(desk), desk.keyring.signing(how.offices)
    refuse_windows(now, windows)
    refuse_offices(desk, now, offices)
    facts = {"n": len(windows), "side": shown.said.side(desk.side)}
    shown.paper.line(shown.spoken.fill(shown.words["dates"]["approve"], facts), "head")
    _windows(shown, windows)
    facts = {"side": shown.said.sides(desk.opening.sides)}
    shown.paper.line(shown.spoken.fill(shown.words["dates"]["learns"], facts))
    if not is_signed(shown, yes=how.yes):
        return Exit.STOPPED
    seals = seals_of(desk, offices, passphrase_of(how.passphrase_file, shown.spoken))
    say(desk, windows, seals.keys)
    shown.paper.line(shown.spoken.fill(shown.words["dates"]["offered"], {"n": len(windows)}))
    if action == "answer":
        shown.paper.line(str(shown.words["dates"]["answered"]))
    shown.leaves()
    return Exit.DONE


def _windows(shown: Shown, windows: Sequence[Window]) -> None:
    for window in windows:
        facts = {"first": shown.said.date(window.arrival), "days": window.days}
        shown.paper.line(shown.spoken.fill(shown.words["dates"]["window"], facts), indent=2)


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
        "command": f"placet common-dates {COMMANDS[current.step]} {shown.spoken.at}",
    }
    shown.paper.line(shown.spoken.fill(words[key], facts))


def _show(shown: Shown, found: Sequence[Result]) -> None:
    words, spoken = shown.words["dates"], shown.spoken
    for result in found:
        key = "common" if result.windows else "none"
        shown.paper.line(spoken.fill(words[key], {"n": len(result.windows)}), "head")
        _windows(shown, result.windows)
