"""What the pages show of a visit file could stand in one: it is TOML, and every field in it exists and can be read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from placet.formats.plain import Reading
from placet.model.visit import Visit

DOCS = Path(__file__).resolve().parents[2] / "docs"
OTHER_FILES = ("profiles/", "catalogue/")


def snippets() -> Iterator[tuple[str, str, str]]:
    """Page, title and text of each block marked as TOML."""
    for page in sorted(DOCS.rglob("*.md")):
        for part in page.read_text(encoding="utf-8").split("\n```toml")[1:]:
            head, _, rest = part.partition("\n")
            yield page.relative_to(DOCS).as_posix(), head, rest.partition("\n```")[0]


ALL = [(f"{page}:{number}", title, text) for number, (page, title, text) in enumerate(snippets())]


def faults(text: str) -> list[str]:
    """What a reader finds wrong; not what is missing because it is only a piece."""
    reading = Reading(lambda _: ("snippet", None))
    reading.read_what_can_be(Visit, tomllib.loads(text))
    return [
        f"{fault.field}: {fault.facts.get('found', fault.reason)}"
        for fault in reading.faults
        if fault.reason not in ("missing", "no-leg")
    ]


@pytest.mark.parametrize(("title", "text"), [entry[1:] for entry in ALL], ids=[entry[0] for entry in ALL])
def test_a_snippet_could_stand_in_a_visit_file(title, text):
    if any(name in title for name in OTHER_FILES):
        assert tomllib.loads(text)
    else:
        assert faults(text) == []


def test_there_are_snippets():
    assert len(ALL) > 60  # one for each rule, and those of the how-to pages


def test_a_field_that_does_not_exist_is_noticed():
    assert faults('[engagements.talks]\ndres = "dark suit"') == ["engagements.talks.dres: dres"]
