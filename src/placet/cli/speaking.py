"""In which language the terminal speaks: `--say LANG`, else `PLACET_LANG`, else the system's locale, else English.

Decided once, before the command line is read, because its own mistakes are told in that language too. Papers, headings
of a workbook and the visit itself have languages of their own and are not touched by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from placet.wording.catalogues import COMPLETE, has_catalogue

OPTION = "--say"
VARIABLE = "PLACET_LANG"
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Variables of the system that name a language, the one that counts first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The language to speak, the command line without the option, and what was asked for where it is none of ours."""

    language: str
    arguments: tuple[str, ...]
    unknown: str | None = None


def language_asked(arguments: Sequence[str], environment: Mapping[str, str]) -> Asked:
    """Which language was asked for. After `--` nothing is an option; of several the last one counts."""
    rest, named = _without_option(arguments)
    known = _known(named) if named is not None else _of_environment(environment)
    if known is None:
        return Asked(_of_environment(environment), rest, named)
    return Asked(known, rest)


def _without_option(arguments: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    rest: list[str] = []
    named: str | None = None
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == OPTION:
            named = next(waiting, "")
        elif argument.startswith(f"{OPTION}="):
            named = argument.removeprefix(f"{OPTION}=")
        else:
            rest.append(argument)
    return tuple(rest), named


def _of_environment(environment: Mapping[str, str]) -> str:
    """The first language named there that is one of ours; a locale is `fa_IR.UTF-8`."""
    named = (environment.get(name, "") for name in (VARIABLE, *LOCALE))
    return next((known for known in map(_known, named) if known is not None), COMPLETE)


def _known(named: str) -> str | None:
    return next((code for code in _codes(named) if has_catalogue(code)), None)


def _codes(named: str) -> Iterator[str]:
    """`pt_BR.UTF-8` may be meant as `pt-BR`, or as `pt`."""
    code = named.partition(".")[0].partition("@")[0].replace("_", "-")
    yield from (code, code.partition("-")[0])
