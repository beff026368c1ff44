"""The command `placet`: its help in three sections, its commands loaded when they are called, and how it ends.

Every way out of a command passes through `Placet.main`: a code of its own, an error in words (as JSON where `--json`
was asked for), or the admission that Placet is at fault.
"""

from __future__ import annotations

import errno
import importlib
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from importlib.metadata import version
from typing import Any

import click

from placet.cli.commands import (
    HELP_WIDTH,
    Command,
    Option,
    help_option,
    language_in,
    option,
    show_examples,
    show_options,
    shown_help,
    words,
)
from placet.cli.exits import Exit
from placet.cli.misuse import WrongUse
from placet.cli.speaking import OPTION, language_asked
from placet.node.interrupts import interrupts_held, termination_told
from placet.wording.catalogues import languages

SECTIONS = ("begin", "every-day", "rarely")
COMMANDS = {
    "new": "placet.cli.new",
    "demo": "placet.cli.demo",
    "read": "placet.cli.read",
    "import": "placet.cli.published",
    "plan": "placet.cli.plan",
    "dates": "placet.cli.dates",
    "check": "placet.cli.check",
    "countdown": "placet.cli.countdown",
    "why": "placet.cli.why",
    "repair": "placet.cli.repair",
    "compare": "placet.cli.compare",
    "workbook": "placet.cli.workbook",
    "rules": "placet.cli.rules",
    "export": "placet.cli.published",
    "init": "placet.cli.joint.init",
    "open": "placet.cli.joint.open",
    "propose": "placet.cli.joint.propose",
    "standing": "placet.cli.joint.standing",
    "agree": "placet.cli.joint.agree",
    "counter": "placet.cli.joint.counter",
    "consider": "placet.cli.joint.replying",
    "not-now": "placet.cli.joint.replying",
    "reply": "placet.cli.joint.reply",
    "hand-over": "placet.cli.joint.data",
    "save": "placet.cli.joint.data",
    "withdraw": "placet.cli.joint.replying",
    "note": "placet.cli.joint.note",
    "initial": "placet.cli.joint.note",
    "envelope": "placet.cli.joint.envelope",
    "common-dates": "placet.cli.joint.common_dates",
    "certificate": "placet.cli.joint.evidence",
    "verify": "placet.cli.joint.verify",
    "log": "placet.cli.joint.evidence",
    "keys": "placet.cli.joint.keys",
    "footing": "placet.cli.joint.footing",
    "resume": "placet.cli.joint.resume",
    "purge": "placet.cli.joint.purge",
    "backup": "placet.cli.joint.backup",
    "restore": "placet.cli.joint.backup",
    "store": "placet.cli.joint.store",
    "move": "placet.cli.joint.move",
    "conformance": "placet.cli.conformance",
}
"""Where each command is, in the order of the help."""


class Placet(click.Group):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click asks so
        """All names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click asks so
        """A command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        with interrupts_held():
            module = importlib.import_module(COMMANDS[cmd_name])
        found: Any = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        if not isinstance(found, Command):
            raise TypeError(f"{cmd_name} is no command")
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; one that there is not is told what looks like it."""
        name = args[0] if args else ""
        if name.startswith("-") or name in COMMANDS:
            return super().resolve_command(ctx, args)
        nearest = get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
        raise WrongUse("near-command" if nearest else "no-command", ctx, name=name, nearest="".join(nearest))

    def get_help(self, ctx: click.Context) -> str:
        """The help, as it is printed."""
        return shown_help(super().get_help(ctx), language_in(ctx))

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it is, examples, and the commands in three sections. Loads none of them."""
        language = language_in(ctx)
        said = words(language)
        for paragraph in said["placet"]["about"].strip().split("\n\n"):
            formatter.write_text(" ".join(paragraph.split()))
            formatter.write_paragraph()
        formatter.write_usage("placet", "COMMAND …", prefix=f"{said['sections']['usage']}: ")
        show_examples(formatter, said["placet"]["examples"], language)
        for section in SECTIONS:
            with formatter.section(said["sections"][section]):
                formatter.write_dl(
                    [(name, said[name]["short"]) for name in COMMANDS if said[name]["section"] == section]
                )
        show_options(self, ctx, formatter)
        formatter.write_paragraph()
        formatter.write_text(said["placet"]["footer"])

    def main(  # type: ignore[override]  # never returns, whatever `standalone_mode` says
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> None:
        """Run a command and end the process with its code."""
        asked = language_asked(sys.argv[1:] if args is None else args, os.environ)
        given = list(asked.arguments)
        before = given[: given.index("--")] if "--" in given else given
        extra.pop("standalone_mode", None)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal that cannot show a letter shows a question mark
        code = Exit.DONE
        try:
            if asked.unknown is not None:
                raise WrongUse("no-language", found=asked.unknown, known=", ".join(languages()))
            with termination_told():
                result = super().main(given, prog_name or "placet", standalone_mode=False, obj=asked.language, **extra)
                code = Exit(result) if isinstance(result, int) else Exit.DONE
                if sys.stdout is not None:
                    sys.stdout.flush()
        except BaseException as error:  # noqa: BLE001  # the one place that knows every way to fail
            with interrupts_held():  # how it ended is told once, whoever asks again
                code = _ended(error, asked.language, as_json="--json" in before, traceback="--traceback" in before)
        if code is Exit.TERMINATED:
            _leave(code)
        sys.exit(int(code))


@click.group(
    cls=Placet,
    no_args_is_help=True,
    add_help_option=False,
    context_settings={"max_content_width": HELP_WIDTH},
)
@click.version_option(version("placet"), prog_name="Placet", message="%(prog)s %(version)s", cls=Option)
@option(OPTION, metavar="LANG", expose_value=False)
@help_option
def main() -> None:
    """Prepare an official visit together."""


def _ended(error: BaseException, language: str, *, as_json: bool, traceback: bool) -> Exit:
    """The exit code of a failure, once it is told."""
    # click itself turns a broken pipe into SystemExit.
    if isinstance(error, SystemExit) or (isinstance(error, OSError) and error.errno == errno.EPIPE):
        _stdout_is_gone()
        return Exit.DONE
    try:
        telling = importlib.import_module("placet.cli.telling")
        return Exit(telling.tell(error, language, as_json=as_json, traceback=traceback))
    except OSError as second:
        _stdout_is_gone()
        return Exit.DONE if second.errno == errno.EPIPE else Exit.STORAGE


def _leave(code: Exit) -> None:
    """End the process without waiting for a search that may still run in a thread."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or none at all
            stream.flush()
    os._exit(code)


def _stdout_is_gone() -> None:
    """Nobody reads any more: what is still in the buffer goes nowhere, without a word."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ is not None else 1)
    except (OSError, ValueError):  # no such descriptor: then nothing can be left in a buffer for it
        return
