"""A command at the end of a sentence says with which home it is typed, where it takes one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import click

from placet.cli.app import COMMANDS, main
from placet.wording.catalogues import languages, written

SUBJECTS = ("errors", "joint", "refusals")
ANOTHERS = {"resumption-old-root", "resumption-new-root", "keys-awaited", "keys-for-own-chain"}
"""Sentences about the home of another side."""
NEW = {"safe-damaged", "damaged", "store-damaged", "store-gone", "store"}
"""Sentences about a home that is not there yet."""


def takes_home(name: str) -> bool:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return any(param.name == "home" for param in command.params)


def sentences(table: Any, key: str = "") -> Iterator[tuple[str, str]]:
    for name, entry in table.items():
        if isinstance(entry, str):
            yield key or name, entry
        elif isinstance(entry, dict):
            yield from sentences(entry, name if any(isinstance(part, str) for part in entry.values()) else "")


def suggested() -> Iterator[tuple[str, str, str]]:
    for language in languages():
        for subject in SUBJECTS:
            for key, sentence in sentences(written(language, subject)):
                for command, rest in re.findall(r": placet ([a-z-]+)([^:]*)", sentence):
                    yield key, command, rest


AT_HOME = {name for name in COMMANDS if takes_home(name)}


def test_commands_are_found():
    assert {"standing", "envelope", "resume"} <= AT_HOME
    assert len({key for key, command, _ in suggested() if command in AT_HOME}) > 40


def test_each_names_the_home():
    without = [
        (key, command, rest)
        for key, command, rest in suggested()
        if command in AT_HOME and not re.search(r"\{(home|at|folder)\}", rest)
    ]
    assert {key for key, _, _ in without} == ANOTHERS | NEW
    assert [each for each in without if "HOME" not in each[2]] == []
