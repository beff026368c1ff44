"""Commands whose help comes from the catalogue: sections instead of an alphabet, and examples in every one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from placet.wording.catalogues import catalogue, filled, has_catalogue, languages

LANGUAGE = "en"
HELP_WIDTH = 98
SHOWN = 40
"""Characters of a wrong value that are repeated."""
LONGEST_MARK = 30
"""Characters of a version or the number of a copy: more does not fit at the foot of a card."""


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
            formatter.write_dl([option for option in options if option is not None])

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
            self.fail(_refused("no-date", value), param, ctx)
        if not date(1900, 1, 1) <= day <= date(2100, 12, 31):
            self.fail(_refused("date-beyond", value), param, ctx)
        return day


class Number(click.ParamType[float]):
    """A number from `least` to `most`, both ends included; `advice` is the key of the sentence for any other."""

    name = "number"

    def __init__(self, kind: type[int] | type[float], least: float, most: float, advice: str) -> None:
        """Only whole numbers where `kind` is `int`."""
        self.kind, self.least, self.most, self.advice = kind, least, most, advice

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read it; what is not a number at all, `nan` among it, lies within no bounds."""
        try:
            number = self.kind(value)
        except ValueError:
            self.fail(_refused(self.advice, value), param, ctx)
        if not self.least <= number <= self.most:
            self.fail(_refused(self.advice, value), param, ctx)
        return number


class Languages(click.ParamType[tuple[str, ...]]):
    """Languages of papers, with commas between: `en,fa,ru`. Only those that have sentences."""

    name = "languages"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Read it; each language once, in the order in which they were named."""
        if isinstance(value, tuple):
            return value
        named = tuple(dict.fromkeys(code.strip() for code in str(value).split(",")))
        for code in named:
            if not has_catalogue(code):
                self.fail(_refused("language", code, known=", ".join(languages())), param, ctx)
        return named


class Mark(click.ParamType[str]):
    """What an issue is marked with: a version such as `2`, the number of a copy."""

    name = "mark"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read it: a few letters and digits in one line."""
        said = str(value).strip()
        if not 0 < len(said) <= LONGEST_MARK or not said.isprintable():
            self.fail(_refused("mark", value, most=str(LONGEST_MARK)), param, ctx)
        return said


class EmblemFile(click.ParamType[tuple[str, Path]]):
    """The emblem of a side: `SIDE=FILE`."""

    name = "emblem"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        """Read it; whether there is such a side, and what is in the file, is for the node to say."""
        if isinstance(value, tuple):
            return value
        side, equals, file = str(value).partition("=")
        if not (side.strip() and equals and file):
            self.fail(_refused("emblem", value), param, ctx)
        return side.strip(), Path(file)


class Where(click.Path):
    """A path as it was typed; an empty one is a slip (a variable that is not set), never this folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read it."""
        if value == "":
            self.fail(_refused("no-path", value), param, ctx)
        return super().convert(value, param, ctx)


def _refused(key: str, found: object, **facts: str) -> str:
    return filled(catalogue(LANGUAGE, "errors")["wrong-use"][key], {"found": str(found)[:SHOWN], **facts})


def path() -> click.Path:
    """A path as it was typed; whether it can be read is for the node to say."""
    return Where(path_type=Path)


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
