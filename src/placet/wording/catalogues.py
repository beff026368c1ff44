"""The catalogues of sentences, one TOML file for each language and subject. Light: `placet --help` reads one."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def catalogue(language: str, subject: str) -> Mapping[str, Any]:
    """The sentences of one subject. A missing catalogue is our bug and raises."""
    return tomllib.loads(files("placet.wording").joinpath("catalogue", language, f"{subject}.toml").read_text("utf-8"))


def filled(sentence: str, said: Mapping[str, object]) -> str:
    """Fill a sentence. Foreign text goes in as it is, never as a template. A missing fact raises `KeyError`."""
    return string.Formatter().vformat(sentence, (), dict(said))
