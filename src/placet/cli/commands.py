"""Commands whose help comes from the catalogue: sections instead of an alphabet, and examples in every one.

Nothing is looked up before it is shown: the language is known only when a command line is (`speaking.py`). It goes with
click's context, as the code of the language; a command makes of it what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from placet.cli.misuse import WrongUse, WrongUses, is_wrong_value, without
from placet.cli.speaking import OPTION
from placet.cli.values import Day, path
from placet.errors import PlacetError
from placet.wording.catalogues import COMPLETE, catalogue, filled
from placet.wording.runs import from_the_right, runs_isolated

HELP_WIDTH = 98
WRONG = "placet.cli.wrong"
"""Under which a context keeps what was wrong with its command line so far."""
SENTENCE = 38
"""Columns that the sentence of an example has at least."""
SHORTEST = 12
"""Columns before it, however narrow the terminal is."""


def language_in(ctx: click.Context) -> str:
    """The code of the language in which a context speaks."""
    return ctx.find_object(str) or COMPLETE


def words(language: str) -> Mapping[str, Any]:
    """Everything the help says."""
    return catalogue(language, "commands")


def shown_help(text: str, language: str) -> str:
    """Help as it is printed. In a language that runs from right to left what is typed is isolated, line by line."""
    if catalogue(language, "language")["direction"] != "rtl":
        return text
    return "\n".join(from_the_right(runs_isolated(line)) for line in text.split("\n"))


def show_examples(formatter: click.HelpFormatter, examples: list[list[str]], language: str) -> None:
    """Write the examples section; beside a long command, or under it, its sentence keeps room to be read."""
    beside = max(formatter.width - SENTENCE, SHORTEST)
    with formatter.section(words(language)["sections"]["examples"]):
        formatter.write_dl([(example, said) for example, said in examples], col_max=beside)


def show_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the options section."""
    options = [p.get_help_record(ctx) for p in command.get_params(ctx) if isinstance(p, click.Option)]
    with formatter.section(words(language_in(ctx))["sections"]["options"]):
        formatter.write_dl([option for option in options if option is not None])


class Stopped(Exception):  # noqa: N818  # the error is inside
    """An error that ended a command, and what was typed: what is said of it may name the home."""

    def __init__(self, error: PlacetError, typed: Mapping[str, Any]) -> None:
        """Keep both."""
        super().__init__(error)
        self.error, self.typed = error, typed


class Option(click.Option):
    """An option whose help is in the catalogue: of its command, else of all commands."""

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """Read it. A wrong or missing one is kept until the others are read, so that all of them are told together."""
        try:
            return super().process_value(ctx, value)
        except click.BadParameter as error:
            if ctx.resilient_parsing:
                raise
            error.ctx, error.param = error.ctx or ctx, error.param or self
            ctx.meta.setdefault(WRONG, []).append(error)
            return None

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """How it is written, and what it does."""
        said = words(language_in(ctx))
        key = max(self.opts, key=len).lstrip("-")
        own = said.get(ctx.command.name or "", said["placet"])
        text = str(own.get(key) or said["options"][key])
        return self.get_help_spec(ctx), f"{text}  [{said['options']['required']}]" if self.required else text


