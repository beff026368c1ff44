"""Words that papers are read by, in data files: a language is added here and nowhere else."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from placet.reading.letters import folded


@cache
def words(subject: str) -> Any:
    """A data file of this folder."""
    return tomllib.loads(files("placet.reading.words").joinpath(f"{subject}.toml").read_text("utf-8"))


def either(forms: list[str]) -> str:
    """A pattern for any of these forms, longest first; `*` stands for the end of a word, a space also for none."""
    ordered = sorted({folded(form) for form in forms}, key=len, reverse=True)
    return "(?:" + "|".join(_pattern(form) for form in ordered) + ")"


def _pattern(form: str) -> str:
    return re.escape(form).replace(r"\*", r"\w*").replace(r"\ ", "[\\s\u200c]*")


def whole(forms: list[str]) -> re.Pattern[str]:
    """Any of these forms as whole words, in folded text."""
    return re.compile(rf"(?<!\w){either(forms)}(?!\w)")
