"""The catalogues of sentences, one TOML file for each language and subject. Light: `placet --help` reads one."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

PLURAL = frozenset({"zero", "one", "two", "few", "many", "other"})
"""Unicode's plural categories."""
COMPLETE = "en"
"""The language that has every sentence: another says in it what it has no words for yet."""


@cache
def catalogue(language: str, subject: str) -> Mapping[str, Any]:
    """The sentences of one subject. A language that nobody has begun is our bug and raises."""
    own = _read(language, subject)
    return own if language == COMPLETE else _laid_over(_read(COMPLETE, subject), own)


def _read(language: str, subject: str) -> dict[str, Any]:
    folder = files("placet.wording").joinpath("catalogue", language)
    if language != COMPLETE and not folder.joinpath(f"{subject}.toml").is_file() and has_catalogue(language):
        return {}
    return tomllib.loads(folder.joinpath(f"{subject}.toml").read_text("utf-8"))


def _laid_over(complete: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Table by table, what a language says itself. A sentence with plural forms is one thing, not a table."""
    laid = {**complete, **own}
    for key, table in complete.items():
        if isinstance(table, dict) and isinstance(own.get(key), dict) and not is_plural(table):
            laid[key] = _laid_over(table, own[key])
    return laid


def is_plural(entry: object) -> bool:
    """Whether an entry is one sentence in its plural forms."""
    return isinstance(entry, dict) and "other" in entry and entry.keys() <= PLURAL


def has_catalogue(language: str) -> bool:
    """Whether there are sentences in a language. The name may come from a file: one that is no plain code has none."""
    is_code = language.replace("-", "").isalnum() and language.isascii()
    return is_code and files("placet.wording").joinpath("catalogue", language, "language.toml").is_file()


def languages() -> tuple[str, ...]:
    """The languages that sentences are in, by their codes."""
    folders = files("placet.wording").joinpath("catalogue").iterdir()
    return tuple(sorted(folder.name for folder in folders if has_catalogue(folder.name)))


def filled(sentence: str, said: Mapping[str, object]) -> str:
    """Fill a sentence. Foreign text goes in as it is, never as a template. A missing fact raises `KeyError`."""
    return string.Formatter().vformat(sentence, (), dict(said))
