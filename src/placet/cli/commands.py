"""Commands whose help comes from the catalogue: sections instead of an alphabet, and examples in every one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from placet.wording.catalogues import catalogue, filled

LANGUAGE = "en"
HELP_WIDTH = 98
RANGE = re.compile(r"\s+\[[^]]*\]\Z")
"""What click adds to the help of a number: its range, in the notation of mathematics."""


def words() -> Mapping[str, Any]:
    """Everything the help says."""
    return catalogue(LANGUAGE, "commands")


def show_examples(formatter: click.HelpFormatter, examples: list[list[str]]) -> None:
    """Write the examples section."""
    with formatter.section(words()["sections"]["examples"]):
        formatter.write_dl([(example, said) for example, said in examples], col_max=62)


class Command(click.Command):
    """A command whose help is in the catalogue, under the command's own name."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, what it does, examples, what it takes, options."""
        said = words()[self.name or ""]
        self.format_usage(ctx, formatter)
        for paragraph in filled(said["about"], self.facts()).strip().split("\n\n"):
            formatter.write_paragraph()
            formatter.write_text(" ".join(paragraph.split()))
        show_examples(formatter, said["examples"])
        taken = [(p.make_metavar(ctx), self.argument_help(p)) for p in self.params if isinstance(p, click.Argument)]
        if taken:
            with formatter.section(words()["sections"]["arguments"]):
                formatter.write_dl(taken)
        options = [p.get_help_record(ctx) for p in self.get_params(ctx) if isinstance(p, click.Option)]
        with formatter.section(words()["sections"]["options"]):
            formatter.write_dl([(names, RANGE.sub("", about)) for names, about in filter(None, options)])

    def facts(self) -> dict[str, str]:
        """What the description wants filled in."""
        return {}

    def argument_help(self, argument: click.Parameter) -> str:
        """What an argument is."""
        own = words()[self.name or ""]
        if argument.name in own:
            return str(own[argument.name])
        return str(words()["arguments"]["visit-required" if argument.required else "visit"])


class Day(click.ParamType[date]):
    """A date as `2030-01-31`."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read it; the years are those that calendars reach."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date. Write it as 2030-01-31.", param, ctx)
        if not date(1900, 1, 1) <= day <= date(2100, 12, 31):
            self.fail(f"{value} is beyond the calendars. Choose a year from 1900 to 2100.", param, ctx)
        return day


def path() -> click.Path:
    """A path as it was typed; whether it can be read is for the node to say."""
    return click.Path(path_type=Path)


def option(command: str, name: str, *names: str, **kwargs: Any) -> Callable[[Any], Any]:
    """An option whose help is in the catalogue, of the command or of all commands."""
    key = name.lstrip("-")
    said = words()[command].get(key) or words()["options"][key]
    return click.option(name, *names, help=said, **kwargs)


def common(*names: str) -> Callable[[Any], Any]:
    """Options that several commands share, and those that all have."""

    def decorate(function: Any) -> Any:
        kinds: dict[str, dict[str, Any]] = {
            "json": {"is_flag": True},
            "details": {"is_flag": True},
            "date": {"type": Day(), "metavar": "DAY"},
        }
        said = words()["options"]
        # `--traceback`, and `--json` where things go wrong, are looked up on the command line by `app.py`.
        function = click.option("--traceback", is_flag=True, expose_value=False, help=said["traceback"])(function)
        for name in reversed(names):
            target = {"json": "as_json", "date": "starts_on"}.get(name, name)
            function = click.option(f"--{name}", target, help=said[name], **kinds[name])(function)
        return function

    return decorate
