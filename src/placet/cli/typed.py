"""The language of a command, with the home that was typed: commands that it suggests can be copied and run."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

import click

from placet.cli.commands import language_in
from placet.wording.language import Language, Typed, language

HOMES = ("home", "agreed_in")
"""The parameters that name a home."""


def spoken_with(code: str, typed: Mapping[str, Any]) -> Language:
    """A language by its code; `typed` is what a command line gave, by the names of its parameters."""
    spoken = language(code)
    home = next((typed[name] for name in HOMES if typed.get(name) is not None), None)
    if home is None:
        return spoken
    quoted, file = shlex.quote(str(home)), typed.get("file_name")
    at_home = replace(spoken, typed=Typed(quoted, quoted))
    return with_file(at_home, file) if file else at_home


def with_file(spoken: Language, file: str) -> Language:
    """A language whose suggested commands name a joint file besides the home; one without a home stays as it is."""
    if spoken.typed is None:
        return spoken
    return replace(spoken, typed=replace(spoken.typed, at=f"{spoken.typed.home} --file {shlex.quote(file)}"))


def pass_spoken(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its language first."""

    @wraps(command)
    def with_language(*args: Any, **named: Any) -> Any:
        ctx = click.get_current_context()
        return command(spoken_with(language_in(ctx), ctx.params), *args, **named)

    return with_language