class Command(click.Command):
    """A command whose help is in the catalogue, under the command's own name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The option `--help` is one of ours (`common`), not click's."""
        super().__init__(*args, **{**kwargs, "add_help_option": False})

    def get_help(self, ctx: click.Context) -> str:
        """The help, as it is printed."""
        return shown_help(super().get_help(ctx), language_in(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How it is called."""
        prefix = f"{words(language_in(ctx))['sections']['usage']}: "
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=prefix)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, what it does, examples, what it takes, options."""
        language = language_in(ctx)
        said = words(language)[self.name or ""]
        self.format_usage(ctx, formatter)
        for paragraph in filled(said["about"], self.facts()).strip().split("\n\n"):
            formatter.write_paragraph()
            formatter.write_text(" ".join(paragraph.split()))
        show_examples(formatter, said["examples"], language)
        taken = [
            (p.make_metavar(ctx), self.argument_help(p, language)) for p in self.params if isinstance(p, click.Argument)
        ]
        if taken:
            with formatter.section(words(language)["sections"]["arguments"]):
                formatter.write_dl(taken)
        show_options(self, ctx, formatter)

    def facts(self) -> dict[str, str]:
        """What the description wants filled in."""
        return {}

    def argument_help(self, argument: click.Parameter, language: str) -> str:
        """What an argument is."""
        own = words(language)[self.name or ""]
        if argument.name in own:
            return str(own[argument.name])
        if argument.name in words(language)["arguments"]:
            return str(words(language)["arguments"][argument.name])
        return str(words(language)["arguments"]["visit-required" if argument.required else "visit"])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; all that is wrong with it is a mistake in this command's use, told at once."""
        ctx.allow_extra_args = True
        wrong: list[click.UsageError] = ctx.meta.setdefault(WRONG, [])
        rest: list[str] = []
        known, unknown = self.known(ctx, args)
        try:
            rest = super().parse_args(ctx, known)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            wrong.append(error)
        wrong += self.at_odds(ctx)
        if rest:
            wrong.append(WrongUse("too-much", ctx, found=" ".join(rest)))
        if unknown:
            # What else is missing, too much or at odds may only follow from an option that was not understood.
            wrong[:] = [*unknown, *(error for error in wrong if is_wrong_value(error))]
        if wrong:
            raise wrong[0] if len(wrong) == 1 else WrongUses(wrong, ctx)
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run it."""
        try:
            return super().invoke(ctx)
        except PlacetError as error:
            raise Stopped(error, ctx.params) from error

    def known(self, ctx: click.Context, args: list[str]) -> tuple[list[str], list[click.UsageError]]:
        """A command line without the options that it does not take, and what is to be said of each of those, once."""
        parser = self.make_parser(ctx)
        unknown: dict[tuple[str, str], click.UsageError] = {}
        left = list(args)
        while True:
            try:
                parser.parse_args(list(left))
            except (click.NoSuchOption, click.BadOptionUsage) as error:
                # The parser stops at the first; of what it has read so far nothing was kept.
                error.ctx = ctx
                unknown.setdefault((error.option_name, error.message), error)
                left = without(error.option_name, left)
            else:
                return left, list(unknown.values())

    def at_odds(self, ctx: click.Context) -> list[click.UsageError]:  # noqa: ARG002  # most commands have none
        """What was rightly typed and does not go together; `ctx.params` lacks what was not."""
        return []


def option(name: str, *names: str, **kwargs: Any) -> Callable[[Any], Any]:
    """An option whose help is in the catalogue."""
    return click.option(name, *names, cls=Option, **kwargs)


def help_option(function: Any) -> Any:
    """The option `--help`."""
    return click.help_option("-h", "--help", cls=Option)(function)


def common(*names: str) -> Callable[[Any], Any]:
    """Options that several commands share, and those that all have."""

    def decorate(function: Any) -> Any:
        kinds: dict[str, dict[str, Any]] = {
            "json": {"is_flag": True},
            "details": {"is_flag": True},
            "date": {"type": Day(), "metavar": "DAY"},
            "agreed": {"type": path(), "metavar": "HOME"},
        }
        # `--traceback` and `--say`, and `--json` where things go wrong, are looked up on the command line by `app.py`.
        function = help_option(function)
        function = option("--traceback", is_flag=True, expose_value=False)(function)
        function = option(OPTION, metavar="LANG", expose_value=False)(function)
        for name in reversed(names):
            target = {"json": "as_json", "date": "starts_on", "agreed": "agreed_in"}.get(name, name)
            function = option(f"--{name}", target, **kinds[name])(function)
        return function

    return decorate
