"""A command line that is not understood: by a reason and its facts, said by `telling.py` in the user's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

SHOWN = 40
"""Characters of a wrong value that are repeated."""


class WrongUse(click.UsageError):
    """What was asked for makes no sense. `reason` is a key of the catalogue `errors` under `wrong-use`."""

    def __init__(self, reason: str, ctx: click.Context | None = None, **facts: object) -> None:
        """Keep why."""
        super().__init__(reason, ctx)
        self.reason = reason
        self.facts = facts


class BadValue(click.BadParameter):
    """A value that an option or argument does not take; `reason` as above."""

    def __init__(self, reason: str, found: object, param: click.Parameter | None, **facts: object) -> None:
        """Keep why, and the beginning of what was given."""
        super().__init__(reason, param=param)
        self.reason = reason
        self.facts = {"found": str(found)[:SHOWN], **facts}


def refuse_idle(given: Mapping[str, object], without: str) -> None:
    """Raise `WrongUse` for options that were typed and mean nothing without another: something else was meant."""
    if idle := [option for option, value in given.items() if value]:
        raise WrongUse("idle-without", options=", ".join(idle), without=without)


class WrongUses(click.UsageError):
    """Several things are wrong with one command line."""

    def __init__(self, errors: Sequence[click.UsageError], ctx: click.Context) -> None:
        """Keep them, in the order in which they were found."""
        super().__init__(" ".join(error.message for error in errors), ctx)
        self.errors = tuple(errors)


def reason_of(error: click.ClickException) -> tuple[str, Mapping[str, object]]:
    """Why a command line was refused, by us or by click itself."""
    match error:
        case WrongUse() | BadValue():
            return error.reason, error.facts
        case click.NoSuchOption():
            nearest = ", ".join(error.possibilities or ())
            return ("near-option" if nearest else "no-option"), {"name": error.option_name, "nearest": nearest}
        case click.MissingParameter():
            return "missing", {"name": name_of(error.param, error.ctx)}
        case click.BadOptionUsage():
            return ("takes-none" if _takes_none(error) else "wants-value"), {"name": error.option_name}
        case _:
            return "other", {"message": error.format_message()}


def is_wrong_value(error: click.UsageError) -> bool:
    """Whether an option was understood, and its value is wrong whatever else was typed."""
    is_missing = isinstance(error, click.MissingParameter)
    return isinstance(error, click.BadParameter) and isinstance(error.param, click.Option) and not is_missing


def without(option: str, args: Sequence[str]) -> list[str]:
    """A command line without the first word that asks for an option: `--name`, `--name=value`, or one of `-xyz`."""
    for at, word in enumerate(args):
        is_cluster = not option.startswith("--") and word.startswith("-") and not word.startswith("--")
        if word.split("=")[0] == option or (is_cluster and option.lstrip("-") in word):
            return [*args[:at], *args[at + 1 :]]
    raise AssertionError(option)


def name_of(param: click.Parameter | None, ctx: click.Context | None) -> str:
    """How an option or argument is called in the help."""
    if isinstance(param, click.Argument) and ctx is not None:
        return param.make_metavar(ctx).strip("[]")
    return max(param.opts, key=len) if param is not None else ""


def _takes_none(error: click.BadOptionUsage) -> bool:
    """Whether the option is a mere switch."""
    command = error.ctx.command if error.ctx is not None else None
    return any(error.option_name in option.opts for option in _switches(command))


def _switches(command: click.Command | None) -> Iterator[Any]:
    for param in command.params if command is not None else ():
        if isinstance(param, click.Option) and param.is_flag:
            yield param
