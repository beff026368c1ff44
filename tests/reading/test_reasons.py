"""Every reason for not reading a file, and every note about one, has its sentence in every language."""

from __future__ import annotations

import re
import string

import pytest

from placet.reading.refusal import FACTS
from placet.wording.catalogues import catalogue

LANGUAGES = ("en", "fa", "ru")


def named_in_source(checkout, pattern):
    """What the code of the readers raises or notes."""
    source = "".join(path.read_text("utf-8") for path in sorted((checkout / "src/placet/reading").glob("*.py")))
    return set(re.findall(pattern, source))


def facts_in(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence_and_advice(checkout, language):
    words = catalogue(language, "errors")["foreign-file"]
    raised = named_in_source(checkout, r'Refused\(\s*"([a-z-]+)"') | {
        "encrypted",
        "broken",
        "unreadable",
        "picture-unreadable",
    }
    assert set(words) == raised
    for entry in words.values():
        assert set(entry) == {"problem", "advice"}
        assert facts_in(entry["problem"] + entry["advice"]) <= FACTS | {"cause"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_has_a_sentence(checkout, language):
    words = catalogue(language, "errors")["foreign-note"]
    assert set(words) == named_in_source(checkout, r'Note\(what="([a-z-]+)"')
    assert all(facts_in(sentence) <= {"where", "found"} for sentence in words.values())


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_translation_needs_no_other_facts(language):
    english, other = (catalogue(code, "errors")["foreign-file"] for code in ("en", language))
    assert {key: facts_in(entry["problem"]) for key, entry in other.items()} == {
        key: facts_in(entry["problem"]) for key, entry in english.items()
    }
